"""How a network's units, weights and answers are."""

from __future__ import annotations

import numpy as np
import pytest

from engine import network
from engine.datasets import SplitName
from engine.frame import Need, frame
from engine.health import HealthOf, measure, twins
from engine.network import ForwardPass
from engine.network_state import FixedNetwork, ModelState
from tests.engine.patients import BLOBS, MOONS, Patient, line, times


def asked(patient, question, data="its own"):
    data = patient.data if data == "its own" else data
    needs = frozenset({question, Need.ACTIVE})
    shown = frame(patient.trainer.state(), data, needs)
    return shown.answer(question), shown


@pytest.mark.parametrize("batch_size", [None, 16])
def test_units_are_active_as_frames_say(batch_size):
    patient = Patient(MOONS, (8, 5), 0.1, 60, batch_size=batch_size).train()
    health, shown = asked(patient, HealthOf())
    assert health.examples == len(MOONS.train)
    assert health.is_finite
    assert len(health.layers) == 3
    for layer, active in zip(health.layers[:-1], shown.active, strict=True):
        np.testing.assert_array_equal(layer.active, active)
    assert health.layers[-1].active is None


@pytest.mark.parametrize("data", [MOONS, BLOBS, line()], ids=lambda d: d.name)
@pytest.mark.parametrize("first_layer", ["direct", "sample-space"])
def test_norms_and_answers_are_those_of_the_plain_passes(data, first_layer):
    patient = Patient(data, (6, 4), 0.05, 30, "tanh", first_layer=first_layer).train()
    health, _ = asked(patient, HealthOf(with_gradients=True))
    X, Y = data.columns(SplitName.TRAIN), data.targets(data.train)
    parameters = patient.trainer.parameters()
    gradients = network.gradients(patient.spec, parameters, X, Y)
    layers = zip(health.layers, parameters.weights, gradients.weights, strict=True)
    for layer, W, dW in layers:
        assert layer.size == pytest.approx(np.linalg.norm(W), rel=1e-9)
        assert layer.gradient == pytest.approx(np.linalg.norm(dW), rel=1e-9)
        expected = np.linalg.norm(dW) / np.linalg.norm(W)
        assert layer.relative_gradient == pytest.approx(expected, rel=1e-9)
    A = network.forward(patient.spec, parameters, X).A[-1]
    assert health.spread == pytest.approx(np.ptp(A, axis=1).max(), rel=1e-9)


def test_gradients_are_formed_for_those_only_who_ask():
    health, _ = asked(Patient(MOONS, (6,), 0.1, 30).train(), HealthOf())
    assert all(layer.size is layer.gradient is None for layer in health.layers)
    assert all(layer.relative_gradient is None for layer in health.layers)


@pytest.mark.parametrize("batch_size", [None, 16])
@pytest.mark.parametrize("with_gradients", [False, True])
def test_asking_does_not_change_the_run(batch_size, with_gradients):
    settings = {"batch_size": batch_size, "activation": "tanh"}
    undisturbed = Patient(MOONS, (6, 4), 0.5, 40, **settings).train()
    patient = Patient(MOONS, (6, 4), 0.5, 40, **settings)
    for iteration in range(1, 41):
        asked(patient, HealthOf(with_gradients))
        patient.train(iteration)
    np.testing.assert_array_equal(patient.history.costs, undisturbed.history.costs)


@pytest.mark.parametrize(
    ("activation", "z"),
    [("tanh", 3.0), ("sigmoid", 6.0)],
)
def test_units_are_saturated_where_their_slope_is_a_hundredth(activation, z):
    patient = Patient(MOONS, (2,), 0.1, 1, activation)
    Z = np.array([[0.0, 0.5, -0.5, z], [z, -z, 2 * z, 0.0]])
    A = np.tanh(Z) if activation == "tanh" else 1 / (1 + np.exp(-Z))
    last = np.zeros((1, 4))
    health = measure(patient.spec, ForwardPass((Z, last), (A, last)))
    assert health.layers[0].saturated.tolist() == [0.25, 0.75]
    np.testing.assert_array_equal(A, np.tanh(Z) if activation == "tanh" else A)


def test_units_that_never_flatten_out_are_not_saturated():
    health, _ = asked(Patient(MOONS, (6,), 0.1, 30), HealthOf())
    assert health.layers[0].saturated is None


# Twins


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_twins_are_found_though_rounding_parted_them(dtype):
    rng = np.random.default_rng(0)
    Z = rng.standard_normal((50, 30)).astype(dtype)
    Z[7] = Z[40] * (1 + 4 * np.finfo(dtype).eps)
    Z[[2, 3]] = Z[11]
    assert twins(Z).tolist() == [2, 3, 7, 11, 40]


def test_different_units_are_no_twins():
    rng = np.random.default_rng(0)
    for seed in range(5):
        Z = np.random.default_rng(seed).standard_normal((4096, 20))
        assert len(twins(Z)) == 0
    one = rng.standard_normal(30)
    # As close as different units ever come, and the same but for one example.
    assert len(twins(np.stack([one, one + 1e-5]))) == 0
    other = one.copy()
    other[3] += 1e-3
    assert len(twins(np.stack([one, other]))) == 0


def test_units_that_give_nothing_are_alike():
    assert twins(np.zeros((4, 10))).tolist() == [0, 1, 2, 3]


def test_one_unit_has_no_twin():
    assert len(twins(np.ones((1, 10)))) == 0


def test_units_that_began_alike_stay_alike_over_a_run():
    patient = Patient(MOONS, (7, 5), 0.5, 500, "tanh", change=times(0.0)).train()
    health, _ = asked(patient, HealthOf())
    assert [len(layer.twins) for layer in health.layers[:-1]] == [7, 5]


# Edges


def test_nobody_can_write_to_it():
    health, _ = asked(Patient(MOONS, (6,), 0.1, 30, "tanh"), HealthOf())
    for array in (
        health.layers[0].active,
        health.layers[0].saturated,
        health.layers[0].twins,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_a_network_without_hidden_layers():
    health, _ = asked(Patient(MOONS, (), 0.5, 30).train(), HealthOf(True))
    (layer,) = health.layers
    assert layer.active is layer.saturated is layer.twins is None
    assert layer.gradient > 0


def fixed(patient, change=None):
    parameters = patient.trainer.parameters().copy()
    if change is not None:
        change(parameters)
    network = FixedNetwork(patient.spec, parameters)
    return ModelState(patient.spec, network, patient.trainer.initial, 30)


def test_an_opened_model_with_data_that_it_can_take_has_no_gradients():
    patient = Patient(MOONS, (6,), 0.1, 30).train()
    health = HealthOf(with_gradients=True).answer(fixed(patient), MOONS)
    own, _ = asked(patient, HealthOf())
    np.testing.assert_array_equal(health.layers[0].active, own.layers[0].active)
    assert health.layers[0].size > 0
    assert health.layers[0].gradient is None


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_a_model_without_its_data_is_looked_at_for_what_is_not_finite(number):
    def spoil(parameters):
        parameters.weights[0][1, 1] = number

    patient = Patient(MOONS, (6,), 0.1, 30).train()
    for question in (HealthOf(), HealthOf(with_gradients=True)):
        good = question.answer(fixed(patient), None)
        assert good.is_finite
        assert (good.examples, good.spread) == (0, None)
        assert not question.answer(fixed(patient, spoil), None).is_finite
        assert not question.answer(fixed(patient, spoil), MOONS).is_finite


def test_a_wide_layer_is_looked_at_in_part(monkeypatch):
    monkeypatch.setattr("engine.health.MOST_NUMBERS", 130)
    health, _ = asked(Patient(MOONS, (12,), 0.1, 30), HealthOf())
    assert health.examples == 10
