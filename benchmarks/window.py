"""What the window costs: training with it live against training without it.

Two windows that can do next to nothing are measured as well: what training keeps beside
them says how much of the cost is the machine's.

Prints ratios measured side by side in one run, alternating, medians: the machine's own
speed cancels out. Run it on a display, or with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer

from benchmarks.bare_window import BareWindow
from benchmarks.surroundings import as_users_have_it, users_environment
from engine.blas import BlasThreads
from engine.cli import load_dataset
from engine.run import advance
from engine.trainer import Trainer
from gui.app import make_application
from gui.main_window import MainWindow
from gui.neuron_pictures import drawable_shape
from gui.pace import Pace
from gui.render import settle
from gui.settings import Settings

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from gui.session import TrainingSession

BARE_WINDOW = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph as pg, numpy
app = QApplication([]); window = QMainWindow(); window.setCentralWidget(pg.PlotWidget())
window.show(); app.processEvents(); print(time.perf_counter() - start)
"""
OUR_WINDOW = """
import time; start = time.perf_counter()
from gui.app import make_application
from gui.main_window import MainWindow
app = make_application(); window = MainWindow(); window.show(); app.processEvents()
print(time.perf_counter() - start); window.close()
"""


LIVE = "window live"
AGAINST_TWO = "window live, against two BLAS threads"
HIDDEN = "all views hidden"
BARE = "bare pyqtgraph window"
EMPTY = "window that shows nothing"

HEARTBEAT_MILLISECONDS = 4


class GapMeter(QObject):
    """Measures, by a heartbeat, how long the event loop is busy with other things."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(HEARTBEAT_MILLISECONDS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> None:
        """Begin to measure."""
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def __exit__(self, *_exception: object) -> None:
        """Stop measuring."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


Meter = AbstractContextManager[None]
NO_METER: Meter = nullcontext()


def headless_trainer(dataset: Dataset, window: MainWindow, threads: int) -> Trainer:
    """Return a trainer of the window's design, with so many BLAS threads."""
    session, blas = window.session, BlasThreads(threads)
    return Trainer.for_dataset(dataset, session.spec, session.config, blas=blas)


def headless_speed(
    dataset: Dataset, window: MainWindow, iterations: int, threads: int
) -> float:
    """Return iterations a second without any window, with so many BLAS threads."""
    trainer = headless_trainer(dataset, window, threads)
    start = time.perf_counter()
    while trainer.iteration < iterations:
        advance(trainer, iterations, iterations)
    seconds = time.perf_counter() - start
    # The window's runs believe that the number is as they left it.
    BlasThreads().use(1)
    return iterations / seconds


class Stopwatch(QObject):
    """Notes when a session stops running."""

    def __init__(self, session: TrainingSession, loop: QEventLoop) -> None:
        super().__init__()
        self._session = session
        self._loop = loop
        self.end = 0.0
        session.changed.connect(self._look)

    def _look(self) -> None:
        if not self._session.running:
            self.end = time.perf_counter()
            self._loop.quit()


def live_speed(window: MainWindow, meter: Meter) -> float:
    """Return iterations a second in the window at full pace."""
    session = window.session
    session.reset()
    settle(window)
    loop = QEventLoop()
    watch = Stopwatch(session, loop)
    start = time.perf_counter()
    session.train()
    with meter:
        loop.exec()
    session.changed.disconnect(watch._look)
    return session.state.iteration / (watch.end - start)


class Ratios:
    """Speeds beside windows against those without any, measured in turn.

    Parameters
    ----------
    window : MainWindow
        Where to train.
    dataset : Dataset
        What it learns from.
    iterations : int
        Length of a run.
    """

    def __init__(self, window: MainWindow, dataset: Dataset, iterations: int) -> None:
        self._window = window
        self._dataset = dataset
        self._iterations = iterations
        state = window.session.state
        self._bare = BareWindow(drawable_shape(state.picture_shape, dataset.input_size))
        self._bare.resize(window.size())
        self._meter = GapMeter()
        self.gaps: dict[str, list[float]] = {}
        self.shares: dict[str, list[float]] = {}

    def measure(self) -> None:
        """Make one run of each kind, each between two without any window."""
        before = self._alone(1)
        for kind in (LIVE, HIDDEN, BARE, EMPTY):
            found = self._beside(kind)
            after = self._alone(1)
            self._note(kind, 2 * found / (before + after))
            before = after
            if kind == LIVE:
                self._note(AGAINST_TWO, found / self._alone(2))
        # In runs of their own: the meter wakes the window so often that it takes
        # several percent itself.
        for kind in (LIVE, BARE, EMPTY):
            self._beside(kind, self._meter)
            self.gaps.setdefault(kind, []).extend(self._meter.gaps)

    def _beside(self, kind: str, meter: Meter = NO_METER) -> float:
        """Return iterations a second beside a window, or while ours is hidden."""
        if kind == LIVE:
            return live_speed(self._window, meter)
        self._window.hide()
        if kind == HIDDEN:
            speed = live_speed(self._window, meter)
        else:
            trainer = headless_trainer(self._dataset, self._window, 1)
            with meter:
                speed = self._bare.speed(trainer, self._iterations, kind == BARE)
        self._window.show()
        settle(self._window)
        return speed

    def _note(self, kind: str, share: float) -> None:
        self.shares.setdefault(kind, []).append(share)

    def _alone(self, threads: int) -> float:
        return headless_speed(self._dataset, self._window, self._iterations, threads)


def start_ratios(rounds: int) -> list[float]:
    """Return how many times a bare window's time ours takes to its first picture.

    Python's bytecode is kept from one start to the next, as it is for users.
    """
    with tempfile.TemporaryDirectory() as folder:
        start_seconds(OUR_WINDOW, folder)
        return [
            start_seconds(OUR_WINDOW, folder) / start_seconds(BARE_WINDOW, folder)
            for _ in range(rounds)
        ]


def start_seconds(program: str, folder: str) -> float:
    """Return how long a program says that its first window took."""
    root = Path(__file__).resolve().parent.parent
    kept = {"XDG_CONFIG_HOME": folder, "PYTHONPYCACHEPREFIX": folder}
    environment = {**users_environment(), **kept}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


RUN_SECONDS = 4
"""Length of a run, unless its iterations are given."""


def chosen_iterations(dataset: Dataset, window: MainWindow) -> int:
    """Return how many iterations take a few seconds here."""
    found = 50
    while (speed := headless_speed(dataset, window, found, 1)) > found:
        found *= 4
    return round(speed * RUN_SECONDS)


def print_ratios(ratios: Ratios) -> None:
    """Print medians."""
    for kind, shares in ratios.shares.items():
        line = f"{kind}: training keeps {statistics.median(shares):.0%}"
        if gaps := ratios.gaps.get(kind):
            milliseconds = np.array(gaps) * 1000
            p99, worst = np.percentile(milliseconds, 99), milliseconds.max()
            line += f"; event-loop gap p99 {p99:.1f} ms, worst {worst:.1f} ms"
        print(line)


def make_window(data: str, folder: str) -> MainWindow:
    """Return the window with these data, at full pace; a folder keeps its runs."""
    store = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
    window = MainWindow(Settings(store))
    if data != "drawn-cats":
        window.open_data(data)
    window.session.set_pace(Pace.FULL)
    return window


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="drawn-cats")
    parser.add_argument(
        "--iterations", type=int, help=f"of a run; {RUN_SECONDS} s of them if not given"
    )
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        window, dataset = make_window(options.data, folder), load_dataset(options.data)
        iterations = options.iterations or chosen_iterations(dataset, window)
        window.session.set_iterations(iterations)
        window.show()
        settle(window)
        ratios = Ratios(window, dataset, iterations)
        for _ in range(options.rounds):
            ratios.measure()
        window.close()
    starts = start_ratios(options.rounds)
    print_ratios(ratios)
    print(f"first window: {statistics.median(starts):.2f} times a bare window")


if __name__ == "__main__":
    main()
