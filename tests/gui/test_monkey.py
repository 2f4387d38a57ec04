"""Somebody who presses everything in any order: nothing breaks, nothing is mixed up."""

from __future__ import annotations

import dataclasses
import multiprocessing
import random
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtTest import QTest

from engine.blas import BlasThreads
from engine.built_in import Recipe
from engine.datasets import Dataset, InputKind, Split
from engine.errors import EngineError
from engine.outputs import Task
from engine.presets import PRESETS
from engine.runs import RunStore
from engine.runs.opening import FILE_NAME
from engine.spec import HiddenLayer
from engine.trainer import Trainer
from gui.pace import Pace
from gui.run_commands import RunCommands
from tests.gui.conftest import WAIT
from tests.gui.states import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.runs import RunLog, RunRecord
    from gui.design import Design
    from gui.main_window import MainWindow
    from gui.session import TrainingSession
    from gui.view_state import ViewState

SECONDS = 3.0
"""For each of the monkeys."""


def numbers() -> Dataset:
    rng = np.random.default_rng(3)

    def split() -> Split:
        pixels = rng.integers(0, 256, (10, 4, 4, 3)).astype(np.uint8)
        return Split(pixels, rng.standard_normal((10, 1)))

    return Dataset("numbers", Task.REGRESSION, InputKind.IMAGE, (), split(), split())


DATA: tuple[Callable[[], Dataset], ...] = (
    tiny,
    lambda: tiny(classes=3),
    lambda: dataclasses.replace(tiny(side=3), test=None),
    numbers,
    Recipe("moons", 0.2, 40).load,
    Recipe("xor", 0.0, 4).load,
)

CONFIGS: dict[str, tuple[Any, ...]] = {
    "learning_rate": (1e-3, 0.01, 0.1, 1.0, 1e300, -1.0),
    "iterations": (1, 7, 40, 150, 3000, 0),
    "seed": (1, 2, 3),
    "initialization": ("scaled", "small-normal", "he"),
    "optimizer": ("gradient-descent", "momentum", "adam"),
    "batch_size": (None, 1, 5, 99),
    "precision": ("float64", "float32"),
    "weight_decay": (0.0, 0.1),
    "schedule": ("constant", "step", "cosine"),
    "schedule_period": (None, 3, 60),
    "patience": (None, 5),
    "keep_best": (False, True),
    "first_layer": ("auto", "direct", "sample-space"),
}
LAYERS = (
    HiddenLayer(3),
    HiddenLayer(2, "tanh"),
    HiddenLayer(4, "sigmoid", "he", 0.2),
    HiddenLayer(5, dropout=0.5),
)
TEXTS = ("", "4", "5, 3", "2,2,2", "5, x", "-1", "9,", "3, 0")
SETTINGS = {
    "hidden_text": TEXTS,
    "activation": ("relu", "tanh", "sigmoid"),
    "dropout": (0.0, 0.3),
    "output_initialization": ("", "he"),
    "history_megabytes": (0, 1, 64),
}


class Monkey:
    """Drives a window's session, and notes what can't be."""

    def __init__(self, window: MainWindow, folder: Path, seed: int) -> None:
        self.window, self.session, self.folder = window, window.session, folder
        self.random = random.Random(seed)
        self.commands = RunCommands(window)
        self.done: list[str] = []
        self.data: dict[str, Dataset] = {}
        clear = self.session._edits.clear
        self.session._edits.clear = partial(self.note_load, clear)
        self.session._edits.clear()
        self.moves = [
            getattr(self, name) for name in sorted(dir(self)) if name[:3] == "do_"
        ]

    # What it does

    def do_what_if(self) -> None:
        self.session.set_what_if(self.random.random() < 0.6)

    def do_pin(self) -> None:
        self.session.pin()

    def do_train(self) -> None:
        self.session.train()

    def do_train_and_pause(self) -> None:
        self.session.train()
        QTest.qWait(self.random.randrange(20))
        self.session.pause()

    def do_pause(self) -> None:
        self.session.pause()

    def do_step(self) -> None:
        self.session.step(self.random.choice((1, 10)))

    def do_reset(self) -> None:
        self.session.reset()

    def do_new_weights(self) -> None:
        self.session.new_weights()

    def do_go_back(self) -> None:
        last = self.session.state.timeline.last
        for _ in range(self.random.randrange(1, 6)):
            self.session.go_to(self.random.randrange(-1, last + 3))
            QTest.qWait(self.random.choice((0, 4, 40)))

    def do_go_live(self) -> None:
        self.session.go_to(None)

    def do_film(self) -> None:
        if self.random.random() < 0.7:
            self.session.play_film()
        else:
            self.session.pause_film()

    def do_train_on(self) -> None:
        before, design = self.session.moment, self.session._design
        self.session.train_on_from()
        QTest.qWait(self.random.choice((0, 20, 60)))
        # It brings back the run's own design, as opening a model does.
        self.is_touched |= before is not None or design is not self.session._design

    def do_undo(self) -> None:
        for _ in range(self.random.randrange(1, 4)):
            self.session.undo()

    def do_redo(self) -> None:
        for _ in range(self.random.randrange(1, 4)):
            self.session.redo()

    def do_set_config(self) -> None:
        name = self.random.choice(list(CONFIGS))
        self.session.set_config(**{name: self.random.choice(CONFIGS[name])})

    def do_learning_rate(self) -> None:
        self.session.set_learning_rate(self.random.uniform(0.001, 0.1))

    def do_iterations(self) -> None:
        self.session.set_iterations(self.random.choice((20, 60, 200)))

    def do_set_setting(self) -> None:
        name = self.random.choice(list(SETTINGS))
        self.session.set_setting(name, self.random.choice(SETTINGS[name]))

    def do_type(self) -> None:
        self.session.set_hidden_text(self.random.choice(TEXTS))

    def do_layers(self) -> None:
        self.session.set_layers(self.random.choices(LAYERS, k=self.random.randrange(4)))

    def do_drag(self) -> None:
        drag = object()
        for units in range(2, self.random.randrange(3, 9)):
            self.session.set_layers([HiddenLayer(units)], drag)
            QTest.qWait(self.random.choice((0, 4)))

    def do_slide(self) -> None:
        drag = object()
        for _ in range(self.random.randrange(2, 9)):
            rate = self.random.uniform(0.001, 0.1)
            self.session.set_config(drag, learning_rate=rate)
            QTest.qWait(self.random.choice((0, 4)))

    def do_preset(self) -> None:
        self.session.apply_preset(self.random.choice(list(PRESETS)))

    def do_own_preset(self) -> None:
        try:
            preset = self.session.preset("mine", "")
        except EngineError:
            return
        self.session.set_iterations(33)
        self.session.apply_preset(preset)

    def do_data(self) -> None:
        if not self.session.is_locked:
            self.session._fetch(self.random.choice(DATA), self.session._use_dataset)

    def do_recipe(self) -> None:
        noise = self.random.choice((0.0, 0.3))
        self.session.open_recipe(Recipe("moons", noise, 30))

    def do_save_and_open(self) -> None:
        path = self.folder / f"{self.random.randrange(3)}.h5"
        if self.random.random() < 0.5:
            self.session.save_model(path)
        elif path.exists() and not self.session.is_locked:
            self.session.open_model(path)

    def do_restore(self) -> None:
        records = self.session.state.runs.records
        if records:
            self.commands.restore(self.random.choice(records).uid)

    def do_delete(self) -> None:
        records = self.session.state.runs.records
        if records and self.random.random() < 0.3:
            self.window.runs.delete([self.random.choice(records).uid])
        else:
            self.window.runs.undo_delete()

    def do_sweep(self) -> None:
        choose = self.random.random()
        if choose < 0.3:
            self.session.try_seeds()
        elif choose < 0.6:
            self.session.cancel_sweep()

    def do_pace(self) -> None:
        self.session.set_pace(self.random.choice((Pace.FULL, Pace.FULL, Pace.TEN)))

    def do_nothing(self) -> None:
        QTest.qWait(self.random.randrange(80))

    # What must hold

    def note_load(self, clear: Callable[[], None]) -> None:
        clear()
        self.start: Design = self.session._design
        self.is_touched = False

    def go(self) -> None:
        session = self.session
        move = self.random.choice(self.moves)
        before, was_locked = session._design, session.is_locked
        self.done.append(move.__name__)
        move()
        QTest.qWait(self.random.choice((0, 0, 1, 5, 30)))
        if was_locked and session._design is not before:
            self.is_touched = True
        self.data[session.dataset.fingerprint] = session.dataset
        self.check(session.state)

    def keeps_best(self, state: ViewState) -> bool:
        assert state.run_design is not None
        is_awaited = self.session._control.is_awaited
        return is_awaited or state.run_design.config.keep_best

    def check(self, state: ViewState) -> None:
        history, told = state.history, self.done[-12:]
        assert np.isfinite(history.costs).all(), told
        # A run may have gone back to its best state, and what is shown may still be it.
        assert len(history) > state.iteration or not len(history), told
        if not self.keeps_best(state):
            assert len(history) in {0, state.iteration + 1}, told
        assert (state.design_error is None) == (self.session.problem is None)
        if state.design_error is None:
            assert state.dataset.fits(state.spec), told
        assert len(history.train_accuracy) == len(history), told
        self.check_moment(state)

    def check_moment(self, state: ViewState) -> None:
        frame, line = state.frame, state.timeline
        if state.moment is None:
            assert not line.is_playing
        elif not self.session._control.is_awaited:
            assert line.first <= state.moment <= line.last, self.done[-12:]
        if frame is not None and frame.train is not None and frame.run_id:
            is_shown = frame.run_id == state.run_id
            costs = state.history.costs
            if is_shown and frame.iteration < len(costs):
                shown = frame.train.cost, float(costs[frame.iteration])
                assert shown[0] == shown[1], self.done[-12:]


def check_undo(monkey: Monkey) -> None:
    """Undo all, make all again, undo all: nothing is lost, nothing is left."""
    session = monkey.session
    # The last thing done may have been to undo.
    redo_all(session)
    last = session._design
    steps = undo_all(session)
    first = session._design
    redo_all(session)
    # What was changed in the middle of a run is no edit, and can't be undone.
    if not monkey.is_touched:
        assert first == monkey.start
        assert session._design == last
    last = session._design
    assert undo_all(session) == steps
    assert session._design == first
    redo_all(session)
    assert session._design == last


def undo_all(session: TrainingSession) -> int:
    steps = 0
    while session.state.undo_text:
        session.undo()
        steps += 1
    return steps


def redo_all(session: TrainingSession) -> None:
    while session.state.redo_text:
        session.redo()


def check_record(record: RunRecord, log: RunLog, dataset: Dataset) -> None:
    """Train a stored run again, without a window."""
    blas = BlasThreads(most=1)
    trainer = Trainer.for_dataset(
        dataset, record.spec, record.config, blas, initial=record.weights
    )
    rates = dict(record.rates)
    assert len(log.costs) > record.iterations
    for iteration, cost in enumerate(log.costs):
        if iteration:
            trainer.step()
        trainer.learning_rate = rates.get(iteration, trainer.learning_rate)
        assert trainer.cost == cost, iteration


@pytest.mark.parametrize("seed", range(3))
def test_nothing_breaks_and_every_stored_run_is_that_of_its_settings(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, seed: int
) -> None:
    session = window.session
    faults: list[Exception] = []
    session.failed.connect(faults.append)
    monkey = Monkey(window, tmp_path, seed)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        monkey.go()
    session.set_what_if(False)
    session.pause()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    check_undo(monkey)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    assert [x for x in faults if not isinstance(x, EngineError)] == []
    window.close()
    assert window.ended_in_time
    assert multiprocessing.active_children() == []
    store = RunStore(window.settings.data_folder / FILE_NAME)
    for record in store.records():
        data = monkey.data[record.dataset_fingerprint]
        check_record(record, store.log(record.uid), data)
