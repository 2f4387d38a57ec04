"""The drawn network is edited by mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.spec import MAX_HIDDEN_LAYERS, MAX_UNITS, HiddenLayer
from gui.view_state import Neuron, Phase
from gui.widgets.network.editing import (
    dragged_units,
    duplicated,
    inserted,
    moved,
    new_units,
    removed,
    resized,
)
from gui.widgets.network.plan import NetworkPlan
from tests.gui.network_states import (
    edits,
    focused_canvas,
    middle,
    shown_view,
    sizes,
    state_of,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.views.designer import DesignerView
    from gui.widgets.network.canvas import NetworkCanvas


@pytest.fixture
def view(qtbot: QtBot) -> DesignerView:
    return shown_view(qtbot)


@pytest.fixture
def canvas(view: DesignerView) -> NetworkCanvas:
    return focused_canvas(view)


def click(widget: Any, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers)


def chosen(view: DesignerView) -> list[Neuron]:
    found: list[Neuron] = []
    view.neuron_selected.connect(found.append)
    return found


# Choosing units


def test_a_click_chooses_a_unit(view: DesignerView, canvas: NetworkCanvas) -> None:
    found = chosen(view)
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(canvas, button, pos=middle(canvas, 2, 3))
    QTest.mouseClick(canvas, button, pos=middle(canvas, 4, 0))
    assert found == [Neuron(2, 3), Neuron(4, 0)]


def test_a_folded_unit_is_unfolded_when_chosen(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    assert canvas.unit_rect(1, 10).isEmpty()
    view.show_state(state_of(neuron=Neuron(1, 10)))
    assert not canvas.unit_rect(1, 10).isEmpty()
    assert not canvas.unit_rect(1, 0).isEmpty()


def test_a_click_on_the_ellipsis_unfolds(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    found = chosen(view)
    folded = (middle(canvas, 1, 3) + middle(canvas, 1, 16)) / 2
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=folded)
    assert found == [Neuron(1, 4)]


@pytest.mark.parametrize(
    ("key", "neuron"),
    [
        (Qt.Key.Key_Down, Neuron(2, 6)),
        (Qt.Key.Key_Up, Neuron(2, 4)),
        (Qt.Key.Key_Right, Neuron(3, 4)),
        (Qt.Key.Key_Left, Neuron(1, 5)),
        (Qt.Key.Key_Home, Neuron(2, 0)),
        (Qt.Key.Key_End, Neuron(2, 6)),
    ],
)
def test_arrow_keys_choose_units(
    view: DesignerView, canvas: NetworkCanvas, key: Qt.Key, neuron: Neuron
) -> None:
    view.show_state(state_of(neuron=Neuron(2, 5)))
    found = chosen(view)
    QTest.keyClick(canvas, key)
    assert found == [neuron]


def test_arrow_keys_end_at_the_edges(view: DesignerView, canvas: NetworkCanvas) -> None:
    found = chosen(view)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert found == []


# Editing


@pytest.mark.parametrize(
    ("gap", "hidden"),
    [
        (0, (20, 20, 7, 5)),
        (1, (20, 12, 7, 5)),
        (2, (20, 7, 6, 5)),
        (3, (20, 7, 5, 2)),
    ],
)
def test_plus_inserts_a_layer(
    view: DesignerView, gap: int, hidden: tuple[int, ...]
) -> None:
    asked = edits(view)
    click(view.canvas.editor.insert_button(gap))
    assert sizes(asked) == [hidden]


def test_controls_follow_the_mouse(view: DesignerView, canvas: NetworkCanvas) -> None:
    asked, controls = edits(view), canvas.editor.controls
    QTest.mouseMove(canvas, middle(canvas, 2, 0))
    assert canvas.editor.layer == 2
    fewer, more, remove = controls.fewer, controls.more, controls.remove
    assert more.accessibleName() == "More units in layer 2"
    assert abs(controls.geometry().center().x() - middle(canvas, 2, 0).x()) <= 1
    click(more)
    click(more, Qt.KeyboardModifier.ShiftModifier)
    click(fewer)
    click(fewer, Qt.KeyboardModifier.ControlModifier)
    click(remove)
    assert sizes(asked) == [(20, 8, 5), (20, 17, 5), (20, 6, 5), (20, 1, 5), (20, 5)]


def test_controls_hide_where_there_is_nothing_to_edit(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    canvas.clearFocus()
    QTest.mouseMove(canvas, middle(canvas, 4, 0))
    assert canvas.editor.layer == 0
    assert not canvas.editor.controls.isVisible()


def test_controls_are_reached_by_tab(view: DesignerView, canvas: NetworkCanvas) -> None:
    asked = edits(view)
    controls = canvas.editor.controls
    unpressed = {*controls.chips.values(), controls.menu}
    for button in (*controls.buttons, canvas.editor.insert_button(0)):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        assert view.focusWidget() is button
        if button not in unpressed:
            QTest.keyClick(button, Qt.Key.Key_Space)
    assert sizes(asked) == [(19, 7, 5), (21, 7, 5), (7, 5), (20, 20, 7, 5)]


@pytest.mark.parametrize(
    ("key", "modifier", "hidden"),
    [
        ("+", Qt.KeyboardModifier.NoModifier, (20, 8, 5)),
        ("+", Qt.KeyboardModifier.ShiftModifier, (20, 8, 5)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, (20, 17, 5)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, (20, 1, 5)),
        ("-", Qt.KeyboardModifier.NoModifier, (20, 6, 5)),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, (20, 5)),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier, (20, 7, 6, 5)),
    ],
)
def test_keys_edit_the_selected_layer(
    view: DesignerView,
    canvas: NetworkCanvas,
    key: Any,
    modifier: Any,
    hidden: tuple[int, ...],
) -> None:
    view.show_state(state_of(neuron=Neuron(2, 0)))
    asked = edits(view)
    QTest.keyClick(canvas, key, modifier)
    assert sizes(asked) == [hidden]


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_PageUp, Qt.Key.Key_Delete]
)
def test_keys_with_ctrl_are_the_windows(
    view: DesignerView, canvas: NetworkCanvas, key: Qt.Key
) -> None:
    asked, control = edits(view), Qt.KeyboardModifier.ControlModifier
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, control)
    override.ignore()
    QApplication.sendEvent(canvas, override)
    assert not override.isAccepted()
    QTest.keyClick(canvas, key, control)
    assert asked == []


def test_the_output_is_not_edited(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.show_state(state_of((), neuron=Neuron(1, 0)))
    asked = edits(view)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(canvas, key)
    assert asked == []
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert sizes(asked) == [(7,)]


def test_limits_are_kept_in_silence(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.show_state(state_of((1, MAX_UNITS, 1), neuron=Neuron(1, 0)))
    asked = edits(view)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    view.show_state(state_of((1, MAX_UNITS, 1), neuron=Neuron(2, 0)))
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    view.show_state(state_of((1,) * MAX_HIDDEN_LAYERS))
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert asked == []


def test_a_run_locks_the_design(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.show_state(state_of(phase=Phase.RUNNING))
    asked, found = edits(view), chosen(view)
    button = canvas.editor.insert_button(0)
    assert not button.isEnabled()
    assert "pause" in button.toolTip()
    click(button)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Insert):
        QTest.keyClick(canvas, key)
    assert asked == []
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert found == [Neuron(1, 1)]
    view.show_state(state_of(phase=Phase.PAUSED))
    assert button.isEnabled()


def test_removing_the_layer_keeps_the_focus_in_the_drawing(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(state_of((3,)))
    canvas.editor.controls.remove.setFocus()
    view.show_state(state_of(()))
    assert view.focusWidget() is canvas
    assert not canvas.editor.controls.isVisible()


def test_the_engine_agrees_with_the_edits() -> None:
    one, two, three = (HiddenLayer(units) for units in (1, 2, 3))
    most = (HiddenLayer(MAX_UNITS - 1, "tanh"),)
    assert new_units(12288, 20) == 20
    assert new_units(1, 1) == 1
    assert removed((one, two, three), 2) == (one, three)
    assert duplicated((one, two), 1) == (one, one, two)
    assert duplicated((one,) * MAX_HIDDEN_LAYERS, 1) == (one,) * MAX_HIDDEN_LAYERS
    assert moved((one, two, three), 1, 3) == (two, three, one)
    assert moved((one, two, three), 3, 0) == (three, one, two)
    assert resized((HiddenLayer(5),), 1, -10) == (one,)
    assert resized(most, 1, 10) == (HiddenLayer(MAX_UNITS, "tanh"),)


def test_a_new_layer_is_like_the_one_before_it() -> None:
    layers = (HiddenLayer(9, "tanh", "he", 0.5), HiddenLayer(4, "sigmoid"))
    plan = NetworkPlan((5, 9, 4, 1), ("",) * 4, 1, ("",), True, layers)
    assert inserted(plan, 1)[1] == HiddenLayer(6, "tanh", "he", 0.5)
    assert inserted(plan, 0)[0] == HiddenLayer(7, "tanh", "he", 0.5)
    assert inserted(plan, 2)[2] == HiddenLayer(2, "sigmoid")
    alone = NetworkPlan((4, 1), ("", ""), 1, ("",), True)
    assert inserted(alone, 0) == (HiddenLayer(2),)


@pytest.mark.parametrize(
    ("start", "steps", "change"),
    [(20, 3, 3), (20, -3, -3), (20, 0.2, 0), (20, 20, 30), (1000, 1, 20)],
)
def test_a_drag_is_exact_at_first_and_goes_far(
    start: int, steps: float, change: int
) -> None:
    assert dragged_units(start, steps) == change


def test_the_layers_buttons_go_above_a_short_column(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.resize(900, 190)
    QApplication.processEvents()
    QTest.mouseMove(canvas, middle(canvas, 3, 0))
    column = canvas._layout.columns[3].rect
    assert canvas.editor.layer == 3
    assert canvas.editor.covered.bottom() <= column.top() + 1
    assert canvas.editor.covered.top() >= 0
    QTest.mouseMove(canvas, middle(canvas, 1, 0))
    assert canvas._covered == canvas.editor.covered


def test_a_low_canvas_is_not_cut_off(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.resize(900, 120)
    QApplication.processEvents()
    assert canvas.parentWidget().height() >= canvas.height()
