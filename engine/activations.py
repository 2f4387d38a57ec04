"""Activation functions g(z), each with its own derivative.

Every function writes into an array that the caller owns, so that a training step
allocates as little as possible. Add one by adding a definition here: the designer,
the help texts and the gradient checks walk the registry.
"""

from __future__ import annotations

from dataclasses import dataclass
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
        ``forward(Z, out)`` writes g(Z) into ``out``; both (n, m).
    backward : callable
        ``backward(dA, Z, A, out)`` writes dZ = dA * g'(Z) into ``out``; all (n, m).
        ``out`` may be ``dA`` itself.
    initialization : str
        Name of the initialization that suits it.
    can_die : bool
        Whether a unit that is never active gets no gradient at all.
    """

    name: str
    label: str
    formula: str
    forward: Callable[[Array, Array], None]
    backward: Callable[[Array, Array, Array, Array], None]
    initialization: str
    can_die: bool = False


def logistic(Z: Array, out: Array) -> None:
    """Write 1 / (1 + exp(-Z)) into ``out``; right at both ends, without warnings."""
    np.negative(Z, out=out)
    with np.errstate(over="ignore"):
        np.exp(out, out=out)
    np.add(out, 1, out=out)
    np.reciprocal(out, out=out)


def _logistic_backward(dA: Array, Z: Array, A: Array, out: Array) -> None:
    np.multiply(dA, A - A * A, out=out)


def _relu(Z: Array, out: Array) -> None:
    np.maximum(Z, 0, out=out)


def _relu_backward(dA: Array, Z: Array, A: Array, out: Array) -> None:
    # At exactly 0 the notes take the derivative to be 0, and so do we.
    np.multiply(dA, Z > 0, out=out)


def _leaky_relu(Z: Array, out: Array) -> None:
    np.maximum(Z, LEAK * Z, out=out)


def _leaky_relu_backward(dA: Array, Z: Array, A: Array, out: Array) -> None:
    np.multiply(dA, np.where(Z > 0, Z.dtype.type(1), Z.dtype.type(LEAK)), out=out)


def _tanh(Z: Array, out: Array) -> None:
    np.tanh(Z, out=out)


def _tanh_backward(dA: Array, Z: Array, A: Array, out: Array) -> None:
    np.multiply(dA, 1 - A * A, out=out)


def _linear(Z: Array, out: Array) -> None:
    np.copyto(out, Z)


def _linear_backward(dA: Array, Z: Array, A: Array, out: Array) -> None:
    np.copyto(out, dA)


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
