"""The compute thread."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThread, Signal

from gui.scheduler import Job, Scheduler

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

STOP_MILLISECONDS = 5000
SWITCH_SECONDS = 0.0005
"""How long the interpreter lets a thread compute before the window may have a turn:
with Python's 5 ms the event loop stalls for up to 50 ms, at the same throughput."""


class ComputeThread(QThread):
    """A thread that runs the scheduler; it has no event loop of its own.

    Signals
    -------
    job_ended : (Job, object, Exception or None)
        A job with its result or its error. Connect it to bound methods of objects that
        live in the window's thread, or they are called in this one.
    """

    job_ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("LayerLab compute")
        self.scheduler = Scheduler(self._report)

    def run(self) -> None:
        """Work until `stop`; called by Qt in the new thread."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self.scheduler.run()

    def stop(self) -> bool:
        """Cancel all jobs and wait; tell whether the thread ended in time."""
        self.scheduler.stop()
        return self.wait(STOP_MILLISECONDS)

    def _report(self, job: Job, result: Any, error: Exception | None) -> None:
        self.job_ended.emit(job, result, error)
