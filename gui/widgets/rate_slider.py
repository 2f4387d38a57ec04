"""A slider over orders of magnitude, from one round number to the next."""

from __future__ import annotations

import math
from bisect import bisect_left

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from gui.keyboard import moves
from gui.replies import Replies

_DIGITS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 9.0)
"""Where it stops in each decade: people's numbers, about equally far apart."""


class RateSlider(QSlider):
    """Chooses a number from some decades.

    Parameters
    ----------
    low, high : int
        It goes from 10**low to 10**high.
    parent : QWidget, optional
        Owner.

    Signals
    -------
    rate_chosen : float
        The user moved it.
    """

    rate_chosen = Signal(float)

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        powers = range(low, high)
        self._rates = [
            float(f"{digit}e{power}") for power in powers for digit in _DIGITS
        ]
        self._rates.append(float(f"1e{high}"))
        self.setRange(0, len(self._rates) - 1)
        self.setPageStep(len(_DIGITS))
        self.valueChanged.connect(self._on_value_changed)
        Replies(self, moves)

    def show_rate(self, rate: float) -> None:
        """Stand where a number is, or nearest to it; nobody has chosen that."""
        blocked = self.blockSignals(True)
        self.setValue(self._place(rate))
        self.blockSignals(blocked)

    def _place(self, rate: float) -> int:
        after = bisect_left(self._rates, rate)
        near = range(max(after - 1, 0), min(after + 1, len(self._rates)))
        return min(near, key=lambda place: abs(math.log(self._rates[place] / rate)))

    def _on_value_changed(self, place: int) -> None:
        self.rate_chosen.emit(self._rates[place])
