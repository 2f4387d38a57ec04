"""Steps in a row: the states that they lead to, noted now and measured together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.measures import Noted
from engine.steps import Points, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from engine.plan import Plan
    from engine.series import Series

    Look = Callable[[], int | None]
    """Called in a new state; returns the iteration at which to be called next, or None
    to make no more steps."""


class Row:
    """Takes down each state that a row of steps leads to.

    Parameters
    ----------
    first : int
        Iteration of the first one.
    tested : collection of int
        Those to be measured on the test set, too.
    series : Series, optional
        Measures on the test set, if there is one.
    look : callable, optional
        Called in the first state, and whenever it asks for it.

    Attributes
    ----------
    is_over : bool
        Whether it is to end here. Nobody shall wait for many tests that take long.
    """

    def __init__(
        self,
        first: int,
        tested: Collection[int],
        series: Series | None,
        look: Look | None = None,
    ) -> None:
        self._first, self._noted = first, Noted()
        self._tested, self._series = tested, series
        self._tests: list[int] = []
        self._look = look
        self._look_at: float = first if look is not None else math.inf
        self.is_over = False

    def take(self, iteration: int, plan: Plan) -> None:
        """Take down the state after ``iteration`` updates, and this pass."""
        self._noted.take(plan.notes, plan.note)
        if self._series is not None and iteration in self._tested:
            self._series.take()
            self._tests.append(iteration)
            self.is_over = self._series.is_long
        if iteration >= self._look_at:
            self._look_around()

    def _look_around(self) -> None:
        assert self._look is not None
        look_at = self._look()
        if look_at is None:
            self.is_over = True
        else:
            self._look_at = look_at

    def steps(self) -> Steps:
        """Return what is known of all of them."""
        figures = self._noted.figures()
        if not self._tests or self._series is None:
            return Steps(self._first, *figures)
        tests = Points(np.array(self._tests), *self._series.figures())
        return Steps(self._first, *figures, tests)
