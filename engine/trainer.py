"""The fast trainer: one gradient step at a time, in buffers of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import may_overflow
from engine.batches import Batches
from engine.blas import threads_for
from engine.datasets import SplitName
from engine.errors import DivergenceError, SpecError
from engine.evaluation import Metrics, accuracy
from engine.examples import Examples
from engine.first_layer import DirectFirstLayer, FirstLayer
from engine.frame import ModelState
from engine.initializers import draw_parameters
from engine.inputs import block_rows
from engine.optimizers import OPTIMIZERS, StepSize
from engine.parameters import Parameters
from engine.passes import Arrays, Pass

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.spec import NetworkSpec

TEST_EVERY = 10
"""Iterations between two points of the test curve."""

EVALUATED_TOGETHER = 1024
"""Examples that are run through the network at once to measure it."""


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
        Step size of the next step; may be changed between two steps.
    iteration : int
        Number of updates so far.
    cost, accuracy : float
        Of the present state, see `StepResult`.
    first_layer : FirstLayer
        How W1 is kept.
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
        m = len(train)
        size = m if config.batch_size is None else config.batch_size
        self.spec = spec
        self.config = config
        self.learning_rate = config.learning_rate
        self.first_layer: FirstLayer = DirectFirstLayer()
        self.blas_threads = threads_for(spec.layer_dims[1], spec.layer_dims[0], size)
        if blas is not None:
            self.blas_threads = min(self.blas_threads, blas.most)
        if threads is not None:
            self.blas_threads = threads
        self._train = train.astype(config.precision)
        self._train.check(spec, size)
        self._test = None if test is None else test.astype(config.precision)
        block = block_rows(train.n_x)
        self._batches = Batches(m, size, config.seed, block) if size < m else None
        self._rows: dict[int, list[Array]] = {}
        self._batch: Examples | None = None
        self._optimizer = OPTIMIZERS[config.optimizer]
        self._passes: dict[int, Pass] = {}
        drawn = initial or draw_parameters(
            spec.layer_dims, config.initialization, config.seed
        )
        self.initial = drawn.astype(config.precision)
        self._allocate()
        if blas is not None:
            blas.use(self.blas_threads)
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

    def _allocate(self) -> None:
        """Make the arrays of the present state, of a spare one and of a step."""
        W1, *others = self.initial.weights
        self._now = Arrays(
            [self.first_layer.start(W1), *(W.copy() for W in others)],
            [b.copy() for b in self.initial.biases],
        )
        self._spare = self._now.empty_like()
        self._gradients = self._now.empty_like()
        self._optimizer_state = [self._optimizer.init(array) for array in self._now.all]
        self.iteration = 0

    def reset(self) -> None:
        """Go back to state 0: the very same initial weights."""
        self.restore(self.initial, 0)
        self.learning_rate = self.config.learning_rate

    def restore(self, parameters: Parameters, iteration: int) -> None:
        """Go to a state that was recorded or loaded.

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
        W1, *others = parameters.astype(self.config.precision).weights
        weights = (self.first_layer.start(W1), *others)
        sources = (*weights, *parameters.biases)
        for target, source in zip(self._spare.all, sources, strict=True):
            np.copyto(target, source, casting="same_kind")
        if not self._enter(iteration, self._read_batch(iteration)):
            raise DivergenceError(
                "The cost of iteration {iteration:,} is not a finite number. Choose "
                "another initialization, or look for huge values in the data.",
                iteration=iteration,
            )
        self._optimizer_state = [self._optimizer.init(array) for array in self._now.all]

    @property
    def result(self) -> StepResult:
        """What is known of the present state."""
        return StepResult(self.iteration, self.cost, self.accuracy)

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
            If the next batch can't be read. The same holds then.
        """
        coming = self._read_batch(self.iteration + 1)
        self._step_into_spare()
        if not self._enter(self.iteration + 1, coming):
            raise DivergenceError(
                "At iteration {iteration:,} the cost stopped being a finite number: "
                "the steps are too large. The last good weights were kept. Try a "
                "learning rate of {suggestion:.2g}.",
                iteration=self.iteration + 1,
                suggestion=self.learning_rate / 10,
            )
        return self.result

    @may_overflow
    def _step_into_spare(self) -> None:
        """Write the next state into the spare arrays; the present one stays."""
        batch = self._batch
        assert batch is not None
        self._pass.backward(
            self.first_layer, self._now, batch.X, batch.Y, self._gradients
        )
        steps, update = self._gradients.all, self._optimizer.update
        size = StepSize(self.learning_rate, self.config.momentum, self.iteration + 1)
        for gradient, state in zip(steps, self._optimizer_state, strict=True):
            update(gradient, state, state, size, np.empty_like(gradient))
        for old, step, new in zip(self._now.all, steps, self._spare.all, strict=True):
            np.add(old, step, out=new)

    def _enter(self, iteration: int, batch: Examples) -> bool:
        """Make the spare state the present one, unless its cost isn't finite."""
        before = self.iteration, self._batch or batch
        self._now, self._spare = self._spare, self._now
        self.iteration, self._batch = iteration, batch
        if self._forward():
            return True
        self._now, self._spare = self._spare, self._now
        self.iteration, self._batch = before
        self._forward()
        return False

    def _forward(self) -> bool:
        """Run the batch through the network; tell whether all is finite."""
        batch = self._batch
        assert batch is not None
        self._pass = present = self._pass_for(len(batch))
        present.forward(self.first_layer, self._now, batch.X)
        self.cost = present.cost(batch.Y)
        self.accuracy = accuracy(self.spec.output, present.A[-1], batch.labels)
        return math.isfinite(self.cost) and present.finite

    def _read_batch(self, iteration: int) -> Examples:
        if self._batches is None:
            return self._train
        indices = self._batches.indices(iteration)
        shape = len(indices), self._train.n_x
        if len(indices) not in self._rows:
            self._rows[len(indices)] = [
                np.empty(shape, self.config.precision) for _ in range(2)
            ]
        # The present batch stays, should this one be unreadable or diverge.
        present = None if self._batch is None else self._batch.X.base
        rows = next(rows for rows in self._rows[len(indices)] if rows is not present)
        self._train.rows(indices, rows)
        Y, labels = self._train.Y[:, indices], self._train.labels[indices]
        return Examples(rows.T, Y, labels)

    def _pass_for(self, m: int) -> Pass:
        if m not in self._passes:
            self._passes[m] = Pass(self.spec, m, self.config.precision)
        return self._passes[m]

    def state(self) -> ModelState:
        """Return the present moment; its arrays are live, so look, don't keep."""
        return ModelState(
            self.spec,
            self.parameters(),
            self.initial,
            self.iteration,
            train=Metrics(self.cost, self.accuracy),
            train_activations=self._train_activations(),
        )

    def parameters(self) -> Parameters:
        """Return the present parameters, W1 formed; not copies, so look, don't keep."""
        coordinates, *others = self._now.weights
        W1 = self.first_layer.weights(coordinates)
        return Parameters((W1, *others), tuple(self._now.biases))

    def _train_activations(self) -> tuple[Array, ...] | None:
        return tuple(self._pass.A) if self._batches is None else None

    def test_metrics(self) -> Metrics | None:
        """Return cost and accuracy on the test set; None if there is no test set."""
        return None if self._test is None else self._evaluate(self._test)

    def train_metrics(self) -> Metrics:
        """Return cost and accuracy on the whole training set."""
        if self._batches is None:
            return Metrics(self.cost, self.accuracy)
        return self._evaluate(self._train)

    def _evaluate(self, examples: Examples) -> Metrics:
        # Not in the buffers of the present state, which the next step builds on.
        size = min(EVALUATED_TOGETHER, len(examples))
        rows = np.empty((size, examples.n_x), self.config.precision)
        cost = share = 0.0
        for block in examples.blocks(size):
            X = rows[: block.stop - block.start]
            examples.rows(block, X)
            passed = Pass(self.spec, len(X), self.config.precision)
            passed.forward(self.first_layer, self._now, X.T)
            weight = len(X) / len(examples)
            cost += weight * passed.cost(examples.Y[:, block])
            labels = examples.labels[block]
            share += weight * accuracy(self.spec.output, passed.A[-1], labels)
        return Metrics(cost, share)
