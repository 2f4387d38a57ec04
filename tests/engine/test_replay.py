"""A past state in slices, while the run goes on: both as if nobody else were there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import DataError, SpecError
from engine.replay import Replay
from engine.states import States
from tests.engine.runs import KINDS, PATHS, flaky, make, of_path, steps

pytestmark = pytest.mark.usefixtures("one_thread")

RATES = {5: 0.02, 17: 0.05, 18: 0.01, 30: 0.03, 47: 0.004}
AT_ONCE = 0.0
"""Seconds of a slice that makes one step."""


def train(trainer, states, until):
    """Return the parameters and results of every state on the way."""
    known = {trainer.iteration: (trainer.parameters().frozen(), trainer.result)}
    while trainer.iteration < until:
        trainer.learning_rate = RATES.get(trainer.iteration, trainer.learning_rate)
        trainer.step()
        if states is not None:
            states.record()
        known[trainer.iteration] = trainer.parameters().frozen(), trainer.result
    return known


def few(trainer, count=3):
    """Return the states of a trainer that keeps only ``count`` of its own."""
    return States(trainer, count * trainer.block.nbytes)


def assert_shows(replay, known):
    parameters, result = known[replay.target]
    with replay.lent() as trainer:
        assert trainer.iteration == replay.target
        assert trainer.result == result
        assert trainer.parameters().equals(parameters)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_slices_between_the_steps_of_the_run(path, kind):
    undisturbed, trainer = (of_path(path, **KINDS[kind]) for _ in range(2))
    states = few(trainer)
    known = train(trainer, states, 45)
    replay = Replay(states)
    for target in (29, 31, 40, 7):
        replay.aim(target)
        while not replay.work(AT_ONCE):
            known |= train(trainer, states, trainer.iteration + 1)
        assert_shows(replay, known)
        known |= train(trainer, states, trainer.iteration + 1)
    apart = train(undisturbed, None, trainer.iteration)
    assert trainer.iteration > 60
    assert known.keys() == apart.keys()
    for i, (parameters, result) in known.items():
        assert result == apart[i][1], i
        assert parameters.equals(apart[i][0]), i


def test_the_rate_of_a_state_is_that_of_the_step_that_left_it():
    trainer = make()
    states = few(trainer)
    train(trainer, states, 40)
    replay = Replay(states)
    for target, rate in ((4, 0.1), (5, 0.02), (16, 0.02), (17, 0.05), (18, 0.01)):
        assert states.rate_at(target) == rate
        replay.aim(target)
        with replay.lent() as lent:
            assert lent.learning_rate == rate
            assert lent.checkpoint().learning_rate == rate
        assert trainer.learning_rate == 0.03


def test_a_step_forward_is_one_step():
    trainer = make(iterations=400)
    states = few(trainer, 2)
    known = train(trainer, states, 350)
    replay = Replay(states)
    assert replay.aim(150) == 150
    replay.work()
    for target in (150, 151, 152):
        assert replay.aim(target) <= 1
        assert_shows(replay, known)
    assert replay.aim(151) == 151
    assert replay.aim(300) == 300 - states.before(300)[0]


def test_what_is_nearest_needs_no_step():
    trainer = make(iterations=400)
    states = few(trainer, 2)
    known = train(trainer, states, 350)
    kept = {*states._kept, 350}
    replay = Replay(states)
    for iteration in range(351):
        near = states.nearest(iteration)
        assert near in kept
        assert all(abs(near - iteration) <= abs(other - iteration) for other in kept)
        assert replay.aim(near) == 0
    assert_shows(replay, known)
    assert (states.first, states.last) == (0, 350)


def test_the_present_state_is_at_hand():
    trainer = make()
    states = few(trainer)
    known = train(trainer, states, 21)
    replay = Replay(states)
    assert replay.aim(21) == 0
    assert_shows(replay, known)
    train(trainer, states, 25)
    assert replay.aim(22) == 1


def test_a_fork_goes_its_own_way_from_there():
    trainer = make(iterations=400)
    states = few(trainer, 2)
    known = train(trainer, states, 300)
    replay = Replay(states)
    assert replay.fork().iteration == -1
    replay.aim(150)
    for _ in range(50):
        replay.work(AT_ONCE)
    fork = replay.fork()
    assert fork.aim(60) == 10
    replay.aim(5)
    replay.work(AT_ONCE)
    assert fork.left == 10
    assert_shows(fork, known)
    assert_shows(replay, known)


def test_a_state_that_is_no_more():
    """The run has gone back, and on another way."""
    trainer = make()
    states = few(trainer)
    train(trainer, states, 10)
    back = trainer.checkpoint()
    train(trainer, states, 30)
    replay = Replay(states)
    replay.aim(25)
    replay.work(AT_ONCE)
    trainer.resume(back)
    assert not replay.work(AT_ONCE), "until it goes on, the old way is there"
    trainer.learning_rate = 0.3
    steps(trainer, 1)
    states.record()
    before = trainer.result
    for use in (replay.work, lambda: replay.aim(25)):
        with pytest.raises(SpecError, match="Choose one from 0 to 11"):
            use()
    assert trainer.result == before
    steps(trainer, 1)
    states.record()
    assert replay.aim(11) == 11
    with replay.lent() as lent:
        assert lent.result == before


def test_going_on_another_way_begins_the_replay_anew():
    trainer = make()
    states = few(trainer)
    train(trainer, states, 10)
    back = trainer.checkpoint()
    train(trainer, states, 30)
    replay = Replay(states)
    replay.aim(25)
    replay.work(AT_ONCE)
    trainer.resume(back)
    trainer.learning_rate = 0.3
    results = {}
    for _ in range(20):
        result = trainer.step()
        states.record()
        results[result.iteration] = result
    while not replay.work(AT_ONCE):
        pass
    with replay.lent() as lent:
        assert lent.result == results[25]


def test_a_file_that_vanishes_leaves_the_run_where_it_was():
    undisturbed, _ = flaky()
    trainer, inputs = flaky()
    states = few(trainer)
    known = train(trainer, states, 13)
    train(undisturbed, None, 13)
    replay = Replay(states)
    replay.aim(9)
    for failures in (1, 2):
        inputs.failures = failures
        with pytest.raises(DataError, match="gone"):
            replay.work(AT_ONCE)
        inputs.failures = 0
        assert trainer.result == undisturbed.result
    assert_shows(replay, known)
    assert steps(trainer, 9) == steps(undisturbed, 9)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.integers(1, 40)),
        st.tuples(st.just("aim"), st.floats(0, 1)),
        st.tuples(st.just("work"), st.integers(1, 20)),
        st.tuples(st.just("look"), st.none()),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(
    moves=moves,
    count=st.sampled_from([1, 2, 3, 100]),
    first=st.sampled_from([0, 5]),
    path=st.sampled_from(PATHS),
)
def test_whatever_is_done(moves, count, first, path):
    undisturbed, trainer = (of_path(path, **KINDS["batches"]) for _ in range(2))
    for one in (undisturbed, trainer):
        steps(one, first)
    states, known = few(trainer, count), {}
    known = train(trainer, states, first)
    replay = Replay(states)
    replay.aim(first)
    for move, value in moves:
        if move == "step":
            known |= train(trainer, states, trainer.iteration + value)
        elif move == "aim":
            replay.aim(first + round(value * (trainer.iteration - first)))
        elif move == "work":
            for _ in range(value):
                replay.work(AT_ONCE)
        else:
            assert_shows(replay, known)
    assert_shows(replay, known)
    apart = train(undisturbed, None, trainer.iteration)
    assert trainer.result == undisturbed.result
    assert all(result == apart[i][1] for i, (_, result) in known.items())
