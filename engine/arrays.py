"""The array type that the whole engine speaks."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = npt.NDArray[np.floating[Any]]
"""Floating-point numbers, float64 or float32 as the run's precision says."""

Labels = npt.NDArray[np.int64]
"""Class indices, one for each example."""

Pixels = npt.NDArray[np.uint8]
"""Pictures as they are stored, 0 to 255."""


may_overflow = np.errstate(over="ignore", invalid="ignore")
"""Decorates what meets huge numbers, far from the training data or when it diverges."""

_BUFFERED = 1024
"""Numbers that NumPy puts beside others at a time, where they are fewer than those.

Its own 8,192 drive what is computed with them out of the nearest cache.
"""


def keep_buffers_small() -> None:
    """Make NumPy's buffers suit the nearest cache: see `_BUFFERED`.

    Each thread has its own. Where the innermost `may_overflow` ends, they are again as
    they were.
    """
    np.setbufsize(_BUFFERED)


CACHE_LINE = 64
"""Bytes."""


def room(
    shape: tuple[int, ...], dtype: npt.DTypeLike, order: Literal["C", "F"] = "C"
) -> Array:
    """Return a new array that begins where a cache line does, its numbers unset.

    NumPy lets arrays begin anywhere; products of such take up to a third longer.
    """
    dtype = np.dtype(dtype)
    size = math.prod(shape) * dtype.itemsize
    memory = np.empty(size + CACHE_LINE, np.uint8)
    start = -memory.ctypes.data % CACHE_LINE
    return memory[start : start + size].view(dtype).reshape(shape, order=order)


def whole_lines(count: int, itemsize: int) -> int:
    """Return how many numbers the cache lines hold that so many begin to fill."""
    line = CACHE_LINE // itemsize
    return -(-count // line) * line


def rooms(
    shapes: Sequence[tuple[int, ...]],
    dtype: npt.DTypeLike,
    order: Literal["C", "F"] = "C",
) -> tuple[Array, list[Array]]:
    """Return new arrays that lie in one piece, and the piece (numbers,), all zero.

    Each begins where a cache line does: there are zeros between them.
    """
    dtype = np.dtype(dtype)
    sizes = [math.prod(shape) for shape in shapes]
    lines = (whole_lines(size, dtype.itemsize) for size in sizes)
    starts = [0, *itertools.accumulate(lines)]
    piece = room((starts[-1],), dtype)
    piece.fill(0)
    parts = zip(starts, sizes, shapes, strict=False)
    return piece, [
        piece[start : start + size].reshape(shape, order=order)
        for start, size, shape in parts
    ]


def frozen(array: Array) -> Array:
    """Return ``array`` if nobody can write to it, else such a copy."""
    if array.flags.owndata and not array.flags.writeable:
        return array
    copy = array.copy()
    copy.flags.writeable = False
    return copy
