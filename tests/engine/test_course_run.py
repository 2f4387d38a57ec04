"""The course's two training runs on its own data, to the printed digits."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.dataset_file import open_dataset
from engine.datasets import SplitName
from engine.evaluation import mistakes
from engine.images import read_picture
from engine.inputs import as_columns

ITERATIONS = 2500
PLAIN = 100
CAT = 1
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def cats(course_data):
    return open_dataset(course_data)


def trainer_of(dataset, hidden, initialization):
    spec = NetworkSpec.design(dataset.input_size, hidden, dataset.task, 2)
    config = TrainingConfig(0.0075, ITERATIONS, initialization, seed=1)
    return Trainer.for_dataset(dataset, spec, config)


def run(trainer):
    costs = [trainer.cost]
    while trainer.iteration < ITERATIONS:
        costs.append(trainer.step().cost)
    return np.array(costs)


@pytest.fixture(scope="module")
def deep(cats):
    """Return the trained L-layer model with all of its costs."""
    trainer = trainer_of(cats, (20, 7, 5), "scaled")
    return trainer, run(trainer)


@pytest.fixture(scope="module")
def shallow(cats):
    """Return the trained two-layer model with all of its costs."""
    trainer = trainer_of(cats, (7,), "small-normal")
    return trainer, run(trainer)


def test_L_layer_model(deep, course_values):
    trainer, costs = deep
    printed = course_values["L_layer_model"]
    assert trainer.spec.layer_dims == tuple(printed["layer_dims"])
    assert trainer.spec.L == 4
    assert len(costs) == ITERATIONS + 1
    # Printed to six places, cut or rounded.
    np.testing.assert_allclose(
        costs[:ITERATIONS:100], printed["costs_every_100"], atol=1e-6, rtol=0
    )
    assert trainer.train_metrics().accuracy == pytest.approx(
        printed["train_accuracy"], abs=1e-12
    )
    assert trainer.test_metrics().accuracy == printed["test_accuracy"]


def test_two_layer_model(shallow, course_values):
    trainer, costs = shallow
    printed = course_values["two_layer_model"]
    assert trainer.spec.layer_dims == tuple(printed["layer_dims"])
    np.testing.assert_allclose(
        costs[:ITERATIONS:100], printed["costs_every_100"], rtol=1e-10
    )
    assert trainer.train_metrics().accuracy == pytest.approx(1, abs=1e-12)
    assert trainer.test_metrics().accuracy == printed["test_accuracy"]


def test_mislabeled_test_images(deep, cats, course_values):
    trainer, _ = deep
    X = cats.columns(SplitName.TEST)
    A = network.probabilities(trainer.spec, trainer.parameters(), X)
    wrong = mistakes(trainer.spec.output, A, cats.test.labels)
    assert len(wrong) == course_values["L_layer_model"]["mislabeled_test_images"]

    Y = cats.targets(cats.test)
    p = engine.predict(X, Y, trainer.parameters().as_dict())
    assert engine.accuracy(p, Y) == pytest.approx(trainer.test_metrics().accuracy)
    plain = engine.mislabeled_images(cats.class_names, Y, p)
    assert [one.index for one in plain] == [one.index for one in wrong]
    assert [one.prediction for one in plain] == [
        cats.class_names[one.said] for one in wrong
    ]


def test_own_image(deep, course_data):
    trainer, _ = deep
    pixels = read_picture(course_data / "my_image.jpg", (64, 64, 3)).seen.pixels
    parameters = trainer.parameters()
    X = as_columns(pixels[np.newaxis])
    p_cat = network.probabilities(trainer.spec, parameters, X)[0, 0]
    assert p_cat == pytest.approx(0.126, abs=0.0005)
    # The notes' cell forgets the division by 255, and so finds a cat.
    forgotten = network.probabilities(trainer.spec, parameters, 255 * X)[0, 0]
    assert forgotten == pytest.approx(1, abs=0.005)


@pytest.mark.parametrize("which", ["deep", "shallow"])
def test_the_plain_reference_agrees(which, request, cats):
    trainer, costs = request.getfixturevalue(which)
    model = {"deep": engine.L_layer_model, "shallow": engine.two_layer_model}[which]
    X, Y = cats.columns(SplitName.TRAIN), cats.targets(cats.train)
    plain = []
    model(
        X,
        Y,
        trainer.spec.layer_dims,
        num_iterations=PLAIN,
        callback=lambda _, cost: plain.append(cost),
    )
    np.testing.assert_allclose(costs[:PLAIN], plain, rtol=1e-12)


def test_the_small_inits_stall_a_deep_network(cats):
    """As the notes warn: nothing but the share of cats is learned."""
    trainer = trainer_of(cats, (20, 7, 5), "small-normal")
    for _ in range(PLAIN):
        trainer.step()
    shares = engine.evaluation.baseline(cats.train.labels, 2)
    assert shares.base_rate_cost <= trainer.cost <= shares.uniform_cost
    assert trainer.accuracy == shares.majority_accuracy
