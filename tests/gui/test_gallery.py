from __future__ import annotations

import dataclasses
import random
import time

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from engine.datasets import Dataset, InputKind
from engine.evaluation import Metrics, mistakes
from engine.frame import Frame, Need, TestResults
from engine.outputs import Task
from engine.spec import NetworkSpec
from gui.theme import LIGHT
from gui.tile_model import NUMBER_ROLE
from gui.view import Throttle
from gui.view_state import Phase
from gui.views.gallery import GalleryView
from tests.gui.states import SIX, dataset, design, state


def frame(data: Dataset, A: np.ndarray, iteration: int = 5, run_id: int = 1) -> Frame:
    """Return the frame of a network whose last layer says A (n_y, m)."""
    spec = design(data)
    assert data.test is not None
    wrong = mistakes(spec.output, A, data.test.labels)
    test = TestResults(Metrics(0.5, 1 - len(wrong) / len(data.test)), A, wrong)
    return Frame(run_id, spec, iteration, test=test)


def says(data: Dataset, p: list[float], **more: int) -> Frame:
    return frame(data, np.array([p]), **more)


def lists(view: GalleryView) -> list[QAbstractItemView]:
    return view.findChildren(QAbstractItemView)


def rows(view: GalleryView) -> list[list[int]]:
    """Return the places in the test set that each group shows."""
    models = [tiles.model() for tiles in lists(view)]
    return [
        [model.index(row, 0).data(NUMBER_ROLE) for row in range(model.rowCount())]
        for model in models
    ]


def titles(view: GalleryView) -> list[str]:
    return [tiles.accessibleName() for tiles in lists(view)]


def said(view: GalleryView) -> str:
    """Return everything that the view says in words and shows."""
    return "\n".join(w.text() for w in view.findChildren(QLabel) if w.isVisible())


@pytest.fixture
def view(qtbot):
    view = GalleryView()
    qtbot.addWidget(view)
    view.resize(640, 200)
    view.show()
    return view


P = [0.9, 0.9, 0.97, 0.1, 0.2, 0.9, 0.2, 0.3, 0.6, 0.8, 0.1, 0.7]
"""Of 12 pictures, every second a cat: 0, 2, 8 taken for cats, 3 and 7 missed."""


def test_counts_rows_and_mistakes_agree(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    assert rows(view) == [[2, 0, 8], [3, 7]]
    assert titles(view) == ["said cat, isn't (3)", "missed cats (2)"]
    assert "Wrong on test: 5 of 12" in said(view)
    assert "p(cat) under each picture" in said(view)


def test_it_needs_the_test_set_where_there_is_one(view):
    data = dataset()
    assert view.needs(state(data)) == {Need.TEST}
    assert not view.needs(state(dataclasses.replace(data, test=None)))
    assert not view.needs(state(dataclasses.replace(data, task=Task.REGRESSION)))


def test_a_tile_tells_what_it_is(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    tile = lists(view)[0].model().index(0, 0)
    text = "test picture 2: said cat, p(cat) = 0.97; it is labelled non-cat"
    assert tile.data() == "0.97"
    assert tile.data(Qt.ItemDataRole.ToolTipRole) == text
    assert tile.data(Qt.ItemDataRole.AccessibleTextRole) == text


def test_while_training_tiles_keep_their_places(view):
    data, rng = dataset(20), random.Random(1)
    shown: list[list[int]] = [[], []]
    testers: list[QAbstractItemModelTester] = []
    for iteration in range(1, 40):
        p = [rng.random() for _ in range(20)]
        live = state(data, says(data, p, iteration=iteration), phase=Phase.RUNNING)
        view.show_state(live)
        wrong = [[i for i in range(0, 20, 2) if p[i] > 0.5]]
        wrong += [[i for i in range(1, 20, 2) if p[i] <= 0.5]]
        if iteration == 1:
            shown = rows(view)
            testers = [QAbstractItemModelTester(tiles.model()) for tiles in lists(view)]
        kept = [[i for i in a if i in b] for a, b in zip(shown, wrong, strict=True)]
        new = [[i for i in b if i not in a] for a, b in zip(kept, wrong, strict=True)]
        shown = [a + b for a, b in zip(kept, new, strict=True)]
        assert rows(view) == shown
    view.show_state(dataclasses.replace(live, phase=Phase.PAUSED))
    wrong[0].sort(key=lambda i: -p[i])
    wrong[1].sort(key=lambda i: p[i])
    assert rows(view) == wrong
    assert len(testers) == 2


def test_nothing_is_told_to_views_that_did_not_change(view, qtbot):
    data = dataset()
    shown = state(data, says(data, P), phase=Phase.RUNNING)
    view.show_state(shown)
    model = lists(view)[0].model()
    changes = [model.dataChanged, model.rowsInserted, model.rowsRemoved]
    changes += [model.layoutChanged, model.modelReset]
    told = []
    for signal in changes:
        signal.connect(lambda *_: told.append(1))
    view.show_state(dataclasses.replace(shown, iteration=6))
    view.show_state(dataclasses.replace(shown, frame=says(data, P, iteration=6)))
    assert not told
    # Another p of the same pictures waits until it can be read.
    other = dataclasses.replace(shown, frame=says(data, [0.8, *P[1:]], iteration=7))
    view.show_state(other)
    assert not told
    view._figures = Throttle(0.0)
    view.show_state(other)
    assert told == [1]


def test_what_is_right_now_goes_at_once_and_at_rest_every_p_is_right(view):
    data = dataset()
    shown = state(data, says(data, P), phase=Phase.RUNNING)
    view.show_state(shown)
    right = says(data, [0.1, *P[1:]], iteration=6)
    view.show_state(dataclasses.replace(shown, frame=right))
    assert rows(view) == [[2, 8], [3, 7]]
    later = says(data, [0.1, *P[1:8], 0.7, *P[9:]], iteration=7)
    view.show_state(dataclasses.replace(shown, frame=later))
    view.show_state(dataclasses.replace(shown, frame=later, phase=Phase.PAUSED))
    model = lists(view)[0].model()
    said = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert said == {"0.97", "0.70"}


def test_a_click_and_the_keys_choose_a_picture(view, qtbot):
    data = dataset()
    shown = state(data, says(data, P))
    view.show_state(shown)
    chosen = []
    view.picture_selected.connect(chosen.append)
    tiles = lists(view)[0]
    QApplication.processEvents()
    spot = tiles.visualRect(tiles.model().index(1, 0)).center()
    qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [picture.name for picture in chosen] == ["test 0"]
    view.show_state(dataclasses.replace(shown, picture=chosen[0]))
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert [picture.name for picture in chosen] == ["test 0", "test 8", "test 8"]
    assert chosen[1] is chosen[2]
    assert chosen[0].label == 0


def test_the_selected_tile_is_marked_wherever_it_goes(view):
    data = dataset()
    shown = state(data, says(data, P), phase=Phase.RUNNING)
    view.show_state(shown)
    chosen = []
    view.picture_selected.connect(chosen.append)
    alarms, misses = lists(view)
    misses.chosen.emit(7)
    chosen_state = dataclasses.replace(shown, picture=chosen[0])
    view.show_state(chosen_state)
    assert [i.row() for i in misses.selectedIndexes()] == [1]
    fewer = says(data, [*P[:3], 0.9, *P[4:]], iteration=6)
    view.show_state(dataclasses.replace(chosen_state, frame=fewer))
    assert [i.row() for i in misses.selectedIndexes()] == [0]
    right = says(data, [*P[:7], 0.9, *P[8:]], iteration=7)
    view.show_state(dataclasses.replace(chosen_state, frame=right))
    assert not misses.selectedIndexes()
    assert not alarms.selectedIndexes()
    assert len(chosen) == 1


def test_the_arrow_keys_are_no_shortcuts_in_a_list(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    kind, key = QEvent.Type.ShortcutOverride, Qt.Key.Key_Right
    for modifier, taken in (
        (Qt.KeyboardModifier.NoModifier, True),
        (Qt.KeyboardModifier.ControlModifier, False),
    ):
        event = QKeyEvent(kind, key, modifier)
        event.ignore()
        QApplication.sendEvent(lists(view)[0], event)
        assert event.isAccepted() is taken


def test_six_classes_have_a_group_for_each_confusion(view):
    data = dataset(12, SIX, Task.MULTICLASS)
    A = np.full((6, 12), 0.05)
    A[np.arange(12) % 6, np.arange(12)] = 0.5
    A[1, [0, 6]] = 0.7, 0.8
    A[0, 1] = 0.6
    view.show_state(state(data, frame(data, A)))
    assert rows(view) == [[6, 0], [1]]
    assert titles(view) == [
        "said <b>dog</b>, is six (2)",
        "said six, is <b>dog</b> (1)",
    ]
    tip = lists(view)[0].model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;dog" in tip
    assert "p of the answer" in said(view)


def test_class_names_are_shown_as_they_are(view):
    data = dataset(names=("a", "<b>x</b>"))
    view.show_state(state(data, says(data, P)))
    assert titles(view) == ["said <b>x</b>, isn't (3)", "missed <b>x</b> (2)"]
    labels = [label for label in view.findChildren(QLabel) if "<b>" in label.text()]
    assert len(labels) == 3
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_empty_galleries_say_why(view):
    data = dataset()
    view.show_state(state(dataclasses.replace(data, test=None)))
    assert "no test pictures" in said(view)
    view.show_state(state(data))
    assert "Press Train" in said(view)
    right = [float(i % 2) for i in range(12)]
    view.show_state(state(data, says(data, right)))
    assert "Every test picture is right." in said(view)
    assert "Wrong on test: 0 of 12" in said(view)
    view.show_state(state(data, says(data, P, iteration=0)))
    assert "untrained" in said(view)
    view.show_state(state(dataclasses.replace(data, task=Task.REGRESSION)))
    assert "ask for numbers" in said(view)


def test_a_network_for_other_pictures_is_not_tested_on_these(view):
    data = dataset()
    other = NetworkSpec.design(7, (), Task.BINARY, 2)
    view.show_state(state(data, says(data, P)))
    view.show_state(state(data, Frame(2, other, 3)))
    assert "learned from other data" in said(view)
    assert sum(map(len, rows(view))) == 0


def test_the_last_results_stay_until_the_next_come(view):
    data = dataset()
    first = state(data, says(data, P))
    view.show_state(first)
    view.show_state(dataclasses.replace(first, frame=None, run_id=2))
    assert rows(view) == [[2, 0, 8], [3, 7]]
    bare = Frame(2, first.spec, 0)
    view.show_state(dataclasses.replace(first, frame=bare, run_id=2))
    assert rows(view) == [[2, 0, 8], [3, 7]]
    late = says(data, [0.1] * 12, iteration=1, run_id=2)
    view.show_state(dataclasses.replace(first, frame=late, run_id=2))
    assert rows(view) == [[], [1, 3, 5, 7, 9, 11]]


def test_vectors_have_tiles_but_no_pictures(view):
    data = dataset(kind=InputKind.VECTOR)
    chosen = []
    view.picture_selected.connect(chosen.append)
    view.show_state(state(data, says(data, P)))
    lists(view)[0].chosen.emit(2)
    assert rows(view) == [[2, 0, 8], [3, 7]]
    assert not chosen
    assert not view.grab().isNull()


def test_it_looks_different_in_the_other_theme_and_marked(view):
    data = dataset()
    shown = state(data, says(data, P))
    view.show_state(shown)
    picture = view._picture(2)
    images = [view.grab().toImage()]
    for changes in ({"picture": picture}, {"picture": picture, "theme": LIGHT}):
        view.show_state(dataclasses.replace(shown, **changes))
        images.append(view.grab().toImage())
    assert images[0] != images[1] != images[2]


def test_ten_thousand_test_pictures_do_no_harm(view):
    data, rng = dataset(10_000), np.random.default_rng(1)
    view.show_state(state(data, frame(data, rng.random((1, 10_000)))))
    for iteration in range(6, 9):
        moved = frame(data, rng.random((1, 10_000)), iteration)
        begin = time.perf_counter()
        view.show_state(state(data, moved, phase=Phase.RUNNING))
        assert time.perf_counter() - begin < 2
        assert moved.test is not None
        assert sum(map(len, rows(view))) == len(moved.test.mistakes)
