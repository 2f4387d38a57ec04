"""Forward and backward passes of any network, as pure functions.

These allocate what they return. The trainer has its own buffers for the same sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import may_overflow
from engine.operations import run
from engine.outputs import OUTPUTS, mean_cost
from engine.parameters import Parameters

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """What a forward pass computed.

    Attributes
    ----------
    Z : tuple of ndarray
        ``Z[l - 1]`` is Z[l] with shape (n[l], m).
    A : tuple of ndarray
        ``A[l - 1]`` is A[l] with shape (n[l], m).
    """

    Z: tuple[Array, ...]
    A: tuple[Array, ...]


@may_overflow
def forward(spec: NetworkSpec, parameters: Parameters, X: Array) -> ForwardPass:
    """Compute every layer for the examples X.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    parameters : Parameters
        Its weights and biases.
    X : ndarray, shape (n_x, m)
        Examples.

    Returns
    -------
    ForwardPass
        Z and A of every layer.
    """
    functions = [ACTIVATIONS[name].forward for name in spec.activations]
    functions.append(OUTPUTS[spec.output].forward)
    Zs, As = [], []
    A = X
    layers = zip(parameters.weights, parameters.biases, functions, strict=True)
    for W, b, g in layers:
        Z = W @ A + b
        A = np.empty_like(Z)
        run(g(Z, A))
        Zs.append(Z)
        As.append(A)
    return ForwardPass(tuple(Zs), tuple(As))


def probabilities(spec: NetworkSpec, parameters: Parameters, X: Array) -> Array:
    """Return the last layer's activations A[L], shape (n_y, m)."""
    return forward(spec, parameters, X).A[-1]


@may_overflow
def cost(spec: NetworkSpec, parameters: Parameters, X: Array, Y: Array) -> float:
    """Return the mean cost J over the examples X (n_x, m) with targets Y (n_y, m)."""
    return mean_cost(spec.output, forward(spec, parameters, X).Z[-1], Y)


@may_overflow
def gradients(
    spec: NetworkSpec, parameters: Parameters, X: Array, Y: Array
) -> Parameters:
    """Compute dJ/dW and dJ/db of every layer.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    parameters : Parameters
        Its weights and biases.
    X : ndarray, shape (n_x, m)
        Examples.
    Y : ndarray, shape (n_y, m)
        Targets.

    Returns
    -------
    gradients : Parameters
        Gradients in the places of what they are the gradients of.
    """
    m = X.shape[1]
    passed = forward(spec, parameters, X)
    inputs = (X, *passed.A[:-1])
    dZ = passed.A[-1] - Y
    dW: list[Array] = []
    db: list[Array] = []
    for layer in reversed(range(spec.L)):
        dW.insert(0, dZ @ inputs[layer].T / m)
        db.insert(0, dZ.sum(axis=1, keepdims=True) / m)
        if layer:
            dZ = parameters.weights[layer].T @ dZ
            # Its product for dW is done: nobody needs A any more.
            A = passed.A[layer - 1]
            run(ACTIVATIONS[spec.activations[layer - 1]].backward(dZ, A))
    return Parameters(tuple(dW), tuple(db))
