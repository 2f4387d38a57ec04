"""How much neurons changed, and in which order that puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from gui.neuron_pictures import Places

SETTLING_SECONDS = 1.0
"""A run this old has shown which neurons change most."""


class Ranking:
    """Which neuron stands where: what changed most comes first.

    Places are kept while a run goes on, but for once, when it is a second old: what
    moves can't be looked at.
    """

    def __init__(self) -> None:
        self._run: tuple[int, int] | None = None
        self._began = 0.0
        self._is_running = False
        self._has_settled = False
        self._order: Places = np.empty(0, np.intp)

    def places(
        self,
        run: tuple[int, int],
        is_running: bool,
        changes: Callable[[], Array],
        now: float,
    ) -> Places:
        """Return the neurons' indices in the order of their places.

        Parameters
        ----------
        run : (int, int)
            Number of the run, and of its neurons.
        is_running : bool
            Whether the run goes on.
        changes : callable
            Returns how much each neuron changed; only called to sort.
        now : float
            Monotonic seconds.
        """
        if run != self._run:
            self._run, self._order = run, np.arange(run[1])
            self._is_running = self._has_settled = False
        if is_running and not self._is_running:
            self._began = now
        self._is_running = is_running
        settles = now - self._began >= SETTLING_SECONDS and not self._has_settled
        if not is_running or settles:
            self._has_settled = is_running or self._has_settled
            self._order = np.argsort(-changes(), kind="stable")
        return self._order
