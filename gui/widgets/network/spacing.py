"""How the layers of a drawn network are spread from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

# Lengths in em, the height of the font.
BUTTON = 1.75
WIDEST_GAP = 19.0
TALL = 11.5
"""From this height on there is room for a third row of labels."""

SPACE = 0.6
HANDLE = 0.9
"""Beside a number of units, for the handle that changes it."""


class Rows(Enum):
    """What stands below the drawing, by the room that there is."""

    FULL = "weights beside the names, the other shapes below"
    INLINE = "weights beside the names"
    STACKED = "weights below the names"


@dataclass(frozen=True)
class LabelWidths:
    """Widths of the labels in pixels.

    Attributes
    ----------
    counts, names, details : tuple of float
        For each layer, the input first.
    weights, others : tuple of float
        Shapes, for each gap between two layers.
    result : float
        Right of the output.
    inputs : float
        Left of the input's units.
    """

    counts: tuple[float, ...]
    names: tuple[float, ...]
    weights: tuple[float, ...]
    others: tuple[float, ...]
    result: float
    details: tuple[float, ...]
    inputs: float


@dataclass(frozen=True)
class Room:
    """What there is to draw in, in pixels."""

    width: float
    height: float
    em: float
    line: float
    small_line: float

    @property
    def is_tall(self) -> bool:
        """Whether there is room for a third row of labels."""
        return self.height >= TALL * self.em


def spread(needed: tuple[float, ...], room: float, most: float) -> tuple[float, ...]:
    """Return gaps that are as even as they can be.

    Parameters
    ----------
    needed : tuple of float
        The least width of each.
    room : float
        What all of them may take together, unless they need more.
    most : float
        None is wider than this unless it must be.
    """
    even = most
    wide: list[float] = []
    for width in sorted(needed, reverse=True):
        even = min(most, (room - sum(wide)) / (len(needed) - len(wide)))
        if even >= width:
            break
        wide.append(width)
    return tuple(max(width, even) for width in needed)


def spread_layers(
    widths: LabelWidths, body: tuple[float, ...], room: Room
) -> tuple[Rows, tuple[float, ...], float]:
    """Return what is shown, the gaps, and the width that can't be done without."""
    outside = sum(margins(widths, body, room.em))
    space = room.width - outside
    bare = _bare_gaps(widths, body, room.em)
    needs = _labelled_gaps(widths, bare, room.em)
    choices = tuple(Rows) if room.is_tall else (Rows.INLINE,)
    fitting = [rows for rows in choices if sum(needs[rows]) <= space]
    rows, *_ = *fitting, choices[-1]
    least = needs[rows] if fitting else bare
    gaps = spread(least, space, WIDEST_GAP * room.em)
    return rows, gaps, sum(bare) + outside


def _bare_gaps(
    widths: LabelWidths, body: tuple[float, ...], em: float
) -> tuple[float, ...]:
    """Return the least gaps: only the button and the layers' own labels."""
    space = SPACE * em
    names = [(a + b) / 2 + space for a, b in pairwise(widths.names)]
    counts = [max(a, b) + space + BUTTON * em for a, b in pairwise(widths.counts)]
    bodies = [(a + b) / 2 + 2 * space for a, b in pairwise(body)]
    return tuple(map(max, names, counts, bodies))


def _labelled_gaps(
    widths: LabelWidths, bare: tuple[float, ...], em: float
) -> dict[Rows, tuple[float, ...]]:
    """Return the gaps that leave room for all shapes."""
    space = SPACE * em
    beside = [max(pair) + 2 * space for pair in pairwise(widths.names)]
    inline = [a + b for a, b in zip(beside, widths.weights, strict=True)]
    others = [width + 2 * space for width in widths.others]
    stacked = [width + space for width in widths.weights]
    return {
        Rows.FULL: tuple(map(max, bare, inline, others)),
        Rows.INLINE: tuple(map(max, bare, inline)),
        Rows.STACKED: tuple(map(max, bare, stacked)),
    }


def margins(
    widths: LabelWidths, body: tuple[float, ...], em: float
) -> tuple[float, float]:
    """Return the room left of the first centre and right of the last one."""
    space = SPACE * em
    inputs = body[0] / 2 + widths.inputs
    left = max(widths.counts[0] / 2, widths.names[0] / 2, inputs) + space
    right = max(
        body[-1] / 2 + space + widths.result,
        widths.counts[-1] / 2,
        widths.names[-1] / 2,
    )
    return left, right + space
