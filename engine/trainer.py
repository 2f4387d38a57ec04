"""The fast trainer: one gradient step at a time, in buffers of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from engine.arrays import may_overflow
from engine.blas import threads_for
from engine.checkpoint import Checkpoint
from engine.config import check_learning_rate
from engine.datasets import SplitName
from engine.errors import DivergenceError, SpecError
from engine.evaluation import Metrics
from engine.evaluator import Evaluator
from engine.examples import Examples
from engine.feed import Batch, Feed
from engine.first_layer import difference
from engine.first_layer_choice import (
    GOING_ON,
    PathChoice,
    choose,
    is_possible,
    make_first_layer,
)
from engine.initializers import draw_parameters
from engine.network_state import ModelState
from engine.optimizers import OPTIMIZERS
from engine.passes import Pass
from engine.updater import Updater
from engine.vectors import Layout, State

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.first_layer import FirstLayer
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

TEST_EVERY = 10
"""Iterations between two points of the test curve, at least."""


class StepResult(NamedTuple):
    """What is known of state i: i updates were made, this is its cost.

    With mini-batches, cost and accuracy are those of the batch that comes next.
    """

    iteration: int
    cost: float
    accuracy: float


class Trainer:
    """Trains one network on one set of examples.

    State i is the state after i updates. A trainer holds a state together with its
    forward pass, so its cost is always known; a step runs backward, updates, and runs
    forward again. A state that turns out to have no finite cost is taken back.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    train : Examples
        What it learns from.
    test : Examples, optional
        What it is tested on.
    initial : Parameters, optional
        Weights to start from; drawn as ``config`` says if not given.
    blas : BlasThreads, optional
        Told the run's number of threads before the first product, so that not even
        the first cost depends on what the process did before.
    threads : int, optional
        Number of threads of an earlier run that this one goes on with; chosen by size
        if not given.

    Attributes
    ----------
    spec, config, initial
        As given, the initial parameters in the precision of the run.
    learning_rate : float
        Step size of the next step, before the schedule; may be changed between two
        steps.
    iteration : int
        Number of updates so far.
    cost, accuracy : float
        Of the present state, see `StepResult`.
    path : PathChoice
        How the first layer is kept, and why.
    first_layer : FirstLayer
        The first layer, kept that way.
    blas_threads : int
        Threads that the run's products are to use.

    Raises
    ------
    SpecError
        If examples, network and hyperparameters don't fit together.
    DivergenceError
        If the very first cost isn't finite.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        train: Examples,
        test: Examples | None = None,
        initial: Parameters | None = None,
        blas: BlasThreads | None = None,
        threads: int | None = None,
    ) -> None:
        self._train = train.astype(config.precision)
        self._train.check(spec, config.batch_size or len(train))
        self.spec = spec
        self.config = config
        self.path = choose(spec, config, train)
        self.blas_threads = threads or self._choose_threads(len(train), blas)
        if blas is not None:
            blas.use(self.blas_threads)
        self._test = None if test is None else test.astype(config.precision)
        self._feed = Feed(spec, config, self._train)
        drawn = initial or draw_parameters(
            spec.layer_dims, config.initialization, config.seed
        )
        self.initial = drawn.astype(config.precision).frozen()
        self._batch: Batch | None = None
        self.iteration, self.cost, self.accuracy = 0, math.nan, math.nan
        self.reset()

    @classmethod
    def for_dataset(
        cls,
        dataset: Dataset,
        spec: NetworkSpec,
        config: TrainingConfig,
        blas: BlasThreads | None = None,
        threads: int | None = None,
    ) -> Trainer:
        """Return a trainer on a data set, tested on its test set if it has one."""
        train = Examples.of(dataset, SplitName.TRAIN, config.precision)
        assert train is not None
        test = Examples.of(dataset, SplitName.TEST, config.precision)
        return cls(spec, config, train, test, blas=blas, threads=threads)

    def _prepare(self, base: Parameters) -> None:
        """Make all arrays; the first layer's coordinates are counted from ``base``."""
        config = self.config
        decays = config.weight_decay > 0
        size = self._feed.batch_size
        first = make_first_layer(self.path, base, self._train, size, decays)
        self._base = base
        self.first_layer: FirstLayer = first
        self._layout = Layout(self.spec, first, config.precision)
        slots = OPTIMIZERS[config.optimizer].slots
        self._now, self._spare = (State(self._layout, slots) for _ in range(2))
        self._gradient = self._layout.vector()
        self._updater = Updater(config, self._layout)
        self._passes: dict[int, Pass] = {}
        self._evaluators: WeakKeyDictionary[Examples, Evaluator] = WeakKeyDictionary()

    def _choose_threads(self, m: int, blas: BlasThreads | None) -> int:
        """Return the number of threads that suits the first layer's product."""
        n_x, units = self.spec.layer_dims[:2]
        batch = min(self.config.batch_size or m, m)
        inner = n_x if self.path.name == "direct" else m
        threads = threads_for(units, inner, batch)
        return threads if blas is None else min(threads, blas.most)

    def reset(self) -> None:
        """Go back to state 0: the very same initial weights."""
        path = choose(self.spec, self.config, self._train)
        self._go_to(self.initial, None, 0, path)
        self.learning_rate = self.config.learning_rate

    def restore(self, parameters: Parameters, iteration: int) -> None:
        """Start from parameters of which nothing else is known.

        Parameters
        ----------
        parameters : Parameters
            The state's parameters.
        iteration : int
            Its number of updates.

        Raises
        ------
        SpecError
            If the parameters are those of another network.
        DivergenceError
            If its cost isn't finite. The trainer is then still in the state before.
        """
        if parameters.layer_dims != self.spec.layer_dims:
            raise SpecError(
                "The parameters are those of a network of {given} units, not {wanted}.",
                given=parameters.layer_dims,
                wanted=self.spec.layer_dims,
            )
        # A copy, as what is given may be the live arrays of another trainer.
        base = parameters.astype(self.config.precision).frozen()
        self._go_to(base, None, iteration)

    def resume(self, checkpoint: Checkpoint) -> None:
        """Go on from a recorded state, to the bit.

        Parameters
        ----------
        checkpoint : Checkpoint
            Of a trainer with the same network, hyperparameters and data. The first
            layer is kept from here on as it was there.

        Raises
        ------
        SpecError
            If it isn't. The trainer is then still in the state before.
        DataError
            If the next batch can't be read; likewise.
        """
        if not self.fits(checkpoint):
            raise SpecError("This state belongs to another run.")
        check_learning_rate(checkpoint.learning_rate)
        name = checkpoint.first_layer
        path = self.path if name == self.path.name else PathChoice(name, GOING_ON, {})
        self._go_to(checkpoint.base, checkpoint.block, checkpoint.iteration, path)
        self.learning_rate = checkpoint.learning_rate

    def fits(self, checkpoint: Checkpoint) -> bool:
        """Tell whether a recorded state may be one of this run."""
        spec, config, train = self.spec, self.config, self._train
        possible = is_possible(checkpoint.first_layer, spec, config, train)
        return possible and checkpoint.belongs_to(spec, config, len(train))

    @may_overflow
    def _go_to(
        self,
        base: Parameters,
        block: Array | None,
        iteration: int,
        path: PathChoice | None = None,
    ) -> None:
        """Go to a state, or stay: at ``base`` itself where there is no block."""
        before = vars(self).copy()
        old, self.path = self.path, path or self.path
        try:
            is_new = base is not before.get("_base")
            if is_new or self.path.name != old.name:
                self._prepare(base)
            if block is None:
                self._spare.block.fill(0)
                self._layout.start(base, self._spare.vector)
            else:
                np.copyto(self._spare.block, block)
            # In sample space the block says nothing of W1_0, and a tanh makes the cost
            # of infinite weights finite.
            finite = not is_new or base.is_finite()
            if not (finite and self._enter(iteration)):
                raise DivergenceError(
                    "The cost of iteration {iteration:,} is not a finite number. "
                    "Choose another initialization, or look for huge values in the "
                    "data.",
                    iteration=iteration,
                )
        except BaseException:
            vars(self).update(before)
            # Buffers that the present batch's pass is in were used for another.
            self._batch = None
            raise

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

    def go_to(self, block: Array, iteration: int) -> None:
        """Go to another state of this run.

        Parameters
        ----------
        block : ndarray
            What `block` was there.
        iteration : int
            Its number of updates.
        """
        self._go_to(self._base, block, iteration)

    def put_back(self, checkpoint: Checkpoint, result: StepResult) -> None:
        """Go back to a state of this run that was left a moment ago.

        Unlike `resume` it reads no batch, so nothing can go wrong.

        Parameters
        ----------
        checkpoint : Checkpoint
            What `checkpoint` returned there.
        result : StepResult
            What `result` was there.
        """
        np.copyto(self._now.block, checkpoint.block)
        self.iteration, self.cost, self.accuracy = result
        self.learning_rate = checkpoint.learning_rate
        self._batch = None

    def checkpoint(self) -> Checkpoint:
        """Return a copy of the present state, complete."""
        return Checkpoint(
            self.iteration,
            self.learning_rate,
            self.path.name,
            self._base,
            self._now.block.copy(),
        )

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
        if self._batch is None:
            self._forward()
        batch, now, gradient = self._batch, self._now, self._gradient
        assert batch is not None
        dZ = self._pass.backward(now.vector, batch.Y, gradient)
        self.first_layer.gradient(dZ, batch.prepared, gradient.first)
        self._updater.step(
            now, gradient.flat, self.learning_rate, self.iteration, self._spare
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
                self._batch = None
        return entered

    def _forward(self) -> bool:
        """Run the next batch through the network; tell whether all is finite."""
        self._batch = batch = self._feed.batch(self.first_layer, self.iteration)
        vector = self._now.vector
        self._pass = present = self._pass_for(len(batch.labels))
        self.first_layer.forward(vector.first, batch.prepared, present.Z[0])
        present.forward(vector, batch.masks)
        self.cost = present.cost(batch.Y)
        self.accuracy = present.accuracy(batch.labels)
        # A ReLU cuts minus infinity off, and the cost may be fine without a weight; an
        # infinite mean square would end all progress without a word.
        return math.isfinite(self.cost) and self._now.is_finite

    def _pass_for(self, m: int) -> Pass:
        if m not in self._passes:
            place = self.first_layer.dZ_place(self._gradient.first)
            self._passes[m] = Pass(self.spec, m, self.config.precision, place)
        return self._passes[m]

    def state(self) -> ModelState:
        """Return the present moment; its arrays are live, so look, don't keep."""
        return ModelState(
            self.spec,
            self,
            self.initial,
            self.iteration,
            train=Metrics(self.cost, self.accuracy),
            train_activations=self._train_activations(),
        )

    def parameters(self) -> Parameters:
        """Return the present parameters, W1 formed; not copies, so look, don't keep."""
        return self._layout.parameters(self._now.vector)

    def upper_weights(self) -> tuple[Array, ...]:
        """Return W[l] of the layers after the first; not copies."""
        return tuple(W.T for W in self._now.vector.transposes)

    @may_overflow
    def learned(self, W_0: Array) -> Array:
        """Return W1 - W_0 (n1, n_x), a float32 array of its own, for pictures."""
        learned = self.first_layer.learned(self._now.vector.first)
        base = self._base.weights[0]
        if base is not W_0:
            learned += difference(base, W_0)
        return learned

    def _train_activations(self) -> tuple[Array, ...] | None:
        if not self._feed.is_whole:
            return None
        if self._batch is None:
            self._forward()
        return tuple(self._pass.A)

    @property
    def test_every(self) -> int:
        """Iterations between two points of the test curve.

        No more test examples are looked at than training examples are learned from.
        """
        examples = 0 if self._test is None else len(self._test)
        return max(TEST_EVERY, -(-examples // self._feed.batch_size))

    def test_metrics(self) -> Metrics | None:
        """Return cost and accuracy on the test set; None if there is no test set."""
        return None if self._test is None else self.answers(self._test)[0]

    def train_metrics(self) -> Metrics:
        """Return cost and accuracy on the whole training set, no unit left out."""
        if self._feed.is_whole and not self.spec.dropout:
            return Metrics(self.cost, self.accuracy)
        return self.answers(self._train)[0]

    def answers(self, examples: Examples) -> tuple[Metrics, Array]:
        """Return cost and accuracy on examples, and A[L] (n_y, m); not a copy."""
        return self._evaluator(examples).answers(self._now.vector)

    def activations(self, examples: Examples) -> tuple[Array, ...]:
        """Return A[l] (n[l], m) of every layer for few examples; not copies."""
        return self._evaluator(examples).activations(self._now.vector)

    def _evaluator(self, examples: Examples) -> Evaluator:
        # Not in the buffers of the present state, which the next step builds on.
        if examples not in self._evaluators:
            self._evaluators[examples] = Evaluator(
                self.spec, self.first_layer, examples
            )
        return self._evaluators[examples]
