"""Forward and backward passes that allocate nothing: the trainer's inner loop.

The same sums as in `engine.network`, in buffers that are used again and again. The
first layer's own part is `engine.first_layer`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.evaluation import accuracy
from engine.outputs import OUTPUTS, Scratch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array, Labels
    from engine.spec import NetworkSpec
    from engine.vectors import Vector


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
    first : ndarray, shape (n[1], m), optional
        What to use as ``Z[0]``: the place where dJ/dZ[1] is wanted.

    Attributes
    ----------
    Z : list of ndarray
        ``Z[l - 1]`` is Z[l] (n[l], m) of the last forward pass. The backward pass
        writes dJ/dZ[l] over it: few arrays stay in the processor's cache.
    A : list of ndarray
        ``A[l - 1]`` is A[l] (n[l], m), before dropout; the backward pass uses it up.
    """

    def __init__(
        self, spec: NetworkSpec, m: int, precision: str, first: Array | None = None
    ) -> None:
        self._output = OUTPUTS[spec.output]
        self._activations = [ACTIVATIONS[name] for name in spec.activations]
        self._share = 1 / m
        shapes = [(n, m) for n in spec.layer_dims[1:]]
        self.Z = [np.empty(shape, precision) for shape in shapes]
        if first is not None:
            self.Z[0] = first
        # Each hidden layer's outputs stand above a row of ones, for the next biases.
        self._inputs = [np.ones((n + 1, m), precision) for n, _ in shapes[:-1]]
        outputs = [inputs[:-1] for inputs in self._inputs]
        rates = spec.dropout[1:] or (0.0,) * len(outputs)
        # Where units are left out, the activations before that are needed too.
        self._dropped = [
            out if rate else None for out, rate in zip(outputs, rates, strict=True)
        ]
        self.A = [
            np.empty_like(out) if rate else out
            for out, rate in zip(outputs, rates, strict=True)
        ]
        self.A.append(np.empty(shapes[-1], precision))
        self._masks: Sequence[Array | None] = [None] * len(outputs)
        self._scratch = Scratch.like(self.A[-1])
        # One example after the other, NumPy finds each one's largest without a copy.
        self._turned = self._scratch.first.reshape(shapes[-1][::-1]).T

    def forward(
        self, vector: Vector, masks: Sequence[Array | None] | None = None
    ) -> None:
        """Compute all that follows from Z[1], which is there already.

        Parameters
        ----------
        vector : Vector
            The parameters.
        masks : sequence of (ndarray or None), optional
            What to multiply each hidden layer's activations by; all stay if not given.
        """
        Z, A = self.Z, self.A
        if masks is not None:
            self._masks = masks
        for layer, activation in enumerate(self._activations):
            activation.forward(Z[layer], A[layer])
            kept = self._dropped[layer]
            if kept is not None:
                mask = None if masks is None else masks[layer]
                np.multiply(A[layer], 1 if mask is None else mask, out=kept)
            np.dot(vector.layers[layer], self._inputs[layer], out=Z[layer + 1])
        self._output.forward(Z[-1], A[-1])

    def cost(self, Y: Array) -> float:
        """Return the mean cost J of the last forward pass, given targets Y (n_y, m)."""
        return self._output.cost(self.Z[-1], Y, self._scratch)

    def accuracy(self, labels: Labels) -> float:
        """Return the share of right answers in the last forward pass."""
        A = self.A[-1]
        if len(A) > 1:
            np.copyto(self._turned, A)
            A = self._turned
        return accuracy(self._output.name, A, labels)

    def backward(self, vector: Vector, Y: Array, gradient: Vector) -> Array:
        """Compute all gradients from the last forward pass, down to dJ/dZ[1].

        Parameters
        ----------
        vector : Vector
            The parameters of the forward pass.
        Y : ndarray, shape (n_y, m)
            Targets.
        gradient : Vector
            Where those of the layers after the first go.

        Returns
        -------
        ndarray, shape (n[1], m)
            dJ/dZ[1], in the place of Z[1].
        """
        A, dZ = self.A, self.Z
        # For every output layer and its cost, dJ/dZ[L] is (A[L] - Y) / m.
        np.subtract(A[-1], Y, out=dZ[-1])
        np.multiply(dZ[-1], self._share, out=dZ[-1])
        for layer in range(len(self._activations) - 1, -1, -1):
            above, here = dZ[layer + 1], dZ[layer]
            np.dot(above, self._inputs[layer].T, out=gradient.layers[layer])
            _multiply(vector.transposes[layer], above, here)
            mask = self._masks[layer]
            if mask is not None:
                np.multiply(here, mask, out=here)
            self._activations[layer].backward(here, A[layer])
        return dZ[0]


def _multiply(W: Array, dZ: Array, out: Array) -> None:
    """Write W dZ into ``out``, given a view W of some columns."""
    # `dot` copies such a view, and `matmul` has no fast way for a single column.
    (np.matmul if W.shape[1] > 1 else np.dot)(W, dZ, out=out)
