"""How high a bar is, and which counts are written beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

ROOM_FOR_ONE = 0.35
"""Decades below 1 on a logarithmic axis, so that a single number can be seen."""


@dataclass(frozen=True)
class CountAxis:
    """An axis for counts.

    Attributes
    ----------
    most : int
        The greatest count, at least 1.
    is_log : bool
        Whether each step up is ten times as many.
    """

    most: int
    is_log: bool

    def share(self, count: int) -> float:
        """Return how high a bar is, as a share of the greatest."""
        if count <= 0:
            return 0.0
        if not self.is_log:
            return count / self.most
        return (math.log10(count) + ROOM_FOR_ONE) / (
            math.log10(self.most) + ROOM_FOR_ONE
        )

    def ticks(self, most_ticks: int) -> tuple[int, ...]:
        """Return round counts, at most about so many."""
        if self.is_log:
            decades = math.floor(math.log10(self.most))
            step = max(1, math.ceil((decades + 1) / max(most_ticks, 1)))
            return tuple(10**decade for decade in range(0, decades + 1, step))
        step = _round_step(self.most / max(most_ticks, 1))
        return tuple(range(0, self.most + 1, step))


def _round_step(least: float) -> int:
    """Return 1, 2 or 5 times a power of ten that is no less."""
    power: int = 10 ** max(math.floor(math.log10(max(least, 1))), 0)
    steps = (power * times for times in (1, 2, 5, 10))
    return next(step for step in steps if step >= least)
