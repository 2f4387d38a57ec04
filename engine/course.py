"""The course's functions under the course's names, written to be read.

This is the plain reference implementation. The trainer does the same thing faster and
is tested against it. Shapes throughout: X (n_x, m), Y (1, m), W[l] (n[l], n[l-1]),
b[l] (n[l], 1), where m is the number of examples and n[l] the units of layer l.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.arrays import Array
from engine.initializers import draw_parameters

Dict = dict[str, Array]
LinearCache = tuple[Array, Array, Array]
Cache = tuple[LinearCache, Array]
Unit = tuple[Callable[[Array], tuple[Array, Array]], Callable[[Array, Array], Array]]

_TINY = np.finfo(np.float64).tiny
"""Smallest normal float64: stands in for 0 where a logarithm or a quotient needs it."""


def initialize_parameters(n_x: int, n_h: int, n_y: int, seed: int = 1) -> Dict:
    """Draw the parameters of a two-layer network, ``randn * 0.01``.

    Parameters
    ----------
    n_x, n_h, n_y : int
        Units of the input, the hidden and the output layer.
    seed : int, default 1
        Seed of a `numpy.random.RandomState` of its own.

    Returns
    -------
    dict of str to ndarray of float64
        W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).
    """
    return draw_parameters((n_x, n_h, n_y), "small-normal", seed).copy().as_dict()


def initialize_parameters_deep(
    layer_dims: Sequence[int], initialization: str = "scaled", seed: int = 3
) -> Dict:
    """Draw the parameters of an L-layer network.

    Parameters
    ----------
    layer_dims : sequence of int
        Units of every layer, the input included.
    initialization : str, default "scaled"
        "scaled" (randn / sqrt(n[l-1])), "small-normal" (randn * 0.01) or
        "small-uniform" (rand * 0.01), the three schemes of the notes, or "he". The
        two small ones stall deep networks: a lesson, not a bug.
    seed : int, default 3
        Seed of a `numpy.random.RandomState` of its own.

    Returns
    -------
    dict of str to ndarray of float64
        W1, b1, ..., WL, bL with Wl (n[l], n[l-1]) and bl (n[l], 1).
    """
    return draw_parameters(layer_dims, initialization, seed).copy().as_dict()


def sigmoid(Z: Array) -> tuple[Array, Array]:
    """Return A = 1 / (1 + exp(-Z)) and Z as the cache; any shape."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-Z)), Z


def sigmoid_backward(dA: Array, cache: Array) -> Array:
    """Return dZ = dA * s * (1 - s), s being the sigmoid of the cached Z."""
    s, _ = sigmoid(cache)
    return dA * s * (1 - s)


def relu(Z: Array) -> tuple[Array, Array]:
    """Return A = max(0, Z) and Z as the cache; any shape."""
    return np.maximum(0, Z), Z


def relu_backward(dA: Array, cache: Array) -> Array:
    """Return dZ: dA where the cached Z is positive, else 0."""
    return np.where(cache > 0, dA, 0)


def _unit(activation: str) -> Unit:
    if activation == "sigmoid":
        return sigmoid, sigmoid_backward
    if activation == "relu":
        return relu, relu_backward
    raise ValueError(f'activation must be "sigmoid" or "relu", not {activation!r}')


def linear_forward(A: Array, W: Array, b: Array) -> tuple[Array, LinearCache]:
    """Compute a layer's linear part, Z = W A + b.

    Parameters
    ----------
    A : ndarray, shape (n[l-1], m)
        Activations of the layer before.
    W : ndarray, shape (n[l], n[l-1])
        Weights.
    b : ndarray, shape (n[l], 1)
        Biases.

    Returns
    -------
    Z : ndarray, shape (n[l], m)
        The activation function's input.
    cache : tuple
        (A, W, b), for the backward pass.
    """
    return W @ A + b, (A, W, b)


def linear_activation_forward(
    A_prev: Array, W: Array, b: Array, activation: str
) -> tuple[Array, Cache]:
    """Compute a layer, A = g(W A_prev + b).

    Parameters
    ----------
    A_prev, W, b : ndarray
        As for `linear_forward`.
    activation : str
        "sigmoid" or "relu".

    Returns
    -------
    A : ndarray, shape (n[l], m)
        The layer's activations.
    cache : tuple
        ((A_prev, W, b), Z), for the backward pass.
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    forward, _ = _unit(activation)
    A, activation_cache = forward(Z)
    return A, (linear_cache, activation_cache)


def L_model_forward(
    X: Array, parameters: Mapping[str, Array]
) -> tuple[Array, list[Cache]]:
    """Compute [LINEAR -> RELU] * (L-1) -> LINEAR -> SIGMOID.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one a column.
    parameters : mapping of str to ndarray
        W1, b1, ..., WL, bL.

    Returns
    -------
    AL : ndarray, shape (1, m)
        Probabilities.
    caches : list of tuple
        The L layers' caches.
    """
    L = len(parameters) // 2
    caches = []
    A = X
    for layer in range(1, L + 1):
        A, cache = linear_activation_forward(
            A,
            parameters[f"W{layer}"],
            parameters[f"b{layer}"],
            "relu" if layer < L else "sigmoid",
        )
        caches.append(cache)
    return A, caches


def compute_cost(AL: Array, Y: Array) -> float:
    """Compute the cross-entropy cost.

    Parameters
    ----------
    AL : ndarray, shape (1, m)
        Probabilities in [0, 1]; both ends give a large finite cost, not infinity.
    Y : ndarray, shape (1, m)
        True labels, 0 or 1.

    Returns
    -------
    float
        -1/m * sum(Y log AL + (1 - Y) log(1 - AL)).
    """
    log_likelihood = np.log(np.maximum(AL, _TINY)) * Y + np.log(
        np.maximum(1 - AL, _TINY)
    ) * (1 - Y)
    # In this order the last digit is the printed one too.
    return float(-1 / Y.shape[1] * np.sum(log_likelihood))


def linear_backward(dZ: Array, cache: LinearCache) -> tuple[Array, Array, Array]:
    """Compute the gradients of a layer's linear part.

    Parameters
    ----------
    dZ : ndarray, shape (n[l], m)
        Gradient with respect to Z[l], for each example.
    cache : tuple
        (A_prev, W, b) of the forward pass.

    Returns
    -------
    dA_prev : ndarray, shape (n[l-1], m)
        W^T dZ.
    dW : ndarray, shape (n[l], n[l-1])
        dZ A_prev^T / m.
    db : ndarray, shape (n[l], 1)
        Mean of dZ over the examples.
    """
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m


def linear_activation_backward(
    dA: Array, cache: Cache, activation: str
) -> tuple[Array, Array, Array]:
    """Compute the gradients of a layer.

    Parameters
    ----------
    dA : ndarray, shape (n[l], m)
        Gradient with respect to A[l], for each example.
    cache : tuple
        ((A_prev, W, b), Z) of the forward pass.
    activation : str
        "sigmoid" or "relu".

    Returns
    -------
    dA_prev, dW, db : ndarray
        As for `linear_backward`.
    """
    linear_cache, activation_cache = cache
    _, backward = _unit(activation)
    return linear_backward(backward(dA, activation_cache), linear_cache)


def L_model_backward(AL: Array, Y: Array, caches: Sequence[Cache]) -> Dict:
    """Compute the gradients of all layers.

    Parameters
    ----------
    AL : ndarray, shape (1, m)
        Probabilities from `L_model_forward`.
    Y : ndarray, shape (1, m)
        True labels.
    caches : sequence of tuple
        Its caches.

    Returns
    -------
    dict of str to ndarray
        dWl, dbl for l = 1 ... L and dAl for l = 0 ... L-1, where dAl is dJ/dA[l] for
        each example. (The exercise prints what is dA0 here under the name dA1.)
    """
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dA: Array = -(Y / np.maximum(AL, _TINY) - (1 - Y) / np.maximum(1 - AL, _TINY))
    grads: Dict = {}
    for layer in range(L, 0, -1):
        activation = "relu" if layer < L else "sigmoid"
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], activation)
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
    return grads


def update_parameters(
    parameters: Mapping[str, Array], grads: Mapping[str, Array], learning_rate: float
) -> Dict:
    """Take one step of gradient descent.

    Parameters
    ----------
    parameters : mapping of str to ndarray
        W1, b1, ...; left as they are.
    grads : mapping of str to ndarray
        dW1, db1, ...
    learning_rate : float
        Step size alpha.

    Returns
    -------
    dict of str to ndarray
        New arrays, parameter - learning_rate * gradient.
    """
    return {
        name: value - learning_rate * grads[f"d{name}"]
        for name, value in parameters.items()
    }
