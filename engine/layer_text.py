"""The text field for the hidden layers: from text to sizes and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.errors import LayerTextError
from engine.spec import MAX_HIDDEN_LAYERS, MAX_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_HIDDEN_LAYERS = "none"
_ITEM = re.compile(r"[^\s,;，、；\[\]()]+")
_WHOLE_NUMBER = re.compile(r"\d+")
_MAX_DIGITS = 18
"""More can't be a size, and Python refuses to convert thousands of them."""


def parse_hidden_layers(text: str, inputs: int | None = None) -> tuple[int, ...]:
    """Read hidden layer sizes such as "20, 7, 5".

    Parameters
    ----------
    text : str
        Whole numbers between commas or spaces; brackets are ignored. Empty or "none"
        is no hidden layer: logistic regression.
    inputs : int, optional
        The input's size, so that somebody who types the whole of ``layer_dims`` is
        told to leave it out.

    Returns
    -------
    tuple of int
        Units of each hidden layer.

    Raises
    ------
    LayerTextError
        Says what is wrong, why, and at which characters.
    """
    if text.strip().lower() == NO_HIDDEN_LAYERS:
        return ()
    return tuple(_sizes(text, inputs))


def _sizes(text: str, inputs: int | None) -> Iterator[int]:
    for layer, item in enumerate(_ITEM.finditer(text), 1):
        span = item.span()
        if not _WHOLE_NUMBER.fullmatch(item[0]):
            raise LayerTextError(
                "“{text}” is not a whole number.", *span, text=item[0]
            ).at("hidden_text", layer=layer)
        units = int(item[0][:_MAX_DIGITS])
        if layer == 1 and units == inputs and units > MAX_UNITS:
            raise LayerTextError(
                "{units:,} is the input, which the pictures fix: leave it out, and the "
                "output too.",
                *span,
                units=units,
            ).at("hidden_text", layer=layer)
        if len(item[0]) > _MAX_DIGITS or not 1 <= units <= MAX_UNITS:
            raise LayerTextError(
                "A layer has 1 to {limit:,} units, not {text}.",
                *span,
                limit=MAX_UNITS,
                text=item[0],
            ).at("hidden_text", layer=layer)
        if layer > MAX_HIDDEN_LAYERS:
            raise LayerTextError(
                "{limit} hidden layers are the most.", *span, limit=MAX_HIDDEN_LAYERS
            ).at("hidden_text", layer=layer)
        yield units


def format_hidden_layers(hidden: tuple[int, ...]) -> str:
    """Return the text for these sizes, "20, 7, 5", or "none"."""
    return ", ".join(map(str, hidden)) or NO_HIDDEN_LAYERS
