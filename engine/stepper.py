"""Gradient steps, some at a time, in buffers that are made once."""

from __future__ import annotations

import contextlib
import math
import time
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import keep_buffers_small, may_overflow
from engine.blas import threads_for
from engine.config import check_learning_rate
from engine.errors import DivergenceError, EngineError
from engine.evaluator import Evaluators
from engine.feed import Feed, largest_batch
from engine.first_layer_choice import choose, make_first_layer
from engine.initializers import initial_parameters
from engine.operations import run
from engine.optimizers import OPTIMIZERS
from engine.planner import Planner
from engine.row import Row
from engine.shares import Shares, is_worth_sharing
from engine.steps import StepResult, Steps
from engine.updater import Updated, Updater
from engine.vectors import Layout, State

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.arrays import Array
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.examples import Examples
    from engine.first_layer import FirstLayer
    from engine.first_layer_choice import PathChoice
    from engine.parameters import Parameters
    from engine.plan import Plan
    from engine.row import Look
    from engine.series import Series
    from engine.spec import NetworkSpec
    from engine.vectors import Vector


MOST_STEPS = 1000
"""How many are made at a time at most."""

_UNKNOWN_SECONDS = 1e9
"""A step's, before the first: so only one is made."""


class Stepper:
    """The part of a trainer that moves: state i, its forward pass, and the next step.

    A state is held together with its forward pass, so its cost is always known; a step
    runs backward, updates, and runs forward again. Some steps are made in a row before
    anybody looks what they cost: should one of them have led nowhere, they are taken
    back, and made again one by one.

    Parameters and attributes are those of `Trainer`, which knows how to begin.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        train: Examples,
        test: Examples | None,
        initial: Parameters | None,
        blas: BlasThreads | None,
        threads: int | None,
    ) -> None:
        self._train = train.astype(config.precision)
        self._train.check(spec, config.batch_size or len(train))
        self._test = None if test is None else test.astype(config.precision)
        self.spec = spec
        self.config = config
        self.path: PathChoice = choose(spec, config, train)
        self.blas_threads = threads or self._choose_threads(len(train), blas)
        self._most_threads = self.blas_threads if blas is None else blas.most
        if blas is not None:
            blas.use(self.blas_threads)
        self.has_given_weights = initial is not None
        drawn = initial or initial_parameters(spec, config)
        self.initial = drawn.astype(config.precision).frozen()
        self._plan: Plan | None = None
        self._step_seconds = _UNKNOWN_SECONDS
        self.iteration, self.cost, self.accuracy = 0, math.nan, math.nan

    def _prepare(self, base: Parameters) -> None:
        """Make all arrays; the first layer's coordinates are counted from ``base``."""
        config = self.config
        train = self._train
        size = largest_batch(config, len(train))
        threads, decays = self.blas_threads, config.weight_decay > 0
        first = make_first_layer(self.path, base, train, size, threads, decays)
        self._feed = Feed(self.spec, config, train)
        self._base = base
        self.first_layer: FirstLayer = first
        self._layout = Layout(self.spec, first, config.precision)
        self._now = now = State(self._layout, OPTIMIZERS[config.optimizer].slots)
        self._left = np.zeros_like(now.block)
        self._gradient = self._layout.vector()
        are_shared = first.adds_up and is_worth_sharing(threads, size)
        self._shares = shares = Shares(are_shared, self._most_threads > 1)
        vectors = now.vector, self._gradient
        self._planner = Planner(self.spec, self._layout, *vectors, shares)
        arrays = now.vector.flat, now.memory, self._gradient.flat
        updated = Updated(*arrays, self._layout.decaying)
        # In shares, gradients are there before the step's learning rate is known.
        self._updater = Updater(config, updated, may_scale=not are_shared)
        self._evaluators = Evaluators(self.spec, first, shares)
        self._visited: Vector | None = None

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

    def steps_within(self, seconds: float) -> int:
        """Return how many steps take about so long; one at least."""
        return max(1, int(min(seconds / self._step_seconds, MOST_STEPS)))

    def step(self) -> StepResult:
        """Make one update; return what is known of the new state.

        Raises
        ------
        DivergenceError, DataError
            As `steps`.
        """
        return self.steps(1).last

    @may_overflow
    def steps(
        self, count: int, tested: Collection[int] = (), look: Look | None = None
    ) -> Steps:
        """Make some updates.

        Parameters
        ----------
        count : int
            How many; the states are the same, to the bit, however many are made at a
            time.
        tested : collection of int
            States to measure on the test set when they are come to, if there is one.
        look : callable, optional
            Called in the first new state, and then where it says; tells also whether to
            make no more steps. Some states may be come to twice, or prove to be none.

        Returns
        -------
        Steps
            The new states; fewer than ``count`` where the next step is one that can't
            be made, or a large test set was measured.

        Raises
        ------
        DivergenceError
            If the next state's cost isn't finite. The trainer is then still in the
            state before, to the bit.
        DataError
            If the next batch, or a test set that is due, can't be read; likewise.
        """
        keep_buffers_small()
        self._planned()
        here, start = self.result, time.perf_counter()
        np.copyto(self._left, self._now.block)
        try:
            with self._shares.threads():
                series = self._series() if tested else None
                steps = self._make(count, Row(self.iteration + 1, tested, series, look))
        except BaseException as error:
            self._go_back(here)
            if count == 1 or not isinstance(error, EngineError):
                raise
            return self._steps_that_work(count, tested, look)
        self._step_seconds = (time.perf_counter() - start) / len(steps)
        return steps

    def _make(self, count: int, row: Row) -> Steps:
        """Make updates, and look what they cost."""
        plan, updater, feed = self._planned(), self._updater, self._feed
        for _ in range(count):
            updater.prepare(self._learning_rate, self.iteration)
            plan.scale(updater.scale)
            run(plan.backward)
            run(updater.operations)
            self.iteration += 1
            if not feed.is_constant:
                batch = feed.batch(self.iteration)
                self._plan = plan = self._planner.plan(batch)
            run(plan.forward)
            row.take(self.iteration, plan)
            if row.is_over:
                break
        steps = row.steps()
        if not self._accept(steps):
            raise DivergenceError(
                "At iteration {iteration:,} the cost stopped being a finite number: "
                "the steps are too large. The last good weights were kept. Try a "
                "learning rate of {suggestion:.2g}.",
                iteration=self.iteration,
                suggestion=self.learning_rate / 10,
            )
        return steps

    def _series(self) -> Series | None:
        """Return what measures the test set, if there is one."""
        if self._test is None:
            return None
        return self._evaluators.of(self._test).series(self._now.vector)

    def _accept(self, steps: Steps) -> bool:
        """Take the last of some states for the present one, unless one isn't finite."""
        # A ReLU cuts minus infinity off, and the cost may be fine without a weight; an
        # infinite mean square would end all progress without a word. What isn't finite
        # stays so.
        if not (math.isfinite(np.add.reduce(steps.costs)) and self._now.is_finite):
            return False
        self.iteration, self.cost, self.accuracy = steps.last
        return True

    def _go_back(self, here: StepResult) -> None:
        """Go back to the state that was left."""
        np.copyto(self._now.block, self._left)
        self.iteration, self.cost, self.accuracy = here
        self._plan = None

    def _steps_that_work(
        self, count: int, tested: Collection[int], look: Look | None
    ) -> Steps:
        """Make updates one by one, up to the first that can't be made."""
        made = [self.steps(1, tested, look)]
        with contextlib.suppress(EngineError):
            for _ in range(count - 1):
                made.append(self.steps(1, tested, look))
        return Steps.joined(made)

    def _enter(self, iteration: int, result: StepResult | None) -> bool:
        """Take what stands in the block for a state, unless it isn't finite."""
        if result is not None:
            self.iteration, self.cost, self.accuracy = result
            self._plan = None
            return True
        self.iteration = iteration
        plan = self._forward()
        run(plan.note[0])
        return self._accept(Steps(iteration, *plan.notes.measure(1)))

    def _forward(self) -> Plan:
        """Run the next batch through the network."""
        self._plan = None
        plan = self._planner.plan(self._feed.batch(self.iteration))
        with self._shares.threads():
            run(plan.forward)
        self._plan = plan
        return plan

    @may_overflow
    def _planned(self) -> Plan:
        """Return the present state's plan, after its forward pass."""
        return self._plan or self._forward()
