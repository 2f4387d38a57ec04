"""What of a run is shown: its present or a past moment, and the last frame of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.frames import FrameRequests
from gui.moment_frames import MomentFrames
from gui.time_machine import Span, TimeMachine

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.frame import Frame, Needs
    from engine.history import History
    from gui.run_control import RunControl
    from gui.tasks import TaskBoard


class Shown(QObject):
    """Asks for frames of the moment that is to be shown, and keeps the last.

    Parameters
    ----------
    control : RunControl
        The owner, who knows the run.
    tasks : TaskBoard
        Where jobs go.
    needs : callable
        Returns what the visible views need.

    Attributes
    ----------
    frame : Frame or None
        The last frame that came.
    time : TimeMachine
        Which moment is to be shown.

    Signals
    -------
    changed
        Another moment is to be shown, or another frame has come.
    """

    changed = Signal()

    frame: Frame | None

    def __init__(
        self, control: RunControl, tasks: TaskBoard, needs: Callable[[], Needs]
    ) -> None:
        super().__init__(control)
        self._control = control
        self._needs = needs
        self._frames = FrameRequests(tasks, control.failed.emit)
        self._moments = MomentFrames(tasks, self._show, control.failed.emit)
        self.time = TimeMachine(self._span, self)
        self.time.changed.connect(self._look)

    @property
    def span(self) -> Span:
        """The states that can be gone back to, of the run that is shown."""
        return self._span_of(self._control.history)

    @property
    def is_near(self) -> bool:
        """Whether the frame is of a state near the one that is to be shown."""
        return self.time.moment is not None and self._moments.is_near

    def begin(self, is_awaited: bool) -> None:
        """Show the present of a new run, at once or when there is something to see."""
        # Nobody hears of it: all that is told is told of the new run.
        self.time.stop()
        self.time.moment = None
        self._moments.forget()
        if is_awaited:
            self._frames.wait()
        else:
            self.frame = None

    def settle(self) -> None:
        """Show where training has ended.

        It may have gone back to a state of which a frame was asked for, and made one
        of another state in the meantime.
        """
        self._frames.forget()

    def take(self, frame: Frame | None) -> None:
        """Take a frame of the present, unless it isn't that which is to be shown."""
        is_of_run = frame is not None and frame.run_id == self._control.run.run_id
        if is_of_run and self.time.moment is None:
            self.frame = frame

    def request(self) -> bool:
        """Ask for a frame if one is missing; tell whether one is on its way."""
        control, moment = self._control, self.time.moment
        if moment is not None:
            return self._moments.request(control.run, moment, self._needs)
        return self._frames.request(
            control.run, control.log.reached, self._needs, control.is_running
        )

    def _span(self) -> Span:
        return self._span_of(self._control.log.own)

    def _span_of(self, log: History) -> Span:
        origin = self._control.run.origin
        return Span(origin.first, len(log) - 1 if origin.fits else origin.first)

    def _look(self) -> None:
        """Show another moment, at once: a hand may be waiting."""
        if self.time.moment is None:
            self._moments.forget()
            self._frames.forget()
        self.request()
        self.changed.emit()

    def _show(self, frame: Frame) -> None:
        self.frame = frame
        if self.time.moment is not None:
            self.request()
        self.changed.emit()
