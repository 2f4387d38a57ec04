"""A panel that lies over a part of the window until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStatusBar, QWidget
from shiboken6 import isValid

LEAST_HEIGHT = 320
"""Below the centre of the window; with less room, it covers nearly all of it."""

MARGIN = 24

MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move})


class Overlay(QFrame):
    """Covers what is below the centre of the window: the network stays in view.

    Parameters
    ----------
    parent : QWidget
        Owner, until it is opened.

    Signals
    -------
    closed
        The user closed it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self.hide()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    def open_over(self, widget: QWidget) -> None:
        """Lie over the window that a widget is in, or that its panel came from."""
        host = outermost(widget)
        before = self.parentWidget()
        if before is not host:
            for guide in _guides(before):
                guide.removeEventFilter(self)
            self.setParent(host)
            for guide in _guides(host):
                guide.installEventFilter(self)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def make_way(self) -> None:
        """Close for something else, which may have the keyboard."""
        if self.isVisible():
            self._before = None
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and that of its centre."""
        if event.type() in MOVES and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(room_in(host))


def _guides(host: QWidget | None) -> list[QWidget]:
    """Return what the place in a window depends on."""
    centre = host.centralWidget() if isinstance(host, QMainWindow) else None
    return [widget for widget in (host, centre) if widget is not None]


def outermost(widget: QWidget) -> QWidget:
    """Return the window that a widget belongs to, also where its panel floats."""
    while (parent := widget.parentWidget()) is not None:
        widget = parent
    return widget


def room_in(window: QWidget) -> QRect:
    """Return what is to be covered: all below the centre, or nearly everything."""
    whole = window.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    centre = window.centralWidget() if isinstance(window, QMainWindow) else None
    if centre is None:
        return whole
    below = centre.geometry()
    below.setTop(below.bottom() + 9)
    status = window.findChild(QStatusBar)
    below.setBottom(window.height() if status is None else status.y() - 9)
    return below if below.height() >= LEAST_HEIGHT else whole
