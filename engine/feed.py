"""What each iteration learns from: a batch, and which units are left out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.batches import Batches
from engine.dropout import Dropout
from engine.inputs import block_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array, Labels
    from engine.config import TrainingConfig
    from engine.examples import Examples
    from engine.first_layer import FirstLayer, Prepared
    from engine.spec import NetworkSpec


class Batch(NamedTuple):
    """What one iteration learns from, valid until the next one is asked for.

    Batches of the same size are the same arrays, so that calls can be bound to them.

    Attributes
    ----------
    prepared : tuple of ndarray
        The k examples as the first layer takes them.
    Y : ndarray, shape (n_y, k)
        Targets.
    labels : ndarray of int64, shape (k,)
        Class indices.
    masks : sequence of (ndarray or None), or None
        What dropout multiplies each hidden layer's activations by.
    """

    prepared: Prepared
    Y: Array
    labels: Labels
    masks: Sequence[Array | None] | None

    def part(self, block: slice) -> Batch:
        """Return some of its examples, views, where ``prepared`` has them as rows."""
        masks = self.masks
        return Batch(
            tuple(rows[block] for rows in self.prepared),
            self.Y[:, block],
            self.labels[block],
            masks and [None if mask is None else mask[:, block] for mask in masks],
        )


def largest_batch(config: TrainingConfig, m: int) -> int:
    """Return how many of m examples the largest batch has."""
    return min(config.batch_size or m, m)


def epoch(config: TrainingConfig, m: int) -> int:
    """Return the iterations in one pass through m examples."""
    return math.ceil(m / largest_batch(config, m))


class Feed:
    """Gives batches: a function of (seed, iteration), whatever was asked before.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    train : Examples
        The training examples.
    first : FirstLayer
        Takes them.

    Attributes
    ----------
    batch_size : int
        Examples in the largest batch.
    is_constant : bool
        Whether it is always the same, and no unit is left out.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        train: Examples,
        first: FirstLayer,
    ) -> None:
        m = len(train)
        self.batch_size = largest_batch(config, m)
        self._first = first
        self._made: dict[int, Batch] = {}
        self._train = train
        self._batches = None
        if self.batch_size < m:
            block = block_rows(train.n_x)
            self._batches = Batches(m, self.batch_size, config.seed, block)
            self._Y = np.empty(len(train.Y) * self.batch_size, train.Y.dtype)
            self._labels = np.empty(self.batch_size, train.labels.dtype)
        self._dropout = None
        self.is_constant = self.is_whole and not spec.dropout
        if spec.dropout:
            self._dropout = Dropout(
                spec, self.batch_size, config.precision, config.seed
            )

    @property
    def is_whole(self) -> bool:
        """Whether every batch is the whole training set."""
        return self._batches is None

    def batch(self, iteration: int) -> Batch:
        """Return what state ``iteration`` is measured on and learns from."""
        if self.is_constant and self._made:
            return self._made[self.batch_size]
        batch = self._draw(iteration)
        # It lies where the first one of its size does.
        return self._made.setdefault(len(batch.labels), batch)

    def _draw(self, iteration: int) -> Batch:
        if self._batches is None:
            Y, labels = self._train.Y, self._train.labels
            prepared = self._first.take(None)
        else:
            indices = self._batches.indices(iteration)
            Y, labels = self._targets(indices)
            prepared = self._first.take(indices)
        if self._dropout is None:
            return Batch(prepared, Y, labels, None)
        inputs, *masks = self._dropout.masks(iteration, len(labels))
        if inputs is not None:
            prepared = (np.multiply(prepared[0], inputs, out=inputs),)
        return Batch(prepared, Y, labels, masks)

    def _targets(self, indices: Labels) -> tuple[Array, Labels]:
        """Return Y (n_y, k) and labels (k,) of a batch, in buffers that are kept."""
        units, count = len(self._train.Y), len(indices)
        Y = self._Y[: units * count].reshape(units, count)
        labels = self._labels[:count]
        self._train.labels.take(indices, None, labels, "clip")
        codes = self._train.codes
        # The targets of classes are all in the nearest cache.
        if codes is None:
            self._train.Y.take(indices, 1, Y, "clip")
        else:
            codes.take(labels, 1, Y, "clip")
        return Y, labels
