"""The application: hooks, style, window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gui.display import DisplayProbe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def main() -> int:
    """Open the window, or train and leave files if there is no display.

    Returns
    -------
    int
        Exit code.
    """
    # The probe runs while the rest is imported.
    probe = DisplayProbe()
    from gui import main_window as _  # noqa: F401 - imported for its time

    if not probe.has_display():
        return _without_display()
    return _with_window()


def _without_display() -> int:
    from gui.headless import train_without_window

    return train_without_window(Path.cwd())


def _with_window() -> int:
    from gui.faults import FaultReporter, LogFiles, log_folder
    from gui.interrupts import Interrupts
    from gui.language import speak
    from gui.main_window import MainWindow
    from gui.settings import Settings

    files = LogFiles(log_folder())
    application = make_application()
    reporter = FaultReporter(application)
    reporter.install()
    interrupts = Interrupts(application)
    interrupts.install()
    settings = Settings()
    speak(application, settings.language)
    window = MainWindow(settings)
    reporter.fault.connect(window.show_error)
    window.show()
    code = application.exec()
    files.close()
    if not window.ended_in_time:
        # A step that takes minutes can't be interrupted, and Qt aborts if it destroys
        # the thread that makes it. All that was to be kept is on disk.
        os._exit(code)
    return code


def make_application() -> QApplication:
    """Return the application, with its style; made the first time."""
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("LayerLab")
    application.setOrganizationName("LayerLab")
    application.setStyle("Fusion")
    return application
