"""The confusion matrix and the pictures behind its cells."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from engine.evaluation import answers, confusion_matrix
from engine.outputs import Task
from gui.theme import LIGHT
from gui.tile_model import NUMBER_ROLE
from gui.view_state import Phase
from gui.views.gallery import GalleryView
from gui.views.gallery.groups import Confusion
from tests.gui.states import SIX, dataset, state
from tests.gui.test_gallery import P, frame, said, says


@pytest.fixture
def view(qtbot):
    view = GalleryView()
    qtbot.addWidget(view)
    view.resize(720, 240)
    view.show()
    return view


def six(run_id=1):
    """Return six classes, and a frame of a network that answers by chance."""
    data = dataset(12, SIX, Task.MULTICLASS)
    A = np.random.default_rng(3).dirichlet(np.ones(6), len(data.test)).T
    return data, frame(data, A, run_id=run_id)


def rows(view):
    """Return the places in the test set that each group shows."""
    models = [box.model for box in view._strip.boxes]
    return [
        [model.index(row, 0).data(NUMBER_ROLE) for row in range(model.rowCount())]
        for model in models
    ]


def titles(view):
    return [box.title for box in view._strip.boxes]


def every_cell(classes):
    return [(one, other) for one in range(classes) for other in range(classes)]


def center(view, cell):
    return view.grid.cell_rect(*cell).center()


def click(view, cell):
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.grid, button, pos=center(view, cell))


@pytest.mark.parametrize("of", [lambda: (dataset(), None), six], ids=["two", "six"])
def test_each_cells_number_is_how_many_pictures_a_click_shows(view, of):
    data, shown = of()
    shown = shown or says(data, P)
    classes = len(data.class_names)
    view.resize(900, 300)
    view.show_state(state(data, shown))
    counts = confusion_matrix(
        shown.spec.output, shown.test.probabilities, data.test.labels, classes
    )
    assert counts.sum() == len(data.test)
    assert view.grid.isVisible()
    for cell in every_cell(classes):
        click(view, cell)
        (shown_rows,) = rows(view)
        told, label = cell
        assert len(shown_rows) == counts[label, told]
        assert all(data.test.labels[row] == label for row in shown_rows)


def test_right_answers_have_a_tick_and_no_cross(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    click(view, (1, 1))
    (title,) = titles(view)
    assert title.startswith("rightly cat (")
    (box,) = view._strip.boxes
    assert [label.text() for label in box.findChildren(QLabel)] == ["✓", title]
    # The title still counts mistakes.
    assert "Wrong on test: 5 of 12" in said(view)


def test_a_second_click_and_the_button_bring_all_mistakes_back(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    assert not view.all_mistakes.isVisible()
    for back in (lambda: click(view, (1, 0)), view.all_mistakes.click):
        click(view, (1, 0))
        assert rows(view) == [[2, 0, 8]]
        assert view.all_mistakes.isVisible()
        back()
        assert rows(view) == [[2, 0, 8], [3, 7]]
        assert not view.all_mistakes.isVisible()


def test_an_empty_cell_shows_nothing_and_says_so(view):
    data = dataset()
    right = [float(label) for label in data.test.labels]
    view.show_state(state(data, says(data, right)))
    assert "Every test picture is right." in said(view)
    click(view, (0, 1))
    assert rows(view) == [[]]
    assert titles(view) == ["missed cats (0)"]


def test_while_it_trains_a_cell_follows_and_tiles_keep_their_places(view):
    data = dataset()
    view.show_state(state(data, says(data, P), phase=Phase.RUNNING))
    click(view, (1, 0))
    assert rows(view) == [[2, 0, 8]]
    later = P.copy()
    later[0], later[4] = 0.2, 0.99
    view._figures.allows = lambda _running: True
    view.show_state(state(data, says(data, later, iteration=6), phase=Phase.RUNNING))
    assert rows(view) == [[2, 8, 4]]
    assert view.grid._counts[0, 1] == 3


def test_keys_go_from_cell_to_cell(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    view.grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(view.grid, key)
    assert "said cat, is non-cat: 3 test pictures" in view.grid.accessibleDescription()
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    assert rows(view) == [[2, 0, 8]]


def test_other_data_forget_the_cell(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    click(view, (1, 1))
    other, shown = six()
    view.show_state(state(other, shown))
    assert len(rows(view)) > 1
    assert not view.all_mistakes.isVisible()


def test_it_gives_way_where_there_is_no_room(view):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    assert view.grid.isVisible()
    view.resize(380, 240)
    assert not view.grid.isVisible()
    view.resize(900, 240)
    assert view.grid.isVisible()
    view.show_state(state(*six()))
    assert view.grid.isVisible()
    view.resize(900, 120)
    assert not view.grid.isVisible()


def test_it_gives_way_to_larger_text(view, qtbot):
    data = dataset()
    view.show_state(state(data, says(data, P)))
    view.resize(560, 240)
    assert view.grid.isVisible()
    font = view.font()
    font.setPointSizeF(1.5 * font.pointSizeF())
    view.setFont(font)
    qtbot.waitUntil(lambda: not view.grid.isVisible())
    strip = view._strip
    last = strip.boxes[-1]
    qtbot.waitUntil(lambda: last.geometry().right() < strip.viewport().width())


def test_there_is_none_without_answers(view):
    view.show_state(state(dataset()))
    assert not view.grid.isVisible()


def test_the_drawing_tells_cells_apart(view):
    data = dataset()
    for theme in (None, LIGHT):
        shown = state(
            data, says(data, P), **({} if theme is None else {"theme": theme})
        )
        view.show_state(shown)
        picture = view.grid.grab().toImage()
        right, wrong = (
            picture.pixelColor(view.grid.cell_rect(*cell).topLeft() + QPoint(3, 3))
            for cell in ((1, 1), (1, 0))
        )
        assert abs(right.lightness() - wrong.lightness()) > 60


def test_answers_of_a_cell():
    labels = np.array([0, 1, 1, 0, 1])
    A = np.array([[0.2, 0.9, 0.3, 0.8, 0.7]])
    found = answers("sigmoid", A, labels, 1, 1)
    assert [(one.index, one.probability) for one in found] == [(1, 0.9), (4, 0.7)]
    assert all(one.is_right for one in found)
    assert not answers("sigmoid", A, labels, 1, 0)[0].is_right
    np.testing.assert_array_equal(
        confusion_matrix("sigmoid", A, labels, 2), [[1, 1], [1, 2]]
    )
    assert Confusion(1, 1) != Confusion(1, 0)
