"""Where the labels of a plot go, in pixels from its upper left corner."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSizeF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyqtgraph as pg


class Box(NamedTuple):
    """The place of a label, or of a piece of a curve.

    No Qt rectangle, unless asked: each of those that Python throws away lets another
    thread run.
    """

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def at(cls, left: float, top: float, width: float, height: float) -> Box:
        """Return one of a size."""
        return cls(left, top, left + width, top + height)

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Box:
        """Return the least one with these points in it."""
        across, down = zip(*points, strict=True)
        return cls(min(across), min(down), max(across), max(down))

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> Box:
        """Return the least one with all of these in it."""
        left, top, right, bottom = zip(*boxes, strict=True)
        return cls(min(left), min(top), max(right), max(bottom))

    def rect(self) -> QRectF:
        """Return it as painters take it."""
        left, top, right, bottom = self
        return QRectF(left, top, right - left, bottom - top)

    def grown(self, margin: float) -> Box:
        """Return one that is larger on each side."""
        left, top, right, bottom = self
        return Box(left - margin, top - margin, right + margin, bottom + margin)

    def pixels_from(self, across: float, down: float) -> tuple[int, int, int, int]:
        """Return the whole pixels it touches, counted from another origin."""
        left, top = math.floor(self.left + across), math.floor(self.top + down)
        right, bottom = math.ceil(self.right + across), math.ceil(self.bottom + down)
        return left, top, right - left, bottom - top

    def meets(self, other: Box) -> bool:
        """Tell whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, width: float, height: float) -> bool:
        """Tell whether a plot of this size shows all of it."""
        across = self.left >= 0 and self.right <= width
        return across and self.top >= 0 and self.bottom <= height


def apart(wanted: Sequence[float], distance: float, height: float) -> list[float]:
    """Return the middles of labels, pushed apart and kept within the plot.

    Parameters
    ----------
    wanted : sequence of float
        Where their middles would be best.
    distance : float
        The least from one to the next, the height of a label.
    height : float
        Of the plot. One that is too low for all of them cuts those at its top off.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [wanted[i] for i in order]
    # Two that collide give way to each other by the same amount.
    for upper, lower in pairwise(range(len(placed))):
        excess = distance - (placed[lower] - placed[upper])
        if excess > 0:
            placed[upper] -= excess / 2
            placed[lower] += excess / 2
    for i, middle in enumerate(placed):
        least = placed[i - 1] + distance if i else distance / 2
        placed[i] = max(middle, least)
    most = height - distance / 2
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], most)
        most = placed[i] - distance
    found = [0.0] * len(placed)
    for i, middle in zip(order, placed, strict=True):
        found[i] = middle
    return found


def free_places(
    taken: Iterable[Box],
    wanted: Sequence[Sequence[Box]],
    suits: Callable[[Box], bool],
) -> list[int | None]:
    """Return for each label which of its places is free, None where none is.

    Parameters
    ----------
    taken : iterable of Box
        Labels that are shown in any case.
    wanted : sequence of sequence of Box
        The others, those that matter most first, each with its places, best first.
    suits : callable
        Tells whether any label may stand in a place.
    """
    found: list[int | None] = []
    boxes = list(taken)
    for places in wanted:
        free = (
            i
            for i, box in enumerate(places)
            if not any(map(box.meets, boxes)) and suits(box)
        )
        place = next(free, None)
        found.append(place)
        if place is not None:
            boxes.append(places[place])
    return found


def text_size(label: pg.TextItem) -> QSizeF:
    """Return the size of a label's text, without the margins above and below it."""
    rect = label.boundingRect()
    margin = label.textItem.document().documentMargin()
    return QSizeF(rect.width(), rect.height() - 2 * margin)
