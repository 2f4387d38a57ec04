"""Which number gets full colour: that of the moment, or one that was locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gui.hatching import unfinished
from gui.pixels import symmetric_scale
from gui.widgets.histogram import Extent, extent_of, sample_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from engine.arrays import Array


@dataclass(frozen=True)
class Scale:
    """What colours and places numbers have.

    Attributes
    ----------
    full : float
        The absolute value that gets full colour.
    extent : (float, float)
        The ends of the histogram.
    is_locked : bool
        Whether it stays as it is.
    """

    full: float
    extent: Extent
    is_locked: bool = False

    @classmethod
    def of(cls, values: Array, is_locked: bool = False) -> Scale:
        """Return the scale that suits numbers."""
        full = symmetric_scale(values)
        return cls(full, extent_of(values, full), is_locked)


class Scales:
    """Keeps scales while they are locked: a run is then shown in one scale."""

    def __init__(self) -> None:
        self.is_locked = False
        self._kept: dict[Hashable, Scale] = {}

    def lock(self, is_locked: bool) -> None:
        """Keep each scale as it is when it is next shown, or let all go."""
        self.is_locked = is_locked
        self._kept.clear()

    def scale(self, key: Hashable, values: Array) -> Scale:
        """Return the scale for numbers.

        Parameters
        ----------
        key : hashable
            What they are: the same quantity of the same layer has the same key.
        values : ndarray
            Any shape.
        """
        if not self.is_locked:
            return Scale.of(values)
        if key not in self._kept:
            self._kept[key] = Scale.of(values, is_locked=True)
        return self._kept[key]


@dataclass(frozen=True)
class Census:
    """What a picture of numbers can't show.

    Attributes
    ----------
    total : int
        How many there are.
    beyond : float
        Share of the finite ones that is beyond full colour.
    not_finite : int
        How many aren't finite.
    is_zero : bool
        Whether all of them are 0.
    """

    total: int
    beyond: float
    not_finite: int
    is_zero: bool = False

    @classmethod
    def of(cls, values: Array, scale: float) -> Census:
        """Count them; of very many, estimate the share that is beyond."""
        mask = unfinished(values)
        not_finite = 0 if mask is None else int(np.count_nonzero(mask))
        counted, _ = sample_of(values)
        beyond = int(np.count_nonzero(np.abs(counted) > scale))
        is_zero = not beyond and not values.any()
        share = beyond / max(counted.size, 1)
        return cls(values.size, share, not_finite, is_zero)
