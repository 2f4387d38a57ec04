"""What each iteration learns from: a batch, and which units are left out."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.batches import Batches
from engine.dropout import Dropout
from engine.inputs import block_rows
from engine.operations import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array, Labels
    from engine.config import TrainingConfig
    from engine.examples import Examples
    from engine.operations import Operations
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
        self._train = train
        self._places: dict[int, tuple[Batch, Operations]] = {}
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
        batches = self._batches
        drawn = batches.indices(iteration) if batches else self._train.labels
        count = len(drawn)
        place = self._places.get(count)
        if place is None:
            place = self._places[count] = self._place(count)
        batch, fill = place
        if fill:
            np.copyto(self._indices[:count], drawn)
            run(fill)
        if self._dropout is not None:
            # They are the same arrays each time.
            self._dropout.masks(iteration, count)
        return batch

    def _place(self, count: int) -> tuple[Batch, Operations]:
        """Return where batches of so many are, and the plan to fill all but indices."""
        train, dropout = self._train, self._dropout
        masks = None if dropout is None else dropout.masks(0, count)
        if self._batches is None:
            return Batch(slice(None), train.Y, train.labels, masks), ()
        units = len(train.Y)
        indices, labels = self._indices[:count], self._labels[:count]
        Y = self._Y[: units * count].reshape(units, count)
        # The targets of classes are all in the nearest cache.
        source, places = train.Y, indices
        if train.codes is not None:
            source, places = train.codes, labels
        return Batch(indices, Y, labels, masks), (
            partial(train.labels.take, indices, None, labels, "clip"),
            partial(source.take, places, 1, Y, "clip"),
        )
