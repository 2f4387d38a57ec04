"""The table of shapes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from engine.spec import NetworkSpec
from gui.theme import DARK, TypeScale, style_sheet
from gui.views.shapes import ShapesView
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.view_state import ViewState

HEADINGS = "layer l\tW[l]\tb[l]\tZ[l]\tA[l]\tparameters"


def state_of(*hidden: int) -> ViewState:
    data = dataset(209)
    spec = NetworkSpec.design(data.input_size, hidden, data.task, 2)
    return state(data, spec=spec)


@pytest.fixture
def view(qtbot: QtBot) -> ShapesView:
    view = ShapesView()
    qtbot.addWidget(view)
    view.show()
    view.show_state(state_of(20, 7, 5))
    return view


def rows(view: ShapesView) -> list[list[str]]:
    model = view.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_one_row_for_each_layer_and_a_total(view: ShapesView) -> None:
    table = rows(view)
    assert len(table) == 5
    units, weights = "20 × 209", "20 × 48"
    assert table[0] == ["1", weights, "20 × 1", units, units, "980"]
    assert table[-1] == ["total", *[""] * 4, "1,173"]


def test_it_follows_the_design(view: ShapesView) -> None:
    view.show_state(state_of())
    assert [row[1] for row in rows(view)] == ["1 × 48", ""]
    captions = [label.text() for label in view.findChildren(QLabel)]
    told = "m = 209, X is 48 × 209; dW, db, dZ and dA have the shapes of W, b, Z and A"
    assert told in captions


def test_four_layers_fit_without_scrolling(view: ShapesView) -> None:
    view.setStyleSheet(style_sheet(DARK, TypeScale.for_font(view.font())))
    view.show_state(state_of(20, 7, 5))
    view.resize(600, 150)
    QApplication.processEvents()
    assert view.table.verticalScrollBar().maximum() == 0
    assert view.table.horizontalScrollBar().maximum() == 0


def test_the_same_design_leaves_the_table_alone(view: ShapesView, qtbot: QtBot) -> None:
    same = dataclasses.replace(view._drawn, iteration=5)  # type: ignore[type-var]
    with qtbot.assertNotEmitted(view.model.modelReset):
        view.show_state(same)


def test_headings_give_the_rule(view: ShapesView) -> None:
    horizontal, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    rule = "W[l] has n[l] rows, one for each unit, and n[l-1] columns."
    assert view.model.headerData(1, horizontal, tip) == rule
    count = view.model.columnCount()
    assert all(view.model.headerData(c, horizontal, tip) for c in range(count))
    assert view.model.headerData(0, Qt.Orientation.Vertical) is None


def test_copying_takes_everything_or_what_is_selected(view: ShapesView) -> None:
    clipboard = QGuiApplication.clipboard()
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = clipboard.text().split("\n")
    assert lines[0] == HEADINGS
    assert len(lines) == 6
    view.table.setCurrentIndex(view.model.index(1, 1))
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "W[l]\n7 × 20"


def test_the_table_is_named_and_explained(view: ShapesView) -> None:
    assert view.table.accessibleName()
    assert view.table.toolTip()
