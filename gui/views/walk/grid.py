"""Where the numbers of several arrays stand, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.views.walk.cards import Card

SMALL = 0.88
SWATCH = 4
"""Width of the colour in front of a number."""

GAP = 8
"""Pixels between two arrays."""

WIDEST = "−0.00000"
MOST_COLUMNS = 12

MANY_LINES, SHARE = 9, 0.55
"""Where there are more lines than this, a part of them is left to a picture."""


@dataclass(frozen=True)
class Cell:
    """A number on show: the card's place, its kept row and its kept column."""

    card: int
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class Place:
    """Where a card is drawn, and which kept rows and columns it shows."""

    card: Card
    rect: QRect
    rows: list[int]
    columns: list[int]
    has_more_rows: bool
    has_more_columns: bool


class SheetGrid:
    """Shares a widget's room among arrays.

    Parameters
    ----------
    cards : tuple of Card
        The arrays, in their order.
    unit : tuple of int
        Layer and number of the unit whose row comes first.
    size : QSize
        The room.
    font : QFont
        The widget's.
    """

    def __init__(
        self, cards: tuple[Card, ...], unit: tuple[int, int], size: QSize, font: QFont
    ) -> None:
        self._cards, self._unit = cards, unit
        self._width, self._height = size.width(), size.height()
        self.font = QFont(font)
        self.font.setPixelSize(max(round(QFontInfo(font).pixelSize() * SMALL), 10))
        metrics = QFontMetrics(self.font)
        self._advance = metrics.horizontalAdvance
        self.line = metrics.height()
        self.column = self._advance(WIDEST) + SWATCH + 8

    @cached_property
    def places(self) -> list[Place]:
        """Where each card is that there is room for."""
        cards = self._fitting()
        places, x = [], 0
        for card, count in zip(cards, self._column_counts(cards), strict=True):
            width = self._least(card) + (count - 1) * self.column
            rect = QRect(x, 0, width, self._height)
            places.append(self._placed(card, rect, count))
            x += width + GAP
        return places

    @property
    def least_width(self) -> int:
        """Pixels across that all cards need."""
        return self._total(self._cards)

    def gutter(self, card: Card) -> int:
        """Return the room for the numbers of rows."""
        return self._advance("0") * len(f"{card.sheet.shape[0]}") + 6

    def cell_at(self, point: QPoint) -> Cell | None:
        """Return the number at a point."""
        for number, place in enumerate(self.places):
            if not place.rect.contains(point):
                continue
            line = (point.y() - place.rect.top()) // self.line - 1
            x = point.x() - place.rect.left() - self.gutter(place.card)
            column = max(x, 0) // self.column
            if 0 <= line < len(place.rows) and column < len(place.columns):
                return Cell(number, place.rows[line], place.columns[column])
        return None

    def cell_rect(self, place: Place, line: int, column: int = 0) -> QRect:
        """Return where a number is drawn; lines and columns as they are shown."""
        left = place.rect.left() + self.gutter(place.card) + column * self.column
        top = place.rect.top() + (line + 1) * self.line
        return QRect(left, top, self.column, self.line)

    def below(self, place: Place) -> QRect:
        """Return the room that is left below a card's numbers."""
        lines = 1 + len(place.rows) + place.has_more_rows
        return place.rect.adjusted(3, lines * self.line + 6, -3, -3)

    def _least(self, card: Card) -> int:
        caption = self._advance(f"{card.name} {shape_text(card)} ") + 6
        more = self._advance("…") if card.sheet.shape[1] > 1 else 0
        return max(caption, self.gutter(card) + self.column + more)

    def _total(self, cards: Sequence[Card]) -> int:
        return sum(map(self._least, cards)) + GAP * max(len(cards) - 1, 0)

    def _fitting(self) -> tuple[Card, ...]:
        """Return the cards that there is room for."""
        cards = list(self._cards)
        while len(cards) > 1 and self._total(cards) > self._width:
            cards.remove(max(reversed(cards), key=attrgetter("extra")))
        return tuple(cards)

    def _column_counts(self, cards: tuple[Card, ...]) -> list[int]:
        """Give the columns that there is room for to those who have them, in turn."""
        counts = [1] * len(cards)
        most = [min(card.sheet.values.shape[1], MOST_COLUMNS) for card in cards]
        spare = self._width - self._total(cards)
        while spare >= self.column:
            wants = [i for i in range(len(cards)) if counts[i] < most[i]]
            if not wants:
                break
            counts[min(wants, key=counts.__getitem__)] += 1
            spare -= self.column
        return counts

    def _placed(self, card: Card, rect: QRect, columns: int) -> Place:
        sheet = card.sheet
        room = max((rect.height() - self.line - 2) // self.line, 1)
        if room > MANY_LINES:
            room = max(round(room * SHARE), MANY_LINES)
        has_more = sheet.shape[0] > room
        rows = self._rows(card)[: max(room - 1, 1) if has_more else room]
        return Place(
            card,
            rect,
            rows,
            list(range(min(columns, len(sheet.columns)))),
            has_more and room > 1,
            sheet.shape[1] > columns,
        )

    def _rows(self, card: Card) -> list[int]:
        """Return all kept rows, that of the unit first."""
        rows = list(range(len(card.sheet.rows)))
        if not card.layer or card.layer != self._unit[0]:
            return rows
        here = [row for row in rows if card.sheet.rows[row] == self._unit[1]]
        return here + [row for row in rows if row not in here]


def shape_text(card: Card) -> str:
    """Return an array's shape, as "20×12,288"."""
    rows, columns = card.sheet.shape
    return f"{rows:,}×{columns:,}"
