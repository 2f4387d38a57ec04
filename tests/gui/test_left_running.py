"""What a test may not leave behind is found, and only that."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


def test_a_repeating_timer(qtbot: QtBot, running: Callable[[], Iterator[str]]) -> None:
    once, timer = QTimer(singleShot=True), QTimer()
    once.start(60_000)
    assert list(running()) == []
    timer.start(60_000)
    assert list(running()) == ["a timer of None"]
    timer.stop()
    assert list(running()) == []


def test_a_thread(running: Callable[[], Iterator[str]]) -> None:
    may_end = threading.Event()

    class Waiting(QThread):
        def run(self) -> None:
            may_end.wait()

    thread = Waiting()
    thread.setObjectName("waiting")
    thread.start()
    assert list(running()) == ["the thread 'waiting'"]
    may_end.set()
    assert thread.wait()
    assert list(running()) == []
