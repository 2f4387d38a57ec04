"""What the display does while a run goes on: counted, as times depend on machines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMargins, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QWidget

from engine.datasets import SplitName
from gui.beat import TICK_MILLISECONDS
from gui.framed import Framed
from gui.live_run import LiveRun
from gui.theme import DARK
from gui.view import View
from gui.view_state import Phase
from gui.views.gallery.model import MistakeModel
from gui.views.predict import PredictView
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.network.drawing import NetworkDrawing
from gui.widgets.plot import CostPlot, Curve, PlotColors
from gui.widgets.tile_list import TileDelegate
from gui.widgets.timeline import Stretch, TimelineRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.view_state import ViewState

MANY = 1_000_000
LAYOUT, PAINT = QEvent.Type.LayoutRequest, QEvent.Type.Paint


class Count:
    """Counts the calls of a method."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kind: type, name: str) -> None:
        self.calls = 0
        method = getattr(kind, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            return method(*arguments, **named)

        monkeypatch.setattr(kind, name, counted)


def settle(qtbot: QtBot) -> None:
    for _ in range(5):
        QApplication.processEvents()
        qtbot.wait(10)


# What nobody sees


def test_a_hidden_window_asks_for_nothing_and_draws_nothing(
    window: MainWindow,
    finished: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished()
    frames = Count(monkeypatch, LiveRun, "frame")
    states = [Count(monkeypatch, type(v), "draw") for v in window.views.values()]
    window.hide()
    window.session.train()
    finished()
    assert window.session.state.iteration == 30
    assert frames.calls == 1, "one at the end, of nothing: where the run stands"
    assert not any(count.calls for count in states)
    assert window.session._control._timer.interval() > TICK_MILLISECONDS
    window.show()
    finished()
    assert window.session._control._timer.interval() == TICK_MILLISECONDS
    assert frames.calls == 2
    assert window.session.snapshot.iteration == 30


def test_a_minimized_window_asks_for_nothing_until_it_comes_back(
    window: MainWindow,
    finished: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished()
    frames = Count(monkeypatch, LiveRun, "frame")
    drawn = Count(monkeypatch, type(window.views["costPanel"]), "draw")
    window.showMinimized()
    assert not any(view.is_seen for view in window.views.values())
    window.session.train()
    finished()
    assert (frames.calls, drawn.calls) == (1, 0)
    window.showNormal()
    finished()
    assert frames.calls == 2
    assert drawn.calls > 0


def test_no_frame_is_made_for_views_that_need_none(
    window: MainWindow,
    finished: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished()
    monkeypatch.setattr(View, "is_seen", property(lambda _: False))
    frames = Count(monkeypatch, LiveRun, "frame")
    window.session.train()
    finished()
    assert frames.calls == 1
    assert window.session.snapshot.test is None


# What stays the same


@pytest.fixture
def trained(window: MainWindow, finished: Callable[[], None]) -> MainWindow:
    window.session.select_picture(window.session.dataset.picture(*_FIRST))
    window.session.train()
    finished()
    return window


_FIRST = SplitName.TEST, 0


def test_at_rest_nothing_is_laid_out_or_painted_again(
    qtbot: QtBot, trained: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot)
    counts = [
        Count(monkeypatch, PredictView, "_fit"),
        Count(monkeypatch, NetworkDrawing, "paintEvent"),
        Count(monkeypatch, TileDelegate, "paint"),
        Count(monkeypatch, CostPlot, "paintEvent"),
    ]
    settle(qtbot)
    assert [count.calls for count in counts] == [0] * 4


def test_a_frame_like_the_last_one_paints_nothing(
    qtbot: QtBot, trained: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot)
    state = trained.session.state
    assert state.frame is not None
    assert state.frame.test is not None
    assert state.frame.test.mistakes
    tiles = Count(monkeypatch, TileDelegate, "paint")
    network = Count(monkeypatch, NetworkDrawing, "paintEvent")
    refreshed = Count(monkeypatch, MistakeModel, "_refresh")
    trained.stage.show_state(replace(state, frame=replace(state.frame)))
    settle(qtbot)
    assert refreshed.calls > 0
    assert (tiles.calls, network.calls) == (0, 0)


def test_between_two_frames_only_views_that_follow_the_log_are_asked(
    qtbot: QtBot, trained: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, views = trained.stage, trained.views.values()
    state = replace(trained.session.state, phase=Phase.RUNNING)
    asked: list[View] = []
    show = View.show_state

    def noted(view: View, state: ViewState) -> None:
        asked.append(view)
        show(view, state)

    monkeypatch.setattr(View, "show_state", noted)
    assert state.frame is not None
    longer = replace(state, iteration=state.iteration + 1)
    for shown, expected in (
        (state, set(views)),
        (longer, {view for view in views if view.follows_log}),
        (replace(longer, frame=replace(state.frame)), set(views)),
    ):
        asked.clear()
        stage.show_state(shown)
        settle(qtbot)
        assert set(asked) == expected
    asked.clear()
    stage.show_state(replace(longer, frame=replace(state.frame)))
    stage.show_state(replace(longer, frame=stage._state.frame, iteration=99))
    settle(qtbot)
    assert sorted(map(id, asked)) == sorted(map(id, views)), "each once, none left out"


class Events(QObject):
    """Counts the events of a kind that come to a widget."""

    def __init__(self, watched: QWidget, kind: QEvent.Type) -> None:
        super().__init__(watched)
        self.count = 0
        self._kind = kind
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is self._kind
        return False


def test_a_figure_as_wide_as_before_moves_nothing(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout, label = QHBoxLayout(widget), ElidedLabel()
    layout.addWidget(label)
    label.setText("p(cat) = 0.12")
    widget.show()
    settle(qtbot)
    requests = Events(widget, LAYOUT)
    label.setText("p(cat) = 0.21")
    settle(qtbot)
    assert label.text() == label.accessibleName() == "p(cat) = 0.21"
    assert requests.count == 0
    label.setText("a much longer text")
    settle(qtbot)
    assert requests.count > 0


def test_a_text_that_takes_any_room_moves_nothing(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout, label = QHBoxLayout(widget), ElidedLabel()
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    layout.addWidget(label)
    widget.resize(300, 40)
    widget.show()
    settle(qtbot)
    requests = Events(widget, LAYOUT)
    for text in ("1 second left", "", "a minute " * 20):
        label.setText(text)
        settle(qtbot)
    assert requests.count == 0
    assert label.toolTip()


def test_the_row_of_moments_moves_nothing_as_a_run_goes_on(qtbot: QtBot) -> None:
    row = TimelineRow()
    qtbot.addWidget(row)
    row.resize(700, row.height())
    row.show()
    row.show_stretch(Stretch(last=10, end=2000, present=10))
    settle(qtbot)
    requests = Events(row, LAYOUT)
    row.show_stretch(Stretch(last=1999, end=2000, present=1999))
    settle(qtbot)
    assert "1,999" in row.label.text()
    assert row.label.width() >= row.label.sizeHint().width()
    assert requests.count == 0
    row.show_stretch(Stretch(last=1999, end=2_000_000, present=1999))
    settle(qtbot)
    assert requests.count > 0


def test_room_is_kept_until_the_font_changes(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.keep_room_for("3,000 / 3,000")
    label.setText("3")
    whole = label.minimumWidth()
    assert whole > label.fontMetrics().horizontalAdvance("3,000 / 3,000")
    label.keep_room_for("1")
    assert label.minimumWidth() == whole
    font = label.font()
    font.setPixelSize(8)
    label.setFont(font)
    assert label.minimumWidth() == 0
    label.keep_room_for("3,000 / 3,000")
    assert 0 < label.minimumWidth() < whole


def test_an_ellipsis_alone_is_not_shown(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("What layer 1 learned")
    label.resize(label.fontMetrics().horizontalAdvance("Wh…") + 4, 20)
    label.show()
    assert label._shown.endswith("…")
    assert len(label._shown) > 1
    label.resize(label.fontMetrics().horizontalAdvance("…") + 1, 20)
    assert label._shown == ""
    assert label.toolTip()


def test_the_status_bar_moves_nothing_as_a_run_goes_on(
    qtbot: QtBot, window: MainWindow, finished: Callable[[], None]
) -> None:
    session = window.session
    session.set_iterations(3000)
    session.train()
    finished()
    settle(qtbot)
    last = session.state
    assert last.iteration == 3000
    # On a busy machine, the run's own last news come late.
    session.changed.disconnect(window.show_state)
    iterations = 2999, 1000, 999, 10, 0
    # The room of the widest text is kept, which a fast run may not have shown yet.
    for iteration in iterations:
        window.status.show_state(replace(last, iteration=iteration, frame=None))
    settle(qtbot)
    requests = Events(window.status, LAYOUT)
    for iteration in iterations:
        window.status.show_state(replace(last, iteration=iteration, frame=None))
        settle(qtbot)
        words = [label.text() for label in window.status.findChildren(ElidedLabel)]
        assert f"{iteration:,} / 3,000" in words
        assert f"cost {last.history.costs[iteration]:.4f}" in " ".join(words)
    assert requests.count == 0


def test_a_wider_text_is_whole_at_once(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 40)
    layout, label = QHBoxLayout(widget), ElidedLabel()
    layout.addWidget(label)
    layout.addStretch(1)
    label.setText("Wrong on test: 8 of 50")
    widget.show()
    settle(qtbot)
    label.setText("Wrong on test: 33 of 50")
    assert label.width() >= label.sizeHint().width()
    assert not label.toolTip()


def test_what_a_view_paints_paints_neither_its_frame_nor_the_window(
    qtbot: QtBot, window: MainWindow, finished: Callable[[], None]
) -> None:
    finished()
    view = window.views["costPanel"]
    frame = view.parentWidget()
    assert isinstance(frame, Framed)
    settle(qtbot)
    below = [Events(widget, PAINT) for widget in (frame, frame.parentWidget(), window)]
    above = Events(view, PAINT)
    view.update(view.rect().marginsRemoved(QMargins(4, 4, 4, 4)))
    settle(qtbot)
    assert above.count == 1
    assert [events.count for events in below] == [0, 0, 0]
    view.update()
    settle(qtbot)
    assert below[0].count == 1, "its corners are round"


def test_the_window_hears_of_a_view_that_needs_other_room_only(qtbot: QtBot) -> None:
    widget, view = QWidget(), QWidget()
    qtbot.addWidget(widget)
    QHBoxLayout(widget).addWidget(Framed(view))
    label = QLabel("one")
    QHBoxLayout(view).addWidget(label)
    widget.show()
    settle(qtbot)
    told, needed = Events(widget, LAYOUT), widget.minimumSizeHint().width()
    label.setText("two")
    label.setText("one")
    settle(qtbot)
    assert told.count == 0
    label.setMinimumWidth(label.minimumSizeHint().width() + 100)
    settle(qtbot)
    assert told.count > 0
    assert widget.minimumSizeHint().width() == needed + 100


def test_a_view_that_was_hidden_gets_the_room_that_it_needs_now(qtbot: QtBot) -> None:
    widget, view = QWidget(), QWidget()
    qtbot.addWidget(widget)
    frame = Framed(view)
    QHBoxLayout(widget).addWidget(frame)
    label = QLabel("one")
    QHBoxLayout(view).addWidget(label)
    widget.show()
    settle(qtbot)
    frame.hide()
    settle(qtbot)
    label.setMinimumWidth(widget.width() + 100)
    settle(qtbot)
    frame.show()
    settle(qtbot)
    assert frame.width() > label.width() > 100
    assert view.geometry() == frame.rect().adjusted(2, 2, -2, -2)


def test_the_iteration_that_is_shown_moves_nothing(qtbot: QtBot) -> None:
    row = TimelineRow()
    qtbot.addWidget(row)
    row.resize(900, 28)
    row.show_stretch(Stretch(1, 0, 900, 9000, 900))
    row.show()
    settle(qtbot)
    requests = Events(row, LAYOUT)
    row.show_stretch(Stretch(1, 0, 1024, 9000, 1024))
    settle(qtbot)
    assert row.label.text() == "iteration 1,024"
    assert requests.count == 0


# What a long run costs


class Touched(np.ndarray[Any, np.dtype[np.float64]]):
    """Counts the numbers that are read."""

    count = 0

    def __getitem__(self, key: Any) -> Any:
        part = np.asarray(self)[key]
        Touched.count += np.size(part)
        return part

    def __array_ufunc__(
        self, ufunc: Any, method: str, *inputs: Any, **named: Any
    ) -> Any:
        Touched.count += sum(np.size(one) for one in inputs)
        plain = [np.asarray(one) for one in inputs]
        return getattr(ufunc, method)(*plain, **named)


def test_a_beat_of_a_long_run_looks_at_what_is_new(qtbot: QtBot) -> None:
    plot = CostPlot()
    qtbot.addWidget(plot)
    roles = "panel", "text", "secondary", "line", "test"
    plot.set_colors(PlotColors(*map(DARK.color, roles)))
    plot.resize(500, 300)
    plot.show()
    settle(qtbot)
    costs = np.linspace(0.7, 0.1, MANY + 1000).view(Touched)
    plot.show_curves(Curve(None, costs[:MANY].view(Touched), "train"), None, 2 * MANY)
    settle(qtbot)
    Touched.count = 0
    for more in range(100, 1000, 100):
        known = np.asarray(costs)[: MANY + more].view(Touched)
        plot.show_curves(Curve(None, known, "train"), None, 2 * MANY)
    assert 0 < Touched.count < 50_000
