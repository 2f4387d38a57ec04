"""Asks for frames: one at a time, and only when something is to be seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from gui.scheduler import Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.frame import Needs
    from gui.live_run import LiveRun
    from gui.scheduler import Job
    from gui.tasks import TaskBoard

FRAME_SECONDS = 0.09
"""Pictures follow a running network about 10 times a second: nobody sees more."""


class FrameRequests:
    """Keeps at most one frame job going for the current run.

    Parameters
    ----------
    tasks : TaskBoard
        Where jobs go.
    on_error : callable
        Told of an error in a frame job.
    """

    def __init__(self, tasks: TaskBoard, on_error: Callable[[Exception], None]) -> None:
        self._tasks = tasks
        self._on_error = on_error
        self._job: Job | None = None
        self._asked: tuple[int, int, Needs] | None = None
        self._due = 0.0
        self._begun = 0.0

    def request(
        self,
        run: LiveRun,
        iteration: int,
        needs: Callable[[], Needs],
        live: bool,
    ) -> bool:
        """Ask for a frame if the last one doesn't show this already.

        Parameters
        ----------
        run : LiveRun
            The run.
        iteration : int
            The latest one that is known of.
        needs : callable
            Returns what the visible views need; only asked when a frame is due. While
            the run goes on, none is made for nobody.
        live : bool
            Whether the run goes on, so that frames come no faster than they are seen.

        Returns
        -------
        bool
            Whether a frame is on its way.
        """
        if self._job is not None:
            return True
        now = time.monotonic()
        if live and now < self._due:
            return False
        needed = needs()
        key = run.run_id, iteration, needed
        if key == self._asked or (live and not needed):
            return False
        self._asked = key
        self._due = now + FRAME_SECONDS
        self._begun = now
        self._job = self._tasks.submit(
            lambda: run.frame(needed), Priority.FRAME, self._ended
        )
        return True

    def wait(self) -> None:
        """Let the run get somewhere before the next frame is made."""
        self._due = time.monotonic() + FRAME_SECONDS

    def forget(self) -> None:
        """Make a frame also of what was shown before: something else is shown now."""
        self._asked = None

    def _ended(self, _result: object, error: Exception | None) -> None:
        self._job = None
        # Training gets as much time as a frame of millions of weights took.
        now = time.monotonic()
        self._due = max(self._due, 2 * now - self._begun)
        if error is not None:
            self._on_error(error)
