"""Costs of huge finite weights, and of huge steps: finite, or a divergence."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Trainer, TrainingConfig, network
from engine.activations import ACTIVATIONS
from engine.errors import DivergenceError
from engine.operations import run
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task, mean_cost
from engine.parameters import Parameters
from tests.engine.twins import BATCH, pair, problem

pytestmark = pytest.mark.usefixtures("one_thread")

CLASSIFIERS = [o.name for o in OUTPUTS if o.task is not Task.REGRESSION]
CONFIG = TrainingConfig()
LARGEST = {"float64": 1e307, "float32": 1e37}


def one_hot(output, labels):
    n_y = 1 if OUTPUTS[output].task is Task.BINARY else 3
    return labels[np.newaxis] if n_y == 1 else np.eye(n_y)[labels].T


@pytest.mark.parametrize("precision", list(LARGEST))
@pytest.mark.parametrize("output", CLASSIFIERS)
@given(data=st.data())
def test_a_classifiers_cost_is_finite_for_any_finite_z(output, precision, data):
    labels = np.array([0, 1, 0, 1])
    Y = one_hot(output, labels).astype(precision)
    numbers = st.floats(-LARGEST[precision], LARGEST[precision]) | st.floats(-50, 50)
    drawn = data.draw(st.lists(numbers, min_size=Y.size, max_size=Y.size))
    Z = np.array(drawn).astype(precision).reshape(Y.shape)
    cost = mean_cost(output, Z, Y)
    assert math.isfinite(cost)
    assert cost >= -1e-6
    A = np.empty_like(Z)
    with np.errstate(over="ignore"):
        run(OUTPUTS[output].forward(Z, A))
    assert np.isfinite(A).all()


@pytest.mark.parametrize("size", [1e3, 1e30, 1e150, 1e300])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("output", CLASSIFIERS)
def test_a_confident_answer_costs_what_z_says(output, sign, size):
    """Nothing where it is right, the distance of the Z where it is wrong."""
    labels = np.array([0, 1, 1])
    Y = one_hot(output, labels).astype(float)
    Z = sign * size * (2 * Y - 1)
    wrong = size if output == "sigmoid" else 2 * size
    expected = 0 if sign > 0 else wrong
    # Of three, two wrong classes share what the softmax gives away: log 2 at most.
    assert mean_cost(output, Z, Y) == pytest.approx(expected, rel=1e-3, abs=1e-100)


def with_last_layer(start, factor):
    weights = (*start.weights[:-1], factor * start.weights[-1])
    return Parameters(weights, start.biases)


@pytest.mark.parametrize("size", [1e3, 1e150, 1e170, -1e150])
@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize(
    ("activation", "output"), list(product(ACTIVATIONS.names, CLASSIFIERS))
)
def test_huge_weights_have_a_finite_cost(activation, output, size, batch_size, decay):
    spec, start, examples = problem(activation, output)
    start = with_last_layer(start, size)
    trainers = pair(spec, start, examples, batch_size=batch_size, weight_decay=decay)
    for trainer in trainers:
        whole = network.cost(spec, start, examples.X, examples.Y)
        assert math.isfinite(trainer.cost)
        assert trainer.train_metrics().cost == pytest.approx(whole, rel=1e-9)
        steps_or_diverges(trainer)
    assert trainers[0].path.name != trainers[1].path.name


def steps_or_diverges(trainer, most=5):
    """Step; whatever happens, the state is one with finite numbers only."""
    for _ in range(most):
        before = trainer.block.copy()
        try:
            assert math.isfinite(trainer.step().cost)
        except DivergenceError:
            np.testing.assert_array_equal(trainer.block, before)
            break
    assert math.isfinite(trainer.cost)
    assert np.isfinite(trainer.block).all()


@pytest.mark.parametrize("activation", ACTIVATIONS.names)
def test_a_regressions_is_finite_or_a_divergence(activation):
    spec, start, examples = problem(activation, "linear")
    steps_or_diverges(
        Trainer(spec, CONFIG, examples, initial=with_last_layer(start, 1e150))
    )
    absurd = with_last_layer(start, 1e170)
    with pytest.raises(DivergenceError, match="cost of iteration 0 is not"):
        Trainer(spec, CONFIG, examples, initial=absurd)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
@pytest.mark.parametrize("precision", list(LARGEST))
@pytest.mark.parametrize("rate", [1e2, 1e20, 1e300])
def test_every_optimizer_survives_absurd_rates(optimizer, precision, rate):
    spec, start, examples = problem("linear", "linear")
    config = TrainingConfig(rate, optimizer=optimizer, precision=precision)
    trainer = Trainer(spec, config, examples, initial=start)
    steps_or_diverges(trainer, most=20)


@pytest.mark.parametrize("optimizer", ["rmsprop", "adam", "adamw"])
def test_a_mean_square_that_overflows_is_a_divergence(optimizer):
    """Else every step after it would be 0, and nobody would know why."""
    spec, start, examples = problem("linear", "sigmoid")
    start = with_last_layer(start, 1e170)
    config = TrainingConfig(0.001, optimizer=optimizer)
    trainer = Trainer(spec, config, examples, initial=start)
    with pytest.raises(DivergenceError, match="steps are too large"):
        trainer.step()
    assert np.isfinite(trainer.block).all()
