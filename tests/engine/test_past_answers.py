"""What a network answered in past states: the same as it did then."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import past_answers
from engine.datasets import Picture, SplitName
from engine.examples import Examples
from engine.frame import as_examples, frame
from engine.past_answers import Past, PastAnswersOf
from engine.run import Run
from engine.states import States
from tests.engine.runs import DATA, KINDS, PATHS, diverging_at, make, of_path
from tests.engine.test_frame import pictures, trained

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """However busy the machine is, an answer is complete."""
    monkeypatch.setattr(past_answers, "PIECE_SECONDS", float("inf"))


def one(trainer, index=0):
    """Return one test example as examples."""
    X = DATA.columns(SplitName.TEST, trainer.config.precision)[:, index : index + 1]
    return Examples(X, X[:1], np.zeros(1, np.int64))


def run_of(trainer, **places):
    """Return a run, its states, and who asks them."""
    states = States(trainer, **places)
    return Run(trainer, states), states, Past(states)


def answers_on_the_way(trainer, run, until, example):
    """Return what was answered in every state of a run."""
    known = {trainer.iteration: trainer.passed(example).A[-1].copy()}
    while trainer.iteration < until:
        run.advance(until)
        known[trainer.iteration] = trainer.passed(example).A[-1].copy()
    return known


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_they_are_those_of_training_to_the_bit(path, kind):
    trainer = of_path(path, **KINDS[kind] | {"iterations": 200})
    run, _states, past = run_of(trainer)
    example = one(trainer)
    known = answers_on_the_way(trainer, run, 170, example)
    before = trainer.result, trainer.block.tobytes()
    found = past.answers(example)
    assert found.is_complete
    assert found.iterations.tolist() == [0, 40, 80, 120, 160, 170]
    assert np.array_equal(found.A, np.hstack([known[i] for i in found.iterations]))
    assert np.ptp(found.A) > 0.001
    assert before == (trainer.result, trainer.block.tobytes())


def test_they_are_those_of_the_network_that_each_state_was():
    """In the eyes of who knows neither sample space nor evaluators."""
    data = pictures()
    trainer = trained(data, 0, iterations=200)
    run, states, past = run_of(trainer)
    run.advance(200, 130)
    picture = data.picture(SplitName.TEST, 3)
    x = picture.pixels.reshape(-1, 1) / 255
    found = past.answers(as_examples(picture, np.dtype(np.float64)))
    for iteration, p in zip(found.iterations, found.A[0], strict=True):
        A = x
        layers = states.parameters_at(iteration)
        for W, b in zip(layers.weights[:-1], layers.biases[:-1], strict=True):
            A = np.maximum(W @ A + b, 0)
        z = (layers.weights[-1] @ A + layers.biases[-1]).item()
        assert p == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-9)


def test_work_that_takes_long_is_done_piece_by_piece(monkeypatch):
    """From coarse to fine, and nothing twice."""
    monkeypatch.setattr(past_answers, "PIECE_SECONDS", -1.0)
    trainer = make(iterations=400)
    run, _states, past = run_of(trainer)
    run.advance(400, 390)
    asked = []
    passed_at = trainer.passed_at

    def note(block, examples):
        asked.append(block)
        return passed_at(block, examples)

    monkeypatch.setattr(trainer, "passed_at", note)
    example, known = one(trainer), []
    while not known or not known[-1].is_complete:
        known.append(past.answers(example))
        assert len(asked) == len(known)
    assert [len(found.iterations) for found in known] == list(range(2, 12))
    new = [set(b.iterations) - set(a.iterations) for a, b in pairwise(known)]
    assert new[:4] == [{320}, {160}, {80}, {240}]
    assert past.answers(example).is_complete
    assert len(asked) == len(known)


def test_each_state_that_was_looked_at_is_among_them():
    trainer = make(iterations=40)
    run, _states, past = run_of(trainer)
    example = one(trainer)
    for count in range(12):
        found = past.answers(example)
        assert found.iterations.tolist() == list(range(count + 1))
        run.advance(40)


def test_they_never_grow_without_end():
    trainer = make(iterations=10_000)
    run, _states, past = run_of(trainer)
    example = one(trainer)
    for _ in range(700):
        run.advance(10_000, 13)
        found = past.answers(example)
    assert len(found.iterations) < past_answers.MOST_SEEN + past_answers.MOST_STATES
    assert found.iterations[[0, -1]].tolist() == [0, 9100]
    assert max(np.diff(found.iterations)) <= 9100 / 50


def test_a_run_that_went_another_way_forgets_what_it_left():
    trainer = make(iterations=400, optimizer="momentum")
    run, _states, past = run_of(trainer)
    example = one(trainer)
    run.advance(400, 100)
    checkpoint = trainer.checkpoint()
    run.advance(400, 100)
    left = past.answers(example)
    trainer.resume(checkpoint)
    run.set_learning_rate(0.01)
    run.advance(400, 100)
    found = past.answers(example)
    assert found.iterations.tolist() == left.iterations.tolist()
    same = (left.A == found.A)[0]
    assert same.tolist() == [True, True, True, False, False, False]


def test_only_the_last_pictures_are_kept():
    trainer = make(iterations=400)
    run, _states, past = run_of(trainer)
    run.advance(400, 100)
    first, *others = (one(trainer, i % 11) for i in range(past_answers.MOST_PICTURES))
    for example in (first, *others, first, one(trainer)):
        past.answers(example)
    assert len(past._known) == past_answers.MOST_PICTURES
    assert first in past._known
    assert others[0] not in past._known


def test_a_run_that_diverges_still_tells(monkeypatch):
    trainer = make(iterations=400)
    run, _states, past = run_of(trainer)
    run.advance(400, 90)
    diverging_at(monkeypatch, trainer, 90)
    with pytest.raises(Exception, match="stopped being"):
        run.advance(400, 90)
    found = past.answers(one(trainer))
    assert found.iterations.tolist() == [0, 40, 80, 90]
    assert np.isfinite(found.A).all()


def test_frames_answer_where_there_is_a_past():
    data = pictures(classes=3)
    trainer = trained(data, 0)
    run, _states, past = run_of(trainer)
    run.advance(50, 50)
    question = PastAnswersOf(data.picture(SplitName.TEST, 1))
    state = trainer.state()
    assert frame(state, data, frozenset({question})).answer(question) is None
    with_past = replace(state, past=past)
    found = frame(with_past, data, frozenset({question})).answer(question)
    assert found.A.shape == (3, 3)
    assert np.allclose(found.A.sum(axis=0), 1)
    for array in (found.A, found.iterations):
        with pytest.raises(ValueError, match="read-only"):
            array[..., 0] = 0
    other = PastAnswersOf(Picture(np.zeros((2, 2, 1), np.uint8), "small"))
    assert frame(with_past, data, frozenset({other})).answer(other) is None


@given(
    first=st.integers(0, 100),
    steps=st.lists(st.integers(1, 90), max_size=8),
    most=st.integers(1, 9),
    count=st.integers(1, 12),
)
@settings(deadline=None, max_examples=40)
def test_states_are_spread_all_over_the_run(first, steps, most, count):
    trainer = make(iterations=10)
    if first:
        trainer.steps(first)
    states = States(trainer, count * trainer.block.nbytes)
    run, before = Run(trainer, states), {}
    for number in steps:
        run.advance(10**6, number)
        spread = states.spread(most)
        assert min(spread, default=first) == first
        assert len(spread) <= most + 2
        assert all(i in before or i > max(before, default=-1) for i in spread)
        for iteration, block in spread.items():
            assert states.before(iteration)[0] == iteration
            assert np.array_equal(states.before(iteration)[1], block)
        before = spread
