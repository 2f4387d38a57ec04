"""A unit's sum in words and figures that add up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.arithmetic import Arithmetic, Term

DIGITS = 5
"""Significant digits of the largest figure; the others have as many decimals."""

MOST_DECIMALS = 9


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Arithmetic", text)


def arithmetic_text(told: Arithmetic, shape: tuple[int, ...] = ()) -> str:
    """Return how a unit's answer comes about, a line for each term.

    Parameters
    ----------
    told : Arithmetic
        The sum.
    shape : tuple of int, optional
        (height, width, channels) of the picture that layer 1 looks at; its numbers are
        told by their places then.

    Returns
    -------
    str
        Plain text. The figures shown add up to the z that is shown: what rounding
        leaves over goes to the many small terms, or to those that it hits least.
    """
    products = [term.product for term in told.terms]
    decimals = _decimals((*products, told.rest, told.bias, told.z))
    symbol = "x" if told.layer == 1 else "a"
    lines = [f"z = Σ w·{symbol} + b = {plain(told.z, decimals)}"]
    shown = _rounded(told, products, decimals)
    lines += [
        _term(term, product, told.layer, shape, decimals)
        for term, product in zip(told.terms, shown, strict=True)
    ]
    if told.others:
        text = tr("… and {count:,} more terms: {sum}")
        rest = signed(_rest(told, shown, decimals), decimals)
        lines.append(text.format(count=told.others, sum=rest))
    lines.append(f"b = {signed(told.bias, decimals)}")
    lines.append(f"a = {function_text(told.function)} = {plain(told.a, decimals)}")
    return "\n".join(lines)


def function_text(name: str) -> str:
    """Return g(z) in plain text, by the name of an activation or an output."""
    if name in ACTIVATIONS:
        return ACTIVATIONS[name].formula
    return tr("eᶻ / (sum of eᶻ over all units of the layer)")


def plain(value: float, decimals: int) -> str:
    """Return a number with so many decimals, as "−0.5120"."""
    if not math.isfinite(value):
        return str(value).replace("-", "−").replace("inf", "∞").replace("nan", "NaN")
    # No minus in front of nothing.
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def signed(value: float, decimals: int) -> str:
    """Return a number with its sign, as "+0.5120"."""
    text = plain(value, decimals)
    return text if text.startswith(("−", "N")) else f"+{text}"


def _decimals(values: Iterable[float]) -> int:
    """Return the decimals that leave the largest number enough digits."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    if largest == 0:
        return DIGITS - 1
    whole = math.floor(math.log10(largest)) + 1
    return min(max(DIGITS - whole, 0), MOST_DECIMALS)


def _rest(told: Arithmetic, shown: list[float], decimals: int) -> float:
    """Return what the terms that aren't told add, so that the figures add up."""
    total = _missing(told, shown, decimals)
    return total if math.isfinite(total) else told.rest


def _missing(told: Arithmetic, shown: list[float], decimals: int) -> float:
    """Return what the terms shown lack of z, as it is shown."""
    return round(told.z, decimals) - sum(shown) - round(told.bias, decimals)


def _rounded(told: Arithmetic, products: list[float], decimals: int) -> list[float]:
    """Return the terms rounded, so that they add up if there are no others."""
    shown = [round(product, decimals) for product in products]
    missing = _missing(told, shown, decimals) * 10**decimals
    if told.others or not math.isfinite(missing):
        return shown
    way = math.copysign(1, missing)
    # Those first that were rounded the other way most.
    order = sorted(range(len(shown)), key=lambda i: way * (shown[i] - products[i]))
    for i in order[: min(abs(round(missing)), len(shown))]:
        shown[i] += way * 10**-decimals
    return shown


def _term(
    term: Term, product: float, layer: int, shape: tuple[int, ...], decimals: int
) -> str:
    text = tr("from {source}: {weight} × {value} = {product}")
    return text.format(
        source=_source(term.index, layer, shape),
        weight=_short(term.weight),
        value=_short(term.value),
        product=signed(product, decimals),
    )


def _source(index: int, layer: int, shape: tuple[int, ...]) -> str:
    """Return where a term comes from."""
    if layer > 1:
        return tr("unit {unit:,}").format(unit=index + 1)
    if len(shape) < 3:
        return tr("input {unit:,}").format(unit=index + 1)
    place, channel = divmod(index, shape[2])
    row, column = divmod(place, shape[1])
    names = tr("red"), tr("green"), tr("blue")
    color = f" {names[channel]}" if shape[2] == len(names) else ""
    text = tr("row {row}, column {column}{color}")
    return text.format(row=row + 1, column=column + 1, color=color)


def _short(value: float) -> str:
    """Return a factor with its first digits."""
    return f"{value:.{DIGITS}g}".replace("-", "−")
