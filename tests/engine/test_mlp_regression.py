"""The notes' regression: 64 examples, 1000-100-10, ReLU, linear, 400 steps."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.examples import Examples
from engine.notes_mlp import HIDDEN, INPUTS, OUTPUTS, M, notes_problem
from engine.parameters import Parameters
from tests.engine.mlp import notes_gradients, notes_loss

ALPHA = 0.01
STEPS = 400


def our_problem(x, y, w):
    spec = NetworkSpec((INPUTS, HIDDEN, OUTPUTS), ("relu",), "linear")
    parameters = Parameters((w["w1"].T, w["w2"].T), (w["b1"].T, w["b2"].T))
    return spec, parameters, Examples(x.T, y.T, np.zeros(M, np.int64))


def test_the_notes_gradient_is_ours_over_m():
    x, y, w = notes_problem(1)
    spec, parameters, examples = our_problem(x, y, w)
    ours = network.gradients(spec, parameters, examples.X, examples.Y)
    theirs = notes_gradients(x, y, w)
    np.testing.assert_allclose(ours.weights[0].T, M * theirs["w1"], rtol=1e-9)
    np.testing.assert_allclose(ours.biases[1].T, M * theirs["b2"], rtol=1e-9)


@pytest.mark.usefixtures("one_thread")
def test_400_steps():
    """The notes' step with alpha is ours with alpha / m, and their loss is 2mJ."""
    x, y, w = notes_problem(1)
    spec, parameters, examples = our_problem(x, y, w)
    config = TrainingConfig(ALPHA / M, STEPS)
    trainer = Trainer(spec, config, examples, initial=parameters)
    losses = []
    for _ in range(STEPS):
        losses.append(notes_loss(x, y, w))
        assert 2 * M * trainer.cost == pytest.approx(losses[-1], rel=1e-9)
        gradients = notes_gradients(x, y, w)
        w = {name: value - ALPHA * gradients[name] for name, value in w.items()}
        trainer.step()
    np.testing.assert_allclose(trainer.parameters().weights[1].T, w["w2"], rtol=1e-9)
    assert losses[-1] < 0.01 * losses[0]
