"""Slopes of the cost by central differences, each from as little work as it takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import may_overflow
from engine.operations import run
from engine.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.gradient_check.problem import Problem
    from engine.network import ForwardPass

    Truths = npt.NDArray[np.bool_]

NUDGE = 1e-5
"""How far a Z of size 1 is moved: J is nearly straight over that distance, and of the
16 digits that it has, enough change."""

LEAST_SIZE = 1e-3
"""Z is taken for at least this large."""

ROUNDING = 4 * np.finfo(np.float64).eps

TRUST = 1e-6
"""The relative error that rounding may cause in the smallest slope that counts."""


class Side(NamedTuple):
    """The network with the parameters moved to one side.

    Attributes
    ----------
    signs : list of ndarray of bool, shape (n[l], m) or (1, m)
        Which units of the layers with a kink are active for which examples.
    costs : ndarray, shape (m,)
        Each example's cost.
    """

    signs: list[Truths]
    costs: Array


class Slope(NamedTuple):
    """A numeric slope.

    Attributes
    ----------
    value : float
        (J(+h) - J(-h)) / 2h.
    least : float
        Slopes below this are hidden by rounding.
    kinks : int
        Pairs of unit and example with a kink between the two sides.
    """

    value: float
    least: float
    kinks: int


class Slopes:
    """Takes slopes of a problem's cost.

    A change in layer l leaves all below as it was, and Z[l] is linear in the layer's
    parameters. So the change of Z[l] for a step of 1 is computed once and serves all
    steps and both sides, and only the layers from l on are run through again.

    Parameters
    ----------
    problem : Problem
        The cost.
    passed : ForwardPass
        Its forward pass where nothing is changed.
    """

    @may_overflow
    def __init__(self, problem: Problem, passed: ForwardPass) -> None:
        spec = problem.spec
        self._weights = problem.parameters.weights
        self._biases = problem.parameters.biases
        self._names = spec.activations
        self._output = OUTPUTS[spec.output]
        self._Y, self._scale = problem.Y, problem.scale
        self._Z = passed.Z
        self._A = passed.A
        self._L = spec.L
        self._moves = [NUDGE * _reach(_size(Z)) for Z in passed.Z]
        self._grain = self._rounding(passed.Z[-1])

    def _rounding(self, Z: Array) -> float:
        """Return about how far off rounding leaves the difference of two costs."""
        # A cost is often the small difference of numbers as large as Z. What rounding
        # adds to one example's has nothing to do with what it adds to another's.
        size = np.abs(self._costs(Z)) + np.abs(Z).sum(axis=0)
        return float(ROUNDING * self._scale * size.mean() / size.size**0.5)

    @may_overflow
    def of_unit(self, layer: int, unit: int, dz: Array, stretch: float) -> Slope:
        """Return the slope where one unit's row of Z moves.

        Parameters
        ----------
        layer, unit : int
            From 1, and from 0.
        dz : ndarray, shape (m,)
            How that row of Z changes for a step of 1.
        stretch : float
            Takes a step so many times as long as usual.
        """
        h = self._step(layer, float(np.abs(dz).max()), stretch)
        return self._slope(lambda t: self._move_unit(layer, unit, t * h * dz), h)

    @may_overflow
    def of_layer(self, layer: int, dZ: Array, stretch: float) -> Slope:
        """Return the slope where all of Z moves, given dZ (n[l], m) for a step of 1."""
        h = self._step(layer, _size(dZ), stretch)
        Z = self._Z[layer - 1]
        return self._slope(lambda t: self._above(layer, Z + t * h * dZ), h)

    def _step(self, layer: int, size: float, stretch: float) -> float:
        wanted = stretch * self._moves[layer - 1]
        return wanted / size if size > 0 else wanted

    def _slope(self, side: Callable[[float], Side], h: float) -> Slope:
        up, down = side(1.0), side(-1.0)
        # Example by example: what doesn't change cancels before it is added up.
        value = self._scale * float((up.costs - down.costs).mean()) / (2 * h)
        pairs = zip(up.signs, down.signs, strict=True)
        kinks = sum(int(np.count_nonzero(one != other)) for one, other in pairs)
        return Slope(value, self._grain / (2 * h) / TRUST, kinks)

    def _move_unit(self, layer: int, unit: int, change: Array) -> Side:
        """Run on from a layer in which one unit's row of Z is changed."""
        row = self._Z[layer - 1][unit : unit + 1] + change
        if layer == self._L:
            Z = self._Z[-1].copy()
            Z[unit] = row
            return Side([], self._costs(Z))
        A = self._activate(layer, row)
        difference = A - self._A[layer - 1][unit]
        Z = self._Z[layer] + self._weights[layer][:, unit : unit + 1] * difference
        side = self._above(layer + 1, Z)
        return Side([*self._signs(layer, row), *side.signs], side.costs)

    def _above(self, layer: int, Z: Array) -> Side:
        """Run on from a layer with this Z (n[l], m)."""
        signs: list[Truths] = []
        for upper in range(layer, self._L):
            signs += self._signs(upper, Z)
            A = self._activate(upper, Z)
            Z = self._weights[upper] @ A + self._biases[upper]
        return Side(signs, self._costs(Z))

    def _signs(self, layer: int, Z: Array) -> list[Truths]:
        return [Z > 0] if has_kink(self._names[layer - 1]) else []

    def _activate(self, layer: int, Z: Array) -> Array:
        A = np.empty_like(Z)
        run(ACTIVATIONS[self._names[layer - 1]].forward(Z, A))
        return A

    def _costs(self, Z: Array) -> Array:
        costs = np.empty(Z.shape[1])
        run(self._output.cost(Z, self._Y, costs))
        return costs


@cache
def has_kink(activation: str) -> bool:
    """Tell whether an activation bends sharply at 0."""
    # Asked of the function itself, so that a new one need not say.
    Z = np.array([[-2.0, -1.0, 1.0, 2.0]]) * 1e-6
    A = np.empty_like(Z)
    run(ACTIVATIONS[activation].forward(Z, A))
    below, above = np.diff(A[0])[[0, 2]] / 1e-6
    return bool(abs(above - below) > 1e-3)


def _reach(size: float) -> float:
    """Return how far a Z of this size may be moved, compared to one of size 1."""
    # Where Z is large, a sigmoid bends over a distance of 1 as ever, but the digits
    # that are left of it are fewer: something between 1 and the size suits both.
    return max(size, LEAST_SIZE) if size < 1 else size**0.5


def _size(Z: Array) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(Z * Z)))
