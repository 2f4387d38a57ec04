"""The direct first layer that also keeps count of what built it.

With an optimizer whose steps are linear in the gradients, W1 = s W1_0 + C X^T holds
however W1 is kept. So C and s, trained by the same steps, say which examples W1 is made
of, at a small part of what the products with the inputs cost.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.first_layer import DirectFirstLayer

if TYPE_CHECKING:
    from engine.arrays import Array, Labels
    from engine.examples import Examples
    from engine.first_layer import Coordinates, Prepared
    from engine.operations import Operations


class TracedFirstLayer(DirectFirstLayer):
    """The coordinates are W1 and b1, and beside them C and s.

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

    # Each example's gradient has a place of its own in C.
    adds_up = False

    def __init__(
        self, W: Array, b: Array, examples: Examples, most: int, threads: int
    ) -> None:
        super().__init__(W, b, examples, most, threads)
        self._count = len(examples)
        self._is_whole = most == self._count
        self.size += len(W) * self._count + 1

    def views(self, flat: Array) -> Coordinates:
        """Return W1 (n1, n_x), b1 (n1, 1), C^T (m, n1), as Z1 lies, and s (1,)."""
        units, end = len(self._W), self._W.size + self._b.size
        W, b = super().views(flat[:end])
        return W, b, flat[end:-1].reshape(self._count, units), flat[-1:]

    def start(self, out: Coordinates) -> None:
        """Write the initial W1 and b1, C = 0 and s = 1."""
        super().start(out)
        out[2].fill(0)
        out[3].fill(1)

    def mark_decaying(self, out: Coordinates) -> None:
        """Mark W1, and what it is made of."""
        for part in (out[0], out[2], out[3]):
            part.fill(1)

    def take(
        self, indices: Labels | slice, rows: Array | None = None
    ) -> tuple[Prepared, Operations]:
        """Plan to take the examples' rows (k, n_x), and which they are (k,)."""
        prepared, plan = super().take(indices, rows)
        return (*prepared, indices), plan

    def dZ_place(self, gradient: Coordinates) -> Array | None:
        """Return dJ/dC (n1, m) itself, where a batch is the whole training set."""
        return gradient[2].T if self._is_whole else None

    def gradient(self, dZ: Array, examples: Prepared, out: Coordinates) -> Operations:
        """Plan dJ/dW1, dJ/db1, dJ/dC, which is dJ/dZ1 of the batch, and dJ/ds = 0."""
        plan = super().gradient(dZ, examples, out)
        no_scale = partial(out[3].fill, 0)
        if self._is_whole:
            return *plan, no_scale
        C, places = out[2], examples[1]
        scatter = partial(C.__setitem__, places, dZ.T)
        return *plan, no_scale, partial(C.fill, 0), scatter

    def coefficients(self, at: Coordinates) -> tuple[Array, float]:
        """Return C (n1, m) and s."""
        return at[2].T, float(at[3][0])
