"""The run that the window shows: its log, its last frame, where it stands."""

from __future__ import annotations

import itertools
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import DivergenceError
from engine.states import DEFAULT_BUDGET
from gui.beat import Beat
from gui.live_run import LiveRun
from gui.mailbox import Mailbox
from gui.origin import Origin
from gui.pace import DEFAULT_PACE
from gui.scheduler import Priority
from gui.shown import Shown
from gui.shown_log import ShownLog
from gui.speed import Speedometer
from gui.view_state import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.datasets import Dataset
    from engine.frame import Needs
    from engine.history import History
    from engine.model_file import SavedModel
    from gui.design import Design
    from gui.live_run import Ending
    from gui.pace import Pace
    from gui.scheduler import Job
    from gui.tasks import Done, TaskBoard

MEGABYTE = 1_000_000

CATCH_UP_BEATS = (5, 17)
"""Beats without any news after which numbers, and sentences, that came too soon after
others are shown all the same: a slow run may have no other news for a while."""


class RunControl(QObject):
    """Begins runs, lets them go on, and fetches what they leave in the mailbox.

    Parameters
    ----------
    tasks : TaskBoard
        Where jobs go.
    needs : callable
        Returns what the visible views need.
    parent : QObject
        Owner.

    Attributes
    ----------
    run : LiveRun
        The present run.
    design : Design
        What it was begun with.
    phase : Phase
        Where it stands.
    pace : Pace
        How fast it may go.
    history_megabytes : int
        Memory that the states of the next run may take.
    shown : Shown
        Which moment of it is shown, and the last frame that came.
    log : ShownLog
        What is known of it.

    Signals
    -------
    changed
        There is something new to show.
    failed : Exception
        A job of the run went wrong.
    noted : EngineError
        The run ended in a way that is worth saying.
    """

    changed = Signal()
    failed = Signal(object)
    noted = Signal(object)

    run: LiveRun
    design: Design
    phase: Phase

    def __init__(
        self, tasks: TaskBoard, needs: Callable[[], Needs], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.pace = DEFAULT_PACE
        self.history_megabytes = DEFAULT_BUDGET // MEGABYTE
        self._tasks = tasks
        self._mailbox = Mailbox()
        self.shown = Shown(self, tasks, needs)
        self.shown.changed.connect(self._show)
        self.log = ShownLog()
        self._speed = Speedometer()
        self._run_ids = itertools.count(1)
        self._training: Job | None = None
        self._quiet_beats = 0
        self._timer = Beat(self)
        self._timer.timeout.connect(self._tick)

    @property
    def is_running(self) -> bool:
        """Whether training goes on."""
        return self.phase is Phase.RUNNING

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come: steps, frames."""
        return self._timer.isActive() or self.shown.time.is_moving

    @property
    def is_awaited(self) -> bool:
        """Whether there is nothing to see of the run yet, and the last one is shown."""
        return self.log.is_awaited

    @property
    def history(self) -> History:
        """The log that is shown."""
        return self.log.history

    @property
    def iteration(self) -> int:
        """Updates made so far, as far as the window knows."""
        return self.log.iteration

    @property
    def seconds(self) -> float:
        """How long the run has trained, up to its last pause."""
        return self._seconds

    @property
    def speed(self) -> float:
        """Iterations a second, lately; 0 at rest."""
        return self._speed.value if self.is_running else 0.0

    def begin(
        self,
        design: Design,
        dataset: Dataset,
        opened: SavedModel | None = None,
        is_awaited: bool = False,
    ) -> None:
        """Put a new run, or an opened one, in the place of the present one.

        Parameters
        ----------
        design : Design
            What it trains.
        dataset : Dataset
            What it learns from.
        opened : SavedModel, optional
            A model to go on from.
        is_awaited : bool
            Whether the last run is shown until there is something of this one to see.
        """
        if self._training is not None:
            self._tasks.cancel(self._training)
            self._training = None
        self.design = design
        number = next(self._run_ids)
        self.run = LiveRun(
            number,
            Origin(dataset, design.spec, design.config, opened, design.weights),
            self._mailbox,
            self.history_megabytes * MEGABYTE,
        )
        self.run.pace = self.pace
        self.log.begin(opened, is_awaited)
        self._seconds = 0.0
        self.shown.begin(is_awaited)
        self.phase = self._phase_at_rest()
        self.wake()

    def advance(
        self, until: int, last: int, paced: bool, is_urgent: bool = False
    ) -> None:
        """Train up to an iteration.

        Parameters
        ----------
        until : int
            Where to stop.
        last : int
            Where the whole run ends.
        paced : bool
            Whether to keep the pace, or go as fast as possible.
        is_urgent : bool
            Whether somebody waits for the first states: they are looked for at once.
        """
        run = self.run
        run.last = last
        self.phase = Phase.RUNNING
        self._speed.clear()
        self._since = time.monotonic()
        # A run that was replaced in the meantime reports to nobody.
        self._training = self._tasks.submit(
            lambda: run.train(until, paced, self._tasks.turn),
            Priority.TRAINING,
            partial(self._training_ended, run),
        )
        self.wake()
        if is_urgent:
            self._timer.hurry()

    def plan(self, last: int) -> None:
        """Let the run end at another iteration, or here if that is past."""
        self.run.last = last
        if not self.is_running and self.phase is not Phase.DIVERGED:
            self.phase = self._phase_at_rest()

    def pause(self) -> None:
        """Stop after the present iteration; the run can go on later."""
        if self._training is not None:
            self._tasks.cancel(self._training)

    def set_pace(self, pace: Pace) -> None:
        """Go on at another pace, at once."""
        self.pace = self.run.pace = pace
        self._speed.clear()
        self._tasks.wake()

    def fetch_model(self, done: Done) -> Job:
        """Ask for the present state as a `SavedModel`, its log left empty."""
        return self._tasks.submit(self.run.model, Priority.REQUEST, done)

    def wake(self) -> None:
        """Look for news, and ask for a frame if somebody needs one."""
        self._timer.start()

    def set_watched(self, watched: bool) -> None:
        """Look for news as often as somebody can see them."""
        self._timer.set_watched(watched)
        self._tasks.set_watched(watched)

    def stop(self) -> None:
        """Look for nothing any more."""
        self._timer.stop()
        self.shown.time.stop()

    def take_mail(self) -> bool:
        """Fetch what the compute thread left; tell whether it was anything."""
        mail = self._mailbox.take()
        run_id = self.run.run_id
        self.log.take([log for log in mail.logs if log.run_id == run_id])
        self.shown.take(mail.frame)
        return bool(mail.logs or mail.frame)

    def _tick(self) -> None:
        news = self.take_mail()
        self.shown.time.fit()
        coming = self.shown.request()
        if self.is_running:
            self._speed.note(time.monotonic(), self.log.reached)
        elif not coming and not news:
            self._timer.stop()
        if not self.is_awaited:
            self._timer.calm_down()
        self._quiet_beats = 0 if news else self._quiet_beats + 1
        if news or (self.is_running and self._quiet_beats in CATCH_UP_BEATS):
            self.changed.emit()

    def _show(self) -> None:
        self.wake()
        self.changed.emit()

    def _training_ended(
        self, run: LiveRun, ending: Ending | None, error: Exception | None
    ) -> None:
        if run is not self.run:
            return
        self._training = None
        self._seconds += time.monotonic() - self._since
        self.take_mail()
        self.log.end(None if ending is None else ending.iteration)
        self.shown.settle()
        self.phase = self._phase_at_rest()
        if ending is not None and ending.is_over:
            self.phase = Phase.FINISHED
        if isinstance(error, DivergenceError):
            self.phase = Phase.DIVERGED
        if error is not None:
            self.failed.emit(error)
        for note in ending.notes if ending is not None else ():
            self.noted.emit(note)
        self.changed.emit()

    def _phase_at_rest(self) -> Phase:
        if self.log.reached == 0:
            return Phase.READY
        is_over = self.log.reached >= self.run.last
        return Phase.FINISHED if is_over else Phase.PAUSED
