"""Rows of steps with the test set in their midst, against the simple way."""

from __future__ import annotations

import gc
import weakref
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import evaluator
from engine.errors import DataError, EarlyStop
from engine.examples import Examples
from engine.run import Run, advance
from engine.steps import Steps
from engine.trainer import Trainer
from tests.engine.runs import KINDS, N_X, PATHS, flaky, make, of_path, steps

pytestmark = pytest.mark.usefixtures("one_thread")

RATES = 0.1, 0.3, 0.1

SMALL_BLOCK = 4 * N_X
"""Inputs in a block, so that the test set has three."""


class Simple:
    """A run that is made step by step, and looked at while it stands still."""

    def __init__(self, run, last):
        self.run, self.last = run, last
        run.measure()

    def go(self, count):
        """Make steps; return the points of the test set, and whether that was all."""
        run, trainer, points = self.run, self.run.trainer, []
        for _ in range(count):
            try:
                left = run._check_patience()
            except EarlyStop:
                return points, True
            now = trainer.step().iteration
            if now % trainer.test_every == 0 or now == self.last or left == 1:
                points.append((now, run.measure()))
        return points, False


class Rows(Simple):
    """The same run in rows."""

    def go(self, count):
        end, points = self.run.trainer.iteration + count, []
        while self.run.trainer.iteration < end:
            try:
                left = end - self.run.trainer.iteration
                points += self.run.advance(self.last, left).tests
            except EarlyStop:
                return points, True
        return points, False


def look(trainer):
    """Ask what uses the buffers of rows, or might."""
    trainer.test_metrics()
    trainer.answers(trainer._train)
    trainer.gradients()


def known(run):
    trainer, best, kept = run.trainer, run.best, run.best.checkpoint
    block = None if kept is None else kept.block.tobytes()
    known_best = best._replace(checkpoint=block)
    return trainer.result, trainer.block.tobytes(), known_best


parts = st.lists(st.tuples(st.integers(1, 45), st.sampled_from(RATES)), max_size=5)


@given(
    path=st.sampled_from(PATHS),
    kind=st.sampled_from(list(KINDS)),
    parts=parts,
    last=st.sampled_from([1, 30, 37, 1000]),
    patience=st.sampled_from([None, 1, 4, 10, 14]),
    keep_best=st.booleans(),
    first=st.sampled_from([0, 10, 13]),
)
@example(PATHS[0], "plain", [(45, 0.1), (45, 0.3), (9, 0.1)], 1000, 14, True, 13)
def test_a_run_in_rows_is_the_run_step_by_step(
    path, kind, parts, last, patience, keep_best, first
):
    settings = KINDS[kind] | {"patience": patience, "keep_best": keep_best}
    begun = of_path(path, **settings)
    steps(begun, first)
    simple, rows = (
        side(Run(of_path(path, **settings)), last) for side in (Simple, Rows)
    )
    for one in (simple, rows):
        one.run.trainer.resume(begun.checkpoint())
        one.run.go_on()
    for count, rate in parts:
        assert rows.go(count) == simple.go(count)
        assert known(rows.run) == known(simple.run)
        look(rows.run.trainer)
        for one in (simple, rows):
            one.run.set_learning_rate(rate)
    for one in (simple, rows):
        one.run.finish()
    assert known(rows.run) == known(simple.run)


@pytest.mark.parametrize("path", ["direct", "sample-space"])
def test_nobody_waits_for_many_tests_that_take_long(monkeypatch, path):
    together = advance(make(first_layer=path), 35, 35)
    monkeypatch.setattr(evaluator, "_NUMBERS", SMALL_BLOCK)
    monkeypatch.setattr("engine.sample_space.MOST_PREPARED", 0)
    trainer, made = make(first_layer=path), []
    while trainer.iteration < 35:
        made.append(advance(trainer, 35, 35))
    assert len(together) == 35
    assert [len(row) for row in made] == [10, 10, 10, 5]
    apart = Steps.joined(made)
    assert [i for i, _ in apart.tests] == [i for i, _ in together.tests]
    for (_, found), (_, expected) in zip(apart.tests, together.tests, strict=True):
        assert astuple(found) == pytest.approx(astuple(expected))


@pytest.mark.parametrize("path", ["direct", "sample-space"])
def test_a_test_set_is_read_when_it_is_due_and_not_before(monkeypatch, path):
    _, inputs = flaky()
    like = make(first_layer=path)
    test = Examples(inputs, like._train.Y, like._train.labels)
    trainer = Trainer(like.spec, like.config, like._train, test)
    prepare, prepared = trainer.first_layer.prepare, []

    def noted(examples):
        prepared.append(trainer.iteration)
        return prepare(examples)

    monkeypatch.setattr(trainer.first_layer, "prepare", noted)
    inputs.failures = 1
    assert len(advance(trainer, 40, 9)) == 9
    assert inputs.failures == 1
    assert not prepared
    with pytest.raises(DataError, match="gone"):
        advance(trainer, 40, 1)
    assert trainer.iteration == 9
    assert [i for i, _ in advance(trainer, 40, 31).tests] == [10, 20, 30, 40]


@pytest.mark.parametrize("path", ["direct", "sample-space"])
def test_what_was_looked_at_once_is_let_go_of(path):
    trainer = make(first_layer=path)
    X = np.full((N_X, 1), 0.5)
    looked_at = Examples(X, X[:1], np.zeros(1, np.int64))
    trainer.passed(looked_at)
    trainer.answers(looked_at)
    gone = weakref.ref(looked_at)
    del looked_at
    gc.collect()
    assert gone() is None
