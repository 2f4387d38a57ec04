"""Number fields that read numbers as people write them, and refuse the rest."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
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


class RateSpin(QDoubleSpinBox):
    """A number over many orders of magnitude, without idle zeros.

    Parameters
    ----------
    low, high : float
        Smallest and largest number.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    first : float or None
        Where a step up from the smallest number leads to; None for one step.

    Signals
    -------
    refused : str
        What was typed is no number in range, and is taken back.
    """

    refused = Signal(str)

    def __init__(
        self, low: float = 1e-8, high: float = 1000.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.first: float | None = None
        self.setDecimals(8)
        self.setRange(low, high)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        _calm(self)

    def textFromValue(self, value: float) -> str:
        """Return 0.0075, not 0.00750000."""
        text = f"{value:.{self.decimals()}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def valueFromText(self, text: str) -> float:
        """Return the number that was typed."""
        if _is_special(self, text):
            return self.minimum()
        number = self._read(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> Judgement:
        """Tell whether the text is a number in range."""
        return _judge(self, text, self._read(text)), text, place

    def fixup(self, text: str, /) -> str:
        """Say what can't be mended."""
        self.refused.emit(text)
        return text

    def stepBy(self, steps: int) -> None:
        """Make steps; the first one leads to where there is something to see."""
        if self.first is not None and steps > 0 and self.value() == self.minimum():
            self.setValue(self.first)
        else:
            super().stepBy(steps)

    def _read(self, text: str) -> float | None:
        return read_decimal(text)


class SeedSpin(RateSpin):
    """A seed: a whole number of 32 bits without a sign, too large for `QSpinBox`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, MAX_SEED, parent)
        self.setDecimals(0)
        self.setStepType(QAbstractSpinBox.StepType.DefaultStepType)

    def _read(self, text: str) -> float | None:
        return read_whole(text)


class CountSpin(QSpinBox):
    """A whole number with thousands separators.

    Parameters
    ----------
    low, high : int
        Smallest and largest number, of 32 bits.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    first : int or None
        Where a step up from the smallest number leads to; None for one step.

    Signals
    -------
    refused : str
        What was typed is no number in range, and is taken back.
    """

    refused = Signal(str)

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: int | None = None
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        _calm(self)

    def textFromValue(self, value: int) -> str:
        """Return 2,500."""
        return f"{value:,}"

    def valueFromText(self, text: str) -> int:
        """Return the number that was typed."""
        if _is_special(self, text):
            return self.minimum()
        number = read_whole(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> Judgement:
        """Tell whether the text is a whole number in range."""
        return _judge(self, text, read_whole(text)), text, place

    def fixup(self, text: str, /) -> str:
        """Say what can't be mended."""
        self.refused.emit(text)
        return text

    def stepBy(self, steps: int) -> None:
        """Make steps; the first one leads to where there is something to see."""
        if self.first is not None and steps > 0 and self.value() == self.minimum():
            self.setValue(self.first)
        else:
            super().stepBy(steps)


def _is_special(spin: QSpinBox | QDoubleSpinBox, text: str) -> bool:
    """Tell whether this is the word that stands for the smallest number."""
    special = spin.specialValueText()
    return bool(special) and text.strip().casefold() == special.casefold()


def _judge(
    spin: QSpinBox | QDoubleSpinBox, text: str, number: float | None
) -> QValidator.State:
    """Let a number that isn't finished stand, so that no key is lost in silence.

    What is still none at the end is taken back.
    """
    in_range = number is not None and spin.minimum() <= number <= spin.maximum()
    if in_range or _is_special(spin, text):
        return QValidator.State.Acceptable
    begins = spin.specialValueText().casefold().startswith(text.casefold())
    perhaps = begins or _PERHAPS_A_NUMBER.fullmatch(text)
    return QValidator.State.Intermediate if perhaps else QValidator.State.Invalid


def _calm(spin: QSpinBox | QDoubleSpinBox) -> None:
    # Half-typed numbers would each start a new run.
    spin.setKeyboardTracking(False)
    # In line with the text of the other fields, whose padding a spin box ignores.
    spin.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
    spin.setAccelerated(True)
