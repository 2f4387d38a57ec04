"""Problems of points in the plane, and the parity of bits, as arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from engine.errors import DataError
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array, Labels

    Random = np.random.RandomState

_T = TypeVar("_T", bound=np.ndarray[Any, Any])

SEED = 1
DEFAULT_SIZE = 200
MIN_SIZE, MAX_SIZE = 4, 5000
MAX_NOISE = 0.5
MIN_TEST = 4
PARITY_BITS = 8


@dataclass(frozen=True)
class PlaneProblem:
    """Classes of points in the plane, mostly within -1 to 1.

    Attributes
    ----------
    name : str
        Name on the command line.
    label : str
        Name for people.
    class_names : tuple of str
        Names of the classes, by index.
    noise : float
        How much the points are scattered, if nobody says how much.
    draw : callable
        ``draw(rng, labels, noise)`` returns points (m, 2), one of each label (m,). It
        draws the same numbers whatever the noise is, so that more noise moves each
        point farther from the same place.
    """

    name: str
    label: str
    class_names: tuple[str, ...]
    noise: float
    draw: Callable[[Random, Labels, float], Array]

    @property
    def turns(self) -> tuple[int, ...]:
        """Classes of the first examples, over and over again."""
        # The corners of XOR as the notes list them: (1, 1), (1, 0), (0, 1), (0, 0).
        return (0, 1, 1, 0) if self.name == "xor" else tuple(range(self.classes))

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.class_names)


def _scattered(points: Array, rng: Random, noise: float) -> Array:
    scattered: Array = points + noise * rng.randn(*points.shape)
    return scattered


def _xor(rng: Random, labels: Labels, noise: float) -> Array:
    corners = np.array([(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)])
    return _scattered(corners[np.arange(len(labels)) % 4], rng, noise)


def _circles(rng: Random, labels: Labels, noise: float) -> Array:
    angles = rng.uniform(0, 2 * math.pi, len(labels))
    radii = np.where(labels == 1, 0.4, 0.9)
    return _scattered(_polar(radii, angles), rng, noise)


def _moons(rng: Random, labels: Labels, noise: float) -> Array:
    angles = rng.uniform(0, math.pi, len(labels))
    upper = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    lower = np.stack([1 - np.cos(angles), 0.5 - np.sin(angles)], axis=1)
    points = np.where(labels[:, np.newaxis] == 1, lower, upper)
    return _scattered((points - (0.5, 0.25)) / 1.5, rng, noise)


def _spirals(rng: Random, labels: Labels, noise: float) -> Array:
    # The root spreads the points evenly over an arm.
    way = np.sqrt(rng.uniform(0.02, 1, len(labels)))
    angles = 1.25 * 2 * math.pi * way + math.pi * labels
    return _scattered(_polar(way, angles), rng, noise)


def _blobs(rng: Random, labels: Labels, noise: float) -> Array:
    angles = math.pi / 2 + 2 * math.pi * labels / len(_BLOB_NAMES)
    return _scattered(_polar(np.full(len(labels), 0.6), angles), rng, noise)


def _flower(rng: Random, labels: Labels, noise: float) -> Array:
    # Scattered in angle and radius: the petals stay apart where they meet.
    way = rng.uniform(0, 1, len(labels))
    angles = (way + labels) * math.pi
    radii = np.sin(4 * angles)
    angles = angles + noise * rng.randn(len(labels))
    radii = radii + noise / 4 * rng.randn(len(labels))
    return _polar(radii, angles)


def _polar(radii: Array, angles: Array) -> Array:
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


_BLOB_NAMES = ("A", "B", "C")

PLANE_PROBLEMS: Registry[PlaneProblem] = Registry("problem in the plane")
PLANE_PROBLEMS.add(PlaneProblem("xor", "XOR", ("same", "different"), 0.12, _xor))
PLANE_PROBLEMS.add(
    PlaneProblem("circles", "Circles", ("outer", "inner"), 0.1, _circles)
)
PLANE_PROBLEMS.add(PlaneProblem("moons", "Moons", ("upper", "lower"), 0.1, _moons))
PLANE_PROBLEMS.add(
    PlaneProblem("spirals", "Spirals", ("first arm", "second arm"), 0.03, _spirals)
)
PLANE_PROBLEMS.add(PlaneProblem("blobs", "Blobs", _BLOB_NAMES, 0.2, _blobs))
PLANE_PROBLEMS.add(
    PlaneProblem("flower", "Flower", ("first petals", "second petals"), 0.2, _flower)
)


def check_recipe(noise: float, size: int) -> None:
    """Raise `DataError` if points can't be drawn with this noise, or so many."""
    if not 0 <= noise <= MAX_NOISE:
        raise DataError(
            "The noise must be from 0 to {most}, not {value}.",
            most=MAX_NOISE,
            value=noise,
        )
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise DataError(
            "The number of examples must be from {least:,} to {most:,}, not {value:,}.",
            least=MIN_SIZE,
            most=MAX_SIZE,
            value=size,
        )


def test_count(size: int) -> int:
    """Return how many test examples go with so many training examples."""
    return max(size // 2, MIN_TEST)


def plane_points(
    problem: PlaneProblem, m: int, noise: float, stream: int
) -> tuple[Array, Labels]:
    """Draw a problem's points; the same ones each time.

    Parameters
    ----------
    problem : PlaneProblem
        What to draw.
    m : int
        How many.
    noise : float
        How much they are scattered.
    stream : int
        0 for training examples, 1 for test examples.

    Returns
    -------
    points : ndarray of float64, shape (m, 2)
        Read-only.
    labels : ndarray of int64, shape (m,)
        Their classes, likewise.
    """
    rng = np.random.RandomState((SEED, stream))
    labels = np.array(problem.turns, np.int64)[np.arange(m) % len(problem.turns)]
    return _fixed(problem.draw(rng, labels, noise)), _fixed(labels)


def parity_vectors(bits: int = PARITY_BITS) -> tuple[Array, Labels]:
    """Return all vectors of bits (2^n, n), and whether an odd number of them is 1."""
    numbers = np.arange(2**bits)
    vectors = (numbers[:, np.newaxis] >> np.arange(bits)[::-1]) & 1
    labels = vectors.sum(axis=1) % 2
    return _fixed(vectors.astype(np.float64)), _fixed(labels.astype(np.int64))


def _fixed(array: _T) -> _T:
    array.flags.writeable = False
    return array
