"""A run as the compute thread works on it, and the jobs that do so."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, NamedTuple

from engine.blas import BlasThreads
from engine.errors import EarlyStop, EngineError
from engine.frame import frame
from engine.history import History
from engine.run import Run, saved_model
from engine.states import DEFAULT_BUDGET, States
from engine.steps import Points, Steps
from gui.look_back import LookBack
from gui.mailbox import Log
from gui.pace import DEFAULT_PACE, Metronome

if TYPE_CHECKING:
    from engine.first_layer_choice import PathChoice
    from engine.frame import Needs
    from engine.network_state import ModelState
    from gui.mailbox import Mailbox
    from gui.origin import Origin
    from gui.scheduler import Slices, Turn

_BLAS = BlasThreads(most=1)
"""Only the compute thread uses it: the number of threads is global to the process. With
one thread the window has a core for itself, and neither waits for the other."""


class Ending(NamedTuple):
    """How training ended.

    Attributes
    ----------
    iteration : int
        The state that the run is left in.
    is_over : bool
        Whether the run is at its end, and not only paused.
    notes : tuple of EngineError
        What there is to say: why it ended early, and to which state it went back.
    """

    iteration: int
    is_over: bool
    notes: tuple[EngineError, ...]


class LiveRun:
    """One run. The window keeps it as a handle; the trainer belongs to the jobs.

    Parameters
    ----------
    run_id : int
        Stamped on all that comes from this run.
    origin : Origin
        What it begins from.
    mailbox : Mailbox
        Where costs and frames go.
    budget : int, default 256 MB
        Bytes that the states of its history may take.

    Attributes
    ----------
    path : PathChoice or None
        How its first layer is kept; None before anything was computed.
    last : int
        Where it is to end.
    learning_rate : float
        Of its next step.
    """

    def __init__(
        self,
        run_id: int,
        origin: Origin,
        mailbox: Mailbox,
        budget: int = DEFAULT_BUDGET,
    ) -> None:
        self.run_id = run_id
        self.origin = origin
        self.pace = DEFAULT_PACE
        self.last = origin.config.iterations
        self.learning_rate = origin.config.learning_rate
        self.path: PathChoice | None = None
        self._budget = budget
        self._mailbox = mailbox
        self._learning_rates: queue.SimpleQueue[float] = queue.SimpleQueue()
        self._learning_rate = self.learning_rate
        self._run: Run | None = None
        self._look_back: LookBack | None = None

    def change_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate from the next step on; from any thread."""
        self.learning_rate = learning_rate
        self._learning_rates.put(learning_rate)

    def train(self, until: int, paced: bool, turn: Turn) -> Slices:
        """Train up to an iteration, in slices; log every state.

        Parameters
        ----------
        until : int
            The iteration.
        paced : bool
            Whether to keep the pace, or go as fast as possible.
        turn : Turn
            How long a slice may go on.

        Returns
        -------
        Ending
            How it ended.
        """
        run = self._ready()
        run.go_on()
        metronome = Metronome(lambda: self.pace.interval(self.last) if paced else 0.0)
        yield None
        stop = None
        try:
            while run.trainer.iteration < until:
                yield self._train_slice(run, until, metronome, turn)
        except EarlyStop as early:
            stop = early
        is_over = stop is not None or run.trainer.iteration >= self.last
        notes = (stop, run.finish() if is_over else None)
        return Ending(run.trainer.iteration, is_over, tuple(filter(None, notes)))

    def frame(self, needs: Needs) -> Slices:
        """Put a frame with what views need into the mailbox."""
        yield None
        state = self._state()
        _BLAS.use(self._threads)
        dataset = self.origin.dataset if self.origin.fits else None
        shown = frame(state, dataset, needs, self.run_id)
        if shown.test is not None:
            log = Log(self.run_id)
            log.tests.append(Points.of(shown.iteration, shown.test.metrics))
            self._mailbox.log(log)
        self._mailbox.put(shown)

    def frame_at(self, moment: int, needs: Needs, exact: bool) -> Slices:
        """Return a frame of a past state.

        Parameters
        ----------
        moment : int
            The state's iteration.
        needs : frozenset
            What views need.
        exact : bool
            Whether it must be that state, however long that takes. Otherwise it may
            be the nearest one that was kept.
        """
        yield None
        past = self._looking_back()
        look = past.exact_frame_at if exact else past.frame_at
        return (yield from look(moment, needs))

    def model_at(self, moment: int) -> Slices:
        """Return a past state as a `SavedModel`, its log left empty."""
        yield None
        return (yield from self._looking_back().model_at(moment))

    def model(self) -> Slices:
        """Return the present state as a `SavedModel`, its log left empty."""
        yield None
        if not self.origin.fits:
            return self.origin.opened
        run, log = self._ready(), Log(self.run_id)
        self._take_learning_rate(run, log)
        self._mailbox.log(log)
        return saved_model(run.trainer, self.origin.dataset, History())

    @property
    def _threads(self) -> int:
        if self._run is not None:
            return self._run.trainer.blas_threads
        opened = self.origin.opened
        return 1 if opened is None else opened.blas_threads

    def _ready(self) -> Run:
        """Return the run; make it, and log its first state, the first time."""
        if self._run is None:
            trainer = self.origin.trainer(_BLAS)
            states = States(trainer, self._budget)
            run = Run(trainer, states)
            self._look_back = LookBack(states, self.origin.dataset, self.run_id)
            log = Log(self.run_id)
            if self.origin.opened is None:
                log.steps.append(Steps.of(trainer.result))
            metrics = run.measure()
            if metrics is not None:
                log.tests.append(Points.of(trainer.iteration, metrics))
            log.best = run.best_iteration
            self._run, self.path = run, trainer.path
            self._learning_rate = trainer.learning_rate
            self._mailbox.log(log)
        _BLAS.use(self._threads)
        return self._run

    def _looking_back(self) -> LookBack:
        self._ready()
        assert self._look_back is not None
        return self._look_back

    def _state(self) -> ModelState:
        if self.origin.fits:
            return self._looking_back().state()
        return self.origin.opened_state()

    def _train_slice(
        self, run: Run, until: int, metronome: Metronome, turn: Turn
    ) -> float:
        """Make the steps that are due in one slice; return when the next one is."""
        log = Log(self.run_id)
        trainer = run.trainer
        start = now = time.monotonic()
        due, end = metronome.due, now + turn.seconds
        try:
            while trainer.iteration < until and due <= now < end:
                self._take_learning_rate(run, log)
                due = metronome.stepped(now)
                # Not what is left of the slice: many short rows take longer.
                most = trainer.steps_within(turn.seconds) if due <= now else 1
                most = min(most, until - trainer.iteration)
                steps = run.advance(self.last, most, lambda: turn.is_wanted)
                log.steps.append(steps)
                log.tests.append(steps.tests)
                now = time.monotonic()
                if turn.is_wanted:
                    break
        finally:
            if self._look_back is not None:
                self._look_back.note(sum(map(len, log.steps)), now - start)
            log.best = run.best_iteration
            self._mailbox.log(log)
        return due

    def _take_learning_rate(self, run: Run, log: Log) -> None:
        while not self._learning_rates.empty():
            self._learning_rate = self._learning_rates.get()
        # Another one also where the run has gone back to its best state.
        if run.trainer.learning_rate != self._learning_rate:
            run.set_learning_rate(self._learning_rate)
            log.rates.append((run.trainer.iteration, self._learning_rate))
