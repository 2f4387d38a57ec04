"""What the costs and accuracies mean: base rates, mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from engine.outputs import OUTPUTS, Task, decisions

if TYPE_CHECKING:
    import numpy.typing as npt

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
    if OUTPUTS[output].task is Task.REGRESSION:
        return float("nan")
    return float(np.count_nonzero(decisions(output, A) == labels)) / len(labels)


@dataclass(frozen=True)
class Answer:
    """What the network says of an example.

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

    @property
    def is_right(self) -> bool:
        """Whether it says what the example is."""
        return self.said == self.label


class Mistake(Answer):
    """An answer that is wrong."""


A_co = TypeVar("A_co", bound=Answer)


def mistakes(output: str, A: Array, labels: Labels) -> tuple[Mistake, ...]:
    """Return the examples that A (n_y, m) gets wrong, in the order of the split."""
    said = decisions(output, A)
    return _answers(Mistake, A, said, labels, said != labels)


def answers(
    output: str, A: Array, labels: Labels, said: int, label: int
) -> tuple[Answer, ...]:
    """Return the examples of one class that A (n_y, m) takes for one.

    Parameters
    ----------
    output : str
        Name of the output layer.
    A : ndarray, shape (n_y, m)
        Its activations.
    labels : ndarray of int64, shape (m,)
        What the examples are.
    said, label : int
        What the network answers, and what it is.
    """
    found = decisions(output, A)
    return _answers(Answer, A, found, labels, (found == said) & (labels == label))


def _answers(
    kind: type[A_co],
    A: Array,
    said: Labels,
    labels: Labels,
    which: npt.NDArray[np.bool_],
) -> tuple[A_co, ...]:
    rows = np.zeros_like(said) if len(A) == 1 else said
    return tuple(
        kind(int(i), int(said[i]), int(labels[i]), float(A[rows[i], i]))
        for i in np.flatnonzero(which)
    )


def confusion_matrix(
    output: str, A: Array, labels: Labels, class_count: int
) -> npt.NDArray[np.int64]:
    """Count what A (n_y, m) takes examples for.

    Returns
    -------
    ndarray of int64, shape (class_count, class_count)
        A row for each class that examples are of, a column for each answer.
    """
    pairs = labels * class_count + decisions(output, A)
    counts = np.bincount(pairs, minlength=class_count**2)
    return counts.reshape(class_count, class_count)


def class_probabilities(A: Array) -> Array:
    """Return one row for each class, shape (classes, m), from A (n_y, m)."""
    return np.concatenate([1 - A, A]) if len(A) == 1 else A


_known: WeakKeyDictionary[Dataset, dict[Split, Baseline]] = WeakKeyDictionary()


def split_baseline(dataset: Dataset, split: Split) -> Baseline:
    """Return the baseline of one split of a data set; it is counted once."""
    known = _known.setdefault(dataset, {})
    if split not in known:
        known[split] = baseline(split.labels, len(dataset.class_names))
    return known[split]
