"""The curves of an earlier run, and how they are packed."""

from __future__ import annotations

import copy
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import RunStoreError

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array
    from engine.history import History

MOST_POINTS = 200_000
"""Points of a curve that are kept: 1.6 MB before they are compressed."""

_MOST_BYTES = 16 * MOST_POINTS
_LEVEL = 1
"""Costs are nearly random in their last bits: more effort gains nothing."""

_STORED = np.dtype("<f8")


@dataclass(frozen=True, eq=False)
class RunLog:
    """What every state of a run cost, or of the states that were kept.

    Attributes
    ----------
    iterations : ndarray of float64, shape (points,), or None
        The states; None for all from 0 on.
    costs, train_accuracy : ndarray of float64, shape (points,)
        One for each state.
    test_iterations, test_costs, test_accuracy : ndarray of float64, shape (tests,)
        What the test set said, and when.
    """

    iterations: Array | None
    costs: Array
    train_accuracy: Array
    test_iterations: Array
    test_costs: Array
    test_accuracy: Array

    @classmethod
    def of(cls, history: History) -> RunLog:
        """Return a run's log, without copying it."""
        return cls(
            None,
            history.costs,
            history.train_accuracy,
            history.test_iterations,
            history.test_costs,
            history.test_accuracy,
        )

    def copy(self) -> RunLog:
        """Return the same log with arrays of its own."""
        return copy.deepcopy(self)

    @property
    def is_thinned(self) -> bool:
        """Whether states are missing."""
        return self.iterations is not None

    def thinned(self, most: int = MOST_POINTS) -> RunLog:
        """Return about ``most`` points of each curve, all its peaks among them."""
        log = self
        if len(self.costs) > most:
            kept = extremes(self.costs, most)
            log = replace(
                log,
                iterations=kept.astype(np.float64),
                costs=self.costs[kept],
                train_accuracy=self.train_accuracy[kept],
            )
        if len(self.test_costs) > most:
            kept = extremes(self.test_costs, most)
            log = replace(
                log,
                test_iterations=self.test_iterations[kept],
                test_costs=self.test_costs[kept],
                test_accuracy=self.test_accuracy[kept],
            )
        return log


def extremes(values: Array, most: int) -> npt.NDArray[np.int64]:
    """Return which of many values to keep, rising.

    Parameters
    ----------
    values : ndarray, shape (points,)
        More than ``most``.
    most : int
        How many to keep at most, from 4 on.

    Returns
    -------
    ndarray of int64
        The first and the last, and of each stretch the lowest and the highest.
    """
    stretch = -(-len(values) // (most // 2 - 1))
    whole = len(values) // stretch * stretch
    rows = values[:whole].reshape(-1, stretch)
    starts = np.arange(len(rows)) * stretch
    # A cost that is no number is no peak.
    lowest = np.where(np.isnan(rows), np.inf, rows).argmin(axis=1) + starts
    highest = np.where(np.isnan(rows), -np.inf, rows).argmax(axis=1) + starts
    return np.unique(np.concatenate([[0], lowest, highest, [len(values) - 1]]))


def packed(values: Array) -> bytes:
    """Return numbers as bytes, compressed."""
    return zlib.compress(np.asarray(values, _STORED).tobytes(), _LEVEL)


def unpacked(data: bytes) -> Array:
    """Return what `packed` packed.

    Raises
    ------
    RunStoreError
        If it is damaged, or larger than anything that was ever packed.
    """
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(data, _MOST_BYTES)
        if not reader.eof:
            raise ValueError("cut off")
        return np.frombuffer(content, _STORED).astype(np.float64)
    except (zlib.error, ValueError, TypeError) as error:
        raise RunStoreError("The curves of this run are damaged.") from error
