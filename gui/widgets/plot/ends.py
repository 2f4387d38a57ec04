"""The labels at the ends of the curves: they move all the time, so they are cheap."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gui.widgets.plot.labels import Box, apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPixmap

    from gui.widgets.plot.data import Curve
    from gui.widgets.plot.letters import Letters, Written

BEHIND = 0.75
"""Share of the plot until which labels stand behind their ends."""

CLEAR = 1.5
"""Pixels between a curve's middle and its label's ground."""


class EndLabel(NamedTuple):
    """A label where it stands, in pixels from the plot's upper left corner.

    Attributes
    ----------
    picture : QPixmap
        What it looks like, on a ground that curves shine through.
    box : Box
        What it covers, in whole pixels.
    """

    picture: QPixmap
    box: Box

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.drawPixmap(round(self.box.left), round(self.box.top), self.picture)


@dataclass(frozen=True)
class Scale:
    """Where values are in a plot: from 0 to ``right`` and ``top``, in pixels."""

    width: float
    height: float
    right: float
    top: float

    def x(self, value: float) -> float:
        """Return how far from the left edge a value is."""
        return self.width * value / self.right

    def y(self, value: float) -> float:
        """Return how far from the upper edge a value is."""
        return self.height * (1 - value / self.top)


class _End(NamedTuple):
    """Where a curve ends, in pixels, and what stands there."""

    x: float
    y: float
    written: Written


def placed_ends(
    curves: Sequence[Curve], scale: Scale, letters: Sequence[Letters]
) -> list[EndLabel | None]:
    """Return the labels of curves, each in letters of its own.

    Those that would meet give way to each other. None for a curve without an end.
    """
    ends = [
        None if math.isnan(curve.last_y) else _end(curve, scale, own)
        for curve, own in zip(curves, letters, strict=False)
    ]
    drawn = [end for end in ends if end is not None]
    lowest = max(end.y for end in drawn) if len(drawn) > 1 else math.inf
    height = letters[0].room
    wishes = [_wish(end, end.y == lowest, height, scale) for end in drawn]
    middles = iter(apart(wishes, height, scale.height))
    return [end and _label(end, next(middles), height, scale) for end in ends]


def _end(curve: Curve, scale: Scale, letters: Letters) -> _End:
    written = letters.write(curve.label)
    return _End(scale.x(curve.last_x), scale.y(curve.last_y), written)


def _stands_behind(end: _End, scale: Scale) -> bool:
    return end.x < BEHIND * scale.width


def _wish(end: _End, is_lower: bool, height: float, scale: Scale) -> float:
    """Return where the middle of a label would be best."""
    if _stands_behind(end, scale):
        return end.y
    # It stands before the end, where its curve is: its ground may not dim that.
    away = height / 2 + CLEAR
    fits_above = end.y - away - height / 2 >= 0
    fits_below = end.y + away + height / 2 <= scale.height
    is_below = fits_below and (is_lower or not fits_above)
    return end.y + (away if is_below else -away)


def _label(end: _End, middle: float, height: float, scale: Scale) -> EndLabel:
    picture, width = end.written
    left = end.x if _stands_behind(end, scale) else end.x - width
    # On whole pixels: there letters are sharp, and often where they have been before.
    places = math.floor(left), math.floor(middle - height / 2)
    return EndLabel(picture, Box.at(*places, math.ceil(width), math.ceil(height)))
