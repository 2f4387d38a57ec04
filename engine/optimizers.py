"""Optimizers: how a gradient becomes a step, with explicit state.

An optimizer sees one flat array with everything that is learned. Its update writes the
new state beside the old one, so that a step that turns out to diverge can be taken
back to the bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import Array
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

Memory = tuple[Array, ...]
"""What an optimizer remembers, for example velocities: arrays like the parameters."""

BETA_1 = 0.9
"""Adam's decay of the mean gradient (Kingma and Ba, 2015)."""
BETA_2 = 0.999
"""Adam's decay of the mean squared gradient, likewise."""
RHO = 0.99
"""RMSProp's decay of the mean squared gradient, as PyTorch has it."""
EPSILON = 1e-8
"""Keeps a division by a root mean square finite."""


class StepSize(NamedTuple):
    """What one update depends on besides the gradient.

    Attributes
    ----------
    rate : float
        The learning rate of this update.
    momentum : float
        Share of the velocity that is kept.
    number : int
        Which update this is, from 1.
    """

    rate: float
    momentum: float
    number: int


@dataclass(frozen=True)
class Optimizer:
    """A rule that turns gradients into steps.

    Attributes
    ----------
    name : str
        Name in files and on the command line.
    label : str
        Name for people.
    hint : str
        What it does, in a sentence.
    linear : bool
        Whether steps are linear in the gradients, so that W1 stays a sum of training
        examples and may be kept as their coefficients.
    slots : int
        How many arrays like the parameters it remembers; all zero at first.
    update : callable
        ``update(gradient, old, new, size, scratch)`` turns the gradient into the step,
        in place, and writes what it remembers after it into ``new``; ``old`` stays.
        ``scratch`` is an array like the gradient.
    has_momentum : bool
        Whether the momentum that the user sets plays a part.
    decouples : bool
        Whether weight decay bypasses it (Loshchilov and Hutter, 2019), instead of being
        part of the gradient.
    """

    name: str
    label: str
    hint: str
    linear: bool
    slots: int
    update: Callable[[Array, Memory, Memory, StepSize, Array], None]
    has_momentum: bool = False
    decouples: bool = False


def _descend(
    gradient: Array, _old: Memory, _new: Memory, size: StepSize, _scratch: Array
) -> None:
    np.multiply(gradient, -size.rate, out=gradient)


def _momentum(
    gradient: Array, old: Memory, new: Memory, size: StepSize, _scratch: Array
) -> None:
    (velocity,) = new
    np.multiply(old[0], size.momentum, out=velocity)
    np.add(velocity, gradient, out=velocity)
    np.multiply(velocity, -size.rate, out=gradient)


def _nesterov(
    gradient: Array, old: Memory, new: Memory, size: StepSize, scratch: Array
) -> None:
    (velocity,) = new
    np.multiply(old[0], size.momentum, out=velocity)
    np.add(velocity, gradient, out=velocity)
    np.multiply(velocity, size.momentum, out=scratch)
    np.add(gradient, scratch, out=gradient)
    np.multiply(gradient, -size.rate, out=gradient)


def _average(old: Array, values: Array, decay: float, new: Array) -> None:
    """Write the moving average into ``new``; uses ``values`` up."""
    np.multiply(old, decay, out=new)
    np.multiply(values, 1 - decay, out=values)
    np.add(new, values, out=new)


def _rms_prop(
    gradient: Array, old: Memory, new: Memory, size: StepSize, scratch: Array
) -> None:
    np.square(gradient, out=scratch)
    _average(old[0], scratch, RHO, new[0])
    np.sqrt(new[0], out=scratch)
    np.add(scratch, EPSILON, out=scratch)
    np.divide(gradient, scratch, out=gradient)
    np.multiply(gradient, -size.rate, out=gradient)


def _adam(
    gradient: Array, old: Memory, new: Memory, size: StepSize, scratch: Array
) -> None:
    mean, square = new
    np.square(gradient, out=scratch)
    _average(old[1], scratch, BETA_2, square)
    _average(old[0], gradient, BETA_1, mean)
    np.sqrt(square, out=scratch)
    np.divide(scratch, math.sqrt(1 - BETA_2**size.number), out=scratch)
    np.add(scratch, EPSILON, out=scratch)
    np.divide(mean, scratch, out=gradient)
    np.multiply(gradient, -size.rate / (1 - BETA_1**size.number), out=gradient)


OPTIMIZERS: Registry[Optimizer] = Registry("optimizer")
OPTIMIZERS.add(
    Optimizer(
        "gradient-descent",
        "Gradient descent",
        "Steps straight down the slope; the course's choice.",
        linear=True,
        slots=0,
        update=_descend,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "momentum",
        "Momentum",
        "Gathers speed where slopes agree, as a ball that rolls.",
        linear=True,
        slots=1,
        update=_momentum,
        has_momentum=True,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "nesterov",
        "Nesterov momentum",
        "Momentum that looks one step ahead.",
        linear=True,
        slots=1,
        update=_nesterov,
        has_momentum=True,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "rmsprop",
        "RMSProp",
        "Gives each weight its own pace; try a learning rate of 0.001.",
        linear=False,
        slots=1,
        update=_rms_prop,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "adam",
        "Adam",
        "Momentum at each weight's own pace; try a learning rate of 0.001.",
        linear=False,
        slots=2,
        update=_adam,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "adamw",
        "AdamW",
        "Adam whose weight decay is the same for every weight.",
        linear=False,
        slots=2,
        update=_adam,
        decouples=True,
    )
)
