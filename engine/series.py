"""What parameters score on the same examples, again and again while they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.measures import Noted
from engine.operations import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from engine.evaluation import Metrics
    from engine.measures import Notes
    from engine.operations import Operations


class Series(Protocol):
    """Measures the present parameters whenever it is told to.

    Attributes
    ----------
    is_long : bool
        Whether somebody who waits would notice that.
    """

    is_long: bool

    def take(self) -> None:
        """Measure them as they are now."""

    def figures(self) -> tuple[Array, Array]:
        """Return the costs and accuracies that were found, float64, in order."""


class AskedSeries:
    """Asks at once.

    Parameters
    ----------
    ask : callable
        Returns cost and accuracy.
    is_long : bool, default False
        Whether that takes long.
    """

    def __init__(self, ask: Callable[[], Metrics], is_long: bool = False) -> None:
        self._ask, self.is_long = ask, is_long
        self._found: list[Metrics] = []

    def take(self) -> None:
        """Measure the parameters as they are now."""
        self._found.append(self._ask())

    def figures(self) -> tuple[Array, Array]:
        """Return the costs and accuracies that were found, float64, in order."""
        pairs = [(found.cost, found.accuracy) for found in self._found]
        costs, accuracies = np.array(pairs).T
        return costs, accuracies


class NotedSeries:
    """Runs the examples through the network, and measures many passes at once.

    Parameters
    ----------
    forward : tuple of callable
        A pass of all examples.
    notes : Notes
        Where it is noted, and ``note[i]`` as the i-th there.
    """

    is_long = False

    def __init__(
        self, forward: Operations, notes: Notes, note: tuple[Operations, ...]
    ) -> None:
        self._forward, self._notes, self._note = forward, notes, note
        self._noted = Noted()

    def take(self) -> None:
        """Measure the parameters as they are now."""
        run(self._forward)
        self._noted.take(self._notes, self._note)

    def figures(self) -> tuple[Array, Array]:
        """Return the costs and accuracies that were found, float64, in order."""
        return self._noted.figures()
