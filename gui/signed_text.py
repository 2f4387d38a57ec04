"""Signed numbers that belong together, written alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUS = "−"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_DECIMALS = 5
"""Numbers that would need more are written as powers of ten."""

SHORT = 0.01
"""Smaller numbers take many zeros."""


@dataclass(frozen=True)
class SignedText:
    """Writes numbers with the same number of decimals, each with its sign.

    Attributes
    ----------
    decimals : int or None
        How many; None for powers of ten.
    """

    decimals: int | None

    @classmethod
    def of(cls, values: Iterable[float], digits: int = 3) -> SignedText:
        """Return the way in which the largest of these has so many digits that count.

        Of numbers that belong to one sum, the sum of what is written is then right but
        for the last digit.
        """
        largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
        if largest == 0:
            return cls(digits - 1)
        decimals = digits - 1 - math.floor(math.log10(largest))
        is_plain = decimals <= MOST_DECIMALS and largest < 1e6
        return cls(max(decimals, 0) if is_plain else None)

    def __call__(self, value: float) -> str:
        """Return a number with its sign; zero has none."""
        if not math.isfinite(value):
            return str(value).replace("inf", "∞").replace("-", MINUS)
        sign = MINUS if value < 0 else "+"
        text = self._unsigned(abs(value))
        return sign + text if any(digit in text for digit in "123456789") else text

    def _unsigned(self, size: float) -> str:
        if self.decimals is not None:
            return f"{size:,.{self.decimals}f}"
        if size == 0:
            return "0"
        digits, exponent = f"{size:.1e}".split("e")
        return f"{digits}×10{str(int(exponent)).translate(RAISED)}"


@dataclass(frozen=True)
class ScaledText:
    """Writes numbers as multiples of one power of ten, so that small ones stay short.

    Attributes
    ----------
    exponent : int
        That of the power of ten; 0 where numbers are short as they are.
    text : SignedText
        Writes the multiples.
    """

    exponent: int
    text: SignedText

    @classmethod
    def of(cls, largest: float) -> ScaledText:
        """Return the way in which the largest number has three digits that count."""
        size = abs(largest)
        is_short = not 0 < size < SHORT or not math.isfinite(size)
        exponent = 0 if is_short else math.floor(math.log10(size))
        return cls(exponent, SignedText.of([size / 10.0**exponent]))

    def __call__(self, value: float) -> str:
        """Return a number in multiples of the unit."""
        return self.text(value / 10.0**self.exponent)

    @property
    def unit(self) -> str:
        """What the numbers are multiples of, empty for 1."""
        if self.exponent == 0:
            return ""
        return f"×10{str(self.exponent).translate(RAISED)}"
