"""One neuron, large: opened from anywhere, over the window, of the present moment."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from engine.datasets import InputKind, SplitName
from engine.excitation import Excitation, Excited, MostExcited
from engine.frame import FirstLayerPictures, Need, PassOf
from engine.layer_numbers import BiasesOf
from engine.network import forward, gradients
from engine.trainer import Trainer
from gui.pixels import symmetric_scale
from gui.theme import LIGHT
from gui.view_state import Neuron
from tests.gui.inside_states import (
    colors,
    framed,
    inside_view,
    pictures,
    show,
    state_of,
    trainer_of,
)

LEARNED, WEIGHTS, ALL_LAYERS = range(3)


@pytest.fixture
def view(qtbot):
    widget = inside_view(qtbot)
    widget.resize(1000, 520)
    return widget


def enlarged(view, data=None, hidden=(5, 3), **changes):
    """Open a neuron; return the panel, the trainer, and the state that is shown."""
    data = data or pictures()
    trainer = trainer_of(data, hidden)
    show(view, trainer, data, **changes)
    view.enlarge()
    return view.large, trainer, show(view, trainer, data, **changes)


def rows(part):
    return [
        (part.model.data(part.model.index(i, 0), Qt.ItemDataRole.UserRole + 1))
        for i in range(part.model.rowCount())
    ]


def test_a_planted_neuron_appears_unchanged(view):
    data = pictures(shape=(8, 8, 3))
    large, _, shown = enlarged(view, data, neuron=Neuron(1, 4))
    planted = np.zeros((5, 192), np.float32)
    planted[4] = np.random.default_rng(1).uniform(-1, 1, 192)
    first = FirstLayerPictures.of(planted, np.zeros_like(planted))
    made = dataclasses.replace(shown.frame, first_layer=first)
    view.show_state(dataclasses.replace(shown, frame=made))
    part = large.weights.pictures[0].picture
    part.setMaximumHeight(160)
    part.resize(160, 160)
    blocks = colors(part)[:160, :160].reshape(8, 20, 8, 20, 3)
    scale = symmetric_scale(planted)
    expected = np.clip(planted[4].reshape(8, 8, 3) / scale, -1, 1) * 127.5 + 127.5
    assert (blocks == blocks[:, :1, :, :1]).all(), "pixels aren't crisp"
    assert np.abs(blocks[:, 0, :, 0] - expected).max() <= 1


def test_it_shows_the_neuron_its_bias_and_what_excites_it(view):
    data = pictures(40)
    large, trainer, shown = enlarged(view, data, neuron=Neuron(1, 2))
    excitation = shown.frame.answer(MostExcited(1, 2))
    assert large.name.text() == "Neuron 3 of 5 in layer 1"
    assert rows(large.most) == excitation.most.indices.tolist()
    assert rows(large.least) == excitation.least.indices.tolist()
    bias = trainer.parameters().biases[0][2, 0]
    assert "bias b = " in large.facts.text()
    assert large._look.bias == bias
    assert "for test 1: z = " in large.facts.text()
    z = shown.frame.answer(PassOf(shown.picture)).Z[0][2]
    assert large._look.z == z
    index = large.most.model.index(0, 0)
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"training example {excitation.most.indices[0]}: z = " in text
    assert "labelled" in text
    view.grab()
    large.grab()


def test_it_needs_what_it_shows_only_while_it_is_open(view):
    large, _, shown = enlarged(view, neuron=Neuron(2, 1))
    asked = {Need.LAYERS, BiasesOf(), MostExcited(2, 1), PassOf(shown.picture)}
    assert asked <= view.needs(shown)
    view.hide()
    large.hide()
    assert view.needs(shown) == frozenset()
    view.show()
    assert MostExcited(2, 1) not in view.needs(shown)


def test_a_click_on_an_example_selects_the_picture(view, qtbot):
    data = pictures(40)
    large, _, shown = enlarged(view, data)
    tiles = large.most.tiles
    index = large.most.model.index(1, 0)
    with qtbot.waitSignal(view.picture_selected) as chosen:
        center = tiles.visualRect(index).center()
        qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=center)
    number = rows(large.most)[1]
    picture = data.picture(SplitName.TRAIN, number)
    assert chosen.args == [picture]
    view.show_state(dataclasses.replace(shown, picture=picture))
    assert [i.row() for i in tiles.selectedIndexes()] == [1]


def test_weights_of_later_layers_are_tiles_that_lead_to_their_units(view, qtbot):
    large, trainer, _ = enlarged(view, neuron=Neuron(2, 1))
    tiles = large.weights.tiles
    assert tiles.isVisible()
    assert not large.weights.pictures[0].isVisible()
    weight = trainer.parameters().weights[1][1, 3]
    assert large._look.rows[0].values[3] == weight
    assert "5 units of layer 1" in large.weights.title.text()
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        center = tiles._grid.slot(3).center()
        qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert chosen.args == [Neuron(1, 3)]


def test_points_have_no_pictures_but_examples(view, qtbot):
    data = pictures(30, shape=(2,), kind=InputKind.PLANE)
    large, _, _ = enlarged(view, data)
    assert "2 inputs" in large.weights.title.text()
    assert "Training examples" in large.most.title.text()
    assert large.most.model.rowCount() == 6
    with qtbot.assertNotEmitted(view.picture_selected):
        large.most.chosen.emit(rows(large.most)[0])
    with qtbot.assertNotEmitted(view.neuron_selected):
        large.weights.tiles.picked.emit(0)
    large.grab()


def test_keys_go_from_neuron_to_neuron(view, qtbot):
    large, trainer, shown = enlarged(view, neuron=Neuron(1, 3))
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        qtbot.keyClick(large, Qt.Key.Key_Down)
    assert chosen.args == [Neuron(1, 4)]
    show(view, trainer, shown.dataset, neuron=Neuron(1, 4))
    assert large.name.text() == "Neuron 5 of 5 in layer 1"
    assert not large.next.isEnabled()
    with qtbot.assertNotEmitted(view.neuron_selected):
        qtbot.keyClick(large, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.neuron_selected) as chosen:
        large.previous.click()
    assert chosen.args == [Neuron(1, 3)]


def test_the_channels_can_be_seen_one_by_one(view):
    large, trainer, shown = enlarged(view)
    W1 = trainer.parameters().weights[0][0].reshape(4, 4, 3)
    assert large.aspects.isVisible()
    for place, expected in ((1, W1[..., 0]), (4, W1.sum(axis=2))):
        large.aspects.setCurrentIndex(place)
        large.aspects.activated.emit(place)
        row = large._look.rows[0]
        np.testing.assert_allclose(row.values.reshape(4, 4), expected, atol=1e-6)
        assert row.shape == (4, 4, 1)
    large.aspects.setCurrentIndex(0)
    show(view, trainer, shown.dataset, neuron=Neuron(2, 0))
    assert not large.aspects.isVisible()


@pytest.mark.parametrize("place", [2, 4], ids=["green", "sum"])
def test_grey_pictures_are_shown_whole_whatever_was_chosen_of_colours(view, place):
    large, _, _ = enlarged(view)
    large.aspects.setCurrentIndex(place)
    large.aspects.activated.emit(place)
    grey = pictures(shape=(4, 4, 1))
    trainer = trainer_of(grey)
    show(view, trainer, grey)
    row = large._look.rows[0]
    W1 = trainer.parameters().weights[0][0]
    np.testing.assert_allclose(row.values, W1, atol=1e-6)
    assert row.shape == (4, 4, 1)
    assert not large.aspects.isVisible()


def test_an_output_is_called_by_its_class(view):
    large, _, _ = enlarged(view, neuron=Neuron(3, 0))
    assert large.name.text() == "Neuron 1 of 1 in layer 3: “cat”"
    six = pictures(names=("a", "<b>dog</b>", "c"))
    show(view, trainer_of(six), six, neuron=Neuron(3, 1))
    show(view, trainer_of(six), six, neuron=Neuron(3, 1))
    assert large.name.text().endswith("“<b>dog</b>”")


def test_without_its_data_it_says_so(view):
    large, _, _ = enlarged(view, has_its_data=False)
    assert "other data" in large.note.text()
    assert not large.most.isVisible()
    assert large.weights.pictures[0].isVisible()


def test_numbers_that_are_not_finite_are_left_out_and_said(view):
    data = pictures(30)
    large, _, shown = enlarged(view, data)
    nothing = np.empty(0)
    bad = Excited(np.empty(0, np.int64), nothing, nothing)
    answers = {**shown.frame.answers, MostExcited(1, 0): Excitation(bad, bad, 30, 30)}
    W1 = np.full((5, 48), np.nan, np.float32)
    made = dataclasses.replace(
        shown.frame, answers=answers, first_layer=FirstLayerPictures.of(W1, W1)
    )
    view.show_state(dataclasses.replace(shown, frame=made))
    assert "30 are left out" in large.note.text()
    assert large.most.model.rowCount() == 0
    large.grab()


@pytest.mark.parametrize("hidden", [(), (1,)])
def test_the_smallest_networks_can_be_enlarged(view, hidden):
    large, trainer, shown = enlarged(view, pictures(3), hidden)
    for layer in range(1, trainer.spec.L + 1):
        show(view, trainer, shown.dataset, neuron=Neuron(layer, 0), theme=LIGHT)
        assert f"in layer {layer}" in large.name.text()
        large.grab()


def test_an_older_design_is_enlarged_as_it_is(view):
    large, trainer, shown = enlarged(view, neuron=Neuron(2, 1))
    wide = trainer_of(shown.dataset, (9, 9, 9)).spec
    show(view, trainer, shown.dataset, spec=wide, neuron=Neuron(4, 0))
    assert large.name.text().startswith("Neuron 1 of 1 in layer 3")


def test_nothing_known_yet_is_no_fault(view):
    data = pictures()
    trainer = trainer_of(data)
    view.show_state(state_of(trainer, data))
    view.enlarge()
    view.large.grab()
    view.show_state(framed(view, trainer, state_of(trainer, data)))
    assert view.large.name.text() == "Neuron 1 of 5 in layer 1"


# In the window


@pytest.fixture
def trained(window, finished):
    window.resize(1400, 900)
    finished()
    window.session.train()
    finished()
    return window


def strip_of(window, tab):
    weights = window.views["weightsPanel"]
    weights.tabs.setCurrentIndex(tab)
    return weights


def test_two_clicks_in_the_weights_enlarge_a_neuron(trained, finished, qtbot):
    weights = strip_of(trained, WEIGHTS)
    finished()
    strip = weights.weights.strip
    place = QPoint(strip._grid.slot(2).center())
    unit = int(strip._order[2])
    viewport = strip.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    finished()
    large = trained.views["insidePanel"].large
    assert large.isVisible()
    assert large.window() is trained
    assert trained.session.state.neuron == Neuron(1, unit)
    assert large.name.text() == f"Neuron {unit + 1} of 4 in layer 1"
    assert large.most.model.rowCount() == 6
    large.most.chosen.emit(rows(large.most)[0])
    picture = trained.session.dataset.picture(SplitName.TRAIN, rows(large.most)[0])
    assert trained.session.state.picture is picture


def test_return_enlarges_a_neuron_of_any_layer(trained, finished, qtbot):
    weights = strip_of(trained, ALL_LAYERS)
    finished()
    trained.session.select_neuron(Neuron(2, 0))
    qtbot.keyClick(weights.all_layers.maps[0].map, Qt.Key.Key_Return)
    finished()
    large = trained.views["insidePanel"].large
    assert large.name.text().startswith("Neuron 1 of 1 in layer 2")


def test_escape_closes_it_and_nothing_is_asked_for_any_more(trained, finished, qtbot):
    inside = trained.views["insidePanel"]
    trained.activateWindow()
    inside.enlarge()
    finished()
    state = trained.session.state
    assert MostExcited(1, state.neuron.unit) in trained.visible_needs(state)
    qtbot.keyClick(inside.large, Qt.Key.Key_Escape)
    assert not inside.large.isVisible()
    needs = trained.visible_needs(trained.session.state)
    assert not any(isinstance(need, MostExcited) for need in needs)


def test_it_follows_the_run_and_the_window(trained, finished, qtbot):
    inside = trained.views["insidePanel"]
    inside.enlarge()
    finished()
    before = inside.large._look
    trained.session.set_iterations(40)
    trained.session.train()
    finished()
    assert inside.large._look is not before
    assert trained.session.snapshot.iteration == 40
    trained.resize(1200, 760)
    qtbot.waitUntil(lambda: trained.width() == 1200)
    assert trained.rect().contains(inside.large.geometry())
    trained.session.reset()
    trained.session.set_hidden((3, 2))
    finished()
    assert inside.large.isVisible()


def test_it_makes_way_for_a_panel_that_somebody_asks_for(trained, finished):
    large = trained.views["insidePanel"].large
    runs = trained.docks.by_name["runsPanel"]
    runs.hide()
    asks = (
        trained.actions_["checkGradientsAction"].trigger,
        trained.actions_["luckAction"].trigger,
        runs.toggleViewAction().trigger,
    )
    for ask in asks:
        trained.views["insidePanel"].enlarge()
        assert large.isVisible()
        ask()
        assert not large.isVisible()
    trained.session.cancel_sweep()
    finished()


def test_it_stays_below_the_network_whatever_the_size_of_text(trained, qtbot):
    large = trained.views["insidePanel"].large
    trained.views["insidePanel"].enlarge()
    for steps in (3, -6):
        before = trained.center.geometry()
        trained.change_text_size(steps)
        qtbot.waitUntil(lambda: trained.center.geometry() != before)  # noqa: B023
        center = trained.center.geometry()
        assert large.geometry().left() == center.left()
        assert large.geometry().width() == center.width()
        assert large.geometry().top() > center.bottom()


def test_the_selection_is_shown_in_every_view(trained, finished):
    inside = trained.views["insidePanel"]
    strip_of(trained, ALL_LAYERS)
    weights = trained.views["weightsPanel"]
    trained.docks.by_name["insidePanel"].raise_()
    for neuron in (Neuron(1, 3), Neuron(2, 0)):
        trained.session.select_neuron(neuron)
        finished()
        assert inside.body.map._selected == neuron.unit
        assert inside.header.layers.currentIndex() == neuron.layer - 1
    trained.docks.by_name["weightsPanel"].raise_()
    finished()
    heatmap = weights.all_layers.maps[0].map
    assert (heatmap._selected, heatmap._column) == (0, None)
    trained.session.select_neuron(Neuron(1, 3))
    assert (heatmap._selected, heatmap._column) == (None, 3)
    strip_of(trained, LEARNED)
    finished()
    assert weights.learned.strip._selected == 3
    trained.session.select_neuron(Neuron(2, 0))
    assert weights.learned.strip._selected == -1


def test_examples_of_data_that_are_gone_cannot_be_chosen(view):
    large, trainer, shown = enlarged(view)
    assert large.most.isVisible()
    view.show_state(state_of(trainer, pictures(8)))
    assert not large.most.isVisible()
    assert not large.least.isVisible()
    view.show_state(shown)
    show(view, trainer, shown.dataset)
    assert large.most.isVisible()


def test_another_moment_is_shown_in_the_same_scale(trained, finished):
    inside, session = trained.views["insidePanel"], trained.session
    trained.docks.by_name["insidePanel"].raise_()
    finished()
    inside.header.quantities.setCurrentIndex(1)
    inside.enlarge()
    session.select_neuron(Neuron(2, 0))
    finished()
    inside.header.lock.setChecked(True)
    scale, late = inside.body._look.scale.full, inside.large._look
    session.go_to(10)
    finished()
    early = Trainer.for_dataset(session.dataset, session.spec, session.config)
    while early.iteration < 10:
        early.step()
    X, Y = early._train.X, early._train.Y
    slope = gradients(early.spec, early.parameters(), X, Y)
    look, large = inside.body._look, inside.large._look
    np.testing.assert_allclose(look.values, slope.weights[1], rtol=1e-9)
    assert look.scale.full == scale
    assert large.bias == early.parameters().biases[1][0, 0] != late.bias
    z = forward(early.spec, early.parameters(), X).Z[1][0]
    assert large.excitation.most.z[0] == pytest.approx(z.max(), rel=1e-9)


def test_a_neuron_can_be_seen_as_it_came_to_be(trained, finished):
    inside, session = trained.views["insidePanel"], trained.session
    inside.enlarge()
    finished()
    late = inside.large._look.rows[1].values
    inside.large.timeline.moment_chosen.emit(3)
    finished()
    assert session.state.frame.iteration == 3
    early = inside.large._look.rows[1].values
    assert 0 < np.abs(early).sum() < np.abs(late).sum()
    inside.large.timeline.moment_chosen.emit(None)
    finished()
    assert session.state.moment is None
