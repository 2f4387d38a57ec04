"""Where tiles stand: column by column, in as many rows as there is room for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 8
OUTLINE = 2
LINES, MOST_LINES = 2.8, 3.8
"""Side of a tile in lines of text, and where there is room to spare."""

MANY, LINES_OF_MANY = 200, 1.8
"""More tiles than this are drawn smaller."""


@dataclass(frozen=True)
class Lettering:
    """Sizes of text in pixels.

    Attributes
    ----------
    line : int
        Height of a line of the widget's text.
    label : int
        Height of a line of the labels.
    widest : int
        Width of the longest label with a space.
    lines : float
        Side of the smallest tile in lines of text; as pictures need it, if 0.
    """

    line: int
    label: int
    widest: int
    lines: float = 0.0


@dataclass(frozen=True)
class Grid:
    """Place i is in row ``i % rows`` of column ``i // rows``.

    Attributes
    ----------
    count : int
        Number of tiles.
    rows : int
        Rows, at least 1.
    edge : int
        Side of a tile.
    text : Lettering
        Sizes of the labels below the tiles.
    """

    count: int
    rows: int
    edge: int
    text: Lettering

    @classmethod
    def fitting(cls, count: int, width: int, room: int, text: Lettering) -> Grid:
        """Return the grid with all tiles, or as many rows as there is room for.

        Parameters
        ----------
        count : int
            Number of tiles.
        width : int
            Pixels across; a wider grid scrolls.
        room : int
            Greatest height; one row is given more if it must be.
        text : Lettering
            Sizes of the labels.
        """
        usual = LINES if count <= MANY else LINES_OF_MANY
        edge = round((text.lines or usual) * text.line)
        one = cls(count, 1, edge, text)
        rows = max(math.ceil(count / max(width // one.pitch, 1)), 1)
        if rows * one.row_height > room:
            return cls(count, min(max(room // one.row_height, 1), rows), edge, text)
        across = width // max(math.ceil(count / rows), 1) - GAP
        down = edge + room // rows - one.row_height
        spare = min(across, down, round(MOST_LINES * text.line))
        return cls(count, rows, max(edge, spare), text)

    @property
    def pitch(self) -> int:
        """Pixels from one column to the next."""
        return max(self.edge + GAP, self.text.widest)

    @property
    def row_height(self) -> int:
        """Pixels from one row to the next."""
        return self.edge + 2 * OUTLINE + self.text.label + 2

    @property
    def width(self) -> int:
        """Pixels that all columns take."""
        return math.ceil(self.count / self.rows) * self.pitch - GAP + 2 * OUTLINE

    @property
    def height(self) -> int:
        """Pixels that all rows take."""
        return self.rows * self.row_height

    def left(self, place: int) -> int:
        """Return where the column of a place begins."""
        return place // self.rows * self.pitch

    def slot(self, place: int) -> QRect:
        """Return the square of a tile."""
        row = place % self.rows
        top = row * self.row_height + OUTLINE
        # In the middle, where labels are wider than tiles.
        left = self.left(place) + (self.pitch - self.edge - GAP) // 2 + OUTLINE
        return QRect(left, top, self.edge, self.edge)

    def label(self, place: int) -> QRect:
        """Return the room for a tile's label."""
        slot = self.slot(place)
        centre, top = slot.center().x(), slot.bottom() + OUTLINE + 1
        return QRect(centre - self.pitch // 2, top, self.pitch, self.text.label + 2)

    def place_at(self, point: QPoint) -> int | None:
        """Return the place of the tile at a point."""
        column, row = point.x() // self.pitch, point.y() // self.row_height
        place = column * self.rows + row
        return place if 0 <= row < self.rows and 0 <= place < self.count else None

    def span(self, left: int, right: int) -> tuple[int, int]:
        """Return the first place between two x and the one after the last."""
        last = (right // self.pitch + 1) * self.rows
        return left // self.pitch * self.rows, min(last, self.count)

    def columns_in(self, width: int) -> int:
        """Return how many columns are seen at once."""
        return max(width // self.pitch, 1)
