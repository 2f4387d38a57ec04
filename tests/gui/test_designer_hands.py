"""The drawing is edited with the hand: drags, wheel, typing, menus, hovering."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from engine.errors import SpecError
from engine.spec import MAX_UNITS, HiddenLayer
from gui.view_state import Neuron, Phase
from gui.widgets.network.deeds import Setting
from gui.widgets.network.hand import STEP
from tests.gui.network_states import (
    edits,
    focused_canvas,
    middle,
    shown_view,
    state_of,
    vectors,
    with_frame,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.views.designer import DesignerView
    from gui.widgets.network.canvas import NetworkCanvas

LEFT = Qt.MouseButton.LeftButton
DESIGNS = [(), (9,), (20, 7, 5), tuple(range(3, 23))]
WITH_HIDDEN = DESIGNS[1:]


@pytest.fixture
def view(qtbot: QtBot) -> DesignerView:
    return shown_view(qtbot)


@pytest.fixture
def canvas(view: DesignerView) -> NetworkCanvas:
    return focused_canvas(view)


class Session:
    """Does what the view asks for, and notes it."""

    def __init__(self, view: DesignerView, hidden: tuple[int, ...]) -> None:
        self.view = view
        self.state = state_of(hidden)
        self.keys: list[object] = []
        self.hidden: list[tuple[int, ...]] = []
        view.layers_edited.connect(self.set_layers)
        view.neuron_selected.connect(self.select)
        view.show_state(self.state)

    @property
    def layers(self) -> tuple[HiddenLayer, ...]:
        return self.state.spec.layers

    def set_layers(self, layers: tuple[HiddenLayer, ...], key: object) -> None:
        self.keys.append(key)
        self.hidden.append(tuple(layer.units for layer in layers))
        self.show(spec=self.state.spec.with_layers(layers))

    def select(self, neuron: Neuron) -> None:
        self.show(neuron=neuron)

    def show(self, **changes: Any) -> None:
        self.state = dataclasses.replace(self.state, **changes)
        self.view.show_state(self.state)


def number(canvas: NetworkCanvas, layer: int) -> QPoint:
    return canvas.count_rect(layer).center().toPoint()


def rise(canvas: NetworkCanvas, steps: int) -> QPoint:
    """Return how far up so many steps of a drag are."""
    return QPoint(0, round(steps * STEP * canvas.look.em))


def wheel(
    canvas: NetworkCanvas,
    place: QPoint,
    delta: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QWheelEvent(
        QPointF(place),
        canvas.mapToGlobal(QPointF(place)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def open_menu(canvas: NetworkCanvas) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> dict[str, QAction]:
    return {
        action.text().split("\t")[0].replace("&", ""): action
        for action in menu.actions()
    }


def trigger(menu: QMenu, text: str) -> None:
    entries(menu)[text].trigger()
    menu.hide()


def context_menu(canvas: NetworkCanvas, place: QPoint) -> QMenu:
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, canvas.mapToGlobal(place)
    )
    QApplication.sendEvent(canvas, event)
    return open_menu(canvas)


# Dragging


@pytest.mark.parametrize("hidden", WITH_HIDDEN, ids=len)
def test_dragging_a_number_up_adds_units_live(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session, place = Session(view, hidden), number(canvas, 1)
    QTest.mousePress(canvas, LEFT, pos=place)
    for steps in range(1, 6):
        QTest.mouseMove(canvas, place - rise(canvas, steps))
        assert canvas._plan.hidden == session.hidden[-1]
    QTest.mouseRelease(canvas, LEFT, pos=place - rise(canvas, 5))
    grown = [first for first, *_ in session.hidden]
    assert grown == [hidden[0] + more for more in (1, 2, 3, 4, 5)]
    assert session.hidden[-1][1:] == hidden[1:]
    assert len(set(session.keys)) == 1
    assert session.keys[0] is not None


def test_every_drag_is_a_step_of_its_own(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    for _ in range(2):
        place = number(canvas, 2)
        QTest.mousePress(canvas, LEFT, pos=place)
        QTest.mouseMove(canvas, place + rise(canvas, 2))
        QTest.mouseRelease(canvas, LEFT, pos=place + rise(canvas, 2))
    assert session.hidden == [(20, 5, 5), (20, 3, 5)]
    assert session.keys[0] != session.keys[1]


def test_a_drag_down_ends_at_one_unit(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session, place = Session(view, (20, 7, 5)), number(canvas, 3)
    QTest.mousePress(canvas, LEFT, pos=place)
    QTest.mouseMove(canvas, place + QPoint(0, 300))
    assert session.hidden == [(20, 7, 1)]
    QTest.mouseMove(canvas, place - QPoint(0, 9000))
    QTest.mouseRelease(canvas, LEFT, pos=place)
    assert session.hidden[1] == (20, 7, MAX_UNITS)


def test_escape_takes_a_drag_back(view: DesignerView, canvas: NetworkCanvas) -> None:
    session, place = Session(view, (20, 7, 5)), number(canvas, 2)
    QTest.mousePress(canvas, LEFT, pos=place)
    QTest.mouseMove(canvas, place - QPoint(0, 40))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(canvas, place - QPoint(0, 80))
    QTest.mouseRelease(canvas, LEFT, pos=place - QPoint(0, 80))
    assert session.hidden[-1] == (20, 7, 5)
    assert len(set(session.keys)) == 1


@pytest.mark.parametrize("hidden", DESIGNS[2:], ids=len)
def test_dragging_a_number_sideways_moves_the_layer(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session = Session(view, hidden)
    session.select(Neuron(1, 2))
    start, end = number(canvas, 1), number(canvas, 3)
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, start + QPoint(8, 0))
    QTest.mouseMove(canvas, number(canvas, 2))
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, pos=end)
    first, second, third, *rest = hidden
    assert session.hidden[0] == (second, first, third, *rest)
    assert session.hidden[-1] == (second, third, first, *rest)
    assert len(set(session.keys)) == 1
    assert session.state.neuron == Neuron(3, 2), "the selection goes with it"


def test_the_ends_are_not_dragged(view: DesignerView, canvas: NetworkCanvas) -> None:
    for hidden in DESIGNS:
        session = Session(view, hidden)
        for layer in (0, len(hidden) + 1):
            place = number(canvas, layer)
            QTest.mousePress(canvas, LEFT, pos=place)
            QTest.mouseMove(canvas, place - QPoint(0, 50))
            QTest.mouseRelease(canvas, LEFT, pos=place - QPoint(0, 50))
        assert session.hidden == []
        view.layers_edited.disconnect(session.set_layers)
        view.neuron_selected.disconnect(session.select)


def test_a_drag_ends_when_the_network_is_another(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session, place = Session(view, (20, 7, 5)), number(canvas, 3)
    QTest.mousePress(canvas, LEFT, pos=place)
    session.show(spec=state_of((20,)).spec)
    QTest.mouseMove(canvas, place - QPoint(0, 50))
    QTest.mouseRelease(canvas, LEFT, pos=place - QPoint(0, 50))
    assert session.hidden == []


# The wheel


@pytest.mark.parametrize("hidden", WITH_HIDDEN, ids=len)
def test_the_wheel_over_a_number_changes_it(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session, place = Session(view, hidden), number(canvas, 1)
    wheel(canvas, place, 120)
    wheel(canvas, place, 60)
    wheel(canvas, place, 60)
    wheel(canvas, place, 120, Qt.KeyboardModifier.ShiftModifier)
    wheel(canvas, place, -120)
    assert [first - hidden[0] for first, *_ in session.hidden] == [1, 2, 12, 11]
    assert len(set(session.keys)) == 1


def test_the_wheel_elsewhere_edits_nothing(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    wheel(canvas, middle(canvas, 2, 0), 120)
    wheel(canvas, number(canvas, 0), 120)
    wheel(canvas, number(canvas, 4), 120)
    assert session.hidden == []


# Typing


def test_a_click_on_a_number_lets_type_another(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.mouseClick(canvas, LEFT, pos=number(canvas, 2))
    assert field.isVisible()
    assert field.text() == field.selectedText() == "7"
    QTest.keyClicks(field, "1,000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.hidden == [(20, 1000, 5)]
    assert not field.isVisible()
    assert view.focusWidget() is canvas


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_let_type_a_number(
    view: DesignerView, canvas: NetworkCanvas, key: Qt.Key
) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.keyClick(canvas, key)
    assert field.text() == "20"
    assert field.accessibleName() == "Units of layer 1"
    QTest.keyClicks(field, "33")
    QTest.keyClick(field, Qt.Key.Key_Enter)
    assert session.hidden == [(33, 7, 5)]


def test_a_digit_begins_a_number(view: DesignerView, canvas: NetworkCanvas) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.keyClick(canvas, "6")
    QTest.keyClicks(field, "4")
    canvas.setFocus()
    assert session.hidden == [(64, 7, 5)], "a click elsewhere ends it"


@pytest.mark.parametrize("text", ["0", "-3", "8193", "many", "1.5", "9" * 400, ""])
def test_what_is_no_number_stays_and_is_marked(
    view: DesignerView, canvas: NetworkCanvas, text: str
) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert field.property("wrong") == "true"
    assert "1 to 8,192 units" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert session.hidden == []
    assert view.focusWidget() is canvas


def test_leaving_a_wrong_number_changes_nothing(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    canvas.editor.field.setText("none")
    canvas.setFocus()
    assert session.hidden == []
    assert not canvas.editor.field.isVisible()


# Duplicating and moving by keys


@pytest.mark.parametrize("hidden", DESIGNS, ids=len)
def test_keys_double_and_move_layers(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session = Session(view, hidden)
    QTest.keyClick(canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert session.hidden == ([(hidden[0], *hidden)] if hidden else [])
    session.hidden.clear()
    session.show(spec=state_of(hidden).spec)
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    if len(hidden) > 2:
        first, second, third, *rest = hidden
        assert session.hidden[-1] == (second, third, first, *rest)
        assert session.state.neuron.layer == 3
    else:
        assert session.hidden == []


def test_a_double_keeps_all_that_is_set(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (4, 3))
    layer = HiddenLayer(4, "tanh", "he", 0.25)
    session.show(spec=session.state.spec.with_layers((layer, HiddenLayer(3))))
    QTest.keyClick(canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert session.layers == (layer, layer, HiddenLayer(3))


# Menus


MENU_OF_HIDDEN = [
    "Insert layer before",
    "Insert layer behind",
    "Duplicate",
    "Move left",
    "Move right",
    "Remove",
    "Units…",
    "Activation",
    "Initialization",
    "Dropout",
    "Zoom in",
    "Zoom out",
    "Fit the whole network",
]


@pytest.mark.parametrize("hidden", WITH_HIDDEN, ids=len)
def test_the_context_menu_has_all_of_it(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session = Session(view, hidden)
    menu = context_menu(canvas, middle(canvas, 1, 0))
    title, *found = filter(None, entries(menu))
    assert title == "Hidden layer 1"
    assert found == MENU_OF_HIDDEN
    assert not entries(menu)["Move left"].isEnabled()
    assert entries(menu)["Move right"].isEnabled() == (len(hidden) > 1)
    trigger(menu, "Duplicate")
    trigger(context_menu(canvas, middle(canvas, 1, 0)), "Remove")
    trigger(context_menu(canvas, middle(canvas, 1, 0)), "Insert layer before")
    assert session.hidden[:2] == [(hidden[0], *hidden), hidden]
    assert session.hidden[2][1:] == hidden
    assert session.keys == [None] * 3


@pytest.mark.parametrize("hidden", DESIGNS, ids=len)
def test_the_ends_have_menus_too(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    session, last = Session(view, hidden), len(hidden) + 1
    menu = context_menu(canvas, number(canvas, 0))
    assert "Remove" not in entries(menu)
    assert not entries(menu)["Insert layer before"].isEnabled()
    trigger(menu, "Insert layer behind")
    assert session.hidden[-1][1:] == hidden
    session.show(spec=state_of(hidden).spec)
    menu = context_menu(canvas, middle(canvas, last, 0))
    assert not entries(menu)["Insert layer behind"].isEnabled()
    trigger(menu, "Insert layer before")
    assert session.hidden[-1][:-1] == hidden


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_keys_open_the_menu_of_the_selected_layer(
    view: DesignerView, canvas: NetworkCanvas, key: Qt.Key, modifier: Any
) -> None:
    session = Session(view, (20, 7, 5))
    session.select(Neuron(2, 0))
    QTest.keyClick(canvas, key, modifier)
    menu = open_menu(canvas)
    assert "Hidden layer 2" in entries(menu)
    by_system = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(canvas, by_system)
    assert open_menu(canvas) is menu, "some systems ask twice"
    trigger(menu, "Move left")
    assert session.hidden == [(7, 20, 5)]


@pytest.mark.parametrize(
    ("key", "entry", "layer"),
    [
        (Qt.Key.Key_A, "tanh", HiddenLayer(7, "tanh")),
        (Qt.Key.Key_I, "randn · 0.01", HiddenLayer(7, "relu", "small-normal")),
        (Qt.Key.Key_D, "0.5", HiddenLayer(7, "relu", "", 0.5)),
    ],
)
def test_keys_and_chips_set_something_on_a_layer(
    view: DesignerView,
    canvas: NetworkCanvas,
    key: Qt.Key,
    entry: str,
    layer: HiddenLayer,
) -> None:
    session = Session(view, (20, 7, 5))
    session.select(Neuron(2, 0))
    QTest.keyClick(canvas, key)
    trigger(open_menu(canvas), entry)
    assert session.layers == (HiddenLayer(20), layer, HiddenLayer(5))
    chips = canvas.editor.controls.chips
    setting = {Qt.Key.Key_A: Setting.ACTIVATION, Qt.Key.Key_I: Setting.INITIALIZATION}
    chip = chips[setting.get(key, Setting.DROPOUT)]
    assert entry in chip.text()
    assert entry in chip.accessibleName()
    QTest.mouseClick(chip, LEFT)
    menu = open_menu(canvas)
    assert [text for text, action in entries(menu).items() if action.isChecked()] == [
        entry
    ]
    usual = next(iter(entries(menu)))
    trigger(menu, "ReLU" if key is Qt.Key.Key_A else usual)
    assert session.layers == (HiddenLayer(20), HiddenLayer(7), HiddenLayer(5))


def test_the_output_has_an_initialization_of_its_own(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(state_of((3,), neuron=Neuron(2, 0)))
    found: list[tuple[str, object]] = []
    view.setting_edited.connect(lambda *edit: found.append(edit))
    QTest.keyClick(canvas, Qt.Key.Key_I)
    trigger(open_menu(canvas), "randn · √(2/n)")
    QTest.keyClick(canvas, Qt.Key.Key_I)
    trigger(open_menu(canvas), "The run's (randn / √n)")
    for key in (Qt.Key.Key_A, Qt.Key.Key_D):
        QTest.keyClick(canvas, key)
        assert QApplication.activePopupWidget() is None
    name = "output_initialization"
    assert found == [(name, "he"), (name, "")]


def test_the_outputs_initialization_is_kept_and_undone(window: MainWindow) -> None:
    canvas, session = window.views["designerPanel"].canvas, window.session
    session.set_hidden((20, 5))
    before = session.spec
    window.views["designerPanel"].setting_edited.emit("output_initialization", "he")
    assert session.spec.initializations == ("", "", "he")
    assert canvas._plan.details(3) == "randn · √(2/n)"
    canvas.editor.asker.duplicate(1)
    assert session.spec.initializations == ("", "", "", "he")
    session.undo()
    session.undo()
    assert session.spec == before


def test_what_is_set_on_a_layer_is_written_below_it(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    plain = canvas.grab().toImage()
    layers = (HiddenLayer(20, "relu", "small-normal", 0.5), *session.layers[1:])
    session.show(spec=session.state.spec.with_layers(layers))
    assert canvas._plan.details(1) == "randn · 0.01, dropout 0.5"
    assert canvas._plan.details(2) == canvas._plan.details(4) == ""
    assert canvas.grab().toImage() != plain


def test_the_runs_initialization_is_named(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    config = dataclasses.replace(session.state.config, initialization="he")
    session.show(config=config)
    QTest.keyClick(canvas, Qt.Key.Key_I)
    assert next(iter(entries(open_menu(canvas)))) == "The run's (randn · √(2/n))"
    open_menu(canvas).hide()


@pytest.mark.parametrize(
    ("text", "rate"), [("0.25", 0.25), ("0,4", 0.4), ("15 %", 0.15), ("0", None)]
)
def test_a_dropout_rate_is_typed(
    view: DesignerView, canvas: NetworkCanvas, text: str, rate: float | None
) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.keyClick(canvas, Qt.Key.Key_D)
    trigger(open_menu(canvas), "Other…")
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    asked = [session.layers[0].dropout] if session.hidden else [None]
    assert asked == [rate]


@pytest.mark.parametrize("text", ["1", "-0.5", "100 %", "half", "", "%", ".", "1e-3"])
def test_what_is_no_rate_is_marked(
    view: DesignerView, canvas: NetworkCanvas, text: str
) -> None:
    session, field = Session(view, (20, 7, 5)), canvas.editor.field
    QTest.keyClick(canvas, Qt.Key.Key_D)
    trigger(open_menu(canvas), "Other…")
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong") == "true"
    assert session.hidden == []


# Hovering


@pytest.mark.parametrize("hidden", DESIGNS, ids=len)
def test_hovering_isolates_a_unit(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    view.show_state(with_frame(state_of(hidden)))
    canvas.clearFocus()
    QTest.mouseMove(canvas, QPoint(1, 1))
    whole = canvas.grab().toImage()
    last = len(hidden) + 1
    QTest.mouseMove(canvas, middle(canvas, last, 0))
    assert canvas.alone == (last, 0)
    assert canvas.grab().toImage() != whole
    QTest.mouseMove(canvas, QPoint(1, 1))
    assert canvas.alone is None


def test_a_unit_alone_has_all_its_lines(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(with_frame(state_of((9, 7, 5))))
    gaps = canvas._edges.alone(canvas._layout.columns, (2, 3))
    assert [len(gap) for gap in gaps] == [0, 9, 5, 0]
    assert {edge.target for edge in gaps[1]} == {edge.source for edge in gaps[2]} == {3}
    weights = canvas._edges.matrix(2)
    assert weights is not None
    signs = {edge.source: edge.sign for edge in gaps[1]}
    assert [signs[unit] for unit in range(9)] == np.sign(weights[3]).tolist()


def test_the_first_layers_lines_come_from_the_picture(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(with_frame(state_of((9, 7, 5))))
    into, out, *others = canvas._edges.alone(canvas._layout.columns, (1, 4))
    assert {edge.target for edge in into} == {4}
    assert len(out) == 7
    assert others == [(), ()]


def test_the_tip_names_the_strongest_inputs(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    shown = state_of((3, 2), vectors())
    layers = (np.array([[0.1, -0.5, 0.2], [0, 0, 0]]), np.ones((1, 2)))
    view.show_state(with_frame(shown, layers=layers))
    tip = canvas.tip_at(middle(canvas, 2, 0))
    assert "from units 2 (−0.5), 3 (+0.2), 1 (+0.1)" in tip
    assert "Strongest weights: from inputs" in canvas.tip_at(middle(canvas, 1, 0))


def test_arrow_keys_isolate_what_they_choose(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session = Session(view, (20, 7, 5))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert session.state.neuron == Neuron(2, 0)
    assert canvas.alone == (2, 0)
    assert "Layer 2, unit 1 of 7" in QToolTip.text()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.alone is None
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    canvas.clearFocus()
    assert canvas.alone is None


def test_an_ellipsis_is_no_unit(view: DesignerView, canvas: NetworkCanvas) -> None:
    folded = (middle(canvas, 1, 3) + middle(canvas, 1, 16)) / 2
    QTest.mouseMove(canvas, folded)
    assert canvas.alone is None


def test_a_layer_may_vanish_below_the_mouse(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(state_of((9,) * 20))
    QTest.mouseMove(canvas, middle(canvas, 15, 0))
    assert canvas.editor.layer == 15
    view.show_state(state_of((9,)))
    assert canvas.editor.layer <= 1
    QTest.mouseMove(canvas, middle(canvas, 1, 0))
    assert canvas.editor.layer == 1


def test_a_layer_that_is_to_blame_is_marked(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    def picture() -> QImage:
        QApplication.processEvents()
        return canvas.grab().toImage()

    plain = picture()
    error = SpecError("Too much.").at("hidden_text", layer=2)
    view.show_state(state_of(design_error=error))
    marked = picture()
    assert "Too much." in canvas.tip_at(number(canvas, 2))
    assert "Too much." not in canvas.tip_at(number(canvas, 1))
    view.show_state(state_of(design_error=SpecError("Too much.")))
    unmarked = picture()
    assert unmarked != marked
    # One typed behind the last that is drawn isn't the output.
    beyond = SpecError("Too much.").at("hidden_text", layer=4)
    view.show_state(state_of(design_error=beyond))
    assert picture() == unmarked
    view.show_state(state_of())
    assert picture() == plain


# Locked


@pytest.mark.parametrize("hidden", DESIGNS, ids=len)
def test_nothing_is_edited_while_a_run_goes_on(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    view.show_state(state_of(hidden, phase=Phase.RUNNING))
    asked, place = edits(view), number(canvas, 1)
    QTest.mousePress(canvas, LEFT, pos=place)
    QTest.mouseMove(canvas, place - QPoint(0, 60))
    QTest.mouseRelease(canvas, LEFT, pos=place - QPoint(0, 60))
    QTest.mouseClick(canvas, LEFT, pos=place)
    wheel(canvas, place, 240)
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    QTest.keyClick(canvas, Qt.Key.Key_D, control)
    QTest.keyClick(canvas, Qt.Key.Key_Right, alt)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_7, Qt.Key.Key_A, Qt.Key.Key_I, Qt.Key.Key_D):
        QTest.keyClick(canvas, key)
    assert QApplication.activePopupWidget() is None
    assert not canvas.editor.field.isVisible()
    menu = context_menu(canvas, middle(canvas, 1, 0))
    enabled = {text for text, one in entries(menu).items() if text and one.isEnabled()}
    assert enabled == {"Zoom in", "Zoom out", "Fit the whole network"}
    assert any("pause first" in text for text in entries(menu))
    menu.hide()
    assert asked == []


def test_a_run_that_begins_ends_a_drag_and_typing(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    session, place = Session(view, (20, 7, 5)), number(canvas, 1)
    QTest.mousePress(canvas, LEFT, pos=place)
    QTest.mouseMove(canvas, place - QPoint(0, 12))
    count = len(session.hidden)
    session.show(phase=Phase.RUNNING)
    QTest.mouseMove(canvas, place - QPoint(0, 60))
    QTest.mouseRelease(canvas, LEFT, pos=place - QPoint(0, 60))
    assert len(session.hidden) == count
    session.show(phase=Phase.PAUSED)
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    session.show(phase=Phase.RUNNING)
    assert not canvas.editor.field.isVisible()
    assert len(session.hidden) == count


# In the window


def test_text_and_drawing_are_in_step(window: MainWindow) -> None:
    canvas, session = window.views["designerPanel"].canvas, window.session
    session.set_hidden((20, 7, 5))
    QApplication.processEvents()
    place = number(canvas, 2)
    QTest.mousePress(canvas, LEFT, pos=place)
    QTest.mouseMove(canvas, place - rise(canvas, 3))
    assert session.state.hidden_text == "20, 10, 5"
    QTest.mouseRelease(canvas, LEFT, pos=place - rise(canvas, 3))
    session.set_hidden_text("3, 4")
    assert canvas._plan.hidden == (3, 4)
    session.set_hidden_text("3, x")
    assert canvas._plan.hidden == (3, 4), "the last that makes sense"
    canvas.editor.asker.duplicate(1)
    assert session.state.hidden_text == "3, 3, 4"
    assert session.state.design_error is None


def test_a_drag_is_undone_at_once(window: MainWindow) -> None:
    canvas, session = window.views["designerPanel"].canvas, window.session
    session.set_hidden((20, 7, 5))
    QApplication.processEvents()
    place = number(canvas, 2)
    QTest.mousePress(canvas, LEFT, pos=place)
    for steps in (1, 3, 5):
        QTest.mouseMove(canvas, place - rise(canvas, steps))
    QTest.mouseRelease(canvas, LEFT, pos=place - rise(canvas, 5))
    assert canvas._plan.hidden == (20, 12, 5)
    session.undo()
    assert canvas._plan.hidden == (20, 7, 5)
    session.redo()
    assert canvas._plan.hidden == (20, 12, 5)


def test_the_keys_of_the_drawing_are_not_the_windows(canvas: NetworkCanvas) -> None:
    ours = [
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier, ""),
        (Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier, ""),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, ""),
        (Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7"),
    ]
    for key, modifiers, text in ours:
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
        override.ignore()
        QApplication.sendEvent(canvas, override)
        assert override.isAccepted()
