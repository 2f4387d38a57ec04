"""What a network answers all over the plane, and for the points in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from engine.arrays import frozen
from engine.datasets import InputKind, SplitName
from engine.network import probabilities
from engine.outputs import decisions

if TYPE_CHECKING:
    from engine.arrays import Array, Labels
    from engine.datasets import Dataset
    from engine.network_state import ModelState
    from engine.spec import NetworkSpec

MOST_SIDE, LEAST_SIDE = 100, 24
WORK = 40_000_000
"""Multiplications for a grid: a frame must be fast."""

COST_OF_UNIT = 20
"""An activation function takes about as long as this many of them."""

MARGIN = 0.12
"""Of the points' extent, around them."""


@dataclass(frozen=True, eq=False)
class PointAnswers:
    """Points of a data set, and what the network says about them.

    Attributes
    ----------
    points : ndarray, shape (m, 2)
        Where they are.
    labels : ndarray of int64, shape (m,)
        Their classes.
    probabilities : ndarray, shape (n_y, m)
        The last layer's activations.
    said : ndarray of int64, shape (m,)
        What the network takes them for.
    """

    points: Array
    labels: Labels
    probabilities: Array
    said: Labels


@dataclass(frozen=True, eq=False)
class Boundary:
    """A network's answers on a grid over the plane, and for its examples.

    Attributes
    ----------
    extent : (float, float, float, float)
        Left, right, bottom and top of the grid, whose outermost answers lie on it.
    answers : ndarray, shape (n_y, side, side)
        The last layer's activations, row by row from the bottom.
    train : PointAnswers
        The training points.
    test : PointAnswers or None
        The test points.
    """

    extent: tuple[float, float, float, float]
    answers: Array
    train: PointAnswers
    test: PointAnswers | None

    @property
    def side(self) -> int:
        """Points in a row of the grid."""
        return int(self.answers.shape[1])


def has_boundary(dataset: Dataset) -> bool:
    """Tell whether there is a plane to draw a network's answers in."""
    is_plane = dataset.kind is InputKind.PLANE and dataset.input_size == 2
    return is_plane and dataset.train.values is None


def boundary(state: ModelState, dataset: Dataset) -> Boundary:
    """Compute the answers of a moment's network all over the plane.

    Parameters
    ----------
    state : ModelState
        The moment.
    dataset : Dataset
        Points in the plane.

    Returns
    -------
    Boundary
        Its arrays are copies that nobody can write to.
    """
    extent, side = plane_extent(dataset), grid_side(state.spec)
    parameters = state.network.parameters()

    def answer(points: Array) -> Array:
        X = points.T.astype(state.dtype)
        return probabilities(state.spec, parameters, X)

    def answers_for(name: SplitName) -> PointAnswers | None:
        split = dataset.split(name)
        if split is None:
            return None
        points = dataset.columns(name).T
        A = answer(points)
        said = decisions(state.spec.output, A)
        return PointAnswers(points, split.labels, frozen(A), said)

    train = answers_for(SplitName.TRAIN)
    assert train is not None
    A = frozen(answer(grid(extent, side)))
    return Boundary(
        extent, A.reshape(-1, side, side), train, answers_for(SplitName.TEST)
    )


def grid(extent: tuple[float, float, float, float], side: int) -> Array:
    """Return the points of a grid (side * side, 2), row by row from the bottom."""
    left, right, bottom, top = extent
    xs, ys = np.linspace(left, right, side), np.linspace(bottom, top, side)
    return np.stack([np.tile(xs, side), np.repeat(ys, side)], axis=1)


def grid_side(spec: NetworkSpec) -> int:
    """Return how fine a grid may be, so that a frame stays fast."""
    work = spec.parameter_count + COST_OF_UNIT * sum(spec.layer_dims[1:])
    return max(LEAST_SIDE, min(MOST_SIDE, math.isqrt(WORK // work)))


_extents: WeakKeyDictionary[Dataset, tuple[float, float, float, float]] = (
    WeakKeyDictionary()
)


def plane_extent(dataset: Dataset) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of a square that holds all points."""
    if dataset not in _extents:
        splits = [s for s in SplitName if dataset.split(s) is not None]
        X = np.concatenate([dataset.columns(name) for name in splits], axis=1)
        low, high = X.min(axis=1), X.max(axis=1)
        half = float((high - low).max()) * (0.5 + MARGIN) or 1.0
        x, y = map(float, (low + high) / 2)
        _extents[dataset] = (x - half, x + half, y - half, y + half)
    return _extents[dataset]
