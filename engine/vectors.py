"""Everything that is learned in one flat array, so that one operation steps it all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import room
from engine.parameters import Parameters

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.first_layer import FirstLayer
    from engine.spec import NetworkSpec


class Vector:
    """Parameters, or their gradient, as one flat array with views into it.

    The bias of every layer after the first stands in the last column of its weights:
    with a row of ones below the activations, one product does the work of both. They
    lie in memory column by column, so that the weights without the biases lie in one
    piece, too.

    Parameters
    ----------
    layout : Layout
        What stands where.
    flat : ndarray, shape (layout.size,)
        The numbers.

    Attributes
    ----------
    flat : ndarray, shape (size,)
        All of them: the first layer's coordinates, then the other layers.
    first : tuple of ndarray
        Views of the first layer's coordinates, as it keeps them.
    layers : list of ndarray
        Views [W[l], b[l]] (n[l], n[l-1] + 1) of the layers from the second on.
    transposes : list of ndarray
        Views W[l].T (n[l-1], n[l]) of the same, without the biases.
    parts : tuple of ndarray
        Views of all that stands in it, one after the other.
    """

    def __init__(self, layout: Layout, flat: Array) -> None:
        self.flat = flat
        self.first = layout.first.views(flat[: layout.first.size])
        self.layers: list[Array] = []
        end = layout.first.size
        for n_out, n_in in layout.shapes:
            start, end = end, end + n_out * n_in
            self.layers.append(flat[start:end].reshape(n_in, n_out).T)
        self.transposes = [Wb[:, :-1].T for Wb in self.layers]
        self.parts = (*self.first, *self.layers)


class State:
    """Parameters with what the optimizer remembers, as rows of one block.

    Parameters
    ----------
    layout : Layout
        What stands where in a row.
    slots : int
        Arrays that the optimizer remembers.

    Attributes
    ----------
    block : ndarray, shape (1 + slots, layout.size)
        All of it: with the initial parameters, all that training needs to go on.
    vector : Vector
        The parameters, the first row.
    memory : tuple of ndarray, shape (layout.size,) each
        The optimizer's, the other rows.
    """

    def __init__(self, layout: Layout, slots: int) -> None:
        self.block = room((1 + slots, layout.size), layout.dtype)
        self.block.fill(0)
        self.vector = Vector(layout, self.block[0])
        self.memory = tuple(self.block[1:])
        self._numbers = self.block.reshape(-1)

    @property
    def is_finite(self) -> bool:
        """Whether all numbers are."""
        numbers = self._numbers
        # Half the time that a sum takes; but squares overflow earlier.
        if math.isfinite(np.dot(numbers, numbers)):
            return True
        return math.isfinite(np.add.reduce(numbers))


class Layout:
    """Which parameter stands where in a flat array.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    first : FirstLayer
        Knows its own coordinates.
    precision : str
        "float64" or "float32".

    Attributes
    ----------
    size : int
        How many numbers there are.
    """

    def __init__(self, spec: NetworkSpec, first: FirstLayer, precision: str) -> None:
        dims = spec.layer_dims
        self.first = first
        self.shapes = [(dims[i], dims[i - 1] + 1) for i in range(2, len(dims))]
        self.size = first.size + sum(n_out * n_in for n_out, n_in in self.shapes)
        self.dtype = np.dtype(precision)

    def vector(self) -> Vector:
        """Return a new vector, all zero."""
        vector = Vector(self, room((self.size,), self.dtype))
        vector.flat.fill(0)
        return vector

    def start(self, parameters: Parameters, out: Vector) -> None:
        """Write the initial coordinates and the layers after the first into ``out``."""
        self.first.start(out.first)
        rest = zip(
            out.layers, parameters.weights[1:], parameters.biases[1:], strict=True
        )
        for Wb, W, b in rest:
            Wb[:, :-1] = W
            Wb[:, -1:] = b

    def row_by_row(self, block: Array) -> Array:
        """Return a state's block as files have it: every matrix row by row, a copy."""
        rows = (Vector(self, row).parts for row in block)
        return np.stack([np.concatenate([M.ravel() for M in parts]) for parts in rows])

    def restore(self, filed: Array, out: Array) -> None:
        """Write the block that `row_by_row` made ``filed`` of into ``out``."""
        for row, numbers in zip(out, filed, strict=True):
            start = end = 0
            for part in Vector(self, row).parts:
                start, end = end, end + part.size
                part[...] = numbers[start:end].reshape(part.shape)

    def decaying(self) -> Array:
        """Return 1 where weight decay applies and 0 at biases, shape (size,)."""
        mask = self.vector()
        for Wb in mask.layers:
            Wb[:, :-1] = 1
        self.first.mark_decaying(mask.first)
        return mask.flat

    def parameters(self, vector: Vector) -> Parameters:
        """Return the parameters as layers have them, W1 formed.

        Those of the layers after the first are views.
        """
        return self._layers(*self.first.weights(vector.first), vector)

    def gradients(self, vector: Vector) -> Parameters:
        """Return a gradient as layers have it, dJ/dW1 formed; likewise."""
        return self._layers(*self.first.gradients(vector.first), vector)

    def _layers(self, W1: Array, b1: Array, vector: Vector) -> Parameters:
        weights = (Wb[:, :-1] for Wb in vector.layers)
        biases = (Wb[:, -1:] for Wb in vector.layers)
        return Parameters((W1, *weights), (b1, *biases))
