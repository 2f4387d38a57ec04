"""The text field for the hidden layers, which marks what is wrong where it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit


class LayerEdit(QLineEdit):
    """A line of text with one range that can be marked as wrong."""

    def mark(self, start: int, end: int, color: QColor) -> None:
        """Underline the characters from ``start`` up to ``end``."""
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(color)
        style.setForeground(color)
        self._format(start, end, style)
        self._set_wrong(True)

    def clear_mark(self) -> None:
        """Show the text as right."""
        self._format(0, 0, QTextCharFormat())
        self._set_wrong(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back on Escape: Space then trains again."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    @property
    def is_marked(self) -> bool:
        """Whether something is marked as wrong."""
        return bool(self.property("wrong") == "true")

    def _format(self, start: int, end: int, style: QTextCharFormat) -> None:
        # A line edit has no rich text, but it draws what an input method asks for;
        # places count from the cursor.
        attribute = QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat,
            start - self.cursorPosition(),
            end - start,
            style,
        )
        attributes = [attribute] if end > start else []
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _set_wrong(self, wrong: bool) -> None:
        if self.is_marked != wrong:
            self.setProperty("wrong", "true" if wrong else "false")
            self.style().unpolish(self)
            self.style().polish(self)
