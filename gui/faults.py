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
    from typing import TextIO

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


class LogFiles:
    """The log and the crash log, open for as long as this object lives.

    Parameters
    ----------
    folder : Path
        Where they are; made if need be.

    Attributes
    ----------
    path : Path or None
        The log; None if it can't be written, which is no reason not to start.
    """

    def __init__(self, folder: Path) -> None:
        self.path: Path | None = None
        self._handler: logging.Handler = logging.NullHandler()
        self._crashes: TextIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # faulthandler keeps the file's number, not the file: a crash can't open it.
            self._crashes = (folder / "crash.log").open("a", encoding="utf-8")
            path = folder / "layerlab.log"
            self._handler = logging.handlers.RotatingFileHandler(
                path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
            )
            self.path = path
        except OSError:
            pass
        faulthandler.enable(self._crashes or sys.stderr)
        self._handler.setFormatter(logging.Formatter(LOG_FORMAT))
        log.addHandler(self._handler)
        log.setLevel(logging.INFO)
        log.propagate = False

    def close(self) -> None:
        """Write nothing more."""
        faulthandler.disable()
        log.removeHandler(self._handler)
        self._handler.close()
        if self._crashes is not None:
            self._crashes.close()


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
        send_qt_messages_to_log()

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


def send_qt_messages_to_log() -> None:
    """Keep Qt's messages off standard error, which belongs to the user."""
    log.addHandler(logging.NullHandler())
    log.propagate = False
    install_message_handler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger("layerlab.qt").log(_LEVELS.get(kind, logging.WARNING), text)
