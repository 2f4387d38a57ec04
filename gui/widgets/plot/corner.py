"""The title of the lower axis, beside its numbers, where it costs no height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGraphicsSimpleTextItem

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QFont

GAP = 4
"""Pixels between it and the area of the curves."""


class CornerTitle(QGraphicsSimpleTextItem):
    """Stands in the corner between both axes."""

    def set_look(self, text: str, font: QFont, color: QColor) -> None:
        """Show a text in a font and a colour."""
        self.setText(text)
        self.setFont(font)
        self.setBrush(color)

    def place(self, area: QRectF) -> None:
        """Stand left of the numbers below an area, or as far left as possible."""
        width = self.boundingRect().width()
        self.setPos(max(area.left() - width - GAP, 0), area.bottom() + GAP)
