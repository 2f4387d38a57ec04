"""Asked from outside to end, the program closes its window as its button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from engine.interrupts import take_over

if TYPE_CHECKING:
    from types import FrameType


class Interrupts(QObject):
    """Closes the windows when the program is asked to end: nothing is lost then.

    Python hears of a signal when it next runs, and in a window it does every second.
    """

    def install(self) -> None:
        """Take over the signals, but for those that the program is not to hear."""
        take_over(self._close)

    def _close(self, _number: int, _frame: FrameType | None) -> None:
        # Python may be in the middle of anything; when Qt's loop goes on, it isn't.
        QTimer.singleShot(0, self, QApplication.closeAllWindows)
