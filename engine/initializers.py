"""Ways to draw the initial weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.parameters import Parameters
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.spec import NetworkSpec

KEPT_BYTES = 64_000_000
"""Larger first weights are drawn anew for each run."""


@dataclass(frozen=True)
class Initializer:
    """A scheme for drawing W[l].

    Attributes
    ----------
    name : str
        Name in files and on the command line.
    label : str
        Short formula for the designer; n is n[l-1].
    hint : str
        What it does to training, in a sentence.
    draw : callable
        ``draw(rng, n_out, n_in)`` returns a float64 array (n_out, n_in).
    """

    name: str
    label: str
    hint: str
    draw: Callable[[np.random.RandomState, int, int], Array]


def _scaled(rng: np.random.RandomState, n_out: int, n_in: int) -> Array:
    return rng.randn(n_out, n_in) / math.sqrt(n_in)


def _he(rng: np.random.RandomState, n_out: int, n_in: int) -> Array:
    return rng.randn(n_out, n_in) * math.sqrt(2 / n_in)


def _small_normal(rng: np.random.RandomState, n_out: int, n_in: int) -> Array:
    return rng.randn(n_out, n_in) * 0.01


def _small_uniform(rng: np.random.RandomState, n_out: int, n_in: int) -> Array:
    return rng.rand(n_out, n_in) * 0.01


INITIALIZERS: Registry[Initializer] = Registry("initialization")
INITIALIZERS.add(
    Initializer(
        "scaled",
        "randn / √n",
        "Keeps signals alive through many layers; the course's choice.",
        _scaled,
    )
)
INITIALIZERS.add(
    Initializer(
        "he",
        "randn · √(2/n)",
        "Made for ReLU: makes up for the half that it cuts off.",
        _he,
    )
)
INITIALIZERS.add(
    Initializer(
        "small-normal",
        "randn · 0.01",
        "Fine for two layers; deeper networks stall.",
        _small_normal,
    )
)
INITIALIZERS.add(
    Initializer(
        "small-uniform",
        "rand · 0.01",
        "All weights positive; deeper networks stall.",
        _small_uniform,
    )
)


def draw_parameters(
    layer_dims: Sequence[int],
    initialization: str,
    seed: int,
    exceptions: Sequence[str] = (),
) -> Parameters:
    """Draw the initial parameters of a network.

    Parameters
    ----------
    layer_dims : sequence of int
        Units of every layer, the input included.
    initialization : str
        Name of an initializer.
    seed : int
        Seed of `numpy.random.RandomState`, whose stream NumPy has promised never to
        change: the course's printed numbers depend on it.
    exceptions : sequence of str, optional
        Name of each layer's own initializer, empty where it has none.

    Returns
    -------
    parameters : Parameters
        float64. Weights are drawn layer by layer, biases are zero. W1 is read-only.
    """
    pairs = list(zip(layer_dims[1:], layer_dims[:-1], strict=True))
    names = [name or initialization for name in exceptions or ("",) * len(pairs)]
    is_small = 8 * math.prod(pairs[0]) <= KEPT_BYTES
    draw_first = _draw_first if is_small else _draw_first.__wrapped__
    first, state = draw_first(names[0], *pairs[0], seed)
    rng = np.random.RandomState(seed)
    rng.set_state(state)
    rest = (
        INITIALIZERS[name].draw(rng, n_out, n_in)
        for name, (n_out, n_in) in zip(names[1:], pairs[1:], strict=True)
    )
    return Parameters((first, *rest), tuple(np.zeros((n_out, 1)) for n_out, _ in pairs))


@lru_cache(maxsize=4)
def _draw_first(name: str, n_out: int, n_in: int, seed: int) -> tuple[Array, Any]:
    """Draw W1, read-only, and return the generator's state after that too.

    It is by far the largest, and in experiments mostly the same: the same array, so
    that what was computed from it can be used again.
    """
    rng = np.random.RandomState(seed)
    W = INITIALIZERS[name].draw(rng, n_out, n_in)
    W.flags.writeable = False
    return W, rng.get_state()


def initial_parameters(spec: NetworkSpec, config: TrainingConfig) -> Parameters:
    """Draw the initial parameters of a run."""
    return draw_parameters(
        spec.layer_dims, config.initialization, config.seed, spec.initializations
    )
