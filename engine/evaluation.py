"""What the costs and accuracies mean: base rates, mistakes, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from engine.outputs import OUTPUTS, Task

if TYPE_CHECKING:
    from engine.arrays import Array, Labels
    from engine.datasets import Dataset, Split


@dataclass(frozen=True)
class Baseline:
    """What a network scores that has learned nothing of the pictures.

    Attributes
    ----------
    uniform_cost : float
        Cost of giving every class the same probability: log(number of classes).
    base_rate_cost : float
        Cost of always answering the classes' shares: their entropy, in nats.
    majority : int
        The most frequent class.
    majority_accuracy : float
        Accuracy of always answering it.
    shares : tuple of float
        Each class's share of the examples.
    """

    uniform_cost: float
    base_rate_cost: float
    majority: int
    majority_accuracy: float
    shares: tuple[float, ...]


def baseline(labels: Labels, class_count: int) -> Baseline:
    """Compute the baseline of labels.

    Parameters
    ----------
    labels : ndarray of int64, shape (m,)
        Class indices.
    class_count : int
        Number of classes.
    """
    shares = np.bincount(labels, minlength=class_count) / len(labels)
    present = shares[shares > 0]
    return Baseline(
        float(np.log(class_count)),
        float(-(present * np.log(present)).sum()),
        int(shares.argmax()),
        float(shares.max()),
        tuple(map(float, shares)),
    )


@dataclass(frozen=True)
class Metrics:
    """How well a network does on some examples.

    Attributes
    ----------
    cost : float
        Mean cost J.
    accuracy : float
        Share of right answers, 0 to 1; NaN for a regression.
    """

    cost: float
    accuracy: float


def accuracy(output: str, A: Array, labels: Labels) -> float:
    """Return the share of right answers in A (n_y, m); NaN for a regression."""
    kind = OUTPUTS[output]
    if kind.task is Task.REGRESSION:
        return float("nan")
    return float(np.count_nonzero(kind.decide(A) == labels)) / len(labels)


@dataclass(frozen=True)
class Mistake:
    """An example that the network gets wrong.

    Attributes
    ----------
    index : int
        Its place in the split.
    said : int
        The class that the network answered.
    label : int
        The class that it is.
    probability : float
        What the network gave its answer: for two classes p of class 1, "p(cat)", so
        that the number means the same in both groups.
    """

    index: int
    said: int
    label: int
    probability: float


def mistakes(output: str, A: Array, labels: Labels) -> tuple[Mistake, ...]:
    """Return the examples that A (n_y, m) gets wrong, in the order of the split."""
    said = OUTPUTS[output].decide(A)
    rows = np.zeros_like(said) if len(A) == 1 else said
    return tuple(
        Mistake(int(i), int(said[i]), int(labels[i]), float(A[rows[i], i]))
        for i in np.flatnonzero(said != labels)
    )


def class_probabilities(A: Array) -> Array:
    """Return one row for each class, shape (classes, m), from A (n_y, m)."""
    return np.concatenate([1 - A, A]) if len(A) == 1 else A


class Verdict(Enum):
    """How a run stands, in a word that the window turns into a sentence."""

    UNTRAINED = "untrained"
    LEARNING = "learning"
    BASE_RATE = "base rate"
    LEARNED = "learned"
    BY_HEART = "by heart"
    NO_TEST = "no test"


def verdict(
    iteration: int, train: Metrics, test: Metrics | None, dataset: Dataset
) -> Verdict:
    """Judge a state of a classification run.

    A network that scores what always answering the most frequent class scores, at the
    cost of knowing only the classes' shares, has learned nothing but those shares.
    One that is right on nearly all of the training examples and wrong on clearly more
    of the test examples has learned the former by heart.
    """
    base = baseline(dataset.train.labels, len(dataset.class_names))
    if iteration == 0:
        return Verdict.UNTRAINED
    if (
        train.accuracy <= base.majority_accuracy
        and abs(train.cost - base.base_rate_cost) < 0.01 * base.base_rate_cost
    ):
        return Verdict.BASE_RATE
    if train.accuracy < 0.9:
        return Verdict.LEARNING
    if test is None:
        return Verdict.NO_TEST
    return (
        Verdict.BY_HEART if train.accuracy - test.accuracy > 0.08 else Verdict.LEARNED
    )


def split_baseline(dataset: Dataset, split: Split) -> Baseline:
    """Return the baseline of one split of a data set."""
    return baseline(split.labels, len(dataset.class_names))
