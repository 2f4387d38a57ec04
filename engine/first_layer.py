"""The first layer's part of a training step, behind a small protocol.

The first layer is where the work is: it alone has a matrix as wide as a picture. How
it keeps W1 and b1 is its own affair, so the trainer knows only coordinates: the arrays
that stand for them, that the optimizer steps, and from which they can be formed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.lib.stride_tricks import as_strided

from engine.arrays import may_overflow, room
from engine.blas import rows_at_once
from engine.operations import product, row_sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array, Labels
    from engine.examples import Examples
    from engine.operations import Operations

    Coordinates = tuple[Array, ...]
    """Views into a flat array; what they mean, only the first layer knows."""

    Prepared = tuple[Any, ...]
    """Examples in the form in which a first layer takes them: arrays."""


@dataclass(frozen=True, eq=False)
class Learned:
    """W1 - W1_0 of a moment, float32 (n1, n_x): formed for whoever looks at it first.

    So training doesn't wait for a product that only pictures need.

    Attributes
    ----------
    form : callable
        Forms it, of nothing that training goes on with.
    work : int
        Multiplications that this takes.
    """

    form: Callable[[], Array]
    work: int = 0

    @classmethod
    def of(cls, array: Array) -> Learned:
        """Return what is formed already."""
        return cls(lambda: array)

    @cached_property
    def array(self) -> Array:
        """The numbers, read-only."""
        array = self.form().view()
        array.flags.writeable = False
        return array


class FirstLayer(Protocol):
    """How W1 and b1 are kept while they are trained."""

    @property
    def name(self) -> str:
        """Name for people and for ``--json``."""

    @property
    def order(self) -> Literal["C", "F"]:
        """How Z1 (n1, k) had best lie in memory, by units ("C") or by examples."""

    @property
    def adds_up(self) -> bool:
        """Whether the examples are rows, and the gradients of some and others add up.

        So a batch can be shared out.
        """

    @property
    def threads(self) -> int:
        """How many threads BLAS uses in the run's products."""

    @property
    def size(self) -> int:
        """How many numbers the coordinates are."""

    def views(self, flat: Array) -> Coordinates:
        """Return the coordinates that ``flat`` (size,) holds."""

    def start(self, out: Coordinates) -> None:
        """Write the coordinates of the initial W1 and b1."""

    def mark_decaying(self, out: Coordinates) -> None:
        """Write 1 where weight decay applies to coordinates; the rest is 0."""

    def take(
        self, indices: Labels | slice, rows: Array | None = None
    ) -> tuple[Prepared, Operations]:
        """Plan to take some training examples; return where they will be, and the plan.

        Parameters
        ----------
        indices : ndarray of int64, shape (k,), or slice
            Which ones; may change until the calls are made. A slice has all of them,
            unless gradients add up.
        rows : ndarray, shape (k, n_x), optional
            Where they are to be if they don't lie together, and gradients add up.
        """

    def prepare(self, examples: Examples) -> Prepared | None:
        """Return other examples ready for `forward`; None if W1 does better there."""

    def forward(self, at: Coordinates, examples: Prepared, out: Array) -> Operations:
        """Plan W1 X + b1 into ``out`` (n1, k)."""

    def dZ_place(self, gradient: Coordinates) -> Array | None:
        """Return where dJ/dZ1 is its own part of the gradient; None if nowhere."""

    def gradient(self, dZ: Array, examples: Prepared, out: Coordinates) -> Operations:
        """Plan dJ/d(coordinates) into ``out``, given dJ/dZ1 (n1, k)."""

    def weights(self, at: Coordinates) -> tuple[Array, Array]:
        """Form W1 (n1, n_x) and b1 (n1, 1); may be the coordinates themselves."""

    def gradients(self, at: Coordinates) -> tuple[Array, Array]:
        """Form dJ/dW1 (n1, n_x) and dJ/db1 (n1, 1) of what `gradient` wrote.

        Likewise of sums of gradients and of decaying coordinates, as velocities are.
        """

    def learned(self, at: Coordinates) -> Learned:
        """Return W1 - W1_0 (n1, n_x) for pictures."""

    def coefficients(self, at: Coordinates) -> tuple[Array, float] | None:
        """Return C (n1, m), live, and s of W1 = s W1_0 + C X^T; None if unknown."""


def affine(W: Array, b: Array, rows: Array, out: Array, threads: int) -> Operations:
    """Plan W X + b into ``out`` (n, k), given the examples X as rows (k, n_x)."""
    return product(W, rows.T, out, threads), partial(np.add, out, b, out)


@may_overflow
def difference(W: Array, W_0: Array) -> Array:
    """Return W - W_0 in float32."""
    # Rounded after the subtraction: what was learned is small beside the weights.
    learned = np.empty(W.shape, np.float32)
    return np.subtract(W, W_0, out=learned, casting="same_kind")


class DirectFirstLayer:
    """The coordinates are W1 and b1 themselves.

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

    name = "direct"
    order: Literal["C", "F"] = "F"
    # By examples, as they come in, BLAS shares the work out better: a quarter less
    # time with two threads, a few percent with one.
    adds_up = True

    def __init__(
        self, W: Array, b: Array, examples: Examples, most: int, threads: int
    ) -> None:
        self.threads = threads
        self._W = W
        self._b = b
        self._examples = examples
        # By inputs where one thread's products are cut into pieces; there two threads
        # are faster as well, but take twice as long for large products.
        is_medium = rows_at_once(most, W.shape[1], len(W), threads=1) < most
        self._order: Literal["C", "F"] = "F" if is_medium else "C"
        # There b1 comes after W1 as another column would. So with an input that is
        # always 1, one product does the work of both.
        self._width = W.shape[1] + is_medium
        self.size = W.size + b.size

    def views(self, flat: Array) -> Coordinates:
        """Return W1 (n1, n_x) and b1 (n1, 1)."""
        W, b = np.split(flat, [self._W.size])
        return W.reshape(self._W.shape, order=self._order), b.reshape(self._b.shape)

    def start(self, out: Coordinates) -> None:
        """Write the initial W1 and b1."""
        np.copyto(out[0], self._W)
        np.copyto(out[1], self._b)

    def mark_decaying(self, out: Coordinates) -> None:
        """Mark all of W1."""
        out[0].fill(1)

    def take(
        self, indices: Labels | slice, rows: Array | None = None
    ) -> tuple[Prepared, Operations]:
        """Plan to take the examples' rows (k, n_x), perhaps with a 1 at their ends."""
        if isinstance(indices, slice):
            return (self._examples.X.T[indices],), ()
        if rows is None:
            rows = room((len(indices), self._width), self._W.dtype)
        return (rows,), self._examples.gather(indices, rows)

    def prepare(self, examples: Examples) -> None:
        """Leave it to W1, which is there."""

    def forward(self, at: Coordinates, examples: Prepared, out: Array) -> Operations:
        """Plan W1 X + b1 into ``out`` (n1, k)."""
        rows = examples[0]
        if rows.shape[1] > self._W.shape[1]:
            return (product(_side_by_side(at), rows.T, out, self.threads),)
        return affine(at[0], at[1], rows, out, self.threads)

    def dZ_place(self, gradient: Coordinates) -> Array | None:
        """Return None: the gradient is a product."""

    def gradient(self, dZ: Array, examples: Prepared, out: Coordinates) -> Operations:
        """Plan dJ/dW1 (n1, n_x) and dJ/db1 (n1, 1)."""
        rows = examples[0]
        if rows.shape[1] > self._W.shape[1]:
            return (product(dZ, rows, _side_by_side(out), self.threads),)
        return product(dZ, rows, out[0], self.threads), row_sums(dZ, out[1])

    def weights(self, at: Coordinates) -> tuple[Array, Array]:
        """Return the coordinates."""
        return at[0], at[1]

    def gradients(self, at: Coordinates) -> tuple[Array, Array]:
        """Return the coordinates' own."""
        return at[0], at[1]

    def learned(self, at: Coordinates) -> Learned:
        """Return W1 - W1_0 (n1, n_x)."""
        return Learned.of(difference(at[0], self._W))

    def coefficients(self, at: Coordinates) -> tuple[Array, float] | None:
        """Return None: only the weights are kept."""


def _side_by_side(at: Coordinates) -> Array:
    """Return W1 and b1 as one (n1, n_x + 1): so they lie in memory, input by input."""
    W = at[0]
    # NumPy doesn't know how W1 lies if it has one column.
    strides = W.itemsize, len(W) * W.itemsize
    return as_strided(W, (len(W), W.shape[1] + 1), strides)
