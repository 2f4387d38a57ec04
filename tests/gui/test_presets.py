"""Presets in the window: one step from the menu to a run that is ready."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Recipe, Split
from engine.errors import Hint, PresetError
from engine.frame import Need
from engine.outputs import Task
from engine.preset import PresetGroup
from engine.preset_file import open_preset, save_preset
from engine.presets import PRESETS
from gui.design import Design
from gui.pace import Pace
from gui.preset_design import preset_design, preset_of
from gui.preset_dialog import PresetDialog
from gui.preset_store import LONGEST_NAME, PresetStore
from gui.view_state import Phase
from tests.gui.conftest import WAIT


@pytest.fixture
def store(tmp_path):
    return PresetStore(tmp_path / "data/presets")


@pytest.fixture
def window(shown_window):
    return shown_window


def action(window, name):
    return window.findChild(QAction, name)


def everything(window):
    """Return what a preset that is refused must leave as it is."""
    session = window.session
    return session.dataset, session.spec, session.config, session.state.run_id


# Built-in


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_each_preset_is_one_step_away(window, finished, preset):
    action(window, f"preset-{preset.name}").trigger()
    session = window.session
    finished()
    assert session.spec == preset.spec
    assert session.config == preset.config
    assert session.state.phase is Phase.READY
    assert session.dataset.recipe.name == preset.recipe.name
    said = (
        window.banner.text if preset.lesson is None else window.bars.lesson.task.text()
    )
    assert preset.hint in said
    session.step(3)
    finished()
    assert len(session.costs) == 4
    assert np.isfinite(session.costs).all()


def test_xor_by_hand_begins_with_its_weights_and_resets_to_them(window, finished):
    session = window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    finished()
    assert session.state.frame.boundary.train.probabilities[0] == pytest.approx(
        [4.54391049e-05, 0.999954520, 0.999954520, 4.54391049e-05], rel=1e-6
    )
    before = session.costs[0]
    session.step(20)
    finished()
    assert session.costs[-1] < before
    session.reset()
    finished()
    assert session.costs.tolist() == [before]


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: session.set_hidden((3,)),
        lambda session: session.set_activation("tanh"),
        lambda session: session.set_dropout(0.5),
        lambda session: session.set_config(seed=5),
        lambda session: session.set_config(initialization="he"),
        lambda session: session.new_weights(),
    ],
)
def test_an_edit_of_the_network_drops_the_weights(window, finished, edit):
    session = window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    finished()
    given = session.costs[0]
    edit(session)
    finished()
    assert not session.state.has_given_weights
    assert session.costs[0] > 100 * given


def test_other_steps_and_other_noise_keep_the_weights(window, finished):
    session = window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    session.set_learning_rate(0.1)
    session.open_recipe(Recipe("xor", 0.05, 40))
    finished()
    assert session.state.has_given_weights
    assert session.state.frame.boundary.train.said.tolist() == [0, 1, 1, 0] * 10


def test_given_weights_are_another_run():
    data = Recipe("xor", 0.0, 4).load()
    design = preset_design(PRESETS["xor-by-hand"], data)
    drawn = dataclasses.replace(design, weights=None)
    assert design != drawn
    assert design.is_another_run(drawn)
    again = preset_design(PRESETS["xor-by-hand"], data)
    assert design == again
    assert not design.is_another_run(again)


def test_a_preset_waits_for_the_end_of_a_run(window, finished):
    session = window.session
    session.set_pace(Pace.ONE)
    session.train()
    before = everything(window)
    assert not action(window, "preset-spirals").isEnabled()
    session.apply_preset(PRESETS["spirals"])
    session.open_recipe(Recipe("moons"))
    assert everything(window) == before
    assert "Pause the run" in window.banner.text
    session.pause()
    finished()


# Panels


def test_panels_follow_the_data(window, finished):
    docks = window.docks.by_name
    assert docks["boundaryPanel"].isHidden()
    assert window.session.dataset.recipe == Recipe("drawn-cats")
    window.session.open_built_in("moons")
    finished()
    assert docks["galleryPanel"].isHidden()
    assert docks["predictPanel"].isHidden()
    assert window.views["boundaryPanel"].isVisible()
    assert not docks["galleryPanel"].toggleViewAction().isVisible()
    window.session.open_built_in("parity")
    finished()
    assert docks["boundaryPanel"].isHidden()
    window.session.open_built_in("drawn-cats")
    finished()
    assert window.views["galleryPanel"].isVisible()
    assert window.views["predictPanel"].isVisible()
    window.bars.arrange.trigger()
    assert docks["boundaryPanel"].isHidden()


def test_what_was_in_front_is_so_again(window, finished):
    docks = window.docks
    in_front = [name for name, dock in docks.by_name.items() if dock.is_in_front]
    assert {"weightsPanel", "galleryPanel", "predictPanel"} <= set(in_front)
    docks.reveal("checkPanel")
    window.session.open_built_in("moons")
    finished()
    assert docks.by_name["boundaryPanel"].is_in_front
    docks.reveal("weightsPanel")
    window.session.open_built_in("drawn-cats")
    finished()
    fronts = {name for name, dock in docks.by_name.items() if dock.is_in_front}
    assert fronts == {*in_front, "checkPanel"} - {"galleryPanel"}
    window.session.open_built_in("moons")
    finished()
    assert docks.by_name["weightsPanel"].is_in_front
    assert not docks.by_name["boundaryPanel"].is_in_front


def test_a_panel_that_the_user_closed_stays_closed(window, finished):
    docks = window.docks.by_name
    docks["predictPanel"].hide()
    window.session.open_built_in("moons")
    finished()
    window.session.open_built_in("drawn-cats")
    finished()
    assert docks["predictPanel"].isHidden()


def test_the_boundary_follows_training_and_costs_nothing_hidden(
    window, finished, qtbot
):
    session = window.session
    session.apply_preset(PRESETS["circles"])
    finished()
    first = window.views["boundaryPanel"].map._boundary
    session.step(200)
    finished()
    second = window.views["boundaryPanel"].map._boundary
    assert second is session.snapshot.boundary
    assert not np.allclose(first.answers, second.answers)
    window.docks.by_name["weightsPanel"].raise_()
    qtbot.waitUntil(lambda: not window.views["boundaryPanel"].is_seen, timeout=WAIT)
    assert Need.BOUNDARY not in window.visible_needs(session.state)
    session.step(10)
    finished()
    view = window.views["boundaryPanel"]
    assert view.map._boundary is second
    window.docks.by_name["boundaryPanel"].raise_()
    qtbot.waitUntil(lambda: view.map._boundary is not second, timeout=WAIT)


# Noise and size


def test_sliders_make_new_data_at_once(window, finished):
    picker = window.views["controlsPanel"]._data
    assert not picker.sliders.isVisible()
    window.session.open_built_in("moons")
    finished()
    assert picker.sliders.isVisible()
    picker.sliders.noise.setValue(30)
    assert window.session.dataset.recipe == Recipe("moons", 0.3, 200)
    picker.sliders.size_.setValue(picker.sliders.size_.maximum())
    assert window.session.dataset.recipe == Recipe("moons", 0.3, 5000)
    assert len(window.session.dataset.train) == 5000
    finished()
    window.session.open_built_in("parity")
    finished()
    assert not picker.sliders.isVisible()


def test_sliders_work_by_keyboard_and_have_names(window, finished, qtbot):
    window.session.open_built_in("spirals")
    finished()
    for slider in window.views["controlsPanel"]._data.sliders.sliders:
        assert slider.accessibleName()
        assert slider.toolTip()
    noise = window.views["controlsPanel"]._data.sliders.noise
    qtbot.keyClick(noise, Qt.Key.Key_Up)
    assert window.session.dataset.recipe.noise == pytest.approx(0.04)
    finished()


# Own presets


def save_own(window, label, note=""):
    window.findChild(QAction, "savePresetAction").trigger()
    dialog = window.findChild(PresetDialog)
    dialog.name.setText(label)
    dialog.note.setPlainText(note)
    dialog.keep.click()


def test_a_design_is_kept_and_comes_back(window, finished, store):
    session = window.session
    session.open_recipe(Recipe("circles", 0.2, 60))
    session.set_hidden((7, 3))
    session.set_config(learning_rate=0.25, seed=9)
    save_own(window, "My <b>rings</b> & more", "Look\nhere")
    finished()
    saved = everything(window)
    assert "Saved" in window.banner.text
    session.apply_preset(PRESETS["l-layer"])
    window.presets.refresh()
    (own,) = store.read().presets
    assert own.hint == "Look\nhere"
    assert own.group is PresetGroup.OWN
    titles = [a.text() for a in window.presets.menu.actions()]
    assert "My <b>rings</b> && more" in titles
    action(window, f"preset-{own.name}").trigger()
    finished()
    session.reset()
    assert everything(window)[1:3] == saved[1:3]
    assert session.dataset.recipe == Recipe("circles", 0.2, 60)
    window.presets.refresh()
    titles = [a.text() for a in window.presets.menu.actions()]
    assert titles.count("My <b>rings</b> && more") == 1


def test_a_preset_needs_a_name(window, qtbot):
    dialog = PresetDialog(window)
    assert not dialog.keep.isEnabled()
    dialog.name.setText("  ")
    assert not dialog.share.isEnabled()
    dialog.name.setText("x")
    with qtbot.waitSignal(dialog.shared) as shared:
        dialog.share.click()
    assert shared.args == [("x", "", None)]


@pytest.mark.parametrize(
    "label", ["../../etc/x", "a/b\\c:d", ".", "ünï 漢字", "x" * 300]
)
def test_names_are_safe_file_names(store, label):
    path = store.path_of(label)
    assert path.parent == store.folder
    assert len(path.name) <= LONGEST_NAME + 5
    assert not path.name.startswith(".")


def test_given_weights_are_kept_too(window, finished, tmp_path):
    session = window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    path = tmp_path / "xor.json"
    save_preset(path, session.preset("mine", "note"))
    session.apply_preset(PRESETS["moons"])
    window.drop_files([path])
    finished()
    assert session.state.has_given_weights
    assert session.costs[0] < 1e-3
    assert "mine. note" in window.banner.text


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_given_weights_are_kept_with_a_model(window, finished, tmp_path, precision):
    session = window.session
    session.apply_preset(PRESETS["xor-by-hand"])
    session.set_config(precision=precision, iterations=40)
    session.train()
    finished()
    costs, path = session.costs, tmp_path / "xor.h5"
    session.save_model(path)
    session.apply_preset(PRESETS["moons"])
    session.open_recipe(Recipe("xor", 0.0, 4))
    window.open_model(path)
    finished()
    assert session.state.has_given_weights
    np.testing.assert_array_equal(session.costs, costs)
    session.reset()
    finished()
    np.testing.assert_array_equal(session.costs, costs[:1])
    session.train()
    finished()
    np.testing.assert_array_equal(session.costs, costs)


def test_an_opened_model_with_given_weights_goes_on_to_the_bit(
    window, finished, tmp_path
):
    session = window.session
    session.apply_preset(PRESETS["parity-tree"])
    session.set_iterations(30)
    session.step(10)
    finished()
    session.save_model(tmp_path / "tree.h5")
    session.train()
    finished()
    costs = session.costs
    window.open_model(tmp_path / "tree.h5")
    session.set_history_megabytes(3)
    session.train()
    finished()
    np.testing.assert_array_equal(session.costs, costs)


def test_a_design_with_an_error_is_no_preset(window):
    window.session.set_hidden_text("20, x")
    save_own(window, "broken")
    assert "not a whole number" in window.banner.text
    assert window.preset_store.read().presets == ()


BROKEN = {
    "cut off": (b'{"format": "layerlab-preset", "ver', "can't be read as JSON"),
    "newer": (
        json.dumps({"format": "layerlab-preset", "version": 99}).encode(),
        "newer LayerLab",
    ),
    "other": (b"[]", "is not a preset"),
    "huge": (b" " * 2_000_000, "too large"),
}


@pytest.mark.parametrize(("content", "says"), BROKEN.values(), ids=BROKEN)
def test_a_bad_file_says_so_and_changes_nothing(window, tmp_path, content, says):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    before = everything(window)
    window.drop_files([path])
    assert says in window.banner.text
    assert everything(window) == before


def test_a_preset_for_other_data_says_so_and_changes_nothing(window, tmp_path):
    names = ("a", "b", "c")
    split = Split(np.zeros((6, 5, 5, 1), np.uint8), np.arange(6) % 3)
    data = Dataset("theirs", Task.MULTICLASS, InputKind.IMAGE, names, split, None)
    path = tmp_path / "theirs.json"
    save_preset(path, preset_of(Design.default(data), data, "theirs", ""))
    before = everything(window)
    window.drop_files([path])
    assert "for other data, “theirs” with 25 inputs and 3 classes" in window.banner.text
    assert everything(window) == before


def test_broken_files_stand_in_the_menu_with_what_is_wrong(window, store):
    store.folder.mkdir(parents=True)
    (store.folder / "bad & old.json").write_bytes(b"{")
    save_preset(store.folder / "good.json", PRESETS["moons"])
    window.presets.refresh()
    actions = {a.text(): a for a in window.presets.menu.actions()}
    broken = actions["✕ bad && old.json"]
    assert not broken.isEnabled()
    assert "can't be read as JSON" in broken.toolTip()


def test_a_folder_that_cannot_be_made_says_so(window, tmp_path):
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data/presets").write_text("in the way")
    save_own(window, "x")
    assert "was not saved" in window.banner.text


def test_a_saved_preset_is_whole(store):
    path = store.save(dataclasses.replace(PRESETS["moons"], label="a"))
    store.save(dataclasses.replace(PRESETS["xor"], label="a"))
    assert open_preset(path).spec == PRESETS["xor"].spec
    assert [p.name for p in store.folder.iterdir()] == ["a.json"]


def test_hints_are_data(window):
    odd = dataclasses.replace(PRESETS["moons"], label="{0}", hint="{braces}.")
    window.session.apply_preset(odd)
    assert "{0}. {braces}." in window.banner.text
    assert isinstance(Hint("{a}", a=1), Exception)
    assert issubclass(PresetError, Exception)


def test_the_button_has_a_name_and_the_menu_tells(window):
    button = window.presets._button
    assert button.accessibleName() == "Presets"
    assert button.toolTip()
    for act in window.presets.menu.actions():
        if act.data() is not None:
            assert act.toolTip() == act.data().hint
    assert TrainingConfig() == PRESETS["l-layer"].config
