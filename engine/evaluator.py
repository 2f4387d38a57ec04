"""Cost and accuracy on examples that a trainer doesn't learn from at the moment."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

import numpy as np

from engine.arrays import may_overflow
from engine.evaluation import Metrics
from engine.first_layer import affine
from engine.lanes import Lane, metrics
from engine.measures import LastLayers, Measure
from engine.network import ForwardPass
from engine.operations import run
from engine.passes import Pass
from engine.series import AskedSeries, NotedSeries
from engine.shares import BLOCK

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.examples import Examples
    from engine.first_layer import FirstLayer, Prepared
    from engine.operations import Operations
    from engine.series import Series
    from engine.shares import Shares
    from engine.spec import NetworkSpec
    from engine.vectors import Vector

_NUMBERS = 4_000_000
"""Inputs of examples that are scaled at once, at most: more are large data."""


class Evaluator:
    """Measures networks on a fixed set of examples, in bounded memory.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    first : FirstLayer
        How its first layer is kept.
    shares : Shares
        Whether two threads share out the work.
    examples : Examples
        What to measure on, as long as they are kept elsewhere.
    """

    def __init__(
        self, spec: NetworkSpec, first: FirstLayer, shares: Shares, examples: Examples
    ) -> None:
        self._spec, self._first, self._shares = spec, first, shares
        # `Evaluators` keeps this as long as somebody else keeps them.
        self._examples: Examples = proxy(examples)
        self._prepared = first.prepare(examples)
        self._is_large = len(examples) * spec.layer_dims[0] > _NUMBERS
        self._plans: dict[Vector, Operations] = {}
        self._read: Array | None = None

    @may_overflow
    def answers(self, vector: Vector) -> tuple[Metrics, Array]:
        """Return cost and accuracy with these parameters, and A[L] (n_y, m)."""
        if self._prepared is None and self._is_large:
            return self._in_lanes(vector)
        passed = self._together(vector)
        costs, accuracies = self._measure.take()
        return Metrics(float(costs[0]), float(accuracies[0])), passed.A[-1]

    @may_overflow
    def passed(self, vector: Vector) -> ForwardPass:
        """Return Z and A of every layer, live; for examples that aren't large data."""
        passed = self._together(vector)
        return ForwardPass(tuple(passed.Z), tuple(passed.A))

    def series(self, vector: Vector) -> Series:
        """Return what measures these parameters again and again, as they change."""
        if self._prepared is None:
            return AskedSeries(lambda: self.answers(vector)[0], self._is_large)
        return NotedSeries(self._planned(vector, self._prepared), *self._noting)

    def _in_lanes(self, vector: Vector) -> tuple[Metrics, Array]:
        """Measure large data, block by block."""
        lanes, A = self._lanes
        W, b = self._first.weights(vector.first)
        plans = [lane.plan(W, b, vector) for lane in lanes]
        self._shares.run(*plans)
        return metrics(lanes), A

    @cached_property
    def _lanes(self) -> tuple[list[Lane], Array]:
        """What takes the examples through the network, and where A[L] (n_y, m) is."""
        spec, examples, shares = self._spec, self._examples, self._shares
        A = np.empty((spec.layer_dims[-1], len(examples)), examples.precision)
        # Each of two has room for so many.
        most = max(1, min(BLOCK, _NUMBERS // 2 // spec.layer_dims[0]))
        parts = shares.parts(len(examples), most)
        threads = 1 if len(parts) > 1 else self._first.threads
        return [Lane(spec, examples, part, A, threads) for part in parts], A

    def _together(self, vector: Vector) -> Pass:
        """Run all examples through the network at once."""
        passed = self._pass
        if self._prepared is not None:
            run(self._planned(vector, self._prepared))
            return passed
        W, b = self._first.weights(vector.first)
        run(affine(W, b, self._rows(), passed.Z[0], self._first.threads))
        run(passed.forward(vector))
        return passed

    def _planned(self, vector: Vector, prepared: Prepared) -> Operations:
        """Return the pass of examples that are prepared."""
        if vector not in self._plans:
            passed = self._pass
            first = self._first.forward(vector.first, prepared, passed.Z[0])
            self._plans[vector] = *first, *passed.forward(vector)
        return self._plans[vector]

    @cached_property
    def _noting(self) -> tuple[LastLayers, tuple[Operations, ...]]:
        """Where such passes are noted, and what notes them."""
        examples, m = self._examples, len(self._examples)
        notes = LastLayers(self._spec, m, examples.precision.name)
        last, Y, labels = self._pass.last, examples.Y, examples.labels
        return notes, notes.plan(last, Y, labels, is_fixed=True)

    @cached_property
    def _measure(self) -> Measure:
        """What measures a pass of all examples."""
        last, output, examples = self._pass.last, self._spec.output, self._examples
        return Measure(output, len(examples), last, examples.Y, examples.labels)

    @cached_property
    def _pass(self) -> Pass:
        """The pass of all examples."""
        order = "F" if self._prepared is None else self._first.order
        m, precision = len(self._examples), self._examples.precision.name
        return Pass(self._spec, m, precision, order, threads=self._first.threads)

    def _rows(self) -> Array:
        """Return all examples as rows (m, n_x)."""
        if not self._examples.is_streamed:
            return self._examples.X.T
        if self._read is None:
            shape = len(self._examples), self._spec.layer_dims[0]
            self._read = np.empty(shape, self._examples.precision)
        self._examples.rows(slice(0, len(self._read)), self._read)
        return self._read


class Evaluators:
    """What measures the networks of one trainer, for each set that it is asked about.

    Not in the buffers of its present state, which the next step builds on.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    first : FirstLayer
        How its first layer is kept.
    shares : Shares
        Whether two threads share out the work.
    """

    def __init__(self, spec: NetworkSpec, first: FirstLayer, shares: Shares) -> None:
        self._of = partial(Evaluator, spec, first, shares)
        self._known: WeakKeyDictionary[Examples, Evaluator] = WeakKeyDictionary()

    def of(self, examples: Examples) -> Evaluator:
        """Return what measures on these examples; it goes when they do."""
        if examples not in self._known:
            self._known[examples] = self._of(examples)
        return self._known[examples]
