"""Every number of a layer: maps, histograms, scales."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from engine.datasets import InputKind, SplitName
from engine.excitation import MostExcited
from engine.frame import FirstLayerPictures, Frame, Need, PassOf
from engine.layer_numbers import BiasesOf, GradientsOf
from engine.network import forward, gradients
from engine.spec import NetworkSpec
from gui.pixels import signed_colors, symmetric_scale
from gui.theme import LIGHT, ZERO
from gui.view_state import Neuron, Phase
from gui.views.inside.header import Header
from gui.views.inside.quantity import Aspect, Quantity
from gui.views.inside.scales import Census, Scale
from gui.views.inside.style import NumberStyle
from gui.words import short_number
from tests.gui.inside_states import (
    colors,
    framed,
    inside_view,
    pictures,
    show,
    state_of,
    trainer_of,
)

W, DW, B, DB, Z, A = range(6)
NEUTRAL = [int(ZERO[i : i + 2], 16) for i in (1, 3, 5)]


@pytest.fixture
def view(qtbot):
    return inside_view(qtbot)


def choose(view, aspect):
    combo = view.header.aspects
    place = combo.findText(
        {Aspect.RED: "red", Aspect.SUM: "R + G + B", Aspect.PICTURES: "pictures"}[
            aspect
        ]
    )
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def with_weights(view, trainer, data, W1, **changes):
    """Show a frame with these weights of layer 1."""
    shown = framed(view, trainer, state_of(trainer, data, **changes))
    first = FirstLayerPictures.of(W1.astype(np.float32), np.zeros_like(W1, np.float32))
    made = dataclasses.replace(shown.frame, first_layer=first)
    shown = dataclasses.replace(shown, frame=made)
    view.show_state(shown)
    return shown


# What is drawn


def test_planted_weights_appear_unchanged_and_zero_is_neutral(view):
    """PEERS, check 5."""
    data = pictures(shape=(2, 2, 3))
    trainer = trainer_of(data, (5, 3))
    planted = np.random.default_rng(3).uniform(-1, 1, (5, 12))
    planted[2, 3] = 0
    with_weights(view, trainer, data, planted)
    scale = symmetric_scale(planted.astype(np.float32))
    seen, heatmap = colors(view.body.map), view.body.map
    grid, (wide, high) = heatmap._grid(), heatmap._cell()
    for row in range(5):
        for column in range(12):
            x = grid.left() + round(column * wide + wide / 2)
            y = grid.top() + round(row * high + high / 2)
            unit = np.clip(planted[row, column] / scale, -1, 1)
            expected = signed_colors()[int(unit * 127 + 127.5)]
            assert np.abs(seen[y, x].astype(int) - expected).max() <= 3
            if (row, column) == (2, 3):
                assert seen[y, x].tolist() == [
                    int(ZERO[i : i + 2], 16) for i in (1, 3, 5)
                ]
    assert f"± {short_number(scale)}" in view.header.scale.text()
    assert "99th percentile" in view.header.scale.text()


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_each_quantity_is_that_of_the_network(view, layer):
    data = pictures()
    trainer = trainer_of(data)
    parameters = trainer.parameters().copy()
    X, Y = data.columns(SplitName.TRAIN), data.targets(data.train)
    slope = gradients(trainer.spec, parameters, X, Y)
    test = forward(trainer.spec, parameters, data.columns(SplitName.TEST)[:, 1:2])
    expected = {
        W: parameters.weights[layer - 1],
        DW: slope.weights[layer - 1],
        B: parameters.biases[layer - 1][:, 0],
        DB: slope.biases[layer - 1][:, 0],
        Z: test.Z[layer - 1][:, 0],
        A: test.A[layer - 1][:, 0],
    }
    names = {W: "W", DW: "dW", B: "b", DB: "db", Z: "Z", A: "A"}
    for tab, values in expected.items():
        view.header.quantities.setCurrentIndex(tab)
        show(view, trainer, data, neuron=Neuron(layer, 0))
        look = view.body._look
        assert look.name == f"{names[tab]}{layer}"
        np.testing.assert_allclose(look.values, values, rtol=1e-4, atol=1e-7)
        assert view.body.histogram.bins.total == values.size
        assert view.body.map.isVisible() == (tab in (W, DW))
        assert view.body.tiles.isVisible() != view.body.map.isVisible()


def test_pictures_can_be_shown_by_channel_or_summed(view):
    data = pictures(shape=(4, 4, 3))
    trainer = trainer_of(data)
    W1 = trainer.parameters().weights[0].astype(np.float32)
    show(view, trainer, data)
    assert view.header.aspects.isVisible()
    assert view.body._look.is_map
    by_pixel = W1.reshape(5, 16, 3)
    for aspect, expected in (
        (Aspect.RED, by_pixel[..., 0]),
        (Aspect.SUM, by_pixel.sum(axis=2)),
        (Aspect.PICTURES, W1),
    ):
        choose(view, aspect)
        look = view.body._look
        np.testing.assert_allclose(look.values, expected, rtol=1e-5, atol=1e-8)
        assert look.shape == (4, 4, 3 if aspect is Aspect.PICTURES else 1)
        assert view.body.tiles.isVisible()
        view.grab()


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (pictures(), 6),
        (pictures(shape=(4, 4, 1)), 2),
        (pictures(shape=(4, 4, 2)), 1),
        (pictures(shape=(2,), kind=InputKind.PLANE), 1),
    ],
)
def test_the_choice_is_there_only_where_it_applies(view, data, count):
    trainer = trainer_of(data)
    show(view, trainer, data)
    assert view.header.aspects.isVisible() == (count > 1)
    assert view.header.aspects.count() == count
    show(view, trainer, data, neuron=Neuron(2, 0))
    assert not view.header.aspects.isVisible()
    view.header.quantities.setCurrentIndex(B)
    show(view, trainer, data, neuron=Neuron(1, 0))
    assert not view.header.aspects.isVisible()


def test_single_numbers_have_a_tile_with_the_number(view):
    data = pictures()
    trainer = trainer_of(data)
    view.header.quantities.setCurrentIndex(Z)
    shown = show(view, trainer, data)
    look, z = view.body._look, shown.frame.answer(PassOf(shown.picture)).Z[0]
    assert look.describe(2) == f"Z1[3] = {z[2]:.4g}".replace("-", "−")
    assert look.label(2).startswith("3: ")
    assert "Z1 of test 1" in view.header.clipped.text()


@pytest.mark.parametrize(
    ("scale", "value", "text", "factor"),
    [
        (0.63, -0.051, "−0.05", ""),
        (0.00063, -0.00012, "−1.2", "×10⁻⁴"),
        (0.00063, -1e-9, "0.0", "×10⁻⁴"),
        (250.0, 31.4, "31", ""),
        (2e7, 3e7, "3.0", "×10⁷"),
        (1.0, np.nan, "nan", ""),
        (1.0, -np.inf, "−∞", ""),
    ],
)
def test_numbers_are_written_alike(scale, value, text, factor):
    style = NumberStyle.of(scale)
    assert (style.text(value), style.factor) == (text, factor)


# The scale


def test_a_locked_scale_stays_and_says_what_is_beyond(view):
    data = pictures()
    trainer = trainer_of(data)
    rng = np.random.default_rng(0)
    W1 = rng.normal(size=(5, 48))
    with_weights(view, trainer, data, W1)
    scale = view.body._look.scale.full
    view.header.lock.setChecked(True)
    with_weights(view, trainer, data, 3 * W1)
    look = view.body._look
    assert look.scale.full == scale
    assert look.scale.is_locked
    share = np.count_nonzero(np.abs(3 * W1) > scale) / W1.size
    assert f"{100 * share:.1f}".removesuffix(".0") in view.header.clipped.text()
    assert "locked" in view.header.scale.text()
    bins = view.body.histogram.bins
    assert bins.total == W1.size, "those beyond the ends are in the last bins"
    view.header.lock.setChecked(False)
    assert view.body._look.scale.full == pytest.approx(3 * scale)


def test_each_quantity_has_a_lock_of_its_own(view):
    data = pictures()
    trainer = trainer_of(data)
    view.header.lock.setChecked(True)
    show(view, trainer, data)
    first = view.body._look.scale
    show(view, trainer, data, neuron=Neuron(2, 0))
    assert view.body._look.scale != first
    for _ in range(20):
        trainer.step()
    show(view, trainer, data)
    assert view.body._look.scale == first


def test_the_scale_is_shared_by_all_units_of_the_layer(view):
    data = pictures()
    trainer = trainer_of(data)
    show(view, trainer, data, neuron=Neuron(1, 0))
    scale = view.body._look.scale
    show(view, trainer, data, neuron=Neuron(1, 4))
    assert view.body._look.scale == scale


def test_a_census_counts_what_a_picture_cannot_show():
    values = np.array([0.5, -3.0, 2.0, np.nan, np.inf, -np.inf])
    assert Census.of(values, 1.0) == Census(6, 2 / 3, 3)
    assert Census.of(np.zeros(4), 1.0).is_zero
    assert Scale.of(np.zeros(4)).full == 1.0


# Selection


def test_a_click_on_a_row_selects_its_neuron(view, qtbot):
    data = pictures()
    show(view, trainer_of(data), data)
    heatmap = view.body.map
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        center = heatmap._row_rect(3).center()
        qtbot.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=center)
    assert chosen.args == [Neuron(1, 3)]


def test_a_click_on_a_tile_selects_its_neuron(view, qtbot):
    data = pictures()
    view.header.quantities.setCurrentIndex(B)
    show(view, trainer_of(data), data, neuron=Neuron(2, 0))
    tiles = view.body.tiles
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        center = tiles._grid.slot(2).center()
        qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert chosen.args == [Neuron(2, 2)]


def test_a_click_in_the_histogram_selects_the_neuron_with_the_nearest_number(
    view, qtbot
):
    data = pictures()
    view.header.quantities.setCurrentIndex(B)
    trainer = trainer_of(data)
    show(view, trainer, data)
    histogram, b = view.body.histogram, view.body._look.values
    unit = int(b.argmax())
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        x = round(histogram.drawing.x_of(float(b[unit])))
        qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
    assert chosen.args == [Neuron(1, unit)]


def test_the_selected_neuron_is_marked_everywhere(view):
    data = pictures()
    trainer = trainer_of(data)
    show(view, trainer, data, neuron=Neuron(1, 2))
    assert view.body.map._selected == 2
    assert view.body.histogram._own.total == 48, "its many weights are bars"
    view.header.quantities.setCurrentIndex(B)
    show(view, trainer, data, neuron=Neuron(1, 4))
    assert view.body.tiles._selected == 4
    value = float(trainer.parameters().biases[0][4, 0])
    assert view.body.histogram._values == pytest.approx((value,))


def test_the_layer_follows_the_selection_and_leads_it(view, qtbot):
    data = pictures()
    trainer = trainer_of(data)
    show(view, trainer, data, neuron=Neuron(1, 4))
    assert view.header.layers.currentIndex() == 0
    assert [view.header.layers.itemText(i) for i in range(3)] == [
        "layer 1: 5 units",
        "layer 2: 3 units",
        "layer 3: 1 unit",
    ]
    show(view, trainer, data, neuron=Neuron(2, 1))
    assert view.header.layers.currentIndex() == 1
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        view.header.layers.activated.emit(0)
    assert chosen.args == [Neuron(1, 4)], "the one that was selected there"
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        view.header.layers.activated.emit(2)
    assert chosen.args == [Neuron(3, 0)]


# What it needs


def test_it_needs_only_what_it_shows(view):
    data = pictures()
    shown = state_of(trainer_of(data), data)
    expected = {
        W: {Need.FIRST_LAYER},
        DW: {GradientsOf(1)},
        B: {BiasesOf()},
        DB: {GradientsOf(1)},
        Z: {PassOf(shown.picture)},
        A: {PassOf(shown.picture)},
    }
    for tab, needs in expected.items():
        view.header.quantities.setCurrentIndex(tab)
        assert view.needs(shown) == needs | {Need.ACTIVE}
    upper = dataclasses.replace(shown, neuron=Neuron(2, 0))
    view.header.quantities.setCurrentIndex(W)
    assert view.needs(upper) == {Need.LAYERS, Need.ACTIVE}


def test_a_quantity_seen_before_at_this_moment_is_shown_at_once(view):
    data = pictures()
    trainer = trainer_of(data)
    show(view, trainer, data)
    view.header.quantities.setCurrentIndex(B)
    assert view._pages.currentWidget() is view.message, "not asked for yet"
    show(view, trainer, data)
    view.header.quantities.setCurrentIndex(W)
    assert view._pages.currentWidget() is view.body
    trainer.step()
    view.header.quantities.setCurrentIndex(B)
    show(view, trainer, data)
    view.header.quantities.setCurrentIndex(W)
    assert view._pages.currentWidget() is view.message, "those were another moment's"


def test_frames_of_one_moment_hold_the_first_layer_once(view):
    data = pictures()
    trainer = trainer_of(data)
    for tab in (W, B, W, Z, W):
        view.header.quantities.setCurrentIndex(tab)
        show(view, trainer, data)
    kept = view._readings._frames
    assert len(kept) > 1
    assert sum(frame.first_layer is not None for frame in kept) == 1
    assert view._readings.values(Quantity.B, 1, None) is not None


def test_a_state_like_the_last_one_draws_nothing_again(view, monkeypatch):
    data = pictures()
    trainer = trainer_of(data)
    shown = show(view, trainer, data, phase=Phase.RUNNING)
    counted = []
    monkeypatch.setattr(
        type(view.body), "_show_values", lambda *_: counted.append(None)
    )
    view.show_state(dataclasses.replace(shown, iteration=9))
    assert counted == []
    view.show_state(framed(view, trainer, shown))
    assert len(counted) == 1


# What can't be shown, and what is strange


def test_it_says_why_there_is_nothing_of_a_picture(view):
    data = pictures()
    trainer = trainer_of(data)
    view.header.quantities.setCurrentIndex(Z)
    show(view, trainer, data, picture=None)
    assert "Choose a picture" in view.message.text()
    other = pictures(shape=(5, 5, 3)).picture(SplitName.TRAIN, 0)
    show(view, trainer, data, picture=other)
    assert "75 numbers (5×5×3)" in view.message.text()
    assert "48" in view.message.text()
    points = pictures(shape=(2,), kind=InputKind.PLANE)
    show(view, trainer_of(points), points)
    assert "these data have none" in view.message.text()


@pytest.mark.parametrize("tab", [DW, DB])
def test_it_says_why_there_is_no_gradient(view, tab):
    data = pictures()
    view.header.quantities.setCurrentIndex(tab)
    show(view, trainer_of(data), data, has_its_data=False)
    assert "no gradient" in view.message.text()


@pytest.mark.parametrize("tab", range(6))
def test_nothing_known_yet_is_no_fault(view, tab):
    data = pictures()
    view.header.quantities.setCurrentIndex(tab)
    view.show_state(state_of(trainer_of(data), data))
    assert view.message.text() == ""
    view.grab()


@pytest.mark.parametrize("tab", range(6))
@pytest.mark.parametrize("hidden", [(), (1,), (1, 1)])
def test_the_smallest_networks_are_shown(view, hidden, tab):
    data = pictures(shape=(3, 3, 1))
    trainer = trainer_of(data, hidden)
    view.header.quantities.setCurrentIndex(tab)
    for layer in range(1, trainer.spec.L + 1):
        show(view, trainer, data, neuron=Neuron(layer, 0))
        assert view._pages.currentWidget() is view.body
        view.grab()


@pytest.mark.parametrize("aspect", [Aspect.ROWS, Aspect.PICTURES, Aspect.SUM])
def test_numbers_that_are_not_finite_are_hatched_and_counted(view, aspect):
    data = pictures()
    trainer = trainer_of(data)
    W1 = np.random.default_rng(0).normal(size=(5, 48))
    with_weights(view, trainer, data, W1)
    if aspect is not Aspect.ROWS:
        choose(view, aspect)
    view.header.setFixedHeight(80)
    QApplication.processEvents()
    before = colors(view.body)
    assert view.header.problem.text() == ""
    W1[1, 3], W1[2, 7], W1[3, 11] = np.nan, np.inf, -np.inf
    with_weights(view, trainer, data, W1)
    assert view.header.problem.text() == "✕ 3 values are not finite"
    assert view.header.problem.isVisible()
    assert (colors(view.body) != before).any()


def test_one_hatched_cell_of_a_huge_layer_can_be_seen(view):
    data = pictures()
    view.show_state(state_of(trainer_of(data), data))
    heatmap = view.body.map
    matrix = np.zeros((4096, 3072), np.float32)
    matrix[2001, 1501] = np.nan
    view.body.map.setGeometry(0, 0, 300, 200)
    heatmap.show()
    heatmap.set_matrix(matrix, 1.0, "W1")
    seen = colors(heatmap)
    grid = heatmap._grid()
    inner = seen[grid.top() + 2 : grid.bottom() - 2, grid.left() + 2 : grid.right() - 2]
    assert np.count_nonzero((inner != NEUTRAL).any(axis=2)) >= 9


def test_single_numbers_that_are_not_finite_are_hatched(view):
    data = pictures()
    view.header.quantities.setCurrentIndex(B)
    shown = framed(view, trainer_of(data), state_of(trainer_of(data), data))
    biases = [b.copy() for b in shown.frame.answer(BiasesOf())]
    biases[0][2] = np.nan
    frame = dataclasses.replace(shown.frame, answers={BiasesOf(): tuple(biases)})
    view.show_state(dataclasses.replace(shown, frame=frame))
    assert view.header.problem.text() == "✕ 1 value is not finite"
    tiles = view.body._look.plain_tiles(np.arange(5), 20)
    assert tiles.shape[1] > 1
    assert len(np.unique(tiles[2].reshape(-1, 3), axis=0)) == 2
    assert len(np.unique(tiles[1].reshape(-1, 3), axis=0)) == 1


def test_a_layer_of_zeros_says_so(view):
    data = pictures()
    with_weights(view, trainer_of(data), data, np.zeros((5, 48)))
    assert view.header.clipped.text() == "all values are 0"
    grid = view.body.map._grid()
    seen = colors(view.body.map)
    assert seen[grid.center().y() + 3, grid.center().x() + 2].tolist() == NEUTRAL


def test_a_huge_layer_is_drawn_no_finer_than_the_screen(view):
    data = pictures(4, shape=(32, 32, 3))
    spec = NetworkSpec.design(3072, (4096,), data.task, 2)
    W1 = np.zeros((4096, 3072), np.float32)
    W1[:, 1::2] = 1.0
    first = FirstLayerPictures.of(W1, np.zeros((1, 1), np.float32))
    frame = Frame(1, spec, 3, first_layer=first)
    shown = state_of(trainer_of(data, (2,)), data, frame=frame, spec=spec)
    view.show_state(shown)
    view.grab()
    image = view.body.map._image
    assert image.width() <= view.body.map.width()
    assert image.height() <= view.body.map.height()
    choose(view, Aspect.PICTURES)
    view.grab()
    shown_tiles, _, _ = view.body.tiles._painted
    assert len(shown_tiles) < 400


def test_an_older_design_is_shown_with_its_own_layers(view):
    data = pictures()
    trainer = trainer_of(data, (5, 3))
    wide = NetworkSpec.design(48, (9, 8, 7), data.task, 2)
    show(view, trainer, data, spec=wide, neuron=Neuron(4, 0))
    assert view.header.layers.count() == 3
    assert view.body._look.name == "W3"
    assert view.body.map._selected is None
    view.grab()


def test_both_themes_and_a_new_run_are_drawn(view):
    data = pictures()
    trainer = trainer_of(data)
    show(view, trainer, data)
    dark = colors(view.body)
    show(view, trainer, data, theme=LIGHT)
    assert (colors(view.body) != dark).any()
    view.show_state(state_of(trainer, data, run_id=2))
    assert view._pages.currentWidget() is view.message


def test_quantities_are_named_as_the_notes_name_them(view):
    tabs = view.header.quantities
    assert [tabs.tabText(i) for i in range(tabs.count())] == [q.value for q in Quantity]
    assert all(tabs.tabToolTip(i) for i in range(tabs.count()))
    for part in (view.header.layers, view.header.aspects, view.header.lock, tabs):
        assert part.accessibleName()
        assert part.toolTip()


def test_a_hidden_view_needs_nothing(view):
    data = pictures()
    shown = state_of(trainer_of(data), data)
    view.hide()
    assert not view.is_seen
    assert view.needs(shown) == frozenset()
    assert MostExcited(1, 0) not in view.needs(shown)


def test_space_belongs_to_the_button_that_the_keyboard_has_reached(view, qtbot):
    data = pictures()
    show(view, trainer_of(data), data)
    view.activateWindow()
    view.header.lock.setFocus()
    qtbot.keyClick(view.header.lock, Qt.Key.Key_Space)
    assert view.header.lock.isChecked()
    assert view.body._look.scale.is_locked
    view.header.enlarge.setFocus()
    qtbot.keyClick(view.header.enlarge, Qt.Key.Key_Space)
    assert view.large.isVisible()


def test_neither_long_choices_nor_the_title_make_the_panel_wider(qtbot):
    least = {}
    for units in (1, 10**9):
        header = Header()
        qtbot.addWidget(header)
        header.show_layers((2, units, 1), 1)
        least[units] = header.minimumSizeHint().width()
        header.resize(2000, 60)
        header.show()
        qtbot.waitUntil(header.title.isVisible)
        assert header.minimumSizeHint().width() < least[units] + header.title.width()
    assert least[1] == least[10**9]
