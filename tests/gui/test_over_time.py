"""How the answer to a picture came about, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine import past_answers
from engine.datasets import InputKind, SplitName
from engine.frame import Frame, PassOf
from engine.outputs import Task
from engine.past_answers import PastAnswers, PastAnswersOf
from gui.theme import LIGHT
from gui.view import Throttle
from gui.view_state import Phase
from gui.views.over_time import OverTimeView
from tests.gui.conftest import WAIT
from tests.gui.states import SIX, dataset, design, state

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from engine.datasets import Dataset
    from gui.main_window import MainWindow
    from gui.view_state import ViewState

DATA = dataset()


@pytest.fixture
def view(qtbot: QtBot) -> OverTimeView:
    widget = OverTimeView()
    qtbot.addWidget(widget)
    widget.resize(400, 176)
    widget.show()
    return widget


def found(p: Any, every: int = 10, is_complete: bool = True) -> PastAnswers:
    A = np.atleast_2d(np.asarray(p, float))
    return PastAnswers(np.arange(A.shape[1]) * every, A, is_complete)


def shown(
    answers: PastAnswers | None,
    data: Dataset = DATA,
    turn: int = 0,
    **changes: Any,
) -> ViewState:
    picture = changes.pop("picture", data.picture(SplitName.TEST, 1))
    known = {PastAnswersOf(picture, turn): answers} if picture else {}
    now = 5 if answers is None else int(answers.iterations[-1])
    now = changes.pop("now", now)
    frame = Frame(1, design(data), now, answers=dict(known))
    changes = {"iteration": now, **changes}
    return state(data, frame, picture=picture, **changes)


def curve(view: OverTimeView) -> list[tuple[float, float]]:
    [(_, drawn)] = view.plot._traces
    return list(zip(drawn.x.tolist(), drawn.y.tolist(), strict=True))


def picture_of(view: OverTimeView) -> QImage:
    """Return the line that is painted."""
    view.plot.viewport().grab()
    [(trace, _)] = view.plot._traces
    return trace._pixmap.toImage()


def picture_drawn_at_once(view: OverTimeView) -> QImage:
    """Return it as if nothing of it had been drawn before."""
    [(trace, _)] = view.plot._traces
    trace._forget()
    view.plot._show_news()
    return picture_of(view)


class TestStory:
    def test_p_is_drawn_and_what_came_of_it_is_said(self, view):
        view.show_state(shown(found([0.4, 0.6, 0.9])))
        assert curve(view) == [(0, 0.4), (10, 0.6), (20, 0.9)]
        assert view.plot._traces[0][1].label == "p(cat) 0.90"
        assert view.title.text() == "“cat” since about iteration 10"
        assert view.hint.text() == "test 1 · labelled “cat”"
        [threshold] = view.plot._references.described
        assert (threshold.y, threshold.label) == (0.5, "above, it says “cat”")

    @pytest.mark.parametrize(
        ("p", "sentence"),
        [
            ([0.4], "Train, and see how it comes to its answer."),
            ([0.4, 0.3], "“non-cat” from the start"),
            ([0.6, 0.7, 0.9], "“cat” from the start"),
            ([0.4, 0.7, 0.3], "“non-cat” since about 20, having changed 2 times"),
            (
                [0.6, 0.1] * 600,
                "“non-cat” since about 11,990, having changed 1199 times",
            ),
        ],
    )
    def test_sentences(self, view, p, sentence):
        view.show_state(shown(found(p)))
        assert view.title.text() == sentence

    def test_of_many_classes_the_right_one_is_followed(self, view):
        data = dataset(names=SIX, task=Task.MULTICLASS)
        p = np.full((6, 3), 0.1)
        p[1], p[4] = (0.2, 0.3, 0.4), (0.5, 0.2, 0.1)
        view.show_state(shown(found(p), data))
        assert [y for _, y in curve(view)] == [0.2, 0.3, 0.4]
        assert view.plot._traces[0][1].label == "p(<b>dog</b>) 0.40"
        assert view.title.text() == "“<b>dog</b>” since about iteration 10"
        [chance] = view.plot._references.described
        assert (chance.y, chance.label) == (1 / 6, "chance: 0.17")

    def test_of_a_photo_that_of_the_present_answer(self, view):
        data = dataset(names=SIX, task=Task.MULTICLASS)
        picture = data.picture(SplitName.TEST, 1)
        photo = type(picture)(picture.pixels, "photo.png")
        p = np.full((6, 2), 0.1)
        p[1], p[4] = (0.2, 0.3), (0.1, 0.4)
        view.show_state(shown(found(p), data, picture=photo))
        assert view.plot._traces[0][1].label == "p(elk) 0.40"
        assert view.hint.text() == "photo.png"

    def test_a_moment_has_its_p(self, view):
        view.show_state(shown(found([0.4, 0.6, 0.9]), moment=10))
        assert view.plot._moment.label == "10: 0.60"
        assert (view.plot._moment.x, view.plot._moment.y) == (10, 0.6)
        view.show_state(shown(found([0.4, 0.6, 0.9]), moment=12))
        assert view.plot._moment.label == "12: …"
        view.show_state(shown(found([0.4, 0.6, 0.9])))
        assert view.plot._moment is None

    def test_another_frame_without_the_answer_leaves_what_is_there(self, view):
        view.show_state(shown(found([0.4, 0.6])))
        frame = Frame(1, design(DATA), 6)
        same = DATA.picture(SplitName.TEST, 1)
        view.show_state(state(DATA, frame, picture=same))
        assert len(curve(view)) == 2
        assert view.plot.isVisible()
        view.show_state(state(DATA, Frame(2, design(DATA), 0), picture=same))
        assert not view.plot.isVisible()
        assert not view.empty.text()

    def test_why_there_is_nothing(self, view):
        view.show_state(shown(None, picture=None))
        assert view.empty.text().startswith("Select a picture")
        view.show_state(shown(None))
        assert "of another size" in view.empty.text()
        view.show_state(shown(None, has_its_data=False))
        assert "trained here" in view.empty.text()
        assert not view.plot.isVisible()

    def test_the_rest_is_asked_for_where_no_other_frame_brings_it(self, view):
        part = found([0.4, 0.6], is_complete=False)
        picture = DATA.picture(SplitName.TEST, 1)
        running = shown(part, phase=Phase.RUNNING)
        view.show_state(running)
        assert view.needs(running) == {PastAnswersOf(picture)}
        # Once for each answer.
        for moment in (None, 3, 4):
            rest = shown(part, moment=moment)
            view.show_state(rest)
            assert view.needs(rest) == {PastAnswersOf(picture, 1)}
        past = shown(found([0.4], is_complete=False), phase=Phase.RUNNING, moment=3)
        view.show_state(past)
        assert view.needs(past) == {PastAnswersOf(picture, 2)}
        assert view.needs(shown(part, picture=None)) == set()

    def test_nothing_is_said_of_what_is_not_known_yet(self, view):
        view.show_state(shown(found([0.4, 0.6, 0.7], is_complete=False)))
        assert view.title.text() == "“cat”"
        view.show_state(shown(found([0.4, 0.6, 0.7])))
        assert view.title.text() == "“cat” since about iteration 10"

    def test_a_run_that_went_back_says_what_it_says_there(self, view):
        p = [0.4, 0.6, 0.1, 0.2]
        view.show_state(shown(found(p), now=15))
        assert view.title.text() == "“cat” since about iteration 10"
        assert len(curve(view)) == 4
        # Of a later moment, too.
        view.show_state(shown(found(p), now=30, iteration=10, moment=30))
        assert view.title.text() == "“cat” since about iteration 10"

    def test_answers_without_classes_have_no_p(self, view):
        view.show_state(shown(found([0.4, 0.6]), class_names=()))
        assert not view.plot.isVisible()
        view.show_state(shown(found([0.4, 0.6])))
        assert view.plot.isVisible()

    def test_classes_may_be_called_anything(self, view):
        view.show_state(shown(found([0.4, 0.6]), class_names=("{0.x}", "{b} { & <i>")))
        assert view.title.text() == "“{b} { & <i>” since about iteration 10"
        [line] = view.plot._references.lines
        assert line.label.textItem.toPlainText() == "above, it says “{b} { & <i>”"

    def test_sentences_stand_long_enough_to_be_read(self, view):
        view.show_state(shown(found([0.4, 0.6]), phase=Phase.RUNNING))
        view._sentences = Throttle(60)
        assert view._sentences.allows(True)
        later = shown(found([0.4, 0.6, 0.4]), phase=Phase.RUNNING)
        view.show_state(later)
        assert view.title.text() == "“cat” since about iteration 10"
        # It comes when it may, be there another frame by then or not.
        view._sentences = Throttle(60)
        view.show_state(later)
        assert view.title.text() == "“non-cat” since about 20, having changed 2 times"
        other = DATA.picture(SplitName.TEST, 2)
        view.show_state(shown(found([0.2]), picture=other, phase=Phase.RUNNING))
        assert view.title.text().startswith("Train")

    def test_points_that_come_between_are_drawn(self, view):
        """The same picture as if all had been known at once."""
        p = np.array([0.1, 0.9, 0.2, 0.8, 0.3])
        coarse = PastAnswers(np.array([0, 1000, 2000]), p[np.newaxis, ::2], True)
        view.show_state(shown(coarse))
        picture_of(view)
        view.show_state(shown(found(p, 500)))
        assert picture_of(view) == picture_drawn_at_once(view)

    def test_a_run_that_goes_another_way_is_drawn_anew(self, view):
        """Though it has the same iterations, the same first p and more of them."""
        view.show_state(shown(found([0.1, 0.9, 0.2], 500)))
        picture_of(view)
        view.show_state(shown(found([0.1, 0.4, 0.5, 0.3], 500)))
        assert picture_of(view) == picture_drawn_at_once(view)

    @pytest.mark.parametrize("points", [18, 28])
    def test_large_text_leaves_the_plot_its_room(self, view, qtbot, points):
        font = view.font()
        font.setPointSize(points)
        view.setFont(font)
        view.show_state(shown(found([0.4, 0.6])))
        view.resize(view.minimumSizeHint())
        qtbot.wait(1)
        assert view.plot.height() >= 3 * view.fontMetrics().height()
        assert not view.hint.isVisible()
        view.resize(1200, 400)
        assert view.hint.isVisible()

    def test_it_has_both_themes(self, view):
        view.show_state(shown(found([0.4, 0.6])))
        view.show_state(shown(found([0.4, 0.6]), theme=LIGHT))
        assert view.plot.backgroundBrush().color().name() == LIGHT.panel

    def test_it_suits_pictures(self, view):
        assert view.suits(DATA)
        assert not view.suits(dataset(kind=InputKind.VECTOR))


class TestWindow:
    @pytest.fixture
    def view(
        self, window: MainWindow, finished: Any, monkeypatch: pytest.MonkeyPatch
    ) -> OverTimeView:
        # However busy the machine is, an answer is complete.
        monkeypatch.setattr(past_answers, "PIECE_SECONDS", float("inf"))
        window.session.set_iterations(100)
        window.session.select_picture(window.session.dataset.picture(SplitName.TEST, 4))
        window.docks.reveal("overTimePanel")
        finished()
        return window.views["overTimePanel"]

    def p(self, window: MainWindow) -> float:
        current = window.session.state
        return float(current.frame.answer(PassOf(current.picture)).A[-1][0])

    def test_the_line_ends_in_the_answer_of_the_present(self, window, view, finished):
        window.session.train()
        finished()
        assert [x for x, _ in curve(view) if x % 40 == 0] == [0, 40, 80]
        assert curve(view)[-1] == (100, self.p(window))
        window.session.step()
        finished()
        assert curve(view)[-1] == (101, self.p(window))

    def test_a_picture_of_which_nothing_was_known_has_its_line(
        self, window, view, finished
    ):
        window.session.train()
        finished()
        before = curve(view)
        window.session.select_picture(window.session.dataset.picture(SplitName.TEST, 9))
        finished()
        places = [x for x, _ in curve(view)]
        assert places == [0, 40, 80, 100]
        assert curve(view)[-1] == (100, self.p(window))
        assert curve(view)[-1] != before[-1]

    def test_a_past_moment_lies_on_the_line(self, window, view, finished):
        window.session.train()
        finished()
        window.session.go_to(53)
        finished()
        window.session.go_to(None)
        finished()
        known = dict(curve(view))
        assert 53 in known
        window.session.go_to(53)
        finished()
        assert view.plot._moment.y == known[53] == self.p(window)

    def test_all_of_it_comes_however_little_is_done_at_a_time(
        self, qtbot, window, view, finished, monkeypatch
    ):
        monkeypatch.setattr(past_answers, "PIECE_SECONDS", -1.0)
        window.session.set_iterations(400)
        window.session.train()
        finished()
        window.session.select_picture(window.session.dataset.picture(SplitName.TEST, 9))
        qtbot.waitUntil(lambda: len(curve(view)) == 11, timeout=WAIT)
        finished()
        assert [x for x, _ in curve(view)] == list(range(0, 401, 40))

    def test_a_new_run_begins_a_new_line(self, window, view, finished):
        window.session.train()
        finished()
        window.session.reset()
        finished()
        assert [x for x, _ in curve(view)] == [0]
        assert view.title.text().startswith("Train")

    def test_an_opened_model_goes_on(self, window, view, finished, tmp_path):
        window.session.train()
        finished()
        path = tmp_path / "model.h5"
        window.session.save_model(path)
        finished()
        window.open_model(path)
        finished()
        assert [x for x, _ in curve(view)] == [100]
        window.session.set_iterations(180)
        window.session.train()
        finished()
        assert [x for x, _ in curve(view) if x in (100, 120, 160, 180)] == [
            100,
            120,
            160,
            180,
        ]

    def test_a_run_that_went_back_to_its_best_state(self, window, view, finished):
        """The sentence is of the network that the window has now."""
        session = window.session
        session.set_iterations(400)
        session.set_setting("keep_best", True)
        session.train()
        finished()
        state = session.state
        assert state.iteration < 400 == curve(view)[-1][0]
        for place in range(12):
            session.select_picture(session.dataset.picture(SplitName.TEST, place))
            finished()
            said = session.state.class_names[int(self.p(window) > 0.5)]
            assert view.title.text().startswith(f"“{said}”")
            told = view.plot.accessibleDescription()
            assert told.endswith(f": {self.p(window):.2f}")

    def test_a_picture_is_completed_beside_training_and_a_past_moment(
        self, qtbot, window, view, monkeypatch
    ):
        monkeypatch.setattr(past_answers, "PIECE_SECONDS", -1.0)
        session = window.session
        session.set_iterations(1_000_000)
        session.train()
        qtbot.waitUntil(lambda: session.state.iteration > 500, timeout=WAIT)
        session.go_to(200)
        session.select_picture(session.dataset.picture(SplitName.TEST, 9))
        qtbot.waitUntil(lambda: len(curve(view)) > 8, timeout=WAIT)
        session.pause()
