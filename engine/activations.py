"""Activation functions g(z), each with its own derivative.

Every function writes into an array that the caller owns, so that a training step
allocates nothing. Add one by adding a definition here: the designer,
the help texts and the gradient checks walk the registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array

LEAK = 0.01
"""Slope of the leaky ReLU below zero (the usual value)."""


@dataclass(frozen=True)
class Activation:
    """A hidden unit's activation function.

    Attributes
    ----------
    name : str
        Name in files and on the command line.
    label : str
        How the field writes it.
    formula : str
        g(z) in plain text, for help texts.
    forward : callable
        ``forward(Z, out)`` writes A = g(Z) into ``out``, another array; both (n, m).
    backward : callable
        ``backward(dA, A)`` turns dA into dZ = dA * g'(Z), in place; both (n, m). The
        derivative follows from A, so that Z needn't be kept. It may use A up.
    initialization : str
        Name of the initialization that suits it.
    can_die : bool
        Whether a unit that is never active gets no gradient at all.
    """

    name: str
    label: str
    formula: str
    forward: Callable[[Array, Array], None]
    backward: Callable[[Array, Array], None]
    initialization: str
    can_die: bool = False


def logistic(Z: Array, out: Array) -> None:
    """Write 1 / (1 + exp(-Z)) into ``out``; right at both ends."""
    np.negative(Z, out=out)
    # exp overflows to infinity far below zero, and one over that is 0, as it should be.
    np.exp(out, out=out)
    np.add(out, 1, out=out)
    np.reciprocal(out, out=out)


def _logistic_backward(dA: Array, A: Array) -> None:
    np.multiply(dA, A, out=dA)
    np.subtract(1, A, out=A)
    np.multiply(dA, A, out=dA)


def _relu(Z: Array, out: Array) -> None:
    # An array beside an array: with a number, NumPy takes three times as long.
    np.maximum(Z, _zeros(Z.shape[1], Z.dtype), out=out)


def _relu_backward(dA: Array, A: Array) -> None:
    # The sign of A is 1 or 0: at exactly 0 the notes take the derivative to be 0, and
    # so do we. As numbers in place, a mask takes half the time that truth values do.
    np.sign(A, out=A)
    np.multiply(dA, A, out=dA)


def _leaky_relu(Z: Array, out: Array) -> None:
    np.multiply(Z, LEAK, out=out)
    np.maximum(Z, out, out=out)


def _leaky_relu_backward(dA: Array, A: Array) -> None:
    np.greater(A, 0, out=A)
    np.multiply(A, 1 - LEAK, out=A)
    np.add(A, LEAK, out=A)
    np.multiply(dA, A, out=dA)


def _tanh(Z: Array, out: Array) -> None:
    np.tanh(Z, out=out)


def _tanh_backward(dA: Array, A: Array) -> None:
    np.multiply(A, A, out=A)
    np.subtract(1, A, out=A)
    np.multiply(dA, A, out=dA)


def _linear(Z: Array, out: Array) -> None:
    np.copyto(out, Z)


def _linear_backward(_dA: Array, _A: Array) -> None:
    """Leave dA as it is: the derivative is 1."""


@cache
def _zeros(count: int, dtype: np.dtype[np.generic]) -> Array:
    zeros: Array = np.zeros(count, dtype)
    zeros.flags.writeable = False
    return zeros


ACTIVATIONS: Registry[Activation] = Registry("activation")
ACTIVATIONS.add(
    Activation("relu", "ReLU", "max(0, z)", _relu, _relu_backward, "he", can_die=True)
)
ACTIVATIONS.add(
    Activation(
        "leaky-relu",
        "Leaky ReLU",
        "max(0.01 z, z)",
        _leaky_relu,
        _leaky_relu_backward,
        "he",
    )
)
ACTIVATIONS.add(
    Activation(
        "tanh", "tanh", "(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)", _tanh, _tanh_backward, "scaled"
    )
)
ACTIVATIONS.add(
    Activation(
        "sigmoid", "sigmoid", "1 / (1 + e⁻ᶻ)", logistic, _logistic_backward, "scaled"
    )
)
ACTIVATIONS.add(
    Activation("linear", "linear", "z", _linear, _linear_backward, "scaled")
)
