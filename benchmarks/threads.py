"""The number of threads of NumPy's and SciPy's matrix products."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTS = tuple(range(1, min(2, os.cpu_count() or 1) + 1))
"""Numbers of threads that everybody may choose from."""


def use_blas_threads(count: int) -> None:
    """Make all BLAS libraries that are loaded by now use ``count`` threads."""
    # Looked for anew each time: SciPy brings a library of its own, later than NumPy.
    ThreadpoolController().limit(limits=count, user_api="blas")


def choices(use: Callable[[int], object]) -> list[tuple[str, Callable[[], object]]]:
    """Return a variant for each number of threads: its name, and how to choose it."""
    return [(threads_text(count), partial(use, count)) for count in COUNTS]


def threads_text(count: int) -> str:
    """Write a number of threads."""
    return "1 thread" if count == 1 else f"{count} threads"
