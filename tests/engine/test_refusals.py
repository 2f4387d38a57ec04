"""What a run refuses: each with a clear message, and nothing changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.config import FIRST_LAYERS, config_from_json
from engine.errors import DataError, DivergenceError, EngineError, SpecError
from engine.examples import Examples
from engine.optimizers import OPTIMIZERS
from engine.parameters import Parameters
from tests.engine.twins import BATCH, M, pair, problem

pytestmark = pytest.mark.usefixtures("one_thread")

NOT_FINITE = pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
WAYS = pytest.mark.parametrize("way", FIRST_LAYERS)


@NOT_FINITE
@WAYS
@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize("what", ["X", "Y"])
def test_data_that_are_not_finite(what, batch_size, way, number):
    spec, start, given = problem("tanh", "linear")
    arrays = {"X": given.X.copy(), "Y": given.Y.copy()}
    arrays[what][1, 5] = number
    examples = Examples(arrays["X"], arrays["Y"], given.labels)
    config = TrainingConfig(first_layer=way, batch_size=batch_size)
    with pytest.raises(DataError, match=r"Example 5 .* not finite in float64"):
        Trainer(spec, config, examples, initial=start)


@WAYS
def test_a_batch_larger_than_the_training_set(way):
    spec, start, examples = problem("tanh", "softmax")
    config = TrainingConfig(first_layer=way, batch_size=M + 1)
    with pytest.raises(SpecError, match=f"batch of {M + 1} is larger .* set of {M}"):
        Trainer(spec, config, examples, initial=start)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"momentum": 1}, "momentum must be from 0 to less than 1, not 1"),
        ({"momentum": -0.1}, "less than 1, not -0.1"),
        ({"momentum": float("nan")}, "less than 1, not nan"),
        ({"weight_decay": -1e-9}, "weight decay must be a number, 0 or more"),
        ({"weight_decay": float("nan")}, "0 or more, not nan"),
        ({"weight_decay": float("inf")}, "0 or more, not inf"),
        ({"schedule": "sine"}, "no schedule called 'sine'"),
        ({"patience": 0}, "patience must be from 1"),
        ({"batch_size": -1}, "batch size must be from 1"),
        ({"first_layer": "both"}, "no first layer called 'both'"),
    ],
    ids=str,
)
def test_hyperparameters(change, message):
    with pytest.raises(SpecError, match=message):
        TrainingConfig(**change)
    with pytest.raises(SpecError, match=message):
        config_from_json(change)


@pytest.mark.parametrize(
    "change",
    [
        {"momentum": "much"},
        {"momentum": None},
        {"weight_decay": "some"},
        {"weight_decay": [0.1]},
        {"schedule": 3},
        {"schedule": None},
        {"patience": 1.5},
        {"schedule": "step", "schedule_period": "long"},
        {"first_layer": None},
    ],
    ids=str,
)
def test_broken_hyperparameters(change):
    with pytest.raises(SpecError):
        config_from_json(change)


def snapshot(trainer):
    return (
        trainer.block.copy(),
        trainer.result,
        trainer.learning_rate,
        trainer.parameters().frozen(),
    )


def assert_unchanged(trainer, before):
    np.testing.assert_array_equal(trainer.block, before[0])
    np.testing.assert_equal(trainer.result, before[1])
    assert trainer.learning_rate == before[2]
    assert trainer.parameters().equals(before[3])


@pytest.fixture(params=[0, 1], ids=["sample-space", "direct"])
def running(request):
    found = problem("tanh", "softmax")
    trainer = pair(*found, optimizer="momentum", batch_size=BATCH)[request.param]
    twin = pair(*found, optimizer="momentum", batch_size=BATCH)[request.param]
    for _ in range(3):
        trainer.step()
        twin.step()
    before = snapshot(trainer)
    yield trainer
    assert_unchanged(trainer, before)
    for _ in range(3):
        assert trainer.step() == twin.step()
    np.testing.assert_array_equal(trainer.block, twin.block)


@pytest.mark.parametrize("rate", [0, -1.0, float("nan"), float("inf")])
def test_a_learning_rate_in_mid_run(running, rate):
    with pytest.raises(SpecError, match="learning rate must be a number greater than"):
        running.learning_rate = rate


def test_an_absurd_learning_rate_is_a_divergence(running):
    kept, running.learning_rate = running.learning_rate, 1e308
    with pytest.raises(DivergenceError, match="steps are too large"):
        running.step()
    running.learning_rate = kept


@NOT_FINITE
@pytest.mark.parametrize("layer", range(3))
def test_weights_that_are_not_finite(running, layer, number):
    weights = [W.copy() for W in running.initial.weights]
    weights[layer][0, 0] = number
    broken = Parameters(tuple(weights), running.initial.biases)
    with pytest.raises(DivergenceError, match="cost of iteration 9 is not a finite"):
        running.restore(broken, 9)


def test_weights_too_large_for_the_precision():
    spec, start, examples = problem("tanh", "softmax")
    huge = Parameters((1e39 * start.weights[0], *start.weights[1:]), start.biases)
    for trainer in pair(spec, start, examples, precision="float32"):
        before = snapshot(trainer)
        with pytest.raises(DivergenceError, match="cost of iteration 2 is not a"):
            trainer.restore(huge, 2)
        assert_unchanged(trainer, before)


def test_another_networks_weights(running):
    other = Parameters(running.initial.weights[:-1], running.initial.biases[:-1])
    with pytest.raises(SpecError, match="are those of a network of"):
        running.restore(other, 0)


def test_another_networks_state(running):
    """In sample space, one for more inputs has a block of the very same shape."""
    _, _, given = problem("tanh", "softmax")
    X = np.concatenate([given.X, given.X[:5]])
    dims = (len(X), *running.spec.layer_dims[1:])
    spec = NetworkSpec(dims, running.spec.activations, running.spec.output)
    config = replace(running.config, batch_size=None)
    wider = Trainer(spec, config, Examples(X, given.Y, given.labels))
    with pytest.raises(SpecError, match="belongs to another run"):
        running.resume(wider.checkpoint())


@pytest.mark.parametrize(
    "change", [{"learning_rate": float("nan")}, {"first_layer": "?"}], ids=str
)
def test_a_broken_checkpoint(running, change):
    with pytest.raises(SpecError):
        running.resume(replace(running.checkpoint(), **change))


def test_a_checkpoint_that_is_not_finite(running):
    block = running.block.copy()
    block[-1, 3] = np.inf
    # Of another iteration, whose batch is read in the attempt.
    broken = replace(running.checkpoint(), block=block, iteration=9)
    with pytest.raises(DivergenceError):
        running.resume(broken)


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda o: o.name)
@WAYS
def test_either_a_run_or_a_reason(optimizer, way):
    spec, start, examples = problem("tanh", "softmax", (0.1, 0.0, 0.2))
    config = TrainingConfig(optimizer=optimizer.name, first_layer=way)
    if way == "sample-space":
        with pytest.raises(EngineError, match=r"can't be kept in sample space: \w"):
            Trainer(spec, config, examples, initial=start)
    else:
        assert Trainer(spec, config, examples, initial=start).path.name == "direct"
