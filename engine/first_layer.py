"""The first layer's part of a training step, behind a small protocol.

The first layer is where the work is: it alone has a matrix as wide as a picture. How it
keeps its weights is its own affair, so the trainer knows only coordinates: the array
that stands for W1, that the optimizer steps, and from which W1 can be formed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array


class FirstLayer(Protocol):
    """How W1 is kept while it is trained."""

    @property
    def name(self) -> str:
        """Name for people and for ``--json``."""

    def start(self, W: Array) -> Array:
        """Return the coordinates that stand for W (n1, n_x)."""

    def forward(self, coordinates: Array, X: Array, out: Array) -> None:
        """Write W1 X into ``out`` (n1, m)."""

    def gradient(self, dZ: Array, X: Array, out: Array) -> None:
        """Write the sum over examples of dJ/d(coordinates) into ``out``."""

    def weights(self, coordinates: Array) -> Array:
        """Form W1 (n1, n_x); may be the coordinates themselves."""


class DirectFirstLayer:
    """The coordinates are W1 itself."""

    name = "direct"

    def start(self, W: Array) -> Array:
        """Return a copy of W (n1, n_x)."""
        return W.copy()

    def forward(self, coordinates: Array, X: Array, out: Array) -> None:
        """Write W1 X into ``out`` (n1, m)."""
        # This way round, BLAS shares the work out better: a quarter less time with two
        # threads, a few percent with one.
        np.copyto(out, np.dot(X.T, coordinates.T).T)

    def gradient(self, dZ: Array, X: Array, out: Array) -> None:
        """Write dZ X^T into ``out`` (n1, n_x)."""
        np.dot(dZ, X.T, out=out)

    def weights(self, coordinates: Array) -> Array:
        """Return the coordinates."""
        return coordinates
