"""A run as the compute thread has it: rates, going back, looking."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.errors import SpecError
from engine.evaluation import Metrics
from engine.history import History
from engine.outputs import Task
from engine.series import AskedSeries
from engine.spec import NetworkSpec
from engine.steps import Steps
from engine.trainer import Trainer
from gui import look_back
from gui.live_run import LiveRun
from gui.mailbox import Log, Mailbox
from gui.origin import Origin
from gui.pace import Pace
from gui.scheduler import Turn


def vectors() -> Dataset:
    rng = np.random.default_rng(0)
    labels = np.arange(20, dtype=np.int64) % 2
    split = Split(rng.standard_normal((20, 3)) + labels[:, np.newaxis], labels)
    kind = InputKind.VECTOR
    return Dataset("vectors", Task.BINARY, kind, ("a", "b"), split, split)


class Driver:
    """Runs jobs to their ends, and reads the mail, as the window does."""

    def __init__(self, **config) -> None:
        self.mailbox, self.history = Mailbox(), History()
        config = TrainingConfig(**{"learning_rate": 0.1, "iterations": 30} | config)
        spec = NetworkSpec((3, 4, 1), ("tanh",), "sigmoid")
        self.run = LiveRun(1, Origin(vectors(), spec, config), self.mailbox)
        self.run.pace = Pace.FULL

    def finish(self, job):
        try:
            while True:
                next(job)
        except StopIteration as end:
            for log in self.mailbox.take().logs:
                log.add_to(self.history)
            return end.value

    def train(self, until, last=30):
        self.run.last = last
        return self.finish(self.run.train(until, paced=False, turn=Turn()))

    @property
    def rates(self):
        history = self.history
        return list(zip(history.rate_iterations, history.rates, strict=True))


@pytest.fixture
def best_at_10(monkeypatch):
    """Let the test set like state 10 best."""

    def ask(trainer):
        return Metrics(1.0 if trainer.iteration == 10 else 2.0, 0.5)

    monkeypatch.setattr(Trainer, "test_metrics", ask)
    monkeypatch.setattr(
        Trainer, "_series", lambda trainer: AskedSeries(partial(ask, trainer))
    )


def test_a_rate_that_was_changed_while_paused_is_saved():
    driver = Driver()
    driver.train(5)
    driver.run.change_learning_rate(0.3)
    driver.run.change_learning_rate(0.2)
    model = driver.finish(driver.run.model())
    assert model.checkpoint.learning_rate == 0.2
    assert driver.rates == [(5, 0.2)]
    driver.train(8)
    assert driver.rates == [(5, 0.2)]


def test_the_same_rate_again_is_no_change():
    driver = Driver()
    driver.train(5)
    driver.run.change_learning_rate(0.1)
    driver.train(8)
    assert driver.rates == []


@pytest.mark.usefixtures("best_at_10")
def test_the_windows_rate_holds_after_going_back_to_the_best_state():
    driver = Driver(keep_best=True)
    driver.train(20)
    driver.run.change_learning_rate(0.2)
    ending = driver.train(30)
    assert (ending.iteration, ending.is_over) == (10, True)
    assert driver.rates == [(20, 0.2)]
    assert len(driver.history) == 31
    driver.train(40, last=40)
    assert driver.rates == [(10, 0.2)]
    model = driver.finish(driver.run.model())
    # The best state's own rate came before that.
    assert model.checkpoint.iteration == 10


def test_a_rate_on_a_way_that_was_gone_before_stays_in_the_log():
    """One slice goes back, some steps on, and then has another rate."""
    history = History()
    history.extend(Steps(0, np.full(31, 1.0), np.full(31, 0.5)))
    history.add_rate(20, 0.3)
    new = Steps(11, np.full(10, 2.0), np.full(10, 0.5))
    log = Log(1, [new], rates=[(10, 0.2), (15, 0.4)])
    log.add_to(history)
    assert len(history) == 21
    assert history.rate_iterations.tolist() == [10, 15]
    assert history.rates.tolist() == [0.2, 0.4]


def test_training_yields_as_soon_as_the_thread_is_wanted():
    driver, turn = Driver(iterations=40), Turn(seconds=10.0)
    job = driver.run.train(40, paced=False, turn=turn)
    made = []
    for is_wanted in (False, True, True, False):
        turn.is_wanted = is_wanted
        next(job)
        logs = driver.mailbox.take().logs
        made.append(sum(len(some) for log in logs for some in log.steps))
    # The first slice only makes the run.
    assert made == [1, 1, 1, 38]


@pytest.mark.usefixtures("best_at_10")
def test_the_log_tells_which_state_did_best():
    driver, bests = Driver(), []
    driver.run.last = 30
    job = driver.run.train(30, paced=False, turn=Turn())
    try:
        while True:
            next(job)
            bests += [log.best for log in driver.mailbox.take().logs]
    except StopIteration:
        bests += [log.best for log in driver.mailbox.take().logs]
    assert bests[-1] == 10
    assert bests == sorted(bests)


def test_past_states_in_the_compute_thread():
    driver = Driver()
    driver.train(30)
    costs = driver.history.costs.tolist()
    for moment in (0, 7, 29, 30):
        shown = driver.finish(driver.run.frame_at(moment, frozenset(), exact=True))
        assert (shown.iteration, shown.run_id) == (moment, 1)
        assert shown.train.cost == costs[moment]
    model = driver.finish(driver.run.model_at(7))
    assert (model.iteration, model.checkpoint.iteration) == (7, 7)
    assert model.checkpoint.learning_rate == 0.1
    assert driver.history.costs.tolist() == costs
    with pytest.raises(SpecError, match="Choose one from 0 to 30"):
        driver.finish(driver.run.frame_at(31, frozenset(), exact=False))


def test_what_is_near_is_shown_only_where_the_way_is_long(monkeypatch):
    driver = Driver()
    driver.train(30)
    soon = driver.finish(driver.run.frame_at(11, frozenset(), exact=False))
    assert soon.iteration == 11
    monkeypatch.setattr(look_back, "SOON_SECONDS", -1.0)
    near = [
        driver.finish(driver.run.frame_at(moment, frozenset(), exact=False)).iteration
        for moment in (11, 9, 27)
    ]
    assert near == [11, 0, 30], "where it has just been costs nothing"
