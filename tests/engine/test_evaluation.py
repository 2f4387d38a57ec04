"""What the costs and accuracies mean."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest

from engine.datasets import Dataset, InputKind, Split
from engine.evaluation import (
    Metrics,
    Mistake,
    accuracy,
    baseline,
    class_probabilities,
    mistakes,
    split_baseline,
)
from engine.operations import run
from engine.outputs import OUTPUTS, Task, encode, mean_cost
from engine.verdicts import Verdict, verdict

CATS, PICTURES = 72, 209
TEST_CATS, TEST_PICTURES = 33, 50


def shares_of_cats(cats, pictures):
    return np.arange(pictures) < cats


@pytest.fixture
def dataset():
    """Return data with the shares of cats that the course's have."""

    def split(cats, pictures):
        labels = shares_of_cats(cats, pictures).astype(np.int64)
        return Split(np.zeros((pictures, 1)), labels)

    return Dataset(
        "cats",
        Task.BINARY,
        InputKind.VECTOR,
        ("non-cat", "cat"),
        split(CATS, PICTURES),
        split(TEST_CATS, TEST_PICTURES),
    )


def test_what_knowing_nothing_scores_on_the_courses_data(dataset):
    train = split_baseline(dataset, dataset.train)
    assert train.uniform_cost == pytest.approx(0.6931, abs=5e-5)
    assert train.base_rate_cost == pytest.approx(0.6440, abs=5e-5)
    assert train.majority == 0
    assert train.majority_accuracy == pytest.approx(0.656, abs=5e-4)
    assert train.shares == (137 / 209, 72 / 209)
    test = split_baseline(dataset, dataset.test)
    assert test.majority == 1
    assert test.majority_accuracy == pytest.approx(0.66)


def test_the_course_data_have_these_shares(course_data):
    from engine.dataset_file import open_dataset

    real = open_dataset(course_data)
    assert (real.train.labels.sum(), len(real.train)) == (CATS, PICTURES)
    assert (real.test.labels.sum(), len(real.test)) == (TEST_CATS, TEST_PICTURES)


def test_the_base_rate_is_the_cheapest_constant_answer():
    labels = np.array([0] * 5 + [1] * 3 + [2] * 2)
    base = baseline(labels, 3)
    Y = encode(labels, 3, np.dtype(float))
    cost = partial(mean_cost, "softmax")
    at_shares = np.log(base.shares)[:, np.newaxis] * np.ones((1, 10))
    assert cost(at_shares, Y) == pytest.approx(base.base_rate_cost)
    assert cost(np.zeros((3, 10)), Y) == pytest.approx(base.uniform_cost)
    rng = np.random.default_rng(0)
    for _ in range(20):
        other = at_shares + rng.standard_normal((3, 1))
        assert cost(other, Y) >= base.base_rate_cost


def test_a_class_without_examples():
    base = baseline(np.array([1, 1]), 3)
    assert base.base_rate_cost == 0
    assert base.shares == (0, 1, 0)
    assert base.majority_accuracy == 1


def test_accuracy():
    labels = np.array([0, 1, 1, 0])
    assert accuracy("sigmoid", np.array([[0.5, 0.51, 0.2, 0.9]]), labels) == 0.5
    A = np.array([[0.5, 0.1, 0.6, 0.2], [0.3, 0.8, 0.3, 0.2], [0.2, 0.1, 0.1, 0.6]])
    assert accuracy("softmax", A, labels) == 0.5
    assert np.isnan(accuracy("linear", A, labels))


def test_mistakes_of_two_classes_carry_p_of_class_1():
    A = np.array([[0.9, 0.2, 0.3, 0.5]])
    assert mistakes("sigmoid", A, np.array([0, 0, 1, 1])) == (
        Mistake(0, said=1, label=0, probability=0.9),
        Mistake(2, said=0, label=1, probability=0.3),
        Mistake(3, said=0, label=1, probability=0.5),
    )


def test_mistakes_of_several_classes_carry_the_answers_probability():
    A = np.array([[0.7, 0.1], [0.2, 0.3], [0.1, 0.6]])
    assert mistakes("softmax", A, np.array([1, 2])) == (
        Mistake(0, said=0, label=1, probability=0.7),
    )


def test_class_probabilities():
    np.testing.assert_allclose(
        class_probabilities(np.array([[0.25, 1.0]])), [[0.75, 0], [0.25, 1]]
    )
    A = np.array([[0.2], [0.3], [0.5]])
    np.testing.assert_array_equal(class_probabilities(A), A)


BASE_RATE = Metrics(0.6440, 137 / 209)


@pytest.mark.parametrize(
    ("iteration", "train", "test", "expected"),
    [
        (0, BASE_RATE, None, Verdict.UNTRAINED),
        (0, Metrics(0.7, 1.0), Metrics(0.7, 1.0), Verdict.UNTRAINED),
        (1, BASE_RATE, Metrics(0.7, 0.34), Verdict.BASE_RATE),
        (500, Metrics(0.6440, 0.7), Metrics(0.7, 0.4), Verdict.LEARNING),
        (500, Metrics(0.6, 137 / 209), Metrics(0.7, 0.4), Verdict.LEARNING),
        (50, Metrics(0.683, 137 / 209), Metrics(0.7, 0.34), Verdict.GUESSING),
        (50, Metrics(0.683, 138 / 209), Metrics(0.7, 0.34), Verdict.GUESSING),
        (50, Metrics(0.683, 72 / 209), Metrics(0.7, 0.66), Verdict.GUESSING),
        (50, Metrics(0.6440, 0.4), Metrics(0.7, 0.66), Verdict.GUESSING),
        (50, Metrics(0.6440, 138 / 209), Metrics(0.7, 0.34), Verdict.BASE_RATE),
        (50, Metrics(0.695, 0.7), Metrics(0.7, 0.4), Verdict.LEARNING),
        (50, Metrics(0.71, 0.7), Metrics(0.7, 0.4), Verdict.TOO_SURE),
        (50, Metrics(57.0, 0.7), Metrics(50.0, 0.4), Verdict.TOO_SURE),
        (50, Metrics(0.683, 0.7), Metrics(0.7, 0.4), Verdict.LEARNING),
        (500, Metrics(0.8, 0.4), Metrics(0.8, 0.4), Verdict.WORSE),
        (150, Metrics(57.0, 137 / 209), Metrics(50.0, 0.34), Verdict.WORSE),
        (30, Metrics(math.nan, math.nan), Metrics(0.7, 0.4), Verdict.UNKNOWN),
        (500, Metrics(0.3, 0.899), Metrics(0.5, 0.7), Verdict.LEARNING),
        (2500, Metrics(0.09, 0.986), Metrics(0.6, 0.8), Verdict.BY_HEART),
        (2500, Metrics(0.09, 0.95), Metrics(0.3, 0.86), Verdict.BETTER_ON_TRAINING),
        (2500, Metrics(0.09, 0.95), Metrics(0.3, 0.88), Verdict.LEARNED),
        (2500, Metrics(0.09, 0.95), Metrics(0.1, 0.97), Verdict.LEARNED),
        (2500, Metrics(0.09, 0.986), None, Verdict.NO_TEST),
    ],
)
def test_verdict(dataset, iteration, train, test, expected):
    assert verdict(iteration, train, test, dataset) is expected


def test_outputs_match_their_probabilities():
    """The cost computed from Z is the cross-entropy of A."""
    rng = np.random.default_rng(0)
    Z = 3 * rng.standard_normal((3, 8))
    labels = rng.integers(3, size=8)
    A = np.empty_like(Z)
    run(OUTPUTS["softmax"].forward(Z, A))
    np.testing.assert_allclose(A.sum(axis=0), 1)
    Y = encode(labels, 3, np.dtype(float))
    expected = -np.log(A[labels, np.arange(8)]).mean()
    assert mean_cost("softmax", Z, Y) == pytest.approx(expected)

    a = np.empty((1, 8))
    run(OUTPUTS["sigmoid"].forward(Z[:1], a))
    y = encode(labels % 2, 2, np.dtype(float))
    expected = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()
    assert mean_cost("sigmoid", Z[:1], y) == pytest.approx(expected)


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_costs_are_finite_and_right_at_both_ends(output):
    Z = np.array([[-1e5, 1e5], [1e5, -1e5]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0]])
    if output == "sigmoid":
        Z, Y = Z[:1], Y[:1]
        assert mean_cost(output, Z, Y) == 1e5
        assert mean_cost(output, Z, 1 - Y) == 0
    else:
        assert mean_cost(output, Z, Y) == 2e5
        assert mean_cost(output, Z, Y[::-1]) == 0


def rows_of(*shares):
    labels = np.repeat(np.arange(len(shares)), shares)
    return Split(np.zeros((len(labels), 1)), labels)


def binary(train, test=None):
    return Dataset("two", Task.BINARY, InputKind.VECTOR, ("usual", "rare"), train, test)


def test_nobody_learns_how_common_classes_are_that_are_equally_common():
    guessing = Metrics(math.log(2), 0.5)
    assert verdict(50, guessing, None, binary(rows_of(50, 50))) is Verdict.GUESSING
    assert verdict(50, guessing, None, binary(rows_of(80, 20))) is Verdict.GUESSING
    assert verdict(50, Metrics(0.5004, 0.8), None, binary(rows_of(80, 20))) is (
        Verdict.BASE_RATE
    )


def test_what_holds_for_new_examples_is_better_there_than_one_answer():
    train = Metrics(0.05, 0.97)
    data = binary(rows_of(50, 50), rows_of(95, 5))
    assert verdict(50, train, Metrics(0.3, 0.95), data) is Verdict.BY_HEART
    assert verdict(50, train, Metrics(0.3, 0.97), data) is Verdict.LEARNED
    one = binary(rows_of(50, 50), rows_of(100))
    assert verdict(50, train, Metrics(0.01, 1.0), one) is Verdict.LEARNED


def test_being_right_where_one_answer_nearly_always_is_says_nothing():
    labels = np.zeros(100, np.int64)
    labels[:4] = 1
    split = Split(np.zeros((100, 2, 2, 3), np.uint8), labels)
    names = ("usual", "rare")
    data = Dataset("rare", Task.BINARY, InputKind.IMAGE, names, split, split)
    guessing = Metrics(0.16, 0.96)
    assert verdict(50, guessing, guessing, data) is not Verdict.LEARNED
    learned = Metrics(0.02, 1.0)
    assert verdict(50, learned, learned, data) is Verdict.LEARNED
