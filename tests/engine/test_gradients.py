"""Gradients against central differences, over the whole registries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.activations import ACTIVATIONS
from engine.arrays import may_overflow
from engine.examples import Examples
from engine.operations import run
from tests.engine.nets import (
    ALL_NETS,
    EXAMPLES,
    TOLERANCE,
    net,
    numeric_gradients,
    relative_error,
    step_gradients,
)


@pytest.mark.parametrize(("activation", "output", "depth"), ALL_NETS)
def test_gradients(activation, output, depth):
    spec, parameters, examples = net(activation, output, depth)
    measured = numeric_gradients(spec, parameters, examples)

    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    assert relative_error(ours, measured) <= TOLERANCE

    trainer = Trainer(spec, TrainingConfig(), examples, initial=parameters)
    assert relative_error(step_gradients(trainer, 0.5), measured) <= TOLERANCE


@pytest.mark.parametrize("layer", range(3))
def test_mixed_activations_go_to_their_layers(layer):
    names = ["tanh", "tanh", "tanh"]
    names[layer] = "sigmoid"
    same, parameters, examples = net("tanh", "softmax", 3)
    spec = NetworkSpec(same.layer_dims, tuple(names), "softmax")
    measured = numeric_gradients(spec, parameters, examples)
    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    assert relative_error(ours, measured) <= TOLERANCE
    trainer = Trainer(spec, TrainingConfig(), examples, initial=parameters)
    assert relative_error(step_gradients(trainer, 0.5), measured) <= TOLERANCE


@pytest.mark.parametrize("name", ACTIVATIONS.names)
def test_a_wrong_derivative_is_caught(monkeypatch, name):
    """The check above can fail: a derivative that is 1 % too large is found out."""
    right = ACTIVATIONS[name]

    def slope(A, out):
        return (*right.slope(A, out), lambda: np.multiply(out, 1.01, out=out))

    spec, parameters, examples = net(name, "sigmoid", 2)
    measured = numeric_gradients(spec, parameters, examples)
    wrong = replace(right, slope=slope)
    monkeypatch.setattr(ACTIVATIONS, "_entries", {name: wrong})
    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    assert relative_error(ours, measured) > 1000 * TOLERANCE
    trainer = Trainer(spec, TrainingConfig(), examples, initial=parameters)
    assert relative_error(step_gradients(trainer, 0.5), measured) > 1000 * TOLERANCE


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_activations_leave_alone_what_is_not_theirs(activation, dtype):
    rng = np.random.default_rng(0)
    Z, dA = rng.standard_normal((2, 3, EXAMPLES)).astype(dtype)
    A, before = np.empty_like(Z), Z.copy()
    run(activation.forward(Z, A))
    np.testing.assert_array_equal(Z, before)
    once, twice = dA.copy(), 2 * dA
    run(activation.backward(once, A.copy()))
    run(activation.backward(twice, A))
    np.testing.assert_array_equal(2 * once, twice)
    assert A.dtype == once.dtype == dtype


def test_relu_has_no_slope_at_0():
    """As the notes have it, and a difference quotient can't say."""
    Z = np.array([[-1.0, 0.0, 1.0]])
    A, dZ = np.empty_like(Z), np.ones_like(Z)
    run(ACTIVATIONS["relu"].forward(Z, A))
    run(ACTIVATIONS["relu"].backward(dZ, A))
    np.testing.assert_array_equal(dZ, [[0, 0, 1]])


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_activations_are_right_at_both_ends(activation):
    Z = np.array([[-1e300, -800.0, 0.0, 800.0, 1e300]])
    A, dZ = np.empty_like(Z), np.ones_like(Z)
    may_overflow(run)(activation.forward(Z, A))
    assert np.isfinite(A).all()
    assert (np.diff(A[0]) >= 0).all()
    run(activation.backward(dZ, A))
    assert np.isfinite(dZ).all()
    assert (dZ >= 0).all()


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_activations_find_their_numbers_wherever_they_lie(activation, dtype):
    """NumPy 2.4's own negation takes others where every eighth number is meant."""
    rng = np.random.default_rng(0)
    for step in range(1, 40):
        wide = rng.standard_normal((3, 50, step)).astype(dtype)
        Z, A, out = np.moveaxis(wide, 2, 1)[..., 0, :][:, np.newaxis]
        expected = np.empty((1, 50), dtype)
        run(activation.forward(Z.copy(), expected))
        run(activation.forward(Z, A))
        np.testing.assert_allclose(A, expected, rtol=1e-6)
        slopes = np.empty((1, 50), dtype)
        run(activation.slope(A.copy(), slopes))
        run(activation.slope(A, out))
        np.testing.assert_allclose(out, slopes, rtol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS.names)
@pytest.mark.parametrize("first_layer", ["direct", "sample-space"])
@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("units", [1, 2, 7, 8, 15, 16])
def test_layers_of_any_width_train_alike(activation, first_layer, precision, units):
    """Layers fill whole cache lines, so it is their widths that place their numbers."""
    rng = np.random.default_rng(0)
    X, labels = rng.standard_normal((3, 50)), rng.integers(0, 2, 50)
    Y = labels[np.newaxis].astype(np.float64)
    spec = NetworkSpec((3, units, units, 1), (activation,) * 2, "sigmoid")
    given = Examples.of_arrays(X.astype(precision), Y.astype(precision), labels)
    config = TrainingConfig(
        first_layer=first_layer,
        batch_size=40,
        precision=precision,
        initialization="he",
        seed=6,
    )
    trainer = Trainer(spec, config, given)
    drawn = trainer._feed.batch(0).indices.copy()
    parameters = trainer.parameters().astype("float64")
    expected = network.gradients(spec, parameters, X[:, drawn], Y[:, drawn])
    cost = network.cost(spec, parameters, X[:, drawn], Y[:, drawn])
    eps = 100 * float(np.finfo(precision).eps)
    assert trainer.cost == pytest.approx(cost, rel=eps)
    assert relative_error(trainer.gradients(), expected) <= eps
