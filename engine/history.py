"""The log of a run: what every state cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.evaluation import Metrics
    from engine.saved_model import SavedModel
    from engine.trainer import StepResult


class _Column:
    """A float64 array that grows."""

    def __init__(self) -> None:
        self._data = np.empty(1024)
        self._length = 0

    def extend(self, values: Iterable[float]) -> None:
        new = np.fromiter(values, np.float64)
        end = self._length + len(new)
        if end > len(self._data):
            grown = np.empty(max(end, 2 * len(self._data)))
            grown[: self._length] = self.values
            self._data = grown
        self._data[self._length : end] = new
        self._length = end

    @property
    def values(self) -> Array:
        return self._data[: self._length]


class HistoryArrays(TypedDict):
    """A log as `SavedModel` keeps it."""

    costs: Array
    train_accuracy: Array
    test_iterations: npt.NDArray[np.int64]
    test_costs: Array
    test_accuracy: Array


class History:
    """Costs and accuracies of a run, all of them.

    State i has its cost at index i. The test set is measured less often, so its points
    carry their iterations.
    """

    def __init__(self) -> None:
        self._costs = _Column()
        self._train_accuracy = _Column()
        self._test_iterations = _Column()
        self._test_costs = _Column()
        self._test_accuracy = _Column()

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
        return history

    def until(self, iteration: int) -> HistoryArrays:
        """Return the log up to a state, as `SavedModel` keeps it; copies."""
        end = iteration + 1
        tested = self.test_iterations < end
        return {
            "costs": self.costs[:end].copy(),
            "train_accuracy": self.train_accuracy[:end].copy(),
            "test_iterations": self.test_iterations[tested].astype(np.int64),
            "test_costs": self.test_costs[tested],
            "test_accuracy": self.test_accuracy[tested],
        }

    def extend(self, results: Iterable[StepResult]) -> None:
        """Append the results of successive states."""
        results = list(results)
        self._costs.extend(result.cost for result in results)
        self._train_accuracy.extend(result.accuracy for result in results)

    def add_test(self, iteration: int, metrics: Metrics) -> None:
        """Append the test set's point; one that isn't later than the last is known."""
        known = self._test_iterations.values
        if len(known) and known[-1] >= iteration:
            return
        self._test_iterations.extend([iteration])
        self._test_costs.extend([metrics.cost])
        self._test_accuracy.extend([metrics.accuracy])

    def __len__(self) -> int:
        """Return the number of states."""
        return len(self._costs.values)

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
