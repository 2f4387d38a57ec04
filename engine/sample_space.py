"""The first layer in sample space: W1 as the training examples that built it.

Every gradient of W1 is dZ1 X^T. So steps that are linear in the gradients never leave
W1 = s W1_0 + C X^T, with a coefficient for each unit and example, C (n1, m), and a
scale s, which is 1 unless weights decay. Then Z1 = s W1_0 X + C (X^T X) + b1, and with
K = X^T X computed once, no product has the size of a picture in it.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.arrays import may_overflow, room
from engine.blas import columns_at_once
from engine.columns import ColumnBlocks
from engine.first_layer import Learned
from engine.gram import initial_outputs, inner_products
from engine.inputs import gathered
from engine.operations import product, row_sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array, Labels
    from engine.examples import Examples
    from engine.first_layer import Coordinates, Prepared
    from engine.operations import Operation, Operations

MOST_PREPARED = 8_000_000
"""Inner products with other examples that are kept: 64 MB."""

MOST_COPIED = 64_000_000
"""Bytes of X in float32 that are kept to form pictures from."""


class SampleSpaceFirstLayer:
    """The coordinates are C.

    b1 takes the same steps as C, as the weight of an input that is always 1. So it is
    what it was at first and the sum of C's columns, and K + 1 stands for K.

    Parameters
    ----------
    W, b : ndarray
        The initial W1 (n1, n_x) and b1 (n1, 1).
    examples : Examples
        The training examples.
    most : int
        Examples in the largest batch.
    threads : int
        BLAS's in the run's products.
    """

    name = "sample-space"
    order: Literal["C", "F"] = "C"
    adds_up = False

    def __init__(
        self, W: Array, b: Array, examples: Examples, most: int, threads: int
    ) -> None:
        self.threads = threads
        self._W = W
        self._b = b
        self._examples = examples
        self._shape = len(W), len(examples)
        self._is_whole = most == len(examples)
        self._everything = self._prepared(examples)

    @property
    def size(self) -> int:
        """How many numbers the coordinates are."""
        units, m = self._shape
        return units * m

    def _prepared(self, examples: Examples) -> Prepared:
        """Return W1_0 X + b1_0 (n1, k) and K + 1 (m, k or more)."""
        Z = initial_outputs(self._W, examples) + self._b
        return Z.astype(self._W.dtype), self._inner(examples, 1)

    def _inner(self, examples: Examples, more: float) -> Array:
        """Return K + ``more`` (m, k), with columns of zeros where BLAS likes them."""
        K = inner_products(self._examples, examples)
        m, k = K.shape
        dtype, wide = self._W.dtype, k
        # Batches are rows of K: they have no room for more.
        if self._is_whole:
            wide = columns_at_once(len(self._W), m, k, dtype.itemsize, self.threads)
        inner = room((m, wide), dtype)
        inner[:, k:] = 0
        np.add(K, more, out=inner[:, :k], casting="same_kind")
        return inner

    def views(self, flat: Array) -> Coordinates:
        """Return C (n1, m)."""
        return (flat.reshape(self._shape),)

    def start(self, out: Coordinates) -> None:
        """Write C = 0."""
        out[0].fill(0)

    def mark_decaying(self, out: Coordinates) -> None:
        """Mark nothing."""

    def take(
        self, indices: Labels | slice, rows: Array | None = None
    ) -> tuple[Prepared, Operations]:
        """Plan to take initial Z1 (n1, k), K (m, k), and which they are (k,).

        Of all of them, K may have columns of zeros.
        """
        if isinstance(indices, slice):
            return self._everything, ()
        initial, inner = self._everything
        k = len(indices)
        Z = np.empty((len(initial), k), initial.dtype)
        K = np.empty((k, inner.shape[1]), inner.dtype)
        plan = (
            partial(initial.take, indices, 1, Z, "clip"),
            # K is symmetric, and rows are found faster than columns.
            gathered(inner, indices, K),
        )
        return (Z, K.T, indices), plan

    def prepare(self, examples: Examples) -> Prepared | None:
        """Return the examples' initial Z1 (n1, k) and their K (m, k or more)."""
        if examples is self._examples:
            return self._everything
        is_large = len(examples) * self._shape[1] > MOST_PREPARED
        return None if is_large or examples.is_streamed else self._prepared(examples)

    def forward(self, at: Coordinates, examples: Prepared, out: Array) -> Operations:
        """Plan W1 X + b1 into ``out`` (n1, k)."""
        multiply, Z = self._times(at[0], examples[1], out)
        return multiply, partial(np.add, Z, examples[0], out)

    def _times(self, C: Array, K: Array, out: Array) -> tuple[Operation, Array]:
        """Plan C K (n1, k); return where it will be: ``out``, or another place."""
        k = out.shape[1]
        place = out if K.shape[1] == k else room((len(C), K.shape[1]), C.dtype)
        return product(C, K, place, self.threads), place[:, :k]

    def dZ_place(self, gradient: Coordinates) -> Array | None:
        """Return dJ/dC (n1, m) itself, where a batch is the whole training set."""
        return gradient[0] if self._is_whole else None

    def gradient(self, dZ: Array, examples: Prepared, out: Coordinates) -> Operations:
        """Plan dJ/dC (n1, m), which is dJ/dZ1 of the examples and 0 of all others."""
        if self._is_whole:
            return ()
        C, places = out[0], (slice(None), examples[2])
        return partial(C.fill, 0), partial(C.__setitem__, places, dZ)

    def weights(self, at: Coordinates) -> tuple[Array, Array]:
        """Form W1 (n1, n_x) and b1 (n1, 1)."""
        W, b = self.gradients(at)
        return np.add(W, self._W, out=W), np.add(b, self._b, out=b)

    def gradients(self, at: Coordinates) -> tuple[Array, Array]:
        """Form dJ/dW1 (n1, n_x) and dJ/db1 (n1, 1)."""
        C = at[0]
        W = np.dot(C, self._examples.X.T)
        return W, np.add.reduce(C, axis=1, keepdims=True)

    def coefficients(self, at: Coordinates) -> tuple[Array, float]:
        """Return C (n1, m), and 1."""
        return at[0], 1.0

    @cached_property
    def _blocks(self) -> ColumnBlocks | None:
        """X^T (m, n_x) in float32 to form pictures from; None if it would be large."""
        rows = self._examples.X.T
        if 4 * rows.size > MOST_COPIED:
            return None
        return ColumnBlocks(rows, len(self._W), np.float32)

    def learned(self, at: Coordinates) -> Learned:
        """Return W1 - W1_0 (n1, n_x): a fraction of the time of `weights`."""
        C, rows, blocks = at[0].copy(), self._examples.X.T, self._blocks
        form = partial(np.matmul, C, rows)
        if blocks is not None:
            form = partial(blocks.multiplied, C)
        return Learned(partial(_as_picture, form), C.size * rows.shape[1])


class DecayingSampleSpaceFirstLayer(SampleSpaceFirstLayer):
    """The coordinates are C, s and b1, which weight decay spares."""

    @property
    def size(self) -> int:
        """How many numbers the coordinates are."""
        return super().size + 1 + self._shape[0]

    def _prepared(self, examples: Examples) -> Prepared:
        """Return W1_0 X (n1, k) and K (m, k or more)."""
        Z = initial_outputs(self._W, examples)
        return Z.astype(self._W.dtype), self._inner(examples, 0)

    def views(self, flat: Array) -> Coordinates:
        """Return C (n1, m), s (1,) and b1 (n1, 1)."""
        C, s, b = np.split(flat, [super().size, super().size + 1])
        return C.reshape(self._shape), s, b[:, np.newaxis]

    def start(self, out: Coordinates) -> None:
        """Write C = 0, s = 1 and b1 as it was given."""
        C, s, b = out
        C.fill(0)
        s.fill(1)
        np.copyto(b, self._b)

    def mark_decaying(self, out: Coordinates) -> None:
        """Mark C and s, so that s W1_0 + C X^T decays as a whole."""
        out[0].fill(1)
        out[1].fill(1)

    def forward(self, at: Coordinates, examples: Prepared, out: Array) -> Operations:
        """Plan W1 X + b1 into ``out`` (n1, k)."""
        C, s, b = at
        initial = self._scaled.setdefault(out.shape, np.empty_like(out))
        multiply, Z = self._times(C, examples[1], out)
        return (
            multiply,
            partial(np.multiply, examples[0], s, initial),
            partial(np.add, Z, initial, out),
            partial(np.add, out, b, out),
        )

    @cached_property
    def _scaled(self) -> dict[tuple[int, ...], Array]:
        """Places for s W1_0 X."""
        return {}

    def gradient(self, dZ: Array, examples: Prepared, out: Coordinates) -> Operations:
        """Plan dJ/dC (n1, m), dJ/ds = 0 and dJ/db1 (n1, 1)."""
        return (
            *super().gradient(dZ, examples, out),
            partial(out[1].fill, 0),
            row_sums(dZ, out[2]),
        )

    def weights(self, at: Coordinates) -> tuple[Array, Array]:
        """Form W1 (n1, n_x) and b1 (n1, 1)."""
        return self.gradients(at)

    def gradients(self, at: Coordinates) -> tuple[Array, Array]:
        """Form dJ/dW1 (n1, n_x) and dJ/db1 (n1, 1)."""
        C, s, b = at
        W = np.dot(C, self._examples.X.T)
        # No gradient has any s; a velocity has, as W1_0 decays.
        return np.add(W, s * self._W, out=W), b

    def coefficients(self, at: Coordinates) -> tuple[Array, float]:
        """Return C (n1, m) and s."""
        return at[0], float(at[1][0])

    def learned(self, at: Coordinates) -> Learned:
        """Return W1 - W1_0 = (s - 1) W1_0 + C X^T (n1, n_x)."""
        learned = super().learned(at)
        form = partial(_with_faded, learned.form, at[1] - 1, self._W)
        return Learned(form, learned.work)


@may_overflow
def _as_picture(form: Callable[[], Array]) -> Array:
    return form().astype(np.float32, copy=False)


@may_overflow
def _with_faded(form: Callable[[], Array], factor: Array, W: Array) -> Array:
    learned, faded = form(), factor * W
    return np.add(learned, faded, out=learned, casting="same_kind")
