"""The fast trainer: a run that can be stepped, measured, left and gone back to."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import may_overflow
from engine.checkpoint import Checkpoint
from engine.config import check_learning_rate
from engine.datasets import SplitName
from engine.errors import DivergenceError, SpecError
from engine.examples import Examples
from engine.first_layer_choice import GOING_ON, PathChoice, choose, is_possible
from engine.informant import Informant
from engine.steps import StepResult, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from engine.arrays import Array
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

__all__ = ["StepResult", "Steps", "Trainer"]


class Trainer(Informant):
    """Trains one network on one set of examples.

    State i is the state after i updates. A trainer can go to any state that it is
    given, and answers for the network there.

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
    has_given_weights : bool
        Whether these were given, and not drawn.
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
        super().__init__(spec, config, train, test, initial, blas, threads)
        self.reset()

    @classmethod
    def for_dataset(
        cls,
        dataset: Dataset,
        spec: NetworkSpec,
        config: TrainingConfig,
        blas: BlasThreads | None = None,
        threads: int | None = None,
        initial: Parameters | None = None,
    ) -> Trainer:
        """Return a trainer on a data set, tested on its test set if it has one."""
        train = Examples.of(dataset, SplitName.TRAIN, config.precision)
        assert train is not None
        test = Examples.of(dataset, SplitName.TEST, config.precision)
        return cls(spec, config, train, test, initial, blas, threads)

    def reset(self) -> None:
        """Go back to state 0: the very same initial weights."""
        path = choose(self.spec, self.config, self._train)
        self._go_to(self.initial, self._start, 0, path)
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
        self._go_to(base, self._start, iteration)

    def resume(self, checkpoint: Checkpoint, result: StepResult | None = None) -> None:
        """Go on from a recorded state, to the bit.

        Parameters
        ----------
        checkpoint : Checkpoint
            Of a trainer with the same network, hyperparameters and data. The first
            layer is kept from here on as it was there.
        result : StepResult, optional
            What it cost and scored there. If that is known, no batch is read.

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
        path = self._path_of(checkpoint)
        if path.keeps_as(self.path):
            path = self.path
        write = partial(self._restore, checkpoint)
        self._go_to(checkpoint.base, write, checkpoint.iteration, path, result)
        self.learning_rate = checkpoint.learning_rate

    def fits(self, checkpoint: Checkpoint) -> bool:
        """Tell whether a recorded state may be one of this run."""
        spec, config, train = self.spec, self.config, self._train
        path = self._path_of(checkpoint)
        possible = is_possible(path.name, path.is_traced, spec, config, train)
        m = len(train) if path.is_traced or path.name == "sample-space" else 0
        return possible and checkpoint.belongs_to(spec, config, m)

    def _path_of(self, checkpoint: Checkpoint) -> PathChoice:
        """Return how a recorded state keeps the first layer."""
        name = checkpoint.first_layer
        counted = checkpoint.example_count(self.spec, self.config) > 0
        return PathChoice(name, GOING_ON, {}, is_traced=counted and name == "direct")

    @may_overflow
    def _go_to(
        self,
        base: Parameters,
        write: Callable[[], None],
        iteration: int,
        path: PathChoice | None = None,
        result: StepResult | None = None,
    ) -> None:
        """Go to the state that ``write`` writes over the present one, or stay."""
        before = vars(self).copy()
        old, self.path = self.path, path or self.path
        is_new = base is not before.get("_base")
        try:
            if is_new or not self.path.keeps_as(old):
                self._prepare(base)
            np.copyto(self._left, self._now.block)
            write()
            # In sample space the block says nothing of W1_0, and a tanh makes the cost
            # of infinite weights finite.
            finite = not is_new or base.is_finite()
            if not (finite and self._enter(iteration, result)):
                raise DivergenceError(
                    "The cost of iteration {iteration:,} is not a finite number. "
                    "Choose another initialization, or look for huge values in the "
                    "data.",
                    iteration=iteration,
                )
        except BaseException:
            # A trainer that is being made has no state to stay in.
            stayed = "_now" in before and self._now is before["_now"]
            vars(self).update(before)
            if stayed:
                self._go_back(self.result)
            # Buffers that the present batch's pass is in were used for another.
            self._plan = None
            raise

    def _start(self) -> None:
        self._now.block.fill(0)
        self._layout.start(self._base, self._now.vector)

    def _restore(self, checkpoint: Checkpoint) -> None:
        self._layout.restore(checkpoint.block, self._now.block)

    def _copy(self, block: Array) -> None:
        np.copyto(self._now.block, block)

    def go_to(self, block: Array, iteration: int) -> None:
        """Go to another state of this run.

        Parameters
        ----------
        block : ndarray
            What `block` was there.
        iteration : int
            Its number of updates.
        """
        self._go_to(self._base, partial(self._copy, block), iteration)

    @contextmanager
    def lent(self) -> Iterator[Self]:
        """Lend the trainer to whoever takes it elsewhere; then it is where it was.

        Unlike `resume`, going back reads no batch, so nothing can go wrong.
        """
        block, result = self._now.block.copy(), self.result
        learning_rate = self.learning_rate
        try:
            yield self
        finally:
            self._copy(block)
            self.iteration, self.cost, self.accuracy = result
            self.learning_rate = learning_rate
            self._plan = None

    def checkpoint(self) -> Checkpoint:
        """Return a copy of the present state, complete."""
        return Checkpoint(
            self.iteration,
            self.learning_rate,
            self.path.name,
            self._base,
            self._layout.row_by_row(self._now.block),
        )
