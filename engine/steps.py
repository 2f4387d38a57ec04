"""What is known of the states that a run has gone through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array
    from engine.evaluation import Metrics


class StepResult(NamedTuple):
    """What is known of state i: i updates were made, this is its cost.

    With mini-batches, cost and accuracy are those of the batch that comes next.
    """

    iteration: int
    cost: float
    accuracy: float


@dataclass(frozen=True)
class Steps:
    """What is known of successive states.

    Attributes
    ----------
    first : int
        Iteration of the first one.
    costs, accuracies : ndarray of float64, shape (steps,)
        One for each state, see `StepResult`.
    tests : tuple of (iteration, Metrics)
        What some of them score on the test set.
    """

    first: int
    costs: Array
    accuracies: Array
    tests: tuple[tuple[int, Metrics], ...] = ()

    @classmethod
    def of(cls, result: StepResult) -> Steps:
        """Return a single state."""
        iteration, cost, accuracy = result
        return cls(iteration, np.array([cost]), np.array([accuracy]))

    @classmethod
    def joined(cls, parts: Sequence[Steps]) -> Steps:
        """Return states of which each part goes on where the one before ends."""
        costs = np.concatenate([part.costs for part in parts])
        accuracies = np.concatenate([part.accuracies for part in parts])
        tests = tuple(test for part in parts for test in part.tests)
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
