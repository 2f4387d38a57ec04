"""How fast a run goes: as fast as it can, or slowly enough to watch."""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace(Enum):
    """Paces that the user can choose.

    A pace waits between steps and changes nothing else: costs stay the same to the bit.
    """

    FULL = "full"
    WHOLE_RUN = "whole run"
    HUNDRED = "100"
    TEN = "10"
    ONE = "1"

    def interval(self, iterations: int) -> float:
        """Return the seconds from one step to the next, in a run of ``iterations``."""
        if self is Pace.WHOLE_RUN:
            return WHOLE_RUN_SECONDS / iterations
        return _INTERVALS[self]


_INTERVALS = {Pace.FULL: 0.0, Pace.HUNDRED: 0.01, Pace.TEN: 0.1, Pace.ONE: 1.0}
WHOLE_RUN_SECONDS = 8.0
DEFAULT_PACE = Pace.WHOLE_RUN


class Metronome:
    """Says when the next step is due; never makes up for lost time in a burst.

    Parameters
    ----------
    interval : callable
        Returns the seconds between steps; asked anew each time, so that another pace
        counts at once.
    """

    def __init__(self, interval: Callable[[], float]) -> None:
        self._interval = interval
        self._beat = -math.inf

    @property
    def due(self) -> float:
        """When the next step is due, in monotonic seconds."""
        return self._beat + self._interval()

    def stepped(self, now: float) -> float:
        """Note a step made at ``now``; return when the next one is due."""
        # Late by less than one interval keeps the beat, later than that starts anew.
        interval = self._interval()
        due = self._beat + interval
        self._beat = due if now - due < interval else now
        return self._beat + interval
