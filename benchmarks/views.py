"""What each view costs for every frame: to compute what it needs, and to draw it.

Prints milliseconds, and the same as a multiple of one iteration of training, measured
in the same run: the machine's own speed cancels out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from benchmarks.surroundings import as_users_have_it
from benchmarks.window import make_window
from engine.blas import BlasThreads
from engine.frame import frame
from engine.run import Run
from engine.states import States
from engine.trainer import Trainer
from gui.app import make_application
from gui.look_back import LookBack
from gui.panels import VIEWS
from gui.render import settle
from gui.view_state import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets import Dataset
    from gui.panels import ViewSpec
    from gui.view import View
    from gui.view_state import ViewState

DATA = ("drawn-cats", "spirals")
"""Pictures first; views that can't show them get points."""

STEPS = 3
"""Iterations between two frames."""

LEAST = QSize(480, 260)
"""What a view gets whose panel was never seen."""


@dataclass(frozen=True)
class Cost:
    """What one view costs, in milliseconds.

    Attributes
    ----------
    name : str
        Of its panel.
    data : str
        What it was shown.
    needs : float
        To compute what it needs of a frame: in the compute thread.
    draws : float
        To draw and paint a frame, in the mean: some are drawn less often.
    worst : float
        The same for the slowest frame.
    iteration : float
        One iteration of training.
    """

    name: str
    data: str
    needs: float
    draws: float
    worst: float
    iteration: float


class Bench:
    """Trains a network, and shows it in one view after the other.

    Parameters
    ----------
    data : str
        Name of a built-in data set.
    template : ViewState
        What every state has in common.
    """

    def __init__(self, data: str, template: ViewState) -> None:
        self.data = data
        self._template = template
        self._dataset: Dataset = template.dataset
        self._trainer = Trainer.for_dataset(
            template.dataset, template.spec, template.config, blas=BlasThreads(1)
        )
        states = States(self._trainer)
        self._run = Run(self._trainer, states)
        self._past = LookBack(states, template.dataset, template.run_id)

    def iteration(self, rounds: int) -> float:
        """Return the median time of one iteration, in milliseconds."""
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            self._advance()
            times.append((time.perf_counter() - start) / STEPS)
        return 1000 * statistics.median(times)

    def _advance(self) -> None:
        """Make the iterations between two frames, one by one."""
        for _ in range(STEPS):
            self._run.advance(self._trainer.iteration + STEPS)

    def measure(self, spec: ViewSpec, size: QSize, rounds: int) -> Cost:
        """Return what a view of this size costs."""
        view = spec.make()
        view.resize(size)
        view.show()
        iteration = self.iteration(rounds)
        needs, draws = [], []
        for _ in range(rounds):
            state, seconds = self._next(view)
            needs.append(seconds)
            start = time.perf_counter()
            view.show_state(state)
            QApplication.processEvents()
            draws.append(time.perf_counter() - start)
        view.close()
        view.deleteLater()
        # The first frame lays everything out.
        draws, needs = draws[1:], needs[1:]
        return Cost(
            spec.name,
            self.data,
            1000 * statistics.median(needs),
            1000 * statistics.mean(draws),
            1000 * max(draws),
            iteration,
        )

    def _next(self, view: View) -> tuple[ViewState, float]:
        """Return the state after a few more iterations, and the time of its frame."""
        self._advance()
        running = replace(
            self._template, phase=Phase.RUNNING, iteration=self._trainer.iteration
        )
        needs = view.needs(running)
        start = time.perf_counter()
        made = frame(self._past.state(), self._dataset, needs, running.run_id)
        seconds = time.perf_counter() - start
        return replace(running, frame=made), seconds


def templates(names: Sequence[str], folder: str) -> list[tuple[str, ViewState]]:
    """Return the state that the window is in with each of some data sets."""
    window = make_window(names[0], folder)
    found = []
    for name in names:
        window.session.open_built_in(name)
        settle(window)
        found.append((name, window.session.state))
    window.close()
    return found


def sizes(folder: str, width: int, height: int) -> dict[str, QSize]:
    """Return how large each view is in a window of this size."""
    window = make_window(DATA[0], folder)
    window.resize(width, height)
    window.show()
    settle(window)
    found = {name: view.size() for name, view in window.views.items()}
    window.close()
    return found


def costs(
    names: Sequence[str], rounds: int, width: int = 1600, height: int = 1000
) -> list[Cost]:
    """Measure the views with these names, or all."""
    with tempfile.TemporaryDirectory() as folder:
        known = sizes(folder, width, height)
        benches = [Bench(*pair) for pair in templates(DATA, folder)]
    found = []
    for spec in VIEWS:
        if names and spec.name not in names:
            continue
        probe = spec.make()
        fitting = (one for one in benches if probe.suits(one._dataset))
        bench = next(fitting, None)
        probe.deleteLater()
        if bench is not None:
            size = known[spec.name].expandedTo(LEAST)
            found.append(bench.measure(spec, size, rounds))
    return found


def table(found: Sequence[Cost]) -> list[str]:
    """Return the figures, a line for each view."""
    lines = [f"{'view':16} {'needs':>9} {'draws':>9} {'worst':>9} {'iterations':>11}"]
    for cost in found:
        together = (cost.needs + cost.draws) / cost.iteration
        lines.append(
            f"{cost.name:16} {cost.needs:6.2f} ms {cost.draws:6.2f} ms "
            f"{cost.worst:6.2f} ms {together:11.1f}"
        )
    for data in dict.fromkeys(cost.data for cost in found):
        own = [cost.iteration for cost in found if cost.data == data]
        lines.append(f"one iteration on {data}: {statistics.median(own):.3f} ms")
    return lines


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--view", action="append", default=[], metavar="PANEL")
    options = parser.parse_args()
    application = make_application()
    print("\n".join(table(costs(options.view, options.rounds))))
    application.processEvents()


if __name__ == "__main__":
    main()
