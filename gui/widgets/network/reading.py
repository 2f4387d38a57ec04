"""Numbers that are typed for a layer."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from engine.spec import MAX_UNITS

_WHOLE = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"\d{0,9}[.,]?\d{0,9}\s*%?")


class ReadingError(ValueError):
    """Text that is no number of the kind that is wanted, said in a sentence."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Reading", text)


def read_units(text: str) -> int:
    """Return the number of units that was typed, as "1,000"; raises `ReadingError`."""
    digits = re.sub(r"[,\s]", "", text)
    units = int(digits) if _WHOLE.fullmatch(digits) else 0
    if not 1 <= units <= MAX_UNITS:
        problem = tr("A layer has 1 to {limit:,} units: type a whole number.")
        raise ReadingError(problem.format(limit=MAX_UNITS))
    return units


def read_rate(text: str) -> float:
    """Return the dropout rate that was typed, as "0.5" or "50 %".

    Raises
    ------
    ReadingError
        If it is none.
    """
    typed = text.strip()
    number = typed.rstrip("% ").replace(",", ".")
    is_number = _DECIMAL.fullmatch(typed) and any(map(str.isdigit, number))
    rate = float(number) if is_number else -1.0
    rate = rate / 100 if typed.endswith("%") else rate
    if not 0 <= rate < 1:
        raise ReadingError(tr("Dropout is a share: type 0 for none, or up to 0.99."))
    return round(rate, 6)
