"""Presets: each applies, trains, and shows what its hint promises."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.config import TrainingConfig
from engine.dataset_file import open_dataset
from engine.datasets import Dataset, InputKind, Recipe, Split
from engine.errors import PresetError
from engine.network import probabilities
from engine.outputs import Task
from engine.parameters import Parameters
from engine.preset import DataFacts, PresetGroup
from engine.presets import PRESETS, parity_tree
from engine.spec import NetworkSpec
from engine.trainer import Trainer

each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)


def trainer_of(preset, dataset=None):
    dataset = dataset or preset.recipe.load()
    spec = preset.spec_for(dataset)
    return Trainer.for_dataset(dataset, spec, preset.config, initial=preset.weights)


def trained(name, dataset=None):
    trainer = trainer_of(PRESETS[name], dataset)
    for _ in range(trainer.config.iterations):
        trainer.step()
    return trainer


@each_preset
def test_applies_to_its_data_and_trains(preset):
    trainer = trainer_of(preset)
    before = trainer.cost
    for _ in range(5):
        trainer.step()
    assert np.isfinite(trainer.cost)
    assert trainer.cost != before
    trainer.reset()
    assert trainer.cost == before


@each_preset
def test_says_what_to_look_for(preset):
    assert preset.hint.endswith((".", "?"))
    assert preset.group is not PresetGroup.OWN
    assert preset.is_for(preset.recipe.load())


def test_xor_by_hand_needs_no_training(course_values):
    preset = PRESETS["xor-by-hand"]
    data = preset.recipe.load()
    A = probabilities(preset.spec, preset.weights, data.train.inputs.T)
    np.testing.assert_allclose(A, course_values["xor"]["Y"], rtol=1e-8)
    assert trainer_of(preset).accuracy == 1


def test_the_parity_tree_answers_for_every_vector():
    preset = PRESETS["parity-tree"]
    data = preset.recipe.load()
    A = probabilities(preset.spec, preset.weights, data.train.inputs.T)
    assert ((A[0] > 0.5) == data.train.labels).all()
    assert np.abs(A[0] - data.train.labels).max() < 1e-4
    assert preset.spec.layer_dims == (8, 8, 4, 4, 2, 2, 1)
    assert trainer_of(preset).accuracy == 1


@pytest.mark.parametrize("bits", [2, 4, 16])
def test_a_parity_tree_has_n_minus_1_xors(bits):
    assert sum(parity_tree(bits).layer_dims[1:]) == 3 * (bits - 1)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("parity-wide", 1.0),
        ("xor", 1.0),
        ("circles", 0.97),
        ("moons", 0.97),
        ("spirals", 1.0),
        ("blobs", 0.99),
        ("flower", 0.97),
    ],
)
def test_learns_what_it_is_for(name, least):
    assert trained(name).accuracy >= least


def test_a_deep_narrow_network_learns_nothing_and_with_tanh_it_does():
    stalled = trained("deep-narrow")
    assert stalled.cost == pytest.approx(np.log(2), abs=1e-3)
    preset = PRESETS["deep-narrow"]
    layers = [
        dataclasses.replace(layer, activation="tanh") for layer in preset.spec.layers
    ]
    tanh = dataclasses.replace(preset, spec=preset.spec.with_layers(layers))
    trainer = trainer_of(tanh)
    for _ in range(2000):
        trainer.step()
    assert trainer.accuracy > 0.9


def test_the_course_network_with_small_weights_stalls(course_data):
    dataset = open_dataset(course_data)
    trainer = trained("l-layer-stalled", dataset)
    assert trainer.accuracy == pytest.approx(0.6555, abs=1e-4)
    assert trainer.test_metrics().accuracy == pytest.approx(0.34)
    assert trainer.cost == pytest.approx(0.644, abs=1e-3)


@pytest.mark.parametrize("name", ["two-layer", "l-layer"])
def test_the_course_networks_are_those_of_the_course(name, course_values):
    printed = course_values[{"two-layer": "two_layer_model"}.get(name, "L_layer_model")]
    preset = PRESETS[name]
    assert list(preset.spec.layer_dims) == printed["layer_dims"]
    assert preset.config.learning_rate == printed["learning_rate"]
    assert preset.config.iterations == printed["iterations"]
    assert preset.config.seed == 1
    small = preset.config.initialization == "small-normal"
    assert small == ("0.01" in printed["init"])


# Data


def pictures(side=4, names=("no", "yes")):
    shape = (6, side, side, 3)
    split = Split(np.zeros(shape, np.uint8), np.arange(6) % len(names))
    task = Task.BINARY if len(names) == 2 else Task.MULTICLASS
    return Dataset("mine", task, InputKind.IMAGE, names, split, split)


@pytest.mark.parametrize("data", [pictures(), pictures(5, ("a", "b", "c"))])
def test_a_course_network_is_for_any_pictures(data):
    preset = PRESETS["l-layer"]
    assert preset.is_for(data)
    spec = preset.spec_for(data)
    assert spec.hidden == (20, 7, 5)
    assert data.fits(spec)
    assert not preset.is_for(Recipe("moons").load())


def test_a_problem_in_the_plane_is_for_its_own_points():
    preset = PRESETS["spirals"]
    assert preset.is_for(Recipe("spirals").load())
    assert not preset.is_for(Recipe("spirals", 0.3).load())
    assert not preset.is_for(Recipe("moons").load())
    assert not preset.is_for(pictures())
    with pytest.raises(PresetError, match="is for other data"):
        preset.spec_for(pictures())


def test_a_preset_for_other_classes_says_so():
    preset = dataclasses.replace(
        PRESETS["l-layer"],
        kind=None,
        recipe=None,
        facts=DataFacts("theirs", ("a", "b")),
    )
    with pytest.raises(PresetError) as raised:
        preset.spec_for(pictures())
    assert "“theirs” with 12,288 inputs and 2 classes; “mine” has 48 and 2" in str(
        raised.value
    )


def test_parameters_are_equal_if_their_numbers_are():
    spec = NetworkSpec.design(2, (2,), Task.BINARY, 2, "sigmoid")
    one, other = parity_tree(2), parity_tree(2)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Parameters(one.weights, tuple(b + 1 for b in one.biases))
    assert one != parity_tree(4)
    assert one != spec
    assert TrainingConfig() == PRESETS["l-layer"].config
