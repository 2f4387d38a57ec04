"""Many examples that are measured block by block, by one thread or by two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import room
from engine.evaluation import Metrics
from engine.first_layer import affine
from engine.measures import Measure
from engine.operations import copy
from engine.passes import Pass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from engine.arrays import Array, Labels
    from engine.examples import Examples
    from engine.operations import Operation, Operations
    from engine.spec import NetworkSpec
    from engine.vectors import Vector


class _Place(NamedTuple):
    """Where blocks of one size are taken through the network, one after the other."""

    rows: Array
    passed: Pass
    Y: Array
    labels: Labels
    measure: Measure


class Lane:
    """Takes blocks of examples through networks, in arrays of its own.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    examples : Examples
        What the blocks are of.
    blocks : sequence of slice
        One at least.
    A : ndarray, shape (n_y, m)
        Where A[L] of all examples goes.
    threads : int
        BLAS's in the products.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        examples: Examples,
        blocks: Sequence[slice],
        A: Array,
        threads: int,
    ) -> None:
        self._spec, self._examples, self._threads = spec, examples, threads
        self._blocks, self._A = blocks, A
        size = max(map(_count, blocks))
        self._rows = room((size, spec.layer_dims[0]), A.dtype)
        self._most = Pass(spec, size, A.dtype.name, "F", threads=threads)
        self._places = {n: self._place(n) for n in set(map(_count, blocks))}
        self._found: list[tuple[float, float]] = []

    def _place(self, count: int) -> _Place:
        passed = self._most.over(count)
        Y = np.empty((self._spec.layer_dims[-1], count), self._A.dtype)
        labels = np.empty(count, np.int64)
        measure = Measure(self._spec.output, count, passed.last, Y, labels)
        return _Place(self._rows[:count], passed, Y, labels, measure)

    def plan(self, W: Array, b: Array, vector: Vector) -> Operations:
        """Plan to take them through a network, whose W1 and b1 are given apart."""
        examples = self._examples
        ways = {
            count: (
                *affine(W, b, place.rows, place.passed.Z[0], self._threads),
                *place.passed.forward(vector),
            )
            for count, place in self._places.items()
        }
        plan: list[Operation] = [self._found.clear]
        for block in self._blocks:
            rows, passed, Y, labels, measure = self._places[_count(block)]
            plan += (
                partial(examples.rows, block, rows),
                *ways[len(rows)],
                copy(examples.Y[:, block], Y),
                copy(examples.labels[block], labels),
                partial(self._note, measure),
                copy(passed.A[-1], self._A[:, block]),
            )
        return tuple(plan)

    def _note(self, measure: Measure) -> None:
        costs, accuracies = measure.take()
        self._found.append((float(costs[0]), float(accuracies[0])))

    def found(self) -> Iterator[tuple[int, float, float]]:
        """Yield each block's number of examples, cost and share of right answers."""
        for block, found in zip(self._blocks, self._found, strict=True):
            yield _count(block), *found


def metrics(lanes: Iterable[Lane]) -> Metrics:
    """Return cost and accuracy on all examples; the same to the bit in any lanes."""
    counts, costs, accuracies = zip(
        *(found for lane in lanes for found in lane.found()), strict=True
    )
    return Metrics(*(float(np.average(f, weights=counts)) for f in (costs, accuracies)))


def _count(block: slice) -> int:
    count: int = block.stop - block.start
    return count
