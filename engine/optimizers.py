"""Optimizers: how a gradient becomes a step, with explicit state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import Array
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

State = tuple[Array, ...]
"""What an optimizer remembers of one parameter array, for example its velocity."""


@dataclass(frozen=True)
class Optimizer:
    """A rule that turns gradients into steps.

    Attributes
    ----------
    name : str
        Name in files and on the command line.
    label : str
        Name for people.
    linear : bool
        Whether steps are linear in the gradients, so that W1 stays a sum of training
        examples and may be kept as their coefficients.
    init : callable
        ``init(parameter)`` returns the state for an array of that shape.
    update : callable
        ``update(gradient, state, learning_rate)`` turns the gradient into the step, in
        place, and updates the state, in place.
    """

    name: str
    label: str
    linear: bool
    init: Callable[[Array], State]
    update: Callable[[Array, State, float], None]


def _no_state(_parameter: Array) -> State:
    return ()


def _descend(gradient: Array, _state: State, learning_rate: float) -> None:
    np.multiply(gradient, -learning_rate, out=gradient)


OPTIMIZERS: Registry[Optimizer] = Registry("optimizer")
OPTIMIZERS.add(
    Optimizer("gradient-descent", "Gradient descent", True, _no_state, _descend)
)
