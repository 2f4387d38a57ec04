"""The few that count most among many signed numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import may_overflow

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array


class Part(NamedTuple):
    """One of the numbers, and which example's it is."""

    example: int
    value: float


@dataclass(frozen=True)
class Others:
    """The numbers of one sign that aren't told one by one.

    Attributes
    ----------
    count : int
        How many they are.
    total : float
        Their sum.
    """

    count: int
    total: float


@dataclass(frozen=True)
class Leaders:
    """The largest and the smallest numbers.

    Attributes
    ----------
    most : tuple of Part
        Those above 0, the largest first.
    least : tuple of Part
        Those below 0, the smallest first.
    others_for, others_against : Others
        The rest above and below 0.
    is_finite : bool
        Whether all are numbers that can be drawn; else there are no leaders.
    """

    most: tuple[Part, ...]
    least: tuple[Part, ...]
    others_for: Others
    others_against: Others
    is_finite: bool = True

    @property
    def largest(self) -> float:
        """The largest absolute value, 0 if there is none."""
        firsts = (*self.most[:1], *self.least[:1])
        return max((abs(part.value) for part in firsts), default=0.0)


NONE = Others(0, 0.0)


@may_overflow
def leaders(values: Array, count: int) -> Leaders:
    """Return the numbers that count most, at most ``count`` of each sign.

    Parameters
    ----------
    values : ndarray, shape (m,)
        The numbers.
    count : int
        Most parts on each side.
    """
    if not np.isfinite(values).all():
        return Leaders((), (), NONE, NONE, is_finite=False)
    most, others_for = _ends(values, values > 0, count, -1)
    least, others_against = _ends(values, values < 0, count, 1)
    return Leaders(most, least, others_for, others_against)


def _ends(
    values: Array, chosen: npt.NDArray[np.bool_], count: int, sign: int
) -> tuple[tuple[Part, ...], Others]:
    """Return the first of the chosen numbers in order of sign * value, and the rest."""
    places = np.flatnonzero(chosen)
    keys = sign * values[places]
    order = np.arange(len(places))
    if count < len(places):
        # Sorting all of many thousands would take longer than all else.
        order = np.argpartition(keys, count)
    first, others = order[:count], places[order[count:]]
    found = places[first[np.argsort(keys[first], kind="stable")]]
    parts = tuple(map(Part, found.tolist(), values[found].tolist()))
    return parts, Others(len(others), float(values[others].sum(dtype=np.float64)))
