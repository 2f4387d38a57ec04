"""The sentence above the cost curve: calm, and the same whenever a state is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.evaluation import Metrics
from engine.frame import Frame, TestResults
from engine.history import History
from engine.steps import Steps
from gui.theme import LIGHT
from gui.view import Throttle
from gui.view_state import Phase, ViewState
from gui.views.cost import CostView
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

STATES = 120


@pytest.fixture
def view(qtbot: QtBot) -> CostView:
    widget = CostView()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def headline(view: CostView, shown: ViewState) -> str:
    # At rest, so that no sentence waits for its turn.
    view.show_state(replace(shown, phase=Phase.PAUSED))
    return view._headline.text()


def jittering() -> Steps:
    """Return states that know all training pictures and a part of them in turns."""
    shares = np.where(np.arange(STATES) % 2, 0.88, 0.92)
    return Steps(0, np.full(STATES, 0.3), shares)


def test_a_state_is_told_alike_while_it_passes_and_looking_back(view):
    steps, log = jittering(), History()
    live = []
    for first in range(0, STATES, 3):
        part = slice(first, first + 3)
        log.extend(Steps(first, steps.costs[part], steps.accuracies[part]))
        log.add_test(first, Metrics(0.5, 0.6))
        now = state(dataset(), history=log, iteration=len(log) - 1)
        live.append(headline(view, now))
    back = [headline(view, replace(now, moment=i)) for i in range(2, STATES, 3)]
    assert live == back
    assert len(set(live)) == 1
    # One that hasn't seen it live has only the log to go by.
    view._run = None
    assert headline(view, replace(now, moment=50)) == live[16]


def test_what_only_a_look_back_measures_changes_no_sentence(view):
    log = History()
    log.extend(Steps(0, np.full(STATES, 0.3), np.full(STATES, 1.0)))
    log.add_test(0, Metrics(0.5, 0.3))
    shown = state(dataset(), history=log, iteration=60)
    results = TestResults(Metrics(0.1, 1.0), np.zeros((1, 6)), ())
    frame = Frame(1, shown.spec, 60, test=results)
    before = headline(view, shown)
    assert before == "It has learned its training pictures by heart."
    assert headline(view, replace(shown, moment=60, frame=frame)) == before


def test_another_run_is_judged_by_its_own_log(view):
    log, other = History(), History()
    log.extend(Steps(0, np.full(STATES, 0.3), np.full(STATES, 1.0)))
    other.extend(Steps(0, np.full(STATES, 9.0), np.full(STATES, 0.1)))
    shown = state(dataset(), history=log, iteration=STATES - 1)
    assert "nobody tested" in headline(view, shown)
    assert headline(view, replace(shown, history=other, run_id=2)) == (
        "It does worse than guessing."
    )


class TestWhileARunGoesOn:
    """Sentences keep still; about something else they change at once."""

    @pytest.fixture
    def shown(self, view: CostView) -> ViewState:
        log = History()
        log.extend(Steps(0, np.full(STATES, 0.3), np.full(STATES, 1.0)))
        now = state(dataset(), history=log, iteration=50, phase=Phase.RUNNING)
        view._throttle = Throttle(0.0)
        view.show_state(now)
        assert "nobody tested" in view._headline.text()
        return now

    def test_a_sentence_keeps_still_for_a_while(self, view, shown):
        shown.history.extend(Steps(STATES, np.full(STATES, 9.0), np.full(STATES, 0.1)))
        view.show_state(replace(shown, iteration=2 * STATES - 1))
        assert "nobody tested" in view._headline.text()
        view._sentences = Throttle(0.0)
        view.show_state(replace(shown, iteration=2 * STATES - 1))
        view.show_state(replace(shown, iteration=2 * STATES - 1))
        assert view._headline.text() == "It does worse than guessing."

    def test_but_not_about_another_run(self, view, shown):
        other = History()
        other.extend(Steps(0, np.full(STATES, 9.0), np.full(STATES, 0.1)))
        view.show_state(replace(shown, history=other, run_id=2))
        assert view._headline.text() == "It does worse than guessing."

    def test_nor_about_another_moment(self, view, shown):
        view.show_state(replace(shown, moment=0))
        assert view._headline.text() == "Untrained: its answers are chance."
        view.show_state(shown)
        assert "nobody tested" in view._headline.text()

    @pytest.mark.parametrize("change", ["phase", "is_stale", "is_what_if", "theme"])
    def test_nor_when_what_it_depends_on_changes(
        self, view, shown, change, monkeypatch
    ):
        values = {"phase": Phase.PAUSED, "theme": LIGHT}
        said = []
        monkeypatch.setattr(view, "_show_words", said.append)
        view.show_state(replace(shown, **{change: values.get(change, True)}))
        assert len(said) == 1
