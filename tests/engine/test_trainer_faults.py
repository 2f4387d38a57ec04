"""What goes wrong in a trainer leaves it as it was, and it goes on from there."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine import stepper
from engine.errors import DataError, DivergenceError, SpecError
from engine.initializers import draw_parameters
from engine.optimizers import OPTIMIZERS
from engine.parameters import Parameters
from engine.updater import Updater
from tests.engine.nets import relative_error
from tests.engine.runs import KINDS, PATHS, clusters, flaky, make, of_path, steps

pytestmark = pytest.mark.usefixtures("one_thread")


def everything(trainer):
    return trainer.result, trainer.learning_rate, trainer.block.tobytes()


# Made only in part


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("part", ["make_first_layer", "State", "Shares"])
def test_what_ends_the_making_of_a_trainer_is_told_as_it_is(monkeypatch, part, fault):
    def failing(*_parts):
        raise fault

    monkeypatch.setattr(stepper, part, failing)
    with pytest.raises(fault):
        of_path(PATHS[0])


# Divergence


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_a_diverging_step_is_taken_back_with_all_its_memory(monkeypatch, path, kind):
    """Whatever the step has written by then."""
    prepare = Updater.prepare
    undisturbed, trainer = (of_path(path, **KINDS[kind]) for _ in range(2))

    def diverging(updater, rate, iteration):
        prepare(updater, rate, iteration)
        if rate == 1e300:
            trainer.block.fill(np.nan)

    monkeypatch.setattr(Updater, "prepare", diverging)
    for one in (undisturbed, trainer):
        steps(one, 5)
    for _ in range(2):
        trainer.learning_rate = 1e300
        before = everything(trainer)
        with pytest.raises(DivergenceError, match="At iteration 6 "):
            trainer.step()
        assert everything(trainer) == before
    trainer.learning_rate = undisturbed.learning_rate
    assert steps(trainer, 9) == steps(undisturbed, 9)
    assert everything(trainer) == everything(undisturbed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_a_place_without_a_finite_cost_is_not_gone_to(path, kind):
    """Neither parameters nor a block, though buffers have been used for it."""
    undisturbed, trainer = (of_path(path, **KINDS[kind]) for _ in range(2))
    for one in (undisturbed, trainer):
        steps(one, 5)
    before = everything(trainer)
    start = trainer.initial
    broken = Parameters(tuple(W * np.nan for W in start.weights), start.biases)
    for attempt in (
        lambda: trainer.restore(broken, 9),
        lambda: trainer.go_to(trainer.block * np.nan, 9),
    ):
        with pytest.raises(DivergenceError, match="cost of iteration 9 is not"):
            attempt()
        assert everything(trainer) == before
    assert steps(trainer, 9) == steps(undisturbed, 9)


# Data that can't be read


@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
def test_a_batch_that_cant_be_read_leaves_the_state(optimizer, dropout):
    undisturbed, _ = flaky(optimizer=optimizer, dropout=dropout)
    trainer, inputs = flaky(optimizer=optimizer, dropout=dropout)
    assert trainer.path.name == "direct"
    for count in (0, 3, 1):
        assert steps(trainer, count) == steps(undisturbed, count)
        before = everything(trainer)
        inputs.failures = 2
        for _ in range(2):
            with pytest.raises(DataError, match="gone"):
                trainer.step()
            assert everything(trainer) == before
    assert steps(trainer, 9) == steps(undisturbed, 9)
    assert everything(trainer) == everything(undisturbed)


def test_a_place_whose_batch_cant_be_read_is_not_gone_to():
    undisturbed, _ = flaky(optimizer="momentum")
    trainer, inputs = flaky(optimizer="momentum")
    elsewhere = trainer.checkpoint()
    for one in (undisturbed, trainer):
        steps(one, 5)
    before = everything(trainer)
    for attempt in (
        lambda: trainer.resume(elsewhere),
        lambda: trainer.go_to(elsewhere.block, 0),
        lambda: trainer.restore(trainer.initial, 3),
        trainer.reset,
    ):
        inputs.failures = 1
        with pytest.raises(DataError, match="gone"):
            attempt()
        assert everything(trainer) == before
    assert steps(trainer, 9) == steps(undisturbed, 9)


# Checkpoints


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PATHS, ids="-".join)
def test_a_checkpoint_goes_on_to_the_bit_in_another_trainer(path, kind):
    trainer, other = (of_path(path, **KINDS[kind]) for _ in range(2))
    trainer.learning_rate = 0.03
    steps(trainer, 9)
    checkpoint = trainer.checkpoint()
    expected = steps(trainer, 9)
    steps(other, 3)
    other.resume(checkpoint)
    assert steps(other, 9) == expected
    assert everything(other) == everything(trainer)


TALL = clusters(n_x=9)
FOREIGN = {
    "hidden": {"hidden": (5, 3)},
    "inputs": {"data": TALL},
    "examples": {"data": clusters(m=24)},
    "optimizer": {"optimizer": "gradient-descent"},
    "decay": {"weight_decay": 0.1},
    "precision": {"precision": "float32"},
    "first layer": {"first_layer": "direct"},
}


@pytest.mark.parametrize("what", FOREIGN)
def test_another_runs_checkpoint_is_refused(what):
    mine = {"optimizer": "momentum", "first_layer": "sample-space"}
    trainer, foreign = make(**mine), make(**mine | FOREIGN[what])
    undisturbed = make(**mine)
    before = everything(trainer)
    assert not trainer.fits(foreign.checkpoint())
    with pytest.raises(SpecError, match="belongs to another run"):
        trainer.resume(foreign.checkpoint())
    assert everything(trainer) == before
    assert steps(trainer, 5) == steps(undisturbed, 5)


def test_a_network_with_as_many_parameters_is_another_one():
    """Two of 67 parameters."""
    trainer, foreign = make(hidden=(8, 1)), make(hidden=(3, 9))
    assert trainer.block.shape == foreign.block.shape
    assert not trainer.fits(foreign.checkpoint())


def test_a_way_of_keeping_the_first_layer_that_is_impossible_here():
    checkpoint = dataclasses.replace(make().checkpoint(), first_layer="nowhere")
    assert not make().fits(checkpoint)
    for settings in ({"optimizer": "adam"}, {"first_layer": "direct"}):
        trainer = make(**settings)
        sample = dataclasses.replace(trainer.checkpoint(), first_layer="sample-space")
        assert not trainer.fits(sample)


def wide(iterations, **settings):
    """Return a trainer that keeps its first layer by the number of iterations."""
    return make(clusters(2000, 60), iterations=iterations, **settings)


def test_a_run_goes_on_the_way_that_it_began():
    """Whatever would be faster for what is left of it."""
    trainer, short = wide(2500, optimizer="nesterov"), wide(1, optimizer="nesterov")
    assert (trainer.path.name, short.path.name) == ("sample-space", "direct")
    fresh = short.result
    steps(trainer, 3)
    checkpoint = trainer.checkpoint()
    expected = steps(trainer, 6)
    short.resume(checkpoint)
    assert short.path.name == short.first_layer.name == "sample-space"
    assert str(short.path) == "So it was before the run was interrupted."
    assert steps(short, 6) == expected
    short.reset()
    assert short.path.name == short.first_layer.name == "direct"
    assert short.result == fresh


# Parameters of which nothing else is known


@pytest.mark.parametrize("batch_size", [None, 7])
@pytest.mark.parametrize("weight_decay", [0.0, 0.02])
@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum", "nesterov"])
def test_sample_space_goes_on_from_any_parameters(optimizer, weight_decay, batch_size):
    """Also from those that are no sum of training examples."""
    config = {
        "optimizer": optimizer,
        "weight_decay": weight_decay,
        "batch_size": batch_size,
    }
    data = clusters(n_x=40)
    direct, sample, fresh = (
        make(data, first_layer=path, **config)
        for path in ("direct", "sample-space", "sample-space")
    )
    drawn = draw_parameters(direct.spec.layer_dims, "he", 77)
    away = Parameters(drawn.weights, tuple(b + 0.1 for b in drawn.biases))
    for trainer in (direct, sample):
        steps(trainer, 4)
        trainer.restore(away, 12)
        assert relative_error(trainer.parameters(), away) < 1e-15
    costs = [[one.cost for one in steps(trainer, 15)] for trainer in (direct, sample)]
    np.testing.assert_allclose(*costs, rtol=1e-12)
    assert relative_error(direct.parameters(), sample.parameters()) < 1e-12
    sample.reset()
    assert everything(sample) == everything(fresh)
    assert steps(sample, 9) == steps(fresh, 9)
    assert sample.parameters().equals(fresh.parameters())


def test_another_trainers_live_parameters_may_be_restored():
    """They are views of what its next steps are written to."""
    settings = {"first_layer": "sample-space", "batch_size": 7}
    other, trainer, twin = (
        make(first_layer="direct"),
        make(**settings),
        make(**settings),
    )
    steps(other, 4)
    twin.restore(other.parameters().frozen(), 4)
    trainer.restore(other.parameters(), 4)
    steps(other, 4)
    assert steps(trainer, 5) == steps(twin, 5)
    assert trainer.parameters().equals(twin.parameters())
    trainer.restore(trainer.parameters(), 9)
    twin.restore(twin.parameters().frozen(), 9)
    assert steps(trainer, 5) == steps(twin, 5)
