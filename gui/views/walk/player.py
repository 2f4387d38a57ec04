"""Goes on by itself, from stop to stop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PLAY_MILLISECONDS = 2500
"""Time at a stop, to read it."""


class Player(QObject):
    """A beat to walk by.

    Signals
    -------
    beat : (no value)
        It is time for the next stop.
    """

    beat = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setInterval(PLAY_MILLISECONDS)
        self.timer.timeout.connect(self.beat)

    def play(self, on: bool) -> None:
        """Begin, or stop."""
        if on:
            self.timer.start()
        else:
            self.timer.stop()
