"""A choice that says where its text is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class ElidedCombo(QComboBox):
    """A combo box that ends with an ellipsis what it has no room for.

    With a style sheet, Qt cuts it off in the middle of a number, which then is another.

    Parameters
    ----------
    least : int, optional
        So many pixels are enough for it; by default, as Qt has it.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, least: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least

    def minimumSizeHint(self) -> QSize:
        """Return a size at which it need not make anything wider."""
        hint = super().minimumSizeHint()
        width = hint.width() if self._least is None else min(hint.width(), self._least)
        return QSize(width, hint.height())

    def shown_text(self, option: QStyleOptionComboBox) -> str:
        """Return as much of the chosen text as there is room for."""
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width()
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with what it shows."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
