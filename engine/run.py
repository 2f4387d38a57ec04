"""Driving a trainer through a whole run, with or without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.saved_model import SavedModel
from engine.trainer import TEST_EVERY, StepResult, Trainer

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.evaluation import Metrics
    from engine.history import History


def advance(trainer: Trainer, last: int) -> tuple[StepResult, Metrics | None]:
    """Make one step of a run, and measure the test set when it is due.

    Parameters
    ----------
    trainer : Trainer
        The run's trainer.
    last : int
        The iteration at which the run ends, where the test set is always measured.

    Raises
    ------
    DivergenceError
        As `Trainer.step`.
    """
    result = trainer.step()
    due = result.iteration % TEST_EVERY == 0 or result.iteration == last
    return result, trainer.test_metrics() if due else None


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
        **history.until(trainer.iteration),
    )
