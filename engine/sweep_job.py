"""One run of a sweep, and the process that makes such runs one after the other."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.blas import BlasThreads
from engine.checks import check_run
from engine.errors import DivergenceError, EarlyStop, EngineError
from engine.evaluation import class_probabilities
from engine.inputs import as_columns
from engine.network import probabilities
from engine.outputs import OUTPUTS, Task
from engine.run import Run
from engine.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from engine.arrays import Pixels
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.evaluation import Metrics
    from engine.spec import NetworkSpec

LOOK_SECONDS = 0.25
"""How often a process looks whether somebody still waits for it."""

NICENESS = 5
"""The window comes first, on a machine with few cores."""

Chances = tuple[float, ...]
"""Each class's probability."""


@dataclass(frozen=True)
class Job:
    """A run that a sweep shall make.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters, with the seed.
    """

    spec: NetworkSpec
    config: TrainingConfig


@dataclass(frozen=True)
class Reason:
    """An error's sentence, as it travels from one process to another.

    Attributes
    ----------
    template : str
        The sentence, with ``{named}`` places.
    values : dict of str to object
        What fills them.
    """

    template: str
    values: dict[str, Any]

    @classmethod
    def of(cls, error: Exception) -> Reason:
        """Return an error's sentence."""
        if isinstance(error, EngineError):
            return cls(error.template, error.values)
        if isinstance(error, MemoryError):
            return cls(
                "That takes more memory than there is. Make the layers or the data "
                "smaller.",
                {},
            )
        name = type(error).__name__
        return cls("The run failed inside LayerLab ({error}).", {"error": name})


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes
    ----------
    train : Metrics or None
        On the training set; None if there is no network to measure.
    test : Metrics or None
        On the test set; None also if there is none.
    iteration : int
        The state that it ended in.
    chances : tuple of tuple of float or None
        For each picture that was asked about, each class's probability; None where the
        network has no answer.
    reason : Reason or None
        Why it ended early, or not at all.
    diverged : bool
        Whether it ended as its cost was no longer a number.
    """

    train: Metrics | None
    test: Metrics | None = None
    iteration: int = 0
    chances: tuple[Chances | None, ...] = ()
    reason: Reason | None = None
    diverged: bool = False

    @classmethod
    def failed(cls, error: Exception) -> Outcome:
        """Return how a run ended that never came to anything."""
        diverged = isinstance(error, DivergenceError)
        return cls(None, reason=Reason.of(error), diverged=diverged)


class Abandoned(Exception):
    """Nobody waits for the run any more."""


def make_run(
    job: Job,
    dataset: Dataset,
    pictures: Sequence[Pixels] = (),
    look: Callable[[], None] | None = None,
) -> Outcome:
    """Train a network to the end, with one BLAS thread.

    Parameters
    ----------
    job : Job
        The run.
    dataset : Dataset
        What it learns from.
    pictures : sequence of ndarray of uint8, shape (height, width, channels)
        What to predict at the end.
    look : callable, optional
        Called a few times a second; what it raises ends the run.

    Returns
    -------
    Outcome
        How it ended. It is the same, to the bit, for the same job.
    """
    try:
        check_run(job.spec, job.config, dataset)
        trainer = Trainer.for_dataset(
            dataset, job.spec, job.config, BlasThreads(most=1)
        )
        error = _train(Run(trainer), job.config.iterations, look)
        return Outcome(
            trainer.train_metrics(),
            trainer.test_metrics(),
            trainer.iteration,
            tuple(_chances(trainer, pixels) for pixels in pictures),
            None if error is None else Reason.of(error),
            isinstance(error, DivergenceError),
        )
    except Abandoned:
        raise
    except Exception as error:  # noqa: BLE001 - whoever asked for it is told
        return Outcome.failed(error)


def _train(
    run: Run, last: int, look: Callable[[], None] | None
) -> DivergenceError | EarlyStop | None:
    """Train to the end; return why it came early."""
    run.measure()
    stop: DivergenceError | EarlyStop | None = None
    due = time.monotonic() + LOOK_SECONDS
    try:
        while run.trainer.iteration < last:
            run.advance(last, run.trainer.steps_within(LOOK_SECONDS))
            if look is not None and time.monotonic() >= due:
                look()
                due = time.monotonic() + LOOK_SECONDS
    except (DivergenceError, EarlyStop) as error:
        stop = error
    run.finish()
    return stop


def _chances(trainer: Trainer, pixels: Pixels) -> Chances | None:
    spec = trainer.spec
    if OUTPUTS[spec.output].task is Task.REGRESSION:
        return None
    X = as_columns(pixels[np.newaxis], trainer.config.precision)
    shares = class_probabilities(probabilities(spec, trainer.parameters(), X))[:, 0]
    return tuple(map(float, shares)) if np.isfinite(shares).all() else None


def work(pipe: Connection) -> None:
    """Make runs until the other end of the pipe is closed: a process's whole life.

    Parameters
    ----------
    pipe : Connection
        Brings the data set and the pictures, then jobs; takes each one's `Outcome`.
    """
    # Ctrl+C is for the program that started this; then the pipe is closed.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)

    def look() -> None:
        # Nothing is sent in the middle of a run, so this is the pipe's end.
        if pipe.poll():
            raise Abandoned

    with contextlib.suppress(EOFError, OSError, Abandoned):
        dataset, pictures = pipe.recv()
        while True:
            pipe.send(make_run(pipe.recv(), dataset, pictures, look))
