"""How large tiles are and where groups of them go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDES = tuple(range(128, 32, -4))
"""Sides of a tile's picture in pixels, best first."""

GAP = 6
"""Pixels between tiles."""

SCROLL_BAR = 12
"""Pixels that a list keeps free on its right for a scroll bar."""

GROUP_GAP = 6
"""Pixels between groups, beside those for the scroll bar."""

LARGEST_SHARE = 0.72
"""No group takes more of the width than this, so that the next one is seen."""


@dataclass(frozen=True)
class Place:
    """The area for all groups, in pixels.

    Attributes
    ----------
    width, height : int
        The area below the groups' titles.
    text : int
        Height of the line below a picture.
    least : int
        Side of a picture at least: less than that line's width, and lines would run
        into each other.
    """

    width: int
    height: int
    text: int
    least: int = 0

    def rows(self, side: int) -> int:
        """Return how many rows of tiles are seen at once, at least one."""
        return max(1, self.height // cell(side, self.text)[1])


@dataclass(frozen=True)
class Arrangement:
    """Tiles and groups in a place.

    Attributes
    ----------
    side : int
        Side of a tile's picture in pixels.
    widths : tuple of int
        Width of each group.
    """

    side: int
    widths: tuple[int, ...]


def cell(side: int, text: int) -> tuple[int, int]:
    """Return width and height of a tile with its line of text and its gap."""
    return side + GAP, side + text + GAP


def arrange(
    counts: Sequence[int], titles: Sequence[int], place: Place, largest: int = SIDES[0]
) -> Arrangement:
    """Return the arrangement with the largest tiles that are all seen at once.

    Parameters
    ----------
    counts : sequence of int
        Tiles in each group.
    titles : sequence of int
        Width of each group's title.
    place : Place
        Where they go.
    largest : int, optional
        Largest side; less while tiles shouldn't grow.

    Returns
    -------
    Arrangement
        If even the smallest tiles don't fit, groups are as wide as they may be and
        have to be scrolled.
    """
    wide = [side for side in SIDES if side >= place.least] or SIDES[:1]
    sides = [side for side in wide if side <= largest] or wide[-1:]
    choices = [(side, _widths(counts, titles, place, side)) for side in sides]
    # Where titles take more room than tiles, small tiles save nothing.
    room = max(place.width, _total(choices[-1][1]))
    side, widths = next(pair for pair in choices if _total(pair[1]) <= room)
    return Arrangement(side, tuple(_squeezed(widths, titles, place.width)))


def _widths(
    counts: Sequence[int], titles: Sequence[int], place: Place, side: int
) -> list[int]:
    rows = place.rows(side)
    columns = [-(-count // rows) for count in counts]
    return [
        max(title, column * (side + GAP)) + SCROLL_BAR
        for title, column in zip(titles, columns, strict=True)
    ]


def _squeezed(
    widths: Sequence[int], titles: Sequence[int], available: int
) -> list[int]:
    """Return widths that share what is available, if they don't fit as they are."""
    if _total(widths) <= available:
        return list(widths)
    share = LARGEST_SHARE if len(widths) > 1 else 1.0
    bounded = [min(width, int(share * available)) for width in widths]
    excess = _total(bounded) - available
    spare = [
        max(0, width - max(title, available // 4))
        for width, title in zip(bounded, titles, strict=True)
    ]
    if not 0 < excess <= sum(spare):
        return bounded
    return [
        width - -(-excess * room // sum(spare))
        for width, room in zip(bounded, spare, strict=True)
    ]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GROUP_GAP * (len(widths) - 1)


def has_outgrown(counts: Sequence[int], arranged: Sequence[int]) -> bool:
    """Tell whether a group has become too large for the place that it was given."""
    return len(counts) != len(arranged) or any(
        count > 1.5 * before + 2 for count, before in zip(counts, arranged, strict=True)
    )
