"""Work as data: NumPy calls that are bound to their arrays once and made many times.

Where arrays are small, finding them and turning numbers into arrays takes as long as
the arithmetic. So a network's passes are planned once, and a step only makes the calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array

Operation = Callable[[], object]
"""A call that is complete."""

Operations = tuple[Operation, ...]
"""Calls to be made in this order."""


def run(operations: Iterable[Operation]) -> None:
    """Make all the calls."""
    for operation in operations:
        operation()


def product(A: Array, B: Array, out: Array) -> Operation:
    """Plan A B into ``out``, which may lie in memory row by row or column by column."""
    if out.flags.c_contiguous:
        return partial(_multiplier(A, B), A, B, out)
    return partial(_multiplier(A, B), B.T, A.T, out.T)


def _multiplier(A: Array, B: Array) -> Callable[..., object]:
    # `dot` copies a view of some columns, and `matmul` has no fast way for a single
    # one.
    is_view = not all(M.flags.forc for M in (A, B))
    return np.matmul if is_view and A.shape[1] > 1 else np.dot


def number(value: float, dtype: np.dtype[Any]) -> Array:
    """Return a number as an array (): NumPy turns a plain one into that each time."""
    return np.full((), value, dtype)
