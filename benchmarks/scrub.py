"""The time machine: how many moments a second a drag shows, and how the window fares.

A hand draws the slider to and fro over the whole run, with all default views visible.
Prints moments a second, as a ratio to the live frames of the same run's training, and
the gaps of the event loop; then what one moment costs the compute thread.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from benchmarks.opened import opened_window, wait
from benchmarks.surroundings import as_users_have_it
from benchmarks.window import GapMeter
from engine.cli_options import DEFAULT_DATA
from gui.pace import Pace
from gui.widgets.timeline import TimelineRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSlider

    from gui.main_window import MainWindow
    from gui.view import View
    from gui.view_state import ViewState

HAND_MILLISECONDS = 16
"""From one movement of the hand to the next: a mouse at 60 Hz."""

SECONDS = 5.0
"""Of each drag."""

SWEEPS = 2.5
"""How often the hand goes over the whole run in that time."""


class Counter(QObject):
    """Counts the frames that each visible view has drawn.

    Parameters
    ----------
    window : MainWindow
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._drawn: dict[View, list[bool]] = {}
        for view in window.views.values():
            if view.is_seen:
                self._drawn[view] = []
                self._watch(view)

    def _watch(self, view: View) -> None:
        draw, last = view.draw, None

        def noted(state: ViewState, before: ViewState | None) -> None:
            nonlocal last
            draw(state, before)
            if state.frame is not last:
                last = state.frame
                self._drawn[view].append(state.is_exact)

        view.draw = noted  # type: ignore[method-assign]

    def clear(self) -> None:
        """Begin anew."""
        for drawn in self._drawn.values():
            drawn.clear()

    @property
    def frames(self) -> int:
        """Frames of the view that drew fewest."""
        return min(map(len, self._drawn.values()))

    @property
    def exact(self) -> float:
        """Share of all that were still the moment under the hand."""
        every = [one for drawn in self._drawn.values() for one in drawn]
        return sum(every) / max(len(every), 1)


def drag(slider: QSlider) -> float:
    """Draw the slider to and fro; return the seconds that took."""
    slider.setSliderDown(True)
    low, high = slider.minimum(), slider.maximum()
    begun = time.perf_counter()
    while (now := time.perf_counter() - begun) < SECONDS:
        share = abs((now / SECONDS * SWEEPS) % 2 - 1)
        slider.setValue(round(low + share * (high - low)))
        wait(HAND_MILLISECONDS)
    slider.setSliderDown(False)
    return time.perf_counter() - begun


def gaps(meter: GapMeter) -> str:
    """Return what a meter found, in words."""
    late = np.percentile(meter.gaps, 99) * 1000
    return f"p99 {late:.0f} ms, longest {max(meter.gaps) * 1000:.0f} ms"


def train(window: MainWindow, pace: Pace) -> float:
    """Train a run; return the seconds that took."""
    session = window.session
    session.set_pace(pace)
    begun = time.perf_counter()
    session.train()
    while session.running:
        wait(5)
    seconds = time.perf_counter() - begun
    while session.is_busy:
        wait(20)
    return seconds


def cost_of_a_moment(window: MainWindow) -> str:
    """Return how long the compute thread works for one moment, replay and frame."""
    session = window.session
    run, needs = session._control.run, window.visible_needs(session.state)
    rng, times = np.random.default_rng(0), []
    for moment in rng.integers(0, session.state.timeline.last, 60):
        begun = time.perf_counter()
        for _ in run.frame_at(int(moment), needs, exact=True):
            pass
        times.append(time.perf_counter() - begun)
    middle, late = statistics.median(times), np.percentile(times, 95)
    return f"median {middle * 1000:.1f} ms, p95 {late * 1000:.1f} ms"


def measure(window: MainWindow, name: str) -> None:
    """Train a run, drag through it, and print."""
    counter, meter = Counter(window), GapMeter()
    with meter:
        # At a pace that leaves time for frames.
        seconds = train(window, Pace.WHOLE_RUN)
    live = counter.frames / seconds
    print(f"{name}: live {live:.1f} frames/s, loop {gaps(meter)}")
    row = window.findChild(TimelineRow, "timeline")
    assert row is not None
    counter.clear()
    with meter:
        took = drag(row.slider)
    rate, exact = counter.frames / took, counter.exact
    print(
        f"{name}: drag {rate:.1f} moments/s, {rate / live:.2f} x live, "
        f"{exact:.0%} still under the hand, loop {gaps(meter)}"
    )
    while window.session.is_busy:
        wait(20)
    print(f"{name}: one moment {cost_of_a_moment(window)}")
    window.session.go_to(None)


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=DEFAULT_DATA, metavar="PATH")
    parser.add_argument("--direct", action="store_true", help="the direct path too")
    options = parser.parse_args()
    with opened_window(options.data) as window:
        measure(window, "sample space")
        if options.direct:
            window.session.set_config(first_layer="direct", iterations=600)
            measure(window, "direct")


if __name__ == "__main__":
    main()
