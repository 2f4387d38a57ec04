"""How a run stood at each of its states: by its log alone, and without flicker."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import Dataset, InputKind, Split
from engine.evaluation import Metrics
from engine.history import History
from engine.outputs import Task
from engine.steps import Steps
from engine.verdicts import HOLDS_FROM, Standing, Verdict, verdict

USUAL, RARE = 80, 20
LOW, HIGH = 0.895, 0.905
"""On both sides of what a network that has learned gets right."""


def split():
    labels = np.repeat([0, 1], [USUAL, RARE])
    return Split(np.zeros((len(labels), 1)), labels)


DATA = Dataset(
    "two", Task.BINARY, InputKind.VECTOR, ("usual", "rare"), split(), split()
)
ALONE = Dataset("two", Task.BINARY, InputKind.VECTOR, ("usual", "rare"), split(), None)


def log_of(shares, costs=None, tests=()):
    log = History()
    shares = np.asarray(shares, float)
    costs = np.full(len(shares), 0.3) if costs is None else np.asarray(costs, float)
    log.extend(Steps(0, costs, shares))
    for iteration, share in tests:
        log.add_test(iteration, Metrics(0.3, share))
    return log


def said(log, data=ALONE, epoch=1):
    run = Standing(log, data, epoch)
    return [run.at(iteration) for iteration in range(len(log))]


def changes(verdicts):
    return sum(a is not b for a, b in pairwise(verdicts))


def test_figures_that_jitter_about_a_limit_change_nothing():
    shares = np.where(np.arange(300) % 2, LOW, HIGH)
    alone = [
        verdict(i, Metrics(0.3, share), None, ALONE) for i, share in enumerate(shares)
    ]
    assert changes(alone) == 299
    assert changes(said(log_of(shares))[1:]) == 0


@pytest.mark.parametrize("seed", range(5))
def test_on_the_way_across_a_limit_the_verdict_changes_once(seed):
    noise = np.random.default_rng(seed).normal(0, 0.01, 4000)
    shares = np.minimum(np.linspace(0.85, 0.95, 4000) + noise, 1)
    found = said(log_of(shares))[1:]
    assert changes(found) == 1
    assert (found[0], found[-1]) == (Verdict.LEARNING, Verdict.NO_TEST)


def test_the_cost_decides_between_verdicts_as_calmly():
    costs = np.where(np.arange(300) % 3, 0.71, 0.69)
    found = said(log_of(np.full(300, 0.85), costs))
    assert changes(found[1:]) == 0
    assert found[0] is Verdict.UNTRAINED


def test_another_verdict_is_given_when_enough_states_call_for_it():
    shares = [LOW] * 100 + [HIGH] * 100
    found = said(log_of(shares))
    assert found.index(Verdict.NO_TEST) == 100 + HOLDS_FROM - 1
    assert Verdict.LEARNING not in found[100 + HOLDS_FROM - 1 :]


def test_early_verdicts_are_given_sooner():
    found = said(log_of([0.5, LOW, LOW, HIGH, HIGH, HIGH, HIGH]))
    assert found[1] is Verdict.LEARNING
    assert found[3] is Verdict.LEARNING
    assert found[6] is Verdict.NO_TEST


def test_the_test_set_is_judged_by_what_the_log_has_measured():
    tests = [(0, 0.7), (50, 0.95), (60, 0.7)]
    found = said(log_of([0.97] * 100, tests=tests), DATA)
    assert found[1] is Verdict.BY_HEART
    assert found[49] is Verdict.BY_HEART
    # Ten states of another verdict are too few.
    assert set(found[1:]) == {Verdict.BY_HEART}


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(0, 99), st.integers(1, 9))
def test_a_state_is_judged_alike_however_the_log_grew(pieces, seed, epoch):
    rng = np.random.default_rng(seed)
    count = sum(pieces) + 1
    shares = np.clip(rng.normal(0.9, 0.03, count), 0, 1)
    costs = rng.uniform(0.6, 0.8, count)
    whole = log_of(shares, costs)
    afterwards = said(whole, epoch=epoch)
    log, live = History(), []
    run = Standing(log, ALONE, epoch)
    start = 0
    for piece in (1, *pieces):
        here = slice(start, start + piece)
        log.extend(Steps(start, costs[here], shares[here]))
        start += piece
        live.append(run.at(start - 1))
    ends = np.cumsum([1, *pieces]) - 1
    assert live == [afterwards[end] for end in ends]
    assert [run.at(i) for i in range(count)] == afterwards


def test_a_run_that_went_back_is_judged_by_what_came_then():
    log = log_of([0.5] + [HIGH] * 60)
    run = Standing(log, ALONE, 1)
    assert run.at(60) is Verdict.NO_TEST
    log.extend(Steps(2, np.full(59, 0.3), np.full(59, 0.85)))
    assert len(log) == 61
    assert run.at(60) is Verdict.LEARNING


def test_of_batches_the_mean_over_a_pass_is_judged():
    """Of four examples each, of which most are right, all are only now and then."""
    rng = np.random.default_rng(0)
    shares = rng.binomial(4, 0.97, 2000) / 4
    found = said(log_of(shares), epoch=25)
    assert changes(found[200:]) == 0
    assert found[-1] is Verdict.NO_TEST


def test_what_is_not_known_holds_no_verdict_back():
    log = log_of([math.nan] * 300)
    log.extend(Steps(300, np.full(3, 0.3), np.full(3, LOW)))
    found = said(log)
    assert set(found[1:300]) == {Verdict.UNKNOWN}
    assert found[300] is Verdict.LEARNING


def test_after_the_log_it_stands_as_at_its_end():
    run = Standing(log_of([0.5, LOW]), ALONE, 1)
    assert run.at(7) is Verdict.LEARNING
    assert Standing(History(), ALONE, 1).at(0) is Verdict.UNTRAINED


def test_belongs_to_one_log_of_one_data_set():
    log = log_of([0.5])
    run = Standing(log, ALONE, 1)
    assert run.is_of(log, ALONE, 1)
    assert not run.is_of(log_of([0.5]), ALONE, 1)
    assert not run.is_of(log, DATA, 1)
    assert not run.is_of(log, ALONE, 2)
