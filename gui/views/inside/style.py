"""How the numbers of a layer are written: all alike, and short."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gui.words import power_of_ten

PLAIN = range(-2, 4)
"""Powers of ten of scales that need no factor."""


@dataclass(frozen=True)
class NumberStyle:
    """Writes numbers with the same decimals, as multiples of a power of ten.

    Attributes
    ----------
    exponent : int
        That power; 0 where numbers are written as they are.
    decimals : int
        Digits behind the point.
    """

    exponent: int
    decimals: int

    @classmethod
    def of(cls, scale: float) -> NumberStyle:
        """Return the style for numbers of about this size, greater than 0."""
        size = math.floor(math.log10(scale))
        if size in PLAIN:
            return cls(0, max(1 - size, 0))
        return cls(size, 1)

    def text(self, value: float) -> str:
        """Return a number without its factor."""
        if not math.isfinite(value):
            return str(value).replace("inf", "∞").replace("-", "−")
        shown = f"{value / 10.0**self.exponent:.{self.decimals}f}"
        # What rounds to 0 has no sign.
        zero = f"{0:.{self.decimals}f}"
        return zero if shown == f"-{zero}" else shown.replace("-", "−")

    @property
    def factor(self) -> str:
        """What numbers are to be multiplied by, as "×10⁻³"; empty for 1."""
        return f"×{power_of_ten(self.exponent)}" if self.exponent else ""
