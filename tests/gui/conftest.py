"""What GUI tests share: a window of their own, and proof that nothing stays behind."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QThread, QTimer
from shiboken6 import isValid

from gui.pace import Pace
from gui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import TrainingSession

HERE = Path(__file__).parent
WAIT = 20_000
"""Milliseconds; the machine may be busy, so it is never a measurement."""


# The offscreen platform says the first of every window, the others of menus and tips.
ALLOWED_QT_WARNING = (
    r"^This plugin does not support "
    r"(propagateSizeHints\(\)|raise\(\)|grabbing the (keyboard|mouse))$"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make a Qt warning fail a test; here, so that others need no pytest-qt."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(ALLOWED_QT_WARNING))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a repeating timer running."""
    # What was there before is searched no more: all imports, reports of other tests.
    gc.collect()
    gc.freeze()
    yield
    if any(_running()):
        # Perhaps only until the window that they belong to is found to be garbage.
        gc.collect()
        for name in _running():
            pytest.fail(f"{name} is still running")


@pytest.fixture
def running() -> Callable[[], Iterator[str]]:
    """A function that tells what runs beside the main thread."""
    return _running


def _running() -> Iterator[str]:
    """Yield what runs beside the main thread."""
    main_thread = QThread.currentThread()
    for thing in gc.get_objects():
        if not isinstance(thing, QThread | QTimer) or not isValid(thing):
            continue
        is_other = isinstance(thing, QThread) and thing is not main_thread
        if is_other and thing.isRunning():
            yield f"the thread {thing.objectName()!r}"
        if isinstance(thing, QTimer) and thing.isActive() and not thing.isSingleShot():
            yield f"a timer of {thing.parent()!r}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of the test's own."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return Settings(store)


@pytest.fixture
def open_window(qtbot: QtBot, settings: Settings) -> Iterator[Callable[[], MainWindow]]:
    """A function that opens a window; each is held until it has been closed.

    One that nobody holds would be destroyed while its thread runs.
    """
    from gui.main_window import MainWindow

    windows = []

    def open_one() -> MainWindow:
        windows.append(window := MainWindow(settings))
        qtbot.addWidget(window)
        return window

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def shown_window(open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window, at full pace, with the network it begins with."""
    window = open_window()
    window.session.set_pace(Pace.FULL)
    window.show()
    return window


@pytest.fixture
def window(shown_window: MainWindow) -> MainWindow:
    """The window, at full pace, with a network small enough for tests."""
    shown_window.session.set_hidden((4,))
    shown_window.session.set_iterations(30)
    return shown_window


@pytest.fixture
def finished(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    """Wait until the window has nothing left to do."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not window.session.running, timeout=WAIT)
        qtbot.waitUntil(lambda: not window.session.is_busy, timeout=WAIT)
        # The run is stored after its end is shown, and then listed.
        qtbot.waitUntil(lambda: not window.session._tasks._waiting, timeout=WAIT)
        qtbot.wait(1)

    return wait


@pytest.fixture
def done(qtbot: QtBot, session: TrainingSession) -> Callable[[], None]:
    """Wait until the session of a test has nothing left to do."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
        qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)

    return wait
