"""Finds a place for everything in a drawn network."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from PySide6.QtCore import QRectF

from gui.widgets.network.layout import Column, Gap, NetworkLayout, shown_units
from gui.widgets.network.spacing import (
    BUTTON,
    HANDLE,
    SPACE,
    LabelWidths,
    Room,
    Rows,
    margins,
    spread_layers,
)

MOST_SLOTS = 9
FEWEST_SLOTS = 3
MOST_UNFOLDED = 16
"""Units that are all shown where there is room: folded, they would look like many."""

# Lengths in em, the height of the font.
TILE = 64 / 13
"""Pictures of 64 pixels are sharpest at their own size."""

ROOMY = 16.0
"""From this height on a layer's buttons have a row of their own, above."""

LARGEST_PITCH = 1.5
SMALLEST_PITCH = 0.8
COLUMN = 1.7
COLUMN_ENDS = 0.5
"""Of the pitch, like the one above."""


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
    heights = _heights(sizes[has_tile:], room, has_tile)
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
        _counts(columns, widths, counts_y, room),
        rows,
        controls_y=heights.top - _above(room) if _is_roomy(room) else names_y,
        counts_y=counts_y,
        names_y=names_y,
        weights_y=third_y if rows is Rows.STACKED else names_y,
        others_y=third_y,
        has_details=room.is_tall,
        needed_width=needed,
    )


@dataclass(frozen=True)
class _Heights:
    """The drawing from top to bottom; ``fitting`` is the most that has room."""

    top: float
    tallest: float
    tile: float
    fitting: int
    pitch: float

    @property
    def middle(self) -> float:
        return self.top + self.tallest / 2


def _heights(sizes: tuple[int, ...], room: Room, has_tile: bool) -> _Heights:
    """Choose the sizes of circles and picture; the whole goes into the middle."""
    above = _above(room)
    lines = 2 if room.is_tall else 1
    below = SPACE * room.em + max(room.line, BUTTON * room.em) + lines * room.small_line
    height = max(room.height - above - below, 2 * room.em)
    fitting = int(height / (SMALLEST_PITCH * room.em) - COLUMN_ENDS)
    most = max(min(units, slots_for(units, fitting)) for units in sizes) + COLUMN_ENDS
    pitch = min(LARGEST_PITCH * room.em, height / most)
    tile = min(TILE * room.em, height) if has_tile else 0.0
    tallest = max(tile, most * pitch)
    top = above + max(0.0, (height - tallest) / 2)
    return _Heights(top, tallest, tile, fitting, pitch)


def slots_for(units: int, fitting: int) -> int:
    """Return how many places a column of so many units has, where so many have room."""
    if units <= min(fitting, MOST_UNFOLDED):
        return units
    return max(FEWEST_SLOTS, min(fitting, MOST_SLOTS))


def _is_roomy(room: Room) -> bool:
    return room.height >= ROOMY * room.em


def _above(room: Room) -> float:
    return (BUTTON * _is_roomy(room) + SPACE / 2) * room.em


def _tile(x: float, heights: _Heights) -> Column:
    rect = _around(x, heights.middle, heights.tile, heights.tile)
    return Column(rect, (), heights.pitch)


def _column(x: float, units: int, unit: int | None, heights: _Heights) -> Column:
    shown = shown_units(units, slots_for(units, heights.fitting), unit)
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
    """Return what fits between the layers, beside what stands below each."""
    gaps, space = [], SPACE * em
    in_weights_row = widths.details if rows is Rows.STACKED else widths.names
    for i, (a, b) in enumerate(pairwise(columns)):
        width = b.x - a.x
        free = width - max(in_weights_row[i : i + 2]) - space
        below = width - max(widths.details[i : i + 2]) - space
        shows_others = rows is Rows.FULL and widths.others[i] <= below
        shows_weights = widths.weights[i] <= free
        gaps.append(Gap((a.x + b.x) / 2, width, shows_weights, shows_others))
    return tuple(gaps)


def _counts(
    columns: list[Column], widths: LabelWidths, y: float, room: Room
) -> tuple[QRectF, ...]:
    """Return where the numbers of units stand, with the handles beside them."""
    height = max(room.line, BUTTON * room.em)
    beside = 2 * HANDLE * room.em
    return tuple(
        QRectF(column.x - (width + beside) / 2, y, width + beside, height)
        for column, width in zip(columns, widths.counts, strict=True)
    )
