"""What a gradient check is made of: a network, examples, and the gradient in doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import DataError
from engine.inputs import as_inputs, blocks

if TYPE_CHECKING:
    from collections.abc import Generator

    from engine.arrays import Array, Labels
    from engine.datasets import Dataset
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

MOST_INPUTS = 4_000_000
"""Most numbers in X."""

MOST_PRODUCTS = 300_000_000
"""Most multiplications in the first layer's product, which every direction needs."""

MOST_ABOVE = 5_000_000
"""Most multiplications above it: every comparison runs through there twice."""

LEAST = 4
"""Examples in a sample, however large the network."""

_BLOCK = 400_000
"""Inputs that are read at a time."""


@dataclass(frozen=True, eq=False)
class Problem:
    """A cost as a function of the parameters, and what is said to be its gradient.

    Attributes
    ----------
    spec : NetworkSpec
        The network, no unit left out.
    parameters : Parameters
        Where the slopes are taken; float64.
    X : ndarray of float64, shape (n_x, m)
        Examples.
    Y : ndarray of float64, shape (n_y, m)
        Targets.
    gradients : Parameters or None
        What is checked; None for what `engine.network.gradients` says.
    of : int
        How many examples there are, of which these are some or all.
    scale : float
        The cost is this many times the mean over the examples.
    """

    spec: NetworkSpec
    parameters: Parameters
    X: Array
    Y: Array
    gradients: Parameters | None
    of: int
    scale: float = 1.0


def sample_size(spec: NetworkSpec, m: int) -> int:
    """Return how many of m examples a check is made with: all, unless it takes long."""
    first, *above = (n * k for n, k in _matrices(spec))
    most = min(
        MOST_INPUTS // spec.layer_dims[0],
        MOST_PRODUCTS // first,
        MOST_ABOVE // max(1, sum(above)),
    )
    return min(m, max(LEAST, most))


def _matrices(spec: NetworkSpec) -> list[tuple[int, int]]:
    return list(zip(spec.layer_dims[1:], spec.layer_dims[:-1], strict=True))


def sample(m: int, size: int) -> Labels:
    """Return which of m examples to take: evenly spread, as files come sorted."""
    return np.arange(size, dtype=np.int64) * m // size


def pose(
    spec: NetworkSpec,
    parameters: Parameters,
    dataset: Dataset,
    gradients: Parameters | None = None,
) -> Generator[float, None, Problem]:
    """Take the training examples, a few at each turn.

    Parameters
    ----------
    spec : NetworkSpec
        The network. What dropout leaves out takes part here.
    parameters : Parameters
        Its parameters, in any precision; nobody may write to them meanwhile.
    dataset : Dataset
        What it learns from.
    gradients : Parameters, optional
        The gradient that training uses, for the whole training set; not looked at where
        a sample must do.

    Yields
    ------
    float
        0, after a few milliseconds of work.

    Returns
    -------
    Problem
        With all training examples, or an even sample of them where they are many.

    Raises
    ------
    DataError
        If the parameters aren't finite, or the data can't be read any more.
    """
    if not parameters.is_finite():
        raise DataError(
            "Some weights are not finite numbers, so there are no slopes to compare. "
            "Reset the run, and try a smaller learning rate."
        )
    # Not the trainer's own examples: in another precision those would be made for this.
    inputs, m = as_inputs(dataset.train.inputs), len(dataset.train)
    indices = sample(m, sample_size(spec, m))
    rows = np.empty((len(indices), dataset.input_size))
    for part in blocks(len(indices), max(1, _BLOCK // dataset.input_size)):
        inputs.read(indices[part], rows[part])
        yield 0.0
    is_whole = len(indices) == m
    return Problem(
        replace(spec, dropout=()),
        parameters.astype(np.float64),
        rows.T,
        dataset.targets(dataset.train)[:, indices],
        gradients if is_whole else None,
        m,
    )
