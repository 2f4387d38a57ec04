"""The panel of settings: every field, what it hides, and what it refuses."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from engine.config import PRECISIONS, TrainingConfig
from engine.errors import ConflictError, LayerTextError, SpecError
from engine.first_layer_choice import PathChoice
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from gui.pace import Pace
from gui.view_state import Phase
from gui.views.controls import ControlsView
from gui.views.controls.basic_fields import basic_rows
from gui.views.controls.more_fields import more_rows
from gui.wiring import Commands
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from engine.errors import EngineError
    from gui.main_window import MainWindow
    from gui.views.controls.field import Field

WAIT = 30_000
OTHER: dict[str, Any] = {
    "hidden_text": "6, 2",
    "activation": "tanh",
    "initialization": "he",
    "optimizer": "nesterov",
    "momentum": 0.5,
    "learning_rate": 0.03,
    "iterations": 44,
    "batch_size": 16,
    "seed": 4_000_000_000,
    "schedule": "cosine",
    "schedule_period": 20,
    "weight_decay": 0.002,
    "dropout": 0.25,
    "patience": 9,
    "keep_best": True,
    "precision": "float32",
    "first_layer": "direct",
    "history_megabytes": 100,
}
"""A value of every setting that isn't its default."""

SHOWS_IT = {
    "momentum": {"optimizer": "momentum"},
    "schedule_period": {"schedule": "step"},
}
"""What must be chosen before some fields play a part."""


@pytest.fixture
def panel(window) -> ControlsView:
    panel = window.views["controlsPanel"]
    assert isinstance(panel, ControlsView)
    panel.show_more(True)
    return panel


@pytest.fixture
def alone(qtbot) -> ControlsView:
    panel = ControlsView()
    qtbot.addWidget(panel)
    panel.resize(260, 900)
    panel.show_more(True)
    panel.show()
    return panel


def field(panel: ControlsView, name: str) -> Field:
    return next(field for field in panel.fields if field.setting.name == name)


def choose(panel: ControlsView, name: str, value: Any) -> None:
    """Change a field as a user does."""
    widget = field(panel, name).widget
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(widget.findData(value))
        widget.activated.emit(widget.currentIndex())
    elif isinstance(widget, QCheckBox):
        widget.click()
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
    else:
        widget.selectAll()
        QTest.keyClicks(widget, str(value))
        QTest.keyClick(widget, Qt.Key.Key_Return)


def shown(panel: ControlsView, name: str) -> Any:
    """Return the value that a field shows."""
    widget = field(panel, name).widget
    if isinstance(widget, QComboBox):
        return widget.currentData()
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.value()


def settings_of(window: MainWindow) -> dict[str, Any]:
    session = window.session
    spec = session.spec
    return dataclasses.asdict(session.config) | {
        "hidden_text": session.state.hidden_text,
        "activation": spec.activations[0],
        "dropout": spec.dropout[-1] if spec.dropout else 0.0,
        "history_megabytes": session.state.history_megabytes,
    }


def conflict(panel: ControlsView) -> str:
    labels = panel.findChildren(QLabel)
    return "".join(
        label.text()
        for label in labels
        if label.property("role") == "wrong" and label.isVisible()
    )


def can_train(window: MainWindow) -> bool:
    action = window.findChild(QAction, "trainAction")
    assert action is not None
    return action.isEnabled()


def test_every_hyperparameter_has_a_field(alone):
    fields = {field.name for field in dataclasses.fields(TrainingConfig)}
    assert {field.setting.name for field in alone.fields} == fields | {
        "hidden_text",
        "activation",
        "dropout",
        "history_megabytes",
    }
    assert set(OTHER) == {field.setting.name for field in alone.fields}


def test_every_field_has_a_name_a_tip_and_the_keyboard(alone):
    for each in alone.fields:
        assert each.widget.objectName()
        assert each.widget.accessibleName()
        assert each.widget.toolTip()
        assert each.widget.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("name", "registry"), [("optimizer", OPTIMIZERS), ("schedule", SCHEDULES)]
)
def test_choices_are_the_registrys(alone, name, registry):
    combo = field(alone, name).widget
    assert isinstance(combo, QComboBox)
    entries = [
        (
            combo.itemData(place),
            combo.itemText(place),
            combo.itemData(place, Qt.ItemDataRole.ToolTipRole),
        )
        for place in range(combo.count())
    ]
    assert entries == [(entry.name, entry.label, entry.hint) for entry in registry]


def test_both_precisions_can_be_chosen(alone):
    combo = field(alone, "precision").widget
    assert isinstance(combo, QComboBox)
    assert [combo.itemData(place) for place in range(combo.count())] == [*PRECISIONS]


@pytest.mark.parametrize("name", OTHER)
def test_a_field_changes_its_own_setting_and_no_other(window, panel, name):
    window.session.set_config(**SHOWS_IT.get(name, {}))
    before = settings_of(window)
    assert field(panel, name).widget.isVisible()
    choose(panel, name, OTHER[name])
    assert settings_of(window) == before | {name: OTHER[name]}
    assert conflict(panel) == ""
    assert not window.banner.isVisible()


def test_a_models_settings_are_shown(window, panel, finished, tmp_path):
    session = window.session
    config = {
        name: value
        for name, value in OTHER.items()
        if name in {each.name for each in dataclasses.fields(TrainingConfig)}
    }
    session.set_config(**config)
    session.set_hidden_text(OTHER["hidden_text"])
    session.set_activation(OTHER["activation"])
    session.set_dropout(OTHER["dropout"])
    session.step(1)
    finished()
    session.save_model(tmp_path / "model.h5")
    for change in dataclasses.fields(TrainingConfig):
        session.set_config(**{change.name: change.default})
    session.set_dropout(0.0)
    assert shown(panel, "patience") == 0
    session.open_model(tmp_path / "model.h5")
    finished()
    of_the_model = OTHER.keys() - {"history_megabytes"}
    for name in of_the_model:
        assert shown(panel, name) == OTHER[name], name


def test_memory_for_the_history_is_remembered(window, panel, settings):
    assert settings.history_megabytes is None
    choose(panel, "history_megabytes", 7)
    assert settings.history_megabytes == 7
    for broken in ("", "much", "-3"):
        settings._store.setValue("historyMegabytes", broken)
        assert settings.history_megabytes in (None, 1)


def test_too_little_memory_for_the_history_is_said(window, panel, finished):
    errors: list[EngineError] = []
    window.session.failed.connect(errors.append)
    window.session.set_config(first_layer="direct")
    window.session.set_hidden_text("40")
    choose(panel, "history_megabytes", 1)
    window.session.train()
    finished()
    assert "too small" in str(errors[0])
    assert not window.session.running
    choose(panel, "history_megabytes", 100)
    window.session.set_iterations(3)
    window.session.train()
    finished()
    assert window.session.state.iteration == 3


@pytest.mark.parametrize("optimizer", list(OPTIMIZERS), ids=lambda o: o.name)
def test_momentum_is_for_optimizers_that_have_one(window, panel, optimizer):
    choose(panel, "optimizer", optimizer.name)
    visible = field(panel, "momentum").widget.isVisible()
    assert visible == optimizer.has_momentum


@pytest.mark.parametrize("schedule", list(SCHEDULES), ids=lambda s: s.name)
def test_a_period_is_for_schedules_that_have_one(window, panel, schedule):
    choose(panel, "schedule", schedule.name)
    period = field(panel, "schedule_period").widget
    assert period.isVisible() == bool(schedule.share)
    if schedule.share:
        assert period.text() == f"auto: {schedule.period(30)}"


def test_dropout_is_for_hidden_layers(window, panel):
    window.session.set_hidden(())
    assert not field(panel, "dropout").widget.isVisible()


@pytest.mark.parametrize(
    ("name", "word", "first"),
    [
        ("batch_size", "all", 32),
        ("patience", "off", 100),
        ("weight_decay", "off", 1e-4),
        ("dropout", "off", 0.1),
    ],
)
def test_words_stand_for_nothing_special(window, panel, name, word, first):
    spin = field(panel, name).widget
    none = settings_of(window)[name]
    assert spin.text() == word
    spin.stepBy(1)
    assert settings_of(window)[name] == pytest.approx(first)
    choose(panel, name, word.upper())
    assert settings_of(window)[name] == none
    assert spin.text() == word
    choose(panel, name, "0")
    assert settings_of(window)[name] == none


def test_dropout_that_differs_says_so_and_can_be_made_equal(alone, qtbot):
    data = dataset()
    spec = dataclasses.replace(
        state(data).spec,
        layer_dims=(48, 3, 2, 1),
        activations=("relu", "relu"),
        dropout=(0.1, 0.2, 0.3),
    )
    alone.show_state(state(data, spec=spec))
    spin = field(alone, "dropout").widget
    assert spin.text() == "differs"
    for typed, rate in (("0", 0), ("0.4", 0.4)):
        alone.show_state(state(data, spec=spec))
        with qtbot.waitSignal(alone.edited) as edit:
            choose(alone, "dropout", typed)
        assert edit.args == ["dropout", pytest.approx(rate)]
    alone.show_state(state(data, spec=dataclasses.replace(spec, dropout=())))
    assert spin.text() == "off"


def test_training_locks_all_but_learning_rate_and_iterations(qtbot, window, panel):
    window.session.set_pace(Pace.TEN)
    window.session.train()
    locked = field(panel, "seed").widget
    qtbot.waitUntil(lambda: not locked.isEnabled(), timeout=WAIT)
    live = {each.setting.name for each in panel.fields if each.widget.isEnabled()}
    assert live == {"learning_rate", "iterations"}
    window.session.pause()
    qtbot.waitUntil(lambda: not window.session.running, timeout=WAIT)
    assert all(each.widget.isEnabled() for each in panel.fields)


# What can't run


def test_settings_that_cant_run_together_are_shown_and_train_waits(window, panel):
    choose(panel, "first_layer", "sample-space")
    assert can_train(window)
    choose(panel, "optimizer", "adam")
    assert window.session.config.optimizer == "adam", "what was chosen stays"
    assert "sample space: Adam" in conflict(panel)
    assert not can_train(window)
    window.session.train()
    window.session.step(3)
    window.session.reset()
    assert not window.session.running
    assert marked(panel) == {"optimizer", "first_layer"}
    choose(panel, "first_layer", "auto")
    assert conflict(panel) == ""
    assert marked(panel) == set()
    assert can_train(window)


def marked(panel: ControlsView) -> set[str]:
    """Return the settings whose fields have a red frame."""
    fields = [each for each in panel.fields if each.widget.property("wrong") == "true"]
    assert all(each.widget.accessibleDescription() for each in fields)
    return {each.setting.name for each in fields}


def gap_below(panel: ControlsView, name: str) -> int:
    """Return the pixels between a field and the sentence that is shown."""
    label = next(x for x in panel.findChildren(QLabel) if "✕" in x.text())
    widget = field(panel, name).widget
    bottom = widget.mapTo(panel, QPoint(0, widget.height())).y()
    return label.mapTo(panel, QPoint(0, 0)).y() - bottom


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (SpecError("Too large.").at("batch_size", "seed"), "batch_size"),
        (SpecError("Too large.").at("keep_best"), "keep_best"),
        (LayerTextError("Wrong.", 0, 1).at("hidden_text", layer=1), "hidden_text"),
        (ConflictError("Not both.").at("first_layer", "optimizer"), "first_layer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(qtbot, alone, error, name):
    alone.show_state(state(dataset(), design_error=error))
    assert marked(alone) == set(error.fields)
    qtbot.waitUntil(lambda: 0 <= gap_below(alone, name) < 12, timeout=WAIT)
    assert conflict(alone).count(str(error)) == 1
    alone.show_state(state(dataset()))
    assert (marked(alone), conflict(alone)) == (set(), "")


def test_what_is_wrong_in_a_closed_part_is_said_at_another_field(alone):
    alone.show_more(False)
    error = ConflictError("Not both.").at("first_layer", "optimizer")
    alone.show_state(state(dataset(), design_error=error))
    assert conflict(alone) == "✕ Not both. (“First layer” is in “More settings”.)"


def test_what_is_wrong_nowhere_in_sight_is_said_below(alone):
    alone.show_more(False)
    error = ConflictError("No test set.").at("keep_best")
    alone.show_state(state(dataset(), design_error=error))
    assert "No test set." in conflict(alone)
    alone.show_state(state(dataset(), design_error=SpecError("It is broken.")))
    assert conflict(alone) == "✕ It is broken."


def test_a_field_that_is_wrong_comes_into_sight(qtbot, alone):
    alone.resize(260, 300)
    error = ConflictError("Not both.").at("first_layer", "optimizer")
    alone.show_state(state(dataset(), design_error=error))
    widget = field(alone, "first_layer").widget
    qtbot.waitUntil(
        lambda: widget.visibleRegion().boundingRect() == widget.rect(), timeout=WAIT
    )


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("learning_rate", "-5", "“-5” is no number from 0.00000001 to 1000."),
        ("iterations", "0", "“0” is no number from 1 to 100,000,000."),
        ("batch_size", "1e20", "“1e20” is no number from 0 to 100,000,000."),
    ],
)
def test_a_number_that_is_taken_back_is_explained(window, panel, name, typed, says):
    before = settings_of(window)
    choose(panel, name, typed)
    assert settings_of(window) == before
    assert says in conflict(panel)
    assert marked(panel) == {name}
    widget = field(panel, name).widget
    QTest.keyClicks(widget, "1")
    QTest.keyClick(widget, Qt.Key.Key_Backspace)
    assert (marked(panel), conflict(panel)) == (set(), "")


def test_a_number_that_was_taken_back_is_forgotten_with_the_next_edit(window, panel):
    choose(panel, "iterations", "0")
    choose(panel, "optimizer", "adam")
    assert marked(panel) == set()


def test_the_button_says_why_it_is_off(window, panel):
    train = window.findChild(QAction, "trainAction")
    tip = train.toolTip()
    choose(panel, "batch_size", "9999")
    assert "larger than the training set" in train.toolTip()
    choose(panel, "batch_size", "9")
    assert train.toolTip() == tip


def test_a_batch_larger_than_the_training_set(window, panel):
    choose(panel, "batch_size", "210")
    assert "larger than the training set of 209" in conflict(panel)
    assert not can_train(window)
    choose(panel, "batch_size", "209")
    assert can_train(window)


@pytest.mark.parametrize("name", ["patience", "keep_best"])
def test_what_needs_a_test_set(window, panel, name):
    session = window.session
    session._use_dataset(dataclasses.replace(session.dataset, test=None))
    session.refresh()
    choose(panel, name, OTHER[name])
    assert "need a test set" in conflict(panel)
    assert not can_train(window)


def test_data_without_a_test_set_switch_off_what_needs_one(window, panel):
    session = window.session
    session.set_config(patience=9, keep_best=True)
    session._use_dataset(dataclasses.replace(session.dataset, test=None))
    session.refresh()
    assert conflict(panel) == ""
    assert can_train(window)
    assert not shown(panel, "keep_best")


def test_the_conflict_is_in_sight_wherever_the_panel_is(window, panel):
    window.resize(1000, 640)
    choose(panel, "batch_size", "9999")
    area = panel.findChild(QScrollArea)
    assert area is not None
    for place in (0, area.verticalScrollBar().maximum()):
        area.verticalScrollBar().setValue(place)
        labels = [x for x in panel.findChildren(QLabel) if "9,999" in x.text()]
        seen = [x.visibleRegion().boundingRect() == x.rect() for x in labels]
        assert any(seen)


def test_a_period_is_never_longer_than_the_run(window, panel):
    choose(panel, "schedule", "step")
    choose(panel, "schedule_period", "31")
    assert window.session.config.schedule_period is None, "the run has 30"
    choose(panel, "schedule_period", "25")
    choose(panel, "iterations", "20")
    assert window.session.config.schedule_period == 20
    assert shown(panel, "schedule_period") == 20
    assert can_train(window)


def test_nonsense_from_a_program_is_refused_with_a_message(window, panel):
    before = window.session.config
    for name, value in (("momentum", 1.0), ("schedule", "xavier"), ("patience", 0)):
        window.session.set_setting(name, value)
        assert window.session.config == before
        assert window.banner.isVisible()
        window.banner.clear()


def test_a_field_whose_edit_is_refused_shows_the_value_that_holds(window, panel):
    spin = field(panel, "momentum").widget
    window.session.set_config(optimizer="momentum")
    spin.setMaximum(1)
    choose(panel, "momentum", "1")
    assert "momentum" in window.banner.text
    assert shown(panel, "momentum") == 0.9


# Runs that go on


def test_iterations_may_change_while_it_trains(qtbot, window, panel, finished):
    session = window.session
    session.set_config(iterations=100_000)
    session.set_pace(Pace.HUNDRED)
    session.train()
    run_id = session.state.run_id
    phases = set()
    session.changed.connect(lambda now: phases.add(now.phase))
    qtbot.waitUntil(lambda: session.state.iteration >= 3, timeout=WAIT)
    choose(panel, "iterations", "200")
    assert session.config.iterations == 200
    finished()
    assert session.state.run_id == run_id
    assert session.state.iteration == 200
    assert session.state.phase is Phase.FINISHED
    assert phases <= {Phase.RUNNING, Phase.FINISHED}


def test_fewer_iterations_than_were_made_end_the_run(qtbot, window, panel, finished):
    session = window.session
    session.set_config(iterations=100_000)
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 10, timeout=WAIT)
    choose(panel, "iterations", "5")
    finished()
    assert session.state.phase is Phase.FINISHED
    assert session.state.iteration < 1000


def test_a_schedule_over_the_whole_run_fixes_its_length(qtbot, window, panel, finished):
    session = window.session
    session.set_config(schedule="cosine", iterations=100_000)
    session.set_pace(Pace.HUNDRED)
    session.train()
    spin = field(panel, "iterations").widget
    qtbot.waitUntil(lambda: not spin.isEnabled(), timeout=WAIT)
    qtbot.waitUntil(lambda: session.state.iteration > 0, timeout=WAIT)
    session.set_iterations(50)
    assert session.config.iterations == 100_000
    session.pause()
    finished()
    session.set_iterations(50)
    assert session.state.is_stale, "the learning rates so far would have been others"


def test_a_run_cant_become_shorter_than_its_period(qtbot, window, panel, finished):
    session = window.session
    session.set_config(schedule="step", schedule_period=1000, iterations=2000)
    session.set_pace(Pace.HUNDRED)
    session.train()
    errors: list[EngineError] = []
    session.failed.connect(errors.append)
    choose(panel, "iterations", "500")
    assert session.config.iterations == 2000
    qtbot.waitUntil(lambda: shown(panel, "iterations") == 2000, timeout=WAIT)
    assert "another run" in str(errors[0])
    session.pause()
    finished()


# The part that opens


def test_the_part_that_opens_is_remembered(qtbot, window, settings, open_window):
    panel = window.views["controlsPanel"]
    button = panel.findChild(QWidget, "disclosure")
    assert not field(panel, "schedule").widget.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field(panel, "schedule").widget.isVisible()
    for is_open in (True, False):
        again = open_window()
        again.show()
        panel = again.views["controlsPanel"]
        assert field(panel, "schedule").widget.isVisible() == is_open
        QTest.mouseClick(
            panel.findChild(QWidget, "disclosure"), Qt.MouseButton.LeftButton
        )


def test_the_keyboard_goes_through_the_fields_in_their_order(alone):
    data = dataset()
    config = TrainingConfig(optimizer="momentum", schedule="step")
    alone.show_state(state(data, config=config))
    wanted = ["dataPicker"]
    wanted += [w.objectName() for row in basic_rows() for f in row for w in f.widgets]
    wanted += ["disclosure"]
    wanted += [f.setting.object_name for row in more_rows() for f in row]
    alone.activateWindow()
    alone.findChild(QWidget, "dataPicker").setFocus()
    reached = []
    for _ in wanted:
        focus = QApplication.focusWidget()
        reached.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == wanted


def test_space_opens_and_checks_where_the_keyboard_is_and_trains_elsewhere(
    window, finished
):
    window.activateWindow()
    panel = window.views["controlsPanel"]
    button = panel.findChild(QWidget, "disclosure")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    check = field(panel, "keep_best").widget
    assert check.isVisible()
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert window.session.config.keep_best
    assert window.session.state.iteration == 0
    assert not window.session.running
    spin = field(panel, "patience").widget
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Space)
    assert window.session.running
    finished()


@pytest.mark.parametrize("name", ["patience", "optimizer", "learning_rate"])
def test_the_wheel_scrolls_the_panel_unless_a_field_is_at_work(window, panel, name):
    widget = field(panel, name).widget
    place = QPointF(widget.rect().center())

    def turn() -> bool:
        event = QWheelEvent(
            place,
            QPointF(widget.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        before = shown(panel, name)
        QApplication.sendEvent(widget, event)
        return shown(panel, name) != before

    if name == "patience":
        window.session.set_config(patience=50)
    window.setFocus()
    assert not turn()
    window.activateWindow()
    widget.setFocus()
    assert turn()


def test_the_way_of_the_first_layer_is_explained_when_it_is_known(alone):
    facts = alone.findChild(QLabel, "firstLayerFacts")
    data = dataset()
    alone.show_state(state(data))
    assert not facts.isVisible()
    path = PathChoice("direct", "{name} isn't linear.", {"name": "Adam"})
    alone.show_state(state(data, path=path))
    assert facts.isVisible()
    assert facts.text() == "First layer: direct. Adam isn't linear."


def test_what_the_panel_asks_for_is_remembered_by_the_window(window, settings):
    commands = window.findChild(Commands)
    assert commands is not None
    commands.remember_more_settings(True)
    assert settings.more_settings
    settings._store.setValue("moreSettings", "perhaps")
    assert not settings.more_settings


def test_fields_side_by_side_stand_at_the_same_height(qtbot) -> None:
    """Although there is a slider below one of them."""
    view = ControlsView()
    qtbot.addWidget(view)
    view.resize(400, 700)
    view.show()
    rate, iterations = (
        view.findChild(QWidget, name) for name in ("learningRateSpin", "iterationsSpin")
    )
    tops = {field.mapTo(view, QPoint()).y() for field in (rate, iterations)}
    assert len(tops) == 1
