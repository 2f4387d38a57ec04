"""What runs that begin alike compute once: first weights, inner products."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Trainer, TrainingConfig, initialize_parameters_deep
from engine.examples import Examples
from engine.gram import initial_outputs, inner_products
from engine.initializers import draw_parameters
from engine.spec import NetworkSpec
from tests.engine.nets import net


@pytest.fixture
def examples() -> Examples:
    rng = np.random.default_rng(0)
    labels = np.arange(9) % 2
    return Examples(rng.standard_normal((6, 9)), labels[np.newaxis] * 1.0, labels)


def test_the_same_first_weights_are_one_array_that_nobody_writes_to():
    one, other = (draw_parameters((6, 4, *rest), "he", 3) for rest in ((3, 1), (1,)))
    assert one.weights[0] is other.weights[0]
    with pytest.raises(ValueError, match="read-only"):
        one.weights[0][0, 0] = 0
    assert one.frozen().weights[0] is one.weights[0]


@pytest.mark.parametrize("other", [("he", 4), ("scaled", 3)])
def test_other_first_weights_are_drawn(other):
    one = draw_parameters((6, 4, 1), "he", 3).weights[0]
    assert not np.array_equal(one, draw_parameters((6, 4, 1), *other).weights[0])


def test_what_follows_the_first_weights_is_as_if_all_had_been_drawn_at_once():
    rng = np.random.RandomState(3)
    for W in draw_parameters((6, 4, 3, 1), "small-normal", 3).weights:
        np.testing.assert_array_equal(W, rng.randn(*W.shape) * 0.01)


def test_the_courses_parameters_are_the_callers_own():
    mine, other = (initialize_parameters_deep([6, 4, 1], seed=3) for _ in range(2))
    mine["W1"][:] = 0
    assert other["W1"].any()


def test_outputs_of_the_same_weights_are_kept(examples):
    W = draw_parameters((6, 4, 1), "he", 3).weights[0]
    outputs = initial_outputs(W, examples)
    assert initial_outputs(W, examples) is outputs
    np.testing.assert_allclose(outputs, W @ examples.X, rtol=1e-14)
    assert inner_products(examples, examples) is inner_products(examples, examples)


def test_outputs_of_weights_that_may_change_are_not(examples):
    W = np.ones((4, 6))
    first = initial_outputs(W, examples)
    W *= 2
    np.testing.assert_allclose(initial_outputs(W, examples), 2 * first, rtol=1e-14)


def test_a_second_run_is_the_first_to_the_bit():
    _, _, examples = net("relu", "sigmoid", 2)
    spec = NetworkSpec((len(examples.X), 5, 1), ("relu",), "sigmoid")
    runs = []
    for _ in range(2):
        trainer = Trainer(spec, TrainingConfig(first_layer="sample-space"), examples)
        runs.append([trainer.step().cost for _ in range(20)])
    assert runs[0] == runs[1]
    assert runs[0][0] != runs[0][-1]
