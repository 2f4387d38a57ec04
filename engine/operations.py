"""Work as data: NumPy calls that are bound to their arrays once and made many times.

Where arrays are small, finding them and turning numbers into arrays takes as long as
the arithmetic. So a network's passes are planned once, and a step only makes the calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.blas import rows_at_once

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array

Operation = Callable[[], object]
"""A call that is complete."""

Operations = tuple[Operation, ...]
"""Calls to be made in this order."""


def run(operations: Iterable[Operation]) -> None:
    """Make all the calls."""
    for operation in operations:
        operation()


def product(A: Array, B: Array, out: Array, threads: int) -> Operation:
    """Plan A B into ``out``, which may lie in memory row by row or column by column.

    ``threads`` says how many BLAS uses when it is made.
    """
    if not _lies_by_rows(out):
        A, B, out = B.T, A.T, out.T
    if _lies_by_rows(B):
        rows, inner = A.shape
        height = rows_at_once(rows, inner, B.shape[1], threads)
        if height < rows:
            return _in_pieces(A, B, out, height)
    return _whole(A, B, out)


def _whole(A: Array, B: Array, out: Array) -> Operation:
    """Plan A B into ``out``, whose rows lie in memory one after the other."""
    # `dot` copies a view of some columns, and `matmul` has no fast way for a single
    # one. The functions first ask whether the arrays are NumPy's own; methods needn't.
    is_view = not all(M.flags.forc for M in (A, B))
    if (is_view and A.shape[1] > 1) or not out.flags.c_contiguous:
        return partial(np.matmul, A, B, out)
    return partial(A.dot, B, out)


def _lies_by_rows(A: Array) -> bool:
    """Tell whether the numbers of a row lie together, or all numbers do."""
    return A.flags.c_contiguous or A.strides[1] == A.itemsize


def _in_pieces(A: Array, B: Array, out: Array, height: int) -> Operation:
    """Plan A B, so many rows at a time."""
    count, left = divmod(len(A), height)
    end = len(A) - left
    pieces, places = (
        M[:end].reshape(count, height, M.shape[1], copy=False) for M in (A, out)
    )
    most = partial(np.matmul, pieces, B, places)
    if not left:
        return most
    return partial(run, (most, product(A[end:], B, out[end:], threads=1)))


def row_sums(A: Array, out: Array) -> Operation:
    """Plan the sums of A's rows into ``out`` (rows, 1)."""
    # BLAS adds up in a third of the time that NumPy takes.
    return _whole(A, np.ones((A.shape[1], 1), A.dtype), out)


def copy(values: npt.NDArray[Any], out: npt.NDArray[Any]) -> Operation:
    """Plan a copy of the same shape; the fastest of NumPy's ways to make one."""
    return partial(out.__setitem__, ..., values)


def number(value: float, dtype: np.dtype[Any]) -> Array:
    """Return a number as an array (): NumPy turns a plain one into that each time."""
    return np.full((), value, dtype)
