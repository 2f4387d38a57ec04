"""An array as a walk keeps it: whole, or what can be looked at of a huge one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import may_overflow

if TYPE_CHECKING:
    from engine.arrays import Array, Labels

MOST_KEPT = 65_536
"""Numbers up to which an array is kept whole: half a megabyte."""

MOST_SIDE = 256
"""Most rows, and most columns, that are kept of a larger one."""

FIRST = 8
"""Of these, the first stand beside one another, as people begin to read there."""

MOST_LOOKED_AT = 4_000_000
"""Numbers up to which the extremes are those of the whole array."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """An array, or some of its rows and columns.

    Attributes
    ----------
    shape : tuple of int
        Rows and columns of the whole array.
    rows, columns : ndarray of int64
        Which of them are kept, in their order.
    values : ndarray, shape (len(rows), len(columns))
        The numbers there, in the precision of the run; nobody can write to them.
    low, high, mean : float
        Smallest number, largest number and mean: of all numbers, or of those that are
        kept of a huge array. NaN where there is a NaN.
    """

    shape: tuple[int, int]
    rows: Labels
    columns: Labels
    values: Array
    low: float
    high: float
    mean: float

    @property
    def is_whole(self) -> bool:
        """Whether every number is kept."""
        return self.values.shape == self.shape

    @cached_property
    def is_finite(self) -> bool:
        """Whether all numbers that are known of are finite."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))

    @cached_property
    def scale(self) -> float:
        """The largest absolute value of a finite number; 1 if all are 0."""
        finite = self.values[np.isfinite(self.values)]
        return float(np.abs(finite).max(initial=0.0)) or 1.0

    def row(self, index: int) -> Array | None:
        """Return the kept numbers of a row, None if it isn't kept."""
        place = int(np.searchsorted(self.rows, index))
        is_kept = place < len(self.rows) and self.rows[place] == index
        return self.values[place] if is_kept else None

    @classmethod
    @may_overflow
    def of(
        cls, array: Array, row: int | None = None, column: int | None = None
    ) -> Sheet:
        """Keep an array.

        Parameters
        ----------
        array : ndarray, shape (n, k)
            It may be live: what is kept is a copy.
        row, column : int, optional
            To be kept in any case.
        """
        rows, columns = kept(array.shape, row, column)
        is_whole = array.size <= MOST_KEPT
        values = array.copy() if is_whole else array[np.ix_(rows, columns)]
        looked_at = array if array.size <= MOST_LOOKED_AT else values
        return cls._made(array.shape, rows, columns, values, looked_at)

    @classmethod
    @may_overflow
    def of_product(
        cls,
        left: Array,
        right: Array,
        row: int | None = None,
        column: int | None = None,
    ) -> Sheet:
        """Keep the product of (n, m) and (m, k), of a huge one only what is kept."""
        shape = len(left), right.shape[1]
        if shape[0] * shape[1] <= MOST_LOOKED_AT:
            return cls.of(left @ right, row, column)
        rows, columns = kept(shape, row, column)
        values = left[rows] @ right[:, columns]
        return cls._made(shape, rows, columns, values, values)

    @classmethod
    def _made(
        cls,
        shape: tuple[int, ...],
        rows: Labels,
        columns: Labels,
        values: Array,
        looked_at: Array,
    ) -> Sheet:
        values.flags.writeable = False
        low, high = float(looked_at.min()), float(looked_at.max())
        mean = float(looked_at.mean())
        return cls((shape[0], shape[1]), rows, columns, values, low, high, mean)


def kept(
    shape: tuple[int, ...], row: int | None, column: int | None
) -> tuple[Labels, Labels]:
    """Return the rows and columns that are kept of an array of a shape."""
    if shape[0] * shape[1] <= MOST_KEPT:
        return np.arange(shape[0]), np.arange(shape[1])
    return _spread(shape[0], row), _spread(shape[1], column)


def _spread(count: int, wanted: int | None) -> Labels:
    """Return indices all over: the first ones, the last one, and a wanted one."""
    if count <= MOST_SIDE:
        return np.arange(count)
    even = np.linspace(0, count - 1, MOST_SIDE - FIRST - 1).astype(np.int64)
    also = [] if wanted is None else [wanted]
    return np.unique(np.concatenate((np.arange(FIRST), even, also)).astype(np.int64))
