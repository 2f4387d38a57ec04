"""The decision boundary: just what the network says, all over the plane."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.boundary import LEAST_SIDE, MOST_SIDE, grid, grid_side, plane_extent
from engine.config import TrainingConfig
from engine.datasets import DATASETS, Dataset, InputKind, Recipe, Split
from engine.frame import Need, frame
from engine.network import probabilities
from engine.outputs import Task
from engine.plane import PLANE_PROBLEMS
from engine.spec import NetworkSpec
from engine.trainer import Trainer

NEEDS = frozenset({Need.BOUNDARY})


def trainer_on(data, **config):
    classes = len(data.class_names)
    spec = NetworkSpec.design(data.input_size, (6, 5), data.task, classes, "tanh")
    trainer = Trainer.for_dataset(data, spec, TrainingConfig(0.3, 50, **config))
    for _ in range(50):
        trainer.step()
    return trainer


@pytest.mark.parametrize("problem", PLANE_PROBLEMS, ids=lambda p: p.name)
@pytest.mark.parametrize("first_layer", ["direct", "sample-space"])
def test_is_what_the_network_says(problem, first_layer):
    data = Recipe(problem.name, 0.1, 40).load()
    trainer = trainer_on(data, first_layer=first_layer)
    shown = frame(trainer.state(), data, NEEDS).boundary
    said = probabilities(
        trainer.spec, trainer.parameters(), grid(shown.extent, shown.side).T
    )
    assert shown.side == MOST_SIDE
    np.testing.assert_allclose(shown.answers.reshape(len(said), -1), said, atol=1e-12)
    test = probabilities(trainer.spec, trainer.parameters(), data.test.inputs.T)
    np.testing.assert_allclose(shown.test.probabilities, test, atol=1e-12)
    right = (shown.train.said == shown.train.labels).mean()
    assert right == pytest.approx(trainer.accuracy)
    assert not shown.answers.flags.writeable


def test_the_grid_goes_row_by_row_from_the_bottom():
    points = grid((-1.0, 1.0, 2.0, 4.0), 3)
    assert points[:4].tolist() == [[-1, 2], [0, 2], [1, 2], [-1, 3]]
    assert points[-1].tolist() == [1, 4]


def test_the_extent_is_a_square_around_all_points():
    data = Recipe("moons", 0.3, 300).load()
    left, right, bottom, top = plane_extent(data)
    assert right - left == pytest.approx(top - bottom)
    for split in (data.train, data.test):
        assert (split.inputs > (left, bottom)).all()
        assert (split.inputs < (right, top)).all()


def test_one_point_has_an_extent_too():
    split = Split(np.full((3, 2), 5.0), np.array([0, 1, 0]))
    data = Dataset("p", Task.BINARY, InputKind.PLANE, ("a", "b"), split, None)
    assert plane_extent(data) == (4, 6, 4, 6)
    shown = frame(trainer_on(data).state(), data, NEEDS).boundary
    assert shown.test is None


def test_large_networks_get_a_coarser_grid():
    small, medium, large = (
        grid_side(NetworkSpec.design(2, (n, n), Task.BINARY, 2)) for n in (8, 128, 8192)
    )
    assert small == MOST_SIDE > medium > large == LEAST_SIDE


@pytest.mark.parametrize("name", ["drawn-cats", "parity"])
def test_there_is_none_for_other_data(name):
    data = DATASETS[name].load()
    assert frame(trainer_on(data).state(), data, NEEDS).boundary is None


def test_there_is_none_for_numbers_or_without_data():
    data = Recipe("moons", 0.1, 20).load()
    trainer = trainer_on(data)
    assert frame(trainer.state(), None, NEEDS).boundary is None
    assert frame(trainer.state(), data, frozenset()).boundary is None
    split = Split(data.train.inputs, data.train.labels, np.zeros((20, 2)))
    numbers = dataclasses.replace(data, task=Task.REGRESSION, train=split, test=None)
    assert frame(trainer_on(numbers).state(), numbers, NEEDS).boundary is None
