"""Earlier runs: kept while they go on, listed, compared, restored."""

from __future__ import annotations

import dataclasses
import math
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from engine.config import TrainingConfig
from engine.errors import RunStoreError
from engine.evaluation import Metrics
from engine.history import History
from engine.presets import PRESETS
from engine.runs import Ended, RunLog, RunStore, Scores
from engine.runs.opening import FILE_NAME
from engine.runs.record import RunRecord, new_uid
from engine.spec import HiddenLayer, NetworkSpec
from engine.steps import Steps
from gui.kept_runs import KeptRuns
from gui.pace import Pace
from gui.theme import DARK, LIGHT, TypeScale, style_sheet
from gui.view_state import Phase
from gui.views.runs import RunsView
from gui.views.runs.columns import COLUMNS, NOTE_COLUMN
from gui.views.runs.model import DIFFERS, UID
from gui.views.runs.settings import differing, settings_of
from gui.widgets.plot import style_of
from gui.widgets.plot.overlay import DARK_HUES, LIGHT_HUES
from tests.gui.conftest import WAIT
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


ROOT = Path(__file__).resolve().parents[2]
COLUMN = {column.name: number for number, column in enumerate(COLUMNS)}
SPEC = NetworkSpec.design(48, (20, 7, 5), dataset().task, 2)


def record(number: int, **changes: object) -> RunRecord:
    values: dict[str, object] = {
        "spec": SPEC,
        "config": TrainingConfig(),
        "dataset_name": "Drawn <b>cats</b>",
        "dataset_fingerprint": "ab",
        "started": 1.7e9 + number,
        "uid": f"run{number}",
        "number": number,
        "seconds": 1.5,
        "iterations": 2500,
        "ended": Ended.FINISHED,
        "final": Scores(0.1 * number, 0.5, 0.99, 0.7 + 0.01 * number),
        **changes,
    }
    return RunRecord(**values)  # type: ignore[arg-type]


def config(**changes: object) -> TrainingConfig:
    return dataclasses.replace(TrainingConfig(), **changes)  # type: ignore[arg-type]


def history(*costs: float) -> History:
    log = History()
    log.extend(Steps(0, np.array(costs), np.full(len(costs), 0.5)))
    log.add_test(0, Metrics(0.8, 0.4))
    log.add_test(len(costs) - 1, Metrics(0.9, 0.6))
    return log


def settle() -> None:
    """Let layouts be done."""
    QTest.qWait(1)


class Bench:
    """A runs view on its own, and what it asks for."""

    def __init__(self, view: RunsView) -> None:
        self.view = view
        self.asked: list[tuple[str, object]] = []
        view.curves_wanted.connect(lambda uids: self.asked.append(("curves", uids)))
        view.restore_requested.connect(lambda uid: self.asked.append(("restore", uid)))
        view.open_requested.connect(lambda uid: self.asked.append(("open", uid)))
        view.delete_requested.connect(lambda uids: self.asked.append(("delete", uids)))
        view.noted.connect(lambda uid, text: self.asked.append(("note", (uid, text))))
        view.undo_requested.connect(lambda: self.asked.append(("undo", None)))

    def show(self, *records: RunRecord, **changes: object) -> None:
        runs = KeptRuns(records, is_loaded=True, **changes)  # type: ignore[arg-type]
        self.view.show_state(state(dataset(), runs=runs))

    def column(self, name: str) -> list[str]:
        model = self.view.filtered
        rows = range(model.rowCount())
        return [model.index(row, COLUMN[name]).data() for row in rows]

    def differs(self, name: str) -> list[bool]:
        model = self.view.filtered
        rows = range(model.rowCount())
        return [bool(model.index(r, COLUMN[name]).data(DIFFERS)) for r in rows]

    def select(self, *uids: str) -> None:
        model, selection = self.view.filtered, self.view.table.selectionModel()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(UID) in uids:
                selection.select(index, flags.Select | flags.Rows)
                selection.setCurrentIndex(index, flags.NoUpdate)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    view = RunsView()
    qtbot.addWidget(view)
    view.setStyleSheet(style_sheet(DARK, TypeScale.for_font(view.font())))
    view.resize(900, 260)
    view.show()
    return Bench(view)


class TestTable:
    def test_before_there_are_runs_it_says_what_will_come(self, bench: Bench) -> None:
        bench.view.show_state(state(dataset()))
        assert not bench.view.empty.isVisible()
        bench.show()
        assert bench.view.empty.isVisible()
        assert "Train" in bench.view.empty.text()
        bench.show(record(1))
        assert not bench.view.empty.isVisible()
        assert bench.view.table.isVisible()

    def test_the_newest_run_comes_first(self, bench: Bench) -> None:
        bench.show(record(1), record(2), record(3))
        assert bench.column("number") == ["3", "2", "1"]
        assert bench.column("network")[0] == "20, 7, 5"
        assert bench.column("train")[0] == "99 %"
        assert bench.column("cost")[0] == "0.3000"
        assert bench.column("data")[0] == "Drawn <b>cats</b>"

    @pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
    def test_every_column_sorts_both_ways(self, bench: Bench, column) -> None:
        bench.show(
            record(1, note="b"),
            record(2, config=config(learning_rate=0.1, seed=11), seconds=120.0),
            record(9, config=config(seed=2, iterations=10), note="A"),
            record(10, final=Scores(), spec=SPEC.with_layers([HiddenLayer(3)])),
        )
        number = COLUMN[column.name]
        for order in Qt.SortOrder:
            bench.view.table.sortByColumn(number, order)
            model = bench.view.filtered
            rows = [
                bench.view.model.row(model.mapToSource(model.index(row, 0)).row())
                for row in range(model.rowCount())
            ]
            keys = [column.key(row) for row in rows]
            expected = sorted(keys, reverse=order is Qt.SortOrder.DescendingOrder)
            assert keys == expected
            assert column.heading()
            assert column.tip()

    def test_a_filter_wants_every_word(self, bench: Bench) -> None:
        bench.show(
            record(1, note="good with ADAM", config=config(optimizer="adam")),
            record(2, config=config(optimizer="adam")),
            record(3, note="good"),
        )
        search = bench.view.search
        QTest.keyClicks(search, "adam GOOD")
        assert bench.column("number") == ["1"]
        search.setText("#2")
        assert bench.column("number") == ["2"]
        search.setText("nothing has this")
        assert bench.column("number") == []
        search.clear()
        assert len(bench.column("number")) == 3

    def test_what_is_unusual_is_marked_and_not_by_colour_alone(
        self, bench: Bench
    ) -> None:
        bench.show(
            record(1),
            record(2, config=config(learning_rate=0.02)),
            record(3),
            record(4, config=config(momentum=0.5)),
        )
        assert bench.differs("learning_rate") == [False, False, True, False]
        assert bench.differs("others") == [True, False, False, False]
        assert not any(bench.differs("network"))
        cell = bench.view.filtered.index(2, COLUMN["learning_rate"])
        assert cell.data(Qt.ItemDataRole.FontRole).bold()
        assert "differs" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
        assert cell.data(Qt.ItemDataRole.BackgroundRole).isValid()
        bench.view.table.grab()

    def test_selected_runs_are_compared_with_one_another(self, bench: Bench) -> None:
        bench.show(
            record(1),
            record(2, config=config(learning_rate=0.02)),
            record(3, config=config(seed=4)),
            record(4),
        )
        bench.select("run1", "run3")
        assert bench.differs("seed") == [False, True, False, True]
        assert not any(bench.differs("learning_rate"))

    def test_a_note_is_written_in_place(self, bench: Bench, qtbot: QtBot) -> None:
        bench.show(record(1), record(2))
        bench.select("run1")
        bench.view.actions_.annotate.trigger()
        editor = bench.view.table.findChild(QLineEdit)
        assert editor is not None
        QTest.keyClicks(editor, "the best so far")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        note = ("note", ("run1", "the best so far"))
        qtbot.waitUntil(lambda: bench.asked[-1] == note, timeout=WAIT)
        bench.show(record(1, note="the best so far"), record(2))
        assert bench.column("note") == ["", "the best so far"]
        only = bench.view.model.index(0, NOTE_COLUMN - 1)
        assert not bench.view.model.setData(only, "x")

    def test_keys_do_what_buttons_do(self, bench: Bench, qtbot: QtBot) -> None:
        bench.show(record(1), record(2, model_file="run2.h5"))
        view, key = bench.view, Qt.Key
        view.activateWindow()
        view.table.setFocus()
        qtbot.waitUntil(view.table.hasFocus, timeout=WAIT)
        bench.select("run2")
        QTest.keyClick(view.table, key.Key_Return)
        assert bench.asked[-1] == ("restore", "run2")
        QTest.keyClick(view.table, key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert bench.asked[-1] == ("open", "run2")
        QTest.keyClick(view.table, key.Key_Delete)
        assert bench.asked[-1] == ("delete", ["run2"])

    def test_what_cant_be_done_is_not_offered(self, bench: Bench) -> None:
        view = bench.view
        bench.show(record(1), record(2, model_file="run2.h5"))
        assert not view.actions_.restore.isEnabled()
        assert not view.actions_.keep.isEnabled()
        bench.select("run1")
        assert view.actions_.restore.isEnabled()
        assert not view.actions_.open.isEnabled()
        bench.select("run2")
        assert view.actions_.open.isEnabled()
        bench.select("run1", "run2")
        assert not view.actions_.restore.isEnabled()
        assert view.actions_.delete.isEnabled()
        assert view.actions_.export.isEnabled()
        bench.show(record(1), deleted=1, current="run1")
        assert view.actions_.undo.isEnabled()
        assert view.actions_.keep.isEnabled()
        names = [action.text() for action in view.context_menu().actions()]
        assert {"Restore", "Delete", "Undo delete"} <= set(names)

    def test_the_last_run_can_be_brought_back(self, bench: Bench) -> None:
        bench.show(deleted=1)
        assert not bench.view.empty.isVisible()
        bench.view.actions_.undo.trigger()
        assert bench.asked == [("undo", None)]

    def test_a_selection_outlives_news(self, bench: Bench) -> None:
        one, two = record(1), record(2)
        bench.show(one, two)
        bench.select("run1")
        bench.show(one, record(2, note="new"), record(3))
        assert bench.view.table.selected() == ["run1"]
        bench.show(record(3))
        assert bench.view.table.selected() == []

    def test_deleting_very_many_is_one_step(self, bench: Bench) -> None:
        records = [record(number) for number in range(1, 101)]
        bench.show(*records)
        bench.view.table.selectAll()
        asked = len(bench.asked)
        bench.show(records[7], deleted=99)
        assert bench.column("number") == ["8"]
        assert bench.view.table.selected() == []
        assert bench.asked[asked:] == [("curves", [])]
        assert bench.view.actions_.undo.isEnabled()

    def test_undo_stands_where_delete_stood(self, bench: Bench) -> None:
        bench.show(record(1), record(2), deleted=1)
        *_, delete, undo = bench.view._buttons
        assert undo.isVisible()
        assert not delete.isVisible()
        bench.select("run1")
        assert delete.isVisible()
        assert not undo.isVisible()
        assert undo.accessibleName() == "Undo delete"

    def test_buttons_have_room_for_their_texts_or_are_in_the_menu(
        self, bench: Bench, qtbot: QtBot
    ) -> None:
        bench.show(record(1))
        restore, keep, delete, _ = bench.view._buttons
        assert delete.isVisible()
        bench.view.resize(300, 260)
        qtbot.waitUntil(lambda: not delete.isVisible())
        for button in (restore, keep):
            assert not button.isVisible() or button.width() >= button.sizeHint().width()
        bench.view.resize(900, 260)
        qtbot.waitUntil(delete.isVisible)

    def test_everything_is_named_and_explained(self, bench: Bench) -> None:
        bench.show(record(1), deleted=1)
        bench.select("run1")
        buttons = bench.view.findChildren(QAbstractButton)
        shown = [b for b in buttons if b.isVisible() and b.toolTip()]
        assert len(shown) >= 6
        assert all(button.accessibleName() for button in shown)
        for widget in (bench.view.table, bench.view.search):
            assert widget.accessibleName()
            assert widget.toolTip()

    def test_a_hidden_table_is_not_filled(self, bench: Bench) -> None:
        bench.view.hide()
        bench.show(record(1))
        assert bench.view.model.rowCount() == 0
        bench.view.show()
        assert bench.view.model.rowCount() == 1


class TestCurves:
    def test_they_are_those_that_were_stored(self, bench: Bench) -> None:
        logs = {
            "run1": RunLog.of(history(0.7, 0.5, 0.4)),
            "run2": RunLog.of(history(0.7, math.nan, 0.1, 0.05)),
        }
        bench.show(record(1), record(2, config=config(seed=2)), logs=logs)
        bench.select("run1", "run2")
        assert bench.asked[-1] == ("curves", ["run2", "run1"])
        pane = bench.view.curves
        drawn = [item.getData() for item in pane.plot._items if hasattr(item, "path")]
        lines = [tuple(y.tolist()) for _, y in drawn if len(y) > 2]
        assert (0.7, 0.5, 0.4) in lines
        assert any(line[2:] == (0.1, 0.05) for line in lines)
        (_, right), (_, top) = pane.plot.viewRange()
        assert right == 3
        assert 0.9 <= top < 2
        assert [line.text for line in pane.legend.lines] == ["seed 2", "seed 1"]
        assert pane.legend.lines[0].figures == "99 %  72 %"

    def test_accuracies_have_the_whole_axis(self, bench: Bench) -> None:
        logs = {"run1": RunLog.of(history(0.7, 0.5, 0.4))}
        bench.show(record(1), logs=logs)
        bench.select("run1")
        bench.view.curves.accuracy.click()
        pane = bench.view.curves
        drawn = [item.getData()[1].tolist() for item in pane.plot._items]
        assert [0.5, 0.5, 0.5] in drawn
        assert [0.4, 0.6] in drawn
        assert pane.plot.viewRange()[1][1] == pytest.approx(1.02)
        assert [line.text for line in pane.legend.lines] == ["run 1"]
        pane.grab()

    def test_of_very_many_only_some_are_drawn_and_that_is_said(
        self, bench: Bench
    ) -> None:
        records = [record(number) for number in range(1, 41)]
        logs = {r.uid: RunLog.of(history(0.7, 0.5, 0.4)) for r in records}
        bench.show(*records, logs=logs)
        bench.view.table.selectAll()
        pane = bench.view.curves
        lines = [item for item in pane.plot._items if hasattr(item, "path")]
        assert len(lines) == 2 * 16
        assert "16 of 40" in pane.legend.lines[-1].text
        assert pane.legend.height() < 0.6 * pane.plot.height()

    def test_with_none_selected_the_table_has_all_the_room(self, bench: Bench) -> None:
        bench.show(record(1), record(2))
        view = bench.view
        assert "Select" in view.hint.text()
        parts = view.curves, view.curves.cost, view.curves.accuracy
        assert not any(part.isVisible() for part in parts)
        settle()
        alone = view.table.width()
        bench.select("run1")
        assert all(part.isVisible() for part in parts)
        assert not view.hint.isVisible()
        settle()
        assert view.table.width() < 0.7 * alone
        view.table.clearSelection()
        settle()
        assert view.table.width() == alone

    def test_beside_curves_the_test_accuracy_is_in_sight(self, bench: Bench) -> None:
        bench.show(record(1), record(2))
        bench.view.resize(606, 200)
        bench.select("run1", "run2")
        settle()
        table, test = bench.view.table, COLUMN["test"]
        right = table.columnViewportPosition(test) + table.columnWidth(test)
        assert right <= table.viewport().width()

    def test_a_diverged_run_presses_no_other_flat(self, bench: Bench) -> None:
        logs = {
            "run1": RunLog.of(history(0.7, 0.5, 0.4)),
            "run2": RunLog.of(history(0.7, 1e300, math.inf)),
        }
        bench.show(record(1), record(2), logs=logs)
        bench.select("run1", "run2")
        assert bench.view.curves.plot.viewRange()[1][1] <= 5

    def test_a_thinned_log_is_drawn_where_its_states_are(self, bench: Bench) -> None:
        log = RunLog(
            np.array([0.0, 70, 100]), np.array([0.7, 0.2, 0.1]), *[np.zeros(3)] * 4
        )
        bench.show(record(1), logs={"run1": log})
        bench.select("run1")
        assert bench.view.curves.plot.viewRange()[0][1] == 100


def luminance(color: QColor) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, color.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("hues", "theme"), [(DARK_HUES, DARK), (LIGHT_HUES, LIGHT)], ids=["dark", "light"]
)
def test_every_hue_stands_out_from_the_ground(hues, theme) -> None:
    ground = luminance(theme.color("panel"))
    for hue in hues:
        low, high = sorted([luminance(QColor(hue)), ground])
        assert (high + 0.05) / (low + 0.05) >= 4.5, hue


CVD = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1."""


@pytest.mark.parametrize("eyes", CVD)
@pytest.mark.parametrize("hues", [DARK_HUES, LIGHT_HUES], ids=["dark", "light"])
def test_hues_differ_for_every_eye(hues, eyes) -> None:
    found = [lab(CVD[eyes] @ linear_rgb(QColor(hue))) for hue in hues]
    for i, one in enumerate(found):
        for other in found[:i]:
            assert np.linalg.norm(one - other) > 15


def linear_rgb(color: QColor) -> np.ndarray:
    c = np.array(color.getRgbF()[:3])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    matrix = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    xyz = np.array(matrix) @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_sixty_four_runs_all_look_different() -> None:
    looks = {
        (style.color.name(), style.symbol)
        for style in (style_of(place, True) for place in range(64))
    }
    assert len(looks) == 64


def test_only_what_differs_is_named() -> None:
    layers = [HiddenLayer(4, "tanh", "he", 0.25), HiddenLayer(2)]
    plain = settings_of(record(1))
    other = settings_of(
        record(2, spec=SPEC.with_layers(layers), config=config(batch_size=8))
    )
    assert differing([plain, plain]) == []
    assert differing([plain, other]) == [
        "network",
        "activation",
        "initializations",
        "dropout",
        "batch_size",
    ]
    assert "0.25" in other["dropout"]
    assert other["batch_size"] == "batches of 8"


# With a real session


@pytest.fixture
def lab_window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_lab(open_window)


def open_lab(open_window: Callable[[], MainWindow]) -> MainWindow:
    window = open_window()
    window.session.set_pace(Pace.FULL)
    window.session.set_hidden((4,))
    window.session.set_iterations(30)
    window.show()
    window.docks.by_name["runsPanel"].raise_()
    return window


def view_of(window: MainWindow) -> RunsView:
    view = window.views["runsPanel"]
    assert isinstance(view, RunsView)
    return view


def wait_for(qtbot: QtBot, window: MainWindow, check: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: not window.session.running and check(), timeout=WAIT)


def train(qtbot: QtBot, window: MainWindow) -> RunRecord:
    """Train to the end; return the run as the list has it."""
    window.session.train()
    store = RunStore(window.settings.data_folder / FILE_NAME)
    uid = window.runs.current

    def is_kept() -> bool:
        shown = [r for r in window.session.state.runs.records if r.uid == uid]
        return bool(shown) and shown[0].ended is not Ended.RUNNING

    wait_for(qtbot, window, is_kept)
    (found,) = (run for run in store.records() if run.uid == uid)
    return found


def select(window: MainWindow, *uids: str) -> None:
    Bench(view_of(window)).select(*uids)


def test_a_run_is_kept_and_there_after_a_restart(qtbot, settings, open_window) -> None:
    window = open_lab(open_window)
    kept = train(qtbot, window)
    session = window.session
    assert (kept.number, kept.iterations, kept.ended) == (1, 30, Ended.FINISHED)
    assert (kept.spec, kept.config) == (session.spec, session.config)
    assert kept.dataset_fingerprint == session.dataset.fingerprint
    assert kept.seconds > 0
    assert kept.final.train_cost == session.costs[-1]
    assert kept.final.test_accuracy == session.state.history.test_accuracy[-1]
    costs = session.costs
    window.close()
    again = open_lab(open_window)
    qtbot.waitUntil(lambda: view_of(again).model.rowCount() == 1, timeout=WAIT)
    assert again.session.state.runs.records == (kept,)
    select(again, kept.uid)
    qtbot.waitUntil(lambda: bool(again.session.state.runs.logs), timeout=WAIT)
    log = again.session.state.runs.logs[kept.uid]
    assert log.costs.tobytes() == costs.tobytes()
    again.close()


def test_restored_settings_give_the_very_same_curve(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    session.set_layers([HiddenLayer(6, "tanh", "he", 0.25), HiddenLayer(3)])
    session.set_config(learning_rate=0.02, seed=7, optimizer="momentum")
    first = train(qtbot, window)
    costs = session.costs
    session.set_hidden((2,))
    session.set_config(learning_rate=0.1, seed=1, optimizer="adam", iterations=10)
    train(qtbot, window)
    select(window, first.uid)
    view_of(window).actions_.restore.trigger()
    qtbot.waitUntil(lambda: "same curve" in window.banner.text, timeout=WAIT)
    assert (session.spec, session.config) == (first.spec, first.config)
    assert session.state.phase is Phase.READY
    second = train(qtbot, window)
    assert second.uid != first.uid
    assert session.costs.tobytes() == costs.tobytes()


def test_restoring_on_other_data_says_so(qtbot, lab_window) -> None:
    window = lab_window
    other = NetworkSpec.design(48, (9, 2), dataset().task, 2)
    store = RunStore(window.settings.data_folder / FILE_NAME)
    log = RunLog.of(history(0.7, 0.5))
    store.save(record(1, spec=other), log)
    window.runs.load()
    qtbot.waitUntil(lambda: view_of(window).model.rowCount() == 1, timeout=WAIT)
    select(window, "run1")
    view_of(window).actions_.restore.trigger()
    qtbot.waitUntil(lambda: "other data" in window.banner.text, timeout=WAIT)
    assert "Drawn <b>cats</b>" in window.banner.text
    assert window.session.spec.layer_dims == (12288, 9, 2, 1)
    assert window.session.problem is None


def test_a_network_that_is_too_large_here_changes_nothing(qtbot, lab_window) -> None:
    window = lab_window
    before = window.session.state
    layers = [HiddenLayer(8192)] * 3
    huge = NetworkSpec.design(4, (), dataset().task, 2).with_layers(layers)
    store = RunStore(window.settings.data_folder / FILE_NAME)
    store.save(record(1, spec=huge), RunLog.of(history(0.7, 0.5)))
    window.runs.load()
    qtbot.waitUntil(lambda: view_of(window).model.rowCount() == 1, timeout=WAIT)
    select(window, "run1")
    view_of(window).actions_.restore.trigger()
    assert "Make the layers smaller" in window.banner.text
    after = window.session.state
    assert (after.spec, after.config) == (before.spec, before.config)
    assert after.run_id == before.run_id


def test_a_batch_that_is_too_large_here_becomes_all(qtbot, lab_window) -> None:
    window = lab_window
    store = RunStore(window.settings.data_folder / FILE_NAME)
    spec = window.session.spec
    store.save(
        record(1, spec=spec, config=config(batch_size=5000)),
        RunLog.of(history(0.7, 0.5)),
    )
    window.runs.load()
    qtbot.waitUntil(lambda: view_of(window).model.rowCount() == 1, timeout=WAIT)
    select(window, "run1")
    view_of(window).actions_.restore.trigger()
    qtbot.waitUntil(lambda: "other data" in window.banner.text, timeout=WAIT)
    assert window.session.config.batch_size is None
    assert window.session.problem is None


def test_nothing_is_restored_into_a_run_that_goes_on(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    first = train(qtbot, window)
    session.set_hidden((5,))
    session.set_pace(Pace.TEN)
    session.train()
    select(window, first.uid)
    view_of(window).actions_.restore.trigger()
    assert session.running
    assert session.spec.hidden == (5,)
    assert "another run" in window.banner.text
    session.pause()
    wait_for(qtbot, window, lambda: True)


def test_pause_and_train_are_one_run_and_steps_alone_are_none(
    qtbot, lab_window
) -> None:
    window, session = lab_window, lab_window.session
    session.step(3)
    wait_for(qtbot, window, lambda: session.state.iteration == 3)
    session.reset()
    session.set_iterations(2000)
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 5, timeout=WAIT)
    session.pause()
    store = RunStore(window.settings.data_folder / FILE_NAME)

    def ends() -> list[Ended]:
        return [run.ended for run in store.records()]

    wait_for(qtbot, window, lambda: ends() == [Ended.PAUSED])
    (paused,) = store.records()
    assert paused.iterations == session.state.iteration
    session.set_iterations(paused.iterations + 20)
    session.set_learning_rate(0.5)
    session.set_pace(Pace.FULL)
    session.train()
    wait_for(qtbot, window, lambda: ends() == [Ended.FINISHED])
    (done,) = store.records()
    assert done.uid == paused.uid
    assert done.iterations == paused.iterations + 20
    assert done.config.iterations == done.iterations
    assert done.config.learning_rate == paused.config.learning_rate != 0.5
    assert done.rates == ((paused.iterations, 0.5),)
    assert len(store.log(done.uid).costs) == done.iterations + 1
    assert done.seconds >= paused.seconds


def test_why_a_run_ended_is_kept(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    session.set_config(iterations=5000, patience=1)
    assert train(qtbot, window).ended is Ended.STOPPED_EARLY
    session.set_config(iterations=200, patience=None, learning_rate=1e300)
    assert train(qtbot, window).ended is Ended.DIVERGED


def test_a_long_run_is_stored_on_the_way(qtbot, lab_window, monkeypatch) -> None:
    monkeypatch.setattr("gui.run_recorder.FIRST_SECONDS", 0.05)
    window, session = lab_window, lab_window.session
    session.set_pace(Pace.HUNDRED)
    session.set_iterations(5000)
    session.train()
    store = RunStore(window.settings.data_folder / FILE_NAME)
    qtbot.waitUntil(lambda: len(store.records()) == 1, timeout=WAIT)
    assert session.running
    assert store.records()[0].ended is Ended.RUNNING
    session.reset()
    qtbot.waitUntil(lambda: store.records()[0].ended is Ended.PAUSED, timeout=WAIT)
    assert window.runs.current == ""


def test_closing_in_the_middle_keeps_what_there_is(
    qtbot, settings, open_window
) -> None:
    window = open_lab(open_window)
    session = window.session
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 3, timeout=WAIT)
    window.close()
    (kept,) = RunStore(settings.data_folder / FILE_NAME).records()
    assert kept.ended is Ended.PAUSED
    assert kept.iterations >= 3
    assert kept.dataset_fingerprint == session.dataset.fingerprint


TRAINING = """
import sys
import threading
from PySide6.QtCore import QSettings
from gui.app import make_application
from gui.main_window import MainWindow
from gui.pace import Pace
from gui.settings import Settings
application = make_application()
store = QSettings(sys.argv[1], QSettings.Format.IniFormat)
window = MainWindow(Settings(store))
window.session.set_pace(Pace.HUNDRED)
window.session.set_iterations(100_000)
window.show()
window.session.train()
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_window_has_kept_its_run(
    qtbot, settings, tmp_path, open_window
) -> None:
    store = RunStore(settings.data_folder / FILE_NAME)
    command = [sys.executable, "-c", TRAINING, str(tmp_path / "settings.ini")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as window:
        try:
            # A busy machine may store the run before its first step.
            qtbot.waitUntil(
                lambda: any(run.iterations for run in store.records()), timeout=2 * WAIT
            )
        finally:
            window.kill()
    again = open_lab(open_window)
    qtbot.waitUntil(lambda: view_of(again).model.rowCount() == 1, timeout=WAIT)
    assert again.banner.text == ""
    (kept,) = again.session.state.runs.records
    assert kept.ended is Ended.RUNNING
    assert kept.iterations > 0
    assert len(store.log(kept.uid).costs) == kept.iterations + 1
    ended = Bench(view_of(again)).column("ended")
    assert ended == [f"unfinished at {kept.iterations}"]
    again.close()


def test_notes_deleting_and_undo(qtbot, lab_window) -> None:
    window, view = lab_window, view_of(lab_window)
    first, second = train(qtbot, window), train(qtbot, window)
    store = RunStore(window.settings.data_folder / FILE_NAME)
    window.runs.annotate(first.uid, "mine")
    shown = window.session
    qtbot.waitUntil(lambda: shown.state.runs.records[0].note == "mine", timeout=WAIT)
    select(window, first.uid)
    view.actions_.delete.trigger()
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT)
    assert [run.uid for run in store.records()] == [second.uid]
    assert shown.state.runs.deleted == 1
    view.actions_.undo.trigger()
    qtbot.waitUntil(lambda: view.model.rowCount() == 2, timeout=WAIT)
    assert store.records()[0].note == "mine"
    assert shown.state.runs.deleted == 0
    assert not view.actions_.undo.isEnabled()


def test_a_model_is_kept_and_opened(qtbot, lab_window) -> None:
    window, session, view = lab_window, lab_window.session, view_of(lab_window)
    kept = train(qtbot, window)
    costs = session.costs
    view.actions_.keep.trigger()
    qtbot.waitUntil(
        lambda: session.state.runs.records[0].model_file != "", timeout=WAIT
    )
    assert window.runs.model_path(kept.uid).is_file()
    session.set_hidden((2,))
    train(qtbot, window)
    select(window, kept.uid)
    assert view.actions_.open.isEnabled()
    view.actions_.open.trigger()
    assert session.spec == kept.spec
    assert session.costs.tobytes() == costs.tobytes()
    assert window.runs.current == ""


def test_how_a_run_ended_shows_before_it_is_stored(
    qtbot, lab_window, monkeypatch
) -> None:
    session, may_store = lab_window.session, threading.Event()
    save = RunStore.save

    def save_late(*args: Any, **options: Any) -> None:
        may_store.wait(WAIT / 1000)
        save(*args, **options)

    monkeypatch.setattr(RunStore, "save", save_late)
    session.train()
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)
    last = session.state.iteration

    def last_is_shown() -> bool:
        # A run may end before its first frame has arrived.
        frame = session.state.frame
        return frame is not None and frame.iteration == last

    try:
        qtbot.waitUntil(last_is_shown, timeout=WAIT / 2)
    finally:
        may_store.set()


def test_selected_runs_are_exported(qtbot, lab_window, tmp_path, monkeypatch) -> None:
    window, view = lab_window, view_of(lab_window)
    kept = train(qtbot, window)
    place = tmp_path / "runs.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(place), ""))
    select(window, kept.uid)
    view.actions_.export.trigger()
    qtbot.waitUntil(place.exists, timeout=WAIT)
    qtbot.waitUntil(lambda: "runs.csv" in window.banner.text, timeout=WAIT)
    assert str(kept.final.train_cost) in place.read_text("utf-8-sig")


def test_what_if_runs_can_be_pinned(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    assert not window.actions_["pinAction"].isEnabled()
    session.set_what_if(True)
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)
    session.set_learning_rate(0.02)
    qtbot.waitUntil(lambda: session.state.can_pin, timeout=WAIT)
    window.actions_["pinAction"].trigger()
    store = RunStore(window.settings.data_folder / FILE_NAME)
    qtbot.waitUntil(lambda: len(store.records()) == 1, timeout=WAIT)
    (kept,) = store.records()
    assert kept.is_pinned
    assert (kept.config, kept.ended) == (session.config, Ended.FINISHED)
    assert kept.dataset_fingerprint == session.dataset.fingerprint
    assert kept.seconds > 0
    assert kept.final.train_cost == session.costs[-1]
    np.testing.assert_array_equal(session.state.reference.costs, session.costs)


def test_weights_that_were_given_are_restored_too(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    session.set_iterations(20)
    kept, costs = train(qtbot, window), session.costs
    session.new_weights()
    drawn = train(qtbot, window)
    assert kept.weights == PRESETS["xor-by-hand"].weights
    assert drawn.weights is None
    settings = [settings_of(run) for run in (kept, drawn)]
    assert "weights" in differing(settings)
    select(window, kept.uid)
    view_of(window).actions_.restore.trigger()
    train(qtbot, window)
    np.testing.assert_array_equal(session.costs, costs)


def test_a_pinned_curve_stays_as_it_was(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    session.set_config(keep_best=True)
    session.set_what_if(True)
    qtbot.waitUntil(lambda: session.state.can_pin, timeout=WAIT)
    session.pin()
    qtbot.waitUntil(lambda: bool(session.state.runs.records), timeout=WAIT)
    (kept,) = session.state.runs.records
    window.runs.show_curves([kept.uid])
    qtbot.waitUntil(lambda: kept.uid in session.state.runs.logs, timeout=WAIT)
    log = session.state.runs.logs[kept.uid].costs
    assert not np.shares_memory(log, session.state.history.costs)


@pytest.mark.parametrize("content", [b"no database" * 99, None], ids=["file", "dir"])
def test_a_broken_list_is_set_aside_and_the_window_opens(
    qtbot, settings, content, open_window
) -> None:
    path = settings.data_folder / FILE_NAME
    path.parent.mkdir(parents=True)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    window = open_lab(open_window)
    qtbot.waitUntil(lambda: ".broken-" in window.banner.text, timeout=WAIT)
    train(qtbot, window)
    names = [p.name for p in path.parent.iterdir()]
    assert any(".broken-" in name for name in names)
    window.close()


def test_a_full_disk_is_said_once_and_training_goes_on(
    qtbot, lab_window, monkeypatch
) -> None:
    window, session = lab_window, lab_window.session
    said: list[Exception] = []
    session.noted.connect(said.append)
    session.failed.connect(said.append)

    def full(*_args: object) -> None:
        raise RunStoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(RunStore, "save", full)
        for _ in range(2):
            session.train()
            wait_for(qtbot, window, lambda: not session.is_busy)
            assert session.state.phase is Phase.FINISHED
        qtbot.waitUntil(lambda: len(said) == 1, timeout=WAIT)
    assert "full" in window.banner.text
    assert train(qtbot, window).number == 1
    assert len(said) == 1


def test_a_damaged_curve_leaves_the_others(qtbot, lab_window, monkeypatch) -> None:
    window = lab_window
    first, second = train(qtbot, window), train(qtbot, window)
    whole = RunStore.log

    def log(store: RunStore, uid: str) -> RunLog:
        if uid == first.uid:
            raise RunStoreError("The curves of this run are damaged.")
        return whole(store, uid)

    monkeypatch.setattr(RunStore, "log", log)
    window.runs.show_curves([first.uid, second.uid])
    qtbot.waitUntil(
        lambda: set(window.session.state.runs.logs) == {second.uid}, timeout=WAIT
    )
    assert "damaged" in window.banner.text


def test_a_models_folder_that_cant_be_made_is_said(qtbot, lab_window) -> None:
    window, session = lab_window, lab_window.session
    train(qtbot, window)
    (window.settings.data_folder / "models").write_text("in the way")
    view_of(window).actions_.keep.trigger()
    assert "No model can be kept" in window.banner.text
    assert not session.state.runs.records[0].model_file


def test_the_users_own_folder_is_left_alone(settings, tmp_path: Path) -> None:
    assert tmp_path in settings.data_folder.parents
    assert new_uid() != new_uid()
