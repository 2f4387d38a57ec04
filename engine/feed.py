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
    from engine.spec import NetworkSpec


class Batch(NamedTuple):
    """What one iteration learns from, valid until the next one is asked for.

    Batches of the same size are the same arrays, so that calls can be bound to them.

    Attributes
    ----------
    indices : ndarray of int64, shape (k,), or slice
        Which training examples; a slice where they lie together.
    Y : ndarray, shape (n_y, k)
        Targets.
    labels : ndarray of int64, shape (k,)
        Class indices.
    masks : sequence of (ndarray or None), or None
        What dropout multiplies the inputs (k, n_x) by, and each hidden layer's
        activations (n[l], k).
    """

    indices: Labels | slice
    Y: Array
    labels: Labels
    masks: Sequence[Array | None] | None

    @property
    def hidden_masks(self) -> Sequence[Array | None] | None:
        """Those of the hidden layers."""
        return self.masks and self.masks[1:]

    @property
    def input_mask(self) -> Array | None:
        """That of the inputs (k, n_x)."""
        return self.masks[0] if self.masks else None

    def part(self, block: slice) -> Batch:
        """Return some of its examples, or of all training examples; views."""
        indices, Y, labels, masks = self
        if masks is not None:
            masks = [
                None if mask is None else mask[:, block] if layer else mask[block]
                for layer, mask in enumerate(masks)
            ]
        part = block if isinstance(indices, slice) else indices[block]
        return Batch(part, Y[:, block], labels[block], masks)


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
    ) -> None:
        m = len(train)
        self.batch_size = largest_batch(config, m)
        self._made: dict[int, Batch] = {}
        self._train = train
        self._batches = None
        if self.batch_size < m:
            block = block_rows(train.n_x)
            self._batches = Batches(m, self.batch_size, config.seed, block)
            self._Y = np.empty(len(train.Y) * self.batch_size, train.Y.dtype)
            self._labels = np.empty(self.batch_size, train.labels.dtype)
            self._indices = np.empty(self.batch_size, np.int64)
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
            batch = Batch(slice(None), self._train.Y, self._train.labels, None)
        else:
            drawn = self._batches.indices(iteration)
            indices = self._indices[: len(drawn)]
            np.copyto(indices, drawn)
            batch = Batch(indices, *self._targets(indices), None)
        if self._dropout is None:
            return batch
        masks = self._dropout.masks(iteration, len(batch.labels))
        return batch._replace(masks=masks)

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
