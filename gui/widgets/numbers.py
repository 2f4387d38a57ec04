"""Number fields that read numbers as people write them, and refuse the rest."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

Judgement = tuple[QValidator.State, str, int]

TEXT_MARGIN = 7
MAX_SEED = 2**32 - 1
_PERHAPS_A_NUMBER = re.compile(r"[\d.,eE+\-\s]*")


def read_decimal(text: str) -> float | None:
    """Return 0.0075 for "0.0075", "0,0075" and "7.5e-3"; None for what is no number."""
    return _number(text.replace(",", "."))


def read_whole(text: str) -> int | None:
    """Return 2500 for "2500", "2,500" and "2.5e3"; None for what is no whole number."""
    number = _number(re.sub(r"[,\s]", "", text))
    return int(number) if number is not None and number.is_integer() else None


def _number(text: str) -> float | None:
    try:
        return float(text) if _PERHAPS_A_NUMBER.fullmatch(text) else None
    except ValueError:
        return None


def _judge(text: str, is_good: bool) -> QValidator.State:
    """Let a number that isn't finished stand, so that no key is lost in silence.

    What is still none at the end is taken back.
    """
    if is_good:
        return QValidator.State.Acceptable
    perhaps = _PERHAPS_A_NUMBER.fullmatch(text)
    return QValidator.State.Intermediate if perhaps else QValidator.State.Invalid


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
        return f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")

    def valueFromText(self, text: str) -> float:
        """Return the number that was typed."""
        number = read_decimal(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> Judgement:
        """Tell whether the text is a number in range."""
        number = read_decimal(text)
        good = number is not None and self.minimum() <= number <= self.maximum()
        return _judge(text, good), text, place

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
        Smallest and largest number, of 32 bits.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        _calm(self)

    def textFromValue(self, value: int) -> str:
        """Return 2,500."""
        return f"{value:,}"

    def valueFromText(self, text: str) -> int:
        """Return the number that was typed."""
        number = read_whole(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> Judgement:
        """Tell whether the text is a whole number in range."""
        number = read_whole(text)
        good = number is not None and self.minimum() <= number <= self.maximum()
        return _judge(text, good), text, place

    def event(self, event: QEvent) -> bool:
        """Leave keys that aren't part of a number to the window."""
        return not _is_for_window(event) and super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless somebody is at work in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SeedSpin(RateSpin):
    """A seed: a whole number of 32 bits without a sign, too large for `QSpinBox`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(0)
        self.setRange(0, MAX_SEED)
        self.setStepType(QAbstractSpinBox.StepType.DefaultStepType)

    def textFromValue(self, value: float) -> str:
        """Return all digits."""
        return str(int(value))

    def valueFromText(self, text: str) -> float:
        """Return the number that was typed."""
        number = read_whole(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> Judgement:
        """Tell whether the text is a seed."""
        number = read_whole(text)
        good = number is not None and 0 <= number <= MAX_SEED
        return _judge(text, good), text, place


def _calm(spin: QSpinBox | QDoubleSpinBox) -> None:
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
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    if not plain or event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_F):
        return False
    event.ignore()
    return True
