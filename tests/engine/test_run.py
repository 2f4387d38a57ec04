"""A run from its first state to its last: the best one, and patience."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.errors import EarlyStop
from engine.evaluation import Metrics
from engine.examples import Examples
from engine.history import History
from engine.optimizers import OPTIMIZERS
from engine.run import Run, go_on, saved_model
from engine.series import AskedSeries
from engine.states import States
from tests.engine.runs import DATA, PATHS, make, of_path, steps

pytestmark = pytest.mark.usefixtures("one_thread")


def whole(run, last, history=None):
    """Train to the end, as everybody does who drives a run."""
    history = History() if history is None else history
    history.append(run.trainer.result)
    metrics = run.measure()
    if metrics is not None:
        history.add_test(run.trainer.iteration, metrics)
    while run.trainer.iteration < last:
        steps = run.advance(last, last)
        history.extend(steps)
        history.add_tests(steps.tests)
    return history


def scripted(monkeypatch, results, **settings):
    """Return a run whose test set has these (accuracy, cost), every ten iterations."""
    trainer = make(**settings)
    left = iter(results)

    def ask():
        accuracy, cost = next(left)
        return Metrics(cost, accuracy)

    monkeypatch.setattr(trainer, "test_metrics", ask)
    monkeypatch.setattr(trainer, "_series", lambda: AskedSeries(ask))
    return Run(trainer, States(trainer))


# The best state


@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_the_best_state_comes_back_as_it_was_logged(path):
    rate = 0.5 if OPTIMIZERS[path[0]].linear else 0.02
    trainer = of_path(path, keep_best=True, learning_rate=rate, batch_size=7)
    run = Run(trainer)
    history = whole(run, 130)
    run.finish()
    points = zip(history.test_accuracy, -history.test_costs, strict=True)
    accuracy, cost = max(points)
    assert trainer.test_metrics() == run.best.metrics == Metrics(-cost, accuracy)
    place = list(history.test_costs).index(-cost)
    assert trainer.iteration == run.best.iteration == history.test_iterations[place]
    assert 0 < trainer.iteration < 130
    assert trainer.cost == history.costs[trainer.iteration]
    assert trainer.accuracy == history.train_accuracy[trainer.iteration]


def test_going_on_from_the_best_state_repeats_the_run():
    trainer = make(keep_best=True, learning_rate=0.5, batch_size=7)
    run = Run(trainer)
    history = whole(run, 130)
    run.finish()
    results = steps(trainer, 130 - trainer.iteration)
    expected = history.costs[run.best.iteration + 1 :]
    assert [result.cost for result in results] == expected.tolist()


def test_the_last_state_stays_where_the_best_isnt_kept():
    trainer = make(learning_rate=0.5, batch_size=7)
    run = Run(trainer)
    whole(run, 130)
    run.finish()
    assert trainer.iteration == 130
    assert run.best.iteration < 130
    assert run.best.checkpoint is None


def test_of_equals_the_first_is_the_best(monkeypatch):
    results = [(0.5, 1.0), (0.7, 0.9), (0.7, 0.9), (0.7, 0.8), (0.7, 0.8), (0.6, 0.1)]
    run = scripted(monkeypatch, results, keep_best=True)
    best = []
    run.measure()
    for _ in range(50):
        run.advance(50)
        best.append(run.best.iteration)
    assert best[9::10] == [10, 10, 30, 30, 30]
    run.finish()
    assert run.trainer.iteration == 30


def test_a_cost_that_is_no_number_is_never_the_best(monkeypatch):
    results = [(0.5, math.nan), (0.5, math.inf), (0.5, 2.0), (0.5, math.nan)]
    run = scripted(monkeypatch, results)
    whole(run, 30)
    assert run.best.iteration == 20


def test_without_a_test_set_there_is_no_best_and_no_end_to_patience():
    like = make()
    examples = Examples(like._train.X, like._train.Y, like._train.labels)
    config = TrainingConfig(0.1, patience=1, keep_best=True)
    run = Run(Trainer(like.spec, config, examples))
    whole(run, 30)
    assert run.measure() is None
    assert run.best is None
    run.finish()
    assert run.trainer.iteration == 30


def test_a_regression_goes_by_its_cost():
    """It has no accuracy, and NaN equals nothing."""
    rng = np.random.default_rng(0)

    def examples(m):
        X = rng.standard_normal((6, m))
        Y = 2 * X[:1] + rng.standard_normal((1, m))
        return Examples(X, Y, np.zeros(m, int))

    spec = NetworkSpec((6, 8, 1), ("tanh",), "linear")
    config = TrainingConfig(0.1, keep_best=True, patience=60)
    trainer = Trainer(spec, config, examples(9), examples(9))
    run = Run(trainer)
    history = History()
    with pytest.raises(EarlyStop):
        whole(run, 3000, history)
    run.finish()
    assert np.isnan(run.best.metrics.accuracy)
    assert trainer.test_metrics().cost == history.test_costs.min()
    assert 0 < trainer.iteration < len(history) - 1


# Patience


def test_patience_ends_the_run_when_it_says(monkeypatch):
    results = [(0.5, 1.0), (0.6, 1.0), (0.5, 1.0), (0.6, 1.0), (0.4, 1.0)]
    run = scripted(monkeypatch, results, patience=25)
    history = History()
    with pytest.raises(EarlyStop, match=r"at iteration 35: in 25 .* at iteration 10"):
        whole(run, 1000, history)
    assert len(history) == 36
    assert list(history.test_iterations) == [0, 10, 20, 30, 35]
    assert run.trainer.iteration == 35


@pytest.mark.parametrize("keep_best", [False, True])
def test_impatience_measures_the_test_set_before_it_gives_up(monkeypatch, keep_best):
    # The test set's turn is every ten iterations.
    results = [(0.5, 1.0), (0.6, 1.0), (0.7, 1.0), (0.6, 1.0), (0.7, 1.0)]
    run = scripted(monkeypatch, results, patience=4, keep_best=keep_best)
    history = History()
    with pytest.raises(EarlyStop, match=r"at iteration 12: in 4 .* at iteration 8"):
        whole(run, 1000, history)
    assert list(history.test_iterations) == [0, 4, 8, 10, 12]


def test_a_better_result_in_time_renews_patience(monkeypatch):
    results = [(0.5, 1.0), (0.5, 1.0), (0.5, 0.9), (0.5, 1.0), (0.5, 1.0), (0.5, 1.0)]
    run = scripted(monkeypatch, results, patience=20)
    with pytest.raises(EarlyStop, match="at iteration 40"):
        whole(run, 1000)


def test_going_on_after_an_early_stop_is_patient_again(monkeypatch):
    results = [(0.5, 1.0)] + 20 * [(0.4, 1.0)]
    run = scripted(monkeypatch, results, patience=15, keep_best=True)
    with pytest.raises(EarlyStop, match="at iteration 15"):
        whole(run, 1000)
    for end in (30, 45):
        run.go_on()
        for _ in range(15):
            run.advance(1000)
        with pytest.raises(EarlyStop, match=rf"at iteration {end}: .* at iteration 0"):
            run.advance(1000)
    run.finish()
    assert run.trainer.iteration == 0
    run.go_on()
    assert run.advance(1000).last.iteration == 1


def test_without_patience_a_run_goes_on(monkeypatch):
    run = scripted(monkeypatch, [(0.5, 1.0)] + 20 * [(0.1, 9.0)])
    assert len(whole(run, 200)) == 201


# Going on


def test_a_model_without_a_checkpoint_goes_on_from_its_parameters():
    trainer = make(optimizer="momentum")
    steps(trainer, 9)
    model = saved_model(trainer, DATA, History())
    other = make()
    go_on(other, model)
    assert other.iteration == 9
    assert other.parameters().equals(model.parameters)
    other.step()
