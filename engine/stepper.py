"""One gradient step at a time, in buffers that are made once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from engine.arrays import may_overflow
from engine.blas import threads_for
from engine.config import check_learning_rate
from engine.errors import DivergenceError
from engine.feed import Feed, largest_batch
from engine.first_layer_choice import choose, make_first_layer
from engine.initializers import initial_parameters
from engine.operations import Operations, run
from engine.optimizers import OPTIMIZERS
from engine.passes import Pass
from engine.updater import Updater
from engine.vectors import Layout, State

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.evaluator import Evaluator
    from engine.examples import Examples
    from engine.feed import Batch
    from engine.first_layer import FirstLayer
    from engine.first_layer_choice import PathChoice
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec


class StepResult(NamedTuple):
    """What is known of state i: i updates were made, this is its cost.

    With mini-batches, cost and accuracy are those of the batch that comes next.
    """

    iteration: int
    cost: float
    accuracy: float


class Stepper:
    """The part of a trainer that moves: state i, its forward pass, and the next step.

    A state is held together with its forward pass, so its cost is always known; a step
    runs backward, updates, and runs forward again. A state that turns out to have no
    finite cost is taken back.

    Parameters and attributes are those of `Trainer`, which knows how to begin.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        train: Examples,
        initial: Parameters | None,
        blas: BlasThreads | None,
        threads: int | None,
    ) -> None:
        self._train = train.astype(config.precision)
        self._train.check(spec, config.batch_size or len(train))
        self.spec = spec
        self.config = config
        self.path: PathChoice = choose(spec, config, train)
        self.blas_threads = threads or self._choose_threads(len(train), blas)
        if blas is not None:
            blas.use(self.blas_threads)
        self.has_given_weights = initial is not None
        drawn = initial or initial_parameters(spec, config)
        self.initial = drawn.astype(config.precision).frozen()
        self._plan: _Plan | None = None
        self.iteration, self.cost, self.accuracy = 0, math.nan, math.nan

    def _prepare(self, base: Parameters) -> None:
        """Make all arrays; the first layer's coordinates are counted from ``base``."""
        config = self.config
        decays = config.weight_decay > 0
        train = self._train
        size = largest_batch(config, len(train))
        first = make_first_layer(self.path, base, train, size, decays)
        self._feed = Feed(self.spec, config, train, first)
        self._base = base
        self.first_layer: FirstLayer = first
        self._layout = Layout(self.spec, first, config.precision)
        slots = OPTIMIZERS[config.optimizer].slots
        self._now, self._spare = (State(self._layout, slots) for _ in range(2))
        self._gradient = self._layout.vector()
        self._updater = Updater(config, self._layout)
        self._plans: dict[tuple[int, State], _Plan] = {}
        self._passes: dict[int, Pass] = {}
        self._evaluators: WeakKeyDictionary[Examples, Evaluator] = WeakKeyDictionary()

    def _choose_threads(self, m: int, blas: BlasThreads | None) -> int:
        """Return the number of threads that suits the first layer's product."""
        n_x, units = self.spec.layer_dims[:2]
        batch = largest_batch(self.config, m)
        inner = n_x if self.path.name == "direct" else m
        threads = threads_for(units, inner, batch)
        return threads if blas is None else min(threads, blas.most)

    @property
    def learning_rate(self) -> float:
        """Step size of the next step, before the schedule."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        check_learning_rate(value)
        self._learning_rate = value

    @property
    def block(self) -> Array:
        """The present state as one array: `engine.vectors.State`; not a copy."""
        return self._now.block

    @property
    def result(self) -> StepResult:
        """What is known of the present state."""
        return StepResult(self.iteration, self.cost, self.accuracy)

    @may_overflow
    def step(self) -> StepResult:
        """Make one update.

        Returns
        -------
        StepResult
            The new state's.

        Raises
        ------
        DivergenceError
            If the new state's cost isn't finite. The trainer is then still in the
            state before, to the bit.
        DataError
            If the next batch can't be read; likewise.
        """
        run(self._planned().backward)
        self._updater.step(
            self._now,
            self._gradient.flat,
            self._learning_rate,
            self.iteration,
            self._spare,
        )
        if not self._enter(self.iteration + 1):
            raise DivergenceError(
                "At iteration {iteration:,} the cost stopped being a finite number: "
                "the steps are too large. The last good weights were kept. Try a "
                "learning rate of {suggestion:.2g}.",
                iteration=self.iteration + 1,
                suggestion=self.learning_rate / 10,
            )
        return self.result

    def _enter(self, iteration: int) -> bool:
        """Make the spare state the present one, unless its cost isn't finite."""
        before = self.iteration, self.cost, self.accuracy
        self._now, self._spare = self._spare, self._now
        self.iteration = iteration
        entered = False
        try:
            entered = self._forward()
        finally:
            if not entered:
                self._now, self._spare = self._spare, self._now
                self.iteration, self.cost, self.accuracy = before
                self._plan = None
        return entered

    def _forward(self) -> bool:
        """Run the next batch through the network; tell whether all is finite."""
        self._plan = plan = self._plan_for(self._feed.batch(self.iteration))
        run(plan.forward)
        self.cost = plan.passed.cost()
        self.accuracy = plan.passed.accuracy()
        # A ReLU cuts minus infinity off, and the cost may be fine without a weight; an
        # infinite mean square would end all progress without a word.
        return math.isfinite(self.cost) and self._now.is_finite

    def _planned(self) -> _Plan:
        """Return the present state's plan, after its forward pass."""
        if self._plan is None:
            self._forward()
        assert self._plan is not None
        return self._plan

    def _plan_for(self, batch: Batch) -> _Plan:
        """Return what is to be done with batches of this size in the present state."""
        key = len(batch.labels), self._now
        if key not in self._plans:
            self._plans[key] = self._make_plan(batch)
        return self._plans[key]

    def _make_plan(self, batch: Batch) -> _Plan:
        first, vector, gradient = self.first_layer, self._now.vector, self._gradient
        prepared, Y, labels, masks = batch
        passed = self._pass_for(len(labels))
        return _Plan(
            passed,
            (
                *first.forward(vector.first, prepared, passed.Z[0]),
                *passed.forward(vector, masks),
                *passed.measure(Y, labels),
            ),
            (
                *passed.backward(vector, Y, gradient, masks),
                *first.gradient(passed.Z[0], prepared, gradient.first),
            ),
        )

    def _pass_for(self, m: int) -> Pass:
        if m not in self._passes:
            first, precision = self.first_layer, self.config.precision
            place = first.dZ_place(self._gradient.first)
            self._passes[m] = Pass(self.spec, m, precision, first.order, place)
        return self._passes[m]


class _Plan(NamedTuple):
    """One iteration: forward with the measures, and backward to the whole gradient."""

    passed: Pass
    forward: Operations
    backward: Operations
