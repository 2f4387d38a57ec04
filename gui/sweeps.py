"""The processes that train from many seeds, seen from the window's thread."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.sweep import Sweep, SweepError

if TYPE_CHECKING:
    from engine.sweep import Ended
    from gui.sweep_state import SweepState

LOOK_MILLISECONDS = 100
"""Results are fetched, never pushed: nothing calls from another thread."""


class Sweeps(QObject):
    """Starts a sweep, fetches what it finds, and ends it.

    Attributes
    ----------
    state : SweepState or None
        The last sweep and its results; None before there was one.

    Signals
    -------
    changed
        There are new results, or the sweep is over.
    failed : EngineError
        It can't be made, or runs of it came to nothing.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.state: SweepState | None = None
        self._sweep: Sweep | None = None
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether results are still to come."""
        return self._sweep is not None

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are at work."""
        return [] if self._sweep is None else self._sweep.pids

    def start(self, state: SweepState) -> None:
        """Begin a sweep, unless one goes on."""
        if self.is_running:
            return
        pictures = [picture.pixels for picture in state.pictures]
        try:
            self._sweep = Sweep(state.dataset, state.jobs, pictures)
        except SweepError as error:
            self.failed.emit(error)
            return
        self.state = state
        self._told.clear()
        self._timer.start()
        self.changed.emit()

    def cancel(self) -> None:
        """End the sweep; the results so far stay."""
        if self._sweep is not None:
            self._sweep.cancel()
            self._look()

    def stop(self) -> bool:
        """End the sweep, forget it, tell nobody; return whether no process is left."""
        self._timer.stop()
        self.state = None
        sweep, self._sweep = self._sweep, None
        return sweep is None or sweep.cancel()

    def _look(self) -> None:
        assert self._sweep is not None
        assert self.state is not None
        # In this order: what ends in between is fetched the next time.
        is_over = self._sweep.is_over
        ended = self._sweep.take()
        if is_over:
            self._sweep = None
            self._timer.stop()
        if ended or is_over:
            self._add(ended, is_over)

    def _add(self, ended: list[Ended], is_over: bool) -> None:
        assert self.state is not None
        results = [self.state.result(one.place, one.outcome) for one in ended]
        self.state = dataclasses.replace(
            self.state,
            results=(*self.state.results, *results),
            is_running=not is_over,
        )
        for one in ended:
            self._tell(one)
        self.changed.emit()

    def _tell(self, ended: Ended) -> None:
        """Say why a run came to nothing, once for each reason."""
        reason = ended.outcome.reason
        if ended.outcome.train is not None or reason is None:
            return
        if reason.template not in self._told:
            self._told.add(reason.template)
            self.failed.emit(SweepError(reason.template, **reason.values))
