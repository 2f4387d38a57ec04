"""Models that go on from their files, to the bit."""

from __future__ import annotations

import dataclasses

import h5py
import numpy as np
import pytest

from engine import checkpoint_file
from engine.history import History
from engine.initializers import draw_parameters
from engine.model_file import FORMAT_VERSION, open_model, save_model
from engine.parameters import Parameters
from engine.run import go_on, saved_model
from engine.trainer import Trainer
from tests.engine.runs import (
    DATA,
    KINDS,
    MOMENTUM,
    PATHS,
    checkpoint_arrays,
    clusters,
    make,
    model_of,
    of_path,
    steps,
    trained,
)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "model.h5"


def assert_same(one, other):
    for name in ("iteration", "learning_rate", "first_layer"):
        assert getattr(one, name) == getattr(other, name)
    for mine, theirs in zip(
        checkpoint_arrays(one), checkpoint_arrays(other), strict=True
    ):
        assert (mine.dtype, mine.shape) == (theirs.dtype, theirs.shape)
        assert mine.tobytes() == theirs.tobytes()


# Going on


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", PATHS, ids="-".join)
def test_a_run_goes_on_as_if_never_interrupted(path, way, kind):
    """Through two files, with other learning rates on the way."""
    config = {"iterations": 60, **KINDS[kind]}
    undisturbed = of_path(way, **config)
    undisturbed.learning_rate *= 0.5
    expected = steps(undisturbed, 18)
    undisturbed.learning_rate *= 0.3
    expected += steps(undisturbed, 42)

    trainer, history = of_path(way, **config), History()
    history.append(trainer.result)
    trainer.learning_rate *= 0.5
    for last in (20, 35, 60):
        while trainer.iteration < last:
            if trainer.iteration == 18:
                trainer.learning_rate *= 0.3
                history.add_rate(18, trainer.learning_rate)
            history.append(trainer.step())
        save_model(path, saved_model(trainer, DATA, history))
        opened = open_model(path)
        assert_same(opened.checkpoint, trainer.checkpoint())
        assert opened.parameters.equals(trainer.parameters())
        trainer = Trainer.for_dataset(DATA, opened.spec, opened.config)
        go_on(trainer, opened)
        history = History.of(opened)
    assert history.costs[1:].tolist() == [result.cost for result in expected]
    assert history.rate_iterations.tolist() == [18]
    assert history.rates.tolist() == [undisturbed.learning_rate]
    assert trainer.parameters().equals(undisturbed.parameters())


def test_a_run_from_weights_of_its_own_goes_on(path):
    """What its coordinates are counted from is nothing that a seed draws."""
    trainer, other = make(**MOMENTUM), make(**MOMENTUM)
    trainer.restore(draw_parameters(trainer.spec.layer_dims, "he", 99), 7)
    steps(trainer, 3)
    save_model(path, model_of(trainer))
    with h5py.File(path) as file:
        assert file["checkpoint/base/W1"].shape == (5, 6)
    opened = open_model(path)
    assert_same(opened.checkpoint, trainer.checkpoint())
    go_on(other, opened)
    assert steps(other, 9) == steps(trainer, 9)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_what_a_seed_draws_is_drawn_again(path, sign):
    """To the bit: a zero that isn't the seed's is another number."""
    trainer = make(**MOMENTUM)
    drawn = trainer.initial
    biases = tuple(sign * b for b in drawn.biases)
    trainer.restore(Parameters(drawn.weights, biases), 0)
    save_model(path, model_of(trainer))
    with h5py.File(path) as file:
        assert ("base" in file["checkpoint"]) == (sign < 0)
    assert_same(open_model(path).checkpoint, trainer.checkpoint())


# What the file holds


def test_the_parameters_are_not_saved_twice(path):
    big = clusters(n_x=3000)
    sizes = {}
    for optimizer in ("gradient-descent", "momentum", "adam"):
        trainer = make(big, optimizer=optimizer, first_layer="direct")
        steps(trainer, 2)
        save_model(path, saved_model(trainer, big, History()))
        sizes[optimizer] = path.stat().st_size / (8 * trainer.block.shape[1])
        assert_same(open_model(path).checkpoint, trainer.checkpoint())
    assert sizes["gradient-descent"] < 1.2
    assert sizes["momentum"] < 2.2
    assert sizes["adam"] < 3.2


def test_parameters_that_are_not_the_states_are_saved_beside_them(path):
    """For example rounded ones."""
    trainer = trained(first_layer="direct")
    model = model_of(trainer)
    for parameters in (
        model.parameters.astype(np.float32),
        Parameters(
            model.parameters.weights, tuple(b + 1 for b in trainer.initial.biases)
        ),
    ):
        save_model(path, dataclasses.replace(model, parameters=parameters))
        opened = open_model(path)
        assert_same(opened.checkpoint, trainer.checkpoint())
        assert opened.parameters.equals(parameters)


def test_a_model_of_an_older_program_opens(path):
    save_model(path, model_of(trained()))
    with h5py.File(path, "a") as file:
        assert file.attrs["format_version"] == FORMAT_VERSION == 1
        del file["checkpoint"], file.attrs["checkpoint"]
        del file["history/rates"], file["history/rate_iterations"]
    model = open_model(path)
    assert model.checkpoint is None
    assert model.rates.dtype == np.float64
    assert model.rate_iterations.dtype == np.int64
    save_model(path, model)
    assert open_model(path).checkpoint is None


def test_what_could_not_be_read_again_is_left_out(path, monkeypatch):
    trainer = trained()
    monkeypatch.setattr(checkpoint_file, "MAX_BYTES", trainer.block.nbytes - 1)
    save_model(path, model_of(trainer))
    opened = open_model(path)
    assert opened.checkpoint is None
    assert opened.parameters.equals(trainer.parameters())
