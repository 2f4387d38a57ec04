"""States that are looked at again: those of training, and it never notices."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import DataError, DivergenceError, SpecError
from engine.history import History
from engine.run import Run, go_on, saved_model
from engine.states import States
from tests.engine.runs import (
    DATA,
    KINDS,
    PATHS,
    diverging_at,
    flaky,
    make,
    of_path,
    steps,
)

pytestmark = pytest.mark.usefixtures("one_thread")

RATES = {5: 0.02, 17: 0.05, 18: 0.01, 30: 0.03}


def remembering(trainer, count):
    """Return the states of a trainer that keeps only ``count`` of its own."""
    return States(trainer, count * trainer.block.nbytes)


def train(trainer, states, until, rates=RATES):
    """Return the parameters of every state on the way."""
    known = {trainer.iteration: trainer.parameters().frozen()}
    while trainer.iteration < until:
        trainer.learning_rate = rates.get(trainer.iteration, trainer.learning_rate)
        trainer.step()
        if states is not None:
            states.record()
        known[trainer.iteration] = trainer.parameters().frozen()
    return known


def assert_known(states, known):
    for iteration, parameters in known.items():
        assert states.parameters_at(iteration).equals(parameters), iteration


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_every_state_is_the_one_that_training_had(path, kind):
    """Also with other rates on the way, and training goes on as if nobody looked."""
    undisturbed, trainer = (of_path(path, **KINDS[kind]) for _ in range(2))
    states = remembering(trainer, 4)
    known = train(trainer, states, 40)
    before = trainer.result, trainer.learning_rate, trainer.block.tobytes()
    assert_known(states, known)
    assert before == (trainer.result, trainer.learning_rate, trainer.block.tobytes())
    train(undisturbed, None, 40)
    assert steps(trainer, 5) == steps(undisturbed, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_states_are_kept_in_the_midst_of_a_row(kind):
    undisturbed, trainer = (make(**KINDS[kind] | {"iterations": 200}) for _ in "ab")
    known = train(undisturbed, None, 130, {})
    states = States(trainer)
    assert len(Run(trainer, states).advance(200, 130)) == 130
    assert {states.nearest(near) for near in (1, 39, 70, 90, 130)} == {0, 40, 80, 130}
    assert_known(states, known)


@pytest.mark.parametrize("at", [0, 1, 39, 40, 41, 97])
def test_states_that_a_row_could_not_stay_in_are_forgotten(monkeypatch, at):
    """Neither those after a divergence, nor those that it left half way."""
    undisturbed, trainer = (make(iterations=200) for _ in "ab")
    states = States(trainer)
    run = Run(trainer, states)
    known = train(undisturbed, None, at, {})
    diverging_at(monkeypatch, trainer, at)
    if at:
        assert len(run.advance(200, 130)) == at
    for _ in range(2):
        with pytest.raises(DivergenceError):
            run.advance(200, 130)
        assert states.last == trainer.iteration == at
        assert_known(states, known)
        assert states.nearest(at) == at
    monkeypatch.undo()
    known |= train(undisturbed, None, 130, {})
    run.advance(200, 130 - at)
    assert states.last == 130
    assert_known(states, known)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 1000])
@pytest.mark.parametrize("first", [0, 3, 16])
def test_thinned_states_are_the_same(count, first):
    """Whatever fits, and wherever the run began."""
    trainer = make(iterations=10, optimizer="momentum")
    steps(trainer, first)
    states = remembering(trainer, count)
    known = train(trainer, states, 140)
    assert_known(states, {i: known[i] for i in (first, *range(first, 141, 7), 140)})


def test_no_more_is_kept_than_fits():
    trainer = make(iterations=10)
    for count in (1, 2, 3, 7):
        trainer.reset()
        states = remembering(trainer, count)
        for _ in range(200):
            trainer.step()
            states.record()
            assert len(states._kept) <= count
            assert states._allocated <= count
        assert len(states._kept) > count / 2


def test_no_more_is_kept_than_is_enough(monkeypatch):
    monkeypatch.setattr("engine.states._ENOUGH", 5)
    trainer = make(iterations=1000, optimizer="momentum")
    states = States(trainer)
    known = train(trainer, states, 410)
    assert sorted(states._kept) == [0, 160, 320]
    assert states._allocated == 5
    assert_known(states, {i: known[i] for i in (0, 39, 160, 333, 410)})


def test_a_budget_for_not_even_one_state():
    trainer = make()
    with pytest.raises(SpecError, match=r"budget of 0\.0 MB .* is too small"):
        States(trainer, trainer.block.nbytes - 1)
    States(trainer, trainer.block.nbytes)


def test_iterations_that_were_never_reached():
    trainer = make()
    steps(trainer, 3)
    states = States(trainer)
    train(trainer, states, 9)
    for iteration in (-1, 2, 10):
        with pytest.raises(SpecError, match="Choose one from 3 to 9"):
            states.parameters_at(iteration)
    assert trainer.iteration == 9


def test_a_state_is_lent_and_taken_back():
    """Whoever borrows it may even step it, and fail."""
    undisturbed, trainer = make(batch_size=7), make(batch_size=7)
    states = States(trainer)
    known = train(trainer, states, 20)

    def use(lent):
        assert lent.iteration == 11
        assert lent.parameters().equals(known[11])
        lent.learning_rate = 0.3
        steps(lent, 3)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), states.at(11) as lent:
        use(lent)
    train(undisturbed, None, 20)
    assert trainer.result == undisturbed.result
    assert steps(trainer, 9) == steps(undisturbed, 9)
    assert states.parameters_at(12).equals(known[12])


def test_the_training_activations_are_known_after_a_look():
    trainer = make()
    states = States(trainer)
    train(trainer, states, 9)
    before = [A.copy() for A in trainer.state().train_pass.A]
    states.parameters_at(2)
    after = trainer.state().train_pass.A
    assert all(map(np.array_equal, after, before))


# Going back


@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_a_run_that_went_back_to_its_best_state_and_on(path):
    trainer = of_path(path, keep_best=True)
    run = Run(trainer, remembering(trainer, 3))
    run.measure()
    known = {}
    for last in (30, 44):
        for _ in range(last - trainer.iteration):
            trainer.learning_rate = RATES.get(trainer.iteration, trainer.learning_rate)
            run.advance(last)
            known[trainer.iteration] = trainer.parameters().frozen()
        # As if that one had been the best.
        run.best = run.best._replace(checkpoint=best_at(run, 17), result=None)
        run.finish()
        assert trainer.iteration == 17
        # What came after it can be looked at until the run goes on.
        assert_known(run._states, known)
        known = {i: known[i] for i in known if i <= 17}
        run.set_learning_rate(0.007)
    steps = run.advance(60)
    known[18] = trainer.parameters().frozen()
    assert_known(run._states, known)
    with pytest.raises(SpecError, match="from 0 to 18"):
        run._states.parameters_at(19)
    assert steps.last.iteration == 18


def best_at(run, iteration):
    with run._states.at(iteration) as trainer:
        checkpoint = trainer.checkpoint()
    return dataclasses.replace(checkpoint, learning_rate=0.1)


def test_going_back_with_the_later_rate():
    """The way there is another one than before, and its states have their room."""
    trainer = make(iterations=10, batch_size=7)
    states = remembering(trainer, 3)
    known = train(trainer, states, 10)
    back = trainer.checkpoint()
    for _ in range(5):
        trainer.resume(back)
        train(trainer, states, 26, {20: 0.3})
        trainer.resume(back)
        trainer.learning_rate = 0.3
        known |= train(trainer, states, 24, {})
        assert_known(states, known)
        assert len(states._kept) + len(states._free) == states._allocated <= 3


def test_a_run_that_begins_again_before_its_first_state():
    trainer = make()
    steps(trainer, 9)
    states = States(trainer)
    train(trainer, states, 20)
    trainer.reset()
    trainer.learning_rate = 0.2
    steps(trainer, 1)
    states.record()
    known = train(trainer, states, 12)
    assert_known(states, known)
    with pytest.raises(SpecError, match="from 1 to 12"):
        states.parameters_at(0)


def test_an_opened_run_uses_the_rate_that_it_was_left_with():
    first = make(optimizer="momentum")
    train(first, None, 12, {4: 0.03})
    model = saved_model(first, DATA, History())
    trainer = make(optimizer="momentum")
    go_on(trainer, model)
    states = remembering(trainer, 2)
    known = train(trainer, states, 50, {40: 0.2})
    assert trainer.config.learning_rate == 0.1
    assert_known(states, known)


@pytest.mark.parametrize("row", [1, 8, 9, 60])
def test_a_row_from_before_the_first_state_begins_anew(row):
    trainer = make()
    steps(trainer, 9)
    states = States(trainer)
    train(trainer, states, 20)
    trainer.reset()
    states.go_on()
    known = {0: trainer.parameters().frozen()}
    for _ in range(row):
        trainer.step()
        if trainer.iteration >= states.due:
            states.record()
        known[trainer.iteration] = trainer.parameters().frozen()
    states.settle()
    assert (states.first, states.last) == (0, row)
    assert_known(states, known)


actions = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.integers(1, 12)),
        st.tuples(st.just("row"), st.integers(1, 90)),
        st.tuples(st.just("look"), st.floats(0, 1)),
        st.tuples(st.just("rate"), st.sampled_from([0.3, 0.1, 0.01])),
        st.tuples(st.just("mark"), st.none()),
        st.tuples(st.just("back"), st.floats(0, 1)),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(
    actions=actions,
    count=st.sampled_from([1, 2, 3, 5, 100]),
    first=st.sampled_from([0, 5]),
    path=st.sampled_from(PATHS),
    kind=st.sampled_from(["plain", "all"]),
)
def test_whatever_is_done(actions, count, first, path, kind):
    undisturbed, trainer = (of_path(path, **KINDS[kind]) for _ in range(2))
    for one in (undisturbed, trainer):
        steps(one, first)
    states = remembering(trainer, count)
    known, marks = {first: trainer.parameters().frozen()}, [undisturbed.checkpoint()]
    for action, value in actions:
        if action == "look":
            iteration = first + round(value * (max(known) - first))
            assert states.parameters_at(iteration).equals(known[iteration])
        elif action == "rate":
            undisturbed.learning_rate = trainer.learning_rate = value
        elif action == "mark":
            marks.append(undisturbed.checkpoint())
        elif action == "back":
            marks = [mark for mark in marks if mark.iteration <= trainer.iteration]
            mark = marks[round(value * (len(marks) - 1))]
            undisturbed.resume(mark)
            trainer.resume(mark)
        else:
            states.go_on()
            for _ in range(value):
                assert trainer.step() == undisturbed.step()
                if action == "step" or trainer.iteration >= states.due:
                    states.record()
                known = {i: known[i] for i in known if i < trainer.iteration}
                known[trainer.iteration] = trainer.parameters().frozen()
            states.settle()
            begun = trainer.iteration - value
            marks = [mark for mark in marks if mark.iteration <= begun]
    assert_known(states, known)


# Faults and costs


def test_a_file_that_vanishes_while_one_looks_leaves_the_run_where_it_was():
    undisturbed, _ = flaky()
    trainer, inputs = flaky()
    states = States(trainer)
    known = train(trainer, states, 13)
    train(undisturbed, None, 13)
    for failures in (1, 2, 3):
        inputs.failures = failures
        with pytest.raises(DataError, match="gone"):
            states.parameters_at(5)
        inputs.failures = 0
        assert trainer.result == undisturbed.result
    with states.at(5):
        inputs.failures = 1
    assert trainer.result == undisturbed.result
    with pytest.raises(DataError, match="gone"):
        trainer.step()
    assert steps(trainer, 9) == steps(undisturbed, 9)
    assert_known(states, known)


@pytest.mark.parametrize("iterations", [40, 2500])
def test_at_most_every_40th_state_is_kept(monkeypatch, iterations):
    copied = []
    copyto = np.copyto

    def counting(destination, source, **kwargs):
        if source is trainer.block and destination is not trainer._left:
            copied.append(source.nbytes)
        copyto(destination, source, **kwargs)

    trainer = make(iterations=iterations)
    monkeypatch.setattr(np, "copyto", counting)
    states = States(trainer)
    for _ in range(iterations):
        trainer.step()
        states.record()
    assert sum(copied) <= trainer.block.nbytes * (1 + iterations // 40)
    assert len(copied) > iterations // 80
