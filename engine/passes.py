"""Forward and backward passes that allocate nothing: the trainer's inner loop.

The same sums as in `engine.network`, in buffers that are used again and again. The
first layer's own part is `engine.first_layer`'s.
"""

from __future__ import annotations

from copy import copy as shallow_copy
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import room, rooms, whole_lines
from engine.operations import Operation, Operations, copy, number, product
from engine.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array
    from engine.spec import NetworkSpec
    from engine.vectors import Vector

    Masks = Sequence[Array | None]
    """What dropout multiplies each hidden layer's activations by."""


_SMALL = 64_000
"""Bytes of activations up to which they stay in the processor's nearest caches."""


class Pass:
    """Plans a forward pass over m examples and the backward pass that belongs to it.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    m : int
        Number of examples.
    precision : str
        "float64" or "float32".
    order : str, default "C"
        How the hidden layers lie in memory: by units ("C") or by examples ("F").
    first : ndarray, shape (n[1], m), optional
        Where dJ/dZ[1] is wanted.
    threads : int, default 1
        BLAS's in the products.
    batch : int, optional
        Examples in the batch that these are a part of; m if not given.

    Attributes
    ----------
    Z : list of ndarray
        ``Z[l - 1]`` is Z[l] (n[l], m) of the last forward pass.
    A : list of ndarray
        ``A[l - 1]`` is A[l] (n[l], m), before dropout; the backward pass may use it up.
    last : ndarray, shape (2, n_y, m)
        Z[L] and A[L], which are views of it.
    dZ : list of ndarray
        ``dZ[l - 1]`` is where the backward pass writes dJ/dZ[l]: over Z[l], so that few
        arrays stay in the processor's cache.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        m: int,
        precision: str,
        order: Literal["C", "F"] = "C",
        first: Array | None = None,
        threads: int = 1,
        batch: int | None = None,
    ) -> None:
        self._output = OUTPUTS[spec.output]
        self._activations = [ACTIVATIONS[name] for name in spec.activations]
        *hidden, n_y = spec.layer_dims[1:]
        dtype = np.dtype(precision)
        shapes = [(height, m) for height in _heights(hidden, dtype, order)]
        (piece, below), (_, sums) = (rooms(shapes, precision, order) for _ in "AZ")
        self._inputs = [A[: n + 1] for n, A in zip(hidden, below, strict=True)]
        for inputs in self._inputs:
            inputs[-1] = 1
        outputs = [inputs[:-1] for inputs in self._inputs]
        rates = spec.dropout[1:] or (0.0,) * len(outputs)
        # Where units are left out, the activations before that are needed too.
        self._dropped = [
            out if rate else None for out, rate in zip(outputs, rates, strict=True)
        ]
        # Softmax sums over the units of an example: fast only if those lie apart.
        self.last = room((2, n_y, m), precision)
        self.A = [
            np.empty_like(out) if rate else out
            for out, rate in zip(outputs, rates, strict=True)
        ]
        self.Z = [Z[:n] for n, Z in zip(hidden, sums, strict=True)]
        if hidden and first is not None:
            self.Z[0] = first
        self._swept = list(zip(self.Z, self.A, strict=True))
        if order == "F":
            self._sweep_all(sums, below)
        self.Z.append(self.last[0])
        self.A.append(self.last[1])
        self.dZ = list(self.Z)
        if first is not None:
            self.dZ[0] = first
        # Where calls cost more than their numbers, one finds the slopes of all layers.
        is_alike = len(set(spec.activations)) == 1 and not any(rates)
        self._piece = piece if is_alike and piece.nbytes <= _SMALL else None
        self._shapes = shapes
        self._order: Literal["C", "F"] = order
        self._threads = threads
        self._batch, self._factor = batch or m, 1.0
        self._share = number(1 / self._batch, dtype)

    def _sweep_all(self, sums: Sequence[Array], below: Sequence[Array]) -> None:
        """Take layers with what stands below the units, where that stays as it is.

        One sweep takes half the time of one through each example without it.
        """
        for layer, activation in enumerate(self._activations):
            Z = self.Z[layer]
            is_within = Z.base is sums[layer].base and self._dropped[layer] is None
            if is_within and activation.is_homogeneous:
                sums[layer][len(Z)] = 1
                self._swept[layer] = sums[layer], below[layer]

    def over(self, count: int) -> Pass:
        """Return a pass over as many examples or fewer, in the same arrays.

        Only the last layer has its own: it lies by units.
        """
        part, block = shallow_copy(self), slice(0, count)
        part._inputs = [inputs[:, block] for inputs in self._inputs]
        part._dropped = [
            None if kept is None else kept[:, block] for kept in self._dropped
        ]
        part._swept = [(Z[:, block], A[:, block]) for Z, A in self._swept]
        part.last = np.empty_like(self.last[..., block])
        part.Z, part.A = (
            [*(here[:, block] for here in layers[:-1]), last]
            for layers, last in zip((self.Z, self.A), part.last, strict=True)
        )
        part.dZ = list(part.Z)
        part._piece = None
        return part

    def forward(self, vector: Vector, masks: Masks | None = None) -> Operations:
        """Plan all that follows from Z[1], which is there already.

        Parameters
        ----------
        vector : Vector
            The parameters.
        masks : sequence of (ndarray or None), optional
            What to multiply each hidden layer's activations by; all stay if not given.
        """
        Z, A = self.Z, self.A
        plan: list[Operation] = []
        for layer, activation in enumerate(self._activations):
            plan += activation.forward(*self._swept[layer])
            kept = self._dropped[layer]
            if kept is not None:
                plan.append(_masked(A[layer], masks[layer] if masks else None, kept))
            W, inputs = vector.layers[layer], self._inputs[layer]
            plan.append(product(W, inputs, Z[layer + 1], self._threads))
        return (*plan, *self._output.forward(Z[-1], A[-1]))

    def scale(self, factor: float) -> None:
        """Multiply the gradients of backward passes by a number from here on."""
        if factor != self._factor:
            self._share[()] = factor / self._batch
            self._factor = factor

    def backward(
        self, vector: Vector, Y: Array, gradient: Vector, masks: Masks | None = None
    ) -> Operations:
        """Plan all gradients of a forward pass, down to dJ/dZ[1] in `dZ`.

        Parameters
        ----------
        vector : Vector
            The parameters of the forward pass.
        Y : ndarray, shape (n_y, m)
            Targets.
        gradient : Vector
            Where those of the layers after the first go.
        masks : sequence of (ndarray or None), optional
            Those of the forward pass.
        """
        A, dZ = self.A, self.dZ
        # For every output layer and its cost, dJ/dZ[L] is (A[L] - Y) / m.
        plan: list[Operation] = [
            partial(np.subtract, A[-1], Y, dZ[-1]),
            partial(np.multiply, dZ[-1], self._share, dZ[-1]),
        ]
        swept = [Z for Z, _ in self._swept]
        slopes = [A for _, A in self._swept]
        if self._piece is not None:
            piece, parts = rooms(self._shapes, self._piece.dtype, self._order)
            slopes = [part[: len(Z)] for part, Z in zip(parts, swept, strict=True)]
            plan += self._activations[0].slope(self._piece, piece)
        for layer in range(len(self._activations) - 1, -1, -1):
            above, here, inputs = dZ[layer + 1], dZ[layer], self._inputs[layer]
            plan += (
                product(above, inputs.T, gradient.layers[layer], self._threads),
                product(vector.transposes[layer], above, here, self._threads),
            )
            if self._dropped[layer] is not None:
                plan.append(_masked(here, masks[layer] if masks else None, here))
            if self._piece is None:
                plan += self._activations[layer].slope(slopes[layer], slopes[layer])
            dA = swept[layer]
            plan.append(partial(np.multiply, dA, slopes[layer], dA))
        return tuple(plan)


def _heights(
    hidden: Sequence[int], dtype: np.dtype[Any], order: Literal["C", "F"]
) -> list[int]:
    """Return how many numbers of each example a layer has room for."""
    # Its outputs stand above a row of ones, for the next biases.
    heights = [n + 1 for n in hidden]
    if order == "C":
        return heights
    return [whole_lines(height, dtype.itemsize) for height in heights]


def _masked(values: Array, mask: Array | None, out: Array) -> Operation:
    """Plan to leave units out, or to take all of them."""
    if mask is None:
        return copy(values, out)
    return partial(np.multiply, values, mask, out)
