"""What a plot draws, where its axis ends, and which points are worth drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array

ROUND_NUMBERS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""Where an axis may end, times a power of ten."""

FEW = 400
"""Points that Python looks at as fast as NumPy does, without letting another thread
take its turn at each call."""


@dataclass(frozen=True)
class Curve:
    """A line to draw.

    Attributes
    ----------
    x : ndarray, shape (points,), or None
        Where its points are; None for 0, 1, 2 and so on, so that a log of millions
        needs no numbers for its places.
    y : ndarray, shape (points,)
        How high; gaps where it isn't finite.
    label : str
        Stands at its end.
    origin : object, default None
        What it is a curve of: it goes on from one that is drawn only if that is equal.
    last_x : float
        Where its last point is, 0 if it has none.
    last_y : float
        How high its last point is; NaN if there is no line with a label at it.
    """

    x: Array | None
    y: Array
    label: str
    origin: object = field(default=None, compare=False)
    last_x: float = field(init=False)
    last_y: float = field(init=False)

    def __post_init__(self) -> None:
        """Look where it ends: that is asked again and again."""
        count = len(self.y)
        last = float(self.y[-1]) if count > 1 else math.nan
        end = self.x_at(count - 1) if count else 0.0
        object.__setattr__(self, "last_x", end)
        object.__setattr__(self, "last_y", last if math.isfinite(last) else math.nan)

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.y)

    def x_from(self, first: int) -> Array:
        """Return where the points from ``first`` on are."""
        if self.x is not None:
            return self.x[first:]
        return np.arange(first, len(self), dtype=np.float64)

    def x_at(self, index: int) -> float:
        """Return where a point is."""
        return float(index if self.x is None else self.x[index])


@dataclass(frozen=True)
class Reference:
    """A horizontal line with a label on it.

    Attributes
    ----------
    y : float
        Its height.
    label : str
        Text on the line.
    is_test : bool
        Whether it belongs to the test set.
    places : tuple of float
        Where along the line the label may stand, 0 to 1, best first.
    is_from_right : bool
        Whether it ends there, or begins there.
    above : bool
        On which side of the line.
    """

    y: float
    label: str
    is_test: bool = False
    places: tuple[float, ...] = (0.99, 0.8, 0.6)
    is_from_right: bool = True
    above: bool = True


@dataclass(frozen=True)
class Marker:
    """A moment at which something was changed.

    Attributes
    ----------
    x : float
        When.
    label : str
        What.
    """

    x: float
    label: str


@lru_cache
def nice_ceiling(value: float) -> float:
    """Return the next "round" number that isn't smaller: 0.85 gives 1.0."""
    if not (math.isfinite(value) and value > 0):
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(value))
    return next(
        round_number * magnitude
        for round_number in ROUND_NUMBERS
        if round_number * magnitude >= value * (1 - 1e-9)
    )


def middle(curve: Curve) -> float:
    """Return the median of a curve, by some of its points; 0 if it has none."""
    some = curve.y[:: len(curve) // FEW + 1]
    known = some[np.isfinite(some)]
    return float(np.median(known)) if known.size else 0.0


def extent(y: Array) -> tuple[float, float]:
    """Return the lowest and the highest value; NaN if there is a NaN, or nothing."""
    if not y.size:
        return math.nan, math.nan
    return float(np.minimum.reduce(y)), float(np.maximum.reduce(y))


def thinned(x: Array, y: Array, width: int) -> tuple[Array, Array]:
    """Return at most about two points a pixel, with every peak still there.

    Parameters
    ----------
    x, y : ndarray, shape (points,)
        A curve.
    width : int
        Pixels that it has.

    Returns
    -------
    x, y : ndarray
        The lowest and the highest point of each stretch, in order.
    """
    indices = telling(y, width)
    return x[indices], y[indices]


def telling(y: Array, width: int) -> list[int]:
    """Return which points `thinned` keeps."""
    stretch = len(y) // width
    if stretch < 3:
        return list(range(len(y)))
    whole = len(y) // stretch * stretch
    find = _extremes_of_few if len(y) <= FEW else _extremes
    return [*find(y[:whole], stretch), *range(whole, len(y))]


def _extremes(y: Array, stretch: int) -> list[int]:
    """Return where each stretch is lowest and highest, in order."""
    rows = y.reshape(-1, stretch)
    found = np.array([rows.argmin(axis=1), rows.argmax(axis=1)]).T
    found.sort(axis=1)
    found += np.arange(0, y.size, stretch)[:, np.newaxis]
    return cast("list[int]", found.ravel().tolist())


def _extremes_of_few(y: Array, stretch: int) -> list[int]:
    """Do the same for few points, which isn't worth NumPy's calls."""
    values = y.tolist()
    if not math.isfinite(sum(values)):
        return _extremes(y, stretch)
    found = []
    for start in range(0, len(values), stretch):
        part = values[start : start + stretch]
        low, high = part.index(min(part)), part.index(max(part))
        found += [start + min(low, high), start + max(low, high)]
    return found
