"""Cost and accuracy on examples that a trainer doesn't learn from at the moment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

import numpy as np

from engine.arrays import may_overflow
from engine.evaluation import Metrics
from engine.first_layer import affine
from engine.measures import Measure, Notes
from engine.network import ForwardPass
from engine.operations import run
from engine.passes import Pass
from engine.series import AskedSeries, NotedSeries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array
    from engine.examples import Examples
    from engine.first_layer import FirstLayer, Prepared
    from engine.operations import Operations
    from engine.series import Series
    from engine.spec import NetworkSpec
    from engine.vectors import Vector

_NUMBERS = 4_000_000
"""Inputs in a block: large data are never scaled as a whole."""


class Evaluator:
    """Measures networks on a fixed set of examples, in bounded memory.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    first : FirstLayer
        How its first layer is kept.
    examples : Examples
        What to measure on, as long as they are kept elsewhere.
    """

    def __init__(
        self, spec: NetworkSpec, first: FirstLayer, examples: Examples
    ) -> None:
        self._spec = spec
        self._first = first
        # `Evaluators` keeps this as long as somebody else keeps them.
        self._examples: Examples = proxy(examples)
        self._prepared = first.prepare(examples)
        self._block = max(1, _NUMBERS // spec.layer_dims[0])
        if self._prepared is not None:
            self._block = len(examples)
        self._passes: dict[int, Pass] = {}
        self._plans: dict[Vector, Operations] = {}
        self._measures: dict[tuple[int, int], Measure] = {}
        self._rows = np.empty((0, spec.layer_dims[0]), examples.precision)
        self._A = np.empty((spec.layer_dims[-1], len(examples)), examples.precision)

    @may_overflow
    def answers(self, vector: Vector) -> tuple[Metrics, Array]:
        """Return cost and accuracy with these parameters, and A[L] (n_y, m)."""
        cost = right = 0.0
        for part, passed in self._blocks(vector):
            share = passed.Z[0].shape[1] / len(self._examples)
            costs, accuracies = self._measure(passed, part).take()
            cost += share * float(costs[0])
            right += share * float(accuracies[0])
            self._A[:, part] = passed.A[-1]
        return Metrics(cost, right), self._A

    @may_overflow
    def passed(self, vector: Vector) -> ForwardPass:
        """Return Z and A of every layer, live; for examples that fit in one block."""
        ((_, passed),) = self._blocks(vector)
        return ForwardPass(tuple(passed.Z), tuple(passed.A))

    def series(self, vector: Vector) -> Series:
        """Return what measures these parameters again and again, as they change."""
        if self._prepared is None:
            is_long = len(self._examples) > self._block
            return AskedSeries(lambda: self.answers(vector)[0], is_long)
        return NotedSeries(self._planned(vector, self._prepared), *self._noting)

    def _blocks(self, vector: Vector) -> Iterator[tuple[slice, Pass]]:
        """Yield the examples, block by block, run through the network."""
        if self._prepared is not None:
            run(self._planned(vector, self._prepared))
            yield slice(0, len(self._examples)), self._pass(len(self._examples))
            return
        W, b = self._first.weights(vector.first)
        for part in self._examples.blocks(self._block):
            rows = self._block_rows(part)
            passed = self._pass(len(rows))
            run(affine(W, b, rows, passed.Z[0], self._first.threads))
            run(passed.forward(vector))
            yield part, passed

    def _planned(self, vector: Vector, prepared: Prepared) -> Operations:
        """Return the pass of examples that are prepared as a whole."""
        if vector not in self._plans:
            passed = self._pass(len(self._examples))
            first = self._first.forward(vector.first, prepared, passed.Z[0])
            self._plans[vector] = *first, *passed.forward(vector)
        return self._plans[vector]

    @cached_property
    def _noting(self) -> tuple[Notes, tuple[Operations, ...]]:
        """Where such passes are noted, and what notes them."""
        examples, m = self._examples, len(self._examples)
        notes = Notes(self._spec, m, examples.precision.name)
        passed, Y, labels = self._pass(m), examples.Y, examples.labels
        return notes, notes.plan(passed.last, Y, labels, is_fixed=True)

    def _measure(self, passed: Pass, part: slice) -> Measure:
        """Return what measures a block."""
        key = part.start, part.stop
        if key not in self._measures:
            Y, labels = self._examples.Y[:, part], self._examples.labels[part]
            Z, A, output = passed.Z[-1], passed.A[-1], self._spec.output
            self._measures[key] = Measure(output, len(labels), Z, A, Y, labels)
        return self._measures[key]

    def _block_rows(self, part: slice) -> Array:
        """Return a block's examples as rows (k, n_x)."""
        if len(self._examples) <= self._block and not self._examples.is_streamed:
            return self._examples.X.T
        if not len(self._rows):
            shape = (self._block, self._rows.shape[1])
            self._rows = np.empty(shape, self._rows.dtype)
        rows = self._rows[: part.stop - part.start]
        self._examples.rows(part, rows)
        return rows

    def _pass(self, count: int) -> Pass:
        if count not in self._passes:
            order = "F" if self._prepared is None else self._first.order
            precision = self._examples.precision.name
            self._passes[count] = Pass(
                self._spec, count, precision, order, threads=self._first.threads
            )
        return self._passes[count]


class Evaluators:
    """What measures the networks of one trainer, for each set that it is asked about.

    Not in the buffers of its present state, which the next step builds on.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    first : FirstLayer
        How its first layer is kept.
    """

    def __init__(self, spec: NetworkSpec, first: FirstLayer) -> None:
        self._spec, self._first = spec, first
        self._known: WeakKeyDictionary[Examples, Evaluator] = WeakKeyDictionary()

    def of(self, examples: Examples) -> Evaluator:
        """Return what measures on these examples; it goes when they do."""
        if examples not in self._known:
            self._known[examples] = Evaluator(self._spec, self._first, examples)
        return self._known[examples]
