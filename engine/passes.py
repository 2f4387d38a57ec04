"""Forward and backward passes that allocate nothing: the trainer's inner loop.

The same sums as in `engine.network`, in buffers that are used again and again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import may_overflow
from engine.outputs import OUTPUTS

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.first_layer import FirstLayer
    from engine.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class Arrays:
    """One array for each W[l] and each b[l]: parameters, gradients or steps.

    Attributes
    ----------
    weights : list of ndarray
        The first are the first layer's coordinates, the others W[l] (n[l], n[l-1]).
    biases : list of ndarray
        b[l] (n[l], 1).
    """

    weights: list[Array]
    biases: list[Array]

    @property
    def all(self) -> list[Array]:
        """Weights and biases in one list."""
        return [*self.weights, *self.biases]

    def empty_like(self) -> Arrays:
        """Return arrays of the same shapes, yet to be written."""
        return Arrays(
            [np.empty_like(W) for W in self.weights],
            [np.empty_like(b) for b in self.biases],
        )


class Pass:
    """A forward pass over m examples and the backward pass that belongs to it.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    m : int
        Number of examples.
    precision : str
        "float64" or "float32".

    Attributes
    ----------
    Z, A : list of ndarray
        ``Z[l - 1]`` is Z[l] (n[l], m) of the last forward pass, A likewise.
    """

    def __init__(self, spec: NetworkSpec, m: int, precision: str) -> None:
        self._output = OUTPUTS[spec.output]
        self._activations = [ACTIVATIONS[name] for name in spec.activations]
        self._shapes = [(n, m) for n in spec.layer_dims[1:]]
        self._precision = precision
        self._dZ: list[Array] = []
        self.Z = self._buffers()
        self.A = self._buffers()

    def _buffers(self) -> list[Array]:
        return [np.empty(shape, self._precision) for shape in self._shapes]

    @may_overflow
    def forward(self, first: FirstLayer, parameters: Arrays, X: Array) -> None:
        """Compute Z and A of every layer for the examples X (n_x, m)."""
        W, b, Z, A = parameters.weights, parameters.biases, self.Z, self.A
        first.forward(W[0], X, Z[0])
        Z[0] += b[0]
        for layer, activation in enumerate(self._activations):
            activation.forward(Z[layer], A[layer])
            np.dot(W[layer + 1], A[layer], out=Z[layer + 1])
            Z[layer + 1] += b[layer + 1]
        self._output.forward(Z[-1], A[-1])

    @may_overflow
    def cost(self, Y: Array) -> float:
        """Return the mean cost J of the last forward pass, given targets Y (n_y, m)."""
        return self._output.cost(self.Z[-1], Y)

    @property
    @may_overflow
    def finite(self) -> bool:
        """Whether every Z is; a ReLU cuts minus infinity off, and the cost is fine."""
        return all(math.isfinite(Z.sum()) for Z in self.Z)

    @may_overflow
    def backward(
        self,
        first: FirstLayer,
        parameters: Arrays,
        X: Array,
        Y: Array,
        gradients: Arrays,
    ) -> None:
        """Write dJ/d(parameters) into ``gradients``, from the last forward pass.

        Parameters
        ----------
        first : FirstLayer
            What knows the first layer's coordinates.
        parameters : Arrays
            Those of the forward pass.
        X, Y : ndarray
            Its examples (n_x, m) and their targets (n_y, m).
        gradients : Arrays
            Where they go; shapes as ``parameters``.
        """
        if not self._dZ:
            self._dZ = self._buffers()
        W, dW, db = parameters.weights, gradients.weights, gradients.biases
        Z, A, dZ = self.Z, self.A, self._dZ
        # For every output layer and its cost, dJ/dZ[L] is (A[L] - Y) / m.
        np.subtract(A[-1], Y, out=dZ[-1])
        dZ[-1] /= X.shape[1]
        for layer in range(len(dZ) - 1, 0, -1):
            below = layer - 1
            np.dot(dZ[layer], A[below].T, out=dW[layer])
            dZ[layer].sum(axis=1, keepdims=True, out=db[layer])
            np.dot(W[layer].T, dZ[layer], out=dZ[below])
            self._activations[below].backward(dZ[below], Z[below], A[below], dZ[below])
        first.gradient(dZ[0], X, dW[0])
        dZ[0].sum(axis=1, keepdims=True, out=db[0])
