"""The log of a run."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from engine import NetworkSpec, TrainingConfig
from engine.evaluation import Metrics
from engine.history import History
from engine.initializers import draw_parameters
from engine.saved_model import SavedModel
from engine.steps import Points, Steps


def results(start, stop):
    """Return what is known of some states."""
    states = np.arange(start, stop)
    return Steps(start, 1 / (states + 1), states / 10_000)


def test_starts_empty():
    history = History()
    assert len(history) == 0
    assert history.costs.shape == history.test_costs.shape == (0,)


def test_no_cost_is_lost_however_they_come():
    """Also across the growth of its arrays."""
    history = History()
    ends = [0, 1, 2, 2, 700, 1024, 1025, 5000, 5001]
    for start, stop in pairwise(ends):
        history.extend(results(start, stop))
    assert len(history) == 5001
    np.testing.assert_array_equal(history.costs, 1 / np.arange(1, 5002))
    np.testing.assert_array_equal(history.train_accuracy, np.arange(5001) / 10_000)
    assert history.costs.dtype == np.float64


def test_test_points_carry_their_iterations():
    history = History()
    for iteration in (0, 10, 20):
        history.add_test(iteration, Metrics(iteration + 0.5, iteration / 100))
    np.testing.assert_array_equal(history.test_iterations, [0, 10, 20])
    np.testing.assert_array_equal(history.test_costs, [0.5, 10.5, 20.5])
    np.testing.assert_array_equal(history.test_accuracy, [0, 0.1, 0.2])


@pytest.mark.parametrize("portion", [1, 2, 5])
def test_a_test_point_is_kept_once_and_in_order(portion):
    history = History()
    points = [(0, 1.0), (10, 2.0), (10, 3.0), (5, 4.0), (11, 5.0)]
    scores = [Points.of(iteration, Metrics(cost, 0.5)) for iteration, cost in points]
    for start in range(0, len(scores), portion):
        history.add_tests(Points.joined(scores[start : start + portion]))
    history.add_tests(Points.none())
    np.testing.assert_array_equal(history.test_iterations, [0, 10, 11])
    np.testing.assert_array_equal(history.test_costs, [1, 2, 5])


def test_until_leaves_out_what_comes_later():
    history = History()
    history.extend(results(0, 30))
    for iteration in (0, 10, 20):
        history.add_test(iteration, Metrics(iteration + 0.5, 0.5))
    kept = history.until(10)
    np.testing.assert_array_equal(kept["costs"], 1 / np.arange(1, 12))
    np.testing.assert_array_equal(kept["train_accuracy"], np.arange(11) / 10_000)
    np.testing.assert_array_equal(kept["test_iterations"], [0, 10])
    assert kept["test_iterations"].dtype == np.int64
    np.testing.assert_array_equal(kept["test_costs"], [0.5, 10.5])
    for array in kept.values():
        array[:] = 7
    assert history.costs[0] == 1
    assert history.test_costs[0] == 0.5


def saved(costs, iteration=3):
    known = len(costs) > 0
    spec = NetworkSpec((2, 1), (), "sigmoid")
    return SavedModel(
        spec=spec,
        config=TrainingConfig(),
        parameters=draw_parameters(spec.layer_dims, "scaled", 1),
        class_names=("a", "b"),
        input_shape=(2,),
        dataset_name="d",
        dataset_fingerprint="f",
        iteration=iteration,
        costs=np.array(costs),
        train_accuracy=np.array([0.5, 0.6, 0.7, 0.8]) if known else np.array([]),
        test_iterations=np.array([0, 2]),
        test_costs=np.array([0.9, 0.8]),
        test_accuracy=np.array([0.4, 0.5]),
        blas_threads=1,
    )


def test_the_log_of_a_saved_model_goes_on_where_it_ended():
    history = History.of(saved([4.0, 3.0, 2.0, 1.0]))
    np.testing.assert_array_equal(history.costs, [4, 3, 2, 1])
    np.testing.assert_array_equal(history.train_accuracy, [0.5, 0.6, 0.7, 0.8])
    history.add_test(2, Metrics(7.0, 0.7))
    history.add_test(4, Metrics(0.7, 0.6))
    np.testing.assert_array_equal(history.test_iterations, [0, 2, 4])
    np.testing.assert_array_equal(history.test_costs, [0.9, 0.8, 0.7])
    np.testing.assert_array_equal(history.test_accuracy, [0.4, 0.5, 0.6])
    history.extend(results(4, 5))
    assert len(history) == 5


def test_states_that_a_saved_model_knows_nothing_of():
    history = History.of(saved([]))
    assert len(history) == 4
    assert np.isnan(history.costs).all()
    assert np.isnan(history.train_accuracy).all()
