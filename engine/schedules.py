"""Learning-rate schedules: how the step size changes in the course of a run."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

STEP_FACTOR = 0.1
"""What a step multiplies the learning rate by (the usual value)."""

COSINE_FLOOR = 0.01
"""Share of the learning rate that is left when the cosine has come down."""


@dataclass(frozen=True)
class Schedule:
    """How the learning rate follows from the iteration.

    Attributes
    ----------
    name : str
        Name in files and on the command line.
    label : str
        Name for people.
    hint : str
        What it does, in a sentence.
    factor : callable
        ``factor(iteration, period)`` returns what the learning rate of the update that
        leaves state ``iteration`` is multiplied by.
    share : float
        The period as a share of the run, where the user doesn't set one; 0 if the
        schedule has no period.
    """

    name: str
    label: str
    hint: str
    factor: Callable[[int, int], float]
    share: float

    def period(self, iterations: int) -> int:
        """Return the period, in iterations, for a run of so many."""
        return max(1, round(self.share * iterations))


def _constant(_iteration: int, _period: int) -> float:
    return 1.0


def _step(iteration: int, period: int) -> float:
    # After hundreds of periods the power is 0, and no learning rate.
    return max(math.pow(STEP_FACTOR, iteration // period), sys.float_info.min)


def _cosine(iteration: int, period: int) -> float:
    done = min(iteration / period, 1)
    return COSINE_FLOOR + (1 - COSINE_FLOOR) * (1 + math.cos(math.pi * done)) / 2


def _warm_up(iteration: int, period: int) -> float:
    return min((iteration + 1) / period, 1)


SCHEDULES: Registry[Schedule] = Registry("schedule")
SCHEDULES.add(
    Schedule("constant", "Constant", "The same from start to end.", _constant, 0)
)
SCHEDULES.add(
    Schedule("step", "Steps", "A tenth of it after every period.", _step, 1 / 3)
)
SCHEDULES.add(
    Schedule(
        "cosine", "Cosine", "Falls gently to a hundredth over the period.", _cosine, 1
    )
)
SCHEDULES.add(
    Schedule(
        "warm-up", "Warm-up", "Rises evenly over the period, then stays.", _warm_up, 0.1
    )
)
