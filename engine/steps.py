"""What is known of the states that a run has gone through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.evaluation import Metrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.arrays import Array, Labels


class StepResult(NamedTuple):
    """What is known of state i: i updates were made, this is its cost.

    With mini-batches, cost and accuracy are those of the batch that comes next.
    """

    iteration: int
    cost: float
    accuracy: float


@dataclass(frozen=True)
class Points:
    """Points of the test curve: what some states score on the test set.

    Attributes
    ----------
    iterations : ndarray of int64, shape (tests,)
        Their numbers of updates.
    costs, accuracies : ndarray of float64, shape (tests,)
        As `Metrics` has them.
    """

    iterations: Labels
    costs: Array
    accuracies: Array

    @classmethod
    def of(cls, iteration: int, metrics: Metrics) -> Points:
        """Return a single point."""
        figures = np.array([metrics.cost]), np.array([metrics.accuracy])
        return cls(np.array([iteration]), *figures)

    @classmethod
    def none(cls) -> Points:
        """Return no point."""
        return cls(np.empty(0, np.int64), np.empty(0), np.empty(0))

    @classmethod
    def joined(cls, parts: Sequence[Points]) -> Points:
        """Return the points of all parts, one after the other."""
        if len(parts) == 1:
            return parts[0]
        columns = ((it.iterations, it.costs, it.accuracies) for it in parts)
        return cls(*map(np.concatenate, zip(*columns, strict=True)))

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.iterations)

    def __iter__(self) -> Iterator[tuple[int, Metrics]]:
        """Yield each state's iteration and figures."""
        figures = map(Metrics, self.costs.tolist(), self.accuracies.tolist())
        return zip(self.iterations.tolist(), figures, strict=True)


@dataclass(frozen=True)
class Steps:
    """What is known of successive states.

    Attributes
    ----------
    first : int
        Iteration of the first one.
    costs, accuracies : ndarray of float64, shape (steps,)
        One for each state, see `StepResult`.
    tests : Points
        What some of them score on the test set.
    """

    first: int
    costs: Array
    accuracies: Array
    tests: Points = field(default_factory=Points.none)

    @classmethod
    def of(cls, result: StepResult) -> Steps:
        """Return a single state."""
        iteration, cost, accuracy = result
        return cls(iteration, np.array([cost]), np.array([accuracy]))

    @classmethod
    def joined(cls, parts: Sequence[Steps]) -> Steps:
        """Return states of which each part goes on where the one before ends."""
        if len(parts) == 1:
            return parts[0]
        costs = np.concatenate([part.costs for part in parts])
        accuracies = np.concatenate([part.accuracies for part in parts])
        tests = Points.joined([part.tests for part in parts])
        return cls(parts[0].first, costs, accuracies, tests)

    def follows(self, before: Steps) -> bool:
        """Tell whether it goes on where others end."""
        return self.first == before.first + len(before)

    def __len__(self) -> int:
        """Return the number of states."""
        return len(self.costs)

    @property
    def last(self) -> StepResult:
        """The last state."""
        iteration = self.first + len(self) - 1
        return StepResult(iteration, float(self.costs[-1]), float(self.accuracies[-1]))
