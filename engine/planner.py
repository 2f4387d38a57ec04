"""Plans the way of a batch through the network: at once, or block by block.

Of a batch that two threads share out, each takes half of the examples forward and back,
block by block: what one operation writes is still in the processor's cache when the
next one reads it.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import room
from engine.measures import LastLayers, Marks, Sums
from engine.passes import Pass
from engine.plan import Plan
from engine.shares import BLOCK, halves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array
    from engine.feed import Batch
    from engine.first_layer import Prepared
    from engine.operations import Operation, Operations
    from engine.shares import Shares
    from engine.spec import NetworkSpec
    from engine.vectors import Layout, Vector


class Planner:
    """Plans what is done with a run's batches, one plan for each size.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    layout : Layout
        Of the parameters.
    vector, gradient : Vector
        The parameters, and where their gradient goes.
    shares : Shares
        Whether two threads share batches out.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        layout: Layout,
        vector: Vector,
        gradient: Vector,
        shares: Shares,
    ) -> None:
        self._spec, self._layout, self._first = spec, layout, layout.first
        self._vector = vector
        self._gradient = gradient
        self._shares = shares
        self._plans: dict[int, Plan] = {}

    def plan(self, batch: Batch) -> Plan:
        """Return what takes batches of this size, which lie where this one does."""
        size = len(batch.labels)
        if size not in self._plans:
            make = self._shared if self._shares.are_shared else self._at_once
            self._plans[size] = make(batch)
        return self._plans[size]

    def _shared(self, batch: Batch) -> Plan:
        """Plan to share the examples out between two threads."""
        m = len(batch.labels)
        marks = Marks(self._spec.output, m, self._layout.dtype)
        mine, theirs = halves(m, BLOCK)
        forward = self._in_blocks(batch, mine, marks, self._gradient, self._parts[0])
        if theirs:
            total, part = self._theirs, self._parts[1]
            other = self._in_blocks(batch, theirs, marks, total, part)
            both = self._shares.beside(forward, other)
            forward = both, _add(total, self._gradient)
        notes = Sums(marks)
        return Plan(forward, (), notes, notes.operations, None)

    @cached_property
    def _theirs(self) -> Vector:
        """Where the other thread's gradient goes."""
        return self._layout.vector()

    @cached_property
    def _parts(self) -> tuple[Vector, Vector]:
        """Where the gradient of one block goes, in each thread."""
        return self._layout.vector(), self._layout.vector()

    def _at_once(self, batch: Batch) -> Plan:
        """Plan to take all examples through together."""
        first, m = self._first, len(batch.labels)
        place = first.dZ_place(self._gradient.first)
        passed = self._pass(m, m, first.threads, place)
        prepared, taking = first.take(batch.indices)
        forward, backward = self._through(passed, batch, prepared, self._gradient)
        notes = LastLayers(self._spec, m, self._layout.dtype.name)
        is_fixed = isinstance(batch.indices, slice)
        note = notes.plan(passed.last, batch.Y, batch.labels, is_fixed)
        return Plan((*taking, *forward), backward, notes, note, passed)

    def _in_blocks(
        self,
        batch: Batch,
        blocks: Sequence[slice],
        marks: Marks,
        total: Vector,
        part: Vector,
    ) -> Operations:
        """Plan one thread's blocks, one after the other, in the same arrays."""
        first = self._first
        size = max(block.stop - block.start for block in blocks)
        most = self._pass(size, len(batch.labels), threads=1)
        rows = room((size, self._spec.layer_dims[0]), self._layout.dtype)
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
        precision, order = self._layout.dtype.name, self._first.order
        return Pass(self._spec, m, precision, order, place, threads, batch)

    def _through(
        self, passed: Pass, batch: Batch, prepared: Prepared, gradient: Vector
    ) -> tuple[Operations, Operations]:
        """Plan the way of prepared examples through the network, and back."""
        first, vector, mask = self._first, self._vector, batch.input_mask
        dropping: Operations = ()
        if mask is not None:
            rows = prepared[0][:, : mask.shape[1]]
            dropping = (partial(np.multiply, rows, mask, mask),)
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
