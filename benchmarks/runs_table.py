"""How long the table of runs takes to open: the file is read, the table is painted.

Prints medians. Run it on a display, or with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.surroundings import as_users_have_it
from engine.config import TrainingConfig
from engine.datasets import DATASETS
from engine.optimizers import OPTIMIZERS
from engine.runs import Ended, RunLog, RunRecord, RunStore, open_runs
from engine.runs.opening import FILE_NAME
from engine.runs.record import new_uid
from engine.spec import HiddenLayer
from gui.app import make_application
from gui.design import Design
from gui.kept_runs import KeptRuns
from gui.session import TrainingSession
from gui.theme import DARK, TypeScale, style_sheet
from gui.views.runs import RunsView

if TYPE_CHECKING:
    from gui.view_state import ViewState

STATES = 2501


def fill(folder: Path, count: int) -> None:
    """Store runs that all differ."""
    store = RunStore(folder / FILE_NAME)
    rng = np.random.default_rng(0)
    spec = Design.default(DATASETS["drawn-cats"].load()).spec
    optimizers = [optimizer.name for optimizer in OPTIMIZERS]
    tests = np.arange(0.0, STATES, 25)
    for number in range(count):
        sizes = rng.integers(1, 200, rng.integers(1, 6)).tolist()
        config = TrainingConfig(
            learning_rate=float(rng.uniform(0.001, 0.1)),
            seed=number,
            optimizer=optimizers[number % len(optimizers)],
        )
        record = RunRecord(
            spec.with_layers([HiddenLayer(units) for units in sizes]),
            config,
            "Drawn cats",
            "0" * 64,
            time.time() + number,
            new_uid(),
            ended=Ended.FINISHED,
            note=f"note {number}",
        )
        log = RunLog(
            None,
            rng.uniform(size=STATES),
            rng.integers(0, 210, STATES) / 209,
            tests,
            rng.uniform(size=len(tests)),
            rng.integers(0, 51, len(tests)) / 50,
        )
        store.save(record.with_log(log, STATES - 1), log)


def some_state() -> ViewState:
    """Return a state of a session that does nothing."""
    session = TrainingSession(DATASETS["drawn-cats"].load())
    state = session.state
    session.shut_down()
    return state


def open_table(folder: Path, state: ViewState) -> tuple[float, float]:
    """Return seconds to read the file, and until the table is painted."""
    view = RunsView()
    view.setStyleSheet(style_sheet(DARK, TypeScale.for_font(view.font())))
    view.resize(900, 300)
    view.show_state(state)
    view.show()
    QApplication.processEvents()
    start = time.perf_counter()
    store, _ = open_runs(folder)
    records = store.records()
    read = time.perf_counter() - start
    runs = KeptRuns(records, is_loaded=True)
    view.show_state(dataclasses.replace(state, runs=runs))
    QApplication.processEvents()
    view.grab()
    painted = time.perf_counter() - start
    view.close()
    view.deleteLater()
    return read, painted


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    make_application()
    state = some_state()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, options.runs)
        megabytes = (folder / FILE_NAME).stat().st_size / 1e6
        times = [open_table(folder, state) for _ in range(options.rounds)]
    # The first time, nothing is known yet of any design.
    first = times[0]
    read, painted = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{options.runs:,} runs, {megabytes:.0f} MB")
    print(f"first: read {1000 * first[0]:.0f} ms, painted {1000 * first[1]:.0f} ms")
    print(f"median: read {1000 * read:.0f} ms, painted {1000 * painted:.0f} ms")


if __name__ == "__main__":
    main()
