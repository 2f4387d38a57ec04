"""A message that stays until it is read, and never blocks the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class Banner(QFrame):
    """One message at a time, above the panels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "note")
        self._text = QLabel()
        # Messages name files, and a file's name may look like rich text.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self.hide()

    def set_close_icon(self, icon: QIcon) -> None:
        """Show this on the button that closes it."""
        self._close.setIcon(icon)

    @property
    def text(self) -> str:
        """The message that is shown."""
        return self._text.text()

    def show_message(self, text: str, is_error: bool) -> None:
        """Show a message instead of the last one."""
        self._text.setText(("✕ " if is_error else "") + text)
        self.setProperty("kind", "error" if is_error else "note")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()
