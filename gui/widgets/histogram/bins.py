"""Numbers counted in bins of one width."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from engine.arrays import Array

Counts = npt.NDArray[np.intp]
Extent = tuple[float, float]
"""The least and the greatest number that has a place of its own."""

FEWEST_BINS, MOST_BINS = 12, 48
FARTHEST = 8.0
"""Multiples of the scale beyond which numbers share the last bin: one huge weight
shouldn't put all others into one bin."""

MOST_COUNTED = 500_000
"""More numbers than this would take milliseconds to count."""

LOG_FROM, LOG_UNTIL = 50.0, 20.0
"""The highest bin against the middle one; two bounds, or bars would jump about."""


def extent_of(values: Array, scale: float) -> Extent:
    """Return the least and the greatest of numbers, with 0 and not too far from it.

    Parameters
    ----------
    values : ndarray
        Any shape; what isn't finite is left out.
    scale : float
        The absolute value that gets full colour.
    """
    counted, _ = sample_of(values)
    if not counted.size:
        return -scale, scale
    farthest = FARTHEST * scale
    least = max(min(float(counted.min()), 0.0), -farthest)
    greatest = min(max(float(counted.max()), 0.0), farthest)
    return (least, greatest) if least < greatest else (-scale, scale)


@dataclass(frozen=True, eq=False)
class Bins:
    """How many numbers lie in each stretch of a line.

    Attributes
    ----------
    width : float
        Of every bin. 0 is always between two of them.
    first : int
        The first bin begins at ``first * width``.
    counts : ndarray of int, shape (k,)
        Numbers in each; those beyond the ends are in the outermost.
    below, above : int
        Numbers beyond the ends.
    every : int
        Only every so many numbers were counted; 1 if all were.
    """

    width: float
    first: int
    counts: Counts
    below: int
    above: int
    every: int

    @classmethod
    def of(cls, values: Array, extent: Extent, like: Bins | None = None) -> Bins:
        """Count numbers, but for those that aren't finite.

        Parameters
        ----------
        values : ndarray
            Any shape.
        extent : (float, float)
            The ends.
        like : Bins, optional
            Whose bins to use; as many as suit the numbers if not given.
        """
        least, greatest = extent
        width = (greatest - least) / _bins_for(values.size)
        width = width if like is None else like.width
        first, last = math.floor(least / width), math.ceil(greatest / width)
        counted, every = sample_of(values)
        # Infinite, they could not be counted; far away, they would be no whole numbers.
        near = np.clip(counted, first * width, last * width)
        near /= width
        places = np.floor(near, out=near).astype(np.intp)
        places -= first
        # The quotient of an end may be rounded beyond it.
        np.clip(places, 0, last - first - 1, out=places)
        return cls(
            width,
            first,
            np.bincount(places, minlength=last - first),
            int(np.count_nonzero(counted < first * width)),
            int(np.count_nonzero(counted > last * width)),
            every,
        )

    def __len__(self) -> int:
        """Return the number of bins."""
        return len(self.counts)

    @property
    def left(self) -> float:
        """Where the first bin begins."""
        return self.first * self.width

    @property
    def right(self) -> float:
        """Where the last bin ends."""
        return (self.first + len(self)) * self.width

    @property
    def total(self) -> int:
        """How many numbers were counted."""
        return int(self.counts.sum())

    def edges(self, place: int) -> Extent:
        """Return where a bin begins and ends."""
        begin = (self.first + place) * self.width
        return begin, begin + self.width

    def needs_log(self, has_log: bool) -> bool:
        """Tell whether most bins could hardly be seen beside the highest one."""
        filled = self.counts[self.counts > 0]
        if not filled.size:
            return False
        bound = LOG_UNTIL if has_log else LOG_FROM
        return bool(filled.max() > bound * np.median(filled))


def _bins_for(size: int) -> int:
    """Return how many bins show something of so many numbers."""
    return min(max(round(2 * math.sqrt(size)), FEWEST_BINS), MOST_BINS)


def sample_of(values: Array) -> tuple[Array, int]:
    """Return finite numbers in a row, and how many were passed over for each.

    Parameters
    ----------
    values : ndarray
        Any shape.

    Returns
    -------
    numbers : ndarray, shape (k,)
        All of them, or so many of a large matrix as can be counted quickly.
    every : int
        1 if these are all.
    """
    every = max(1, math.ceil(values.size / MOST_COUNTED))
    # A step that divides the size could meet the same columns again and again.
    while every > 1 and math.gcd(every, values.size) > 1:
        every += 1
    flat = values.reshape(-1)[::every]
    is_finite = np.isfinite(flat)
    return (flat if is_finite.all() else flat[is_finite]), every
