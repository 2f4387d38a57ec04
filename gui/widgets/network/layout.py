"""Where everything in a drawn network goes: numbers in, rectangles out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF

if TYPE_CHECKING:
    from gui.widgets.network.spacing import Rows

RADIUS = 0.35
"""Of the pitch."""


@dataclass(frozen=True)
class Column:
    """A layer. ``slots`` holds units, None where some are folded away."""

    rect: QRectF
    slots: tuple[int | None, ...]
    pitch: float

    @property
    def x(self) -> float:
        """Horizontal centre."""
        return self.rect.center().x()

    @property
    def is_tile(self) -> bool:
        """Whether it is a picture instead of units."""
        return not self.slots

    @property
    def radius(self) -> float:
        """Radius of a unit's circle."""
        return self.pitch * RADIUS

    @cached_property
    def centers(self) -> tuple[QPointF, ...]:
        """The centre of every slot."""
        x, y, slots = self.x, self.rect.center().y(), range(len(self.slots))
        middle = (len(self.slots) - 1) / 2
        return tuple(QPointF(x, y + (slot - middle) * self.pitch) for slot in slots)

    @cached_property
    def circles(self) -> tuple[QRect, ...]:
        """What every slot's circle is painted on, in whole pixels."""
        reach = self.radius + 1
        left, right = floor(self.x - reach), ceil(self.x + reach)
        heights = (center.y() for center in self.centers)
        rows = ((floor(y - reach), ceil(y + reach)) for y in heights)
        return tuple(QRect(left, top, right - left, end - top) for top, end in rows)

    @property
    def core(self) -> QRect:
        """Where nothing below it can be seen, as far as its circles reach."""
        if self.is_tile:
            return self.rect.toAlignedRect().adjusted(1, 1, -1, -1)
        return self.circles[0].united(self.circles[-1])

    @cached_property
    def units(self) -> dict[int, int]:
        """The units that are shown, by their slots."""
        return {i: unit for i, unit in enumerate(self.slots) if unit is not None}

    def center(self, slot: int) -> QPointF:
        """Return the centre of a slot."""
        return self.centers[slot]

    def exit(self, source: int, exits: int) -> QPointF:
        """Return where a line begins: at a slot, or at one of a picture's exits."""
        if not self.is_tile:
            return self.center(source)
        share = (source + 0.5) / exits - 0.5
        return QPointF(
            self.rect.right(), self.rect.center().y() + share * self.rect.height() * 0.7
        )

    def slot_at(self, y: float) -> int:
        """Return the slot nearest to a height."""
        middle = (len(self.slots) - 1) / 2
        nearest = round((y - self.rect.center().y()) / self.pitch + middle)
        return max(0, min(nearest, len(self.slots) - 1))

    def first_folded(self, slot: int) -> int:
        """Return the first of the units that an ellipsis stands for."""
        before = self.slots[slot - 1] if slot else None
        return 0 if before is None else before + 1

    def last_folded(self, slot: int, units: int) -> int:
        """Return the last one, of as many as the layer has."""
        after = self.slots[slot + 1] if slot + 1 < len(self.slots) else None
        return units - 1 if after is None else after - 1


@dataclass(frozen=True)
class Gap:
    """What lies between two layers: a button and shapes, as far as they fit."""

    x: float
    width: float
    shows_weights: bool
    shows_others: bool


@dataclass(frozen=True)
class NetworkLayout:
    """Where everything goes; heights are those of the rows' upper edges.

    ``counts`` is where the numbers of units stand, with the handles beside them.
    """

    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    counts: tuple[QRectF, ...]
    rows: Rows
    controls_y: float
    counts_y: float
    names_y: float
    weights_y: float
    others_y: float
    has_details: bool
    needed_width: float

    def controls_top(self, layer: int, side: float) -> float:
        """Return where a layer's buttons go: above its column, if there is room."""
        above = self.columns[layer].rect.top() - side
        # In a high drawing they have a row of their own, above all columns.
        is_low = self.controls_y >= self.counts_y
        return above if is_low and above >= 0 else self.controls_y

    def place_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return layer and slot of the column at a point, the input being layer 0."""
        for layer, column in enumerate(self.columns):
            if column.slots and column.rect.adjusted(-3, 0, 3, 0).contains(point):
                return layer, column.slot_at(point.y())
        return None

    def unit_in(self, place: tuple[int, int]) -> int | None:
        """Return the unit in a layer's slot, None where some are folded away."""
        layer, slot = place
        return self.columns[layer].slots[slot]

    def count_at(self, point: QPointF) -> int | None:
        """Return the layer whose number of units is at a point."""
        found = (i for i, area in enumerate(self.counts) if area.contains(point))
        return next(found, None)

    def detail_room(self, layer: int) -> float:
        """Return how wide what stands below a layer may be."""
        beside = self.gaps[max(layer - 1, 0) : layer + 1]
        return min(gap.width for gap in beside)

    def layer_at(self, x: float, reach: float) -> int | None:
        """Return the layer nearest to a horizontal position, within a reach."""
        distances = [abs(column.x - x) for column in self.columns]
        nearest = min(range(len(distances)), key=distances.__getitem__)
        return nearest if distances[nearest] <= reach else None

    def gap_at(self, x: float) -> int | None:
        """Return the gap at a horizontal position; 0 lies behind the input."""
        for gap, (left, right) in enumerate(pairwise(self.columns)):
            if left.rect.right() < x < right.rect.left():
                return gap
        return None


def shown_units(
    units: int, slots: int, selected: int | None = None
) -> tuple[int | None, ...]:
    """Return which units a column shows, None where some are folded away.

    Parameters
    ----------
    units : int
        Units of the layer.
    slots : int
        Places in the column, at least 3.
    selected : int, optional
        A unit that mustn't be folded away.
    """
    if units <= slots:
        return tuple(range(units))
    head, tail = slots // 2, (slots - 1) // 2
    if selected is None or selected < head or selected >= units - tail:
        return (*range(head), None, *range(units - tail, units))
    ends = range(head - 1), range(units - tail + 1, units)
    return (*ends[0], None, selected, None, *ends[1])
