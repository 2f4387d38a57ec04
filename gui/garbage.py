"""Python's garbage is looked for in the window's thread only."""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

LOOK_MILLISECONDS = 1000


class GarbageCollector(QObject):
    """Looks for cyclic garbage in the window's thread, and keeps other threads from it.

    Python looks for it in whichever thread happens to create many objects. What of Qt's
    is found by another one than the window's would be deleted twice, by it and by Qt,
    and that crashes.

    Parameters
    ----------
    parent : QObject
        Owner, in the window's thread.
    """

    _at_work: ClassVar[set[GarbageCollector]] = set()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Take over from Python."""
        self._at_work.add(self)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python, if nobody else is at work: there is no other thread."""
        self._timer.stop()
        self._at_work.discard(self)
        if not self._at_work:
            gc.enable()

    def _look(self) -> None:
        """Look where Python would have."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
