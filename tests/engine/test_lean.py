"""In steady state, a step allocates nothing that grows with data or network."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.batches import Batches
from engine.examples import Examples
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task

pytestmark = pytest.mark.usefixtures("one_thread")

N_X, HIDDEN, N_Y, M, BATCH = 700, (96, 48), 24, 400, 320
WORKING = 10 * 1024
"""Bytes that a step may take: Python's objects, and a few times one number for each
example of a batch."""
SMALLEST = 4 * N_Y * BATCH
"""What the smallest array takes that has a column for each example."""
LINEAR = [optimizer.name for optimizer in OPTIMIZERS if optimizer.linear]


@pytest.fixture(autouse=True)
def small_buffers(monkeypatch):
    """Keep NumPy's own buffers out of it: 8 kB each, whatever the data's size."""
    monkeypatch.setattr("engine.arrays._BUFFERED", 128)


def trainer(activation="relu", output="softmax", dropout=(), **settings):
    rng = np.random.default_rng(0)
    n_y = 1 if OUTPUTS[output].task is Task.BINARY else N_Y
    spec = NetworkSpec((N_X, *HIDDEN, n_y), (activation,) * 2, output, dropout)
    X = rng.standard_normal((N_X, M)) / 30
    labels = rng.integers(max(2, n_y), size=M)
    Y = (labels == np.arange(n_y)[:, np.newaxis]).astype(float)
    config = TrainingConfig(0.001, 100, "he", **settings)
    return Trainer(spec, config, Examples(X, Y, labels))


def taken_by_a_step(trainer):
    """Return the most bytes that a step of a run that is under way takes at once."""
    for _ in range(6):
        trainer.step()
    # A step inside an epoch: a new order of the examples is drawn once in an epoch.
    assert trainer.iteration % 2 == 0
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        trainer.step()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


WAYS = [("sample-space", name) for name in LINEAR] + [
    ("direct", name) for name in OPTIMIZERS.names
]


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize(("way", "optimizer"), WAYS)
def test_every_optimizer_and_path(way, optimizer, batch_size, decay):
    made = trainer(
        first_layer=way,
        optimizer=optimizer,
        batch_size=batch_size,
        weight_decay=decay,
    )
    assert taken_by_a_step(made) < WORKING < SMALLEST


@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize(
    ("activation", "output"), list(product(ACTIVATIONS.names, OUTPUTS.names))
)
def test_every_network(activation, output, batch_size):
    assert taken_by_a_step(trainer(activation, output, batch_size=batch_size)) < WORKING


@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("dropout", [(0.0, 0.3, 0.3), (0.2, 0.0, 0.3)], ids=str)
def test_dropout(dropout, precision, batch_size):
    made = trainer(dropout=dropout, precision=precision, batch_size=batch_size)
    assert taken_by_a_step(made) < WORKING


def test_over_many_steps_nothing_is_left_behind():
    made = trainer(dropout=(0.0, 0.3, 0.3), batch_size=BATCH, weight_decay=0.1)
    for _ in range(6):
        made.step()
    tracemalloc.start()
    try:
        made.step()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(40):
            made.step()
        assert tracemalloc.get_traced_memory()[0] - before < 2 * WORKING
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("place", ["forward", "slope"])
def test_an_allocation_would_be_found(monkeypatch, place):
    right = ACTIVATIONS["relu"]
    plan = getattr(right, place)
    wasteful = replace(
        right, **{place: lambda one, other: (one.copy, *plan(one, other))}
    )
    monkeypatch.setattr(ACTIVATIONS, "_entries", {"relu": wasteful})
    assert taken_by_a_step(trainer()) > WORKING


def test_a_batch_is_the_first_of_its_epoch_at_even_iterations():
    """What is measured above is a step between two batches of one epoch."""
    batches = Batches(M, BATCH, 1)
    assert len(batches.indices(0)) == BATCH
    assert len(batches.indices(1)) == M - BATCH
