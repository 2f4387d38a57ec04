"""Dropout: which units are left out, and that learning goes by the ones that stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.activations import ACTIVATIONS
from engine.config import MAX_SEED
from engine.dropout import Dropout
from engine.errors import SpecError
from engine.operations import run
from engine.outputs import mean_cost
from engine.parameters import Parameters
from tests.engine.nets import NUDGE, all_arrays, relative_error, step_gradients
from tests.engine.twins import BATCH, N_X, M, pair, problem

pytestmark = pytest.mark.usefixtures("one_thread")

RATES = (0.2, 0.5, 0.3)
HIDDEN_ONLY = (0.0, 0.5, 0.3)
PLACES = pytest.mark.parametrize("rates", [RATES, HIDDEN_ONLY], ids=str)
BATCHES = pytest.mark.parametrize("batch_size", [None, BATCH])


def spec_with(*rates, dims=(30, 20, 10, 3)):
    return NetworkSpec(dims, ("relu",) * (len(dims) - 2), "softmax", rates)


def masks_at(iteration, count=8, seed=1, rates=RATES, precision="float64"):
    drawn = Dropout(spec_with(*rates), 8, precision, seed).masks(iteration, count)
    return [None if mask is None else mask.copy() for mask in drawn]


def assert_same(ours, theirs):
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one, other)


# The masks


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_masks_are_0_or_what_makes_up_for_it(precision):
    inputs, *hidden = masks_at(0, precision=precision)
    assert inputs.shape == (8, 30)
    assert [mask.shape for mask in hidden] == [(20, 8), (10, 8)]
    for mask, rate in zip((inputs, *hidden), RATES, strict=True):
        assert mask.dtype == precision
        assert set(np.unique(mask)) == {0, mask.dtype.type(1 / (1 - rate))}


def test_where_there_is_no_dropout_there_is_no_mask():
    inputs, first, second = masks_at(0, rates=(0.0, 0.5, 0.0))
    assert inputs is None
    assert second is None
    assert first is not None


@pytest.mark.parametrize("rate", [0.01, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_rate_and_mean_in_the_long_run(rate, precision):
    dropout = Dropout(spec_with(rate, rate, rate), 8, precision, 1)
    left_out = total = count = 0
    for iteration in range(500):
        for mask in dropout.masks(iteration, 8):
            left_out += np.count_nonzero(mask == 0)
            total += mask.sum(dtype=float)
            count += mask.size
    # Five standard deviations of so many draws.
    spread = 5 * np.sqrt(rate * (1 - rate) / count)
    assert abs(left_out / count - rate) < spread
    assert abs(total / count - 1) < spread / (1 - rate)


@given(
    st.integers(0, MAX_SEED),
    st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 8)), min_size=1),
)
def test_masks_are_a_function_of_seed_and_iteration(seed, asked):
    often = Dropout(spec_with(*RATES), 8, "float32", seed)
    for iteration, count in asked:
        fresh = Dropout(spec_with(*RATES), 8, "float32", seed)
        assert_same(often.masks(iteration, count), fresh.masks(iteration, count))


def test_seeds_iterations_and_layers_differ():
    drawn = [masks_at(i, seed=seed) for seed in (1, 2) for i in (0, 1)]
    for place, masks in enumerate(drawn):
        for other in drawn[:place]:
            assert all((a != b).any() for a, b in zip(masks, other, strict=True))
    same = NetworkSpec((9, 9, 9, 1), ("relu",) * 2, "sigmoid", (0.5, 0.5, 0.5))
    inputs, first, second = Dropout(same, 9, "float64", 1).masks(0, 9)
    assert (first != second).any()
    assert (first != inputs.T).any()


def test_the_masks_themselves():
    """A new version must draw what the old one drew, or runs couldn't go on."""
    found = Dropout(spec_with(*RATES), 8, "float64", 1).masks(7, 2)
    rng = np.random.Generator(np.random.Philox(key=[1, 2], counter=[0, 0, 0, 7]))
    shapes = [(2, 30), (20, 2), (10, 2)]
    for mask, rate, shape in zip(found, RATES, shapes, strict=True):
        np.testing.assert_array_equal(mask > 0, rng.random(shape) >= rate)


# Training with them


def masked_cost(spec, parameters, X, Y, masks):
    """Return the cost with units left out, by the plain formulas."""
    A = X if masks[0] is None else X * masks[0].T
    layers = zip(parameters.weights, parameters.biases, strict=True)
    for layer, (W, b) in enumerate(layers, 1):
        Z = W @ A + b
        if layer <= len(spec.activations):
            A = np.empty_like(Z)
            run(ACTIVATIONS[spec.activations[layer - 1]].forward(Z, A))
            A = A if masks[layer] is None else A * masks[layer]
    return mean_cost(spec.output, Z, Y)


@PLACES
@BATCHES
@pytest.mark.parametrize("iteration", [0, 3, 1000])
def test_the_cost_is_that_of_the_masked_network(rates, batch_size, iteration):
    spec, start, examples = problem("tanh", "softmax", rates)
    trainer = make(spec, start, examples, batch_size=batch_size)
    trainer.restore(start, iteration)
    indices = trainer._feed._batches
    chosen = slice(None) if indices is None else indices.indices(iteration)
    X, Y = examples.X[:, chosen], examples.Y[:, chosen]
    masks = Dropout(spec, M, "float64", 1).masks(iteration, X.shape[1])
    expected = masked_cost(spec, start, X, Y, masks)
    assert trainer.cost == pytest.approx(expected, rel=1e-13)


def make(spec, start, examples, **settings):
    config = TrainingConfig(iterations=50, **settings)
    return Trainer(spec, config, examples, examples, initial=start)


def numeric_gradients(trainer, start, iteration):
    """Return slopes of the trainer's own cost, whose masks the iteration fixes."""

    def cost():
        trainer.restore(moved, iteration)
        return trainer.cost

    def slopes(array):
        found = np.empty_like(array)
        for place in np.ndindex(array.shape):
            kept = array[place]
            costs = []
            for nudge in (NUDGE, -NUDGE):
                array[place] = kept + nudge
                costs.append(cost())
            array[place] = kept
            found[place] = (costs[0] - costs[1]) / (2 * NUDGE)
        return found

    moved = Parameters(
        tuple(W.copy() for W in start.weights), tuple(b.copy() for b in start.biases)
    )
    return Parameters(
        tuple(map(slopes, moved.weights)), tuple(map(slopes, moved.biases))
    )


@PLACES
@BATCHES
@pytest.mark.parametrize("activation", ACTIVATIONS.names)
def test_gradients_with_the_same_masks(rates, batch_size, activation):
    spec, start, examples = problem(activation, "softmax", rates)
    trainer = make(spec, start, examples, batch_size=batch_size, first_layer="direct")
    measured = numeric_gradients(trainer, start, 3)
    trainer.restore(start, 3)
    ours = step_gradients(trainer, 0.5)
    assert relative_error(ours, measured) < 1e-7
    assert all(np.abs(dW).max() > 1e-4 for dW in ours.weights)
    # With the next iteration's masks it is another gradient.
    trainer.restore(start, 4)
    assert relative_error(step_gradients(trainer, 0.5), measured) > 1e-2


@BATCHES
def test_both_paths_leave_out_the_same_units(batch_size):
    sample, direct = pair(
        *problem("tanh", "softmax", HIDDEN_ONLY), batch_size=batch_size
    )
    for _ in range(20):
        assert sample.step().cost == pytest.approx(direct.step().cost, rel=1e-10)


def test_input_dropout_learns_and_is_direct():
    spec, start, examples = problem("tanh", "softmax", (0.2, 0.0, 0.0))
    before = examples.X.copy()
    trainer = make(spec, start, examples, learning_rate=0.1)
    assert trainer.path.name == "direct"
    first = trainer.train_metrics().cost
    for _ in range(200):
        trainer.step()
    assert trainer.train_metrics().cost < 0.3 * first
    np.testing.assert_array_equal(examples.X, before)


@PLACES
@BATCHES
def test_no_unit_is_left_out_when_measuring(rates, batch_size):
    spec, start, examples = problem("tanh", "softmax", rates)
    trainer = make(spec, start, examples, batch_size=batch_size, learning_rate=0.1)
    for _ in range(5):
        trainer.step()
    whole = NetworkSpec(spec.layer_dims, spec.activations, spec.output)
    expected = network.cost(whole, trainer.parameters(), examples.X, examples.Y)
    assert trainer.train_metrics().cost == pytest.approx(expected, rel=1e-12)
    assert trainer.test_metrics().cost == pytest.approx(expected, rel=1e-12)
    assert abs(trainer.cost / expected - 1) > 1e-3


@PLACES
def test_measuring_changes_nothing(rates):
    spec, start, examples = problem("tanh", "softmax", rates)
    undisturbed, looked_at = (
        make(spec, start, examples, learning_rate=0.1) for _ in range(2)
    )
    for _ in range(10):
        looked_at.train_metrics()
        looked_at.test_metrics()
        looked_at.parameters()
        assert looked_at.step() == undisturbed.step()


def test_an_input_that_is_left_out_teaches_its_weights_nothing():
    spec, start, examples = problem("tanh", "softmax", (0.5, 0.0, 0.0))
    config = TrainingConfig(0.1, batch_size=1)
    trainer = Trainer(spec, config, examples, initial=start)
    inputs, *_ = Dropout(spec, 1, "float64", 1).masks(0, 1)
    trainer.step()
    moved = trainer.parameters().weights[0] != start.weights[0]
    np.testing.assert_array_equal(moved.any(axis=0), inputs[0] > 0)
    assert inputs.shape == (1, N_X)


@pytest.mark.parametrize("rate", [1, 1.5, -0.1, float("nan"), float("inf")])
def test_impossible_rates_are_refused(rate):
    for place in range(3):
        rates = [0.1, 0.1, 0.1]
        rates[place] = rate
        with pytest.raises(SpecError, match="rate must be from 0 to less than 1"):
            spec_with(*rates)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_rate_for_each_layer_or_none(count):
    with pytest.raises(SpecError, match="inputs and 2 hidden layers"):
        spec_with(*[0.1] * count)
    assert spec_with(0.0, 0.0, 0.0) == spec_with()


def test_every_array_learns_in_the_long_run():
    spec, start, examples = problem("tanh", "softmax", RATES)
    trainer = make(spec, start, examples, learning_rate=0.1)
    for _ in range(30):
        trainer.step()
    for before, after in zip(
        all_arrays(start), all_arrays(trainer.parameters()), strict=True
    ):
        assert (before != after).all()
