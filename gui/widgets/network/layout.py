"""Where everything in a drawn network goes: numbers in, rectangles out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from PySide6.QtCore import QPointF, QRectF

from gui.widgets.network.spacing import (
    BUTTON,
    SPACE,
    LabelWidths,
    Room,
    Rows,
    margins,
    spread_layers,
)

MOST_SLOTS = 9
FEWEST_SLOTS = 3

# Lengths in em, the height of the font.
TILE = 64 / 13
"""Pictures of 64 pixels are sharpest at their own size."""

ROOMY = 16.0
"""From this height on a layer's buttons have a row of their own, above."""

LARGEST_PITCH = 1.5
SMALLEST_PITCH = 0.8
RADIUS = 0.35
COLUMN = 1.7
COLUMN_ENDS = 0.5
"""Of the pitch, like the two above."""


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

    def center(self, slot: int) -> QPointF:
        """Return the centre of a slot."""
        offset = (slot - (len(self.slots) - 1) / 2) * self.pitch
        return QPointF(self.x, self.rect.center().y() + offset)

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


@dataclass(frozen=True)
class NetworkLayout:
    """Where everything goes; heights are those of the rows' upper edges."""

    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    rows: Rows
    controls_y: float
    counts_y: float
    names_y: float
    weights_y: float
    others_y: float
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


def arrange(
    sizes: tuple[int, ...],
    widths: LabelWidths,
    room: Room,
    selected: tuple[int, int],
    has_tile: bool,
) -> NetworkLayout:
    """Find a place for everything.

    Parameters
    ----------
    sizes : tuple of int
        Units of every layer, the input first.
    widths : LabelWidths
        How wide the labels are.
    room : Room
        How much room there is.
    selected : tuple of int
        Layer and unit that mustn't be folded away.
    has_tile : bool
        Whether the input is drawn as a picture.
    """
    body = _column_widths(sizes, room.em, has_tile)
    rows, gaps, needed = spread_layers(widths, body, room)
    heights = _heights(sizes[has_tile:], room, rows, has_tile)
    left, right = margins(widths, body, room.em)
    start = left + max(0.0, (room.width - left - right - sum(gaps)) / 2)
    columns = []
    for layer, x in enumerate(accumulate(gaps, initial=start)):
        if layer == 0 and has_tile:
            columns.append(_tile(x, heights))
        else:
            unit = selected[1] if layer == selected[0] else None
            columns.append(_column(x, sizes[layer], unit, heights))

    counts_y = heights.top + heights.tallest + SPACE * room.em
    names_y = counts_y + max(room.line, BUTTON * room.em)
    third_y = names_y + room.small_line
    return NetworkLayout(
        tuple(columns),
        _gaps(columns, widths, rows, room.em),
        rows,
        controls_y=heights.top - _above(room) if _is_roomy(room) else names_y,
        counts_y=counts_y,
        names_y=names_y,
        weights_y=third_y if rows is Rows.STACKED else names_y,
        others_y=third_y,
        needed_width=needed,
    )


@dataclass(frozen=True)
class _Heights:
    """The drawing from top to bottom; ``slots`` is the most that a column has."""

    top: float
    tallest: float
    tile: float
    slots: int
    pitch: float

    @property
    def middle(self) -> float:
        return self.top + self.tallest / 2


def _heights(
    sizes: tuple[int, ...], room: Room, rows: Rows, has_tile: bool
) -> _Heights:
    """Choose the sizes of circles and picture; the whole goes into the middle."""
    above = _above(room)
    lines = 1 if rows is Rows.INLINE else 2
    below = SPACE * room.em + max(room.line, BUTTON * room.em) + lines * room.small_line
    height = max(room.height - above - below, 2 * room.em)
    fitting = int(height / (SMALLEST_PITCH * room.em) - COLUMN_ENDS)
    slots = max(FEWEST_SLOTS, min(fitting, MOST_SLOTS))
    most = min(slots, max(sizes)) + COLUMN_ENDS
    pitch = min(LARGEST_PITCH * room.em, height / most)
    tile = min(TILE * room.em, height) if has_tile else 0.0
    tallest = max(tile, most * pitch)
    top = above + max(0.0, (height - tallest) / 2)
    return _Heights(top, tallest, tile, slots, pitch)


def _is_roomy(room: Room) -> bool:
    return room.height >= ROOMY * room.em


def _above(room: Room) -> float:
    return (BUTTON * _is_roomy(room) + SPACE / 2) * room.em


def _tile(x: float, heights: _Heights) -> Column:
    rect = _around(x, heights.middle, heights.tile, heights.tile)
    return Column(rect, (), heights.pitch)


def _column(x: float, units: int, unit: int | None, heights: _Heights) -> Column:
    shown = shown_units(units, heights.slots, unit)
    height = (len(shown) + COLUMN_ENDS) * heights.pitch
    rect = _around(x, heights.middle, COLUMN * heights.pitch, height)
    return Column(rect, shown, heights.pitch)


def _around(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x - width / 2, y - height / 2, width, height)


def _column_widths(
    sizes: tuple[int, ...], em: float, has_tile: bool
) -> tuple[float, ...]:
    first = TILE if has_tile else COLUMN * LARGEST_PITCH
    return (first * em, *(COLUMN * LARGEST_PITCH * em for _ in sizes[1:]))


def _gaps(
    columns: list[Column], widths: LabelWidths, rows: Rows, em: float
) -> tuple[Gap, ...]:
    gaps = []
    for i, (a, b) in enumerate(pairwise(columns)):
        beside = 0.0 if rows is Rows.STACKED else max(widths.names[i : i + 2])
        free = b.x - a.x - beside - SPACE * em
        gaps.append(Gap((a.x + b.x) / 2, b.x - a.x, widths.weights[i] <= free))
    return tuple(gaps)
