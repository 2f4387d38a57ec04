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
