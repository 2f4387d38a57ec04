"""Driving a trainer through a whole run, with or without a window."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from engine.errors import EarlyStop, WentBack
from engine.saved_model import SavedModel
from engine.stepper import MOST_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.checkpoint import Checkpoint
    from engine.datasets import Dataset
    from engine.evaluation import Metrics
    from engine.history import History
    from engine.row import Look
    from engine.states import States
    from engine.steps import StepResult, Steps
    from engine.trainer import Trainer


_ASKED_SECONDS = 0.001
"""After so long, if steps aren't longer, a run is asked again whether to go on: to ask
after each step takes half a percent of short ones."""


def _never() -> bool:
    return False


def advance(
    trainer: Trainer,
    last: int,
    most: int = 1,
    look: Look | None = None,
    tested: int | None = None,
) -> Steps:
    """Make steps of a run, and measure the test set whenever it is due.

    Parameters
    ----------
    trainer : Trainer
        The run's trainer.
    last : int
        The iteration at which the run ends, where the test set is always measured.
    most : int, default 1
        Steps at most.
    look : callable, optional
        As `Trainer.steps` has it.
    tested : int, optional
        An iteration at which the test set is measured as well.

    Raises
    ------
    DivergenceError, DataError
        As `Trainer.steps`.
    """
    here = trainer.iteration
    end = here + most if last <= here else min(here + most, last)
    due = {*range(trainer.next_test, end + 1, trainer.test_every)}
    due.update({last, tested} & {end})
    return trainer.steps(end - here, due, look)


class Best(NamedTuple):
    """The state that did best on the test set.

    Attributes
    ----------
    metrics : Metrics
        What it scored there.
    iteration : int
        Its number of updates.
    checkpoint : Checkpoint or None
        All of it, if it is to be gone back to.
    result : StepResult or None
        What it scored on what it learns from; likewise.
    """

    metrics: Metrics
    iteration: int
    checkpoint: Checkpoint | None = None
    result: StepResult | None = None


class Run:
    """A run from its first state to its last.

    Parameters
    ----------
    trainer : Trainer
        In the state to begin from.
    states : States, optional
        Where states are kept, if any of them shall be looked at again.

    Attributes
    ----------
    trainer : Trainer
        As given.
    best : Best or None
        The state that did best so far, None without a test set.
    """

    def __init__(self, trainer: Trainer, states: States | None = None) -> None:
        self.trainer = trainer
        self.best: Best | None = None
        self._states = states
        self._waiting_since = trainer.iteration

    @property
    def best_iteration(self) -> int | None:
        """Updates of the state that did best so far; None without a test set."""
        return None if self.best is None else self.best.iteration

    def measure(self) -> Metrics | None:
        """Measure the present state on the test set; None if there is none."""
        metrics = self.trainer.test_metrics()
        if metrics is not None:
            self._compare(self.trainer.iteration, metrics)
        return metrics

    def go_on(self) -> None:
        """Be patient from here on, after an early stop or a pause."""
        self._waiting_since = self.trainer.iteration

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate from the next step on."""
        self.trainer.learning_rate = learning_rate

    def advance(
        self, last: int, most: int = 1, is_wanted: Callable[[], bool] = _never
    ) -> Steps:
        """Make steps, as `advance` does, and note all that the run keeps of them.

        Parameters
        ----------
        last, most : int
            As there.
        is_wanted : callable, optional
            Asked every now and then, after each step if they are long, whether it is to
            be the last one for now.

        Raises
        ------
        EarlyStop
            Instead of a step, if the test set hasn't got any better for too long.
        DivergenceError, DataError
            As `Trainer.steps`.
        """
        trainer, left = self.trainer, self._check_patience()
        due, every = trainer.next_test - trainer.iteration, trainer.test_every
        # Before patience ends the test set has its say: unless it has had it by then
        # and renewed it.
        tested = trainer.iteration + left
        most = min(most, left if left <= due else left - (left - due) % every)
        if trainer.config.keep_best:
            # The best state is kept when it is there.
            most = min(most, due)
        steps = self._advance(last, most, is_wanted, tested)
        for iteration, metrics in steps.tests:
            self._compare(iteration, metrics)
        return steps

    def _advance(
        self, last: int, most: int, is_wanted: Callable[[], bool], tested: int
    ) -> Steps:
        """Make steps, and keep states that they lead to."""
        trainer, states = self.trainer, self._states
        often = trainer.steps_within(_ASKED_SECONDS)

        def look() -> int | None:
            soon = trainer.iteration + often
            if states is not None:
                if trainer.iteration >= states.due:
                    states.record()
                soon = min(soon, states.due)
            return None if is_wanted() else soon

        if states is None:
            return advance(trainer, last, most, look, tested)
        states.go_on()
        try:
            return advance(trainer, last, most, look, tested)
        finally:
            states.settle()

    def finish(self) -> WentBack | None:
        """Go back to the best state, if the run shall keep that; tell if it did."""
        best = self.best
        if best is None or best.checkpoint is None:
            return None
        kept = best.checkpoint
        if kept.iteration == self.trainer.iteration:
            return None
        # Where data can't be read any more, the best state comes back all the same.
        self.trainer.resume(kept, best.result)
        return WentBack(
            "Kept: iteration {iteration:,}, which did best on the test set.",
            iteration=kept.iteration,
        )

    def _compare(self, iteration: int, metrics: Metrics) -> None:
        """Note a state if it does better than all before."""
        if self.best is not None and _rank(metrics) <= _rank(self.best.metrics):
            return
        trainer, self.best = self.trainer, Best(metrics, iteration)
        if trainer.config.keep_best:
            kept = trainer.checkpoint()
            self.best = self.best._replace(checkpoint=kept, result=trainer.result)
        self._waiting_since = iteration

    def _check_patience(self) -> int:
        """Return how many steps the run may still wait for a better result."""
        patience, now = self.trainer.config.patience, self.trainer.iteration
        if patience is None or self.best is None:
            return MOST_STEPS
        left = self._waiting_since + patience - now
        if left <= 0:
            raise EarlyStop(
                "Training stopped at iteration {now:,}: in {patience:,} iterations the "
                "test set had no better result than at iteration {best:,}.",
                now=now,
                patience=patience,
                best=self.best.iteration,
            )
        return left


def _rank(metrics: Metrics) -> tuple[float, float]:
    """Return what is larger for a better result: accuracy first, then a small cost."""
    # A regression has no accuracy, and a cost may be so large that it is NaN.
    accuracy = 0.0 if math.isnan(metrics.accuracy) else metrics.accuracy
    return accuracy, -math.inf if math.isnan(metrics.cost) else -metrics.cost


def go_on(trainer: Trainer, model: SavedModel) -> None:
    """Put a trainer into the state in which a model was saved.

    To the bit, if the model knows all of it and was trained the same way.
    """
    checkpoint = model.checkpoint
    if checkpoint is not None and trainer.fits(checkpoint):
        trainer.resume(checkpoint)
    else:
        trainer.restore(model.parameters, model.iteration)


def saved_model(trainer: Trainer, dataset: Dataset, history: History) -> SavedModel:
    """Return what a model file keeps of a run.

    Parameters
    ----------
    trainer : Trainer
        In the state to save.
    dataset : Dataset
        What it learned from.
    history : History
        The run's log; what comes after the trainer's iteration is left out.
    """
    return SavedModel(
        spec=trainer.spec,
        config=trainer.config,
        parameters=trainer.parameters().frozen(),
        class_names=dataset.class_names,
        input_shape=dataset.input_shape,
        dataset_name=dataset.name,
        dataset_fingerprint=dataset.fingerprint,
        iteration=trainer.iteration,
        blas_threads=trainer.blas_threads,
        checkpoint=trainer.checkpoint(),
        initial=trainer.initial if trainer.has_given_weights else None,
        **history.until(trainer.iteration),
    )
