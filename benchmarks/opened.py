"""The window that is measured, on a screen as large as a projector's."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from engine.cli import load_dataset
from gui.app import make_application
from gui.main_window import MainWindow
from gui.render import settle
from gui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def opened_window(data: str) -> Iterator[MainWindow]:
    """Lend the window with these data; a folder of its own keeps its runs."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(Settings(store))
        window.session._use_dataset(load_dataset(data))
        window.resize(1600, 1000)
        window.show()
        settle(window)
        yield window
        window.close()


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
