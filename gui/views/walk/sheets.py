"""Arrays side by side: some numbers of each, with their signs in colour."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui.pixels import signed_colors
from gui.plain_text import tool_tip
from gui.views.walk.keys import step_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gui.theme import Theme
    from gui.views.walk.cards import Card

SMALL = 0.88
SWATCH = 4
"""Width of the colour in front of a number."""

GAP = 8
"""Pixels between two arrays."""

WIDEST = "−0.00000"
MOST_COLUMNS = 12
DIGITS, MOST_DIGITS = 3, 6
"""Significant digits of a number among others, and of one that stands alone."""
LEAST_PLAIN, MOST_PLAIN = 1e-3, 1e5
"""Numbers outside are written with a power of ten."""


@dataclass(frozen=True)
class Cell:
    """A number under the pointer: the card's place, row and column of the array."""

    card: int
    row: int
    column: int


@dataclass(frozen=True)
class _Place:
    """Where a card is drawn, and which kept rows and columns it shows."""

    card: Card
    rect: QRect
    rows: list[int]
    columns: list[int]
    has_more_rows: bool
    has_more_columns: bool


class SheetRow(QWidget):
    """Shows arrays; the row of the selected unit comes first.

    Signals
    -------
    unit_chosen : int, int
        The user chose a unit: layer from 1, number from 0.
    pointed
        The pointer is at another number: `pointed_at` tells.
    stop_chosen : int
        The user wants to go to this stop.
    """

    unit_chosen = Signal(int, int)
    pointed = Signal()
    stop_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._cards: tuple[Card, ...] = ()
        self._unit = (0, 0)
        self._units = 1
        self._index, self._count = 0, 1
        self._places: list[_Place] | None = None
        self._said = ""
        self.pointed_at: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(48)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_stop(self, index: int, count: int) -> None:
        """Say at which of how many stops the walk stands."""
        self._index, self._count = index, count

    def show_cards(self, cards: tuple[Card, ...], unit: tuple[int, int]) -> None:
        """Show arrays, the row of a unit (layer from 1, number from 0) first."""
        self._cards, self._unit = cards, unit
        rows = [c.sheet.shape[0] for c in cards if c.layer == unit[0]]
        self._units = max(rows, default=1)
        self._places = None
        self.update()

    def say(self, text: str) -> None:
        """Tell what is to be said of the number under the pointer."""
        is_other, self._said = text != self._said, text
        if is_other and QToolTip.isVisible() and self.pointed_at is not None:
            self._show_tip(self._tip_place)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards

    # Geometry

    @property
    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(QFontInfo(font).pixelSize() * SMALL), 10))
        return font

    @property
    def _line(self) -> int:
        return QFontMetrics(self._font).height()

    @property
    def _column(self) -> int:
        return QFontMetrics(self._font).horizontalAdvance(WIDEST) + SWATCH + 8

    def _least(self, card: Card) -> int:
        metrics = QFontMetrics(self._font)
        caption = metrics.horizontalAdvance(f"{card.name} {_shape(card)} ") + 6
        more = metrics.horizontalAdvance("…") if card.sheet.shape[1] > 1 else 0
        return max(caption, self._gutter(card) + self._column + more)

    def _gutter(self, card: Card) -> int:
        """Return the room for the numbers of rows."""
        digits = len(f"{card.sheet.shape[0]}")
        return QFontMetrics(self._font).horizontalAdvance("0") * digits + 6

    def _fitting(self) -> tuple[Card, ...]:
        """Return the cards that there is room for."""
        cards = list(self._cards)
        while len(cards) > 1 and self._total(cards) > self.width():
            extra = [card for card in cards if card.is_extra]
            cards.remove((extra or cards)[-1])
        return tuple(cards)

    def _total(self, cards: Sequence[Card]) -> int:
        return sum(map(self._least, cards)) + GAP * max(len(cards) - 1, 0)

    def _arranged(self) -> list[_Place]:
        if self._places is None:
            self._places = self._arrange()
        return self._places

    def _arrange(self) -> list[_Place]:
        cards = self._fitting()
        counts = self._column_counts(cards)
        places, x = [], 0
        for card, count in zip(cards, counts, strict=True):
            width = self._least(card) + (count - 1) * self._column
            rect = QRect(x, 0, width, self.height())
            places.append(self._placed(card, rect, count))
            x += width + GAP
        return places

    def _column_counts(self, cards: tuple[Card, ...]) -> list[int]:
        """Give the columns that there is room for to those who have them, in turn."""
        counts = [1] * len(cards)
        spare = self.width() - self._total(cards)
        while spare >= self._column:
            wants = [
                i
                for i, card in enumerate(cards)
                if counts[i] < min(card.sheet.values.shape[1], MOST_COLUMNS)
            ]
            if not wants:
                break
            least = min(wants, key=lambda i: counts[i])
            counts[least] += 1
            spare -= self._column
        return counts

    def _placed(self, card: Card, rect: QRect, columns: int) -> _Place:
        sheet = card.sheet
        room = max((rect.height() - self._line - 2) // self._line, 1)
        has_more = sheet.shape[0] > room
        rows = list(range(len(sheet.rows)))
        if card.layer and card.layer == self._unit[0]:
            here = [p for p in rows if sheet.rows[p] == self._unit[1]]
            rows = here + [p for p in rows if p not in here]
        rows = rows[: max(room - 1, 1) if has_more else room]
        return _Place(
            card,
            rect,
            rows,
            list(range(min(columns, len(sheet.columns)))),
            has_more and room > 1,
            sheet.shape[1] > columns,
        )

    def _cell_at(self, point: QPoint) -> Cell | None:
        for number, place in enumerate(self._arranged()):
            if not place.rect.contains(point):
                continue
            line = (point.y() - place.rect.top()) // self._line - 1
            x = point.x() - place.rect.left() - self._gutter(place.card)
            column = max(x, 0) // self._column
            if 0 <= line < len(place.rows) and column < len(place.columns):
                return Cell(number, place.rows[line], place.columns[column])
        return None

    def card_at(self, cell: Cell) -> Card:
        """Return the array that a number belongs to."""
        return self._arranged()[cell.card].card

    def cell_rect(self, card: int, line: int, column: int = 0) -> QRect:
        """Return where a number is drawn."""
        place = self._arranged()[card]
        left = place.rect.left() + self._gutter(place.card) + column * self._column
        top = place.rect.top() + (line + 1) * self._line
        return QRect(left, top, self._column, self._line)

    def sizeHint(self) -> QSize:
        """Ask for room for a few rows."""
        return QSize(self._total(self._cards), self._line * 6)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the new room out."""
        self._places = None

    def changeEvent(self, event: QEvent) -> None:
        """Share it out anew in another font."""
        super().changeEvent(event)
        self._places = None

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrays."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setFont(self._font)
        for place in self._arranged():
            self._paint_caption(painter, place)
            for line, row in enumerate(place.rows):
                self._paint_row(painter, place, line, row)
            self._paint_more(painter, place)
        if self.hasFocus():
            painter.setPen(self._theme.color("secondary"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_caption(self, painter: QPainter, place: _Place) -> None:
        assert self._theme is not None
        card, rect = place.card, place.rect
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(self._theme.color("text"))
        base = rect.top() + QFontMetrics(bold).ascent()
        painter.drawText(rect.left() + 3, base, card.name)
        x = rect.left() + 3 + QFontMetrics(bold).horizontalAdvance(f"{card.name} ")
        painter.setFont(self._font)
        wrong = not card.sheet.is_finite
        painter.setPen(self._theme.color("wrong" if wrong else "secondary"))
        painter.drawText(x, base, f"{_shape(card)}{' ✕' if wrong else ''}")

    def _paint_row(self, painter: QPainter, place: _Place, line: int, row: int) -> None:
        assert self._theme is not None
        card, sheet = place.card, place.card.sheet
        top = place.rect.top() + (line + 1) * self._line
        number = int(sheet.rows[row])
        is_selected = (card.layer, number) == self._unit
        gutter = QRect(place.rect.left(), top, self._gutter(card) - 4, self._line)
        if is_selected:
            across = QRect(place.rect.left(), top, place.rect.width(), self._line)
            painter.fillRect(across, self._theme.color("line"))
        painter.setPen(self._theme.color("text" if is_selected else "secondary"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if sheet.shape[0] > 1:
            painter.drawText(gutter, right, f"{number + 1}")
        for place_in_row, column in enumerate(place.columns):
            left = place.rect.left() + self._gutter(card)
            x = left + place_in_row * self._column
            value = float(sheet.values[row, column])
            self._paint_swatch(painter, QRectF(x, top, SWATCH, self._line), value, card)
            painter.setPen(self._theme.color("text"))
            room = QRect(x, top, self._column - 6, self._line)
            is_alone = sheet.shape == (1, 1)
            digits = MOST_DIGITS if is_alone else DIGITS
            painter.drawText(room, right, number_text(value, digits))

    def _paint_swatch(
        self, painter: QPainter, rect: QRectF, value: float, card: Card
    ) -> None:
        assert self._theme is not None
        place = rect.adjusted(0, 2, 0, -2)
        if math.isfinite(value):
            painter.fillRect(place, _sign_color(value / card.sheet.scale))
            # Nearly nothing is nearly white, as a light panel is.
            painter.setPen(self._theme.color("line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            return
        painter.setPen(QPen(self._theme.color("wrong"), 1.4))
        painter.drawLine(place.topLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomLeft())

    def _paint_more(self, painter: QPainter, place: _Place) -> None:
        assert self._theme is not None
        painter.setPen(self._theme.color("secondary"))
        left = place.rect.left() + self._gutter(place.card)
        if place.has_more_rows:
            top = place.rect.top() + (len(place.rows) + 1) * self._line
            room = QRect(left, top, self._column - 6, self._line)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, "⋮")
        if place.has_more_columns:
            x = left + len(place.columns) * self._column
            for line in range(len(place.rows)):
                top = place.rect.top() + (line + 1) * self._line
                room = QRect(x, top, self._line, self._line)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft, "…")

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the unit whose row is below the pointer."""
        cell = self._cell_at(event.position().toPoint())
        if cell is not None:
            card = self.card_at(cell)
            if card.layer:
                self.unit_chosen.emit(card.layer, int(card.sheet.rows[cell.row]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the pointer is at."""
        self._point_at(self._cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it has gone."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self.pointed_at:
            self.pointed_at = cell
            self._said = ""
            self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another unit, or walk on."""
        layer, now = self._unit
        unit = unit_of(event, now, self._units)
        stop = step_of(event, self._index, self._count)
        if unit is not None:
            self.unit_chosen.emit(layer, unit)
            self._point_at(self._first_cell())
            self._show_tip(self.rect().bottomLeft())
        elif stop is not None:
            self.stop_chosen.emit(stop)
        else:
            super().keyPressEvent(event)

    def _first_cell(self) -> Cell | None:
        """Return the first number of the selected unit."""
        for number, place in enumerate(self._arranged()):
            if place.card.layer == self._unit[0] and place.card.has_examples:
                return Cell(number, place.rows[0], 0)
        return None

    def event(self, event: QEvent) -> bool:
        """Keep our keys from the window's; show exact numbers."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            is_unit = unit_of(event, 0, 1) is not None
            if is_unit or step_of(event, 0, 1) is not None:
                event.accept()
                return True
        if isinstance(event, QHelpEvent):
            self._point_at(self._cell_at(event.pos()))
            self._show_tip(event.pos())
            return True
        return super().event(event)

    def _show_tip(self, point: QPoint) -> None:
        self._tip_place = point
        cell = self.pointed_at
        text = "" if cell is None else self._tip(cell)
        QToolTip.showText(self.mapToGlobal(point), tool_tip(text), self)

    def _tip(self, cell: Cell) -> str:
        card = self.card_at(cell)
        sheet = card.sheet
        row, column = int(sheet.rows[cell.row]), int(sheet.columns[cell.column])
        value = f"{float(sheet.values[cell.row, cell.column]):.6g}".replace("-", "−")
        number = f"{card.name}[{row + 1:,}, {column + 1:,}] = {value}"
        return "\n".join(filter(None, (number, self._said)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()


def number_text(value: float, digits: int = DIGITS) -> str:
    """Return a number in few letters, as "−0.0123"."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    size = abs(value)
    if LEAST_PLAIN <= size < MOST_PLAIN:
        return f"{value:.{digits}g}".replace("-", "−")
    mantissa, power = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(power)}".replace("-", "−")


def _shape(card: Card) -> str:
    rows, columns = card.sheet.shape
    return f"{rows:,}×{columns:,}"


def _sign_color(share: float) -> QColor:
    """Return the colour of a share of the largest absolute value, −1 to 1."""
    red, green, blue = signed_colors()[round(127 + 127 * min(max(share, -1), 1))]
    return QColor(int(red), int(green), int(blue))
