"""Steps made in a row: the same states and figures as one by one, to the bit."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from engine.errors import DataError, DivergenceError
from engine.examples import Examples
from engine.feed import Feed
from engine.measures import Measure
from engine.outputs import OUTPUTS, decisions, mean_cost
from engine.run import Run, advance
from engine.states import States
from engine.stepper import MOST_STEPS
from engine.steps import StepResult, Steps
from engine.trainer import Trainer
from engine.updater import Updater
from tests.engine.runs import (
    KINDS,
    PATHS,
    diverging_at,
    flaky,
    make,
    of_path,
    steps,
)

pytestmark = pytest.mark.usefixtures("one_thread")

END = 60


def everything(trainer):
    return trainer.result, trainer.learning_rate, trainer.block.tobytes()


def results(some):
    """Return some states one by one."""
    assert len(some) == len(some.costs) == len(some.accuracies)
    return [
        StepResult(some.first + i, *figures)
        for i, figures in enumerate(zip(some.costs, some.accuracies, strict=True))
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_the_same_states_in_whatever_portions(path, kind):
    """Batches of 7, 7, 7 and 2 among them; more than are measured together."""
    expected = steps(of_path(path, **KINDS[kind]), END)
    for portions in ([END], [1, 2, 3, 5, 8, 13, 28], 6 * [10]):
        trainer, made = of_path(path, **KINDS[kind]), []
        for count in portions:
            some = trainer.steps(count)
            assert some.last == trainer.result
            made += results(some)
        assert made == expected


def test_one_step_at_a_time_unless_more_are_asked_for():
    trainer = make()
    assert trainer.step() == trainer.result
    assert len(advance(trainer, 1000)) == 1
    assert trainer.iteration == 2


# What can't be made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [0, 1, 17, 29])
def test_the_steps_before_a_divergence_are_kept(monkeypatch, at, kind):
    undisturbed, trainer = (make(**KINDS[kind]) for _ in range(2))
    expected = steps(undisturbed, at)
    diverging_at(monkeypatch, trainer, at)
    made = results(trainer.steps(30)) if at else []
    assert made == expected
    for _ in range(2):
        before = everything(trainer)
        assert before == everything(undisturbed)
        with pytest.raises(DivergenceError, match=f"At iteration {at + 1} "):
            trainer.steps(30)
        assert everything(trainer) == before
    monkeypatch.undo()
    assert results(trainer.steps(9)) == steps(undisturbed, 9)


@pytest.mark.parametrize("good", [0, 4])
def test_the_steps_before_a_batch_that_cant_be_read_are_kept(monkeypatch, good):
    undisturbed, _ = flaky(optimizer="momentum")
    trainer, inputs = flaky(optimizer="momentum")
    expected = steps(undisturbed, good)
    batch = Feed.batch

    def vanished(feed, iteration):
        inputs.failures = int(feed is trainer._feed and iteration == good + 1)
        return batch(feed, iteration)

    monkeypatch.setattr(Feed, "batch", vanished)
    assert (results(trainer.steps(9)) if good else []) == expected
    with pytest.raises(DataError, match="gone"):
        trainer.steps(9)
    assert everything(trainer) == everything(undisturbed)
    monkeypatch.undo()
    inputs.failures = 0
    assert results(trainer.steps(9)) == steps(undisturbed, 9)


def test_an_interrupt_in_the_middle_leaves_the_state_before(monkeypatch):
    undisturbed, trainer = make(), make()
    for one in (undisturbed, trainer):
        one.steps(5)
    prepare = Updater.prepare

    def interrupted(updater, rate, left):
        prepare(updater, rate, left)
        if left == 8:
            raise KeyboardInterrupt

    before = everything(trainer)
    monkeypatch.setattr(Updater, "prepare", interrupted)
    with pytest.raises(KeyboardInterrupt):
        trainer.steps(10)
    monkeypatch.undo()
    assert everything(trainer) == before
    assert results(trainer.steps(9)) == steps(undisturbed, 9)


# Figures


@pytest.mark.parametrize("output", OUTPUTS.names)
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_passes_side_by_side_are_measured_as_each_by_itself(output, precision):
    rng, m, count = np.random.default_rng(3), 13, 5
    n_y = 1 if output == "sigmoid" else 4
    Z = rng.standard_normal((n_y, m * count)).astype(precision)
    A, Y = rng.random((2, n_y, m * count)).astype(precision)
    last = np.stack([Z, A])
    labels = rng.integers(0, max(2, n_y), m * count)
    costs, accuracies = Measure(output, m, last, Y, labels).take()
    for i in range(count):
        part = slice(i * m, (i + 1) * m)
        assert costs[i] == pytest.approx(mean_cost(output, Z[:, part], Y[:, part]))
        one = Measure(output, m, last[..., part], Y[:, part], labels[part])
        (alone,), (share,) = one.take()
        assert alone == costs[i]
        np.testing.assert_equal(share, accuracies[i])
        if output != "linear":
            right = decisions(output, A[:, part]) == labels[part]
            assert accuracies[i] == right.mean()


def test_buffers_are_small_as_long_as_steps_are_made():
    def look():
        found.append(np.getbufsize())
        if len(found) == 5:
            raise KeyboardInterrupt
        return trainer.iteration + 1

    found, before = [], np.getbufsize()
    trainer = make()
    trainer.steps(3, look=look)
    assert np.getbufsize() == before
    with pytest.raises(KeyboardInterrupt):
        trainer.steps(3, look=look)
    assert np.getbufsize() == before
    assert max(found) < before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_how_large_they_are_changes_nothing(monkeypatch, path, kind):
    found = []
    for size in (16, 8192):
        monkeypatch.setattr("engine.arrays._BUFFERED", size)
        trainer = of_path(path, **KINDS[kind])
        made = trainer.steps(20, tested=(5, 20))
        found.append((results(made), trainer.block.tobytes()))
    assert found[0] == found[1]


def test_states_are_joined_in_order():
    parts = [Steps.of(StepResult(i, i / 10, i / 20)) for i in range(4, 9)]
    joined = Steps.joined(parts)
    assert results(joined) == [part.last for part in parts]


# How many at a time


def test_steps_take_as_long_as_was_asked_for():
    trainer = make()
    assert trainer.steps_within(1000.0) == 1
    trainer.steps(20)
    known = trainer._step_seconds
    assert trainer.steps_within(10.5 * known) == 10
    assert trainer.steps_within(0.0) == trainer.steps_within(-1.0) == 1
    assert trainer.steps_within(float("inf")) == MOST_STEPS


def test_a_run_stops_where_something_is_due(monkeypatch):
    trainer = make(patience=14)
    run = Run(trainer, States(trainer))
    run.measure()
    run.best = run.best._replace(metrics=run.best.metrics.__class__(0.0, 1.0))
    # What the test set says at 10 may renew its patience.
    for end in (10, 14):
        assert run.advance(1000, 1000).last == trainer.result
        assert trainer.iteration == end
    best = Run(make(keep_best=True))
    assert [len(best.advance(1000, most)) for most in (1000, 3, 1000)] == [10, 3, 7]


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_stops_when_it_is_wanted_to(kind):
    undisturbed, trainer = (make(**KINDS[kind]) for _ in range(2))
    run, answers = Run(trainer, States(trainer)), iter([False] * 6 + [True] * 2)
    wanted = partial(next, answers)
    made = results(run.advance(40, 40, wanted)) + results(run.advance(40, 40, wanted))
    assert len(made) == 7 + 1
    assert made == steps(undisturbed, 8)


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize(
    ("seconds", "times"), [(0.0, {True: 200, False: 200}), (1e12, {True: 6, False: 1})]
)
def test_it_is_asked_seldom_where_steps_are_short(monkeypatch, keeps, seconds, times):
    """And in each state that is kept."""
    monkeypatch.setattr("engine.run._ASKED_SECONDS", seconds)
    trainer, asked = make(iterations=200), []
    states = States(trainer) if keeps else None

    def wanted():
        asked.append(trainer.iteration)
        return False

    assert len(Run(trainer, states).advance(200, 200, wanted)) == 200
    assert len(asked) == times[keeps]
    if states is not None:
        assert set(states.spread(100)) == {0, 40, 80, 120, 160, 200} <= {0, *asked}


# The test set


def points(trainer, last):
    """Return the points of the test set, measured where one stands still."""
    found = []
    while trainer.iteration < last:
        trainer.step()
        if trainer.iteration % trainer.test_every == 0 or trainer.iteration == last:
            found.append((trainer.iteration, trainer.test_metrics()))
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_the_test_set_scores_the_same_in_whatever_portions(path, kind):
    expected = points(of_path(path, **KINDS[kind]), 87)
    for portion in (1, 7, 87, 1000):
        trainer, found = of_path(path, **KINDS[kind]), []
        while trainer.iteration < 87:
            found += advance(trainer, 87, portion).tests
        assert found == expected


def test_more_points_than_are_measured_together():
    trainer = make()
    found = advance(trainer, 600, 600).tests
    assert list(found) == points(make(), 600)
    assert len(found) == 60


def test_the_steps_before_a_test_set_that_cant_be_read_are_kept(monkeypatch):
    _, inputs = flaky()
    untested = make()
    test = Examples(inputs, untested._train.Y, untested._train.labels)
    trainer = Trainer(untested.spec, untested.config, untested._train, test)
    read = inputs.read

    def vanished(indices, out):
        inputs.failures = int(trainer.iteration == 20)
        read(indices, out)

    monkeypatch.setattr(inputs, "read", vanished)
    made = advance(trainer, 40, 40)
    assert results(made) == steps(untested, 19)
    assert [iteration for iteration, _ in made.tests] == [10]
    before = everything(trainer)
    with pytest.raises(DataError):
        advance(trainer, 40, 40)
    assert everything(trainer) == before
    monkeypatch.undo()
    inputs.failures = 0
    assert [iteration for iteration, _ in advance(trainer, 40, 40).tests] == [
        20,
        30,
        40,
    ]


def test_without_a_test_set_nothing_is_measured():
    trainer, _ = flaky()
    assert len(advance(trainer, 20, 20).tests) == 0


@pytest.mark.parametrize("at", [9, 10, 19, 20])
def test_the_points_before_a_divergence_are_kept(monkeypatch, at):
    trainer = make()
    diverging_at(monkeypatch, trainer, at)
    steps = advance(trainer, 1000, 1000)
    assert [iteration for iteration, _ in steps.tests] == [10, 20][: at // 10]
    assert len(steps) == at


def test_the_last_iteration_is_measured():
    trainer = make()
    steps = advance(trainer, 7, 1000)
    assert list(steps.tests) == [(7, trainer.test_metrics())]
    assert trainer.iteration == len(steps) == 7
