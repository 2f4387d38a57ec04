"""Was it luck? Runs from ten seeds, and what the window says of them."""

from __future__ import annotations

import dataclasses
import math
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.errors import SpecError
from engine.evaluation import Metrics
from engine.history import History
from engine.images import PictureFile
from engine.lesson import Lesson
from engine.outputs import Task
from engine.sweep_job import Outcome, Reason
from engine.trainer import StepResult
from gui.design import Design
from gui.sweep_state import SEEDS, SweepResult, SweepState, course_designs
from gui.theme import DARK, LIGHT
from gui.view_state import Phase, ViewState
from gui.views.luck import LuckView
from gui.views.luck.figures import Measure, rows
from gui.views.luck.words import remarks, summary
from gui.widgets.dots import DotStrip, Scale, Shape, StripDot
from tests.gui.conftest import WAIT
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

TEST, TRAIN = SplitName.TEST, SplitName.TRAIN
LONG = 50_000_000


def outcome(test: float | None, train: float = 1.0, **changes: Any) -> Outcome:
    metrics = None if test is None else Metrics(0.5, test)
    return Outcome(Metrics(0.1, train), metrics, 10, **changes)


def swept(
    *tables: list[Outcome], data: Dataset | None = None, **changes: Any
) -> SweepState:
    """Return a sweep with a row for each list of outcomes, from seed 1 on."""
    data = data or dataset()
    design = Design.default(data)
    designs = (design,) if len(tables) == 1 else course_designs(data)
    results = [
        SweepResult(row, seed, outcome)
        for row, outcomes in enumerate(tables)
        for seed, outcome in zip(SEEDS, outcomes, strict=False)
    ]
    values = {"results": tuple(results), "is_running": False} | changes
    return SweepState(data, designs, is_course=len(tables) > 1, **values)


def shares(*values: float) -> list[Outcome]:
    return [outcome(value) for value in values]


def told(
    sweep: SweepState,
    split: SplitName = TEST,
    seed: int | None = None,
    finished: bool = True,
) -> str:
    """Return the sentence; ``seed`` is that of the window's run."""
    measure = Measure.of(sweep, split)
    run = None if seed is None else sweep.designs[0].with_config(seed=seed)
    return summary(rows(sweep, measure, run), measure, finished)


def remarked(sweep: SweepState) -> str:
    measure = Measure.of(sweep, TEST)
    return remarks(rows(sweep, measure, None), measure)


# Sentences


COURSE = (0.8, 0.74, 0.76, 0.74, 0.68, 0.76, 0.7, 0.76, 0.72, 0.78)


def test_the_course_was_lucky() -> None:
    said = "68–80 % on the test set over 10 seeds, mean 74.4 %"
    assert told(swept(shares(*COURSE))) == said + "."
    assert told(swept(shares(*COURSE)), seed=1) == (
        said + ": your 80 % is the best of 10."
    )
    assert told(swept(shares(*COURSE)), seed=1, finished=False) == (
        said + ": the 80 % of your seed 1 is the best of 10."
    )


@pytest.mark.parametrize(
    ("seed", "rank"),
    [
        (5, "your 68 % is the worst of 10."),
        (7, "your 70 % beats 1 of the other 9."),
        (2, "your 74 % beats 3 of the other 9."),
    ],
)
def test_where_the_run_stands(seed: int, rank: str) -> None:
    assert told(swept(shares(*COURSE)), seed=seed).endswith(": " + rank)


def test_ties_share_their_place() -> None:
    three = swept(shares(0.8, 0.8, 0.7, 0.7))
    assert told(three, seed=1).endswith("your 80 % is one of the 2 best.")
    assert told(three, seed=4).endswith("your 70 % is one of the 2 worst.")


def test_a_seed_that_is_not_among_them_is_not_ranked() -> None:
    assert told(swept(shares(0.8, 0.7)), seed=42).endswith("mean 75 %.")


def test_one_result_and_equal_ones() -> None:
    assert told(swept(shares(0.8))) == (
        "80 % on the test set from seed 1, the only one so far."
    )
    assert told(swept(shares(0.5, 0.5, 0.5)), seed=2) == (
        "50 % on the test set from each of 3 seeds."
    )
    assert told(swept([])) == ""


def test_on_the_training_set() -> None:
    sweep = swept([outcome(0.8, 0.98), outcome(0.7, 1.0)])
    assert told(sweep, TRAIN) == "98–100 % on the training set over 2 seeds, mean 99 %."


def test_without_a_test_set_the_training_set_counts() -> None:
    data = dataclasses.replace(dataset(), test=None)
    sweep = swept([outcome(None, 0.9), outcome(None, 0.8)], data=data)
    assert told(sweep).startswith("80–90 % on the training set")


def regression() -> Dataset:
    split = Split(np.zeros((4, 3)), np.zeros(4, int), np.ones((4, 1)))
    return Dataset("curve", Task.REGRESSION, InputKind.VECTOR, ("y",), split, split)


def test_of_a_regression_the_smaller_cost_is_the_better() -> None:
    runs = [
        Outcome(Metrics(cost, math.nan), Metrics(cost, math.nan), 10)
        for cost in (0.25, 0.125, 0.5)
    ]
    sweep = swept(runs, data=regression())
    assert told(sweep, seed=2) == (
        "0.125–0.5 test cost over 3 seeds, mean 0.2917: your 0.125 is the best of 3."
    )
    assert told(sweep, seed=3).endswith("your 0.5 is the worst of 3.")


def test_runs_without_a_result_are_told() -> None:
    reason = Reason("Seed {seed} died.", {"seed": 3})
    lost = Outcome(None, reason=reason)
    assert told(swept([lost, lost])) == "No seed gave a result: Seed 3 died."
    assert remarked(swept([lost, *shares(0.7, 0.8)])) == "1 gave no result."
    assert remarked(swept([lost, lost, *shares(0.7)])) == "2 gave no result."


def test_runs_that_diverged_are_told() -> None:
    wild = outcome(0.34, diverged=True)
    assert remarked(swept([wild, *shares(0.7)])) == "1 run diverged."
    assert remarked(swept([wild, wild, *shares(0.7)])) == "2 runs diverged."


def test_several_networks() -> None:
    apart = swept(shares(0.6, 0.62), shares(0.7, 0.72), shares(0.8, 0.9))
    assert told(apart) == (
        "Means on the test set: 1 layer 61 %; 2 layers 71 %; 4 layers 85 %."
    )
    assert remarked(apart) == "Every run of 4 layers beats all others."
    together = swept(shares(0.6, 0.62), shares(0.7, 0.8), shares(0.8, 0.9))
    overlap = "Their ranges overlap: one run of each would not decide."
    assert remarked(together) == overlap
    begun = swept(shares(0.6), shares(0.7), [])
    assert remarked(begun) == ""
    assert told(begun) == "Means on the test set: 1 layer 60 %; 2 layers 70 %."
    only = "Means on the test set: 1 layer 65 %."
    assert told(swept(shares(0.6, 0.7), [], [])) == only


def test_several_networks_on_a_regression() -> None:
    def costs(*values: float) -> list[Outcome]:
        return [Outcome(Metrics(c, math.nan), Metrics(c, math.nan)) for c in values]

    sweep = swept(costs(4, 5), costs(2, 3), costs(0.5, 1), data=regression())
    assert remarked(sweep) == "Every run of 4 layers beats all others."


# The view


@pytest.fixture
def view(qtbot: QtBot) -> LuckView:
    view = LuckView()
    qtbot.addWidget(view)
    view.resize(600, 190)
    view.show()
    return view


def state_of(sweep: SweepState | None, **changes: Any) -> ViewState:
    data = dataset() if sweep is None else sweep.dataset
    design = Design.default(data) if sweep is None else sweep.designs[0]
    values = {"spec": design.spec, "config": design.config, "run_design": design}
    return state(data, sweep=sweep, **(values | changes))


def strip(view: LuckView, row: int = 0) -> DotStrip:
    return view.chart.rows[row].strip


def test_at_first_it_says_what_it_is_for(view: LuckView) -> None:
    view.show_state(state_of(None))
    assert not view.chart.isVisible()
    assert view.starter.present.isVisible()
    assert view.starter.course.isEnabled()


def test_a_row_has_its_dots_and_figures(view: LuckView) -> None:
    view.show_state(state_of(swept(shares(*COURSE))))
    row = view.chart.rows[0]
    assert [cell.text() for cell in row.figures] == ["74.4 %", "68–80 %", ""]
    assert [dot.value for dot in strip(view).dots] == sorted(COURSE)
    assert [dot.is_marked for dot in strip(view).dots].index(True) == 9
    assert strip(view).dots[0].text == "seed 5 · test 68 % · train 100 %"
    assert strip(view).dots[9].text == "seed 1 (your run) · test 80 % · train 100 %"
    assert view.texts[1].startswith("Ring: seed 1, your run.")


def test_the_training_set_can_be_shown(view: LuckView) -> None:
    runs = [outcome(0.8, 0.98), outcome(0.7, 1.0)]
    view.show_state(state_of(swept(runs)))
    combo = view.starter.split
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    assert [dot.value for dot in strip(view).dots] == [0.98, 1.0]
    assert "on the training set" in view.texts[0]


def test_without_a_test_set_there_is_no_choice(view: LuckView) -> None:
    data = dataclasses.replace(dataset(), test=None)
    view.show_state(state_of(swept([outcome(None, 0.9)], data=data)))
    assert not view.starter.split.isEnabled()
    assert view.starter.split.currentData() is TRAIN


def test_no_run_has_ended(view: LuckView) -> None:
    view.show_state(state_of(swept([], is_running=True)))
    assert view.texts[0] == "The first runs are on their way."
    assert view.chart.rows[0].figures[0].text() == "–"
    view.show_state(state_of(swept([])))
    assert view.texts[0] == "No run has ended."


def photo(data: Dataset) -> PictureFile:
    pixels = np.zeros(data.input_shape, np.uint8)
    return PictureFile(None, pixels, Picture(pixels, "mine"))  # type: ignore[arg-type]


def test_what_the_runs_say_of_a_photo(view: LuckView) -> None:
    data = dataset()
    own, later = photo(data), photo(data)
    runs = [
        outcome(0.7, chances=((0.9, 0.1),)),
        outcome(0.8, chances=((0.2, 0.8),)),
        outcome(0.9, chances=(None,)),
    ]
    sweep = swept(runs, data=data, pictures=(own.seen,))
    view.show_state(state_of(sweep, own_pictures=(own,)))
    cell = view.chart.rows[0].figures[-1]
    assert cell.text() == "0.10–0.80"
    assert cell.toolTip() == "seed 1: 0.10, seed 2: 0.80, seed 3: –"
    assert strip(view).dots[0].text.endswith("p(cat) 0.10")
    assert "photo" not in view.texts[1]
    shown = {"own_pictures": (later, own), "picture": later.seen}
    view.show_state(state_of(sweep, **shown))
    assert "came later" in view.texts[1]
    assert view.chart.rows[0].figures[-1].text() == ""
    view.show_state(state_of(sweep))
    assert "photo of yours" in view.texts[1]


def test_of_many_classes_the_likeliest_is_told(view: LuckView) -> None:
    data = dataset(names=("a", "b", "c"), task=Task.MULTICLASS)
    own = photo(data)
    runs = [
        outcome(0.7, chances=((0.1, 0.5, 0.4),)),
        outcome(0.8, chances=((0.1, 0.1, 0.8),)),
    ]
    sweep = swept(runs, data=data, pictures=(own.seen,))
    view.show_state(state_of(sweep, own_pictures=(own,)))
    assert view.chart.rows[0].figures[-1].text() == "0.40–0.80"
    assert strip(view).dots[0].text.endswith("p(c) 0.40")


def test_another_design_is_told(view: LuckView) -> None:
    sweep = swept(shares(0.7, 0.8))
    view.show_state(state_of(sweep, config=TrainingConfig(learning_rate=0.01)))
    assert view.texts[1].startswith("These are of another design: hidden layers 20, 7")
    # Another seed is no other design.
    view.show_state(state_of(sweep, config=TrainingConfig(seed=3)))
    assert "another design" not in view.texts[1]


def test_a_run_on_other_data_or_at_other_rates_is_not_marked(view: LuckView) -> None:
    sweep = swept(shares(0.7, 0.8))
    plain = "70–80 % on the test set over 2 seeds, mean 75 %."
    view.show_state(state_of(sweep, has_its_data=False))
    assert view.texts[0] == plain
    assert not any(dot.is_marked for dot in strip(view).dots)
    history = History()
    history.add_rate(5, 0.1)
    view.show_state(state_of(sweep, history=history))
    assert view.texts[0] == plain


def test_a_run_of_another_length_is_not_marked(view: LuckView) -> None:
    config = TrainingConfig(iterations=2)
    design = Design.default(dataset()).with_config(iterations=2)
    sweep = dataclasses.replace(swept(shares(0.7, 0.8)), designs=(design,))
    history = History()
    for iteration in range(3):
        history.append(StepResult(iteration, 0.5, 0.5))
    whole = state_of(sweep, history=history, config=config, run_design=design)
    view.show_state(whole)
    assert view.texts[0].endswith("your 70 % is the worst of 2.")
    history.append(StepResult(3, 0.5, 0.5))
    view.show_state(dataclasses.replace(whole, iteration=3))
    assert view.texts[0].endswith("mean 75 %.")
    shortened = dataclasses.replace(config, iterations=1)
    view.show_state(dataclasses.replace(whole, config=shortened, history=History()))
    assert view.texts[0].endswith("mean 75 %.")


def test_three_networks_then_one(view: LuckView) -> None:
    sweep = swept(shares(0.6, 0.62), shares(0.7, 0.72), shares(0.8, 0.9))
    view.show_state(state_of(sweep, theme=LIGHT))
    names = [row.name.text() for row in view.chart.rows]
    assert names == ["1 layer", "2 layers", "4 layers"]
    view.show_state(state_of(swept(shares(0.7, 0.8))))
    assert len(view.chart.rows) == 1
    QApplication.processEvents()


def test_progress_and_cancel(view: LuckView, qtbot: QtBot) -> None:
    view.show_state(state_of(None))
    view.starter.present.setFocus()
    view.show_state(state_of(swept(shares(0.7, 0.8), is_running=True)))
    assert not view.starter.present.isVisible()
    assert view.starter._count.text() == "2 of 10 runs"
    assert view.starter.cancel.hasFocus()
    with qtbot.waitSignal(view.cancel_requested):
        QTest.keyClick(view.starter.cancel, Qt.Key.Key_Space)
    view.show_state(state_of(swept(shares(0.7, 0.8))))
    assert view.starter.present.hasFocus()


def test_a_design_with_a_problem_can_not_be_tried(view: LuckView) -> None:
    view.show_state(state_of(None, design_error=SpecError("No.")))
    assert not view.starter.present.isEnabled()
    assert view.starter.course.isEnabled()


def test_every_part_is_named_and_explained(view: LuckView) -> None:
    view.show_state(state_of(swept(shares(0.7, 0.8))))
    starter = view.starter
    for part in (starter.present, starter.course, starter.cancel, starter.split):
        assert part.accessibleName()
        assert part.toolTip()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    name = "Runs of 4 layers: mean 75 %, range 70–80 %"
    assert strip(view).accessibleName() == name
    assert strip(view).accessibleDescription().startswith("seed 1 (your run)")


def test_it_is_drawn_again_only_when_there_is_something_new(view: LuckView) -> None:
    sweep = swept(shares(0.7, 0.8))
    first = state_of(sweep)
    view.show_state(first)
    before = strip(view).dots
    view.show_state(dataclasses.replace(first, iteration=6, speed=3.0))
    assert strip(view).dots is before


# Dots


@pytest.fixture
def tips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What tooltips would show; the offscreen platform can't."""
    shown: list[str] = []
    monkeypatch.setattr(
        QToolTip, "showText", lambda _where, text, _widget: shown.append(text)
    )
    return shown


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QPoint]:
    """Where menus would open; likewise."""
    opened: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _menu, where: opened.append(where))
    return opened


def test_keys_go_from_dot_to_dot_and_choose(
    view: LuckView, qtbot: QtBot, tips: list[str], menus: list[QPoint]
) -> None:
    view.show_state(state_of(swept(shares(0.8, 0.7, 0.9))))
    dots = strip(view)
    dots.setFocus()
    QTest.keyClick(dots, Qt.Key.Key_Right)
    assert dots.accessibleDescription().startswith("seed 1")
    QTest.keyClick(dots, Qt.Key.Key_End)
    assert dots.current == 2
    QTest.keyClick(dots, Qt.Key.Key_Right)
    assert dots.current == 2
    QTest.keyClick(dots, Qt.Key.Key_Home)
    with qtbot.waitSignal(dots.chosen) as chosen:
        QTest.keyClick(dots, Qt.Key.Key_Return)
    assert chosen.args == [0]
    assert [tip.split(" ·")[0] for tip in tips] == [
        "seed 1 (your run)",
        "seed 3",
        "seed 3",
        "seed 2",
    ]
    assert menus == [dots.mapToGlobal(dots.place_of(0).toPoint())]


def test_the_right_arrow_makes_no_step(
    qtbot: QtBot, window: MainWindow, luck: LuckView, tips: list[str]
) -> None:
    luck.show_state(
        dataclasses.replace(window.session.state, sweep=swept(shares(0.8, 0.7)))
    )
    strip(luck).setFocus()
    QTest.keyClick(strip(luck), Qt.Key.Key_Right)
    assert window.session.state.iteration == 0
    assert strip(luck).current == 1
    assert not window.session.running


def test_pointing_at_a_dot_tells_of_it(view: LuckView, tips: list[str]) -> None:
    view.show_state(state_of(swept(shares(0.8, 0.7))))
    dots = strip(view)
    for place in (dots.place_of(0).toPoint(), QPoint(1, 1)):
        where = dots.mapToGlobal(place)
        event = QHelpEvent(QEvent.Type.ToolTip, place, where)
        QApplication.sendEvent(dots, event)
    assert tips == ["seed 2 · test 70 % · train 100 %"]


def test_a_click_finds_the_dot_under_it(
    view: LuckView, qtbot: QtBot, menus: list[QPoint]
) -> None:
    view.show_state(state_of(swept(shares(*COURSE))))
    dots = strip(view)
    place = dots.place_of(9).toPoint()
    with qtbot.waitSignal(dots.chosen) as chosen:
        QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [9]
    assert len(menus) == 1
    with qtbot.assertNotEmitted(dots.chosen):
        QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_equal_numbers_are_stacked_and_none_hides_another(qtbot: QtBot) -> None:
    dots = DotStrip()
    qtbot.addWidget(dots)
    dots.resize(300, 80)
    values = [0.7, 0.7, 0.7, 0.701, 0.9]
    scale = Scale.around(values, 0.1, 1.0)
    dots.set_dots([StripDot(v, "") for v in values], scale, 0.74)
    places = [dots.place_of(k) for k in range(5)]
    assert len({place.x() for place in places[:3]}) == 1
    gaps = [
        math.dist(a.toTuple(), b.toTuple())
        for k, a in enumerate(places)
        for b in places[:k]
    ]
    assert min(gaps) >= 2 * dots._radius() - 1e-9
    assert places[4].y() == places[0].y()


@pytest.mark.parametrize("height", [13, 40, 200])
def test_stacks_stay_inside_their_row(qtbot: QtBot, height: int) -> None:
    dots = DotStrip()
    qtbot.addWidget(dots)
    dots.resize(200, height)
    scale = Scale.around([0.7], 0.1, 1.0)
    dots.set_dots([StripDot(0.7, "")] * 10, scale, 0.7)
    assert all(0 <= dots.place_of(k).y() <= height for k in range(10))


def test_hollow_and_marked_dots_look_different(qtbot: QtBot) -> None:
    dots = DotStrip()
    qtbot.addWidget(dots)
    dots.resize(120, 40)
    dots.set_theme(DARK)
    scale = Scale.around([0.7], 0.1, 1.0)
    looks = []
    for flags in ({}, {"is_marked": True}, {"shape": Shape.HOLLOW}):
        dots.set_dots([StripDot(0.7, "", **flags)], scale, None)
        looks.append(dots.grab().toImage())
    dots.set_look("test", True)
    looks.append(dots.grab().toImage())
    assert all(a != b for k, a in enumerate(looks) for b in looks[:k])


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ((0.68, 0.8), (0.65, 0.8)),
        ((0.5,), (0.45, 0.55)),
        ((1.0, 1.0), (0.94, 1.0)),
        ((0.0,), (0.0, 0.06)),
        ((), (0.0, 0.1)),
    ],
)
def test_scales_have_round_ends(
    values: tuple[float, ...], ends: tuple[float, float]
) -> None:
    scale = Scale.around(values, 0.1, 1.0)
    assert scale.low <= min(values, default=scale.low)
    assert scale.high >= max(values, default=scale.high)
    assert len(scale.ticks) <= 7
    assert (scale.low, scale.high) == pytest.approx(ends, abs=0.011)


def test_using_a_seed_or_a_design(view: LuckView, qtbot: QtBot) -> None:
    sweep = swept(shares(0.6, 0.62), shares(0.7, 0.72), shares(0.8, 0.9))
    present = Design.default(sweep.dataset)
    view.show_state(state_of(sweep, spec=present.spec, run_design=present))
    shown = view.chart.shown[1]
    menu = view.menu_for(shown, shown.seeds[1])
    head, _line, use, both = menu.actions()
    assert head.text().startswith("seed 2 · test 72 %")
    with qtbot.waitSignal(view.seed_chosen) as seed:
        use.trigger()
    assert seed.args == [2]
    with qtbot.waitSignal(view.design_chosen) as design:
        both.trigger()
    assert design.args[0].spec.hidden == (7,)
    assert design.args[0].config.initialization == "small-normal"
    assert design.args[0].config.seed == 2
    # The present design needs no such offer.
    shown = view.chart.shown[2]
    assert len(view.menu_for(shown, shown.seeds[0]).actions()) == 3


def test_nothing_is_used_while_training_goes_on(view: LuckView) -> None:
    view.show_state(state_of(swept(shares(0.7, 0.8)), phase=Phase.RUNNING))
    shown = view.chart.shown[0]
    menu = view.menu_for(shown, shown.seeds[0])
    assert not any(a.isEnabled() for a in menu.actions() if not a.isSeparator())


@pytest.mark.parametrize(
    ("free", "enabled"),
    [
        ((), [False, False]),
        (("seed",), [True, False]),
        (("seed", "hidden_layers", "activation", "initialization"), [True, True]),
    ],
)
def test_nothing_is_used_that_a_lesson_keeps(
    view: LuckView, free: tuple[str, ...], enabled: list[bool]
) -> None:
    lesson = Lesson("Luck", "How much of it is luck?", frozenset(free))
    sweep = swept(shares(0.6, 0.62), shares(0.7, 0.72))
    view.show_state(state_of(sweep, lesson=lesson))
    shown = view.chart.shown[1]
    _head, _line, *choices = view.menu_for(shown, shown.seeds[1]).actions()
    assert [choice.isEnabled() for choice in choices] == enabled
    kept = [choice for choice in choices if not choice.isEnabled()]
    assert all("lesson keeps" in choice.toolTip() for choice in kept)


# The whole window


@pytest.fixture
def luck(window: MainWindow, finished: Callable[[], None]) -> LuckView:
    finished()
    view = window.views["luckPanel"]
    assert isinstance(view, LuckView)
    window.docks.by_name["luckPanel"].raise_()
    return view


def sweep_of(window: MainWindow) -> SweepState:
    sweep = window.session.state.sweep
    assert sweep is not None
    return sweep


def wait_for_sweep(qtbot: QtBot, window: MainWindow) -> SweepState:
    qtbot.waitUntil(lambda: not sweep_of(window).is_running, timeout=WAIT)
    return sweep_of(window)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def workers(qtbot: QtBot, window: MainWindow) -> list[int]:
    """Wait until all processes are there; return their numbers."""
    sweeps = window.session._sweeps
    wanted = min(os.cpu_count() or 1, len(SEEDS))
    qtbot.waitUntil(lambda: len(sweeps.pids) == wanted, timeout=WAIT)
    return sweeps.pids


def test_one_action_trains_from_ten_seeds(
    qtbot: QtBot, window: MainWindow, luck: LuckView, finished: Callable[[], None]
) -> None:
    window.session.set_config(seed=3)
    window.session.train()
    finished()
    window.docks.by_name["galleryPanel"].raise_()
    window.actions_["luckAction"].trigger()
    sweep = wait_for_sweep(qtbot, window)
    assert luck.is_seen
    assert [result.seed for result in sorted(sweep.results, key=lambda r: r.seed)] == [
        *SEEDS
    ]
    # The window trains with one thread too, so the two agree to the bit.
    mine = next(r.outcome for r in sweep.results if r.seed == 3)
    assert mine.train is not None
    assert mine.train.cost == window.session.costs[-1]
    assert sum(dot.is_marked for dot in strip(luck).dots) == 1
    assert "on the test set" in luck.texts[0]


def test_the_course_networks_while_the_window_trains(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    window.session.train()
    luck.starter.course.click()
    session = window.session
    qtbot.waitUntil(lambda: len(sweep_of(window).results) > 0, timeout=60_000)
    before = session.state.iteration
    qtbot.waitUntil(lambda: session.state.iteration > before, timeout=WAIT)
    assert session.running
    luck.starter.cancel.click()
    sweep = sweep_of(window)
    assert not sweep.is_running
    assert 0 < len(sweep.results) <= sweep.total
    qtbot.waitUntil(luck.starter.course.isVisible, timeout=WAIT)
    session.pause()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)


def test_cancelling_leaves_no_process(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    luck.starter.present.click()
    pids = workers(qtbot, window)
    if sys.platform == "linux":
        # They import the engine, and nothing of the window.
        maps = Path(f"/proc/{pids[0]}/maps")
        qtbot.waitUntil(lambda: "numpy" in maps.read_text(), timeout=WAIT)
        qtbot.wait(300)
        assert "Qt" not in maps.read_text()
    luck.starter.cancel.click()
    assert all(map(is_gone, pids))
    assert not sweep_of(window).is_running
    assert luck.texts[0] == "No run has ended."


def test_closing_the_window_leaves_no_process(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    luck.starter.present.click()
    pids = workers(qtbot, window)
    window.close()
    assert window.ended_in_time
    assert all(map(is_gone, pids))


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 9")
def test_a_killed_process_is_told_and_the_rest_stays(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    said: list[Exception] = []
    window.session.failed.connect(said.append)
    luck.starter.present.click()
    pids = workers(qtbot, window)
    os.kill(pids[0], signal.SIGKILL)
    qtbot.waitUntil(lambda: len(sweep_of(window).results) == 1, timeout=WAIT)
    assert "ended too soon" in str(said[0])
    assert luck.texts[0].startswith("No seed gave a result: The process that trained")
    luck.starter.cancel.click()
    assert len(sweep_of(window).results) == 1


def test_other_data_end_the_runs_and_clear_the_results(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    luck.starter.present.click()
    pids = workers(qtbot, window)
    window.session.open_built_in("drawn-cats")
    assert all(map(is_gone, pids))
    assert window.session.state.sweep is None
    assert luck.starter.present.isVisible()


def test_two_sweeps_at_once_there_are_not(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    window.session.set_iterations(LONG)
    luck.starter.present.click()
    pids = workers(qtbot, window)
    window.actions_["luckAction"].trigger()
    window.session.try_course_networks()
    assert not sweep_of(window).is_course
    assert window.session._sweeps.pids == pids
    luck.starter.cancel.click()


def test_a_design_that_can_not_be_trained_says_why(
    window: MainWindow, luck: LuckView
) -> None:
    said: list[Exception] = []
    window.session.failed.connect(said.append)
    window.session.set_hidden_text("20, cat")
    assert not window.actions_["luckAction"].isEnabled()
    window.session.try_seeds()
    assert len(said) == 1
    assert window.session.state.sweep is None


def test_data_that_do_not_fit_say_why(
    window: MainWindow, luck: LuckView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    window.session.failed.connect(said.append)
    monkeypatch.setattr("engine.sweep.available_memory", lambda: 1)
    luck.starter.present.click()
    assert "no memory" in str(said[0])
    assert window.session.state.sweep is None


def test_a_dropped_photo_gets_its_p(
    qtbot: QtBot, window: MainWindow, luck: LuckView, tmp_path: Path
) -> None:
    path = tmp_path / "own.png"
    Image.new("RGB", (80, 60), "orange").save(path)
    window.predict_files([path])
    luck.starter.present.click()
    wait_for_sweep(qtbot, window)
    assert "p(cat)" in strip(luck).dots[0].text
    assert luck.chart.rows[0].figures[-1].text()


def test_the_chosen_seed_is_used(
    qtbot: QtBot, window: MainWindow, luck: LuckView
) -> None:
    luck.seed_chosen.emit(7)
    assert window.session.config.seed == 7
    design = course_designs(window.session.dataset)[1].with_config(seed=9)
    luck.design_chosen.emit(design)
    assert window.session.spec.hidden == (7,)
    assert window.session.config.seed == 9


def test_the_seed_is_always_in_sight(window: MainWindow, luck: LuckView) -> None:
    assert window.status._figures.text().startswith("seed 1   cost")
    window.session.new_weights()
    assert window.session.config.seed == 2
    window.session.set_iterations(1)
    assert window.session.state.run_design is not None
    assert window.session.state.run_design.config.seed == 2
