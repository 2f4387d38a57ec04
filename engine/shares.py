"""Passes over large batches, shared out between two threads.

Two threads inside the products leave all between them to one. So each of two threads
takes half of the examples through the whole network, block by block: what a product
writes is still in the processor's cache when the next operation reads it.
"""

from __future__ import annotations

import itertools
from contextlib import nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.blas import one_thread
from engine.helper import Helper
from engine.operations import copy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from engine.feed import Batch
    from engine.operations import Operation, Operations
    from engine.passes import Pass
    from engine.vectors import Layout, Vector

BLOCK = 1024
"""Examples in a block at most: larger ones leave the cache, and the gradients of
smaller ones are a long sum."""

LEAST = 4000
"""Examples in a batch below which two threads lose more by waiting than they win."""

_STEP = 16
"""Blocks begin at a multiple of it: so every array of theirs begins where a cache line
does."""


class BothWays(NamedTuple):
    """A forward pass, and the backward pass that belongs to it."""

    forward: Operations
    backward: Operations


def is_worth_sharing(threads: int, largest: int) -> bool:
    """Tell whether a run with so many threads shares out its batches.

    The last one of an epoch too, which is smaller than the largest.
    """
    return threads > 1 and largest >= LEAST


def halves(m: int) -> tuple[list[slice], list[slice]]:
    """Return the blocks of two threads; together they cover m examples."""
    count = 2 * -(-m // (2 * BLOCK))
    cuts = [m * i // count // _STEP * _STEP for i in range(count)]
    blocks = [slice(*ends) for ends in itertools.pairwise([*cuts, m])]
    return blocks[: count // 2], blocks[count // 2 :]


class Shares:
    """Plans passes, which two threads make side by side where batches are large.

    Parameters
    ----------
    layout : Layout
        Of the parameters.
    vector, gradient : Vector
        The parameters, and where their gradient goes.
    are_shared : bool
        Whether the run's batches are shared out: `is_worth_sharing`.
    """

    def __init__(
        self, layout: Layout, vector: Vector, gradient: Vector, are_shared: bool
    ) -> None:
        self._layout, self._first = layout, layout.first
        self._vector = vector
        self._gradient = gradient
        self._two = are_shared and self._first.adds_up

    def threads(self) -> AbstractContextManager[None]:
        """Return what to make steps in, so that no other thread is in the way."""
        # After a product that two of BLAS's threads made, one of them goes on looking
        # for work for a while, and takes a core from the helper.
        return one_thread() if self._two else nullcontext()

    def both_ways(self, passed: Pass, batch: Batch) -> BothWays:
        """Plan to take a batch through the whole network.

        Parameters
        ----------
        passed : Pass
            Has the layers' arrays.
        batch : Batch
            The examples.
        """
        if not self._two:
            return self._whole(passed, batch, self._gradient)
        sums = (self._gradient, self._parts[0]), (self._theirs, self._parts[1])
        mine, other = (
            self._half(passed, batch, blocks, *pair)
            for blocks, pair in zip(halves(len(batch.labels)), sums, strict=True)
        )
        return BothWays(
            (partial(self._helper.beside, mine.forward, other.forward),),
            (
                partial(self._helper.beside, mine.backward, other.backward),
                _add(self._theirs, self._gradient),
            ),
        )

    @cached_property
    def _helper(self) -> Helper:
        return Helper()

    @cached_property
    def _theirs(self) -> Vector:
        """Where the helper's gradient goes."""
        return self._layout.vector()

    @cached_property
    def _parts(self) -> tuple[Vector, Vector]:
        """Where the gradient of one block goes, in each thread."""
        return self._layout.vector(), self._layout.vector()

    def _whole(self, passed: Pass, batch: Batch, gradient: Vector) -> BothWays:
        """Plan to take all examples through at once."""
        first, vector = self._first, self._vector
        prepared, Y, _, masks = batch
        return BothWays(
            (
                *first.forward(vector.first, prepared, passed.Z[0]),
                *passed.forward(vector, masks),
            ),
            (
                *passed.backward(vector, Y, gradient, masks),
                *first.gradient(passed.dZ[0], prepared, gradient.first),
            ),
        )

    def _half(
        self,
        passed: Pass,
        batch: Batch,
        blocks: Sequence[slice],
        total: Vector,
        part: Vector,
    ) -> BothWays:
        """Plan one thread's blocks, one after the other."""
        forward: list[Operation] = []
        backward: list[Operation] = []
        for block in blocks:
            to = part if backward else total
            planned = self._block(passed, batch, block, to)
            forward += planned.forward
            backward += planned.backward
            if to is part:
                backward.append(_add(part, total))
        return BothWays(tuple(forward), tuple(backward))

    def _block(
        self, passed: Pass, batch: Batch, block: slice, gradient: Vector
    ) -> BothWays:
        here = passed.part(block)
        planned = self._whole(here, batch.part(block), gradient)
        told = copy(here.last, passed.last[..., block])
        return planned._replace(forward=(*planned.forward, told))


def _add(part: Vector, total: Vector) -> Operation:
    return partial(np.add, total.flat, part.flat, total.flat)
