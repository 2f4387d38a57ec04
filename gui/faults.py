"""The one path for what nobody expected: the log file, and a word in the window."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
from typing import TYPE_CHECKING

from platformdirs import user_log_path
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal
from PySide6.QtCore import qInstallMessageHandler as install_message_handler

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_BYTES = 1_000_000
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
log = logging.getLogger("layerlab")


def log_folder() -> Path:
    """Return the folder of the log file, in the user's own place for logs."""
    return user_log_path("LayerLab", appauthor=False)


def start_log(folder: Path) -> Path | None:
    """Write warnings, errors and crashes to a file in ``folder``.

    Returns
    -------
    Path or None
        The file; None if it can't be written, which is no reason not to start.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "layerlab.log"
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
        # Left open for the life of the process: a crash can't open files.
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    except OSError:
        faulthandler.enable()
        return None
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    return path


class FaultReporter(QObject):
    """Catches what nobody caught, logs it, and says so in the window's thread.

    Signals
    -------
    fault : Exception
        Something unexpected was raised, in any thread.
    """

    fault = Signal(object)

    def install(self) -> None:
        """Take over the hooks for uncaught exceptions and Qt's messages."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        install_message_handler(_log_qt_message)

    def report(self, error: BaseException) -> None:
        """Log an error with its traceback, and tell the window."""
        log.error("unexpected", exc_info=error)
        if isinstance(error, Exception):
            self.fault.emit(error)

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
        else:
            self.report(error)

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_value)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger("layerlab.qt").log(_LEVELS.get(kind, logging.WARNING), text)
