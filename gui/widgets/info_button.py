"""A button with more about something, for those who want to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

TEXT_WIDTH = 400
MARGIN = 8
"""Pixels from the text's frame to the window's edge."""


class InfoPanel(QFrame):
    """A text that lies over the window until the user turns to something else.

    Parameters
    ----------
    parent : QWidget
        The window.

    Signals
    -------
    left
        The keyboard's focus has gone elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self._label)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Say something else; plain, paragraphs divided by empty lines."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def open_beside(self, button: QWidget) -> None:
        """Appear above a button if there is room, else below, inside the window."""
        window = self._over
        self.setFixedWidth(min(TEXT_WIDTH, window.width() - 2 * MARGIN))
        self.resize(self.width(), self.heightForWidth(self.width()))
        corner = button.mapTo(window, QPoint(button.width(), 0))
        above = corner.y() - self.height() - MARGIN
        top = above if above >= MARGIN else corner.y() + button.height() + MARGIN
        lowest = max(0, window.height() - self.height() - MARGIN)
        self.move(max(MARGIN, corner.x() - self.width()), min(top, lowest))
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the user has turned to something else."""
        super().focusOutEvent(event)
        self.left.emit()


class InfoButton(QToolButton):
    """Opens a text that closes with Escape or when the user turns elsewhere.

    Parameters
    ----------
    name : str
        Its accessible name and tool tip.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("i")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panel: InfoPanel | None = None
        self._text = ""
        self.clicked.connect(self._toggle)

    @property
    def panel(self) -> InfoPanel | None:
        """The text's frame; None before it was opened for the first time."""
        return self._panel

    @property
    def text_shown(self) -> str:
        """The text that opens."""
        return self._text

    def set_text(self, text: str) -> None:
        """Set the text that opens; plain, paragraphs divided by empty lines."""
        self._text = text
        if self._panel is not None:
            self._panel.set_text(text)

    def _toggle(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.hide()
            return
        if self._panel is None or self._panel.parentWidget() is not self.window():
            self._make_panel()
        if self._panel is not None:
            self._panel.open_beside(self)

    def _make_panel(self) -> None:
        """Make the frame in the window of now: panels can be moved to others."""
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = InfoPanel(self.window())
        self._panel.set_text(self._text)
        self._panel.left.connect(self._close)

    def _close(self) -> None:
        # A click on the button takes the focus first; that click closes by itself.
        if self._panel is not None and not self.underMouse():
            self._panel.hide()
