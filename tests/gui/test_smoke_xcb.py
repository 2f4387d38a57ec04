"""On a real X server: the window opens, trains and closes."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication

from gui.pace import Pace

pytestmark = pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") != "xcb", reason="needs an X server"
)


def test_the_window_opens_trains_and_closes(qtbot, settings, open_window):
    assert QApplication.platformName() == "xcb"
    window = open_window()
    window.session.set_pace(Pace.FULL)
    window.session.set_hidden((4,))
    window.session.set_iterations(50)
    window.show()
    qtbot.waitExposed(window)
    window.session.train()
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=30_000)
    assert len(window.session.costs) == 51
    assert not window.grab().toImage().isNull()
