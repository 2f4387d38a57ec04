"""The class that the notes promise."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

import engine.estimator
from engine import Model, TrainingConfig
from engine.errors import DivergenceError, SpecError

pytestmark = pytest.mark.usefixtures("one_thread")

X = np.array([[1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]])
XOR = np.array([[0, 1, 1, 0]])
CONFIG = TrainingConfig(learning_rate=1.0, iterations=2000)


def clusters(classes):
    rng = np.random.default_rng(0)
    labels = np.arange(30) % classes
    return 5 * np.eye(classes)[labels].T + rng.standard_normal((classes, 30)), labels


def test_the_example_in_its_help():
    results = doctest.testmod(engine.estimator)
    assert results.attempted >= 5
    assert results.failed == 0


@pytest.mark.parametrize(
    "Y", [XOR, XOR[0], [0, 1, 1, 0], XOR.astype(float), XOR.astype(bool)]
)
def test_labels_in_any_form(Y):
    model = Model((4,), "tanh", CONFIG)
    assert model.fit(X, Y) is model
    prediction = model.predict(X)
    np.testing.assert_array_equal(prediction, XOR)
    assert prediction.dtype == np.int64
    assert model.score(X, Y) == 1


def test_the_history_has_every_cost():
    model = Model((4,), "tanh", CONFIG).fit(X, XOR)
    assert len(model.history) == CONFIG.iterations + 1
    assert model.history.costs[-1] < 0.1 < model.history.costs[0]
    # Another fit is another run, from the same weights.
    first = model.history.costs
    assert np.array_equal(model.fit(X, XOR).history.costs, first)


def test_probabilities_have_a_row_for_each_class():
    model = Model((4,), "tanh", CONFIG).fit(X, XOR)
    p = model.predict_proba(X)
    assert p.shape == (2, 4)
    np.testing.assert_allclose(p.sum(axis=0), 1)
    np.testing.assert_array_equal(p.argmax(axis=0), XOR[0])


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_more_classes(precision):
    inputs, labels = clusters(4)
    config = TrainingConfig(0.1, 300, precision=precision)
    model = Model((), config=config).fit(inputs, labels)
    assert model.predict_proba(inputs).shape == (4, 30)
    assert model.predict_proba(inputs).dtype == precision
    assert model.score(inputs, labels) == 1


def test_defaults_are_the_courses():
    model = Model()
    assert (model.hidden, model.activation) == ((20, 7, 5), "relu")
    assert model.config == TrainingConfig(0.0075, 2500, "scaled", 1)


def test_parameters_are_copies_nobody_can_write_to():
    model = Model((4,), "tanh", TrainingConfig(iterations=1)).fit(X, XOR)
    parameters = model.parameters
    assert parameters.layer_dims == (2, 4, 1)
    with pytest.raises(ValueError, match="read-only"):
        parameters.weights[0][0, 0] = 1


def test_the_callers_arrays_are_left_alone():
    inputs, labels = X.copy(), XOR.copy()
    Model((4,), "tanh", TrainingConfig(iterations=5)).fit(inputs, labels)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(labels, XOR)


@pytest.mark.parametrize(
    "ask",
    [
        lambda model: model.parameters,
        lambda model: model.predict(X),
        lambda model: model.predict_proba(X),
        lambda model: model.score(X, XOR),
    ],
)
def test_asking_before_fit(ask):
    model = Model()
    with pytest.raises(SpecError, match="Call fit before"):
        ask(model)


@pytest.mark.parametrize(
    "Y",
    [[0, 1, 1], [0, 1, 1, 0, 1], [], [0, 1, 0.5, 0], [0, -1, 1, 0]],
    ids=str,
)
def test_labels_that_are_no_class_indices(Y):
    with pytest.raises(
        SpecError, match="one class index, 0 or more, for each of the 4"
    ):
        Model(config=CONFIG).fit(X, Y)


@pytest.mark.parametrize("Y", [["a", "b", "c", "d"], [0, 1, np.nan, 0]], ids=str)
def test_labels_that_are_no_numbers(Y):
    with pytest.raises(SpecError, match="one class index"):
        Model(config=CONFIG).fit(X, Y)


@pytest.mark.parametrize("inputs", [X[0], np.zeros((2, 0)), X[np.newaxis]], ids=str)
def test_inputs_that_are_no_columns(inputs):
    with pytest.raises(SpecError):
        Model(config=CONFIG).fit(inputs, XOR)


def test_predicting_inputs_of_another_size():
    model = Model((4,), "tanh", TrainingConfig(iterations=1)).fit(X, XOR)
    with pytest.raises(SpecError, match="takes 2 inputs"):
        model.predict(np.zeros((3, 4)))
    with pytest.raises(SpecError, match="takes 2 inputs"):
        model.predict_proba(np.zeros(2))


def test_divergence_keeps_the_last_good_parameters():
    """Numbers so large that the first steps overflow."""
    huge = 1e150 * X + 1e150
    model = Model((4,), "linear", TrainingConfig(1e200, 10))
    with pytest.raises(DivergenceError):
        model.fit(huge, XOR)
    assert all(np.isfinite(W).all() for W in model.parameters.weights)
    assert len(model.history) >= 1


def test_fitting_integers():
    model = Model((4,), "tanh", CONFIG).fit(X.astype(np.int64), XOR)
    np.testing.assert_array_equal(model.predict(X.astype(np.int64)), XOR)
