"""What-if: from a change to the beginning of its curve, and how the window fares.

Prints medians and percentiles over a hand that draws the learning rate along a slider.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSlider

from benchmarks.opened import opened_window, wait
from benchmarks.surroundings import as_users_have_it
from benchmarks.window import GapMeter
from engine.cli_options import DEFAULT_DATA
from gui.views.cost import CostView

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.view_state import ViewState

PAUSES = (300, 100, 30, 10)
"""Milliseconds between two movements of the hand: from thoughtful to hasty."""

MOVEMENTS = 40


class Hand(QObject):
    """Draws the slider to and fro, and notes when each change is on the plot.

    Parameters
    ----------
    window : MainWindow
        In what-if.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._session = window.session
        slider = window.findChild(QSlider, "learningRateSlider")
        assert slider is not None
        self._slider = slider
        self._changed: dict[float, float] = {}
        self.delays: list[float] = []
        self.runs = 0
        self._seen = self._session.state.history
        self._rates: dict[int, float] = {}
        self._session.changed.connect(self._remember)
        view = next(v for v in window.views.values() if isinstance(v, CostView))
        self._draw = view.draw
        view.draw = self._note  # type: ignore[method-assign]

    def move(self, pause: int) -> None:
        """Make the movements, and wait for the last run to end."""
        self._slider.setSliderDown(True)
        middle = self._slider.value()
        for step in range(MOVEMENTS):
            self._slider.setSliderPosition(middle + (-1) ** step * (1 + step % 3))
            self._changed[self._session.config.learning_rate] = time.perf_counter()
            wait(pause)
        self._slider.setSliderDown(False)
        wait(1500)

    def _note(self, state: ViewState, before: ViewState | None) -> None:
        """Draw, and note if it was the first of a curve."""
        self._draw(state, before)
        if state.history is self._seen or len(state.history) < 2:
            return
        self._seen = state.history
        self.runs += 1
        rate = self._rates.get(id(state.history))
        if rate in self._changed:
            self.delays.append(time.perf_counter() - self._changed.pop(rate))

    def _remember(self, _state: ViewState) -> None:
        control = self._session._control
        self._rates[id(control.log.own)] = control.design.config.learning_rate


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=DEFAULT_DATA, metavar="PATH")
    options = parser.parse_args()
    with opened_window(options.data) as window:
        window.session.set_what_if(True)
        wait(1500)
        meter, hand = GapMeter(), Hand(window)
        print("pause between movements | curves seen | delay: median, p95 | loop: p99")
        for pause in PAUSES:
            hand.delays, hand.runs = [], 0
            with meter:
                hand.move(pause)
            delay, late = np.percentile(hand.delays, [50, 95]) * 1000
            gap = np.percentile(meter.gaps, 99) * 1000
            print(
                f"{pause:>20} ms | {hand.runs:>4} of {MOVEMENTS} | "
                f"{delay:>6.0f} ms, {late:.0f} ms | {gap:.0f} ms"
            )


if __name__ == "__main__":
    main()
