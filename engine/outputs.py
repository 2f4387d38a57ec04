"""Output layers: the last activation and the cost that belongs to it.

Each pairs an activation with the cost for which dJ/dZ is simply (A - Y) / m, and
computes the cost from Z, so that it is finite for any finite weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.activations import LOGISTIC_CODE, linear, logistic
from engine.operations import copy, number, run
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array, Labels
    from engine.operations import Operations


class Task(Enum):
    """What a data set asks of a network."""

    BINARY = "binary"
    MULTICLASS = "multiclass"
    REGRESSION = "regression"


class OutputCode(NamedTuple):
    """An output layer as NumPy has it, in expressions.

    Attributes
    ----------
    forward : str
        The prediction A, from Z; both (n_y, m).
    cost : str
        The mean cost J, from Z and the targets Y, (n_y, m).
    formula : str
        The cost of one example as the field writes it, from A and Y.
    decide : str
        The predicted class indices (m,), from A.
    """

    forward: str
    cost: str
    formula: str
    decide: str


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
        ``forward(Z, out)`` plans to write the prediction A into ``out``; both (n_y, m).
    cost : callable
        ``cost(Z, Y, out)`` plans to write each example's cost into ``out`` (m,).
    decide : callable
        ``decide(A, out)`` plans to write the predicted class indices into ``out`` (m,),
        int64.
    code : OutputCode
        The same as NumPy has it, for programs that are exported.
    """

    name: str
    label: str
    task: Task
    forward: Callable[[Array, Array], Operations]
    cost: Callable[[Array, Array, Array], Operations]
    decide: Callable[[Array, Labels], Operations]
    code: OutputCode


def _binary_cross_entropy(Z: Array, Y: Array, out: Array) -> Operations:
    # softplus(z) - y z is the cross-entropy of sigmoid(z), without its logarithm of 0.
    part = np.empty_like(out)
    return (
        partial(np.logaddexp, number(0, Z.dtype), Z[0], out),
        partial(np.multiply, Y[0], Z[0], part),
        partial(np.subtract, out, part, out),
    )


def _above_half(A: Array, out: Labels) -> Operations:
    return (partial(np.greater, A[0], number(0.5, A.dtype), out),)


def _softmax(Z: Array, out: Array) -> Operations:
    row = np.empty_like(Z[0])
    return (
        partial(np.maximum.reduce, Z, out=row),
        partial(np.subtract, Z, row, out),
        partial(np.exp, out, out),
        partial(np.add.reduce, out, out=row),
        partial(np.divide, out, row, out),
    )


def _cross_entropy(Z: Array, Y: Array, out: Array) -> Operations:
    shifted, powers, row = np.empty_like(Z), np.empty_like(Z), np.empty_like(out)
    return (
        partial(np.maximum.reduce, Z, out=row),
        partial(np.subtract, Z, row, shifted),
        partial(np.exp, shifted, powers),
        partial(np.add.reduce, powers, out=out),
        partial(np.log, out, out),
        # Where the right class leads, its part is exactly 0: nothing cancels.
        partial(np.multiply, Y, shifted, shifted),
        partial(np.add.reduce, shifted, out=row),
        partial(np.subtract, out, row, out),
    )


def _largest(A: Array, out: Labels) -> Operations:
    # One example after the other, NumPy finds each one's largest without a copy.
    turned = np.empty(A.shape[::-1], A.dtype).T
    return copy(A, turned), partial(np.argmax, turned, 0, out)


def _half_squared_error(Z: Array, Y: Array, out: Array) -> Operations:
    errors = np.empty_like(Z)
    return (
        partial(np.subtract, Z, Y, errors),
        partial(np.multiply, errors, errors, errors),
        partial(np.add.reduce, errors, out=out),
        partial(np.multiply, out, number(0.5, Z.dtype), out),
    )


def mean_cost(output: str, Z: Array, Y: Array) -> float:
    """Return the mean cost J, given Z[L] and the targets Y, both (n_y, m)."""
    costs = np.empty_like(Z[0])
    run(OUTPUTS[output].cost(Z, Y, costs))
    return float(np.add.reduce(costs) / costs.size)


def decisions(output: str, A: Array) -> Labels:
    """Return the predicted class indices (m,), given A[L] (n_y, m)."""
    said = np.empty(A.shape[1], np.int64)
    run(OUTPUTS[output].decide(A, said))
    return said


OUTPUTS: Registry[Output] = Registry("output")
OUTPUTS.add(
    Output(
        "sigmoid",
        "sigmoid",
        Task.BINARY,
        logistic,
        _binary_cross_entropy,
        _above_half,
        OutputCode(
            LOGISTIC_CODE,
            "np.mean(np.logaddexp(0, Z) - Y * Z)",
            "-(Y log A + (1 - Y) log(1 - A))",
            "(A[0] > 0.5).astype(int)",
        ),
    )
)
OUTPUTS.add(
    Output(
        "softmax",
        "softmax",
        Task.MULTICLASS,
        _softmax,
        _cross_entropy,
        _largest,
        OutputCode(
            "np.exp(Z - np.logaddexp.reduce(Z))",
            "np.mean(np.logaddexp.reduce(Z) - (Y * Z).sum(axis=0))",
            "-sum(Y log A)",
            "A.argmax(axis=0)",
        ),
    )
)
OUTPUTS.add(
    Output(
        "linear",
        "linear",
        Task.REGRESSION,
        linear,
        _half_squared_error,
        _largest,
        OutputCode(
            "Z",
            "np.mean(((Z - Y) ** 2).sum(axis=0)) / 2",
            "sum((A - Y)^2) / 2",
            "A.argmax(axis=0)",
        ),
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
