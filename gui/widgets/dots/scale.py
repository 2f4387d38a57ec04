"""Where numbers stand on an axis, and which of them are written there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN = 10
"""Pixels at both ends, so that no dot is cut off."""

MOST_TICKS = 5
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A range of numbers with the ticks on it.

    Attributes
    ----------
    low, high : float
        Both ends.
    ticks : tuple of float
        Round numbers from one end to the other.
    limit : float or None
        Where a dashed line divides good from bad.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    limit: float | None = None

    @classmethod
    def around(cls, numbers: Sequence[float], least: float, top: float) -> Scale:
        """Return a scale on which all numbers have a place.

        Parameters
        ----------
        numbers : sequence of float
            Finite; may be empty.
        least : float
            Smallest range to show.
        top : float
            Nothing lies above this, so no tick does; infinity if anything may.
        """
        low, high = min(numbers, default=0.0), max(numbers, default=least)
        room = max(least - (high - low), 0) / 2
        low, high = max(low - room, 0.0), min(high + room, top)
        step = _step((high - low) or least)
        # A hair of rounding is no reason for another tick.
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        ticks = tuple(k * step for k in range(first, max(last, first + 1) + 1))
        return cls(ticks[0], ticks[-1], ticks)

    def x(self, number: float, width: int) -> float:
        """Return where a number stands on a strip of this width."""
        share = (number - self.low) / ((self.high - self.low) or 1.0)
        return MARGIN + share * (width - 2 * MARGIN)


@dataclass(frozen=True)
class LogScale(Scale):
    """Orders of magnitude; numbers beyond its ends, 0 too, stand there."""

    def x(self, number: float, width: int) -> float:
        """Return where a number stands on a strip of this width."""
        inside = min(max(number, self.low), self.high)
        share = math.log10(inside / self.low) / math.log10(self.high / self.low)
        return MARGIN + share * (width - 2 * MARGIN)


def _step(extent: float) -> float:
    """Return the round distance of about `MOST_TICKS` ticks."""
    rough = extent / (MOST_TICKS - 1)
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(step * unit for step in STEPS if step * unit >= rough * 0.999)
