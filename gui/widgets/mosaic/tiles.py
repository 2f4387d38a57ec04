"""What a mosaic shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Pixels

Places = npt.NDArray[np.intp]


def number(index: int) -> str:
    """Return what a picture is called, counted from 1."""
    return str(index + 1)


@dataclass(frozen=True, eq=False)
class Tiles:
    """Pictures, and what is said of them.

    Attributes
    ----------
    order : ndarray of int, shape (n,)
        Index of the picture at each place, column by column.
    pictures : callable
        ``pictures(indices, side)`` returns uint8 (k, height, width, 3), about ``side``
        pixels large. Only called for what is to be seen.
    crossed : frozenset of int
        Indices of pictures that get a cross.
    describe : callable
        ``describe(index)`` returns a tooltip.
    label : callable
        ``label(index)`` returns what stands below it: its number, if not given.
    widest : str
        The widest label; that of the last picture, if not given.
    lines : float
        Side of the smallest tile in lines of text; as pictures need it, if 0.
    """

    order: Places
    pictures: Callable[[Places, int], Pixels]
    crossed: frozenset[int]
    describe: Callable[[int], str]
    label: Callable[[int], str] = number
    widest: str = ""
    lines: float = 0.0
