"""Number fields that write numbers as people do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

TEXT_MARGIN = 7


class RateSpin(QDoubleSpinBox):
    """A positive number over many orders of magnitude, without idle zeros."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(8)
        self.setRange(1e-8, 1000)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        _calm(self)

    def textFromValue(self, value: float) -> str:
        """Return 0.0075, not 0.00750000."""
        text = self.locale().toString(value, "f", self.decimals())
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def event(self, event: QEvent) -> bool:
        """Leave keys that aren't part of a number to the window."""
        return not _is_for_window(event) and super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless somebody is at work in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CountSpin(QSpinBox):
    """A whole number with thousands separators.

    Parameters
    ----------
    low, high : int
        Smallest and largest number.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        _calm(self)

    def event(self, event: QEvent) -> bool:
        """Leave keys that aren't part of a number to the window."""
        return not _is_for_window(event) and super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless somebody is at work in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _calm(spin: QAbstractSpinBox) -> None:
    # Half-typed numbers would each start a new run.
    spin.setKeyboardTracking(False)
    # In line with the text of the other fields, whose padding a spin box ignores.
    spin.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
    spin.setAccelerated(True)


def _is_for_window(event: QEvent) -> bool:
    """Tell whether this asks if the field wants a key that a number never has.

    Otherwise Space, just after a number was changed, would go to the field instead of
    starting to train.
    """
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    assert isinstance(event, QKeyEvent)
    event.ignore()
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_F)
