"""The gradient check itself, in slices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import may_overflow
from engine.errors import DataError
from engine.gradient_check.problem import LEAST
from engine.gradient_check.report import LIMIT, GradientReport, LayerReport, Probe
from engine.gradient_check.slopes import Slopes
from engine.inputs import blocks
from engine.network import ForwardPass, forward, gradients
from engine.outputs import mean_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from engine.arrays import Array
    from engine.gradient_check.problem import Problem
    from engine.gradient_check.slopes import Slope
    from engine.parameters import Parameters

COORDINATES = 200
"""Single parameters that are changed in each layer."""

BIASES = 40
"""Most of them that are biases: among the weights of a wide layer none would be."""

DIRECTIONS = 20
"""Directions in each layer in which all parameters change together."""

STRETCHES = (1.0, 1 / 16, 16.0, 1 / 256)
"""Steps that are tried until one tells: a shorter one has fewer kinks on its way, and
a longer one is rounded less."""

_PRODUCTS = 8_000_000
"""Multiplications in a slice: a millisecond or two."""

_NUMBERS = 1_000_000
"""Numbers of a direction that are drawn at a time."""

_DIRECTION_WORK = 5
"""A direction takes about as long as so many coordinates."""


def check_gradients(
    problem: Problem, seed: int = 0
) -> Generator[float, None, GradientReport]:
    """Compare a gradient with a numeric one, a little at each turn.

    Parameters
    ----------
    problem : Problem
        The cost, and its gradient if another than the engine's is in doubt.
    seed : int
        Draws the coordinates and the directions: the same ones each time.

    Yields
    ------
    float
        How much is done, from 0 to 1, after a few milliseconds of work.

    Returns
    -------
    GradientReport
        What was found.

    Raises
    ------
    DataError
        If the cost isn't a finite number.

    Notes
    -----
    The numeric slope is (J(+h) - J(-h)) / 2h, in float64. The relative error of two
    slopes a and b is abs(a - b) / max(abs(a), abs(b)); slopes that rounding would hide
    count as large as the least that it doesn't.
    """
    passed, found = yield from _pass(problem)
    slopes = Slopes(problem, passed)
    checked = problem.gradients or found
    assert checked is not None
    layers = _layers(problem, passed, checked)
    work, done = sum(layer.work for layer in layers), 0
    reports = []
    for layer in layers:
        probes: list[Probe] = []
        for probe in _probes(
            layer, slopes, np.random.default_rng([seed, layer.number])
        ):
            if probe is not None:
                probes.append(probe)
                done += _DIRECTION_WORK if probe.is_direction else 1
            yield done / work
        reports.append(LayerReport(layer.number, tuple(probes)))
    is_own = problem.gradients is not None
    return GradientReport(tuple(reports), problem.X.shape[1], problem.of, is_own)


@may_overflow
def _part(problem: Problem, part: slice) -> tuple[ForwardPass, Parameters | None]:
    """Run some examples forward, and backward if the gradient isn't given."""
    spec, parameters = problem.spec, problem.parameters
    X, Y = problem.X[:, part], problem.Y[:, part]
    passed = forward(spec, parameters, X)
    if problem.gradients is not None:
        return passed, None
    return passed, gradients(spec, parameters, X, Y)


def _pass(
    problem: Problem,
) -> Generator[float, None, tuple[ForwardPass, Parameters | None]]:
    """Run all examples forward and backward, some at each turn."""
    m, count = problem.X.shape[1], problem.spec.parameter_count
    passes, sums = [], None
    # Forward is one product in each layer, backward two. Where even one example is a
    # lot, it is memory that takes the time, once for each turn.
    for part in blocks(m, max(LEAST, _PRODUCTS // (3 * count))):
        passed, found = _part(problem, part)
        passes.append(passed)
        if found is not None:
            sums = _added(sums, found, problem.scale * (part.stop - part.start) / m)
        yield 0.0
    Z, A = (
        tuple(np.hstack(layer) for layer in zip(*kind, strict=True))
        for kind in ([one.Z for one in passes], [one.A for one in passes])
    )
    _check_finite(problem, Z[-1])
    return ForwardPass(Z, A), sums


def _added(sums: Parameters | None, found: Parameters, share: float) -> Parameters:
    """Return what was added up with some more, in the memory of either."""
    for array in _arrays(found):
        array *= share
    if sums is None:
        return found
    for total, array in zip(_arrays(sums), _arrays(found), strict=True):
        total += array
    return sums


def _arrays(parameters: Parameters) -> tuple[Array, ...]:
    return *parameters.weights, *parameters.biases


def _check_finite(problem: Problem, Z: Array) -> None:
    cost = may_overflow(mean_cost)(problem.spec.output, Z, problem.Y)
    if not math.isfinite(cost):
        raise DataError(
            "The cost of this state is not a finite number, so there are no slopes to "
            "compare. Reset the run, and try a smaller learning rate."
        )


class _Layer(NamedTuple):
    """A layer, what comes into it (n[l-1], m), and what its gradient is said to be."""

    number: int
    inputs: Array
    dW: Array
    db: Array

    @property
    def biases(self) -> int:
        """How many biases are changed: more than usual where weights are few."""
        return min(len(self.db), max(BIASES, COORDINATES - self.dW.size))

    @property
    def weights(self) -> int:
        """How many weights are changed."""
        return min(self.dW.size, COORDINATES - self.biases)

    @property
    def work(self) -> int:
        """How long it all takes, in coordinates."""
        return self.biases + self.weights + DIRECTIONS * _DIRECTION_WORK


def _layers(problem: Problem, passed: ForwardPass, checked: Parameters) -> list[_Layer]:
    inputs = (problem.X, *passed.A[:-1])
    parts = zip(inputs, checked.weights, checked.biases, strict=True)
    return [_Layer(number, *part) for number, part in enumerate(parts, 1)]


def _probes(
    layer: _Layer, slopes: Slopes, rng: np.random.Generator
) -> Generator[Probe | None, None, None]:
    """Compare slopes; None where there is none yet, but enough work was done."""
    for flat in np.sort(rng.choice(layer.dW.size, layer.weights, replace=False)):
        row, column = divmod(int(flat), layer.dW.shape[1])
        yield _weight(layer, slopes, row, column)
    for unit in np.sort(rng.choice(len(layer.db), layer.biases, replace=False)):
        yield _bias(layer, slopes, int(unit))
    for _ in range(DIRECTIONS):
        yield (yield from _direction(layer, slopes, rng))


def _weight(layer: _Layer, slopes: Slopes, row: int, column: int) -> Probe:
    dz, slope = layer.inputs[column], float(layer.dW[row, column])
    return _compared(
        "W",
        (row, column),
        slope,
        lambda stretch: slopes.of_unit(layer.number, row, dz, stretch),
    )


def _bias(layer: _Layer, slopes: Slopes, unit: int) -> Probe:
    dz, slope = np.ones(layer.inputs.shape[1]), float(layer.db[unit, 0])
    return _compared(
        "b",
        (unit, 0),
        slope,
        lambda stretch: slopes.of_unit(layer.number, unit, dz, stretch),
    )


def _direction(
    layer: _Layer, slopes: Slopes, rng: np.random.Generator
) -> Generator[None, None, Probe]:
    """Draw a direction, each parameter up or down by 1, and compare the slopes."""
    units, inputs = layer.dW.shape
    m = layer.inputs.shape[1]
    dZ, slope = np.empty((units, m)), 0.0
    for rows in blocks(units, max(1, _NUMBERS // inputs)):
        V, v = (_signs(rng, array[rows].shape) for array in (layer.dW, layer.db))
        slope += float(np.vdot(V, layer.dW[rows]) + np.vdot(v, layer.db[rows]))
        for part in blocks(m, max(1, _PRODUCTS // V.size)):
            dZ[rows, part] = V @ layer.inputs[:, part] + v
            yield None
    return _compared(
        "", (), slope, lambda stretch: slopes.of_layer(layer.number, dZ, stretch)
    )


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    signs: Array = 2.0 * rng.integers(0, 2, shape, np.int8) - 1
    return signs


def _compared(
    array: str,
    place: tuple[int, ...],
    analytic: float,
    take: Callable[[float], Slope],
) -> Probe:
    """Take the numeric slope, with other steps where the usual one doesn't tell."""
    first = take(STRETCHES[0])
    settled = None
    for stretch in STRETCHES:
        slope = first if stretch == STRETCHES[0] else take(stretch)
        if not slope.kinks:
            error = _relative_error(analytic, slope)
            settled = error if settled is None else min(settled, error)
        if settled is not None and settled <= LIMIT:
            break
    error = _relative_error(analytic, first)
    return Probe(array, place, analytic, first.value, error, first.kinks, settled)


def _relative_error(analytic: float, slope: Slope) -> float:
    difference = abs(analytic - slope.value)
    if not math.isfinite(difference):
        return math.inf
    return difference / max(abs(analytic), abs(slope.value), slope.least)
