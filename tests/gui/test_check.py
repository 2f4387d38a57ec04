"""The gradient check in the window: its sentences, its job, and the exercise."""

from __future__ import annotations

import dataclasses
import itertools
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from engine.activations import ACTIVATIONS
from engine.errors import DataError, SpecError
from engine.frame import Frame
from engine.gradient_check import (
    GradientReport,
    LayerReport,
    Probe,
    Problem,
    Start,
    check_gradients,
)
from engine.parameters import Parameters
from engine.spec import NetworkSpec
from gui import gradient_checks
from gui.check_state import Checked, CheckState, Subject
from gui.gradient_checks import GradientChecks, Progress, in_slices
from gui.scheduler import Job, Priority, Scheduler
from gui.tasks import TaskBoard
from gui.theme import DARK, LIGHT
from gui.view_state import Phase, ViewState
from gui.views.check import CheckView
from gui.views.check.chart import shown_error
from gui.views.check.exercise import common_ratio
from gui.views.check.exercise_words import CHOICES, CORRECTED
from gui.views.check.words import kinks, moment, probe_text, small, summary
from tests.gui.conftest import WAIT
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from gui.gradient_checks import Check
    from gui.main_window import MainWindow
    from gui.scheduler import Slices

SPEC = NetworkSpec((48, 3, 1), ("relu",), "sigmoid")


def probe(error: float, array: str = "W", kinks: int = 0, **changes: Any) -> Probe:
    place = (0, 1) if array == "W" else (0, 0) if array else ()
    values: dict[str, Any] = {"settled": error} | changes
    return Probe(array, place, 1.0, 1.0 + error, error, kinks, **values)


def report(*layers: list[Probe], **changes: Any) -> GradientReport:
    made = tuple(LayerReport(n, tuple(probes)) for n, probes in enumerate(layers, 1))
    values = {"examples": 12, "of": 12, "is_own": True} | changes
    return GradientReport(made, **values)


RIGHT = report([probe(3e-9), probe(0.0, "b")], [probe(1e-10), probe(2e-11, "")])
WRONG = report([probe(0.02)], [probe(0.01), probe(1e-9)], [probe(1e-9)])


def checked(found: GradientReport = RIGHT, **changes: Any) -> Checked:
    values: dict[str, Any] = {"run_id": 1, "iteration": 5, "spec": SPEC} | changes
    return Checked(found, **values)


def with_check(check: Checked | None = None, **changes: Any) -> ViewState:
    results = {} if check is None else {Subject.NETWORK: check}
    return state(dataset(), check=CheckState(results), **changes)


# Sentences


def test_small_numbers_are_told_by_their_size() -> None:
    numbers = [3.21e-9, 9.9e-12, 0.0, 0.012, 0.9999, float("inf"), None]
    told = ["3e-9", "1e-11", "0", "0.01", "1", "inf", "–"]
    assert [small(number) for number in numbers] == told


def test_right_gradients() -> None:
    said = "The gradients are right: the largest relative error is 3e-9."
    assert summary(RIGHT) == said


def test_the_highest_wrong_layer_is_named() -> None:
    said = summary(WRONG)
    assert said.startswith("Layer 2 is wrong: 1 of 2 comparisons fail, by up to 0.01.")
    assert said.endswith("So is layer 1, to which it hands its mistake down.")
    assert summary(report([probe(0.02)], [probe(0.0)])) == (
        "Layer 1 is wrong: 1 of 1 comparisons fail, by up to 0.02."
    )
    three = report([probe(0.1)], [probe(0.1)], [probe(0.1)])
    assert summary(three).endswith(
        "So are layers 1, 2, to which it hands its mistake down."
    )


def test_where_all_is_kinks_nothing_is_claimed() -> None:
    blind = report([probe(0.5, kinks=3, settled=None)])
    assert summary(blind).startswith("Nothing can be told")
    assert kinks(blind) == "1 crossed a kink (triangle): its error proves nothing"
    assert kinks(RIGHT) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Iteration 5 of this run"),
        ({"iteration": 8}, "Iteration 5 of this run; the window shows 8"),
        (
            {"iteration": 8, "phase": Phase.RUNNING},
            "Iteration 5 of this run; the run goes on",
        ),
        ({"iteration": 8, "moment": 5}, "Iteration 5 of this run"),
        ({"run_id": 2}, "Iteration 5 of an earlier run"),
        ({"is_stale": True}, "Iteration 5 of this run, before the design was changed"),
    ],
)
def test_of_what_a_result_is(changes: dict[str, Any], said: str) -> None:
    assert moment(checked(), with_check(**changes)) == said


def test_a_comparison_is_told_in_full() -> None:
    said = probe_text(2, probe(0.25, kinks=1, settled=1e-9))
    assert said.startswith("W2[1, 2]: analytic 1, numeric 1.25, relative error 0.2")
    assert said.endswith("nearer to one another: 1e-9")
    assert probe_text(1, probe(0.0, "b")).startswith("b1[1]: ")
    assert probe_text(1, probe(0.0, "")).startswith("all of layer 1 together: ")
    blind = probe(0.5, kinks=1, settled=None)
    assert probe_text(1, blind).endswith("however near they came.")


# The view


@pytest.fixture
def view(qtbot: QtBot) -> CheckView:
    view = CheckView()
    qtbot.addWidget(view)
    view.resize(620, 200)
    view.show()
    return view


def test_before_there_was_a_check(view: CheckView) -> None:
    view.show_state(state(dataset()))
    assert not view.chart.isVisible()
    assert view.starter.check.isVisible()
    assert not view.starter.cancel.isVisible()


def test_a_result(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    told, hint = view.texts
    assert told == summary(RIGHT)
    assert hint.startswith(
        "Iteration 5 of this run · 4 slopes, all 12 training examples"
    )
    assert len(view.chart.rows) == 2
    figures = [figure.text() for figure in view.chart.rows[0].figures]
    assert figures == ["3e-9", "–", "0", "0"]
    assert "48 → 3, ReLU" in view.chart.rows[0].name.toolTip()
    assert "2 of 147 parameters" in view.chart.rows[0].name.toolTip()
    assert "sigmoid" in view.chart.rows[1].name.toolTip()


def test_a_sample_says_so(view: CheckView) -> None:
    some = dataclasses.replace(RIGHT, examples=4, is_own=False)
    view.show_state(with_check(checked(some)))
    assert "4 of 12 training examples" in view.texts[1]
    assert "the formulas, in float64" in view.texts[1]


def test_wrong_layers_are_marked_by_more_than_colour(view: CheckView) -> None:
    spec = NetworkSpec((48, 3, 2, 1), ("relu", "relu"), "sigmoid")
    view.show_state(with_check(checked(WRONG, spec=spec)))
    assert [row.figures[-1].text() for row in view.chart.rows] == ["✕ 1", "✕ 1", "0"]
    assert "1 wrong" in view.chart.rows[1].strip.accessibleName()


def test_other_layers_take_the_place_of_those_before(view: CheckView) -> None:
    spec = NetworkSpec((48, 3, 2, 1), ("relu", "relu"), "sigmoid")
    view.show_state(with_check(checked(WRONG, spec=spec)))
    view.show_state(with_check(checked()))
    assert [row.name.text() for row in view.chart.rows] == ["Layer 1", "Layer 2"]
    view.show_state(with_check(None))
    assert not view.chart.isVisible()


def pixels(view: CheckView) -> bytes:
    image = view.chart.rows[0].strip.grab().toImage()
    return bytes(image.constBits())


def test_an_earlier_result_is_drawn_faint(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    now = pixels(view)
    view.show_state(with_check(checked(), iteration=9))
    assert "the window shows 9" in view.texts[1]
    assert pixels(view) != now
    view.show_state(with_check(checked()))
    assert pixels(view) == now


def test_marks_have_shapes(view: CheckView) -> None:
    """What is a dot, a square, a triangle or a cross differs on the screen."""
    seen = set()
    for one in (
        probe(1e-9),
        probe(1e-9, ""),
        probe(1e-9, kinks=1),
        probe(1e-9, settled=0.5),
    ):
        shown = dataclasses.replace(one, error=1e-9)
        view.show_state(with_check(checked(report([shown], [probe(0.0)]))))
        if not one.is_wrong:
            assert shown_error(shown) == 1e-9
        seen.add(pixels(view))
    assert len(seen) == 4


def test_both_themes(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    dark = pixels(view)
    view.show_state(with_check(checked(), theme=LIGHT))
    assert pixels(view) != dark
    view.show_state(with_check(checked(), theme=DARK))
    assert pixels(view) == dark


def test_marks_by_keyboard(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    strip = view.chart.rows[0].strip
    strip.setFocus()
    assert strip.current == 1
    assert strip.accessibleDescription() == probe_text(1, probe(3e-9))
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription() == probe_text(1, probe(0.0, "b"))
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.current == 1
    QTest.keyClick(strip, Qt.Key.Key_A)
    assert strip.current == 1


def test_marks_by_mouse(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    strip = view.chart.rows[0].strip
    place = strip.place_of(0).toPoint()
    assert strip.dot_at(place) == 0
    assert strip.dot_at(QPoint(strip.width() - 3, 1)) is None
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert strip.current == 0
    event = QHelpEvent(QEvent.Type.ToolTip, place, strip.mapToGlobal(place))
    assert QApplication.sendEvent(strip, event)
    assert "b1[1]" in QToolTip.text()


def test_an_error_of_0_has_a_place_and_so_has_infinity(view: CheckView) -> None:
    odd = report([probe(0.0), probe(float("inf"))], [probe(0.0)])
    view.show_state(with_check(checked(odd)))
    strip = view.chart.rows[0].strip
    places = [strip.place_of(mark).x() for mark in range(2)]
    assert 0 < places[0] < places[1] < strip.width()


def test_fifty_layers_scroll(view: CheckView) -> None:
    many = report(*[[probe(1e-9)]] * 50)
    spec = NetworkSpec((48, *(2,) * 49, 1), ("tanh",) * 49, "sigmoid")
    view.show_state(with_check(checked(many, spec=spec)))
    assert len(view.chart.rows) == 50
    assert all(row.strip.height() >= 16 for row in view.chart.rows)


def test_progress_and_the_focus(view: CheckView) -> None:
    view.show_state(with_check(checked()))
    view.starter.check.setFocus()
    going = CheckState({}, Subject.NETWORK, 0.4)
    view.show_state(state(dataset(), check=going))
    assert view.starter.cancel.hasFocus()
    assert view.starter.progress == 0.4
    assert not view.starter.check.isVisible()
    view.show_state(with_check(checked()))
    assert view.starter.check.hasFocus()


def test_the_buttons_ask(view: CheckView, qtbot: QtBot) -> None:
    view.show_state(with_check(None))
    with qtbot.waitSignal(view.check_requested):
        view.starter.check.click()
    view.show_state(state(dataset(), check=CheckState({}, Subject.NETWORK)))
    with qtbot.waitSignal(view.cancel_requested):
        view.starter.cancel.click()


def test_what_it_is_stands_behind_the_i(view: CheckView) -> None:
    said = view.starter.info.text_shown
    for word in ("relative error", "analytic", "numeric", "kink"):
        assert word in said


# The exercise


@pytest.fixture(scope="module")
def notes() -> dict[Subject, Checked]:
    """What the checks of the exercise find."""
    from engine.notes_mlp import exercise

    found = {}
    for subject, is_corrected in ((Subject.NOTES, False), (Subject.CORRECTED, True)):
        turns = check_gradients(exercise(is_corrected))
        try:
            while True:
                next(turns)
        except StopIteration as end:
            found[subject] = Checked(end.value)
    return found


def test_the_exercise(
    view: CheckView, qtbot: QtBot, notes: dict[Subject, Checked]
) -> None:
    view.show_state(with_check(checked()))
    view.starter.exercise.click()
    exercise = view.exercise
    assert exercise.isVisible()
    assert not view.chart.isVisible()
    assert not any(button.isVisible() for button in exercise.choices)
    with qtbot.waitSignal(view.notes_requested) as asked:
        exercise.begin.click()
    assert asked.args == [False]
    only = {Subject.NOTES: notes[Subject.NOTES]}
    view.show_state(state(dataset(), check=CheckState(only)))
    assert "8,192 times too small" in exercise.question.text()
    told = [cell.text() for cell in exercise.ratios.cells]
    assert told.count("8,192.00") == 4
    assert [text[:4] for text in told if text.startswith("d_")] == [
        "d_w1",
        "d_b1",
        "d_w2",
        "d_b2",
    ]
    by_name = dict(zip(CHOICES, exercise.choices, strict=True))
    by_name["m²"].click()
    assert exercise.question.text().startswith("m² is 4,096, and the ratios are 8,192")
    assert not exercise.feedback.isVisible()
    by_name["2m²"].click()
    assert exercise.feedback.text().startswith("Right: 2m² = 2 · 64² = 8,192.")
    assert "Divided by m twice" in exercise.feedback.text()
    assert "The 2 of the square is dropped" in exercise.feedback.text()
    with qtbot.waitSignal(view.notes_requested) as asked:
        exercise.again.click()
    assert asked.args == [True]
    view.show_state(state(dataset(), check=CheckState(notes)))
    assert exercise.code.text() == CORRECTED
    assert exercise.question.text().startswith("The corrected lines are right")
    view.starter.exercise.click()
    assert not exercise.isVisible()


def test_who_gives_up_is_told(view: CheckView, notes: dict[Subject, Checked]) -> None:
    view.starter.exercise.click()
    view.show_state(state(dataset(), check=CheckState(notes)))
    assert view.exercise.code.text() != CORRECTED
    view.exercise.give_up.click()
    assert view.exercise.feedback.text().startswith("It is 2m²: ")


def test_slopes_without_a_common_factor_are_not_said_to_have_one() -> None:
    some = report([Probe("W", (0, 0), 1.0, 2.0, 0.5, 0, 0.5)])
    assert common_ratio(some) == 2
    two = Probe("W", (0, 0), 1.0, 2.0, 0.5, 0, 0.5)
    three = Probe("W", (0, 1), 1.0, 3.0, 0.5, 0, 0.5)
    assert common_ratio(report([two, two, three])) is None


# The job


def test_a_slice_ends_after_a_few_milliseconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A clock on which each look takes a millisecond.
    looks = itertools.count()
    clock = SimpleNamespace(monotonic=lambda: next(looks) / 1000)
    monkeypatch.setattr("gui.gradient_checks.time", clock)
    spec = NetworkSpec((4, 3, 1), ("tanh",), "sigmoid")
    rng = np.random.default_rng(0)
    parameters = Parameters(
        (rng.standard_normal((3, 4)), rng.standard_normal((1, 3))),
        (np.zeros((3, 1)), np.zeros((1, 1))),
    )
    made = Problem(
        spec, parameters, rng.standard_normal((4, 8)), np.ones((1, 8)), None, 8
    )
    progress = Progress()
    slices = in_slices(check_gradients(made), progress)
    shares = []
    try:
        while True:
            next(slices)
            shares.append(progress.share)
    except StopIteration as end:
        found = end.value
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert found.wrong_layers == ()


def test_training_takes_its_turns_beside_a_check() -> None:
    turns = []

    def endless() -> Iterator[float]:
        while True:
            time.sleep(0.004)
            turns.append("check")
            yield 0.0

    def training() -> Slices:
        while turns.count("check") < 20:
            turns.append("training")
            yield None

    scheduler = Scheduler(lambda job, result, error: scheduler.stop())
    # The check is older and goes first, and is always ready.
    work = cast("Check", endless())
    scheduler.submit(Job(lambda: in_slices(work, Progress()), Priority.REQUEST))
    scheduler.submit(Job(training, Priority.TRAINING))
    scheduler.run()
    assert turns.count("training") >= 10


@pytest.fixture
def checks(qtbot: QtBot) -> Iterator[GradientChecks]:
    board = TaskBoard()
    yield GradientChecks(board, board)
    assert board.stop()


def test_without_its_data_the_check_ends_with_a_sentence(
    checks: GradientChecks, qtbot: QtBot
) -> None:
    checks.check_network(is_training=False)
    (asked,) = checks.needs
    frame = Frame(1, SPEC, 5, answers={asked: None})  # type: ignore[dict-item]
    with qtbot.waitSignal(checks.failed) as told:
        checks.meet(frame)
    assert isinstance(told.args[0], DataError)
    assert not checks.is_running
    assert checks.needs == frozenset()


def test_weights_that_are_no_numbers_end_it_with_a_sentence(
    checks: GradientChecks, qtbot: QtBot
) -> None:
    checks.check_network(is_training=False)
    (asked,) = checks.needs
    weights = np.full((3, 48), np.nan), np.ones((1, 3))
    parameters = Parameters(weights, (np.zeros((3, 1)), np.zeros((1, 1))))
    start = Start(dataset(), SPEC, 5, parameters, None)
    with qtbot.waitSignal(checks.failed, timeout=WAIT) as told:
        checks.meet(Frame(1, SPEC, 5, answers={asked: start}))  # type: ignore[dict-item]
    assert isinstance(told.args[0], DataError)
    assert "not finite numbers" in str(told.args[0])
    assert not checks.is_running
    assert checks.state is not None
    assert checks.state.network is None


def test_a_frame_that_does_not_know_is_waited_for(checks: GradientChecks) -> None:
    checks.meet(None)
    checks.check_network(is_training=False)
    checks.meet(Frame(1, SPEC, 5))
    checks.meet(None)
    assert checks.is_running
    checks.cancel()
    assert not checks.is_running
    assert checks.needs == frozenset()


def test_only_one_check_at_a_time(checks: GradientChecks, qtbot: QtBot) -> None:
    checks.check_notes(is_corrected=False)
    checks.check_network(is_training=False)
    checks.check_notes(is_corrected=True)
    assert checks.state is not None
    assert checks.state.running is Subject.NOTES
    qtbot.waitUntil(lambda: not checks.is_running, timeout=WAIT)
    assert list(checks.state.results) == [Subject.NOTES]


# The window


@pytest.fixture
def wait(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    def until_checked() -> None:
        qtbot.waitUntil(lambda: not going(window), timeout=WAIT)

    return until_checked


def going(window: MainWindow) -> bool:
    check = window.session.state.check
    return check is not None and check.running is not None


def view_of(window: MainWindow) -> CheckView:
    view = window.views["checkPanel"]
    assert isinstance(view, CheckView)
    return view


def result_of(window: MainWindow) -> Checked:
    check = window.session.state.check
    assert check is not None
    assert check.network is not None
    return check.network


def check(window: MainWindow) -> None:
    window.actions_["checkGradientsAction"].trigger()


def test_the_panel_comes_when_it_is_asked_for(
    window: MainWindow, wait: Callable[[], None]
) -> None:
    dock = window.docks.by_name["checkPanel"]
    assert dock.isHidden()
    window.docks.arrange()
    assert dock.isHidden()
    check(window)
    assert dock.isVisible()
    wait()
    assert view_of(window).texts[0].startswith("The gradients are right")


def test_a_whole_run_is_checked(
    window: MainWindow, finished: Callable[[], None], wait: Callable[[], None]
) -> None:
    window.session.train()
    finished()
    check(window)
    wait()
    found = result_of(window)
    assert (found.run_id, found.iteration) == (window.session.state.run_id, 30)
    assert found.report.is_own
    assert found.report.wrong_layers == ()
    assert found.report.of == len(window.session.dataset.train)
    assert view_of(window).texts[1].startswith("Iteration 30 of this run · ")
    # Frames hold no copy of the network any longer than it takes.
    assert window.session._checks.needs == frozenset()


def test_a_wrong_derivative_is_caught_in_the_window(
    window: MainWindow, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = ACTIVATIONS["tanh"]

    def slope(A: Any, out: Any) -> Any:
        return (*right.slope(A, out), lambda: np.multiply(out, 1.01, out=out))

    wrong = dataclasses.replace(right, slope=slope)
    entries = {**ACTIVATIONS._entries, "tanh": wrong}
    monkeypatch.setattr(ACTIVATIONS, "_entries", entries)
    window.session.set_setting("activation", "tanh")
    check(window)
    wait()
    assert view_of(window).texts[0].startswith("Layer 1 is wrong: ")
    assert result_of(window).report.wrong_layers == (1,)


def test_training_goes_on_beside_it_and_is_the_same_to_the_bit(
    window: MainWindow, finished: Callable[[], None], wait: Callable[[], None]
) -> None:
    window.session.set_iterations(300)
    window.session.train()
    finished()
    alone = window.session.costs
    window.session.reset()
    window.session.train()
    check(window)
    wait()
    finished()
    np.testing.assert_array_equal(window.session.costs, alone)
    found = result_of(window)
    assert found.report.wrong_layers == ()
    assert "Iteration 300" not in view_of(window).texts[1] or found.iteration == 300


def test_a_result_is_marked_as_earlier(
    window: MainWindow, finished: Callable[[], None], wait: Callable[[], None]
) -> None:
    check(window)
    wait()
    assert view_of(window).texts[1].startswith("Iteration 0 of this run · ")
    window.session.step(2)
    finished()
    assert (
        view_of(window)
        .texts[1]
        .startswith("Iteration 0 of this run; the window shows 2")
    )
    window.session.reset()
    finished()
    assert view_of(window).texts[1].startswith("Iteration 0 of an earlier run")


def test_a_past_moment_is_checked(
    window: MainWindow, finished: Callable[[], None], wait: Callable[[], None]
) -> None:
    window.session.train()
    finished()
    window.session.go_to(7)
    check(window)
    wait()
    assert result_of(window).iteration == 7
    assert result_of(window).report.wrong_layers == ()
    assert view_of(window).texts[1].startswith("Iteration 7 of this run · ")
    window.session.go_to(9)
    finished()
    assert view_of(window).texts[1].startswith("Iteration 7 of this run; the window")


def begin_slowly(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begin a check, and return in the middle of it, however fast the machine is."""
    with monkeypatch.context() as patched:
        patched.setattr(gradient_checks, "REST_SECONDS", 0.2)
        check(window)
        session = window.session
        qtbot.waitUntil(
            lambda: (session.state.check or CheckState()).share > 0, timeout=WAIT
        )
        assert going(window)


@pytest.mark.parametrize("what", ["reset", "data", "design", "cancel"])
def test_what_happens_in_the_middle(
    window: MainWindow,
    qtbot: QtBot,
    finished: Callable[[], None],
    wait: Callable[[], None],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = window.session
    begin_slowly(window, qtbot, monkeypatch)
    if what == "reset":
        session.reset()
    elif what == "data":
        session.open_built_in("moons")
    elif what == "design":
        session.set_hidden((3, 2))
    else:
        session.cancel_check()
    wait()
    finished()
    state = session.state
    assert state.check is not None
    if what in ("data", "cancel"):
        assert state.check.network is None
    else:
        assert "of an earlier run" in view_of(window).texts[1]
        assert result_of(window).spec != session.spec or what == "reset"
    check(window)
    wait()
    assert result_of(window).spec == session.spec
    assert result_of(window).report.wrong_layers == ()


def test_closing_in_the_middle(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_slowly(window, qtbot, monkeypatch)
    window.close()
    assert window.ended_in_time


def test_closing_before_it_began(window: MainWindow) -> None:
    check(window)
    window.close()
    assert window.ended_in_time


def test_the_exercise_in_the_window(
    window: MainWindow, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    check(window)
    wait()
    view = view_of(window)
    view.starter.exercise.click()
    view.exercise.begin.click()
    assert going(window)
    wait()
    assert "8,192 times too small" in view.exercise.question.text()
    # Other data are no reason to begin the exercise again.
    window.session.open_built_in("moons")
    check_state = window.session.state.check
    assert check_state is not None
    assert list(check_state.results) == [Subject.NOTES]


def test_points_in_the_plane(
    window: MainWindow, finished: Callable[[], None], wait: Callable[[], None]
) -> None:
    window.session.open_built_in("moons")
    window.session.set_setting("batch_size", 16)
    window.session.step(3)
    finished()
    check(window)
    wait()
    assert not result_of(window).report.is_own
    assert result_of(window).report.wrong_layers == ()


def test_a_network_without_hidden_layers(
    window: MainWindow, wait: Callable[[], None]
) -> None:
    window.session.set_hidden(())
    check(window)
    wait()
    assert len(result_of(window).report.layers) == 1
    assert view_of(window).texts[0].startswith("The gradients are right")


def test_a_network_that_is_too_large(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.session.MOST_PARAMETERS", 10)
    with qtbot.waitSignal(window.session.failed) as told:
        check(window)
    assert isinstance(told.args[0], SpecError)
    assert "too large to check; 10 is the most" in str(told.args[0])
    assert not going(window)


def test_a_model_without_its_data(
    window: MainWindow, qtbot: QtBot, finished: Callable[[], None], tmp_path: Any
) -> None:
    window.session.step(1)
    finished()
    window.session.save_model(tmp_path / "model.h5")
    window.session.open_built_in("moons")
    window.open_model(tmp_path / "model.h5")
    finished()
    assert not window.session.state.has_its_data
    with qtbot.waitSignal(window.session.failed) as told:
        check(window)
    assert "Open “Drawn cats” first" in str(told.args[0])
    assert not going(window)
