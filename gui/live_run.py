"""A run as the compute thread works on it, and the jobs that do so."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING

from engine.blas import BlasThreads
from engine.frame import ModelState, frame
from engine.history import History
from engine.initializers import draw_parameters
from engine.run import advance, saved_model
from engine.trainer import Trainer
from gui.pace import DEFAULT_PACE, Metronome
from gui.scheduler import SLICE_SECONDS

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.evaluation import Metrics
    from engine.frame import Needs
    from engine.model_file import SavedModel
    from engine.spec import NetworkSpec
    from engine.trainer import StepResult
    from gui.mailbox import Mailbox
    from gui.scheduler import Slices

_BLAS = BlasThreads(most=1)
"""Only the compute thread uses it: the number of threads is global to the process. With
one thread the window has a core for itself, and neither waits for the other."""


def is_model_of(model: SavedModel, dataset: Dataset) -> bool:
    """Tell whether a model learned from just these data, so that it can go on."""
    same = model.dataset_fingerprint == dataset.fingerprint
    return same and dataset.fits(model.spec)


class LiveRun:
    """One run. The window keeps it as a handle; the trainer belongs to the jobs.

    Parameters
    ----------
    run_id : int
        Stamped on all that comes from this run.
    dataset : Dataset
        What it learns from.
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    mailbox : Mailbox
        Where costs and frames go.
    opened : SavedModel, optional
        A model to go on from, instead of fresh weights.
    """

    def __init__(
        self,
        run_id: int,
        dataset: Dataset,
        spec: NetworkSpec,
        config: TrainingConfig,
        mailbox: Mailbox,
        opened: SavedModel | None = None,
    ) -> None:
        self.run_id = run_id
        self.dataset = dataset
        self.spec = spec
        self.config = config
        self.opened = opened
        self.pace = DEFAULT_PACE
        self.last = config.iterations
        self._mailbox = mailbox
        self._learning_rates: queue.SimpleQueue[float] = queue.SimpleQueue()
        self._trainer: Trainer | None = None

    @property
    def trained_on(self) -> str:
        """Name of the data that the network learns or learned from."""
        opened = self.opened
        return self.dataset.name if opened is None else opened.dataset_name

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the network's answers are called."""
        opened = self.opened
        return self.dataset.class_names if opened is None else opened.class_names

    @property
    def picture_shape(self) -> tuple[int, ...]:
        """Shape of the pictures that the network takes."""
        opened = self.opened
        return self.dataset.input_shape if opened is None else opened.input_shape

    @property
    def fits(self) -> bool:
        """Whether the data are those of the network; an opened one may have others."""
        return self.opened is None or is_model_of(self.opened, self.dataset)

    def change_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate from the next step on; from any thread."""
        self._learning_rates.put(learning_rate)

    def train(self, until: int, paced: bool) -> Slices:
        """Train up to an iteration, in slices; log every state."""
        trainer = self._ready()
        metronome = Metronome(lambda: self.pace.interval(self.last) if paced else 0.0)
        yield None
        while trainer.iteration < until:
            yield self._train_slice(trainer, until, metronome)

    def frame(self, needs: Needs) -> Slices:
        """Put a frame with what views need into the mailbox."""
        yield None
        state = self._state()
        _BLAS.use(self._threads)
        dataset = self.dataset if self.fits else None
        shown = frame(state, dataset, needs, self.run_id)
        if shown.test is not None:
            point = (shown.iteration, shown.test.metrics)
            self._mailbox.log(self.run_id, [], [point])
        self._mailbox.put(shown)

    def model(self) -> Slices:
        """Return the present state as a `SavedModel`, its log left empty."""
        yield None
        if not self.fits:
            return self.opened
        return saved_model(self._ready(), self.dataset, History())

    @property
    def _threads(self) -> int:
        if self._trainer is not None:
            return self._trainer.blas_threads
        return 1 if self.opened is None else self.opened.blas_threads

    def _ready(self) -> Trainer:
        """Return the trainer; make it, and log its first state, the first time."""
        if self._trainer is None:
            opened = self.opened
            self._trainer = trainer = Trainer.for_dataset(
                self.dataset,
                self.spec,
                self.config,
                blas=_BLAS,
                threads=None if opened is None else opened.blas_threads,
            )
            if opened is None:
                self._log_state(trainer)
            else:
                trainer.restore(opened.parameters, opened.iteration)
        _BLAS.use(self._threads)
        return self._trainer

    def _log_state(self, trainer: Trainer) -> None:
        metrics = trainer.test_metrics()
        tests = [] if metrics is None else [(trainer.iteration, metrics)]
        self._mailbox.log(self.run_id, [trainer.result], tests)

    def _state(self) -> ModelState:
        if self.fits:
            return self._ready().state()
        assert self.opened is not None
        spec, config = self.opened.spec, self.opened.config
        return ModelState(
            spec,
            self.opened.parameters,
            draw_parameters(spec.layer_dims, config.initialization, config.seed),
            self.opened.iteration,
        )

    def _train_slice(self, trainer: Trainer, until: int, metronome: Metronome) -> float:
        """Make the steps that are due in one slice; return when the next one is."""
        results: list[StepResult] = []
        tests: list[tuple[int, Metrics]] = []
        now = time.monotonic()
        end = now + SLICE_SECONDS
        try:
            while trainer.iteration < until and metronome.due <= now < end:
                self._take_learning_rate(trainer)
                metronome.stepped(now)
                result, metrics = advance(trainer, self.last)
                results.append(result)
                if metrics is not None:
                    tests.append((result.iteration, metrics))
                now = time.monotonic()
        finally:
            self._mailbox.log(self.run_id, results, tests)
        return metronome.due

    def _take_learning_rate(self, trainer: Trainer) -> None:
        while not self._learning_rates.empty():
            trainer.learning_rate = self._learning_rates.get()
