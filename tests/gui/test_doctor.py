"""The doctor's panel, its line at the cost, and where its buttons lead."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine.doctor import Evidence, Finding, Mend, Severity, Shows
from engine.doctor.finding import says
from engine.frame import frame
from engine.health import HealthOf
from engine.history import History
from engine.network_state import FixedNetwork, ModelState
from engine.verdicts import Verdict
from gui.checkup import Checkup, in_places
from gui.design import Design
from gui.evidence import PANELS
from gui.theme import DARK, LIGHT
from gui.view_state import Neuron, Phase, Timeline
from gui.views.cost.doctor_line import DoctorLine
from gui.views.doctor import DoctorView
from tests.engine.patients import MOONS, Patient, line, noise, times, without_test
from tests.gui.states import state

BOTH = frozenset({HealthOf(), HealthOf(with_gradients=True)})
DEAD = "All units of layer 1 are dead."


@cache
def dead():
    return Patient(MOONS, (6,), 20.0, 60).train()


@cache
def stuck():
    """Return a run with three findings of two severities."""
    settings = {"initialization": "small-normal", "seed": 2}
    return Patient(MOONS, (4, 4, 4), 0.1, 400, **settings).train()


@cache
def healthy():
    return Patient(MOONS, (6,), 0.5, 600, "tanh").train()


def state_of(patient, run_id=1, **changes):
    """Return what views get of a run."""
    trainer = patient.trainer
    shown = frame(trainer.state(), patient.data, BOTH, run_id)
    values = {
        "frame": shown,
        "spec": patient.spec,
        "config": patient.config,
        "history": patient.history,
        "iteration": trainer.iteration,
        "run_design": Design.of(patient.spec, patient.config),
        "run_id": run_id,
    }
    return state(patient.data, **{**values, **changes})


@pytest.fixture
def view(qtbot):
    view = DoctorView()
    qtbot.addWidget(view)
    view.resize(600, 220)
    view.show()
    return view


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr("gui.checkup.time", clock)
    monkeypatch.setattr("gui.view.time", clock)
    return clock


def whats(view):
    return [row.what.text() for row in view.rows]


# What it says


def test_lists_what_is_wrong_the_gravest_first(view):
    view.show_state(state_of(stuck()))
    assert view.title.text() == "3 things are wrong."
    assert whats(view) == [
        "Its cost is stuck at that of a guess.",
        "2 of 4 units of layer 2 are dead.",
        "2 of 4 units of layer 3 are dead.",
    ]
    first, second, _ = view.rows
    assert first.accessibleName() == f"Grave: {first.what.text()}"
    assert second.accessibleName() == f"Serious: {second.what.text()}"
    assert "0.6931" in first.why.text()
    assert first.advice.text().startswith("Draw the first weights")
    assert "gradients of every layer" in view.hint.text()


def test_says_that_a_healthy_run_is_healthy_and_what_it_looked_at(view):
    view.show_state(state_of(healthy()))
    assert view.title.text() == "Nothing is wrong."
    assert view.rows == []
    assert "iteration 600" in view.hint.text()
    for subject in ("whether it diverges", "saturated units", "its answers"):
        assert subject in view.hint.text()


def test_does_not_claim_what_it_did_not_look_at(view):
    no_test = Patient(without_test(MOONS), (6,), 0.5, 600, "tanh").train()
    view.show_state(state_of(no_test))
    assert "training against test" not in view.hint.text()
    view.show_state(state_of(healthy(), frame=None))
    assert view.title.text() == "Not looked at yet."


def test_says_nothing_of_a_run_that_has_just_begun(view):
    view.show_state(state_of(Patient(MOONS, (6,), 20.0, 60)))
    assert view.title.text() == "Nothing is trained yet."
    view.show_state(state_of(Patient(MOONS, (6,), 20.0, 60).train(5), run_id=2))
    assert view.title.text() == "Too early to tell."
    assert "iteration 20" in view.hint.text()
    assert view.rows == []


def test_a_model_without_its_data_is_looked_at_for_its_weights_only(view):
    trainer = dead().trainer
    fixed = FixedNetwork(dead().spec, trainer.parameters())
    opened = ModelState(dead().spec, fixed, trainer.initial, trainer.iteration)
    bare = frame(opened, None, BOTH, 1)
    view.show_state(state_of(dead(), frame=bare, has_its_data=False))
    assert view.title.text().startswith("Without its data")
    assert view.rows == []


def test_survives_having_nothing_to_look_at(view):
    data = without_test(MOONS)
    view.show_state(state(data, iteration=0, phase=Phase.READY))
    view.show_state(state(data, iteration=30, history=History()))
    assert view.rows == []


@pytest.mark.parametrize(
    "patient",
    [
        Patient(line(), (), 2.1, 60),
        Patient(noise(), (20,), 0.3, 400),
        Patient(MOONS, (5,) * 8, 0.1, 100, "sigmoid"),
        Patient(MOONS, (1,), 0.1, 60, "tanh"),
    ],
    ids=["regression", "overfitting", "deep", "one unit"],
)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_paints_itself(view, patient, theme):
    view.show_state(state_of(patient.train(), theme=theme))
    assert not view.grab().isNull()


def test_names_are_shown_as_plain_text(view):
    names = ("<b>dogs</b>", "<i>cats</i>")
    data = dataclasses.replace(MOONS, class_names=names)
    settings = {"initialization": "small-normal", "seed": 13}
    patient = Patient(data, (4, 4, 4), 0.1, 400, **settings).train()
    view.show_state(state_of(patient))
    assert "<i>cats</i>" in view.rows[0].what.text()
    for row in view.rows:
        for label in filter(QLabel.text, row.findChildren(QLabel)):
            assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<" not in view.rows[0].try_button.toolTip().replace("<p>", "")


# How it follows a run


def test_findings_keep_their_rows_while_they_are_true(view):
    patient = Patient(MOONS, (6,), 20.0, 60)
    view.show_state(state_of(patient.train(30)))
    rows = {row.finding.place: row for row in view.rows}
    assert ("dead units", 1) in rows
    view.show_state(state_of(patient.train(60)))
    assert view.rows
    assert all(rows[row.finding.place] is row for row in view.rows)
    view.show_state(state_of(healthy(), run_id=2))
    assert view.rows == []


def test_findings_of_the_same_severity_keep_their_places():
    def finding(kind, severity=Severity.SERIOUS):
        text = says("So.")
        return Finding(kind, severity, text, text, text, Evidence(Shows.COST))

    a, b, c = map(finding, "abc")
    grave = finding("d", Severity.GRAVE)
    assert in_places((a, b), ()) == (a, b)
    assert in_places((a, b, c), (b, a)) == (b, a, c)
    assert in_places((a, grave, b), (b, a)) == (grave, b, a)


def test_asks_for_gradients_at_rest_and_every_two_seconds_of_a_run(view, clock):
    asked = frozenset({HealthOf(with_gradients=True)})
    running = state_of(dead(), phase=Phase.RUNNING)
    assert view.needs(running) == asked
    view.show_state(running)
    assert view.needs(running) == frozenset()
    clock.now += 1.9
    assert view.needs(running) == frozenset()
    clock.now += 0.2
    assert view.needs(running) == asked
    view.show_state(state_of(dead()))
    assert view.needs(state_of(dead())) == asked
    # The time machine goes where a hand goes.
    assert view.needs(dataclasses.replace(running, moment=40)) == asked


def test_the_text_changes_twice_a_second_at_most(view, clock):
    patient = Patient(MOONS, (6,), 20.0, 60)
    view.show_state(state_of(patient.train(25), phase=Phase.RUNNING))
    before = view.hint.text()
    clock.now += 0.4
    view.show_state(state_of(patient.train(30), phase=Phase.RUNNING))
    assert view.hint.text() == before
    clock.now += 0.2
    view.show_state(state_of(patient.train(35), phase=Phase.RUNNING))
    assert "iteration 35" in view.hint.text()


def test_speaks_of_the_run_and_not_of_the_design_after_it(view):
    other = dataclasses.replace(dead().config, learning_rate=0.01)
    view.show_state(state_of(dead(), config=other, spec=healthy().spec, is_stale=True))
    assert DEAD in whats(view)
    assert view.rows[0].finding.mend == Mend("learning_rate", 2.0)


def test_nothing_is_said_while_the_last_run_stands_for_the_new_one(view):
    new = Design.of(healthy().spec, healthy().config)
    deep = Design.of(stuck().spec, stuck().config)
    assert deep.spec != new.spec
    view.show_state(state_of(dead(), run_design=deep))
    assert view.rows == []


def test_what_is_known_of_another_run_is_forgotten():
    checkup = Checkup(with_gradients=False, seconds=1)
    checkup.look(state_of(dead(), run_id=1))
    assert checkup.findings
    bare = frame(healthy().trainer.state(), MOONS, frozenset(), 2)
    checkup.look(state_of(healthy(), run_id=2, frame=bare))
    assert checkup.case.health is None
    assert checkup.findings == ()


def test_a_past_moment_is_judged_by_what_was_known_then():
    patient = Patient(MOONS, (6,), 20.0, 60).train(25)
    then = state_of(patient)
    patient.train()
    checkup = Checkup(with_gradients=False, seconds=1)
    checkup.look(state_of(patient))
    late = checkup.case
    checkup.look(dataclasses.replace(then, iteration=60, moment=25))
    assert (late.iteration, checkup.case.iteration) == (60, 25)
    assert checkup.case.health is then.frame.answer(HealthOf())
    # The frame of a moment that was asked for has not come yet.
    checkup.look(dataclasses.replace(then, iteration=60, moment=40))
    assert checkup.case.iteration == 25


def test_who_travels_through_a_run_is_not_held_up(clock):
    """Moments fly by: they are looked at now and then, and all of those at rest."""
    patient = Patient(MOONS, (6,), 20.0, 60).train(25)
    then = state_of(patient)
    patient.train()
    checkup = Checkup(with_gradients=True, seconds=2.0)
    checkup.look(state_of(patient))
    found = checkup.findings
    assert found
    bare = frame(patient.trainer.state(), MOONS, frozenset(), 1)
    passing = dataclasses.replace(
        then,
        moment=40,
        frame=dataclasses.replace(bare, iteration=40),
        timeline=Timeline(0, 60, 60, is_moving=True),
    )
    assert checkup.needs(passing) == frozenset()
    clock.now += 1
    assert not checkup.look(passing)
    assert checkup.findings == found
    at_rest = dataclasses.replace(passing, timeline=Timeline(0, 60, 60))
    assert checkup.needs(at_rest) == frozenset({HealthOf(with_gradients=True)})
    checkup.look(dataclasses.replace(then, moment=25))
    assert checkup.case.iteration == 25


def test_divergence_is_told_of_the_end_only():
    patient = Patient(line(), (6, 6), 50.0, 400).train()
    at_end = state_of(patient, phase=Phase.DIVERGED)
    checkup = Checkup(with_gradients=False, seconds=1)
    checkup.look(at_end)
    assert "diverging" in {one.kind for one in checkup.findings}
    earlier = dataclasses.replace(at_end.frame, iteration=at_end.iteration - 1)
    changes = {"frame": earlier, "moment": earlier.iteration}
    checkup.look(dataclasses.replace(at_end, **changes))
    assert not checkup.case.has_diverged


# Its buttons


def test_the_buttons_say_what_the_user_wants(view, qtbot):
    view.show_state(state_of(dead()))
    row = next(row for row in view.rows if row.finding.kind == "dead units")
    with qtbot.waitSignal(view.evidence_requested) as shown:
        qtbot.mouseClick(row.show_button, Qt.MouseButton.LeftButton)
    assert shown.args == [Evidence(Shows.UNIT, 1, 0)]
    with qtbot.waitSignal(view.mend_requested) as tried:
        qtbot.keyClick(row.try_button, Qt.Key.Key_Space)
    assert tried.args == ["learning_rate", 2.0]
    for button in (row.show_button, row.try_button):
        assert button.accessibleName()
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_mend_cannot_be_tried_twice_or_in_the_middle_of_a_run(view):
    view.show_state(state_of(stuck()))
    row = view.rows[0]
    assert row.finding.mend == Mend("initialization", "he")
    assert row.try_button.isEnabled()
    locked = state_of(stuck(), phase=Phase.RUNNING)
    view.show_state(locked)
    assert not row.try_button.isEnabled()
    assert row.try_button.toolTip() == "Pause first"
    mended = dataclasses.replace(stuck().config, initialization="he")
    view.show_state(state_of(stuck(), config=mended))
    assert not row.try_button.isEnabled()
    assert "Train" in row.try_button.toolTip()


def test_the_learning_rate_can_be_mended_in_the_middle_of_a_run(view):
    view.show_state(state_of(dead(), phase=Phase.RUNNING))
    row = view.rows[0]
    assert row.finding.mend.name == "learning_rate"
    assert row.try_button.isEnabled()


def test_weights_that_were_given_can_be_drawn_anew(view):
    """Zero weights were not drawn by the initialization that the design names."""
    patient = Patient(MOONS, (4,), 0.1, 60, "tanh", times(0.0)).train()
    view.show_state(state_of(patient, has_given_weights=True))
    row = next(row for row in view.rows if row.finding.kind == "symmetric")
    assert row.finding.mend == Mend("initialization", patient.config.initialization)
    assert row.try_button.isEnabled()


def test_advice_without_a_setting_has_no_button(view):
    given = Patient(MOONS, (4,), 0.1, 30)
    broken = dataclasses.replace(
        state_of(given.train(25)).frame.answer(HealthOf(True)), is_finite=False
    )
    shown = state_of(given)
    spoiled = dataclasses.replace(shown.frame, answers={HealthOf(True): broken})
    view.show_state(dataclasses.replace(shown, frame=spoiled))
    row = next(row for row in view.rows if row.finding.kind == "not finite")
    assert row.try_button.isHidden()
    assert not row.show_button.isHidden()


# The line at the cost


@pytest.fixture
def line_(qtbot):
    line = DoctorLine()
    qtbot.addWidget(line)
    return line


def test_the_line_says_what_the_headline_does_not(line_):
    line_.look(state_of(stuck()))
    assert line_.say(Verdict.LEARNING, DARK)
    assert line_.label.text() == "Its cost is stuck at that of a guess."
    assert line_.say(Verdict.BASE_RATE, DARK)
    assert line_.label.text() == "2 of 4 units of layer 2 are dead."


def test_the_line_says_that_a_cost_climbs_but_not_twice_that_it_diverged(line_):
    line_.look(state_of(stuck(), phase=Phase.DIVERGED))
    assert line_.say(Verdict.WORSE, DARK)
    assert line_.label.text() == "It diverged: the steps were too large."
    assert line_.say(Verdict.DIVERGED, DARK)
    assert line_.label.text() != "It diverged: the steps were too large."


def test_the_line_has_nothing_to_say_of_what_is_slight_or_well(line_):
    line_.look(state_of(healthy()))
    assert not line_.say(Verdict.LEARNED, DARK)
    line_.look(state_of(Patient(noise(), (20,), 0.3, 400).train(), run_id=2))
    assert line_.say(Verdict.LEARNING, LIGHT)
    assert not line_.say(Verdict.BY_HEART, LIGHT)


def test_the_line_never_asks_for_gradients(line_):
    assert line_.needs(state_of(dead())) == frozenset({HealthOf()})


# In the window


@pytest.fixture
def sick(window, finished):
    """The window with a run of which the units are dead."""
    window.resize(1280, 800)
    window.session.set_learning_rate(50.0)
    window.session.set_iterations(40)
    window.session.train()
    finished()
    return window


def raised(window, finished, name="doctorPanel"):
    window.docks.by_name[name].raise_()
    finished()
    return window.views[name]


def row_of(view, kind):
    return next(row for row in view.rows if row.finding.kind == kind)


def test_its_panel_stands_beside_the_mistakes(window):
    beside = window.tabifiedDockWidgets(window.docks.by_name["galleryPanel"])
    names = [dock.objectName() for dock in beside]
    assert names[0] == "doctorPanel"
    assert window.docks.by_name["doctorPanel"].windowTitle() == "Doctor"
    assert window.views["galleryPanel"].is_seen


def test_nobody_is_asked_while_the_panel_is_covered(window, finished):
    finished()
    state = window.session.state
    assert HealthOf(with_gradients=True) not in window.visible_needs(state)
    raised(window, finished)
    assert HealthOf(with_gradients=True) in window.visible_needs(state)


def test_the_cost_panel_tells_of_dead_units(sick, finished, qtbot):
    cost = sick.views["costPanel"]
    assert cost.doctor.isVisible()
    assert cost.doctor.label.text() == DEAD
    assert not sick.views["doctorPanel"].is_seen
    qtbot.mouseClick(cost.doctor.button, Qt.MouseButton.LeftButton)
    finished()
    assert sick.views["doctorPanel"].is_seen
    assert DEAD in whats(sick.views["doctorPanel"])


def test_the_plot_does_not_jump(sick, finished):
    plot = sick.findChild(QWidget, "costPlot")
    cost = sick.views["costPanel"]
    assert cost.doctor.isVisible()
    told = plot.geometry()
    sick.session.reset()
    finished()
    assert not cost.doctor.isVisible()
    assert plot.geometry() == told


def test_larger_text_makes_the_line_higher(sick, qtbot):
    line = sick.views["costPanel"].doctor
    before = line.height()
    for _ in range(3):
        sick.change_text_size(1)
    qtbot.waitUntil(lambda: line.height() > before)
    assert line.label.height() >= line.label.fontMetrics().height()


def test_show_me_selects_the_unit_and_shows_its_weights(sick, finished, qtbot):
    view = raised(sick, finished)
    sick.session.select_neuron(Neuron(1, 2))
    row = row_of(view, "dead units")
    qtbot.mouseClick(row.show_button, Qt.MouseButton.LeftButton)
    finished()
    assert sick.session.state.neuron == Neuron(1, 0)
    front = next(n for n in reversed(PANELS[Shows.UNIT]) if n in sick.views)
    assert sick.views[front].is_seen


def test_try_it_is_an_edit_that_can_be_undone(sick, finished, qtbot):
    view = raised(sick, finished)
    row = row_of(view, "dead units")
    qtbot.mouseClick(row.try_button, Qt.MouseButton.LeftButton)
    session = sick.session
    assert session.config.learning_rate == 5.0
    assert not row.try_button.isEnabled()
    assert "learning rate 5" in session.state.undo_text
    session.undo()
    assert session.config.learning_rate == 50.0
    assert row.try_button.isEnabled()


@pytest.mark.parametrize("shows", Shows, ids=lambda shows: shows.value)
def test_every_kind_of_evidence_is_somewhere(sick, finished, shows):
    view = raised(sick, finished)
    view.evidence_requested.emit(Evidence(shows, 1, 1))
    finished()
    there = [name for name in PANELS[shows] if sick.views.get(name)]
    there = [n for n in there if sick.views[n].suits(sick.session.dataset)]
    assert sick.views[there[-1]].is_seen
    assert "costPanel" not in there or sick.views["costPanel"].is_seen
    assert sick.session.state.neuron == Neuron(1, 1)


def test_the_learning_rate_gets_the_keyboard(sick, finished):
    sick.activateWindow()
    raised(sick, finished).evidence_requested.emit(Evidence(Shows.LEARNING_RATE))
    field = sick.findChild(QWidget, "learningRateSpin")
    assert sick.focusWidget() in (field, *field.findChildren(QWidget))


def test_mistakes_in_a_plane_are_seen_in_the_plane(window, finished):
    window.session.open_built_in("moons")
    finished()
    window.docks.by_name["weightsPanel"].raise_()
    view = raised(window, finished)
    view.evidence_requested.emit(Evidence(Shows.MISTAKES))
    finished()
    assert window.views["boundaryPanel"].is_seen
    assert not window.views["galleryPanel"].is_seen


def test_it_follows_reset_data_and_what_if(sick, finished):
    view = raised(sick, finished)
    assert view.rows
    sick.session.reset()
    finished()
    assert view.title.text() == "Nothing is trained yet."
    assert view.rows == []
    sick.session.open_built_in("blobs")
    finished()
    sick.session.set_what_if(True)
    finished()
    assert sick.session.state.iteration == sick.session.config.iterations
    assert view.title.text() != "Nothing is trained yet."
    sick.session.set_hidden(())
    finished()
    sick.session.set_what_if(False)
    finished()


def test_a_run_goes_on_beside_it(window, finished):
    view = raised(window, finished)
    window.session.set_hidden((8,))
    window.session.set_learning_rate(50.0)
    window.session.set_iterations(3000)
    window.session.train()
    finished()
    assert window.session.state.iteration == 3000
    assert DEAD in whats(view)
    assert "iteration 3,000" in view.hint.text()
    assert np.isfinite(window.session.costs).all()


def test_gradients_are_shown_as_numbers_of_the_layer(sick, finished):
    raised(sick, finished).evidence_requested.emit(Evidence(Shows.GRADIENTS, 2, 0))
    finished()
    inside = sick.views["insidePanel"]
    assert inside.is_seen
    assert inside.header.quantities.tabText(
        inside.header.quantities.currentIndex()
    ) == ("dW")
    assert sick.session.state.neuron == Neuron(2, 0)


def test_a_look_that_takes_long_is_taken_rarely(clock):
    """Millions of weights: training must get on between two looks."""
    patient = Patient(MOONS, (6,), 20.0, 60).train(25)
    running = state_of(patient, phase=Phase.RUNNING)
    checkup = Checkup(with_gradients=True, seconds=1.0)
    assert checkup.needs(running)
    clock.now += 7
    assert checkup.needs(running), "it has not come yet"
    checkup.look(state_of(patient, phase=Phase.RUNNING))
    clock.now += 30
    assert not checkup.needs(running)
    clock.now += 6
    assert checkup.needs(running)
