"""The course's functions, against the numbers that the course prints."""

from __future__ import annotations

import re

import numpy as np
import pytest

import engine
from engine.course import compute_cost
from engine.course_models import Mislabeled
from engine.errors import SpecError

DIGITS = 1e-6
LAST_PLACE = 5e-9
"""The course prints eight places."""


def draws(seed, *shapes):
    rng = np.random.RandomState(seed)
    return [rng.randn(*shape) for shape in shapes]


def assert_printed(value, printed):
    np.testing.assert_allclose(value, np.array(printed), rtol=DIGITS, atol=LAST_PLACE)


def assert_all_printed(values, printed, names):
    for name in names:
        assert_printed(values[name], printed[name])


def test_initialize_parameters(course_values):
    printed = course_values["initialize_parameters"]
    parameters = engine.initialize_parameters(*printed["args"], seed=printed["seed"])
    assert list(parameters) == ["W1", "b1", "W2", "b2"]
    assert_all_printed(parameters, printed, parameters)


def test_initialize_parameters_deep_small_normal(course_values):
    printed = course_values["initialize_parameters_deep"]
    parameters = engine.initialize_parameters_deep(
        printed["layer_dims"], "small-normal", printed["seed"]
    )
    assert_all_printed(parameters, printed, ["W1", "W2"])
    assert not parameters["b1"].any()
    assert parameters["b1"].shape == (4, 1)
    assert parameters["b2"].shape == (3, 1)


@pytest.mark.parametrize(
    ("name", "W1", "W2"),
    [
        (
            "small-uniform",
            lambda rng: rng.rand(4, 5) * 0.01,
            lambda rng: rng.rand(3, 4) * 0.01,
        ),
        (
            "small-normal",
            lambda rng: rng.randn(4, 5) * 0.01,
            lambda rng: rng.randn(3, 4) * 0.01,
        ),
        (
            "scaled",
            lambda rng: rng.randn(4, 5) / np.sqrt(5),
            lambda rng: rng.randn(3, 4) / np.sqrt(4),
        ),
        (
            "he",
            lambda rng: rng.randn(4, 5) * np.sqrt(2 / 5),
            lambda rng: rng.randn(3, 4) * np.sqrt(2 / 4),
        ),
    ],
)
def test_schemes_draw_layer_by_layer_from_one_stream(name, W1, W2):
    rng = np.random.RandomState(3)
    parameters = engine.initialize_parameters_deep([5, 4, 3], name)
    np.testing.assert_array_equal(parameters["W1"], W1(rng))
    np.testing.assert_array_equal(parameters["W2"], W2(rng))


def test_scaled_is_the_default_scheme():
    default = engine.initialize_parameters_deep([5, 4, 3])
    scaled = engine.initialize_parameters_deep([5, 4, 3], "scaled", 3)
    np.testing.assert_array_equal(default["W1"], scaled["W1"])


def test_unknown_scheme_lists_those_that_there_are():
    with pytest.raises(SpecError, match=r"'xavier'.*scaled, he, small-normal"):
        engine.initialize_parameters_deep([5, 4, 3], "xavier")


def test_the_global_generator_is_left_alone():
    np.random.seed(7)  # noqa: NPY002 - it is the one that must not move
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    engine.initialize_parameters(3, 2, 1)
    engine.initialize_parameters_deep([5, 4, 3])
    engine.L_layer_model(np.ones((3, 2)), np.ones((1, 2)), [3, 2, 1], num_iterations=1)
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


def test_linear_forward(course_values):
    A, W, b = draws(1, (3, 2), (1, 3), (1, 1))
    Z, cache = engine.linear_forward(A, W, b)
    assert_printed(Z, course_values["linear_forward"]["Z"])
    assert [id(array) for array in cache] == [id(A), id(W), id(b)]


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_linear_activation_forward(course_values, activation):
    A_prev, W, b = draws(2, (3, 2), (1, 3), (1, 1))
    A, (linear_cache, Z) = engine.linear_activation_forward(A_prev, W, b, activation)
    assert_printed(A, course_values["linear_activation_forward"][activation])
    np.testing.assert_array_equal(Z, W @ A_prev + b)
    assert linear_cache[0] is A_prev


def test_L_model_forward(course_values):
    X, W1, b1, W2, b2 = draws(1, (4, 2), (3, 4), (3, 1), (1, 3), (1, 1))
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    AL, caches = engine.L_model_forward(X, parameters)
    printed = course_values["L_model_forward"]
    assert_printed(AL, printed["AL"])
    assert len(caches) == printed["caches"]


def test_compute_cost_to_the_last_digit(course_values):
    printed = course_values["compute_cost"]
    cost = engine.compute_cost(np.array(printed["AL"]), np.array(printed["Y"]))
    assert cost == printed["cost"]


@pytest.mark.parametrize(("AL", "Y"), [(0.0, 1), (1.0, 0), (0.0, 0), (1.0, 1)])
def test_compute_cost_is_finite_at_both_ends(AL, Y):
    cost = engine.compute_cost(np.array([[AL]]), np.array([[Y]]))
    assert np.isfinite(cost)
    # Wrong and sure must cost much more than any guess, right and sure nothing.
    assert cost == 0 if AL == Y else cost > 700


def test_linear_backward(course_values):
    dZ, A_prev, W, b = draws(1, (1, 2), (3, 2), (1, 3), (1, 1))
    dA_prev, dW, db = engine.linear_backward(dZ, (A_prev, W, b))
    printed = course_values["linear_backward"]
    assert_printed(dA_prev, printed["dA_prev"])
    assert_printed(dW, printed["dW"])
    assert_printed(db, printed["db"])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_linear_activation_backward(course_values, activation):
    dA, A_prev, W, b, Z = draws(2, (1, 2), (3, 2), (1, 3), (1, 1), (1, 2))
    result = engine.linear_activation_backward(dA, ((A_prev, W, b), Z), activation)
    printed = course_values["linear_activation_backward"][activation]
    for value, name in zip(result, ("dA_prev", "dW", "db"), strict=True):
        assert_printed(value, printed[name])


def test_L_model_backward(course_values):
    shapes = (1, 2), (4, 2), (3, 4), (3, 1), (3, 2), (3, 2), (1, 3), (1, 1), (1, 2)
    AL, A1, W1, b1, Z1, A2, W2, b2, Z2 = draws(3, *shapes)
    Y = np.array([[1, 0]])
    grads = engine.L_model_backward(AL, Y, [((A1, W1, b1), Z1), ((A2, W2, b2), Z2)])
    # What the exercise prints as dA1 is the gradient of the input, dA0.
    assert_all_printed(grads, course_values["L_model_backward"], ["dW1", "db1", "dA0"])
    assert set(grads) == {"dA0", "dW1", "db1", "dA1", "dW2", "db2"}
    assert grads["dA1"].shape == A2.shape


def test_dA_is_the_gradient_of_that_layers_activations():
    """Against the definition: the cost's change when one activation is nudged."""
    parameters = engine.initialize_parameters_deep([3, 4, 1], "scaled", 5)
    X = np.abs(draws(6, (3, 2))[0])
    Y = np.array([[1, 0]])
    AL, caches = engine.L_model_forward(X, parameters)
    grads = engine.L_model_backward(AL, Y, caches)
    A1 = caches[1][0][0]

    def cost_from(A):
        out, _ = engine.linear_activation_forward(
            A, parameters["W2"], parameters["b2"], "sigmoid"
        )
        return compute_cost(out, Y)

    nudge = 1e-6
    for place in np.ndindex(A1.shape):
        up, down = A1.copy(), A1.copy()
        up[place] += nudge
        down[place] -= nudge
        slope = (cost_from(up) - cost_from(down)) / (2 * nudge)
        # The course's dA are those of the sum over examples, J without its 1/m.
        assert grads["dA1"][place] / 2 == pytest.approx(slope, rel=1e-6)


def test_update_parameters(course_values):
    shapes = (3, 4), (3, 1), (1, 3), (1, 1)
    names = "W1", "b1", "W2", "b2"
    parameters = dict(zip(names, draws(2, *shapes), strict=True))
    before = {name: value.copy() for name, value in parameters.items()}
    grads = {f"d{k}": v for k, v in zip(names, draws(3, *shapes), strict=True)}
    printed = course_values["update_parameters"]
    updated = engine.update_parameters(parameters, grads, printed["learning_rate"])
    assert_all_printed(updated, printed, names)
    for name in names:
        np.testing.assert_array_equal(parameters[name], before[name])
        assert not np.shares_memory(updated[name], parameters[name])


def test_units_return_their_input_as_cache():
    Z = np.array([[-1000.0, -1.0, 0.0, 2.0, 1000.0]])
    for unit in (engine.sigmoid, engine.relu):
        A, cache = unit(Z)
        assert cache is Z
        assert np.isfinite(A).all()
    np.testing.assert_array_equal(engine.relu(Z)[0], [[0, 0, 0, 2, 1000]])
    np.testing.assert_allclose(
        engine.sigmoid(Z)[0], [[0, 0.2689414213699951, 0.5, 0.8807970779778823, 1]]
    )


def test_units_backward():
    Z = np.array([[-1.0, 0.0, 2.0]])
    dA = np.array([[3.0, 3.0, 3.0]])
    np.testing.assert_array_equal(engine.relu_backward(dA, Z), [[0, 0, 3]])
    np.testing.assert_allclose(
        engine.sigmoid_backward(dA, Z), [[0.5898357997244456, 0.75, 0.3149807562105195]]
    )


def test_relu_backward_leaves_the_callers_gradient():
    dA = np.array([[3.0, 3.0]])
    engine.relu_backward(dA, np.array([[-1.0, 1.0]]))
    np.testing.assert_array_equal(dA, [[3, 3]])


def test_xor_by_hand(course_values):
    printed = course_values["xor"]
    parameters = engine.xor_parameters()
    for name in ("W1", "b1", "W2", "b2"):
        np.testing.assert_array_equal(parameters[name], printed[name])
    A1, _ = engine.linear_activation_forward(
        np.array(printed["X"], float), parameters["W1"], parameters["b1"], "sigmoid"
    )
    Y, _ = engine.linear_activation_forward(
        A1, parameters["W2"], parameters["b2"], "sigmoid"
    )
    np.testing.assert_allclose(Y, printed["Y"], rtol=2e-9)


def test_models_report_the_cost_before_every_update():
    X, Y = draws(1, (3, 5))[0], np.array([[0, 1, 1, 0, 1]])
    for model, dims in (
        (engine.two_layer_model, (3, 4, 1)),
        (engine.L_layer_model, (3, 4, 2, 1)),
    ):
        seen = []
        model(X, Y, dims, 0.1, 3, lambda *call, seen=seen: seen.append(call))
        assert [iteration for iteration, _ in seen] == [0, 1, 2]
        assert seen[2][1] < seen[0][1]


def test_two_layer_model_is_the_small_normal_net_of_seed_1():
    X, Y = draws(1, (3, 5))[0], np.array([[0, 1, 1, 0, 1]])
    parameters = engine.two_layer_model(X, Y, (3, 4, 1), num_iterations=0)
    expected = engine.initialize_parameters(3, 4, 1, seed=1)
    np.testing.assert_array_equal(parameters["W1"], expected["W1"])


def test_predict_and_accuracy():
    parameters = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros((1, 1))}
    X = np.array([[2.0, 0.0, 1.0], [0.0, 2.0, 1.0]])
    y = np.array([[1, 1, 0]])
    p = engine.predict(X, y, parameters)
    # The third is exactly undecided, 0.5: the notes call only more than that a cat.
    np.testing.assert_array_equal(p, [[1, 0, 0]])
    assert p.dtype == np.float64
    assert engine.accuracy(p, y) == pytest.approx(2 / 3)


def test_mislabeled_images():
    classes = np.array([b"non-cat", b"cat"])
    y, p = np.array([[1, 0, 1, 0]]), np.array([[1.0, 1.0, 0.0, 0.0]])
    assert engine.mislabeled_images(list(classes), y, p) == [
        Mislabeled(1, "cat", "non-cat"),
        Mislabeled(2, "non-cat", "cat"),
    ]
    assert engine.mislabeled_images(["a", "b"], y, y) == []


def test_misuse_is_reported():
    A, W, b = draws(1, (3, 2), (1, 3), (1, 1))
    wrong = re.escape('activation must be "sigmoid" or "relu", not \'tanh\'')
    with pytest.raises(ValueError, match=wrong):
        engine.linear_activation_forward(A, W, b, "tanh")
    with pytest.raises(ValueError, match=wrong):
        engine.linear_activation_backward(A, ((A, W, b), A), "tanh")
    with pytest.raises(ValueError, match="2 labels for 3 examples"):
        engine.predict(np.ones((2, 3)), np.ones((1, 2)), {})
    with pytest.raises(ValueError, match="unpack"):
        engine.two_layer_model(A, b, (3, 2, 2, 1))
    with pytest.raises(KeyError, match="dW1"):
        engine.update_parameters({"W1": W}, {}, 0.1)
    with pytest.raises(ValueError, match="mismatch in its core dimension"):
        engine.linear_forward(A.T, W, b)
