"""How often the window looks for news of its run."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MILLISECONDS = 33
"""The display's beat, about 30 Hz."""

URGENT_MILLISECONDS = 5
"""The beat until the first news of a run for which a hand waits."""

UNWATCHED_MILLISECONDS = 1000
"""The beat while nobody can see the window."""


class Beat(QTimer):
    """Beats as often as somebody can see what is new."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Else Qt beats a little faster, and everything is drawn that much oftener.
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self._usual = TICK_MILLISECONDS
        self.setInterval(self._usual)

    def set_watched(self, watched: bool) -> None:
        """Beat as often as it takes for a window that is seen, or isn't."""
        self._usual = TICK_MILLISECONDS if watched else UNWATCHED_MILLISECONDS
        self.setInterval(self._usual)

    def hurry(self) -> None:
        """Beat faster: somebody waits."""
        self.setInterval(URGENT_MILLISECONDS)

    def calm_down(self) -> None:
        """Beat as usual."""
        if self.interval() != self._usual:
            self.setInterval(self._usual)
