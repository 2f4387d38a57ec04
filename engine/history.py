"""The log of a run: what every state cost."""

from __future__ import annotations

import math
import os
import tempfile
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from engine.steps import Points, Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.evaluation import Metrics
    from engine.saved_model import SavedModel
    from engine.steps import StepResult

MOST_IN_MEMORY = 1_000_000
"""States whose figures are kept in memory; longer logs are in a temporary file."""


class _Column:
    """A float64 array that grows, in memory or, when it is long, in a file."""

    def __init__(self) -> None:
        self._data: Array = np.empty(1024)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def last(self) -> float:
        """The last value; minus infinity if there is none."""
        return float(self._data[self._length - 1]) if self._length else -math.inf

    def extend(self, values: Sequence[float] | npt.NDArray[Any]) -> None:
        end = self._length + len(values)
        if end > len(self._data):
            self._grow(end)
        self._data[self._length : end] = values
        self._length = end

    def _grow(self, least: int) -> None:
        grown = _array(max(least, 2 * len(self._data)))
        grown[: self._length] = self.values
        self._data = grown

    def cut(self, length: int) -> None:
        """Forget what comes after ``length`` values."""
        self._length = min(length, self._length)

    @property
    def values(self) -> Array:
        return self._data[: self._length]


def _array(size: int) -> Array:
    """Return room for ``size`` numbers."""
    if size <= MOST_IN_MEMORY:
        return np.empty(size)
    try:
        # Nobody sees the file, and it is gone as soon as the array is.
        with tempfile.TemporaryFile(prefix="layerlab-") as file:
            if hasattr(os, "posix_fallocate"):
                # Else a full disk would show only when a page is written: by a signal
                # that ends the program.
                os.posix_fallocate(file.fileno(), 0, 8 * size)
            return np.memmap(file, np.float64, "w+", shape=(size,))
    except OSError:
        return np.empty(size)


class HistoryArrays(TypedDict):
    """A log as `SavedModel` keeps it."""

    costs: Array
    train_accuracy: Array
    test_iterations: npt.NDArray[np.int64]
    test_costs: Array
    test_accuracy: Array
    rate_iterations: npt.NDArray[np.int64]
    rates: Array


class History:
    """Costs and accuracies of a run, all of them.

    State i has its cost at index i. The test set is measured less often, so its points
    carry their iterations; so do changes of the learning rate while it went on.

    Attributes
    ----------
    cuts : int
        How often the end of it was forgotten: else it only ever grows.
    """

    def __init__(self) -> None:
        self._costs = _Column()
        self._train_accuracy = _Column()
        self._test_iterations = _Column()
        self._test_costs = _Column()
        self._test_accuracy = _Column()
        self._rate_iterations = _Column()
        self._rates = _Column()
        self.cuts = 0

    @classmethod
    def of(cls, model: SavedModel) -> History:
        """Return the log of a saved model; NaN where the file doesn't know."""
        history = cls()
        unknown = np.full(model.iteration + 1, np.nan)
        known = len(model.costs) > 0
        history._costs.extend(model.costs if known else unknown)
        history._train_accuracy.extend(model.train_accuracy if known else unknown)
        history._test_iterations.extend(model.test_iterations)
        history._test_costs.extend(model.test_costs)
        history._test_accuracy.extend(model.test_accuracy)
        history._rate_iterations.extend(model.rate_iterations)
        history._rates.extend(model.rates)
        return history

    def until(self, iteration: int) -> HistoryArrays:
        """Return the log up to a state, as `SavedModel` keeps it; copies."""
        end = iteration + 1
        tests = _before(self._test_iterations, end)
        changes = _before(self._rate_iterations, end)
        return {
            "costs": self.costs[:end].copy(),
            "train_accuracy": self.train_accuracy[:end].copy(),
            "test_iterations": self.test_iterations[:tests].astype(np.int64),
            "test_costs": self.test_costs[:tests].copy(),
            "test_accuracy": self.test_accuracy[:tests].copy(),
            "rate_iterations": self.rate_iterations[:changes].astype(np.int64),
            "rates": self.rates[:changes].copy(),
        }

    def extend(self, steps: Steps) -> None:
        """Append successive states.

        A run that has gone back to an earlier state goes on from there: what came after
        it is forgotten.
        """
        if steps.first < len(self):
            self._forget_from(steps.first)
        self._costs.extend(steps.costs)
        self._train_accuracy.extend(steps.accuracies)

    def append(self, result: StepResult) -> None:
        """Append the next state's figures."""
        self.extend(Steps.of(result))

    def _forget_from(self, iteration: int) -> None:
        self.cuts += 1
        self._costs.cut(iteration)
        self._train_accuracy.cut(iteration)
        tests = _before(self._test_iterations, iteration)
        for column in (self._test_iterations, self._test_costs, self._test_accuracy):
            column.cut(tests)
        changes = _before(self._rate_iterations, iteration)
        self._rate_iterations.cut(changes)
        self._rates.cut(changes)

    def add_test(self, iteration: int, metrics: Metrics) -> None:
        """Append the test set's point: `add_tests`."""
        self.add_tests(Points.of(iteration, metrics))

    def add_tests(self, tests: Points) -> None:
        """Append points of the test set; what isn't later than the last is known."""
        known = np.concatenate([[self._test_iterations.last], tests.iterations])
        is_new = tests.iterations > np.maximum.accumulate(known)[:-1]
        self._test_iterations.extend(tests.iterations[is_new])
        self._test_costs.extend(tests.costs[is_new])
        self._test_accuracy.extend(tests.accuracies[is_new])

    def add_rate(self, iteration: int, learning_rate: float) -> None:
        """Note that steps from this state on are made with another learning rate."""
        changes = _before(self._rate_iterations, iteration)
        self._rate_iterations.cut(changes)
        self._rates.cut(changes)
        self._rate_iterations.extend([iteration])
        self._rates.extend([learning_rate])

    def __len__(self) -> int:
        """Return the number of states."""
        return len(self._costs)

    @property
    def costs(self) -> Array:
        """Cost of every state, float64 (states,)."""
        return self._costs.values

    @property
    def train_accuracy(self) -> Array:
        """Training accuracy of every state, float64 (states,)."""
        return self._train_accuracy.values

    @property
    def test_iterations(self) -> Array:
        """Iterations at which the test set was measured, rising, float64 (points,)."""
        return self._test_iterations.values

    @property
    def test_costs(self) -> Array:
        """The test set's costs at `test_iterations`."""
        return self._test_costs.values

    @property
    def test_accuracy(self) -> Array:
        """The test set's accuracies at `test_iterations`."""
        return self._test_accuracy.values

    @property
    def rate_iterations(self) -> Array:
        """Iterations from which another learning rate held, rising, (changes,)."""
        return self._rate_iterations.values

    @property
    def rates(self) -> Array:
        """The learning rates, before the schedule, from `rate_iterations` on."""
        return self._rates.values


def _before(iterations: _Column, end: int) -> int:
    """Return how many of rising iterations come before ``end``."""
    return int(np.searchsorted(iterations.values, end))
