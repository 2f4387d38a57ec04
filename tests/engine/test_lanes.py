"""Large data that are measured block by block, by one thread or by two."""

from __future__ import annotations

import threading
from dataclasses import astuple

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.blas import BlasThreads
from engine.errors import DataError
from engine.examples import Examples
from engine.inputs import ArrayInputs
from engine.outputs import OUTPUTS, Task

pytestmark = pytest.mark.usefixtures("one_thread")

N_X, M = 12, 290
PATHS = ["direct", "sample-space"]


@pytest.fixture
def large(monkeypatch):
    """Let small data be large, in blocks of 40 examples."""
    monkeypatch.setattr("engine.evaluator._NUMBERS", 2 * 40 * N_X)
    monkeypatch.setattr("engine.sample_space.MOST_PREPARED", 0)


@pytest.fixture(autouse=True)
def cores(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def examples(task, precision, m=M, seed=3, kind=ArrayInputs):
    rng = np.random.default_rng(seed)
    n_y = 1 if task is Task.BINARY else 4
    labels = rng.integers(max(2, n_y), size=m)
    Y = (labels == np.arange(n_y)[:, np.newaxis]).astype(precision)
    pixels = rng.integers(0, 256, (m, N_X), np.uint8)
    return Examples(kind(pixels), Y, labels, finite=True)


def make(output="softmax", path="direct", most=2, precision="float64", test=None):
    task = OUTPUTS[output].task
    train = examples(task, precision)
    test = test or examples(task, precision, 333, seed=4)
    spec = NetworkSpec((N_X, 6, 5, len(train.Y)), ("tanh", "relu"), output)
    config = TrainingConfig(0.1, 20, precision=precision, first_layer=path)
    return Trainer(spec, config, train, test, blas=BlasThreads(most))


def has_helper(trainer):
    return "_helper" in vars(trainer._shares)


def measured(trainer):
    """Return all that is found on the test set and on the training set."""
    trainer.steps(4)
    steps = trainer.steps(1, tested=(5,))
    found = [astuple(metrics) for _, metrics in steps.tests]
    for data in (trainer._test, trainer._train):
        metrics, A = trainer.answers(data)
        found += [astuple(metrics), A.copy()]
    return found


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("output", OUTPUTS.names)
@pytest.mark.parametrize("path", PATHS)
def test_block_by_block_is_what_it_is_at_once(request, path, output, precision):
    at_once = measured(make(output, path, precision=precision))
    request.getfixturevalue("large")
    in_blocks = measured(make(output, path, precision=precision))
    rtol = 1e-12 if precision == "float64" else 1e-5
    for one, other in zip(in_blocks, at_once, strict=True):
        np.testing.assert_allclose(one, other, rtol=rtol, atol=rtol)


@pytest.mark.parametrize("output", OUTPUTS.names)
@pytest.mark.parametrize("path", PATHS)
def test_one_thread_finds_the_same_as_two_to_the_bit(large, path, output):
    alone, together = (make(output, path, most=most) for most in (1, 2))
    for one, other in zip(measured(together), measured(alone), strict=True):
        np.testing.assert_array_equal(one, other)
    assert (has_helper(alone), has_helper(together)) == (False, True)


class Elsewhere(ArrayInputs):
    """Inputs that a thread can't read for a while."""

    missing = None

    def read(self, indices, out):
        if threading.current_thread().name == self.missing:
            raise DataError("The file is gone.")
        super().read(indices, out)


@pytest.mark.parametrize("thread", ["MainThread", "helper"])
@pytest.mark.parametrize("path", PATHS)
def test_what_either_thread_cant_read_is_told(large, path, thread):
    test = examples(Task.MULTICLASS, "float64", 333, seed=4, kind=Elsewhere)
    trainer, undisturbed = make(path=path, test=test), make(path=path)
    trainer.steps(4)
    test._inputs.missing = thread
    with pytest.raises(DataError, match="gone"):
        trainer.test_metrics()
    test._inputs.missing = None
    undisturbed.steps(4)
    assert trainer.test_metrics() == undisturbed.test_metrics()
    assert trainer.steps(3).last == undisturbed.steps(3).last


def test_a_test_set_of_no_more_than_one_block(large):
    test = examples(Task.MULTICLASS, "float64", 81, seed=4)
    trainer = make(test=test)
    found, A = trainer.answers(test)
    said = A.argmax(axis=0)
    assert found.accuracy == pytest.approx(np.mean(said == test.labels))
