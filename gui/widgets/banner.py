"""A message that stays until it is read, and never blocks the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


MOST_ERRORS = 4


class Banner(QFrame):
    """What there is to say, above the panels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "note")
        self._errors: list[str] = []
        self._text = QLabel()
        # Messages name files, and a file's name may look like rich text.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.clicked.connect(self.clear)
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

    def add_error(self, text: str) -> None:
        """Show what went wrong, below what went wrong in the same action."""
        self._errors = [*self._errors, "✕ " + text][-MOST_ERRORS:]
        self._show("error", "\n".join(self._errors))

    def show_note(self, text: str) -> None:
        """Show something worth knowing."""
        self._errors = []
        self._show("note", text)

    def clear(self) -> None:
        """Say nothing."""
        self._errors = []
        self.hide()

    def _show(self, kind: str, text: str) -> None:
        self._text.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()
