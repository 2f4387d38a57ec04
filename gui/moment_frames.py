"""Asks for frames of past moments: at once what can be had, later what was meant."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import SpecError
from gui.scheduler import Priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.frame import Frame, Needs
    from gui.live_run import LiveRun
    from gui.scheduler import Job
    from gui.tasks import TaskBoard

Place = tuple[int, int]
"""A run's number, and a state of it."""

REST_SECONDS = 0.15
"""A hand that keeps still for so long has arrived."""


class MomentFrames:
    """Keeps at most two jobs going for a moment: a quick one, and an exact one.

    The quick one shows the moment itself if that doesn't take long, or else the nearest
    state that was kept. The exact one follows when the hand rests; it shares the
    compute thread with the training.

    Parameters
    ----------
    tasks : TaskBoard
        Where jobs go.
    on_frame : callable
        Gets each frame.
    on_error : callable
        Told of an error in a frame job.

    Attributes
    ----------
    is_near : bool
        Whether the last frame is of a state near the one that was asked for.
    """

    def __init__(
        self,
        tasks: TaskBoard,
        on_frame: Callable[[Frame], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._tasks = tasks
        self._on_frame = on_frame
        self._on_error = on_error
        self._quick: _Request | None = None
        self._exact: _Request | None = None
        self._place: Place | None = None
        self._asked: Needs | None = None
        self._has_arrived = False
        self.is_near = False
        self._since = 0.0

    def request(self, run: LiveRun, moment: int, needs: Callable[[], Needs]) -> bool:
        """Ask for a frame of a moment if the last one doesn't show it already.

        Parameters
        ----------
        run : LiveRun
            The run.
        moment : int
            The state.
        needs : callable
            Returns what the visible views need; only asked when a frame is due.

        Returns
        -------
        bool
            Whether a frame is still to come.
        """
        if self._place != (run.run_id, moment):
            self._leave_for((run.run_id, moment))
        if self._quick is not None:
            return True
        needed = needs()
        if needed != self._asked:
            self._ask_soon(run, moment, needed)
            return True
        if self._exact is None and not self._has_arrived:
            self._ask_when_at_rest(run, moment, needed)
        return not self._has_arrived

    def forget(self) -> None:
        """Show the present again: nothing of what is on its way is wanted."""
        if self._place is not None:
            self._leave_for(None)

    def _leave_for(self, place: Place | None) -> None:
        self._place, self._asked, self._has_arrived = place, None, False
        self._since = time.monotonic()
        self._cancel_exact()

    def _cancel_exact(self) -> None:
        if self._exact is not None:
            self._tasks.cancel(self._exact.job)
            self._exact = None

    def _ask_soon(self, run: LiveRun, moment: int, needs: Needs) -> None:
        self._cancel_exact()
        self._asked = needs
        self._quick = self._ask(run, moment, needs, exact=False)

    def _ask_when_at_rest(self, run: LiveRun, moment: int, needs: Needs) -> None:
        if time.monotonic() >= self._since + REST_SECONDS:
            self._exact = self._ask(run, moment, needs, exact=True)

    def _ask(self, run: LiveRun, moment: int, needs: Needs, exact: bool) -> _Request:
        request = _Request((run.run_id, moment))
        request.job = self._tasks.submit(
            lambda: run.frame_at(moment, needs, exact),
            Priority.TRAINING if exact else Priority.FRAME,
            partial(self._exact_ended if exact else self._quick_ended, request),
        )
        return request

    def _quick_ended(
        self, request: _Request, frame: Frame | None, error: Exception | None
    ) -> None:
        self._quick = None
        place = self._place
        # A hand may be faster than frames: then it sees where it has just been.
        if place is not None and place[0] == request.place[0]:
            self._take(request, frame, error)

    def _exact_ended(
        self, request: _Request, frame: Frame | None, error: Exception | None
    ) -> None:
        if request is self._exact:
            self._exact = None
            self._take(request, frame, error)

    def _take(
        self, request: _Request, frame: Frame | None, error: Exception | None
    ) -> None:
        is_here = request.place == self._place
        if frame is not None:
            self.is_near = frame.iteration != request.place[1]
            self._has_arrived = is_here and not self.is_near
            self._on_frame(frame)
        elif is_here:
            # Asking again would go wrong again.
            self._has_arrived = True
        # The run may have gone another way: then the moment is no more.
        if error is not None and not isinstance(error, SpecError):
            self._on_error(error)


class _Request:
    """A job that was asked for, and the moment that it is for."""

    job: Job

    def __init__(self, place: Place) -> None:
        self.place = place
