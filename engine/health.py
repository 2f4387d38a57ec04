"""How a network's units, weights and answers are, in small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.arrays import frozen, may_overflow
from engine.datasets import SplitName
from engine.examples import Examples
from engine.frame import ACTIVE_NUMBERS, ACTIVE_SAMPLE
from engine.operations import run
from engine.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.arrays import Array, Labels
    from engine.datasets import Dataset
    from engine.network import ForwardPass
    from engine.network_state import ModelState
    from engine.spec import NetworkSpec

    Norms = tuple[float | None, float | None]
    """Those of W[l] and dJ/dW[l]."""

MOST_NUMBERS = 2_000_000
"""Activations that are looked at: a few milliseconds. The course's are 6,897."""

FLAT = 0.01
"""Slope, as a share of the steepest, below which a sigmoid or a tanh is saturated: what
goes back through it is then a hundredth."""


@dataclass(frozen=True, eq=False)
class LayerHealth:
    """How one layer is.

    Attributes
    ----------
    active : ndarray or None, shape (n,)
        Share of the examples for which each unit's activation is above 0; None for the
        output layer.
    saturated : ndarray or None, shape (n,)
        Share of the examples for which each unit is saturated; None where units can't
        be.
    twins : ndarray of int64
        Units that give every example just what another unit of the layer gives it.
    size : float or None
        Norm of W[l]; None unless gradients were asked for.
    gradient : float or None
        Norm of dJ/dW[l]; None unless it was asked for and is known.
    """

    active: Array | None = None
    saturated: Array | None = None
    twins: Labels | None = None
    size: float | None = None
    gradient: float | None = None

    @property
    def relative_gradient(self) -> float | None:
        """Norm of dJ/dW[l] as a share of that of W[l]; None if it isn't known."""
        if self.gradient is None or not self.size:
            return None
        return self.gradient / self.size


@dataclass(frozen=True, eq=False)
class Health:
    """How a network is at one moment.

    Attributes
    ----------
    layers : tuple of LayerHealth
        Hidden layers and output.
    examples : int
        Training examples that were looked at, 0 without data.
    spread : float or None
        By how much its answers to them differ at most: the largest less the smallest,
        of the output for which that is most.
    is_finite : bool
        Whether all numbers that were looked at are finite.
    """

    layers: tuple[LayerHealth, ...]
    examples: int
    spread: float | None
    is_finite: bool


@dataclass(frozen=True)
class HealthOf(Question[Health]):
    """How the network is on its training examples.

    Attributes
    ----------
    with_gradients : bool
        Whether the norms of weights and gradients are wanted, for which W1 and its
        gradient are formed: a few milliseconds.
    """

    with_gradients: bool = False

    @may_overflow
    def answer(self, state: ModelState, dataset: Dataset | None) -> Health | None:
        """Look at a state; without data, only at its weights."""
        passed = _pass(state, dataset)
        if passed is None:
            finite = state.network.parameters().is_finite()
            bare = tuple(LayerHealth() for _ in range(state.spec.L))
            return Health(bare, 0, None, finite)
        norms = _norms(state) if self.with_gradients else ()
        return measure(state.spec, passed, norms)


def _pass(state: ModelState, dataset: Dataset | None) -> ForwardPass | None:
    """Return a forward pass of some training examples; the one that is there, if any.

    Live arrays, as `ModelState` has them.
    """
    if state.train_pass is not None or dataset is None:
        return state.train_pass
    # The same sample as the frame's, for which the network is prepared then.
    count = min(ACTIVE_SAMPLE, max(1, ACTIVE_NUMBERS // dataset.input_size))
    sample = Examples.sample(dataset, SplitName.TRAIN, count, state.dtype)
    return state.network.passed(sample)


def _norms(state: ModelState) -> Sequence[Norms]:
    """Return the norms of W[l] and dJ/dW[l] of every layer."""
    gradients = state.network.gradients()
    sizes = [float(np.linalg.norm(W)) for W in state.network.parameters().weights]
    if gradients is None:
        return [(size, None) for size in sizes]
    steps = [float(np.linalg.norm(dW)) for dW in gradients.weights]
    return list(zip(sizes, steps, strict=True))


@may_overflow
def measure(
    spec: NetworkSpec,
    passed: ForwardPass,
    norms: Sequence[Norms] = (),
) -> Health:
    """Measure a forward pass over training examples.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    passed : ForwardPass
        Z and A of every layer (n[l], m).
    norms : sequence of (float or None, float or None), optional
        Norms of W[l] and dJ/dW[l] of every layer, if they are known.
    """
    units = sum(spec.layer_dims[1:])
    count = min(passed.A[-1].shape[1], max(1, MOST_NUMBERS // units))
    Zs = [Z[:, :count] for Z in passed.Z]
    As = [A[:, :count] for A in passed.A]
    sizes = list(norms) or [(None, None)] * spec.L
    hidden = zip(spec.activations, Zs, As, sizes, strict=False)
    layers = [_hidden(*parts) for parts in hidden]
    layers.append(LayerHealth(size=sizes[-1][0], gradient=sizes[-1][1]))
    known = [norm for pair in norms for norm in pair if norm is not None]
    # A ReLU cuts off what isn't finite, so that no later layer shows it.
    finite = all(np.isfinite(Z).all() for Z in Zs) and bool(np.isfinite(known).all())
    spread = float(np.max(np.ptp(As[-1], axis=1)))
    return Health(tuple(layers), count, spread, finite)


def _hidden(activation: str, Z: Array, A: Array, norms: Norms) -> LayerHealth:
    active = frozen(np.mean(A > 0, axis=1))
    return LayerHealth(active, _saturated(activation, A), twins(Z), *norms)


def _saturated(activation: str, A: Array) -> Array | None:
    """Return each unit's share of examples for which it is saturated, (n,)."""
    kind = ACTIVATIONS[activation]
    if not kind.steepest:
        return None
    slope = np.empty_like(A)
    run(kind.slope(A, slope))
    return frozen(np.mean(slope < FLAT * kind.steepest, axis=1))


def twins(Z: Array) -> Labels:
    """Return the units that give every example what another unit gives it.

    Parameters
    ----------
    Z : ndarray, shape (n, m)
        What the units of one layer give m examples.

    Notes
    -----
    Those that start alike stay alike but for rounding, in which rows of a product may
    differ. Units are compared by their products with one fixed random vector, and those
    that come out next to one another number by number.
    """
    # Far more than rounding adds up to in a run, far less than units ever differ by.
    near = float(np.sqrt(np.finfo(Z.dtype).eps))
    marks = Z @ _random(Z.shape[1], Z.dtype)
    order = np.argsort(marks)
    gaps = np.diff(marks[order])
    scale = float(np.max(np.abs(Z), initial=0.0))
    close = np.flatnonzero(gaps <= near * np.max(np.abs(marks), initial=0.0))
    found = [
        (order[i], order[i + 1])
        for i in close
        if np.max(np.abs(Z[order[i]] - Z[order[i + 1]])) <= near * scale
    ]
    result = np.unique(np.array(found, np.int64))
    result.flags.writeable = False
    return result


@lru_cache(maxsize=4)
def _random(size: int, dtype: np.dtype[np.generic]) -> Array:
    """Return a fixed random vector (size,)."""
    vector: Array = np.random.RandomState(0).rand(size).astype(dtype)
    vector.flags.writeable = False
    return vector
