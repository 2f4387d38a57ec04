"""How BLAS makes products fastest: in how many threads, pieces and columns.

The number of threads is global to the process, and products differ in their last bits
between one thread and two. So a run fixes its number when it is made, and whoever
drives runs (the window's scheduler, the command line) sets it before it works on one.
Where a run shares its batches out between two threads (`engine.shares`), each makes its
products alone.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.arrays import whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from threadpoolctl import ThreadpoolController

MOST_THREADS = 2
"""More were never faster for networks of this kind."""

_WORTH_SHARING = 8_000_000
"""Multiplications in a product above which a second thread pays for itself."""

_WORTH_A_CORE = 3_000_000
"""The same where it has a core of its own, and not half of the first one's."""

_SIBLINGS = Path("/sys/devices/system/cpu/smt/active")
"""Linux's word on whether processors are threads that share a core."""


@cache
def _controller() -> ThreadpoolController:
    # Looking through the loaded libraries takes milliseconds: once, and only for those
    # who train.
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


_CUTS_PAY = {"SkylakeX", "Cooperlake", "SapphireRapids"}
"""Processors for which OpenBLAS multiplies small matrices as they lie in memory.

Larger ones it first arranges anew. These are all that have AVX-512, AMD's too.
"""

SMALL = 1_000_000
"""Multiplications in a product up to which they count as small there."""

_LEAST_ROWS = 8
"""A product of fewer rows makes too little of what it reads."""

_BLOCK_COLUMNS = 16
"""Blocks have multiples of it: whole registers."""

_LEAST_COLUMNS = 150
"""With fewer, it matters little where the right matrix's rows begin."""


def threads_for(rows: int, inner: int, columns: int) -> int:
    """Choose the number of threads for products of this size."""
    least = _WORTH_A_CORE if _cores_are_whole() else _WORTH_SHARING
    if rows * inner * columns < least:
        return 1
    return min(MOST_THREADS, os.cpu_count() or 1)


@cache
def _cores_are_whole() -> bool:
    """Tell whether no two threads share a core, as far as that is known."""
    try:
        return _SIBLINGS.read_text(encoding="ascii").strip() == "0"
    except (OSError, ValueError):
        return False


def rows_at_once(rows: int, inner: int, columns: int, threads: int) -> int:
    """Choose how many rows of a product are best computed at a time.

    In pieces that count as small to BLAS, a product of medium size takes two thirds of
    the time, or nearly half, where the right matrix lies row by row. The rule looks at
    nothing but sizes and the processor: pieces differ from the whole in last bits.

    Returns
    -------
    int
        All ``rows`` where pieces don't pay.
    """
    each = inner * columns
    most = SMALL // max(each, 1) // _LEAST_ROWS * _LEAST_ROWS
    is_medium = SMALL < rows * each < _WORTH_SHARING
    # Two threads share out what is whole.
    if not (is_medium and most and threads == 1 and _multiplies_small_ones_in_place()):
        return rows
    # Pieces of about one size, and of whole registers.
    count = -(-rows // most)
    return -(-rows // (count * _LEAST_ROWS)) * _LEAST_ROWS


def columns_at_once(
    rows: int, inner: int, columns: int, itemsize: int, threads: int
) -> int:
    """Choose how many columns the right matrix of a product had best have.

    Small matrices are multiplied as they lie, in a sixth less time where each row of
    the right one, and of the result, begins where a cache line does. Columns of zeros
    see to that.

    Returns
    -------
    int
        Just ``columns`` where more don't pay.
    """
    wide = whole_lines(columns, itemsize)
    height = rows_at_once(rows, inner, wide, threads)
    is_small = height * inner * wide <= SMALL and _multiplies_small_ones_in_place()
    return wide if is_small and columns >= _LEAST_COLUMNS else columns


def columns_in_place(rows: int, inner: int) -> int:
    """Choose how many columns a block may have to be multiplied as it lies.

    Returns
    -------
    int
        0 where no number of them is worth it.
    """
    most = SMALL // max(rows * inner, 1) // _BLOCK_COLUMNS * _BLOCK_COLUMNS
    return most if _multiplies_small_ones_in_place() else 0


@cache
def _multiplies_small_ones_in_place() -> bool:
    return any(
        library.get("architecture") in _CUTS_PAY for library in _controller().info()
    )


@contextmanager
def one_thread() -> Iterator[None]:
    """Make each product use the thread that asks for it, and no other."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


class BlasThreads:
    """Sets the number of threads, and only touches BLAS when it changes.

    Parameters
    ----------
    most : int, default 2
        Threads that new runs may have, as far as there are cores. A window keeps one
        for itself.
    """

    def __init__(self, most: int = MOST_THREADS) -> None:
        self.most = min(most, os.cpu_count() or 1)
        self._current: int | None = None

    def use(self, count: int) -> None:
        """Make the matrix products of this process use ``count`` threads."""
        if count != self._current:
            _controller().limit(limits=count, user_api="blas")
            self._current = count
