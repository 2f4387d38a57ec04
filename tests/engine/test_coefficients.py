"""What W1 is made of, on both of the first layer's paths; gradients as frames ask."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine import first_layer_choice, network
from engine.history import History
from engine.model_file import open_model, save_model
from engine.optimizers import OPTIMIZERS
from engine.run import go_on, saved_model
from engine.states import States
from engine.trainer import Trainer
from tests.engine.nets import all_arrays
from tests.engine.runs import DATA, clusters, make
from tests.engine.twins import BATCH, pair, problem

pytestmark = pytest.mark.usefixtures("one_thread")

LINEAR = [optimizer.name for optimizer in OPTIMIZERS if optimizer.linear]
RUNS = list(product(LINEAR, (None, BATCH), (0.0, 0.01), ((), (0.0, 0.3, 0.2))))


@pytest.fixture
def tracing(monkeypatch):
    """Let every run trace, small ones too."""
    monkeypatch.setattr(first_layer_choice, "TRACING_SHARE", np.inf)


def twins(optimizer, batch_size, decay, dropout, **settings):
    found = problem("tanh", "softmax", dropout)
    settings = {
        "optimizer": optimizer,
        "batch_size": batch_size,
        "weight_decay": decay,
        "iterations": 40,
    } | settings
    return found, pair(*found, **settings)


def train(trainer, steps):
    for _ in range(steps):
        trainer.step()


@pytest.mark.usefixtures("tracing")
@pytest.mark.parametrize("run", RUNS, ids=str)
def test_both_paths_count_the_same_examples(run):
    (_, _, examples), trainers = twins(*run)
    found = []
    for trainer in trainers:
        train(trainer, 20)
        known = trainer.coefficients()
        W1 = known.scale * known.base.weights[0] + known.C @ examples.X.T
        np.testing.assert_allclose(W1, trainer.parameters().weights[0], atol=1e-13)
        assert known.examples.X is examples.X
        assert not known.C.flags.writeable
        found.append(known)
    ours, theirs = found
    assert ours.C.shape == (6, len(examples))
    assert np.abs(ours.C).max() > 1e-3
    np.testing.assert_allclose(ours.C, theirs.C, atol=1e-12)
    assert ours.scale == pytest.approx(theirs.scale, rel=1e-13)
    assert (ours.scale < 1) is (run[2] > 0)


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_tracing_changes_no_bit_of_a_run(run, monkeypatch):
    costs, parameters = [], []
    for share in (0, np.inf):
        monkeypatch.setattr(first_layer_choice, "TRACING_SHARE", share)
        _, (_, direct) = twins(*run)
        assert direct.path.is_traced is (share > 0)
        costs.append([direct.step().cost for _ in range(20)])
        parameters.append(direct.parameters())
    assert costs[0] == costs[1]
    assert parameters[0].equals(parameters[1])


@pytest.mark.parametrize("run", RUNS, ids=str)
@pytest.mark.parametrize("way", [0, 1], ids=["sample-space", "direct"])
def test_gradients_leave_the_run_as_it_was(run, way):
    trainer, twin = (twins(*run)[1][way] for _ in range(2))
    for _ in range(5):
        trainer.gradients()
        assert trainer.step() == twin.step()
    assert trainer.parameters().equals(twin.parameters())


@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize("way", [0, 1], ids=["sample-space", "direct"])
def test_gradients_of_the_whole_training_set(way, decay):
    (spec, _, examples), trainers = twins("momentum", None, decay, ())
    trainer = trainers[way]
    train(trainer, 7)
    state = trainer.state()
    before = [Z.copy() for Z in state.train_pass.Z]
    found = trainer.gradients()
    expected = network.gradients(spec, trainer.parameters(), examples.X, examples.Y)
    for one, other in zip(all_arrays(found), all_arrays(expected), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-14 + 1e-12 * abs(other).max())
    # Somebody else may still look at the forward pass.
    for one, other in zip(state.train_pass.Z, before, strict=True):
        np.testing.assert_array_equal(one, other)


def test_gradients_of_the_next_batch():
    _, (sample, direct) = twins("gradient-descent", BATCH, 0.0, ())
    for trainer in (sample, direct):
        train(trainer, 3)
        found, before = trainer.gradients(), trainer.parameters().copy()
        found = found.copy()
        rate = trainer.learning_rate
        trainer.step()
        after = trainer.parameters()
        for g, one, other in zip(*map(all_arrays, (found, before, after)), strict=True):
            np.testing.assert_allclose(one - rate * g, other, atol=1e-14)


@pytest.mark.usefixtures("tracing")
def test_what_is_not_linear_is_not_counted():
    for optimizer in ("rmsprop", "adam", "adamw"):
        trainer = make(optimizer=optimizer)
        train(trainer, 2)
        assert trainer.coefficients() is None
    # With dropout of the inputs, every update sees other examples.
    spec, start, examples = problem("tanh", "softmax", (0.2, 0.0, 0.0))
    config = make(first_layer="direct").config
    assert Trainer(spec, config, examples, None, start).coefficients() is None


def test_small_runs_are_not_slowed_down():
    """On few inputs, counting would cost more than it tells."""
    _, (_, direct) = twins("gradient-descent", None, 0.0, ())
    assert not direct.path.is_traced
    assert direct.coefficients() is None


@pytest.mark.usefixtures("tracing")
@pytest.mark.parametrize("optimizer", LINEAR)
@pytest.mark.parametrize("batch_size", [None, 5])
def test_they_are_saved_with_the_model(optimizer, batch_size, tmp_path):
    settings = {
        "optimizer": optimizer,
        "batch_size": batch_size,
        "first_layer": "direct",
        "weight_decay": 0.01,
    }
    trainer, other = make(**settings), make(**settings)
    train(trainer, 6)
    path = tmp_path / "model.h5"
    save_model(path, saved_model(trainer, DATA, History()))
    go_on(other, open_model(path))
    assert other.coefficients().scale == trainer.coefficients().scale < 1
    np.testing.assert_array_equal(other.block, trainer.block)
    assert other.step() == trainer.step()
    np.testing.assert_array_equal(other.coefficients().C, trainer.coefficients().C)


def test_a_model_from_before_they_were_counted_goes_on(tmp_path, monkeypatch):
    trainer = make(first_layer="direct")
    train(trainer, 6)
    path = tmp_path / "model.h5"
    save_model(path, saved_model(trainer, DATA, History()))
    monkeypatch.setattr(first_layer_choice, "TRACING_SHARE", np.inf)
    other = make(first_layer="direct")
    assert other.path.is_traced
    go_on(other, open_model(path))
    assert other.coefficients() is None
    assert other.step() == trainer.step()
    other.reset()
    assert other.coefficients() is not None


@pytest.mark.usefixtures("tracing")
def test_a_past_state_knows_its_own():
    trainer = make(first_layer="direct")
    states = States(trainer)
    seen = [trainer.coefficients().C]
    for _ in range(40):
        trainer.step()
        states.record()
        seen.append(trainer.coefficients().C)
    for iteration in (0, 1, 32, 37):
        with states.at(iteration) as past:
            np.testing.assert_array_equal(past.coefficients().C, seen[iteration])
    np.testing.assert_array_equal(trainer.coefficients().C, seen[-1])


def test_a_wide_network_is_traced_for_next_to_nothing():
    data = clusters(n_x=3_000)
    assert make(data, first_layer="direct").path.is_traced
