"""Passes over batches, of which large ones are shared out between two threads.

Two threads inside the products leave all between them to one. So each of two threads
takes half of the examples through the whole network and back, block by block: what one
operation writes is still in the processor's cache when the next one reads it.
"""

from __future__ import annotations

import itertools
from contextlib import nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import room
from engine.blas import one_thread
from engine.helper import Helper
from engine.measures import LastLayers, Marks, Sums
from engine.operations import run
from engine.passes import Pass
from engine.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from engine.arrays import Array
    from engine.feed import Batch
    from engine.first_layer import Prepared
    from engine.operations import Operation, Operations
    from engine.spec import NetworkSpec
    from engine.vectors import Layout, Vector

BLOCK = 768
"""Examples in a block at most: larger ones leave the cache, and the gradients of
smaller ones are a long sum."""

LEAST = 500
"""Examples in a batch below which two threads may lose more than they win: one waits
for the other, and their gradients are a sum."""

_STEP = 16
"""Blocks begin at a multiple of it: so every array of theirs begins where a cache line
does."""


def is_worth_sharing(threads: int, largest: int) -> bool:
    """Tell whether a run with so many threads shares out its batches.

    The last one of an epoch too, which is smaller than the largest.
    """
    return threads > 1 and largest >= LEAST


def halves(m: int, most: int) -> tuple[list[slice], list[slice]]:
    """Return the blocks of two threads; together they cover m examples.

    None has more than ``most``, but for a few. The second thread has none if there is
    only one.
    """
    count = 2 * -(-m // (2 * most))
    cuts = {m * i // count // _STEP * _STEP for i in range(count)}
    blocks = [slice(*ends) for ends in itertools.pairwise(sorted({*cuts, m}))]
    middle = -(-len(blocks) // 2)
    return blocks[:middle], blocks[middle:]


class Shares:
    """Plans passes, which two threads make side by side where batches are large.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    layout : Layout
        Of the parameters.
    vector, gradient : Vector
        The parameters, and where their gradient goes.
    may_share : bool
        Whether the run's batches are large enough: `is_worth_sharing`.
    may_help : bool
        Whether there is a core for a second thread, whatever the run's products have.

    Attributes
    ----------
    are_shared : bool
        Whether two threads do.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        layout: Layout,
        vector: Vector,
        gradient: Vector,
        may_share: bool,
        may_help: bool,
    ) -> None:
        self._spec, self._layout, self._first = spec, layout, layout.first
        self._vector = vector
        self._gradient = gradient
        self.are_shared = may_share and self._first.adds_up
        self._may_help = may_help or self.are_shared

    def threads(self) -> AbstractContextManager[None]:
        """Return what to make steps in, so that no other thread is in the way."""
        # After a product that two of BLAS's threads made, one of them goes on looking
        # for work for a while, and takes a core from the helper.
        return one_thread() if self.are_shared else nullcontext()

    def plan(self, batch: Batch) -> Plan:
        """Plan to take a batch through the network."""
        if not self.are_shared:
            return self._at_once(batch)
        m, theirs = len(batch.labels), self._layout.vector()
        marks = Marks(self._spec.output, m, self._gradient.flat.dtype)
        totals = self._gradient, theirs
        mine, other = (
            self._in_blocks(batch, blocks, marks, total)
            for blocks, total in zip(halves(m, BLOCK), totals, strict=True)
        )
        forward = (
            partial(self._helper.beside, mine, other),
            _add(theirs, self._gradient),
        )
        notes = Sums(marks)
        return Plan(forward, (), notes, notes.operations, None)

    def parts(self, m: int, most: int) -> list[list[slice]]:
        """Return the blocks of m examples for each thread that may work on them.

        They are the same for one thread and for two, of about ``most`` at most.
        """
        mine, theirs = halves(m, most)
        return [mine, theirs] if self._may_help and theirs else [mine + theirs]

    def run(self, mine: Operations, theirs: Operations = ()) -> None:
        """Make calls, those of two parts side by side."""
        if not theirs:
            run(mine)
            return
        with one_thread():
            self._helper.beside(mine, theirs)

    @cached_property
    def _helper(self) -> Helper:
        return Helper()

    def _at_once(self, batch: Batch) -> Plan:
        """Plan to take all examples through together."""
        first, m = self._first, len(batch.labels)
        place = first.dZ_place(self._gradient.first)
        passed = self._pass(m, m, first.threads, place)
        prepared, taking = first.take(batch.indices)
        forward, backward = self._through(passed, batch, prepared, self._gradient)
        notes = LastLayers(self._spec, m, self._gradient.flat.dtype.name)
        is_fixed = isinstance(batch.indices, slice)
        note = notes.plan(passed.last, batch.Y, batch.labels, is_fixed)
        return Plan((*taking, *forward), backward, notes, note, passed)

    def _in_blocks(
        self, batch: Batch, blocks: Sequence[slice], marks: Marks, total: Vector
    ) -> Operations:
        """Plan one thread's blocks, one after the other, in the same arrays."""
        first, dtype = self._first, total.flat.dtype
        size = max((block.stop - block.start for block in blocks), default=0)
        most = self._pass(size, len(batch.labels), threads=1)
        rows = room((size, self._spec.layer_dims[0]), dtype)
        part = self._layout.vector()
        plan: list[Operation] = []
        for block in blocks:
            here, count = batch.part(block), block.stop - block.start
            passed, to = most.over(count), part if plan else total
            prepared, taking = first.take(here.indices, rows[:count])
            forward, backward = self._through(passed, here, prepared, to)
            # What the backward pass writes over.
            marking = marks.plan(passed.last, here.Y, here.labels, block)
            plan += *taking, *forward, *marking, *backward
            if to is part:
                plan.append(_add(part, total))
        return tuple(plan)

    def _pass(
        self, m: int, batch: int, threads: int, place: Array | None = None
    ) -> Pass:
        precision, order = self._gradient.flat.dtype.name, self._first.order
        return Pass(self._spec, m, precision, order, place, threads, batch)

    def _through(
        self, passed: Pass, batch: Batch, prepared: Prepared, gradient: Vector
    ) -> tuple[Operations, Operations]:
        """Plan the way of prepared examples through the network, and back."""
        first, vector, mask = self._first, self._vector, batch.input_mask
        dropping: Operations = ()
        if mask is not None:
            dropping = (partial(np.multiply, prepared[0], mask, mask),)
            prepared = (mask,)
        return (
            (
                *dropping,
                *first.forward(vector.first, prepared, passed.Z[0]),
                *passed.forward(vector, batch.hidden_masks),
            ),
            (
                *passed.backward(vector, batch.Y, gradient, batch.hidden_masks),
                *first.gradient(passed.dZ[0], prepared, gradient.first),
            ),
        )


def _add(part: Vector, total: Vector) -> Operation:
    return partial(np.add, total.flat, part.flat, total.flat)
