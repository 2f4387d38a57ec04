"""The pictures of the weights."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from engine.built_from import BuiltFrom
from engine.datasets import Dataset, InputKind, Split
from engine.frame import FirstLayerPictures, Frame, Need
from engine.outputs import Task
from engine.spec import NetworkSpec
from gui.pixels import symmetric_scale
from gui.theme import LIGHT, ZERO
from gui.view import Throttle
from gui.view_state import Neuron, Phase, ViewState
from gui.views.weights import WeightsView
from gui.words import short_number
from tests.gui.states import state

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from engine.arrays import Array

LEARNED, WEIGHTS, ALL_LAYERS = range(3)
GREY = 127


def dataset(
    shape: tuple[int, ...] = (8, 8, 3),
    kind: InputKind = InputKind.IMAGE,
    names: tuple[str, ...] = ("non-cat", "cat"),
) -> Dataset:
    dtype = np.uint8 if kind is InputKind.IMAGE else np.float64
    split = Split(np.zeros((4, *shape), dtype), np.arange(4) % 2)
    task = Task.BINARY if len(names) == 2 else Task.MULTICLASS
    return Dataset("tiny", task, kind, names, split, None)


def spec(data: Dataset, *hidden: int) -> NetworkSpec:
    return NetworkSpec.design(data.input_size, hidden, data.task, len(data.class_names))


def frame_of(network: NetworkSpec, seed: int = 0, **changes: Any) -> Frame:
    rng = np.random.default_rng(seed)
    W1, *others = (rng.normal(size=shapes.W) for shapes in network.shapes(1))
    W1 = W1.astype(np.float32)
    # The later a unit, the more it changed.
    learned = W1 * np.arange(1, len(W1) + 1, dtype=np.float32)[:, np.newaxis]
    whole = Frame(
        1,
        network,
        5,
        first_layer=FirstLayerPictures.of(learned, W1 - learned),
        layers=tuple(others),
        active=tuple(np.full(units, 0.5) for units in network.hidden),
    )
    return dataclasses.replace(whole, **changes)


def with_learned(network: NetworkSpec, learned: Array) -> Frame:
    return frame_of(
        network, first_layer=FirstLayerPictures.of(learned, np.zeros_like(learned))
    )


def state_of(data: Dataset, frame: Frame | None, **changes: Any) -> ViewState:
    network = spec(data, 5, 3) if frame is None else frame.spec
    known = {"spec": network, "iteration": 0 if frame is None else frame.iteration}
    return state(data, frame, **{**known, **changes})


@pytest.fixture
def view(qtbot: QtBot) -> WeightsView:
    widget = WeightsView()
    qtbot.addWidget(widget)
    widget.resize(540, 290)
    widget.show()
    return widget


def colors(widget: QWidget) -> Array:
    """Return the colours on screen, (height, width, 3)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    # The image is gone when this returns: copy.
    return rows[:, : image.width() * 3].reshape(image.height(), -1, 3).copy()


# Pictures


def test_a_planted_picture_appears_unchanged_and_zero_is_grey(view):
    data = dataset()
    network = spec(data, 5, 3)
    learned = np.zeros((5, 192), np.float32)
    planted = np.random.default_rng(1).uniform(-1, 1, (8, 8, 3)).astype(np.float32)
    planted[2, 3] = 0
    learned[4] = planted.ravel()
    frame = with_learned(network, learned)
    view.show_state(state_of(data, frame, neuron=Neuron(1, 4)))
    scale = symmetric_scale(learned)
    expected = np.clip(planted / scale, -1, 1) * 127.5 + 127.5

    view.learned.large.resize(160, 160)
    seen = colors(view.learned.large)
    blocks = seen[:160, :160].reshape(8, 20, 8, 20, 3)
    assert (blocks == blocks[:, :1, :, :1]).all(), "pixels aren't crisp"
    assert np.abs(blocks[:, 0, :, 0] - expected).max() <= 1
    assert blocks[2, 0, 3, 0].tolist() == [GREY] * 3
    assert f"± {short_number(scale)}" in view.hint.text()
    assert "grey = unchanged" in view.hint.text()


def test_the_legend_is_told_where_the_title_has_no_room_for_it(view, qtbot):
    data = dataset()
    view.show_state(state_of(data, frame_of(spec(data, 5, 3))))
    for width in (420, 800):
        view.resize(width, 300)
        qtbot.waitUntil(lambda width=width: view.width() == width)
        legend = view.learned.words.legend
        assert view.hint.isVisible() != legend.isVisible()
        assert legend.text() == view.hint.text()
        assert view.tabs.width() >= view.tabs.sizeHint().width()
    assert view.hint.isVisible()


def test_raw_weights_have_a_scale_of_their_own(view):
    data = dataset()
    frame = frame_of(spec(data, 5, 3))
    view.tabs.setCurrentIndex(WEIGHTS)
    view.show_state(state_of(data, frame))
    number = short_number(symmetric_scale(frame.first_layer.weights))
    assert view.hint.text() == f"grey = 0 · ± {number}"
    assert view.weights.isVisible()


def test_one_channel_is_drawn_in_the_colours_of_signs(view):
    data = dataset((8, 8, 1))
    learned = np.zeros((5, 64), np.float32)
    learned[0, 0], learned[0, 1] = -1, 1
    view.show_state(state_of(data, with_learned(spec(data, 5), learned)))
    view.learned.large.resize(80, 80)
    seen = colors(view.learned.large)
    orange, blue, zero = (seen[5, x].tolist() for x in (5, 15, 25))
    assert orange == [0xF5, 0x93, 0x22]
    assert blue == [0x08, 0x77, 0xBD]
    assert zero == [int(ZERO[i : i + 2], 16) for i in (1, 3, 5)]


def test_vectors_are_drawn_as_a_map_with_a_row_for_each_neuron(view, qtbot):
    data = dataset((13,), InputKind.VECTOR)
    view.show_state(state_of(data, frame_of(spec(data, 5)), neuron=Neuron(1, 2)))
    assert view.learned.map.isVisible()
    assert not view.learned.large.isVisible()
    assert not view.learned.strip.isVisible()
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        qtbot.keyClick(view.learned.map, Qt.Key.Key_Down)
    assert chosen.args == [Neuron(1, 3)]


@pytest.mark.parametrize("shape", [(8, 8, 3), (8, 8, 1), (8, 8, 2)])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("tab", [LEARNED, WEIGHTS, ALL_LAYERS])
def test_weights_that_are_no_numbers_are_drawn(view, shape, bad, tab):
    data = dataset(shape)
    network = spec(data, 5, 3)
    frame = frame_of(network)
    learned = frame.first_layer.learned.copy()
    learned[0, :7] = learned[3] = bad
    layers = tuple(np.where(W > 0.5, bad, W) for W in frame.layers)
    frame = dataclasses.replace(
        frame,
        first_layer=FirstLayerPictures.of(learned, np.zeros_like(learned)),
        layers=layers,
    )
    view.tabs.setCurrentIndex(tab)
    for unit in range(5):
        view.show_state(state_of(data, frame, neuron=Neuron(1, unit)))
        assert not view.grab().isNull()


def test_data_of_another_size_than_the_network_are_no_pictures(view):
    frame = frame_of(spec(dataset((4, 4, 3)), 5))
    view.show_state(state_of(dataset(), frame))
    assert view.learned.map.isVisible()


# Selection


def test_a_click_and_the_arrow_keys_select_a_neuron(view, qtbot):
    data = dataset()
    view.show_state(state_of(data, frame_of(spec(data, 5, 3)), neuron=Neuron(1, 4)))
    strip = view.learned.strip
    assert strip._order.tolist() == [4, 3, 2, 1, 0], "most changed first"
    second = strip._grid.slot(1).center()
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert chosen.args == [Neuron(1, 3)]
    for key, unit in (
        (Qt.Key.Key_Right, 3),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_End, 0),
        (Qt.Key.Key_Home, 4),
        (Qt.Key.Key_PageDown, 0),
    ):
        with qtbot.waitSignal(view.neuron_selected) as chosen:
            qtbot.keyClick(strip, key)
        assert chosen.args == [Neuron(1, unit)]


def test_the_arrow_keys_arent_taken_by_shortcuts_of_the_window(view):
    for widget, key in (
        (view.learned.strip, Qt.Key.Key_Right),
        (view.learned.map, Qt.Key.Key_Down),
    ):
        for pressed, is_kept in ((key, True), (Qt.Key.Key_Space, False)):
            event = QKeyEvent(
                QEvent.Type.ShortcutOverride, pressed, Qt.KeyboardModifier.NoModifier
            )
            event.ignore()
            QApplication.sendEvent(widget, event)
            assert event.isAccepted() is is_kept


def test_the_selection_of_another_layer_leaves_the_neuron_of_layer_1(view):
    data = dataset()
    frame = frame_of(spec(data, 5, 3))
    view.show_state(state_of(data, frame, neuron=Neuron(1, 3)))
    view.show_state(state_of(data, frame, neuron=Neuron(2, 1)))
    assert view.learned.words.name.text() == "neuron 4"
    view.tabs.setCurrentIndex(ALL_LAYERS)
    selected = [each.map._selected for each in view.all_layers.maps]
    assert selected == [1, None]


def test_a_click_on_a_row_selects_a_neuron_of_its_layer(view, qtbot):
    data = dataset()
    view.tabs.setCurrentIndex(ALL_LAYERS)
    view.show_state(state_of(data, frame_of(spec(data, 5, 3))))
    first = view.all_layers.maps[0]
    assert first.title.text() == "W2  3×5"
    row = first.map._row_rect(2).center()
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        qtbot.mouseClick(first.map, Qt.MouseButton.LeftButton, pos=row)
    assert chosen.args == [Neuron(2, 2)]


# What is said


def test_dead_neurons_have_a_cross_and_a_sentence(view):
    data = dataset()
    dead = np.array([0.5, 0, 0.25, 1, 1])
    frame = frame_of(spec(data, 5, 3), active=(dead, np.array([0, 1, 1])))
    view.show_state(state_of(data, frame, neuron=Neuron(1, 2)))
    words = view.learned.words
    assert words.active.text() == "25 %"
    assert not words.dead.isVisible()
    view.show_state(state_of(data, frame, neuron=Neuron(1, 1)))
    assert words.dead.isVisible()
    assert not words.active.isVisible()
    strip = view.learned.strip
    wrong = colors(strip.viewport())[strip._grid.slot(3).center().y()]
    assert (wrong == [0xFF, 0x7B, 0x7B]).all(axis=1).any(), "no cross"
    view.tabs.setCurrentIndex(ALL_LAYERS)
    assert view.all_layers.maps[0].map._crossed == {0}
    assert not view.all_layers.maps[1].map._crossed


def test_untrained_it_says_what_will_be_seen(view):
    data = dataset()
    view.show_state(state_of(data, None))
    assert view.empty.isVisible()
    assert "each of the 5 neurons" in view.empty.text()
    network = spec(data, 5, 3)
    zeros = FirstLayerPictures.of(np.zeros((5, 192)), np.ones((5, 192)))
    start = frame_of(network, iteration=0, first_layer=zeros)
    view.show_state(state_of(data, start))
    assert "Press Train" in view.empty.text()
    view.show_state(state_of(data, dataclasses.replace(start, iteration=9)))
    still = frame_of(
        network,
        iteration=9,
        first_layer=FirstLayerPictures.of(zeros.learned, zeros.initial),
    )
    view.show_state(state_of(data, still))
    assert "9 iterations changed nothing" in view.empty.text()
    view.tabs.setCurrentIndex(WEIGHTS)
    assert view.weights.isVisible()


def test_weights_that_were_set_are_to_be_seen_under_weights(view):
    view.show_state(state_of(dataset(), None, has_given_weights=True))
    assert "See them under “Weights”" in view.empty.text()


def test_a_scale_without_room_is_left_out(view):
    data = dataset()
    view.show_state(state_of(data, frame_of(spec(data, 5, 3))))
    words = view.learned.words
    for height, is_shown in ((400, True), (60, False), (400, True)):
        words.resize(300, height)
        assert words.scale.isVisible() is is_shown


def test_logistic_regression_has_one_picture_and_no_strip(view):
    data = dataset()
    view.show_state(state_of(data, frame_of(spec(data))))
    assert view.learned.large.isVisible()
    assert not view.learned.strip.isVisible()
    assert not view.learned.words.active.isVisible()
    view.tabs.setCurrentIndex(ALL_LAYERS)
    view.show_state(state_of(data, frame_of(spec(data), layers=())))
    assert "only layer 1" in view.empty.text()


def test_the_picture_of_an_untrained_logistic_regression_is_announced(view):
    data = dataset()
    view.show_state(state_of(data, None, spec=spec(data)))
    assert "the neuron of layer 1" in view.empty.text()


def test_softmax_units_carry_the_names_of_classes(view):
    data = dataset(names=("a", "<b>", "c"))
    view.show_state(state_of(data, frame_of(spec(data)), neuron=Neuron(1, 1)))
    name = view.learned.words.name
    assert name.text() == "neuron 2: “<b>”"
    assert name.textFormat() is Qt.TextFormat.PlainText


def test_tooltips_give_exact_numbers(view, monkeypatch):
    tips = []
    show = "gui.replies.QToolTip.showText"
    monkeypatch.setattr(show, lambda _place, text, _widget: tips.append(text))
    data = dataset()
    frame = frame_of(spec(data, 5, 3))
    view.tabs.setCurrentIndex(ALL_LAYERS)
    view.show_state(state_of(data, frame))
    heatmap = view.all_layers.maps[0].map
    side, grid = heatmap._cell()[0], heatmap._grid()
    point = QPoint(grid.left() + round(3.5 * side), grid.top() + round(1.5 * side))
    tip = QHelpEvent(QEvent.Type.ToolTip, point, heatmap.mapToGlobal(point))
    QApplication.sendEvent(heatmap, tip)
    number = f"{frame.layers[0][1, 3]:.3g}".replace("-", "−")
    outside = QHelpEvent(QEvent.Type.ToolTip, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(heatmap, outside)
    assert tips == [f"W2[2, 4] = {number}"]
    assert QToolTip.text() == heatmap.toolTip()
    QToolTip.hideText()


def test_tiles_say_what_they_are(view, monkeypatch):
    tips = []
    show = "gui.replies.QToolTip.showText"
    monkeypatch.setattr(show, lambda _place, text, _widget: tips.append(text))
    data = dataset()
    frame = frame_of(spec(data, 5, 3), active=(np.array([1, 1, 1, 0, 1]), np.ones(3)))
    view.show_state(state_of(data, frame))
    strip = view.learned.strip
    for place in range(2):
        point = strip._grid.slot(place).center()
        tip = QHelpEvent(QEvent.Type.ToolTip, point, point)
        QApplication.sendEvent(strip.viewport(), tip)
    assert tips[0].startswith("neuron 5: moved by ")
    assert tips[1].startswith("neuron 4: dead, moved by ")
    assert strip.accessibleDescription().startswith("neuron 1: moved by ")


def test_interactive_parts_have_names_and_tooltips(view):
    data = dataset()
    view.show_state(state_of(data, frame_of(spec(data, 5, 3))))
    view.tabs.setCurrentIndex(ALL_LAYERS)
    first = view.learned
    maps = [each.map for each in view.all_layers.maps]
    for widget in (first.strip, first.map, *maps):
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert view.tabs.accessibleName()
    assert all(view.tabs.tabToolTip(tab) for tab in range(view.tabs.count()))


# Frames and runs


def test_a_tab_needs_only_what_it_shows_and_says_when_it_changes(view, qtbot):
    state = state_of(dataset(), None)
    first = frozenset({Need.FIRST_LAYER, Need.ACTIVE})
    assert view.needs(state) == first | {BuiltFrom(0, 8)}
    with qtbot.waitSignal(view.shown):
        view.tabs.setCurrentIndex(ALL_LAYERS)
    assert view.needs(state) == {Need.LAYERS, Need.ACTIVE}
    view.tabs.setCurrentIndex(WEIGHTS)
    assert view.needs(state) == first


def test_a_frame_without_weights_keeps_them_and_another_run_clears_them(view):
    data = dataset()
    network = spec(data, 5, 3)
    view.show_state(state_of(data, frame_of(network)))
    thin = Frame(1, network, 6)
    view.show_state(state_of(data, thin))
    assert view.learned.isVisible()
    other = spec(data, 9)
    view.show_state(state_of(data, thin, spec=other))
    assert view.learned.isVisible(), "an edited design clears nothing"
    view.show_state(state_of(data, None, run_id=2, spec=other))
    assert not view.learned.isVisible()
    assert "each of the 9 neurons" in view.empty.text()


def test_the_last_run_is_shown_until_the_next_ones_first_frame(view):
    data = dataset()
    last, first = frame_of(spec(data, 5)), Frame(2, spec(data, 5), 0)
    view.show_state(state_of(data, last, run_id=2))
    assert view.learned.isVisible()
    view.show_state(state_of(data, first, run_id=2))
    assert not view.learned.isVisible()


def test_nothing_is_drawn_twice(view, monkeypatch):
    data = dataset()
    state = state_of(data, frame_of(spec(data, 5, 3)))
    view.show_state(state)
    drawn = []
    monkeypatch.setattr(view, "_draw_tab", drawn.append)
    view.show_state(dataclasses.replace(state, iteration=6, speed=3.0))
    assert not drawn
    view.show_state(dataclasses.replace(state, neuron=Neuron(1, 1)))
    assert len(drawn) == 1


def test_another_theme_redraws(view):
    data = dataset()
    state = state_of(data, frame_of(spec(data, 5, 3)))
    view.show_state(state)
    view.show_state(dataclasses.replace(state, theme=LIGHT))
    assert view.learned.strip._theme is LIGHT


def test_the_strip_is_sorted_when_the_run_rests(view):
    data = dataset()
    network = spec(data, 5, 3)
    running = state_of(data, frame_of(network), phase=Phase.RUNNING)
    view.show_state(running)
    assert view.learned.strip._order.tolist() == [0, 1, 2, 3, 4]
    view.show_state(dataclasses.replace(running, phase=Phase.PAUSED))
    assert view.learned.strip._order.tolist() == [4, 3, 2, 1, 0]


def test_figures_of_a_run_that_goes_on_are_told_as_often_as_they_are_read(view):
    data = dataset()
    network = spec(data, 5, 3)
    view._texts = Throttle(1000.0)

    def shown(seed: int, **changes: Any) -> tuple[str, str, str]:
        known = {"neuron": Neuron(1, 4), "phase": Phase.RUNNING, **changes}
        view.show_state(state_of(data, frame_of(network, seed), **known))
        words = view.learned.words
        told = view.learned.strip.accessibleDescription()
        return words.name.text(), words.moved.text(), told

    shown(0)
    first, second = shown(1), shown(2)
    assert first == second
    assert shown(2, neuron=Neuron(1, 3))[0] == "neuron 4"
    last = shown(3, phase=Phase.PAUSED)
    assert last[1] != first[1]
    assert last[1] in last[2]


# Many


def test_of_4096_neurons_only_those_in_view_are_drawn(view, qtbot):
    data = dataset((4, 4, 3))
    frame = frame_of(spec(data, 4096, 2))
    view.show_state(state_of(data, frame, neuron=Neuron(1, 4095)))
    strip = view.learned.strip
    view.grab()
    indices, _, image = strip._painted
    assert len(indices) < 200
    assert image.height() == 4 * len(indices)
    assert strip.horizontalScrollBar().maximum() > strip.width()
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        qtbot.keyClick(strip, Qt.Key.Key_End)
    assert chosen.args == [Neuron(1, 0)]
    view.show_state(state_of(data, frame, neuron=Neuron(1, 0)))
    assert strip.horizontalScrollBar().value() > 0
    view.grab()
    assert 0 in strip._painted[0]
    view.tabs.setCurrentIndex(ALL_LAYERS)
    view.grab()
    heatmap = view.all_layers.maps[0].map
    assert heatmap._image.width() <= heatmap.width()


def test_the_wheel_scrolls_the_strip_sideways(view):
    data = dataset((4, 4, 3))
    view.show_state(state_of(data, frame_of(spec(data, 90, 2)), neuron=Neuron(1, 89)))
    bar = view.learned.strip.horizontalScrollBar()
    assert bar.value() == 0
    turn = QWheelEvent(
        QPointF(20, 20),
        QPointF(20, 20),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.learned.strip.viewport(), turn)
    view.grab()
    assert 0 < bar.value() < bar.maximum()
