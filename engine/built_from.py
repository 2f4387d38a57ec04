"""Which training examples built a neuron, and what each adds to an answer.

Steps that are linear in the gradients leave W1 = s W1_0 + C X^T. So C says exactly how
much of every training example is in a neuron, and for a picture x the neuron's

    z1 = s W1_0 x + b1 + sum over i of C[i] (x_i . x)

is a sum with a share for every training example. Raw shares mislead: all pictures have
much in common, so nearly the same examples lead for every x, and they cancel. Here each
is C[i] (x_i - mu) . (x - mu), with mu the mean of the training examples, and what is
left of the products is one share for all that is common. The sum is the same.

Through ReLUs, and whatever only scales a number, shares go on to the answer one by one:
at a picture, z[L] = G z1 + what the later biases add, with G the product of weights and
slopes along the active paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import frozen, may_overflow
from engine.centred import products
from engine.frame import as_examples
from engine.gram import initial_outputs
from engine.input_gradient import answered_unit, first_layer_gradient
from engine.leaders import Leaders, leaders
from engine.question import Question

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.coefficients import Coefficients
    from engine.datasets import Dataset, Picture
    from engine.examples import Examples
    from engine.network_state import ModelState
    from engine.spec import NetworkSpec


class NoShares(Enum):
    """Why there is no exact answer."""

    UNKNOWN = "the coefficients are not known"
    CURVED = "an activation on the way bends what goes through it"
    ABSENT = "the picture or the unit is not this network's"


@dataclass(frozen=True, eq=False)
class Shares:
    """A unit's z at a picture, as a sum.

    Attributes
    ----------
    layer, unit : int
        The unit; layers count from 1, units from 0.
    values : ndarray of float64, shape (m,)
        The share of every training example, taken about the mean.
    common : float
        What all pictures have in common.
    initial : float
        What the weights add that the examples' are counted from, s W1_0 x.
    is_from_start : bool
        Whether those are the first weights, not the ones that a model was opened with.
    bias : float
        What the first layer's biases add.
    later_biases : float
        What those of the later layers add; 0 for a unit of the first layer.
    total : float
        The sum: z as the network has it.
    has_path : bool
        Whether any path from the first layer to the unit is active.
    """

    layer: int
    unit: int
    values: Array
    common: float
    initial: float
    is_from_start: bool
    bias: float
    later_biases: float
    total: float
    has_path: bool

    @cached_property
    def cancellation(self) -> float:
        """How many times as large the shares are as their sum; NaN if there are none.

        That is the sum of their absolute values through the absolute value of the sum.
        """
        size, left = float(np.abs(self.values).sum()), abs(float(self.values.sum()))
        if left == 0:
            return np.inf if size else np.nan
        return size / left

    @property
    def is_finite(self) -> bool:
        """Whether all that it is made of are numbers that can be drawn."""
        return bool(np.isfinite(self.values).all() and np.isfinite(self.total))


@dataclass(frozen=True)
class BuiltFrom(Question[Leaders | NoShares]):
    """The question which training examples built a neuron of the first layer.

    Its answer has the weights with which they stand in W1, a row of C.

    Attributes
    ----------
    unit : int
        The neuron, from 0.
    count : int
        Examples on each side.
    """

    unit: int
    count: int

    def answer(
        self, state: ModelState, dataset: Dataset | None
    ) -> Leaders | NoShares | None:
        """Return the examples that count most, for and against."""
        coefficients = state.network.coefficients()
        if coefficients is None:
            return NoShares.UNKNOWN
        if self.unit >= len(coefficients.C):
            return NoShares.ABSENT
        return leaders(coefficients.C[self.unit], self.count)


@dataclass(frozen=True)
class SharesOf(Question[Shares | NoShares]):
    """The question what each training example adds to a unit's z at a picture.

    Attributes
    ----------
    picture : Picture
        Any picture of the network's size.
    layer : int or None
        The unit's layer, from 1; None for the last.
    unit : int or None
        The unit, from 0; None for the output unit that stands for the answer.
    """

    picture: Picture
    layer: int | None = None
    unit: int | None = None

    @may_overflow
    def answer(
        self, state: ModelState, dataset: Dataset | None
    ) -> Shares | NoShares | None:
        """Return the sum, or why there is none."""
        spec, network = state.spec, state.network
        layer = spec.L if self.layer is None else self.layer
        if layer > spec.L or self.picture.pixels.size != spec.layer_dims[0]:
            return NoShares.ABSENT
        coefficients = network.coefficients()
        if coefficients is None:
            return NoShares.UNKNOWN
        if not is_exact(spec, layer):
            return NoShares.CURVED
        one = as_examples(self.picture, state.dtype)
        passed = network.passed(one)
        unit = self.unit
        if unit is None:
            unit = answered_unit(spec.output, passed.A[-1])
        if unit >= spec.layer_dims[layer]:
            return NoShares.ABSENT
        upper = network.upper_weights()
        G = first_layer_gradient(spec, upper, passed.A, layer, unit)
        return _split(coefficients, one, passed.Z, G, layer, unit)


def is_exact(spec: NetworkSpec, layer: int) -> bool:
    """Tell whether shares go through to a layer one by one."""
    below = spec.activations[: layer - 1]
    return all(ACTIVATIONS[name].is_homogeneous for name in below)


def _split(
    coefficients: Coefficients,
    one: Examples,
    Z: tuple[Array, ...],
    G: Array,
    layer: int,
    unit: int,
) -> Shares:
    """Split a unit's z, given Z[l] (n[l], 1) and G = dz / dz[1] (n1,)."""
    base = coefficients.base.weights[0]
    counts = G @ coefficients.C
    own, common = products(coefficients.examples, one)
    values = counts * own
    shared = float(counts @ common)
    initial = coefficients.scale * float(G @ initial_outputs(base, one)[:, 0])
    first, total = float(G @ Z[0][:, 0]), float(Z[layer - 1][unit, 0])
    return Shares(
        layer,
        unit,
        frozen(values),
        shared,
        initial,
        coefficients.is_from_start,
        # Biases are all that is left, and asking for them would form W1.
        first - float(values.sum()) - shared - initial,
        total - first,
        total,
        bool(G.any()),
    )
