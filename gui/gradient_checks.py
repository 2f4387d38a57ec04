"""Gradient checks as jobs of the compute thread, seen from the window's thread."""

from __future__ import annotations

import dataclasses
import itertools
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import DataError
from engine.gradient_check import StartOfCheck, check_gradients
from engine.notes_mlp import exercise
from gui.check_state import Checked, CheckState, Subject
from gui.scheduler import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from engine.frame import Frame, Needs
    from engine.gradient_check import GradientReport
    from gui.scheduler import Job, Slices
    from gui.tasks import TaskBoard

    Check = Generator[float, None, GradientReport]

LOOK_MILLISECONDS = 100
"""Progress is fetched, never pushed."""

WORK_SECONDS = 0.003
"""A slice ends with the first piece of work after this, which takes up to 2 ms."""

REST_SECONDS = 0.0005
"""Between two slices: long enough for training, if it goes on, to take its turn."""


class Progress:
    """How far a check is: written by the compute thread, read by the window's."""

    def __init__(self) -> None:
        self.share = 0.0


class GradientChecks(QObject):
    """Starts a check, fetches how far it is, and ends it.

    The network to check comes in a frame, so it is the one of the moment that the
    window shows.

    Parameters
    ----------
    tasks : TaskBoard
        Where jobs go.
    parent : QObject
        Owner.

    Attributes
    ----------
    state : CheckState or None
        What was found so far; None before there was anything.

    Signals
    -------
    changed
        There is something new to show.
    failed : Exception
        The check can't be made.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: TaskBoard, parent: QObject) -> None:
        super().__init__(parent)
        self.state: CheckState | None = None
        self._tasks = tasks
        self._numbers = itertools.count()
        self._asked: StartOfCheck | None = None
        self._job: Job | None = None
        self._progress = Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether a check goes on, or is about to begin."""
        return self.state is not None and self.state.running is not None

    @property
    def needs(self) -> Needs:
        """What a frame must hold for a check to begin."""
        return frozenset() if self._asked is None else frozenset({self._asked})

    def check_network(self, is_training: bool) -> None:
        """Check the network of the moment that is shown, unless a check goes on."""
        if not self.is_running:
            self._asked = StartOfCheck(next(self._numbers), is_training)
            self._show_begun(Subject.NETWORK)

    def check_notes(self, is_corrected: bool) -> None:
        """Check the gradients of the exercise, unless a check goes on."""
        if not self.is_running:
            subject = Subject.CORRECTED if is_corrected else Subject.NOTES
            self._show_begun(subject)
            self._submit(
                lambda: check_gradients(exercise(is_corrected)), subject, Checked
            )

    def meet(self, frame: Frame | None) -> None:
        """Begin with the network that a frame brings, if a check waits for one."""
        if frame is None or self._asked is None or self._asked not in frame.answers:
            return
        start = frame.answer(self._asked)
        self._asked = None
        if start is None:
            self._stop_showing()
            self.failed.emit(DataError("The network's data are not loaded any more."))
            return
        made = partial(
            Checked,
            run_id=frame.run_id,
            iteration=start.iteration,
            spec=start.spec,
        )
        self._submit(start.check, Subject.NETWORK, made)

    def cancel(self) -> None:
        """End the check that goes on; what was found before stays."""
        self._asked = None
        if self._job is not None:
            self._tasks.cancel(self._job)
        self._job = None
        self._stop_showing()

    def forget_network(self) -> None:
        """Drop what was found of the user's network: there are other data."""
        if self.state is None:
            return
        if self.state.running is Subject.NETWORK:
            self.cancel()
        results = dict(self.state.results)
        results.pop(Subject.NETWORK, None)
        self.state = dataclasses.replace(self.state, results=results)

    def stop(self) -> None:
        """Look for nothing any more."""
        self._timer.stop()

    def _submit(
        self,
        begin: Callable[[], Check],
        subject: Subject,
        made: Callable[[GradientReport], Checked],
    ) -> None:
        self._progress = progress = Progress()
        self._job = self._tasks.submit(
            lambda: in_slices(begin(), progress),
            Priority.REQUEST,
            partial(self._end, progress, subject, made),
        )
        self._timer.start()

    def _end(
        self,
        progress: Progress,
        subject: Subject,
        made: Callable[[GradientReport], Checked],
        report: GradientReport | None,
        error: Exception | None,
    ) -> None:
        # A check that was cancelled reports to nobody.
        if self._job is None or progress is not self._progress:
            return
        self._job = None
        if report is not None and self.state is not None:
            results = {**self.state.results, subject: made(report)}
            self.state = dataclasses.replace(self.state, results=results)
        self._stop_showing()
        if error is not None:
            self.failed.emit(error)

    def _show_begun(self, subject: Subject) -> None:
        state = self.state or CheckState()
        self.state = dataclasses.replace(state, running=subject, share=0.0)
        self.changed.emit()

    def _stop_showing(self) -> None:
        """Show that no check goes on."""
        self._timer.stop()
        if self.is_running and self.state is not None:
            self.state = dataclasses.replace(self.state, running=None)
            self.changed.emit()

    def _look(self) -> None:
        if self.state is not None and self._progress.share != self.state.share:
            share = self._progress.share
            self.state = dataclasses.replace(self.state, share=share)
            self.changed.emit()


def in_slices(check: Check, progress: Progress) -> Slices:
    """Make a check, a few milliseconds at each turn of the compute thread."""
    yield None
    while True:
        end = time.monotonic() + WORK_SECONDS
        while time.monotonic() < end:
            try:
                progress.share = next(check)
            except StopIteration as done:
                return done.value
        yield time.monotonic() + REST_SECONDS
