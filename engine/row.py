"""Steps in a row: the states that they lead to, noted now and measured together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.measures import Noted
from engine.steps import Points, Steps

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.plan import Plan
    from engine.series import Series


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

    Attributes
    ----------
    is_over : bool
        Whether it is to end here: nobody shall wait for many tests that take long.
    """

    def __init__(
        self, first: int, tested: Collection[int], series: Series | None
    ) -> None:
        self._first, self._noted = first, Noted()
        self._tested, self._series = tested, series
        self._tests: list[int] = []
        self.is_over = False

    def take(self, iteration: int, plan: Plan) -> None:
        """Take down the state after ``iteration`` updates, and this pass."""
        self._noted.take(plan.notes, plan.note)
        if self._series is not None and iteration in self._tested:
            self._series.take()
            self._tests.append(iteration)
            self.is_over = self._series.is_long

    def steps(self) -> Steps:
        """Return what is known of all of them."""
        figures = self._noted.figures()
        if not self._tests or self._series is None:
            return Steps(self._first, *figures)
        tests = Points(np.array(self._tests), *self._series.figures())
        return Steps(self._first, *figures, tests)
