"""Jobs with somebody who waits for them, seen from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject

from gui.garbage import GarbageCollector
from gui.scheduler import Job, Priority, Slices, Turn
from gui.worker import ComputeThread

if TYPE_CHECKING:
    from collections.abc import Generator

Done = Callable[[Any, Exception | None], None]
"""``done(result, error)``: called in the window's thread."""


_STUCK: list[ComputeThread] = []
"""Threads in the middle of a long step when their window closed."""


class TaskBoard(QObject):
    """Gives jobs to the compute thread and calls back when they have ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ComputeThread(self)
        self._waiting: dict[Job, Done] = {}
        self._loops: list[QEventLoop] = []
        self._thread.job_ended.connect(self._on_job_ended)
        self._garbage = GarbageCollector(self)
        self._garbage.start()
        self._thread.start()

    @property
    def turn(self) -> Turn:
        """How long the job at work may go on: for itself to look at."""
        return self._thread.scheduler.turn

    def submit(self, work: Callable[[], Slices], priority: Priority, done: Done) -> Job:
        """Start a job; ``done`` is called unless the board is stopped before."""
        job = Job(work, priority)
        self._waiting[job] = done
        return self._thread.scheduler.submit(job)

    def call(self, function: Callable[[], Any], done: Done) -> Job:
        """Start a job that is one call."""
        return self.submit(lambda: _one_slice(function), Priority.REQUEST, done)

    def cancel(self, job: Job) -> None:
        """Make a job end soon; its ``done`` is still called."""
        self._thread.scheduler.cancel(job)

    def wake(self) -> None:
        """Let waiting jobs look again at what they wait for."""
        self._thread.scheduler.wake()

    def set_watched(self, watched: bool) -> None:
        """Let jobs leave what they find as often as somebody can see it."""
        self._thread.scheduler.is_watched = watched
        self.wake()

    def wait_for(self, job: Job) -> None:
        """Return when a job has ended; the window is drawn, but takes no input."""
        loop = QEventLoop()
        self._loops.append(loop)
        while job in self._waiting and self._thread.isRunning():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._loops.remove(loop)

    def stop(self) -> bool:
        """Cancel all, end the thread; tell whether it ended in time."""
        self._waiting.clear()
        for loop in self._loops:
            loop.quit()
        ended = self._thread.stop()
        if ended:
            self._garbage.stop()
        else:
            # Qt aborts if it destroys a thread that runs.
            self._thread.setParent(None)
            _STUCK.append(self._thread)
        return ended

    def _on_job_ended(self, job: Job, result: Any, error: Exception | None) -> None:
        done = self._waiting.pop(job, None)
        try:
            if done is not None:
                done(result, error)
        finally:
            # Whoever waits looks whether it was for this job.
            for loop in self._loops:
                loop.quit()


def _one_slice(function: Callable[[], Any]) -> Generator[None, None, Any]:
    yield None
    return function()
