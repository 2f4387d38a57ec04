"""The course notes' regression, with its backward pass as it stands there.

One example a row, as the notes have it. The backward pass has two mistakes, which are
kept: finding them is an exercise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.gradient_check.problem import Problem
from engine.parameters import Parameters
from engine.spec import NetworkSpec

if TYPE_CHECKING:
    from engine.arrays import Array

M, INPUTS, HIDDEN, OUTPUTS = 64, 1000, 100, 10
"""Examples and units."""

FACTOR = 2 * M**2
"""How many times too small the notes' gradients are."""

Named = dict[str, "Array"]
"""Arrays under the notes' names."""


def notes_problem(seed: int = 1) -> tuple[Array, Array, Named]:
    """Draw examples and weights, all from the normal distribution.

    Returns
    -------
    x : ndarray, shape (64, 1000)
        Inputs.
    y : ndarray, shape (64, 10)
        Targets.
    parameters : dict of str to ndarray
        ``w1`` (1000, 100), ``b1`` (1, 100), ``w2`` (100, 10), ``b2`` (1, 10).
    """
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal((M, INPUTS)), rng.standard_normal((M, OUTPUTS))
    shapes = {
        "w1": (INPUTS, HIDDEN),
        "b1": (1, HIDDEN),
        "w2": (HIDDEN, OUTPUTS),
        "b2": (1, OUTPUTS),
    }
    return x, y, {name: rng.standard_normal(shape) for name, shape in shapes.items()}


def model(x: Array, parameters: Named) -> tuple[Array, Named]:
    """Return the predictions (64, 10), and Z1 and A1 (64, 100) for the way back."""
    Z1 = x @ parameters["w1"] + parameters["b1"]
    A1 = np.maximum(Z1, 0)
    return A1 @ parameters["w2"] + parameters["b2"], {"Z1": Z1, "A1": A1}


def loss(y_pred: Array, y: Array) -> float:
    """Return the sum of all squared errors, which the notes train on."""
    return float(((y_pred - y) ** 2).sum())


def notes_backward(
    x: Array, y: Array, y_pred: Array, cache: Named, parameters: Named
) -> Named:
    """Return the gradients of the loss as the notes compute them: too small."""
    m = len(y)
    d_y_pred = 1 / m * (y_pred - y)
    d_Z1 = d_y_pred @ parameters["w2"].T
    d_Z1[cache["Z1"] < 0] = 0
    return {
        "w1": 1 / m * x.T @ d_Z1,
        "b1": 1 / m * d_Z1.sum(0, keepdims=True),
        "w2": 1 / m * cache["A1"].T @ d_y_pred,
        "b2": 1 / m * d_y_pred.sum(0, keepdims=True),
    }


def corrected_backward(
    x: Array, y: Array, y_pred: Array, cache: Named, parameters: Named
) -> Named:
    """Return the gradients of the loss, in the notes' steps without their mistakes."""
    d_y_pred = 2 * (y_pred - y)
    d_Z1 = d_y_pred @ parameters["w2"].T
    d_Z1[cache["Z1"] < 0] = 0
    return {
        "w1": x.T @ d_Z1,
        "b1": d_Z1.sum(0, keepdims=True),
        "w2": cache["A1"].T @ d_y_pred,
        "b2": d_y_pred.sum(0, keepdims=True),
    }


def exercise(is_corrected: bool = False) -> Problem:
    """Return the regression for a gradient check, with the notes' own gradients.

    Parameters
    ----------
    is_corrected : bool, default False
        Whether to check the corrected ones instead.
    """
    x, y, parameters = notes_problem()
    y_pred, cache = model(x, parameters)
    backward = corrected_backward if is_corrected else notes_backward
    return Problem(
        NetworkSpec((INPUTS, HIDDEN, OUTPUTS), ("relu",), "linear"),
        _ours(parameters),
        x.T,
        y.T,
        _ours(backward(x, y, y_pred, cache, parameters)),
        M,
        # Our cost is half the mean of the squared errors, theirs is their sum.
        scale=2.0 * M,
    )


def _ours(named: Named) -> Parameters:
    """Return arrays as the rest of the engine has them, transposed."""
    return Parameters(
        (named["w1"].T, named["w2"].T),
        (named["b1"].T, named["b2"].T),
    )
