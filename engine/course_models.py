"""The course's two models and what it does with them, written to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.course import (
    Dict,
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters,
    initialize_parameters_deep,
    update_parameters,
)
from engine.parameters import Parameters

if TYPE_CHECKING:
    from engine.arrays import Array

Callback = Callable[[int, float], None]


def two_layer_model(
    X: Array,
    Y: Array,
    layers_dims: Sequence[int],
    learning_rate: float = 0.0075,
    num_iterations: int = 3000,
    callback: Callback | None = None,
) -> Dict:
    """Train LINEAR -> RELU -> LINEAR -> SIGMOID by gradient descent.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples.
    Y : ndarray, shape (1, m)
        Labels.
    layers_dims : sequence of int
        (n_x, n_h, n_y).
    learning_rate : float, default 0.0075
        Step size alpha.
    num_iterations : int, default 3000
        Number of updates.
    callback : callable, optional
        ``callback(iteration, cost)`` is called before every update.

    Returns
    -------
    dict of str to ndarray
        The learned W1, b1, W2, b2.
    """
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y, seed=1)
    return _descend(X, Y, parameters, learning_rate, num_iterations, callback)


def L_layer_model(
    X: Array,
    Y: Array,
    layers_dims: Sequence[int],
    learning_rate: float = 0.0075,
    num_iterations: int = 3000,
    callback: Callback | None = None,
) -> Dict:
    """Train [LINEAR -> RELU] * (L-1) -> LINEAR -> SIGMOID by gradient descent.

    Parameters
    ----------
    X, Y, learning_rate, num_iterations, callback
        As for `two_layer_model`.
    layers_dims : sequence of int
        Units of every layer, the input included.

    Returns
    -------
    dict of str to ndarray
        The learned W1, b1, ..., WL, bL.
    """
    parameters = initialize_parameters_deep(layers_dims, seed=1)
    return _descend(X, Y, parameters, learning_rate, num_iterations, callback)


def _descend(
    X: Array,
    Y: Array,
    parameters: Dict,
    learning_rate: float,
    num_iterations: int,
    callback: Callback | None,
) -> Dict:
    for iteration in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if callback is not None:
            callback(iteration, compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


def predict(X: Array, y: Array, parameters: Mapping[str, Array]) -> Array:
    """Predict classes, as the notes do.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples.
    y : ndarray, shape (1, m)
        Their labels; the notes print the accuracy, here `accuracy` returns it.
    parameters : mapping of str to ndarray
        W1, b1, ..., WL, bL.

    Returns
    -------
    ndarray of float64, shape (1, m)
        1 where the probability is above 0.5, else 0.

    Raises
    ------
    ValueError
        If there isn't one label for each example.
    """
    if np.size(y) != X.shape[1]:
        raise ValueError(f"{np.size(y)} labels for {X.shape[1]} examples")
    AL, _ = L_model_forward(X, parameters)
    return (AL > 0.5).astype(np.float64)


def accuracy(p: Array, y: Array) -> float:
    """Return the share of predictions ``p`` that equal the labels ``y``; (1, m)."""
    return float(np.mean(p == y))


@dataclass(frozen=True)
class Mislabeled:
    """A test example that the network gets wrong."""

    index: int
    prediction: str
    label: str


def mislabeled_images(
    classes: Sequence[str | bytes], y: Array, p: Array
) -> list[Mislabeled]:
    """Return what the notes' ``print_mislabeled_images`` draws.

    Parameters
    ----------
    classes : sequence of str or bytes
        Class names.
    y, p : ndarray, shape (1, m)
        Labels and predictions.

    Returns
    -------
    list of Mislabeled
        Those whose prediction and label differ, in order.
    """
    names = [name.decode() if isinstance(name, bytes) else name for name in classes]
    return [
        Mislabeled(int(i), names[int(p[0, i])], names[int(y[0, i])])
        for i in np.flatnonzero(p[0] != y[0])
    ]


def xor_parameters() -> Dict:
    """Return the notes' hand-made weights for XOR with sigmoid units.

    Returns
    -------
    dict of str to ndarray
        W1 (2, 2), b1 (2, 1), W2 (1, 2), b2 (1, 1): AND and NOR, then NOR of both.
    """
    return Parameters(
        (np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[-20.0, -20.0]])),
        (np.array([[-30.0], [10.0]]), np.array([[10.0]])),
    ).as_dict()
