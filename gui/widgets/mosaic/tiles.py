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
    """

    order: Places
    pictures: Callable[[Places, int], Pixels]
    crossed: frozenset[int]
    describe: Callable[[int], str]
