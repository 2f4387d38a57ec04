"""A button of the row: words where there is room for them, else a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ICON = 14
"""Pixels."""


class RowButton(QToolButton):
    """A small button that Enter presses, as Space has another meaning.

    Parameters
    ----------
    text : str, default ""
        Its words; a button without any has only its picture.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setIconSize(QSize(ICON, ICON))
        self.setProperty("compact", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_wordless(not text)

    def set_wordless(self, wordless: bool) -> None:
        """Show the picture instead of the words."""
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonIconOnly if wordless else style.ToolButtonTextOnly
        if wanted is not self.toolButtonStyle():
            self.setToolButtonStyle(wanted)

    def wide(self) -> int:
        """Return how wide it is with words."""
        return self._around(self.fontMetrics().horizontalAdvance(self.text()) + 6)

    def narrow(self) -> int:
        """Return how wide it is with a picture."""
        return self._around(ICON)

    def _around(self, inner: int) -> int:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        kind, inside = QStyle.ContentsType.CT_ToolButton, QSize(inner, ICON)
        self.ensurePolished()
        return self.style().sizeFromContents(kind, option, inside, self).width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
