"""Which arrays a stop shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.walk import Part, Sheet
from gui.views.walk.formulas import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.walk import Iteration, Stop, Update


@dataclass(frozen=True, eq=False)
class Card:
    """An array with its name.

    Attributes
    ----------
    name : str
        As in the formulas, "W[2]".
    sheet : Sheet
        Its numbers.
    layer : int
        The layer whose units its rows are; 0 if they are inputs or nothing of a layer.
    has_examples : bool
        Whether its columns are examples.
    extra : int
        How soon it is left out where there is little room; 0 for the last ones.
    """

    name: str
    sheet: Sheet
    layer: int
    has_examples: bool = False
    extra: int = 0


def cards_of(
    walk: Iteration, stop: Stop, layer: int, is_vectorized: bool
) -> tuple[Card, ...]:
    """Return what a stop shows; nothing where it isn't known.

    Parameters
    ----------
    walk : Iteration
        The numbers.
    stop : Stop
        Where the walk stands.
    layer : int
        The layer that an update shows.
    is_vectorized : bool
        Whether the names are those of all examples, or of one where it is one.
    """
    if stop.part is Part.FORWARD:
        cards = _forward(walk, stop.layer)
    elif stop.part is Part.COST:
        cards = _cost(walk)
    elif stop.part is Part.BACKWARD:
        cards = _backward(walk, stop.layer)
    else:
        cards = _update(walk, layer)
    is_one = walk.m == 1 and not is_vectorized
    return tuple(map(_of_one, cards)) if is_one else cards


def _of_one(card: Card) -> Card:
    """Return the card with the small letters of one example."""
    if not card.has_examples:
        return card
    name, bracket, layer = card.name.partition("[")
    return replace(card, name=f"{name[:-1]}{name[-1].lower()}{bracket}{layer}(i)")


def _made(*cards: tuple[str, Sheet | None, int, bool, int]) -> tuple[Card, ...]:
    return tuple(
        Card(name, sheet, layer, has_examples, extra)
        for name, sheet, layer, has_examples, extra in cards
        if sheet is not None
    )


def _forward(walk: Iteration, layer: int) -> tuple[Card, ...]:
    here = walk.layers[layer - 1]
    return _made(
        (f"W[{layer}]", here.W, layer, False, 0),
        (f"A[{layer - 1}]", walk.inputs(layer), layer - 1, True, 1),
        (f"b[{layer}]", here.b, layer, False, 1),
        (f"Z[{layer}]", here.Z, layer, True, 0),
        (f"A[{layer}]", here.A, layer, True, 0),
    )


def _cost(walk: Iteration) -> tuple[Card, ...]:
    L = walk.spec.L
    J = None if walk.cost is None else Sheet.of(np.array([[walk.cost]]))
    return _made(
        (f"A[{L}]", walk.layers[-1].A, L, True, 0),
        ("Y", walk.Y, L, True, 0),
        ("L", walk.losses, 0, True, 0),
        ("J", J, 0, False, 0),
    )


def _backward(walk: Iteration, layer: int) -> tuple[Card, ...]:
    here = walk.layers[layer - 1]
    if here.dZ is None:
        return ()
    return _made(
        (f"dA[{layer}]", here.dA, layer, True, 0),
        (f"Z[{layer}]", here.Z, layer, True, 0),
        (f"dZ[{layer}]", here.dZ, layer, True, 0),
        (f"A[{layer - 1}]", walk.inputs(layer), layer - 1, True, 1),
        (f"W[{layer}]", here.W, layer, False, 1),
        (f"dW[{layer}]", here.dW, layer, False, 0),
        (f"db[{layer}]", here.db, layer, False, 0),
        (f"dA[{layer - 1}]", walk.d_inputs(layer), layer - 1, True, 0),
    )


def _update(walk: Iteration, layer: int) -> tuple[Card, ...]:
    here = walk.layers[layer - 1]
    if here.dW is None or here.db is None:
        return ()
    letters = RULES[walk.config.optimizer].remembers
    weights = _updated("W", here.W, here.dW, here.W_update, layer, letters)
    biases = _updated("b", here.b, here.db, here.b_update, layer, letters)
    return (*weights, *(replace(card, extra=card.extra + 2) for card in biases))


def _updated(
    name: str,
    array: Sheet,
    gradient: Sheet,
    update: Update | None,
    layer: int,
    letters: str,
) -> Iterator[Card]:
    """Return what an update makes of an array, by what, and what is remembered."""
    yield Card(f"{name}[{layer}]", array, layer)
    yield Card(f"d{name}[{layer}]", gradient, layer)
    if update is None:
        return
    for letter, before, after in zip(
        letters, update.memory, update.memory_after, strict=True
    ):
        memory = f"{letter}_{name}[{layer}]"
        yield Card(memory, before, layer, extra=2)
        yield Card(f"{memory} :=", after, layer, extra=1)
    yield Card(f"{name}[{layer}] :=", update.after, layer)
