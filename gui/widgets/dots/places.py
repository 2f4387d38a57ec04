"""How high marks stand, so that those with like numbers can be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from collections.abc import Sequence

SPREAD = 0.618
"""Marks that are spread stand this share of the strip apart, round and round: so near
ones lie beside one another."""


def stacked(
    xs: Sequence[float], height: float, radius: float, margin: float
) -> list[QPointF]:
    """Return centres on top of each other: as high as there is room.

    Parameters
    ----------
    xs : sequence of float
        Where they stand along the strip.
    height : float
        Of the strip.
    radius : float
        Of a mark.
    margin : float
        From the edges to the nearest centre.
    """
    levels = _levels(xs, 2 * radius)
    highest = max(levels, default=0)
    room = height - 2 * margin
    pitch = min(2 * radius + 1, room / max(highest, 1))
    # In the middle of the row, where its name and its figures are.
    bottom = (height + highest * pitch) / 2
    return [
        QPointF(x, bottom - level * pitch) for x, level in zip(xs, levels, strict=True)
    ]


def spread(xs: Sequence[float], height: float, margin: float) -> list[QPointF]:
    """Return centres all over the strip: for marks too many to be stacked."""
    room = height - 2 * margin
    return [
        QPointF(x, margin + room * (place * SPREAD % 1.0)) for place, x in enumerate(xs)
    ]


def _levels(xs: Sequence[float], width: float) -> list[int]:
    """Return how high each mark is stacked, none of which then hides another."""
    levels: list[int] = []
    for place, x in enumerate(xs):
        taken = {
            level
            for other, level in zip(xs[:place], levels, strict=True)
            if abs(x - other) < width
        }
        levels.append(next(k for k in range(len(xs)) if k not in taken))
    return levels
