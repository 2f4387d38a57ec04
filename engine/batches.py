"""Which examples an iteration learns from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_STREAM = 1
"""Keeps the shuffles apart from other draws of the same seed."""


class Batches:
    """Mini-batches: a function of (seed, iteration), whatever was asked before.

    Parameters
    ----------
    m : int
        Number of examples.
    size : int
        Examples in a batch; the last batch of an epoch may have fewer.
    seed : int
        The run's seed.
    """

    def __init__(self, m: int, size: int, seed: int) -> None:
        self._m = m
        self._size = size
        self._seed = seed
        self._per_epoch = -(-m // size)
        self._epoch = -1
        self._order: npt.NDArray[np.int64] = np.arange(0)

    def indices(self, iteration: int) -> npt.NDArray[np.int64]:
        """Return the examples of one iteration, int64, at most ``size`` of them."""
        epoch, place = divmod(iteration, self._per_epoch)
        if epoch != self._epoch:
            rng = np.random.default_rng([self._seed, _STREAM, epoch])
            self._order = rng.permutation(self._m)
            self._epoch = epoch
        return self._order[place * self._size : (place + 1) * self._size]
