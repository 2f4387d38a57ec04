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
    block : int, optional
        Examples that lie together and are shuffled together: an epoch is a random
        order of such blocks, each in a random order, so that a batch comes from few of
        them. All examples are one block if not given.
    """

    def __init__(self, m: int, size: int, seed: int, block: int | None = None) -> None:
        self._m = m
        self._size = size
        self._seed = seed
        self._block = m if block is None else block
        self._per_epoch = -(-m // size)
        self._epoch = -1
        self._order: npt.NDArray[np.int64] = np.arange(0)

    def indices(self, iteration: int) -> npt.NDArray[np.int64]:
        """Return the examples of one iteration, int64, at most ``size`` of them."""
        epoch, place = divmod(iteration, self._per_epoch)
        if epoch != self._epoch:
            self._order = self._shuffled(epoch)
            self._epoch = epoch
        return self._order[place * self._size : (place + 1) * self._size]

    def _shuffled(self, epoch: int) -> npt.NDArray[np.int64]:
        rng = np.random.default_rng([self._seed, _STREAM, epoch])
        if self._m <= self._block:
            return rng.permutation(self._m)
        order = np.arange(self._m)
        blocks = [
            order[start : start + self._block]
            for start in range(0, self._m, self._block)
        ]
        return np.concatenate(
            [rng.permutation(blocks[i]) for i in rng.permutation(len(blocks))]
        )
