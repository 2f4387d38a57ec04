"""Output layers: the last activation and the cost that belongs to it.

Each pairs an activation with the cost for which dJ/dZ is simply (A - Y) / m, and
computes the cost from Z, so that it is finite for any finite weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.activations import logistic
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array, Labels


class Task(Enum):
    """What a data set asks of a network."""

    BINARY = "binary"
    MULTICLASS = "multiclass"
    REGRESSION = "regression"


class Scratch(NamedTuple):
    """Arrays that a cost may use.

    Attributes
    ----------
    first, second : ndarray, shape (n_y, m)
        To write to.
    shares : ndarray, shape (m,)
        1 / m, to take means with.
    """

    first: Array
    second: Array
    shares: Array

    @classmethod
    def like(cls, Z: Array) -> Scratch:
        """Return arrays for Z (n_y, m)."""
        m = Z.shape[1]
        return cls(np.empty_like(Z), np.empty_like(Z), np.full(m, 1 / m, Z.dtype))


@dataclass(frozen=True)
class Output:
    """The last layer's activation with its cost.

    Attributes
    ----------
    name : str
        Name in files.
    label : str
        How the field writes it.
    task : Task
        The task that it is for.
    forward : callable
        ``forward(Z, out)`` writes the prediction A into ``out``; both (n_y, m).
    cost : callable
        ``cost(Z, Y, scratch)`` returns the mean cost J over the m examples.
    decide : callable
        ``decide(A)`` returns the m predicted class indices.
    """

    name: str
    label: str
    task: Task
    forward: Callable[[Array, Array], None]
    cost: Callable[[Array, Array, Scratch], float]
    decide: Callable[[Array], Labels]


def _binary_cross_entropy(Z: Array, Y: Array, scratch: Scratch) -> float:
    # softplus(z) - y z is the cross-entropy of sigmoid(z), without its logarithm of 0.
    costs, part = scratch.first, scratch.second
    np.logaddexp(0, Z, out=costs)
    np.multiply(Y, Z, out=part)
    np.subtract(costs, part, out=costs)
    # Half the time that a sum takes.
    return float(np.dot(costs[0], scratch.shares))


def _above_half(A: Array) -> Labels:
    chosen: Labels = (A[0] > 0.5).astype(np.int64)
    return chosen


def _softmax(Z: Array, out: Array) -> None:
    np.subtract(Z, np.maximum.reduce(Z), out=out)
    np.exp(out, out=out)
    np.divide(out, np.add.reduce(out), out=out)


def _cross_entropy(Z: Array, Y: Array, scratch: Scratch) -> float:
    shifted, powers = scratch.first, scratch.second
    np.subtract(Z, np.maximum.reduce(Z), out=shifted)
    np.exp(shifted, out=powers)
    log_sums = np.log(np.add.reduce(powers))
    # Where the right class leads, its part is exactly 0: nothing cancels.
    mean = float(np.dot(log_sums, scratch.shares))
    return mean - float(np.vdot(Y, shifted)) / int(Z.shape[1])


def _largest(A: Array) -> Labels:
    chosen: Labels = A.argmax(axis=0).astype(np.int64)
    return chosen


def _identity(Z: Array, out: Array) -> None:
    np.copyto(out, Z)


def _half_squared_error(Z: Array, Y: Array, scratch: Scratch) -> float:
    errors = np.subtract(Z, Y, out=scratch.first)
    return float(np.vdot(errors, errors)) / (2 * int(Z.shape[1]))


def mean_cost(output: str, Z: Array, Y: Array) -> float:
    """Return the mean cost J, given Z[L] and the targets Y, both (n_y, m)."""
    return OUTPUTS[output].cost(Z, Y, Scratch.like(Z))


OUTPUTS: Registry[Output] = Registry("output")
OUTPUTS.add(
    Output(
        "sigmoid", "sigmoid", Task.BINARY, logistic, _binary_cross_entropy, _above_half
    )
)
OUTPUTS.add(
    Output("softmax", "softmax", Task.MULTICLASS, _softmax, _cross_entropy, _largest)
)
OUTPUTS.add(
    Output(
        "linear", "linear", Task.REGRESSION, _identity, _half_squared_error, _largest
    )
)


def output_for(task: Task) -> Output:
    """Return the output layer that suits ``task``."""
    return next(output for output in OUTPUTS if output.task is task)


def encode(labels: Labels, class_count: int, dtype: np.dtype[np.generic]) -> Array:
    """Return the targets Y that the output layer compares its prediction with.

    Parameters
    ----------
    labels : ndarray of int64, shape (m,)
        Class indices.
    class_count : int
        Number of classes. Two share one sigmoid unit, more have a unit each.
    dtype : dtype
        Precision of the result.

    Returns
    -------
    ndarray, shape (1, m) or (class_count, m)
        The labels themselves, or one-hot columns.
    """
    if class_count == 2:
        return labels[np.newaxis].astype(dtype)
    one_hot: Array = (labels == np.arange(class_count)[:, np.newaxis]).astype(dtype)
    return one_hot
