"""Activation functions g(z), each with its own derivative.

Every function plans operations on arrays that the caller owns, so that a training step
allocates nothing. Add one by adding a definition here: the designer,
the help texts and the gradient checks walk the registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.operations import copy, number
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from engine.operations import Operations

LEAK = 0.01
"""Slope of the leaky ReLU below zero (the usual value)."""

_SMALL = 64_000
"""Bytes up to which an array stays in the nearest cache, together with another."""


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
    code : str
        g(Z) as NumPy has it, for programs that are exported.
    forward : callable
        ``forward(Z, out)`` plans to write A = g(Z) into ``out``, another array; both
        (n, m).
    slope : callable
        ``slope(A, out)`` plans to write g'(Z) into ``out``, which may be A itself; both
        (n, m). It follows from A, so that Z needn't be kept.
    initialization : str
        Name of the initialization that suits it.
    can_die : bool
        Whether a unit that is never active gets no gradient at all.
    is_homogeneous : bool
        Whether g(z) = g'(z) z everywhere, so that what goes through it is only scaled,
        and the parts of a sum go through one by one. A 1 stays as it is.
    steepest : float
        The slope at 0 of one that flattens out on both sides; 0 for all others.
    """

    name: str
    label: str
    formula: str
    code: str
    forward: Callable[[Array, Array], Operations]
    slope: Callable[[Array, Array], Operations]
    initialization: str
    can_die: bool = False
    is_homogeneous: bool = False
    steepest: float = 0.0

    def backward(self, dA: Array, A: Array) -> Operations:
        """Plan to turn dA into dZ = dA * g'(Z), in place; uses A up, both (n, m)."""
        return (*self.slope(A, A), partial(np.multiply, dA, A, dA))


LOGISTIC_CODE = "1 / (1 + np.exp(-Z))"


def logistic(Z: Array, out: Array) -> Operations:
    """Plan 1 / (1 + exp(-Z)) into ``out``; right at both ends."""
    return (
        # Not np.negative: with every eighth number of an array (float32: every fourth)
        # NumPy 2.4 takes others.
        partial(np.multiply, Z, number(-1, Z.dtype), out),
        # exp overflows to infinity far below zero, and one over that is 0, as it
        # should be.
        partial(np.exp, out, out),
        partial(np.add, out, number(1, Z.dtype), out),
        partial(np.reciprocal, out, out),
    )


def _logistic_slope(A: Array, out: Array) -> Operations:
    rest = np.empty_like(A)
    return (
        partial(np.subtract, number(1, A.dtype), A, rest),
        partial(np.multiply, A, rest, out),
    )


def _relu(Z: Array, out: Array) -> Operations:
    # An array beside an array: with a number, NumPy takes three times as long.
    return (partial(np.maximum, Z, _zeros_beside(Z), out=out),)


def _relu_slope(A: Array, out: Array) -> Operations:
    # At exactly 0 the notes take the derivative to be 0, and so do we. Truth values
    # are found at once, but as numbers they multiply in a third of the time.
    is_active = np.empty_like(A, np.bool_)
    return (
        partial(np.greater, A, number(0, A.dtype), is_active),
        copy(is_active, out),
    )


def _leaky_relu(Z: Array, out: Array) -> Operations:
    return (
        partial(np.multiply, Z, number(LEAK, Z.dtype), out),
        partial(np.maximum, Z, out, out=out),
    )


def _leaky_relu_slope(A: Array, out: Array) -> Operations:
    return (
        *_relu_slope(A, out),
        partial(np.multiply, out, number(1 - LEAK, A.dtype), out),
        partial(np.add, out, number(LEAK, A.dtype), out),
    )


def _tanh(Z: Array, out: Array) -> Operations:
    return (partial(np.tanh, Z, out),)


def _tanh_slope(A: Array, out: Array) -> Operations:
    return (
        partial(np.multiply, A, A, out),
        partial(np.subtract, number(1, A.dtype), out, out),
    )


def linear(Z: Array, out: Array) -> Operations:
    """Plan a copy of Z into ``out``."""
    return (copy(Z, out),)


def _linear_slope(_A: Array, out: Array) -> Operations:
    return (partial(out.fill, 1),)


def _zeros_beside(Z: Array) -> Array:
    """Return zeros to compare Z with, one for each number or along its memory."""
    # As many as there are go through in one sweep, but large ones crowd the cache.
    by_units = Z.strides[0] > Z.strides[1]
    if Z.nbytes <= _SMALL:
        return _zeros(Z.shape, Z.dtype, "C" if by_units else "F")
    return _zeros((1, Z.shape[1]) if by_units else (len(Z), 1), Z.dtype)


@cache
def _zeros(
    shape: tuple[int, ...], dtype: np.dtype[np.generic], order: Literal["C", "F"] = "C"
) -> Array:
    zeros: Array = np.zeros(shape, dtype, order)
    zeros.flags.writeable = False
    return zeros


ACTIVATIONS: Registry[Activation] = Registry("activation")
ACTIVATIONS.add(
    Activation(
        "relu",
        "ReLU",
        "max(0, z)",
        "np.maximum(0, Z)",
        _relu,
        _relu_slope,
        "he",
        can_die=True,
        is_homogeneous=True,
    )
)
ACTIVATIONS.add(
    Activation(
        "leaky-relu",
        "Leaky ReLU",
        "max(0.01 z, z)",
        f"np.maximum({LEAK} * Z, Z)",
        _leaky_relu,
        _leaky_relu_slope,
        "he",
        is_homogeneous=True,
    )
)
ACTIVATIONS.add(
    Activation(
        "tanh",
        "tanh",
        "(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)",
        "np.tanh(Z)",
        _tanh,
        _tanh_slope,
        "scaled",
        steepest=1.0,
    )
)
ACTIVATIONS.add(
    Activation(
        "sigmoid",
        "sigmoid",
        "1 / (1 + e⁻ᶻ)",
        LOGISTIC_CODE,
        logistic,
        _logistic_slope,
        "scaled",
        steepest=0.25,
    )
)
ACTIVATIONS.add(
    Activation(
        "linear",
        "linear",
        "z",
        "Z",
        linear,
        _linear_slope,
        "scaled",
        is_homogeneous=True,
    )
)
