"""Gradients and costs against PyTorch's autograd, over the whole registries."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.activations import LEAK
from engine.examples import Examples
from engine.notes_mlp import HIDDEN, INPUTS, OUTPUTS, M, notes_problem
from engine.parameters import Parameters
from tests.engine.mlp import notes_gradients
from tests.engine.nets import (
    ALL_NETS,
    TOLERANCE,
    net,
    relative_error,
    step_gradients,
)

pytestmark = pytest.mark.torch


def activation_functions(torch):
    return {
        "relu": torch.relu,
        "leaky-relu": lambda Z: torch.nn.functional.leaky_relu(Z, LEAK),
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "linear": lambda Z: Z,
    }


def cost_functions(torch):
    functional = torch.nn.functional
    return {
        "sigmoid": functional.binary_cross_entropy_with_logits,
        # PyTorch has one example a row.
        "softmax": lambda Z, Y: functional.cross_entropy(Z.T, Y.T),
        "linear": lambda Z, Y: ((Z - Y) ** 2).sum() / (2 * Z.shape[1]),
    }


def autograd(torch, spec, parameters, examples):
    weights = [torch.tensor(W, requires_grad=True) for W in parameters.weights]
    biases = [torch.tensor(b, requires_grad=True) for b in parameters.biases]
    A = torch.tensor(np.ascontiguousarray(examples.X))
    g = activation_functions(torch)
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
        Z = W @ A + b
        A = g[spec.activations[layer]](Z) if layer < len(spec.activations) else Z
    cost = cost_functions(torch)[spec.output](A, torch.tensor(examples.Y))
    cost.backward()
    return cost.item(), Parameters(
        tuple(W.grad.numpy() for W in weights), tuple(b.grad.numpy() for b in biases)
    )


@pytest.mark.parametrize(("activation", "output", "depth"), ALL_NETS)
def test_gradients(torch, activation, output, depth):
    spec, parameters, examples = net(activation, output, depth)
    cost, theirs = autograd(torch, spec, parameters, examples)

    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    assert relative_error(ours, theirs) <= TOLERANCE
    assert network.cost(spec, parameters, examples.X, examples.Y) == pytest.approx(
        cost, rel=1e-12
    )

    trainer = Trainer(spec, TrainingConfig(), examples, initial=parameters)
    assert trainer.cost == pytest.approx(cost, rel=1e-12)
    assert relative_error(step_gradients(trainer, 0.5), theirs) <= TOLERANCE


def test_the_notes_regression(torch):
    """Autograd agrees with us; the notes' formulas are 2m^2 times too small."""
    x, y, w = notes_problem(1)
    spec = NetworkSpec((INPUTS, HIDDEN, OUTPUTS), ("relu",), "linear")
    parameters = Parameters((w["w1"].T, w["w2"].T), (w["b1"].T, w["b2"].T))
    examples = Examples(x.T, y.T, np.zeros(M, np.int64))
    _, theirs = autograd(torch, spec, parameters, examples)
    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    assert relative_error(ours, theirs) <= TOLERANCE

    tensors = {name: torch.tensor(v, requires_grad=True) for name, v in w.items()}
    hidden = (torch.tensor(x) @ tensors["w1"] + tensors["b1"]).clamp(min=0)
    predicted = hidden @ tensors["w2"] + tensors["b2"]
    (predicted - torch.tensor(y)).pow(2).sum().backward()
    for name, gradient in notes_gradients(x, y, w).items():
        ratio = tensors[name].grad.numpy() / gradient
        np.testing.assert_allclose(ratio, 2 * M**2, rtol=1e-6)
