"""Undo and redo: every edit of the design is one step that can be taken back."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QMenu, QWidget

from engine.errors import EngineError
from engine.initializers import initial_parameters
from engine.spec import HiddenLayer
from gui.design import Design
from gui.edit_words import edit_text
from gui.merging import PAUSE_SECONDS, Burst
from gui.pace import Pace
from gui.session import TrainingSession
from gui.view_state import Phase
from tests.gui.states import dataset

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from gui.main_window import MainWindow

WAIT = 20_000

Edit = tuple[str, Any]
"""The name of a session's method, or of a setting, and what it is given."""


# Random edits against a model


class Model:
    """What undo must do, in the plainest way: all states, and the place among them."""

    def __init__(self, design: Design, data: Dataset) -> None:
        self.states = [design]
        self.keys: list[object] = [None]
        self.place = 0
        self.refused = 0
        self._data = data
        self._chapter = 0

    @property
    def now(self) -> Design:
        return self.states[self.place]

    def edit(self, edit: Edit, merge: object) -> None:
        try:
            after = self._edited(*edit)
        except EngineError:
            self.refused += 1
            return
        if after == self.now:
            return
        key = None if merge is None else (self._chapter, merge)
        del self.states[self.place + 1 :], self.keys[self.place + 1 :]
        if key is not None and key == self.keys[-1]:
            self.states[-1] = after
            if self.states[-1] == self.states[-2]:
                del self.states[-1], self.keys[-1]
        else:
            self.states.append(after)
            self.keys.append(key)
        self.place = len(self.states) - 1

    def move(self, by: int) -> None:
        self._chapter += 1
        self.place = min(max(self.place + by, 0), len(self.states) - 1)

    def _edited(self, name: str, value: Any) -> Design:
        now = self.now
        if name == "hidden_text":
            return now.with_text(value, self._data)
        if name == "layers":
            return now.with_layers(value, self._data)
        if name == "design":
            return Design.of(self.states[0].spec, now.config).with_config(**value)
        if name == "activation":
            return now.with_activation(value)
        if name == "dropout":
            return now.with_dropout(value)
        return now.with_config(**{name: value})


def make(session: TrainingSession, edit: Edit, merge: object, first: Design) -> None:
    """Make an edit as the window does."""
    name, value = edit
    if name == "layers":
        session.set_layers(value, merge)
    elif name == "design":
        whole = Design.of(first.spec, session.config).with_config(**value)
        session.set_design(whole, "preset", merge)
    elif merge is None and name not in {"hidden_text", "activation", "dropout"}:
        session.set_config(**{name: value})
    elif merge is None:
        getattr(session, f"set_{name}")(value)
    else:
        session.set_setting(name, value, merge)


LAYERS = st.lists(
    st.builds(
        HiddenLayer,
        st.integers(0, 5),
        st.sampled_from(["relu", "tanh"]),
        st.sampled_from(["", "he"]),
        st.sampled_from([0.0, 0.5]),
    ),
    max_size=3,
)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(
        st.just("hidden_text"),
        st.sampled_from(["4, 2", "4,  2", "4, 2, ", "4, x", "none", "", "900000", "3"]),
    ),
    st.tuples(st.just("layers"), LAYERS),
    st.tuples(st.just("design"), st.sampled_from([{}, {"seed": 9}])),
    st.tuples(st.just("activation"), st.sampled_from(["relu", "tanh", "nonsense"])),
    st.tuples(st.just("dropout"), st.sampled_from([0.0, 0.5, 1.0])),
    st.tuples(st.just("learning_rate"), st.sampled_from([0.0075, 0.1, -1.0])),
    st.tuples(st.just("iterations"), st.sampled_from([0, 10, 2500])),
    st.tuples(st.just("batch_size"), st.sampled_from([None, 4, 1000])),
    st.tuples(st.just("schedule"), st.sampled_from(["constant", "step"])),
    st.tuples(st.just("schedule_period"), st.sampled_from([None, 5, 100])),
    st.tuples(st.just("optimizer"), st.sampled_from(["gradient-descent", "adam"])),
    st.tuples(st.just("first_layer"), st.sampled_from(["auto", "sample-space"])),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(EDITS, st.sampled_from([None, None, "drag", "keys"])),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=25,
)


@settings(max_examples=80)
@given(steps=STEPS)
def test_random_edits_against_a_model(qapp, steps):
    data = dataset()
    session = TrainingSession(data)
    try:
        drive(session, data, steps)
    finally:
        assert session.shut_down()


def drive(session: TrainingSession, data: Dataset, steps: list[Any]) -> None:
    first = session._design
    model = Model(first, data)
    refused: list[Exception] = []
    session.failed.connect(refused.append)
    for step in steps:
        if step == "undo":
            session.undo()
            model.move(-1)
        elif step == "redo":
            session.redo()
            model.move(1)
        else:
            make(session, *step, first)
            model.edit(*step)
        check(session, model)
    assert len(refused) == model.refused
    last = len(model.states) - 1
    for _ in range(model.place):
        session.undo()
    assert session._design == first
    for place in range(last):
        session.redo()
        assert session._design == model.states[place + 1]


def check(session: TrainingSession, model: Model) -> None:
    now, state = model.now, session.state
    assert session._design == now
    assert (state.spec, state.config) == (now.spec, now.config)
    assert (state.hidden_text, state.design_error) == (now.text, session.problem)
    assert bool(state.undo_text) == (model.place > 0)
    assert bool(state.redo_text) == (model.place < len(model.states) - 1)


# The session


@pytest.fixture
def session(qtbot):
    session = TrainingSession(dataset())
    session.set_pace(Pace.FULL)
    session.set_iterations(20)
    session._edits.clear()
    yield session
    assert session.shut_down()


def steps_of(session: TrainingSession) -> list[str]:
    """Return what the undo steps are called, the last first; all are undone."""
    texts = []
    while session.state.undo_text:
        texts.append(session.state.undo_text)
        session.undo()
    return texts


def layers(session: TrainingSession, **changes: Any) -> list[HiddenLayer]:
    """Return the layers with something else in the second."""
    new = list(session.spec.layers)
    new[1] = dataclasses.replace(new[1], **changes)
    return new


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (lambda s: s.set_layers(layers(s, units=1200)), "1,200 units in layer 2"),
        (
            lambda s: s.set_layers(layers(s, activation="tanh")),
            "activation tanh in layer 2",
        ),
        (lambda s: s.set_layers(layers(s, dropout=0.5)), "dropout 0.5 in layer 2"),
        (
            lambda s: s.set_layers(layers(s, initialization="he")),
            "initialization randn · √(2/n) in layer 2",
        ),
        (
            lambda s: s.set_layers([*s.spec.layers[:1], *s.spec.layers[2:]]),
            "layer 2 removed",
        ),
        (
            lambda s: s.set_layers([HiddenLayer(3), *s.spec.layers]),
            "new layer 1 with 3 units",
        ),
        (lambda s: s.set_layers(s.spec.layers[::-1]), "layers in another order"),
        (lambda s: s.set_hidden((9, 9)), "hidden layers “9, 9”"),
        (lambda s: s.set_hidden_text("20, 7, 6"), "6 units in layer 3"),
        (lambda s: s.set_hidden_text("20, 7, x"), "hidden layers “20, 7, x”"),
        (lambda s: s.set_activation("tanh"), "activation tanh"),
        (lambda s: s.set_dropout(0.25), "dropout 0.25"),
        (lambda s: s.set_learning_rate(0.01), "learning rate 0.01"),
        (lambda s: s.set_iterations(5000), "5,000 iterations"),
        (lambda s: s.set_config(batch_size=4), "batch size 4"),
        (lambda s: s.set_config(optimizer="adam"), "optimizer Adam"),
        (lambda s: s.set_config(initialization="he"), "initialization randn · √(2/n)"),
        (lambda s: s.set_config(weight_decay=0.1), "weight decay 0.1"),
        (lambda s: s.set_config(keep_best=True), "keep best on"),
        (lambda s: s.set_config(patience=1000), "stop early after 1,000"),
        (lambda s: s.set_config(precision="float32"), "precision float32"),
        (lambda s: s.set_config(schedule="cosine"), "schedule Cosine"),
        (lambda s: s.set_config(schedule_period=5), "period 5"),
        (lambda s: s.set_config(momentum=0.5), "momentum 0.5"),
        (lambda s: s.set_config(first_layer="direct"), "first layer direct"),
        (lambda s: s.set_config(seed=4_000), "seed 4000"),
        (lambda s: s.new_weights(), "seed 2"),
        (
            lambda s: s.set_design(s._design.with_dropout(0.5), "preset XOR"),
            "preset XOR",
        ),
        (
            lambda s: s.set_design(s._design.with_dropout(0.5).with_config(seed=3)),
            "another design",
        ),
    ],
)
def test_a_step_says_what_it_changes(session, edit, text):
    first = session._design
    edit(session)
    assert session.state.undo_text == text
    session.undo()
    assert session._design == first
    assert (session.state.undo_text, session.state.redo_text) == ("", text)


def test_a_long_text_is_cut_in_the_name_of_its_step(session):
    session.set_hidden_text("x" * 100)
    assert len(session.state.undo_text) < 50


def test_a_shortened_period_belongs_to_the_shorter_run(session):
    session.set_config(schedule="step", schedule_period=20)
    session.set_iterations(10)
    assert session.state.undo_text == "10 iterations"
    session.undo()
    assert session.config.schedule_period == 20


def test_an_edit_back_to_the_settings_own_is_said_too(session):
    session.set_layers(layers(session, initialization="he"))
    before = session._design
    session.set_layers(layers(session, initialization=""))
    text = edit_text(before, session._design)
    assert text == "initialization as in the settings in layer 2"


def test_what_changes_nothing_or_is_refused_is_no_step(session):
    failed: list[Exception] = []
    session.failed.connect(failed.append)
    session.set_hidden_text(session.state.hidden_text)
    session.set_layers(session.spec.layers)
    session.set_learning_rate(session.config.learning_rate)
    assert failed == []
    session.set_learning_rate(-1)
    session.set_layers([HiddenLayer(0)])
    assert len(failed) == 2
    assert session.state.undo_text == ""
    session.set_hidden_text("20, x")
    session.set_hidden_text("20, x")
    assert len(steps_of(session)) == 1


def test_a_new_edit_forgets_what_was_undone(session):
    session.set_learning_rate(0.1)
    session.undo()
    session.set_iterations(7)
    assert session.state.redo_text == ""
    session.redo()
    assert session.config.iterations == 7


def test_a_drag_is_one_step_however_long_it_takes(session):
    drag = object()
    for units in (8, 9, 12, 15):
        session.set_layers(layers(session, units=units), drag)
    session.set_layers(layers(session, units=16), object())
    assert steps_of(session) == ["16 units in layer 2", "15 units in layer 2"]


def test_a_drag_that_ends_where_it_began_is_no_step(session):
    drag = object()
    for units in (8, 9, 7):
        session.set_layers(layers(session, units=units), drag)
    assert session.state.undo_text == ""


def test_edits_without_a_pause_are_one_step(session):
    now = [0.0]
    session._burst = Burst(lambda: now[0])
    for rate in (0.01, 0.02, 0.03):
        session.set_setting("learning_rate", rate)
        now[0] += 0.9 * PAUSE_SECONDS
    session.set_setting("iterations", 9)
    session.set_setting("learning_rate", 0.04)
    now[0] += PAUSE_SECONDS
    session.set_setting("learning_rate", 0.05)
    assert steps_of(session) == [
        "learning rate 0.05",
        "learning rate 0.04",
        "9 iterations",
        "learning rate 0.03",
    ]


def test_text_that_is_typed_is_one_step_with_its_errors_undone(session):
    first = session._design
    for end in range(1, 6):
        session.set_setting("hidden_text", "20, x"[:end])
    assert session.state.design_error is not None
    assert steps_of(session) == ["hidden layers “20, x”"]
    assert session._design == first
    session.redo()
    assert session.state.hidden_text == "20, x"
    assert session.state.design_error is not None


@pytest.mark.parametrize("run", [TrainingSession.step, TrainingSession.train])
def test_a_run_ends_a_step(session, done, run):
    session.set_setting("learning_rate", 0.01)
    run(session)
    done()
    session.set_setting("learning_rate", 0.02)
    assert len(steps_of(session)) == 2


@pytest.mark.parametrize(
    ("text", "layer"),
    [("20, x, 5", 2), ("20, 7, 5, x", 0), ("20, 7, 9000", 3), ("9, 9", 0)],
)
def test_the_layer_that_is_wrong_is_one_that_is_drawn(session, text, layer):
    session.set_hidden_text(text)
    assert session.state.wrong_layer == layer


# Runs


def test_what_changes_in_a_run_is_no_step_and_survives_undo(session, done):
    session.set_hidden((4,))
    session.set_iterations(100_000)
    session.set_pace(Pace.ONE)
    session.train()
    session.set_learning_rate(0.5)
    session.set_iterations(50_000)
    assert session.running
    assert session.state.undo_text == "100,000 iterations"
    session.undo()
    assert session.config.iterations == 50_000, "while it trains, nothing is undone"
    session.pause()
    done()
    session.undo()
    session.undo()
    assert session.spec.hidden == (20, 7, 5)
    assert session.config.learning_rate == 0.5
    assert session.config.iterations == 20
    session.redo()
    assert session.spec.hidden == (4,)


def test_a_period_never_outlasts_a_run_that_was_shortened(session):
    stepped = session._design.with_config(schedule="step", schedule_period=15)
    free = stepped.with_config(schedule_period=None)
    shorter = free.with_config(iterations=10)
    assert shorter.moved(free, stepped).config.schedule_period == 10


def test_undoing_an_edit_of_a_paused_run_lets_it_go_on(session, done):
    session.step(3)
    done()
    run_id = session.state.run_id
    session.set_activation("tanh")
    assert session.state.is_stale
    session.undo()
    assert not session.state.is_stale
    session.step()
    done()
    assert (session.state.run_id, session.state.iteration) == (run_id, 4)
    session.redo()
    session.step()
    done()
    assert session.state.run_id != run_id
    assert session.state.iteration == 1


def test_undo_takes_back_the_learning_rate_of_a_paused_run(session, done):
    session.step(3)
    done()
    session.set_learning_rate(0.3)
    session.undo()
    session.step()
    done()
    assert session.config.learning_rate == 0.0075
    assert session._control.run._run.trainer.learning_rate == 0.0075


def test_undoing_new_weights_brings_the_old_ones_back(session, done):
    session.train()
    done()
    costs = session.costs
    session.new_weights()
    assert (session.state.phase, session.config.seed) == (Phase.READY, 2)
    session.undo()
    assert session.config.seed == 1
    session.train()
    done()
    assert session.costs.tolist() == costs.tolist()


def test_loading_data_or_a_model_forgets_the_steps(session, done, tmp_path):
    session.train()
    done()
    session.save_model(tmp_path / "m.h5")
    session.set_learning_rate(0.1)
    session.open_model(tmp_path / "m.h5")
    assert session.config.learning_rate == 0.0075
    assert (session.state.undo_text, session.state.redo_text) == ("", "")
    session.set_learning_rate(0.1)
    session.undo()
    session.open_built_in("drawn-cats")
    assert (session.state.undo_text, session.state.redo_text) == ("", "")
    session.undo()
    assert session.dataset.name != "data"


def test_what_cant_be_loaded_keeps_the_steps(session, tmp_path):
    session.set_learning_rate(0.1)
    session.open_model(tmp_path / "none.h5")
    assert session.state.undo_text == "learning rate 0.1"


def test_saving_leaves_a_mark(session, done, tmp_path):
    session.set_learning_rate(0.1)
    session.train()
    done()
    assert session.state.is_modified
    session.save_model(tmp_path / "m.h5")
    assert not session.state.is_modified
    session.set_setting("learning_rate", 0.2)
    assert session.state.is_modified
    session.undo()
    assert not session.state.is_modified
    session.undo()
    assert session.state.is_modified


def test_a_model_saved_beside_another_design_leaves_no_mark(session, done, tmp_path):
    session.train()
    done()
    session.set_hidden((3,))
    session.save_model(tmp_path / "m.h5")
    assert session.state.is_modified


# The window


@pytest.fixture
def shown(qtbot, window) -> MainWindow:
    """Return the window with the keyboard, and nothing to undo."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    window.session._edits.clear()
    window.session.refresh()
    return window


def child(window: MainWindow, name: str) -> Any:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def undo(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def type_into(edit: QLineEdit | QDoubleSpinBox, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


PLACES = [
    "mainWindow",
    "hiddenLayersEdit",
    "learningRateSpin",
    "iterationsSpin",
    "activationCombo",
    "dataPicker",
    "trainingProgress",
]


@pytest.mark.parametrize("place", PLACES)
def test_the_keys_work_from_anywhere(shown, place):
    modifier = Qt.KeyboardModifier
    widget = shown if place == "mainWindow" else child(shown, place)
    widget.setFocus()
    for redo in (
        (Qt.Key.Key_Y, modifier.ControlModifier),
        (Qt.Key.Key_Z, modifier.ControlModifier | modifier.ShiftModifier),
    ):
        shown.session.set_config(momentum=0.5)
        undo(widget)
        assert shown.session.config.momentum == 0.9
        QTest.keyClick(widget, *redo)
        assert shown.session.config.momentum == 0.5
        undo(widget)


def test_the_keys_work_on_the_drawn_network(shown):
    canvas = shown.views["designerPanel"].canvas
    canvas.setFocus()
    hidden = shown.session.spec.hidden
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert shown.session.spec.hidden != hidden
    undo(canvas)
    assert shown.session.spec.hidden == hidden


def test_a_number_being_typed_has_its_own_undo(shown):
    shown.session.set_config(momentum=0.5)
    spin = child(shown, "learningRateSpin")
    type_into(spin, "0.02")
    undo(spin)
    assert shown.session.config.momentum == 0.5
    assert spin.text() != "0.02"
    type_into(spin, "0.02")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert shown.session.config.learning_rate == 0.02
    undo(spin)
    assert shown.session.config.learning_rate == 0.0075
    assert spin.text() == "0.0075"
    undo(spin)
    assert shown.session.config.momentum == 0.9


def test_a_word_in_the_place_of_a_number_is_no_typing(shown):
    spin = child(shown, "batchSizeSpin")
    spin.setFocus()
    shown.session.set_config(momentum=0.5)
    assert spin.text() == "all"
    undo(spin)
    assert shown.session.config.momentum == 0.9


def test_typed_layers_are_undone_as_a_whole(shown):
    edit = child(shown, "hiddenLayersEdit")
    before = edit.text()
    type_into(edit, "6, 3, x")
    assert edit.property("wrong") == "true"
    undo(edit)
    assert (edit.text(), edit.property("wrong")) == (before, "false")
    undo(edit)
    QTest.keyClick(edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert (edit.text(), edit.property("wrong")) == ("6, 3, x", "true")


def test_with_nothing_to_undo_the_letters_stay(shown):
    edit = child(shown, "hiddenLayersEdit")
    type_into(edit, "6, 3")
    shown.session._edits.clear()
    shown.session.refresh()
    undo(edit)
    assert edit.text() == "6, 3"


def test_an_arrow_that_is_held_down_makes_one_step(shown):
    spin = child(shown, "learningRateSpin")
    spin.setFocus()
    for _ in range(5):
        QTest.keyClick(spin, Qt.Key.Key_Up)
    assert shown.session.config.learning_rate > 0.0075
    undo(spin)
    assert shown.session.config.learning_rate == 0.0075
    assert shown.session.state.undo_text == ""


def test_fields_and_drawing_show_what_is_restored(shown):
    session = shown.session
    session.set_layers([HiddenLayer(9, "tanh", "he", 0.5)])
    session.set_config(optimizer="adam", batch_size=8, keep_best=True)
    session.undo()
    session.undo()
    assert child(shown, "hiddenLayersEdit").text() == "4"
    for name, value in (
        ("optimizerCombo", "gradient-descent"),
        ("activationCombo", "relu"),
    ):
        combo = child(shown, name)
        assert isinstance(combo, QComboBox)
        assert combo.currentData() == value
    assert child(shown, "batchSizeSpin").text() == "all"
    assert not child(shown, "keepBestCheck").isChecked()
    plan = shown.views["designerPanel"].canvas._plan
    assert plan.hidden == (4,)


def test_the_menu_and_the_tips_say_what_is_undone(shown):
    undo_action, redo_action = action(shown, "undoAction"), action(shown, "redoAction")
    assert not undo_action.isEnabled()
    assert (undo_action.text(), redo_action.text()) == ("Undo", "Redo")
    assert undo_action.toolTip() == "Nothing to undo (Ctrl+Z)"
    shown.session.set_learning_rate(0.01)
    assert undo_action.isEnabled()
    assert undo_action.text() == "Undo: learning rate 0.01"
    assert undo_action.toolTip() == "Undo: learning rate 0.01 (Ctrl+Z)"
    undo_action.trigger()
    assert redo_action.text() == "Redo: learning rate 0.01"
    assert "Ctrl+Shift+Z, Ctrl+Y" in redo_action.toolTip()
    menus = list(shown.menuBar().findChildren(QMenu))
    edit = next(menu for menu in menus if menu.title() == "&Edit")
    assert edit.actions()[:2] == [undo_action, redo_action]


def test_typed_text_is_plain_text_in_the_menu(shown):
    shown.session.set_hidden_text("<b>&x</b>")
    undo_action = action(shown, "undoAction")
    assert "“<b>&&x</b>”" in undo_action.text()
    assert "&lt;b&gt;" in undo_action.toolTip()


def test_nothing_is_undone_while_it_trains(shown, finished):
    shown.session.set_config(iterations=100_000, seed=5)
    shown.session.set_pace(Pace.ONE)
    shown.session.train()
    assert not action(shown, "undoAction").isEnabled()
    assert "Pause" in action(shown, "undoAction").toolTip()
    undo(shown)
    assert shown.session.config.seed == 5
    shown.session.pause()
    finished()
    undo(shown)
    assert shown.session.config.seed == 1


def test_closing_in_the_middle_of_a_number_leaves_nothing_running(shown):
    type_into(child(shown, "learningRateSpin"), "0.02")
    shown.close()
    assert not shown.session.is_busy


def test_the_title_tells_of_unsaved_edits(shown, finished, tmp_path):
    assert not shown.isWindowModified()
    shown.session.set_learning_rate(0.01)
    assert shown.isWindowModified()
    shown.session.train()
    finished()
    shown.session.save_model(tmp_path / "m.h5")
    assert not shown.isWindowModified()
    undo(shown)
    assert shown.isWindowModified()


def test_weights_that_are_given_are_an_edit_with_a_name(session):
    """What has no name could not be undone: there would be nothing to press."""
    drawn = session._design
    weights = initial_parameters(drawn.spec, drawn.config)
    session.set_design(dataclasses.replace(drawn, weights=weights))
    assert session.state.undo_text == "other first weights"
    session.undo()
    assert session._design == drawn
    session.redo()
    assert session._design.weights == weights
