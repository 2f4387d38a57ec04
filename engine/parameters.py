"""The learned numbers of a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import Array, frozen, may_overflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Parameters:
    """Weights and biases of every layer.

    Attributes
    ----------
    weights : tuple of ndarray
        ``weights[l - 1]`` is W[l] with shape (n[l], n[l-1]).
    biases : tuple of ndarray
        ``biases[l - 1]`` is b[l] with shape (n[l], 1).
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    @property
    def layer_dims(self) -> tuple[int, ...]:
        """Units of every layer, the input included."""
        return (self.weights[0].shape[1], *(len(W) for W in self.weights))

    def frozen(self) -> Parameters:
        """Return these parameters so that nobody can write to them."""
        return Parameters(
            tuple(map(frozen, self.weights)), tuple(map(frozen, self.biases))
        )

    def is_finite(self) -> bool:
        """Tell whether all numbers are finite."""
        return all(np.isfinite(x).all() for x in (*self.weights, *self.biases))

    @may_overflow
    def astype(self, dtype: npt.DTypeLike) -> Parameters:
        """Return these parameters in another precision; no copy if it is the same."""
        return Parameters(
            tuple(W.astype(dtype, copy=False) for W in self.weights),
            tuple(b.astype(dtype, copy=False) for b in self.biases),
        )

    def copy(self) -> Parameters:
        """Return a copy that may be written to."""
        return Parameters(
            tuple(W.copy() for W in self.weights), tuple(b.copy() for b in self.biases)
        )

    def as_dict(self) -> dict[str, Array]:
        """Return the arrays under the course's names, W1, b1, W2, b2 and so on."""
        named: dict[str, Array] = {}
        layers = zip(self.weights, self.biases, strict=True)
        for layer, (W, b) in enumerate(layers, 1):
            named |= {f"W{layer}": W, f"b{layer}": b}
        return named

    @classmethod
    def from_dict(cls, named: Mapping[str, Array]) -> Parameters:
        """Take the arrays from a mapping with the course's names."""
        layers = range(1, len(named) // 2 + 1)
        return cls(
            tuple(named[f"W{layer}"] for layer in layers),
            tuple(named[f"b{layer}"] for layer in layers),
        )

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same numbers, so that designs can be compared."""
        return isinstance(other, Parameters) and self.equals(other)

    def __hash__(self) -> int:
        """Return the same number for all of a network's parameters."""
        return hash(self.layer_dims)

    def equals(self, other: Parameters) -> bool:
        """Tell whether both hold the same numbers, to the bit."""
        mine, theirs = self.as_dict(), other.as_dict()
        return mine.keys() == theirs.keys() and all(
            np.array_equal(mine[key], theirs[key]) for key in mine
        )
