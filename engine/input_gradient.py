"""How an answer follows the pixels: its gradient at a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import frozen, may_overflow
from engine.frame import as_examples
from engine.operations import run
from engine.outputs import OUTPUTS, Task, decisions
from engine.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array
    from engine.datasets import Dataset, Picture
    from engine.network_state import ModelState
    from engine.spec import NetworkSpec


MOST_NUMBERS = 8_000_000
"""Inputs of training examples up to which they are gone through for a gradient."""


def answered_unit(output: str, A: Array) -> int:
    """Return the output unit that stands for the answer, given A[L] (n_y, 1).

    Of two classes, and of a regression's values, it is the first; else the unit of the
    class that the network answers.
    """
    if len(A) == 1 or OUTPUTS[output].task is Task.REGRESSION:
        return 0
    return int(decisions(output, A)[0])


@may_overflow
def first_layer_gradient(
    spec: NetworkSpec,
    upper: Sequence[Array],
    A: Sequence[Array],
    layer: int,
    unit: int,
) -> Array:
    """Return how a unit's z follows the first layer's: dz / dz[1], at one example.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    upper : sequence of ndarray
        W[l] of the layers after the first.
    A : sequence of ndarray
        A[l] (n[l], 1) of every layer.
    layer, unit : int
        The unit; layers count from 1, units from 0.

    Returns
    -------
    ndarray of float64, shape (n1,)
        The product of weights and slopes along all paths. It is 0 where none is active.
    """
    gradient = np.zeros((spec.layer_dims[layer], 1))
    gradient[unit] = 1
    for below in range(layer - 1, 0, -1):
        gradient = upper[below - 1].T.astype(np.float64, copy=False) @ gradient
        # A copy, as it may be used up.
        outputs = A[below - 1].astype(np.float64)
        run(ACTIVATIONS[spec.activations[below - 1]].backward(gradient, outputs))
    return gradient[:, 0]


@dataclass(frozen=True, eq=False)
class Gradient:
    """The gradient of an output unit's z at a picture.

    Attributes
    ----------
    unit : int
        The unit, from 0.
    values : ndarray of float64, shape (height, width, channels)
        dz / dx: by how much z grows if a pixel's number, 0 to 1, grows by 1.
    """

    unit: int
    values: Array


@dataclass(frozen=True)
class InputGradient(Question[Gradient]):
    """The question which pixels move the answer, and which way.

    Attributes
    ----------
    picture : Picture
        Where the gradient is taken.
    unit : int or None
        The output unit; None for the one that stands for the answer.
    """

    picture: Picture
    unit: int | None = None

    @may_overflow
    def answer(self, state: ModelState, dataset: Dataset | None) -> Gradient | None:
        """Return the gradient; None for a picture or a unit that doesn't fit."""
        pixels, spec = self.picture.pixels, state.spec
        if pixels.size != spec.layer_dims[0]:
            return None
        A = state.network.passed(as_examples(self.picture, state.dtype)).A
        unit = answered_unit(spec.output, A[-1]) if self.unit is None else self.unit
        if unit >= spec.layer_dims[-1]:
            return None
        upper = state.network.upper_weights()
        along = first_layer_gradient(spec, upper, A, spec.L, unit)
        return Gradient(unit, frozen(_through(state, along).reshape(pixels.shape)))


def _through(state: ModelState, along: Array) -> Array:
    """Return g W1 (n_x,), given g (n1,)."""
    known = state.network.coefficients()
    if known is None or known.examples.n_x * len(known.examples) > MOST_NUMBERS:
        found: Array = along @ state.network.parameters().weights[0]
        return found
    # W1 itself would take a product of matrices.
    began = known.scale * (along @ known.base.weights[0])
    return began + known.examples.X @ (along @ known.C)
