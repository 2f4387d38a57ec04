"""Lines on which numbers on a grid are zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array

_T = TypeVar("_T", bound="np.generic[Any]")


def zero_lines(values: Array) -> Array:
    """Return where numbers on a grid change their sign, as short lines.

    Marching squares: each cell is crossed by none, one or two lines.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)
        Numbers at the grid's points.

    Returns
    -------
    ndarray, shape (k, 4)
        Lines x1, y1, x2, y2, in units of columns and rows.
    """
    rows, columns = values.shape
    is_above = values > 0
    y, x = np.mgrid[: rows - 1, : columns - 1]
    # The edges of a cell: bottom, right, top, left, each from one corner to another.
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    places, crossed = [], []
    for (dx, dy), (ex, ey) in zip(corners, corners[1:] + corners[:1], strict=True):
        a, b = _corner(values, dx, dy), _corner(values, ex, ey)
        way = _way(a, b)
        places.append((x + dx + (ex - dx) * way, y + dy + (ey - dy) * way))
        crossed.append(_corner(is_above, dx, dy) != _corner(is_above, ex, ey))
    return _joined(np.array(places), np.array(crossed))


def _corner(values: npt.NDArray[_T], dx: int, dy: int) -> npt.NDArray[_T]:
    rows, columns = values.shape
    return values[dy : rows - 1 + dy, dx : columns - 1 + dx]


def _way(a: Array, b: Array) -> Array:
    """Return how far from a to b a straight line is zero."""
    difference = a - b
    safe = np.where(difference == 0, 1, difference)
    way: Array = np.clip(a / safe, 0, 1)
    return way


def _joined(places: Array, crossed: Array) -> Array:
    """Join the crossed edges of each cell, (4, 2, rows, columns), to lines."""
    lines = []
    count = crossed.sum(axis=0)
    for first in range(4):
        for second in range(first + 1, 4):
            both = crossed[first] & crossed[second]
            # Where all four are crossed, neighbours at two corners are joined.
            is_corner = (first, second) in ((0, 1), (2, 3))
            chosen = both & ((count == 2) | ((count == 4) & is_corner))
            ends = places[first][:, chosen], places[second][:, chosen]
            lines.append(np.concatenate(ends).T)
    return np.concatenate(lines)
