"""Shows states in the views, without ever keeping the event loop long."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.view import View
    from gui.view_state import ViewState


TURN_SECONDS = 0.003
"""After this long drawing, the event loop gets a turn."""


class Stage(QObject):
    """Hands each state to all views: while they change all the time, a few in a turn.

    Drawing and painting every view in one go could take longer than a frame; each turn
    has its own painting, though, so views that are soon drawn share one. At rest all
    views are brought up to date at once, so that what a user did shows at once.

    Most views show frames, which come less often than the log grows: in between, only
    those that follow the log are asked.

    Parameters
    ----------
    views : iterable of View
        In the order in which they are drawn.
    parent : QObject
        Owner.
    """

    def __init__(self, views: Iterable[View], parent: QObject) -> None:
        super().__init__(parent)
        self._views = deque(views)
        self._of_log = {view for view in self._views if view.follows_log}
        self._waiting: set[View] = set()
        self._state: ViewState | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._show_next)

    def show_state(self, state: ViewState) -> None:
        """Show a state, or the one that has come by a view's turn."""
        before, self._state = self._state, state
        if not state.is_changing:
            self.clear()
            for view in self._views:
                view.show_state(state)
            return
        grew = before is not None and state.only_grew_since(before)
        self._waiting.update(self._of_log if grew else self._views)
        self._timer.start()

    def clear(self) -> None:
        """Forget what is still to be shown."""
        self._waiting.clear()
        self._timer.stop()

    def _show_next(self) -> None:
        end = time.monotonic() + TURN_SECONDS
        while self._waiting and self._state is not None and time.monotonic() < end:
            view = self._next()
            self._waiting.discard(view)
            view.show_state(self._state)
        if not self._waiting:
            self._timer.stop()

    def _next(self) -> View:
        """Return the view whose turn it is: none waits for ever."""
        self._views.rotate(-1)
        while self._views[-1] not in self._waiting:
            self._views.rotate(-1)
        return self._views[-1]
