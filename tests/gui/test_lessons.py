"""Lessons in the window: a task in sight, some settings free, all others kept."""

from __future__ import annotations

import dataclasses
from functools import partial

import h5py
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from engine.built_in import Recipe
from engine.errors import LessonError
from engine.lesson import PARTS, Lesson
from engine.preset_file import open_preset
from engine.presets import PRESETS
from engine.spec import HiddenLayer
from gui.design import Design
from gui.lesson_bar import MOST_LINES
from gui.pace import Pace
from gui.preset_dialog import PresetDialog
from gui.run_commands import RunCommands
from gui.view_state import Neuron, Phase
from gui.views.controls import ControlsView
from gui.views.designer import DesignerView
from gui.views.doctor.row import FindingRow
from gui.widgets.network.deeds import Setting
from tests.gui.conftest import WAIT
from tests.gui.network_states import state_of

MOONS = PRESETS["moons"]
TASK = "1. Train.\n2. Change the rate."


def lesson_on(preset, *free, task=TASK):
    return dataclasses.replace(preset, label="Steps", hint=task, free=frozenset(free))


@pytest.fixture
def window(shown_window):
    return shown_window


@pytest.fixture
def session(window):
    return window.session


@pytest.fixture
def begin(qtbot, session):
    """Return what begins a lesson on the moons with these parts free."""

    def start(*free, task=TASK):
        session.apply_preset(lesson_on(MOONS, *free, task=task))
        qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)

    return start


@pytest.fixture
def errors(session):
    found = []
    session.failed.connect(found.append)
    return found


def field(window, name):
    view = window.findChild(ControlsView)
    return next(field for field in view.fields if field.setting.name == name)


def action(window, name):
    return window.findChild(QAction, name)


# The bar


def test_there_is_no_bar_without_a_lesson(window):
    assert window.bars.lesson.isHidden()


def test_the_bar_has_the_task_and_what_is_free(window, begin):
    begin("learning_rate", "iterations")
    bar = window.bars.lesson
    assert bar.isVisible()
    assert bar.title.text() == "Steps"
    assert bar.task.text() == TASK
    assert bar.free.text() == "You may change: Learning rate α · Iterations"
    assert bar.accessibleName() == "Lesson: Steps"
    assert bar.accessibleDescription() == TASK
    # It says all that a banner would, and stays.
    assert window.banner.isHidden()


def test_a_lesson_may_leave_nothing_free(window, begin):
    begin()
    assert window.bars.lesson.free.text() == "Nothing is to be changed"


def test_the_task_folds_away_and_comes_back(qtbot, window, begin):
    begin("seed")
    bar = window.bars.lesson
    height = bar.height()
    bar.fold.click()
    assert not bar.task.isVisible()
    assert bar.fold.text() == "Show the task"
    qtbot.waitUntil(lambda: bar.height() < height, timeout=WAIT)
    bar.fold.click()
    assert bar.task.isVisible()
    assert bar.fold.text() == "Hide the task"


def test_a_lesson_without_a_task_has_nothing_to_fold(window, begin):
    begin("seed", task="")
    assert window.bars.lesson.isVisible()
    assert not window.bars.lesson.fold.isVisible()
    assert not window.bars.lesson.task.isVisible()


def test_a_long_task_scrolls(qtbot, window, begin):
    begin("seed", task="\n".join(f"{n}. Look at it once more." for n in range(40)))
    bar, line = window.bars.lesson, window.bars.lesson.task.fontMetrics().lineSpacing()
    area = bar.task.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: area.height() == MOST_LINES * line, timeout=WAIT)
    assert area.verticalScrollBar().maximum() > 30 * line


def test_names_in_a_lesson_are_plain_text(window, session):
    title = "<b>x</b> & {0}"
    session.apply_preset(
        dataclasses.replace(lesson_on(MOONS, "seed"), label=title, hint="<i>{y}</i>")
    )
    bar = window.bars.lesson
    assert bar.title.text() == title
    assert bar.task.textFormat() is Qt.TextFormat.PlainText
    session.undo()
    assert title in session.state.redo_text


# What is locked


def test_fields_are_locked_but_those_that_are_free(window, begin):
    begin("learning_rate", "hidden_layers", "schedule")
    free = {"learning_rate", "hidden_text", "schedule", "schedule_period"}
    always = {"history_megabytes"}
    for one in window.findChild(ControlsView).fields:
        name = one.setting.name
        for widget in one.widgets:
            assert widget.isEnabled() is (name in free | always), name
        kept = "The lesson keeps this as it is" in one.widget.toolTip()
        assert kept is not one.widget.isEnabled()
    assert not window.findChild(ControlsView)._data.combo.isEnabled()
    assert not action(window, "openDataAction").isEnabled()
    assert not action(window, "newWeightsAction").isEnabled()
    window.bars.lesson.end.click()
    for one in window.findChild(ControlsView).fields:
        assert one.widget.isEnabled(), one.setting.name
        assert "lesson" not in one.widget.toolTip()
    assert window.findChild(ControlsView)._data.combo.isEnabled()
    assert action(window, "newWeightsAction").isEnabled()


def test_the_rate_may_change_while_a_run_goes_on_only_if_it_is_free(
    qtbot, window, session, begin
):
    begin("iterations")
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.running, timeout=WAIT)
    assert not field(window, "learning_rate").widget.isEnabled()
    assert field(window, "iterations").widget.isEnabled()
    session.pause()


EDITS = {
    "layers": lambda session: session.set_layers((HiddenLayer(3, "tanh"),)),
    "text": lambda session: session.set_hidden_text("3, 3"),
    "wrong text": lambda session: session.set_hidden_text("3, x"),
    "activation": lambda session: session.set_activation("relu"),
    "dropout": lambda session: session.set_dropout(0.5),
    "output": lambda session: session.set_output_initialization("he"),
    "seed": lambda session: session.set_config(seed=9),
    "rate": lambda session: session.set_learning_rate(3.0),
    "weights": lambda session: session.new_weights(),
    "mend": lambda session: session.set_setting("optimizer", "adam"),
    "design": lambda session: session.set_design(Design.default(session.dataset)),
    "data": lambda session: session.open_built_in("drawn-cats"),
    "noise": lambda session: session.open_recipe(Recipe("moons", 0.4, 40)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_kept_cannot_be_changed_in_any_way(qtbot, session, begin, errors, edit):
    begin("batch_size")
    before, dataset = session._design, session.dataset
    edit(session)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    assert session._design is before
    assert session.dataset is dataset
    assert isinstance(errors[-1], LessonError)
    session.end_lesson()
    edit(session)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    after = session._design
    assert after.in_lesson(before.lesson) != before or session.dataset is not dataset
    assert len(errors) == 1


def test_what_is_free_can_be_changed(session, begin, errors):
    begin("hidden_layers", "activation", "seed")
    session.set_hidden_text("5, 4")
    session.set_activation("relu")
    session.new_weights()
    assert errors == []
    assert session.spec.hidden == (5, 4)
    assert session.spec.activations == ("relu", "relu")
    assert session.config.seed == MOONS.config.seed + 1
    assert session.state.lesson is not None


def test_other_data_stay_in_the_lesson_where_data_are_free(
    qtbot, session, begin, errors
):
    begin("data")
    session.open_built_in("drawn-cats")
    qtbot.waitUntil(lambda: session.dataset.name != "Moons", timeout=WAIT)
    assert session.spec.layer_dims == (12288, *MOONS.spec.hidden, 1)
    assert session.state.lesson.free == {"data"}
    assert errors == []


@pytest.fixture
def file_of(monkeypatch, tmp_path):
    """Return what writes tiny pictures into a file that is streamed."""
    monkeypatch.setattr("engine.dataset_file.STREAM_ABOVE", 0)

    def write(*parts):
        path = tmp_path / f"{'-'.join(parts)}.h5"
        with h5py.File(path, "w") as file:
            for part in parts:
                file[f"{part}_set_x"] = np.full((20, 4, 4, 3), 7, np.uint8)
                file[f"{part}_set_y"] = np.arange(20) % 2
        return path

    return write


def test_data_that_need_what_the_lesson_keeps_are_refused(
    qtbot, session, begin, errors, file_of
):
    begin("data")
    before = session._design, session.dataset
    session.open_data(file_of("train", "test"))
    qtbot.waitUntil(lambda: bool(errors), timeout=WAIT)
    assert isinstance(errors[-1], LessonError)
    assert errors[-1].fields == ("batch_size",)
    assert (session._design, session.dataset) == before
    session.train()
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)


def test_data_that_need_what_the_lesson_leaves_free_are_opened(
    qtbot, session, begin, errors, file_of
):
    begin("data", "batch_size")
    session.open_data(file_of("train", "test"))
    qtbot.waitUntil(lambda: session.dataset.name != "Moons", timeout=WAIT)
    assert session.config.batch_size == 64
    assert session.state.lesson is not None
    assert errors == []


def test_data_without_a_test_set_are_refused_where_stopping_early_is_kept(
    qtbot, session, errors, file_of
):
    config = dataclasses.replace(MOONS.config, patience=5, batch_size=10)
    stopping = dataclasses.replace(MOONS, config=config)
    session.apply_preset(lesson_on(stopping, "data"))
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    session.open_data(file_of("train"))
    qtbot.waitUntil(lambda: bool(errors), timeout=WAIT)
    assert errors[-1].fields == ("patience",)
    assert session.dataset.name == "Moons"
    assert session.config.patience == config.patience


def test_the_settings_of_an_earlier_run_come_back_if_they_are_the_lessons(
    qtbot, window, session, begin, errors
):
    begin("learning_rate", "iterations")
    session.set_iterations(30)
    rates = 0.25, 0.125
    for rate in rates:
        session.set_learning_rate(rate)
        session.train()
        qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)
    qtbot.waitUntil(lambda: len(window.session.state.runs.records) >= 2, timeout=WAIT)
    commands = window.findChild(RunCommands)
    first = min(session.state.runs.records, key=lambda record: record.number)
    commands.restore(first.uid)
    assert session.config.learning_rate == rates[0]
    assert session.state.lesson is not None
    assert errors == []


def test_the_settings_of_a_run_from_before_the_lesson_do_not(
    qtbot, window, session, begin, errors
):
    session.apply_preset(MOONS)
    session.set_config(seed=7, iterations=20)
    session.train()
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)
    begin("learning_rate")
    session.step(5)
    qtbot.waitUntil(lambda: bool(session.state.runs.records), timeout=WAIT)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    noted, before = [], (session._design, session.state.run_id, session.state.iteration)
    session.noted.connect(noted.append)
    window.findChild(RunCommands).restore(session.state.runs.records[0].uid)
    assert isinstance(errors[-1], LessonError)
    now = session._design, session.state.run_id, session.state.iteration
    assert now == before
    assert noted == []


# Beginning, ending, undoing


def test_undo_goes_back_to_before_the_lesson_and_redo_into_it(session, window, begin):
    session.apply_preset(MOONS)
    session.set_hidden_text("9")
    begin("learning_rate")
    session.set_config(learning_rate=0.25)
    assert session.state.undo_text == "learning rate 0.25"
    session.undo()
    assert session.state.undo_text == "lesson “Steps”"
    session.undo()
    assert session.state.lesson is None
    assert session.spec.hidden == (9,)
    assert window.bars.lesson.isHidden()
    session.redo()
    assert session.state.lesson.title == "Steps"
    assert session.spec.hidden == MOONS.spec.hidden
    assert window.bars.lesson.isVisible()
    session.redo()
    assert session.config.learning_rate == 0.25


def test_the_end_of_a_lesson_can_be_undone(session, window, begin):
    begin("learning_rate")
    design = session._design
    window.bars.lesson.end.click()
    assert session.state.lesson is None
    assert session.state.undo_text == "end of the lesson"
    session.set_hidden_text("3")
    session.undo()
    session.undo()
    assert session._design == design


def test_a_lesson_that_is_come_back_to_keeps_what_it_kept(qtbot, session, begin):
    begin("seed")
    design = session._design
    session.end_lesson()
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration > 0, timeout=WAIT)
    session.set_learning_rate(0.125)
    session.pause()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    session.undo()
    assert session._design == design


def test_training_on_from_the_past_brings_no_lesson_back(qtbot, session, begin):
    begin("seed")
    session.step(30)
    qtbot.waitUntil(lambda: session.state.iteration == 30, timeout=WAIT)
    session.end_lesson()
    session.set_iterations(60)
    session.go_to(10)
    session.train_on_from()
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)
    assert session.state.lesson is None


def test_the_same_experiment_without_its_lesson_can_be_undone(session, begin):
    begin("seed")
    session.apply_preset(MOONS)
    assert session.state.lesson is None
    assert session.state.undo_text == "end of the lesson"
    session.undo()
    assert session.state.lesson is not None
    session.redo()
    assert session.state.lesson is None


def test_ending_a_lesson_begins_no_run_anew(qtbot, session, begin):
    begin("seed")
    session.set_what_if(True)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    run = session.state.run_id
    session.end_lesson()
    session.undo()
    assert session.state.run_id == run
    assert not session.running


@pytest.mark.parametrize("how", ["text", "drawing"])
def test_a_layer_is_like_the_last_that_was_removed(window, session, begin, how):
    begin("hidden_layers")
    session.set_hidden_text("")
    assert session.spec.hidden == ()
    if how == "text":
        session.set_hidden_text("3")
    else:
        designer = window.views["designerPanel"]
        designer.canvas.editor.insert_button(0).click()
    assert session.spec.activations == ("tanh",)


def test_the_next_start_shows_no_lesson(open_window):
    first = open_window()
    first.show()
    first.session.apply_preset(lesson_on(MOONS, "seed"))
    first.docks.is_own = True
    first.close()
    second = open_window()
    second.show()
    assert second.docks.is_own
    assert second.bars.lesson.isHidden()


def test_ending_a_lesson_by_keyboard_leaves_space_to_training(qtbot, window, begin):
    begin("seed")
    window.activateWindow()
    window.bars.lesson.end.setFocus()
    qtbot.keyClick(window.bars.lesson.end, Qt.Key.Key_Space)
    assert window.bars.lesson.isHidden()
    assert window.focusWidget() is window


def test_a_lesson_can_end_while_its_run_goes_on(qtbot, session, begin):
    begin("iterations")
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration > 0, timeout=WAIT)
    run = session.state.run_id
    session.end_lesson()
    assert session.running
    assert session.state.run_id == run
    assert session.state.lesson is None
    session.pause()


def test_a_lesson_begins_anew_with_its_own_settings(session, begin):
    begin("learning_rate")
    session.set_config(learning_rate=0.25)
    begin("learning_rate")
    assert session.config == MOONS.config
    assert session.state.lesson is not None


def test_any_other_preset_ends_it(session, window, begin):
    begin("learning_rate")
    session.apply_preset(PRESETS["circles"])
    assert session.state.lesson is None
    assert window.bars.lesson.isHidden()


def test_a_model_opens_in_a_lesson_that_it_is_of(
    qtbot, session, begin, errors, tmp_path
):
    idle = partial(qtbot.waitUntil, lambda: not session.is_busy, timeout=WAIT)
    path = tmp_path / "model.h5"
    begin("learning_rate")
    session.set_config(learning_rate=0.25)
    session.step(5)
    idle()
    session.save_model(path)
    begin("learning_rate")
    session.open_model(path)
    idle()
    assert session.config.learning_rate == 0.25
    assert session.state.iteration == 5
    assert session.state.lesson is not None
    assert errors == []
    begin("seed")
    before = session._design
    session.open_model(path)
    idle()
    assert session._design is before
    assert isinstance(errors[-1], LessonError)


# Saving one


def test_a_lesson_is_saved_with_what_it_leaves_free(window, session, begin):
    session.apply_preset(MOONS)
    window.presets.save.trigger()
    dialog = window.findChild(PresetDialog)
    assert not dialog.parts["seed"].isVisible()
    dialog.name.setText("Luck")
    dialog.note.setPlainText("1.  Train.\n\n2. Try another seed. ")
    dialog.is_lesson.setChecked(True)
    assert dialog.parts["seed"].isVisible()
    dialog.parts["seed"].setChecked(True)
    dialog.parts["iterations"].setChecked(True)
    dialog.keep.click()
    saved = open_preset(window.preset_store.path_of("Luck"))
    task = "1. Train.\n2. Try another seed."
    assert saved.lesson == Lesson("Luck", task, frozenset({"seed", "iterations"}))
    window.presets.refresh()
    action(window, f"preset-{saved.name}").trigger()
    assert session.state.lesson == saved.lesson


def test_what_was_ticked_counts_only_for_a_lesson(window):
    window.presets.save.trigger()
    dialog = window.findChild(PresetDialog)
    dialog.name.setText("No lesson")
    dialog.is_lesson.setChecked(True)
    dialog.parts["seed"].setChecked(True)
    dialog.is_lesson.setChecked(False)
    dialog.keep.click()
    saved = open_preset(window.preset_store.path_of("No lesson"))
    assert saved.lesson is None


def test_the_present_lesson_can_be_changed_and_saved_again(window, begin):
    begin("learning_rate", "iterations")
    window.presets.save.trigger()
    dialog = window.findChild(PresetDialog)
    assert dialog.name.text() == "Steps"
    assert dialog.note.toPlainText() == TASK
    assert dialog.is_lesson.isChecked()
    ticked = {name for name, check in dialog.parts.items() if check.isChecked()}
    assert ticked == {"learning_rate", "iterations"}
    assert set(dialog.parts) == set(PARTS.names)
    dialog.keep.click()
    assert open_preset(window.preset_store.path_of("Steps")).hint == TASK


# The drawing and the Doctor


def in_lesson(*free):
    return {"lesson": Lesson("Steps", TASK, frozenset(free))}


@pytest.fixture
def view(qtbot):
    view = DesignerView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    return view


def test_a_drawing_may_be_free_in_part(view):
    asked = []
    view.layers_edited.connect(lambda layers, _key: asked.append(layers))
    state = state_of((4, 3), neuron=Neuron(1, 0), **in_lesson("activation"))
    view.show_state(state)
    canvas, editor = view.canvas, view.canvas.editor
    canvas.setFocus()
    assert not editor.insert_button(0).isEnabled()
    assert "lesson" in editor.insert_button(0).toolTip()
    chips = editor.controls.chips
    assert {one for one in Setting if chips[one].isEnabled()} == {Setting.ACTIVATION}
    assert editor.controls.menu.isEnabled()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Insert, Qt.Key.Key_F2):
        QTest.keyClick(canvas, key)
    assert asked == []
    assert not editor.field.isVisible()
    editor.asker.change(1, activation="sigmoid")
    editor.asker.change(1, dropout=0.5)
    assert [[layer.activation for layer in layers] for layers in asked] == [
        ["sigmoid", state.spec.activations[1]]
    ]
    menu = editor.menus.everything(view.canvas._plan, 1)
    enabled = {
        one.objectName() or one.menu().title()
        for one in menu.actions()
        if one.isEnabled() and not one.isSeparator()
    }
    assert enabled == {"&Activation", "closer", "farther", "fit"}


def test_a_drawing_whose_layers_are_free_keeps_what_is_set_on_them(view):
    asked = []
    view.layers_edited.connect(lambda layers, _key: asked.append(layers))
    view.show_state(state_of((4,), neuron=Neuron(1, 0), **in_lesson("hidden_layers")))
    canvas = view.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert [layer.units for layer in asked[-1]] == [5]
    enabled = [chip.isEnabled() for chip in canvas.editor.controls.chips.values()]
    assert not any(enabled)
    QTest.keyClick(canvas, Qt.Key.Key_A)
    assert not canvas.findChildren(
        type(canvas.editor.menus.everything(canvas._plan, 1))
    )[0].isVisible()


def test_a_drawing_of_a_lesson_that_keeps_all_says_so(view):
    view.show_state(state_of((4,), neuron=Neuron(1, 0), **in_lesson("seed")))
    editor = view.canvas.editor
    assert not editor.controls.menu.isEnabled()
    menu = editor.menus.everything(view.canvas._plan, 1)
    assert menu.actions()[0].text() == "The lesson keeps this as it is"


def test_the_doctor_offers_only_what_is_free(qtbot, window, session, begin):
    session.open_built_in("drawn-cats")
    session.apply_preset(
        dataclasses.replace(PRESETS["l-layer-stalled"], free=frozenset({"seed"}))
    )
    session.set_iterations(400)
    window.docks.reveal("doctorPanel")
    session.train()
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)

    def mends():
        rows = window.views["doctorPanel"].findChildren(FindingRow)
        return [row for row in rows if row.finding is not None and row.finding.mend]

    qtbot.waitUntil(lambda: bool(mends()), timeout=WAIT)
    assert [row.try_button.isEnabled() for row in mends()] == [False] * len(mends())
    assert all("lesson" in row.try_button.toolTip() for row in mends())
    session.end_lesson()
    assert any(row.try_button.isEnabled() for row in mends())
