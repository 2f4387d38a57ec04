"""Which pixels move an answer, and which way."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Trainer, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.datasets import Picture
from engine.input_gradient import InputGradient, answered_unit
from engine.network import forward
from engine.network_state import FixedNetwork, ModelState
from engine.outputs import OUTPUTS
from tests.engine.nets import ALL_NETS, KINK, net

NUDGE = 1e-5
SHAPE = (2, 2, 1)


def state_of(spec, parameters):
    return ModelState(spec, FixedNetwork(spec, parameters), parameters, 3)


def pictures():
    rng = np.random.default_rng(0)
    for number in range(200):
        yield Picture(rng.integers(0, 256, SHAPE, np.uint8), str(number))


def column(picture):
    return picture.pixels.reshape(-1, 1) / 255


def steady(spec, parameters, picture):
    """Tell whether no ReLU is near its kink, and some path is active."""
    passed = forward(spec, parameters, column(picture))
    inner = passed.Z[:-1]
    awake = all((A != 0).any() for A in passed.A)
    return awake and all(np.abs(Z).min() > KINK for Z in inner)


def numeric(spec, parameters, picture, unit):
    x = column(picture)
    found = np.empty(len(x))
    for place in range(len(x)):
        step = np.zeros_like(x)
        step[place] = NUDGE
        above, below = (
            forward(spec, parameters, x + sign * step).Z[-1][unit, 0]
            for sign in (1, -1)
        )
        found[place] = (above - below) / (2 * NUDGE)
    return found.reshape(SHAPE)


@pytest.mark.parametrize(("activation", "output", "depth"), ALL_NETS)
def test_agrees_with_a_numeric_gradient(activation, output, depth):
    spec, parameters, _ = net(activation, output, depth)
    chosen = [one for one in pictures() if steady(spec, parameters, one)][:3]
    assert len(chosen) == 3
    for picture in chosen:
        for unit in (None, *range(spec.layer_dims[-1])):
            question = InputGradient(picture, unit)
            found = question.answer(state_of(spec, parameters), None)
            expected = numeric(spec, parameters, picture, found.unit)
            assert unit in (None, found.unit)
            scale = np.abs(expected).max()
            np.testing.assert_allclose(
                found.values, expected, atol=1e-8 * scale + 1e-10
            )
            assert not found.values.flags.writeable


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_is_that_of_the_answer(output):
    A = np.array([[0.1], [0.7], [0.2]])
    expected = 1 if output.name == "softmax" else 0
    assert answered_unit(output.name, A) == expected
    assert answered_unit(output.name, A[:1]) == 0


def test_what_doesnt_fit_has_none():
    spec, parameters, _ = net("relu", "softmax", 1)
    state = state_of(spec, parameters)
    other = Picture(np.zeros((3, 2, 1), np.uint8), "other")
    fitting = next(pictures())
    assert InputGradient(other).answer(state, None) is None
    assert InputGradient(fitting, 3).answer(state, None) is None


@pytest.mark.parametrize("activation", ACTIVATIONS.names)
def test_leaves_the_activations_as_they_were(activation):
    spec, parameters, _ = net(activation, "sigmoid", 2)
    state, picture = state_of(spec, parameters), next(pictures())
    first = InputGradient(picture).answer(state, None)
    again = InputGradient(picture).answer(state, None)
    np.testing.assert_array_equal(first.values, again.values)


@pytest.mark.parametrize("config", [{}, {"weight_decay": 0.3}], ids=str)
@pytest.mark.parametrize("most", [0, 10**9])
def test_is_the_same_without_forming_w1(monkeypatch, config, most):
    monkeypatch.setattr("engine.input_gradient.MOST_NUMBERS", most)
    spec, parameters, examples = net("leaky-relu", "softmax", 2)
    settings = TrainingConfig(0.1, first_layer="sample-space", **config)
    trainer = Trainer(spec, settings, examples, initial=parameters)
    for _ in range(5):
        trainer.step()
    picture = next(pictures())
    found = InputGradient(picture).answer(trainer.state(), None)
    trained = trainer.parameters().frozen()
    expected = InputGradient(picture).answer(state_of(spec, trained), None)
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-10, atol=1e-12)
