"""Points in the plane, and parity: made again to the bit, and learnable."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.cli import load_dataset, main
from engine.config import TrainingConfig
from engine.datasets import DATASETS, InputKind, Recipe
from engine.errors import DataError
from engine.plane import PLANE_PROBLEMS
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from tests.at_hand import AT_HAND

LEARNED = {"flower": 0.85}
"""Accuracy on the training set after 1,000 iterations; 93 % where not given."""

each_problem = pytest.mark.parametrize("problem", PLANE_PROBLEMS, ids=lambda p: p.name)


def moved(name, noise):
    """Return how far noise moves the points from where they are without."""
    clean, noisy = (Recipe(name, s, 100).load().train.inputs for s in (0.0, noise))
    return np.linalg.norm(noisy - clean, axis=1).mean()


@each_problem
def test_is_the_same_each_time(problem):
    one, other = (Recipe(problem.name, 0.1, 60).load() for _ in range(2))
    assert one.fingerprint == other.fingerprint
    assert one.recipe == other.recipe == Recipe(problem.name, 0.1, 60)
    assert one.fingerprint != Recipe(problem.name, 0.2, 60).load().fingerprint


@each_problem
@pytest.mark.parametrize("size", [4, 5, 60, 5000])
def test_has_the_shapes_that_were_asked_for(problem, size):
    data = Recipe(problem.name, None, size).load()
    assert data.kind is InputKind.PLANE
    assert data.class_names == problem.class_names
    assert data.train.inputs.shape == (size, 2)
    assert data.test.inputs.shape == (max(size // 2, 4), 2)
    for split in (data.train, data.test):
        assert set(split.labels) == set(range(len(problem.class_names)))
        assert not split.inputs.flags.writeable
    assert np.abs(data.train.inputs).max() < 2


@each_problem
def test_more_noise_moves_the_points_farther(problem):
    distances = [moved(problem.name, noise) for noise in (0.05, 0.1, 0.2, 0.4)]
    assert distances == sorted(distances)
    assert distances[0] > 0


@each_problem
def test_train_and_test_are_other_points(problem):
    data = Recipe(problem.name, 0.1).load()
    both = np.concatenate([data.train.inputs, data.test.inputs])
    assert len(np.unique(both, axis=0)) == len(both)


def test_the_corners_of_xor_are_those_of_the_notes(course_values):
    data = Recipe("xor", 0.0, 4).load()
    assert data.train.inputs.T.tolist() == course_values["xor"]["X"]
    assert data.train.labels.tolist() == [0, 1, 1, 0]


@each_problem
def test_is_learned_by_two_layers_of_eight(problem):
    data = Recipe(problem.name).load()
    classes = len(data.class_names)
    spec = NetworkSpec.design(2, (8, 8), data.task, classes, "tanh")
    trainer = Trainer.for_dataset(data, spec, TrainingConfig(0.3, 1000))
    for _ in range(1000):
        trainer.step()
    least = LEARNED.get(problem.name, 0.93)
    assert trainer.accuracy >= least
    assert trainer.test_metrics().accuracy >= least - 0.05


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        (Recipe("moons", -0.1), "noise must be from 0 to 0.5"),
        (Recipe("moons", float("nan")), "noise must be from 0 to 0.5"),
        (Recipe("moons", 0.1, 3), "from 4 to 5,000, not 3"),
        (Recipe("moons", 0.1, 10**9), "not 1,000,000,000"),
        (Recipe("drawn-cats", 0.1), "no noise"),
        (Recipe("parity", None, 10), "no size"),
    ],
)
def test_a_recipe_that_makes_no_sense_is_refused(recipe, says):
    with pytest.raises(DataError, match=says):
        recipe.load()


def test_parity_has_every_vector_once():
    data = DATASETS["parity"].load()
    vectors = data.train.inputs
    assert vectors.shape == (256, 8)
    assert len(np.unique(vectors, axis=0)) == 256
    assert (vectors.sum(axis=1) % 2 == data.train.labels).all()
    assert data.test is None


@pytest.mark.parametrize("built_in", AT_HAND, ids=lambda entry: entry.name)
def test_each_built_in_says_how_to_make_it_again(built_in):
    data = built_in.load()
    assert data.recipe is not None
    assert data.recipe.load().fingerprint == data.fingerprint


def test_the_command_line_takes_problems_by_name(capsys):
    options = ["--hidden", "8", "--iterations", "20", "--size", "30", "--json"]
    assert main(["train", "--data", "blobs", *options]) == 0
    assert json.loads(capsys.readouterr().out)["layer_dims"] == [2, 8, 3]
    assert load_dataset("moons", 0.2, 40).recipe == Recipe("moons", 0.2, 40)


@pytest.mark.parametrize("data", ["drawn-cats", "some.h5"])
def test_the_command_line_refuses_noise_for_pictures(data, capsys):
    assert main(["train", "--data", data, "--noise", "0.1"]) == 2
    error = capsys.readouterr().err
    assert "noise" in error
    assert error.count("\n") == 1
