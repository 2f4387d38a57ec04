"""Optimizers: how a gradient becomes a step, with explicit state.

An optimizer sees one flat array with everything that is learned, and plans its
operations on it once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import Array
from engine.operations import number
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.operations import Operations

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


Numbers = tuple[Array, ...]
"""What an optimizer's operations read anew for each update: arrays ()."""


class Slot(NamedTuple):
    """Arrays that an optimizer's operations are bound to.

    Attributes
    ----------
    gradient : ndarray, shape (size,)
        Of the parameters; turned into the step.
    memory : tuple of ndarray, shape (size,) each
        What the optimizer remembers.
    scratch : ndarray, shape (size,)
        For intermediate results.
    momentum : ndarray, shape ()
        Share of a velocity that is kept.
    """

    gradient: Array
    memory: Memory
    scratch: Array
    momentum: Array


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
    plan : callable
        ``plan(slot, numbers)`` plans to turn ``slot.gradient`` into the step, in place,
        and to bring ``slot.memory`` up to date.
    numbers : callable
        ``numbers(rate, count)`` returns what these are in an update, given its learning
        rate and which one it is, from 1.
    only_scales : bool
        Whether the step is the gradient times the one number, and nothing else.
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
    plan: Callable[[Slot, Numbers], Operations]
    numbers: Callable[[float, int], tuple[float, ...]]
    only_scales: bool = False
    has_momentum: bool = False
    decouples: bool = False


def _down(rate: float, _count: int) -> tuple[float, ...]:
    return (-rate,)


def _descend(slot: Slot, numbers: Numbers) -> Operations:
    return (partial(np.multiply, slot.gradient, numbers[0], slot.gradient),)


def _momentum(slot: Slot, numbers: Numbers) -> Operations:
    gradient, (velocity,) = slot.gradient, slot.memory
    return (
        partial(np.multiply, velocity, slot.momentum, velocity),
        partial(np.add, velocity, gradient, velocity),
        partial(np.multiply, velocity, numbers[0], gradient),
    )


def _nesterov(slot: Slot, numbers: Numbers) -> Operations:
    gradient, (velocity,), scratch = slot.gradient, slot.memory, slot.scratch
    return (
        partial(np.multiply, velocity, slot.momentum, velocity),
        partial(np.add, velocity, gradient, velocity),
        partial(np.multiply, velocity, slot.momentum, scratch),
        partial(np.add, gradient, scratch, gradient),
        *_descend(slot, numbers),
    )


def _average(average: Array, values: Array, decay: float) -> Operations:
    """Plan to bring a moving average up to date; uses ``values`` up."""
    kept, new = number(decay, values.dtype), number(1 - decay, values.dtype)
    return (
        partial(np.multiply, average, kept, average),
        partial(np.multiply, values, new, values),
        partial(np.add, average, values, average),
    )


def _rms_prop(slot: Slot, numbers: Numbers) -> Operations:
    gradient, (square,), scratch = slot.gradient, slot.memory, slot.scratch
    return (
        partial(np.square, gradient, scratch),
        *_average(square, scratch, RHO),
        partial(np.sqrt, square, scratch),
        partial(np.add, scratch, number(EPSILON, scratch.dtype), scratch),
        partial(np.divide, gradient, scratch, gradient),
        *_descend(slot, numbers),
    )


def _adam(slot: Slot, numbers: Numbers) -> Operations:
    gradient, (mean, square), scratch = slot.gradient, slot.memory, slot.scratch
    down, root = numbers
    return (
        partial(np.square, gradient, scratch),
        *_average(square, scratch, BETA_2),
        *_average(mean, gradient, BETA_1),
        partial(np.sqrt, square, scratch),
        partial(np.divide, scratch, root, scratch),
        partial(np.add, scratch, number(EPSILON, scratch.dtype), scratch),
        partial(np.divide, mean, scratch, gradient),
        partial(np.multiply, gradient, down, gradient),
    )


def _unbiased(rate: float, count: int) -> tuple[float, ...]:
    """Return Adam's step down and the root of what its squares fall short of."""
    return -rate / (1 - BETA_1**count), math.sqrt(1 - BETA_2**count)


OPTIMIZERS: Registry[Optimizer] = Registry("optimizer")
OPTIMIZERS.add(
    Optimizer(
        "gradient-descent",
        "Gradient descent",
        "Steps straight down the slope; the course's choice.",
        linear=True,
        slots=0,
        plan=_descend,
        numbers=_down,
        only_scales=True,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "momentum",
        "Momentum",
        "Gathers speed where slopes agree, as a ball that rolls.",
        linear=True,
        slots=1,
        plan=_momentum,
        numbers=_down,
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
        plan=_nesterov,
        numbers=_down,
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
        plan=_rms_prop,
        numbers=_down,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "adam",
        "Adam",
        "Momentum at each weight's own pace; try a learning rate of 0.001.",
        linear=False,
        slots=2,
        plan=_adam,
        numbers=_unbiased,
    )
)
OPTIMIZERS.add(
    Optimizer(
        "adamw",
        "AdamW",
        "Adam whose weight decay is the same for every weight.",
        linear=False,
        slots=2,
        plan=_adam,
        numbers=_unbiased,
        decouples=True,
    )
)
