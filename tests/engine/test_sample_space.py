"""Training in sample space against the direct path, over the whole registries."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine import Trainer, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.errors import DivergenceError
from engine.examples import Examples
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS
from engine.parameters import Parameters
from engine.schedules import SCHEDULES
from tests.engine.nets import all_arrays
from tests.engine.twins import (
    BATCH,
    M,
    arrays,
    direct_blocks,
    distance,
    is_alive,
    pair,
    problem,
    velocity_distance,
)

pytestmark = pytest.mark.usefixtures("one_thread")

LINEAR = [optimizer.name for optimizer in OPTIMIZERS if optimizer.linear]
DROPOUT = (0.0, 0.3, 0.2)
FACTORS = (
    LINEAR,
    ACTIVATIONS.names,
    OUTPUTS.names,
    (None, BATCH),
    (0.0, 0.01),
    ((), DROPOUT),
    SCHEDULES.names,
)
EVERYTHING = list(product(*FACTORS))


def places(combination):
    return sum(names.index(x) for names, x in zip(FACTORS, combination, strict=True))


# Every value of every factor meets every value of every other one.
RUNS = [one for one in EVERYTHING if places(one) % (2 * len(SCHEDULES)) == 0]

STATES, STEPS = 50, 100
ONE_STEP, TRAJECTORY = 1e-12, 1e-9
DRIFTS = 100
"""How many times as far as one ulp of W1_0 leads, the paths may part."""


def twins(combination, hidden=(6, 5), **settings):
    """Return the problem, and its trainers in sample space and direct."""
    optimizer, activation, output, batch_size, decay, dropout, schedule = combination
    settings = {
        "optimizer": optimizer,
        "batch_size": batch_size,
        "weight_decay": decay,
        "schedule": schedule,
    } | settings
    rates = dropout[: 1 + len(hidden)]
    found = problem(activation, output, rates, hidden)
    return found, pair(*found, **settings)


def record(trainer, steps):
    blocks = [trainer.block.copy()]
    for _ in range(steps):
        trainer.step()
        blocks.append(trainer.block.copy())
    return np.array(blocks)


def assert_it_learned(trainer, examples, before):
    assert is_alive(trainer.spec, trainer.parameters(), examples)
    assert trainer.train_metrics().cost < 0.98 * before


@pytest.mark.parametrize("run", list(product(*FACTORS[:-1])), ids=str)
def test_one_step_from_each_of_50_states(run):
    # A loop, since one test for each would take a third longer.
    for schedule in SCHEDULES.names:
        assert_steps_agree((*run, schedule))


def assert_steps_agree(combination):
    # Only the first layer differs, so one hidden layer does.
    (spec, _, examples), (sample, direct) = twins(
        combination, hidden=(6,), iterations=STATES
    )
    before = sample.train_metrics().cost
    ours = direct_blocks(sample, examples, record(sample, STATES))
    assert_it_learned(sample, examples, before)
    theirs = []
    for iteration, block in enumerate(ours[:-1]):
        direct.go_to(block, iteration)
        direct.step()
        theirs.append(direct.block.copy())
    assert distance(spec, ours[1:], np.array(theirs)) < ONE_STEP
    # A difference in velocities is one of the next step's parameters.
    assert velocity_distance(ours[1:], np.array(theirs)) < ONE_STEP
    # What was converted here is what the trainer itself forms.
    formed, there = (all_arrays(each.parameters()) for each in (sample, direct))
    for one, other in zip(formed, there, strict=True):
        assert np.abs(one - other).max() < ONE_STEP * np.abs(other).max()
    assert sample.cost == pytest.approx(direct.cost, rel=1e-11)


@pytest.fixture
def padded(monkeypatch):
    """Inner products have columns of zeros beside them, whatever processor this is."""
    monkeypatch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: True)
    monkeypatch.setattr("engine.blas._LEAST_COLUMNS", 1)


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_columns_are_whole_lines(padded, precision):
    run = (LINEAR[0], "tanh", "softmax", None, 0.0, (), "constant")
    _, (sample, _) = twins(run, precision=precision)
    (_, K), _ = sample.first_layer.take(slice(None))
    assert K.shape == (M, 16)
    assert K.strides[0] % 64 == K.ctypes.data % 64 == 0
    batches = twins((*run[:3], BATCH, *run[4:]), precision=precision)[1][0]
    (_, K, _), _ = batches.first_layer.take(np.arange(BATCH))
    assert K.shape == (M, BATCH)


@pytest.mark.parametrize("run", list(product(LINEAR, (None, BATCH), (0.0, 0.01))))
def test_columns_of_zeros_change_nothing(padded, run):
    optimizer, batch_size, decay = run
    for dropout in ((), DROPOUT):
        rest = "relu", "sigmoid", batch_size, decay, dropout, "cosine"
        assert_steps_agree((optimizer, *rest))


@pytest.mark.parametrize("decay", [0.0, 0.01])
def test_columns_of_zeros_beside_a_test_set(padded, decay):
    spec, start, examples = problem("tanh", "softmax")
    test = Examples(examples.X[:, :9] + 0.1, examples.Y[:, :9], examples.labels[:9])
    found = []
    for way in ("sample-space", "direct"):
        config = TrainingConfig(0.1, 20, weight_decay=decay, first_layer=way)
        trainer = Trainer(spec, config, examples, test, start)
        trainer.steps(20)
        found.append((trainer.train_metrics().cost, trainer.test_metrics().cost))
        if way == "sample-space":
            assert trainer.first_layer.prepare(test)[1].shape == (M, 16)
    np.testing.assert_allclose(*found, rtol=1e-11)


def drift(direct, blocks):
    """Return how far one ulp of W1_0 leads: the yardstick of what can be asked for."""
    W1, *others = direct.initial.weights
    nudged = (np.nextafter(W1, np.inf), *others)
    direct.restore(Parameters(nudged, direct.initial.biases), 0)
    there = record(direct, len(blocks) - 1)
    return distance(direct.spec, there, blocks)


@pytest.mark.parametrize("combination", RUNS, ids=str)
def test_whole_trajectories(combination):
    (spec, _, examples), (sample, direct) = twins(combination, iterations=STEPS)
    before = sample.train_metrics().cost
    ours = direct_blocks(sample, examples, record(sample, STEPS))
    assert_it_learned(sample, examples, before)
    theirs = record(direct, STEPS)
    apart = distance(spec, ours, theirs)
    assert apart < TRAJECTORY or apart < DRIFTS * drift(direct, theirs)


def test_the_yardstick_of_one_ulp():
    _, (_, direct) = twins(RUNS[0], iterations=STEPS)
    assert 0 < drift(direct, record(direct, STEPS)) < TRAJECTORY


def test_every_value_is_in_a_whole_trajectory_with_every_other():
    for (i, ours), (j, theirs) in product(enumerate(FACTORS), repeat=2):
        if i < j:
            met = {(run[i], run[j]) for run in RUNS}
            assert met == set(product(ours, theirs))


def test_a_wrong_coefficient_would_be_found():
    """The yardstick sees a single entry that is off by far less than a step."""
    (spec, _, examples), (sample, _) = twins(EVERYTHING[0], iterations=5)
    blocks = record(sample, 5)
    right = direct_blocks(sample, examples, blocks)
    blocks[3, 0, 2] *= 1 + 1e-8
    assert distance(spec, direct_blocks(sample, examples, blocks), right) > ONE_STEP
    assert len(list(arrays(spec, right))) == 2 * spec.L


# What happens in the middle of a run

DECAYS = pytest.mark.parametrize("decay", [0.0, 0.01])
BATCHES = pytest.mark.parametrize("batch_size", [None, BATCH])
LINEAR_ONES = pytest.mark.parametrize("optimizer", LINEAR)


@LINEAR_ONES
@BATCHES
@DECAYS
def test_the_learning_rate_in_mid_run(optimizer, batch_size, decay):
    run = (optimizer, "tanh", "softmax", batch_size, decay, (), "cosine")
    (spec, _, examples), (sample, direct) = twins(run, iterations=40)
    ours, theirs = [], []
    for trainer, into in ((sample, ours), (direct, theirs)):
        into.append(record(trainer, 10))
        trainer.learning_rate *= 3
        into.append(record(trainer, 10))
    for mine, other in zip(ours, theirs, strict=True):
        here = direct_blocks(sample, examples, mine)
        assert distance(spec, here, other) < TRAJECTORY
    undisturbed = twins(run, iterations=40)[1][0]
    record(undisturbed, 20)
    assert abs(undisturbed.cost / sample.cost - 1) > 1e-3


@LINEAR_ONES
@BATCHES
@DECAYS
def test_reset_and_restore(optimizer, batch_size, decay):
    run = (optimizer, "tanh", "softmax", batch_size, decay, DROPOUT, "step")
    _, (sample, direct) = twins(run, iterations=40)
    first = record(sample, 12)
    state = sample.parameters().frozen()
    costs = []
    for trainer in (sample, direct):
        trainer.restore(state, 12)
        assert trainer.parameters().equals(state)
        costs.append([trainer.cost] + [trainer.step().cost for _ in range(10)])
    np.testing.assert_allclose(*costs, rtol=1e-9)
    sample.reset()
    np.testing.assert_array_equal(record(sample, 12), first)


@LINEAR_ONES
@DECAYS
def test_a_checkpoint_goes_on_to_the_bit(optimizer, decay):
    run = (optimizer, "relu", "sigmoid", BATCH, decay, DROPOUT, "warm-up")
    _, (sample, _) = twins(run, iterations=40)
    record(sample, 7)
    kept = sample.checkpoint()
    expected = record(sample, 9)
    sample.reset()
    sample.resume(kept)
    np.testing.assert_array_equal(record(sample, 9), expected)


@LINEAR_ONES
@BATCHES
@DECAYS
def test_float32(optimizer, batch_size, decay):
    run = (optimizer, "tanh", "softmax", batch_size, decay, DROPOUT, "cosine")
    _, trainers = twins(run, iterations=40, precision="float32")
    costs = [[trainer.step().cost for _ in range(40)] for trainer in trainers]
    np.testing.assert_allclose(*costs, rtol=1e-4)
    assert costs[0] != costs[1]
    for trainer in trainers:
        assert trainer.block.dtype == np.float32
        assert {W.dtype for W in trainer.parameters().weights} == {np.dtype("f4")}
    # Masks of another precision are other draws, so here without any.
    plain = (*run[:5], (), run[6])
    rough, fine = (
        twins(plain, iterations=40, precision=precision)[1][0]
        for precision in ("float32", "float64")
    )
    assert record(rough, 40).dtype == np.float32
    record(fine, 40)
    assert rough.cost == pytest.approx(fine.cost, rel=1e-4)


def run_into_the_wall(trainer):
    """Return the last state in front of a divergence."""
    while True:
        last = trainer.block.copy()
        assert trainer.iteration < 1000
        try:
            trainer.step()
        except DivergenceError:
            return last


@LINEAR_ONES
@BATCHES
@DECAYS
def test_divergence_keeps_the_last_good_state(optimizer, batch_size, decay):
    run = (optimizer, "linear", "linear", batch_size, decay, (), "constant")
    _, (sample, _) = twins(run, learning_rate=20.0)
    last = run_into_the_wall(sample)
    np.testing.assert_array_equal(sample.block, last)
    assert np.isfinite(sample.parameters().weights[0]).all()
    with pytest.raises(DivergenceError):
        sample.step()
    sample.reset()
    sample.learning_rate = 0.001
    assert sample.step().iteration == 1
