"""The row under the plot: hands, keys, and what it says."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from engine.datasets import Dataset, InputKind, Split
from engine.outputs import Task
from gui import look_back
from gui.figures import figures
from gui.pace import Pace
from gui.theme import DARK
from gui.widgets.timeline import Stretch, TimelineRow
from tests.gui.conftest import WAIT
from tests.gui.test_monkey import DATA, numbers

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def row(qtbot):
    row = TimelineRow()
    row.set_theme(DARK)
    qtbot.addWidget(row)
    row.resize(900, 28)
    row.show()
    return row


@pytest.fixture
def chosen(row):
    chosen = []
    row.moment_chosen.connect(chosen.append)
    return chosen


RUN = Stretch(1, 0, 2500, 2500, 2500, 1150)


def press(widget: QWidget, key: Qt.Key) -> bool:
    """Press a key; tell whether the widget wants it for itself."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier(0))
    event.ignore()
    QApplication.sendEvent(widget, event)
    QTest.keyClick(widget, key)
    return event.isAccepted()


def test_it_is_there_but_of_no_use_before_there_are_two_states(row, chosen):
    for stretch in (Stretch(), Stretch(1, 0, 0, 2500, 0, 0)):
        row.show_stretch(stretch)
        parts = row.film, row.slider, row.best, row.live, row.train_on
        assert not any(part.isEnabled() for part in parts)
        assert all(part.isVisible() for part in parts)
    assert row.objectName() == "timeline"
    assert row.height() == 28


def test_every_part_says_what_it_is(row):
    for stretch in (
        Stretch(),
        RUN,
        Stretch(1, 0, 2500, 2500, 2500, 1150, 500),
        Stretch(1, 0, 2500, 2500, 2500, 1150, 2500),
        Stretch(1, 5, 2500, 2500, 2500, None, 500, None, True),
    ):
        row.show_stretch(stretch)
        for part in (row.film, row.slider, row.best, row.live, row.train_on):
            assert part.accessibleName()
            assert part.toolTip()


def test_what_may_be_done(row):
    for moment, best, live, train_on in (
        (None, True, False, False),
        (500, True, True, True),
        (1150, False, True, True),
        (2500, True, True, False),
    ):
        row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, 1150, moment))
        may = row.best.isEnabled(), row.live.isEnabled(), row.train_on.isEnabled()
        assert may == (best, live, train_on), moment
    row.show_stretch(Stretch(1, 1200, 2500, 2500, 2500, 1150, 1300))
    assert not row.best.isEnabled(), "it is before the first state that is known"
    assert row.slider.best is None


def test_keys_move_by_one_by_a_tenth_and_to_the_ends(row, chosen):
    row.show_stretch(RUN)
    row.slider.setFocus()
    key = Qt.Key
    for pressed, expected in (
        (key.Key_Left, 2499),
        (key.Key_Left, 2498),
        (key.Key_Right, 2499),
        (key.Key_PageDown, 2249),
        (key.Key_PageUp, 2499),
        (key.Key_Home, 0),
        (key.Key_End, 2500),
    ):
        assert press(row.slider, pressed)
        assert chosen[-1] == expected
    assert not press(row.slider, key.Key_Space), "Space is the window's"
    assert len(chosen) == 7


def test_a_million_iterations_still_move_by_one(row, chosen):
    row.show_stretch(Stretch(1, 0, 10**6, 10**6, 10**6))
    press(row.slider, Qt.Key.Key_Left)
    assert chosen == [999_999]
    press(row.slider, Qt.Key.Key_PageDown)
    assert chosen[-1] == 899_999
    seen = {row.slider.state_at(x) for x in range(row.slider.width())}
    assert {0, 10**6} <= seen
    assert len(seen) > 100
    for state in (0, 1, 333_333, 10**6):
        near = row.slider.state_at(row.slider.place_of(state))
        assert abs(near - state) <= 1
    row.show_stretch(Stretch(2, 0, 2**40, 2**40, 2**40))


def test_the_wheel_moves_it(row, chosen):
    row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, None, 500))
    at = QPointF(row.slider.rect().center())
    event = QWheelEvent(
        at,
        row.slider.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.slider, event)
    assert chosen
    assert 490 <= chosen[-1] < 500


def test_a_click_goes_there_and_a_drag_follows(row, chosen):
    row.show_stretch(RUN)
    slider = row.slider
    middle = slider.height() // 2
    places = [round(slider.place_of(state)) for state in (500, 1000, 400)]
    QTest.mousePress(slider, LEFT, pos=QPoint(places[0], middle))
    for x in places[1:]:
        QTest.mouseMove(slider, QPoint(x, middle))
    # What is shown meanwhile is behind the hand, and doesn't pull it back.
    row.show_stretch(Stretch(1, 0, 2600, 2600, 2600, 1150, 500))
    assert abs(slider.value() - 400) < 10
    QTest.mouseRelease(slider, LEFT, pos=QPoint(places[2], middle))
    assert [abs(a - b) < 10 for a, b in zip(chosen, (500, 1000, 400), strict=True)]
    QTest.mouseMove(slider, QPoint(places[0], middle))
    assert len(chosen) == 3
    QTest.mouseClick(slider, Qt.MouseButton.RightButton, pos=QPoint(5, middle))
    assert len(chosen) == 3


def test_another_run_under_the_hand(row, chosen):
    row.show_stretch(RUN)
    QTest.mousePress(row.slider, LEFT, pos=QPoint(40, 10))
    row.show_stretch(Stretch(2, 0, 30, 30, 30))
    assert not row.slider.isSliderDown()
    assert row.slider.value() == 30
    count = len(chosen)
    QTest.mouseMove(row.slider, QPoint(80, 10))
    assert len(chosen) == count


def test_it_says_where_it_stands(row):
    row.show_stretch(RUN)
    assert row.label.text() == "iteration 2,500"
    QApplication.processEvents()
    wide = row.label.width()
    row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, 1150, 7))
    assert row.label.text() == "iteration 7"
    QApplication.processEvents()
    assert row.label.width() == wide, "nothing moves"
    row.show_stretch(Stretch(1, 0, 9000, 9000, 9000, None, 4100, 4096))
    assert row.label.text() == "nearest kept: 4,096 …"
    assert not row.since.isVisible()
    row.show_stretch(Stretch(2, 1200, 9000, 9000, 9000, None))
    assert row.since.isVisible()
    assert row.since.text() == "from 1,200"
    assert "before iteration 1,200" in row.slider.toolTip()


def test_a_narrow_row_says_less(row):
    row.show_stretch(Stretch(1, 0, 9000, 9000, 9000, None, 4100, 4096))
    row.resize(420, 28)
    QApplication.processEvents()
    assert row.label.text() == "near: 4,096 …"
    assert row.slider.width() > 100
    assert "nearest state that was kept" in row.label.toolTip()
    row.show_stretch(RUN)
    assert row.label.text() == "2,500"
    row.resize(900, 28)
    assert row.label.text() == "iteration 2,500"


def test_buttons_say_what_is_wanted(row, chosen):
    told = []
    row.play_requested.connect(lambda: told.append("play"))
    row.pause_requested.connect(lambda: told.append("pause"))
    row.train_on_requested.connect(lambda: told.append("train on"))
    row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, 1150, 500))
    row.best.click()
    row.live.click()
    row.film.click()
    row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, 1150, 500, None, True))
    assert "Stop" in row.film.accessibleName()
    row.film.setFocus()
    QTest.keyClick(row.film, Qt.Key.Key_Return)
    QTest.keyClick(row.train_on, Qt.Key.Key_Enter)
    assert chosen == [1150, None]
    assert told == ["play", "pause", "train on"]


def test_the_best_is_marked(row):
    def picture(best):
        row.show_stretch(Stretch(1, 0, 2500, 2500, 2500, best))
        return row.slider.grab().toImage()

    pictures = [picture(best) for best in (None, 500, 1500)]
    for one, other in itertools.combinations(pictures, 2):
        assert one != other
    x = round(row.slider.place_of(1500))
    y = row.slider.height() // 2 - 7
    assert pictures[2].pixelColor(x, y).name() == DARK.test


# In the window


@pytest.fixture
def trained(window, finished):
    window.session.set_iterations(300)
    window.session.train()
    finished()
    return window


@pytest.fixture
def line(trained) -> TimelineRow:
    line = trained.findChild(TimelineRow, "timeline")
    assert line is not None
    return line


def test_every_view_goes_where_the_slider_goes(trained, line, finished):
    session = trained.session
    line.slider.setValue(120)
    finished()
    assert session.state.moment == 120
    assert session.snapshot.iteration == 120
    assert trained.status._count.text() == "iteration 120 of 300 (time machine)"
    cost = trained.views["costPanel"]
    assert cost._plot._moment.x == 120
    assert f"{session.costs[120]:.4f}" in cost._plot._moment.label
    assert f"cost {session.costs[120]:.4f}" in trained.status._figures.text()
    assert trained.views["weightsPanel"]._moment.iteration == 120
    assert "present" in trained.actions_["trainAction"].toolTip()
    line.live.click()
    finished()
    assert session.state.moment is None
    assert cost._plot._moment is None
    assert session.snapshot.iteration == 300
    assert trained.status._count.text() == "300 / 300"
    assert "present" not in trained.actions_["trainAction"].toolTip()


def test_the_first_moment_of_a_finished_run_is_untrained(trained, line, finished):
    cost = trained.views["costPanel"]
    assert cost._train._share.text() != "untrained"
    line.slider.setValue(0)
    finished()
    assert cost._train._share.text() == "untrained"
    assert trained.views["weightsPanel"].empty.text().startswith("Nothing learned")


def test_space_trains_wherever_the_slider_is(trained, line, finished):
    line.slider.setFocus()
    line.slider.setValue(120)
    finished()
    number = trained.session.state.run_id
    QTest.keyClick(line.slider, Qt.Key.Key_Space)
    assert trained.session.state.run_id != number
    assert trained.session.state.moment is None
    finished()


def test_the_film_by_its_button_and_a_hand_on_the_slider(
    qtbot, trained, line, finished
):
    session = trained.session
    line.film.click()
    assert session.state.timeline.is_playing
    qtbot.waitUntil(lambda: session.snapshot.iteration > 0, timeout=WAIT)
    QTest.mousePress(line.slider, LEFT, pos=QPoint(60, 10))
    assert not session.state.timeline.is_playing
    QTest.mouseRelease(line.slider, LEFT, pos=QPoint(60, 10))
    finished()
    assert session.state.moment == line.slider.value() == session.snapshot.iteration


def test_resetting_with_the_slider_in_the_hand(qtbot, trained, line, finished):
    QTest.mousePress(line.slider, LEFT, pos=QPoint(60, 10))
    trained.session.reset()
    QTest.mouseMove(line.slider, QPoint(90, 10))
    finished()
    QTest.mouseRelease(line.slider, LEFT, pos=QPoint(90, 10))
    finished()
    assert trained.session.state.moment is None
    assert trained.session.snapshot.iteration == 0
    assert not line.slider.isEnabled()


def test_train_on_from_here_is_a_run_that_is_kept(qtbot, trained, line, finished):
    session = trained.session
    whole = session.costs
    line.slider.setValue(100)
    finished()
    line.train_on.click()
    qtbot.waitUntil(lambda: session.state.timeline.first == 100, timeout=WAIT)
    finished()
    assert session.costs.tolist() == whole.tolist()
    trained.runs.load()
    qtbot.waitUntil(lambda: len(session.state.runs.records) == 2, timeout=WAIT)
    records = session.state.runs.records
    assert [record.iterations for record in records] == [300, 300]


@pytest.mark.parametrize("what", ["film", "replay", "branch", "drag"])
def test_closing_in_the_middle(qtbot, window, finished, monkeypatch, what):
    monkeypatch.setattr(look_back, "SOON_SECONDS", -1.0)
    monkeypatch.setattr(look_back, "SLICE_SECONDS", 0.0)
    session = window.session
    session.set_config(first_layer="direct")
    session.set_pace(Pace.FULL)
    session.train()
    finished()
    session.go_to(29)
    if what == "film":
        session.play_film()
    elif what == "replay":
        qtbot.wait(200)
    elif what == "branch":
        session.train_on_from()
    else:
        slider = window.findChild(TimelineRow, "timeline").slider
        QTest.mousePress(slider, LEFT, pos=QPoint(60, 10))
    assert window.close()
    assert window.ended_in_time


def test_a_hidden_row_costs_nothing(trained, line, finished, monkeypatch):
    drawn = []
    monkeypatch.setattr(TimelineRow, "show_stretch", lambda *_: drawn.append(1))
    trained.hide()
    trained.session.go_to(40)
    finished()
    assert not drawn


def test_all_its_buttons_can_be_reached(line):
    for part in line.findChildren(QToolButton):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert not part.focusPolicy() & Qt.FocusPolicy.ClickFocus


def amounts() -> Dataset:
    """Return data that ask for one number."""
    rng = np.random.default_rng(3)
    inputs, values = rng.standard_normal((10, 4)), rng.standard_normal((10, 1))
    split = Split(inputs, np.zeros(10, np.int64), values)
    kind = InputKind.VECTOR
    return Dataset("amounts", Task.REGRESSION, kind, ("y",), split, split)


KINDS = [make for make in DATA if make is not numbers]


@pytest.mark.parametrize("make", [*KINDS, amounts])
def test_all_kinds_of_data(qtbot, window, finished, make):
    failed = []
    window.session.failed.connect(failed.append)
    window.session._use_dataset(make())
    window.session.set_learning_rate(0.01)
    window.session.train()
    finished()
    for moment in (0, 11, 29, None):
        window.session.go_to(moment)
        finished()
        state = window.session.state
        assert state.frame.iteration == state.shown_iteration
        cost = window.views["costPanel"]
        known = figures(state)
        assert cost._plot._moment is None or cost._plot._moment.x == moment
        assert known.train.cost == window.session.costs[state.shown_iteration]
    assert failed == []


def test_what_is_near_is_said_to_be_near(qtbot, window, finished, monkeypatch):
    """Also while the hand moves: only what is behind it by a moment isn't called so."""
    monkeypatch.setattr(look_back, "SOON_SECONDS", -1.0)
    window.session.set_config(first_layer="direct", iterations=100)
    window.session.train()
    finished()
    line = window.findChild(TimelineRow, "timeline")
    line.slider.setValue(90)
    line.slider.setValue(44)
    qtbot.waitUntil(lambda: line.label.text().endswith(": 40 …"), timeout=WAIT)
    finished()
    assert line.label.text() in {"iteration 44", "44"}
    assert window.session.snapshot.iteration == 44


@pytest.mark.parametrize("run", [RUN, Stretch(1, 5, 25000, 25000, 900, 5, 900)])
def test_a_narrow_row_leaves_the_slider_its_room(row, run):
    row.show_stretch(run)
    parts = row.best, row.live, row.train_on
    words = [part.text() for part in parts]
    least = row.minimumSizeHint().width()
    for width in (420, 900, least + 20, least):
        row.resize(max(width, least), 28)
        QApplication.processEvents()
        assert row.slider.width() >= 90
        right = [part.geometry().right() for part in parts]
        assert right == sorted(right)
        assert right[-1] <= row.width()
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    assert {part.toolButtonStyle() for part in parts} == {only}
    assert not any(part.icon().isNull() for part in parts)
    assert [part.text() for part in parts] == words
    row.resize(900, 28)
    QApplication.processEvents()
    assert only not in {part.toolButtonStyle() for part in parts}
