"""Pictures of the window, rendered offscreen: for the README and for servers."""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer

from engine.errors import ImageError
from gui.app import make_application
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETTLE_MILLISECONDS, SETTLE_TURNS = 10, 5
"""What is laid out calls for more: on a busy machine, time may pass without a turn of
the event loop."""

MOST_SECONDS = 30


def render_window(
    picture: Path,
    model: Path | None = None,
    *,
    data: Path | None = None,
    pictures: Sequence[Path] = (),
    theme: Theme = DARK,
    size: QSize | None = None,
) -> None:
    """Write a picture of the window as a user would see it.

    Parameters
    ----------
    picture : Path
        The PNG file to write.
    model : Path, optional
        A model to open.
    data : Path, optional
        Data to open first; the built-in ones if not given.
    pictures : sequence of Path
        Pictures to predict.
    theme : Theme
        Light or dark.
    size : QSize, optional
        Of the window; 1600 x 1000 if not given.

    Raises
    ------
    ImageError
        If the file can't be written.
    """
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        # Settings of its own: a picture doesn't depend on what somebody has set.
        store = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        _render(
            MainWindow(Settings(store)), picture, model, data, pictures, theme, size
        )


def _render(
    window: MainWindow,
    picture: Path,
    model: Path | None,
    data: Path | None,
    pictures: Sequence[Path],
    theme: Theme,
    size: QSize | None,
) -> None:
    window.resize(size or QSize(1600, 1000))
    window.session.set_theme(theme)
    window.show()
    window.docks.arrange()
    window.suiting.arrange()
    if data is not None:
        window.open_data(data)
    if model is not None:
        window.open_model(model)
    if pictures:
        window.predict_files(list(pictures))
    settle(window)
    saved = window.grab().save(str(picture))
    window.close()
    if not saved:
        raise ImageError(
            "The picture of the window can't be written to {file}. Choose another "
            "folder.",
            file=picture,
        )


def settle(window: MainWindow) -> None:
    """Return when the window shows all that it is going to show."""
    end = time.monotonic() + MOST_SECONDS
    while window.session.is_busy and time.monotonic() < end:
        _spin(SETTLE_MILLISECONDS)
    for _ in range(SETTLE_TURNS):
        _spin(SETTLE_MILLISECONDS)


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
