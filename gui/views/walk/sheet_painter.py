"""Draws arrays: some numbers, their signs in colour, and all of it as a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPen

from gui.pixels import finite, signed_colors, signed_picture, to_image
from gui.views.walk.grid import SWATCH, WIDEST, shape_text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

    from gui.theme import Theme
    from gui.views.walk.cards import Card
    from gui.views.walk.grid import Place, SheetGrid

DIGITS, MOST_DIGITS = 3, 6
"""Significant digits of a number among others, and of one that stands alone."""

LEAST_PLAIN, MOST_PLAIN = 1e-3, 1e5
"""Numbers outside are written with a power of ten."""

LEAST_PICTURE, MOST_CELL = 24, 20
"""Least pixels down for a picture of an array, and most for one of its cells."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SheetPainter(NamedTuple):
    """Draws one card after the other."""

    painter: QPainter
    theme: Theme
    grid: SheetGrid
    unit: tuple[int, int]
    pictures: dict[int, QImage]

    def paint(self) -> None:
        """Draw all cards."""
        self.painter.setFont(self.grid.font)
        for place in self.grid.places:
            self._caption(place)
            for line, row in enumerate(place.rows):
                self._row(place, line, row)
            self._more(place)
            self._picture(place)

    def _caption(self, place: Place) -> None:
        card, rect, painter = place.card, place.rect, self.painter
        bold = QFont(self.grid.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(self.theme.color("text"))
        base = rect.top() + QFontMetrics(bold).ascent()
        painter.drawText(rect.left() + 3, base, card.name)
        x = rect.left() + 3 + QFontMetrics(bold).horizontalAdvance(f"{card.name} ")
        painter.setFont(self.grid.font)
        wrong = not card.sheet.is_finite
        painter.setPen(self.theme.color("wrong" if wrong else "secondary"))
        painter.drawText(x, base, f"{shape_text(card)}{' ✕' if wrong else ''}")

    def _row(self, place: Place, line: int, row: int) -> None:
        card, sheet, painter = place.card, place.card.sheet, self.painter
        first = self.grid.cell_rect(place, line)
        number = int(sheet.rows[row])
        is_selected = (card.layer, number) == self.unit
        if is_selected:
            across = QRect(first)
            across.setLeft(place.rect.left())
            across.setRight(place.rect.right())
            painter.fillRect(across, self.theme.color("line"))
        painter.setPen(self.theme.color("text" if is_selected else "secondary"))
        if sheet.shape[0] > 1:
            gutter = QRect(place.rect.left(), first.top(), 0, first.height())
            gutter.setWidth(self.grid.gutter(card) - 4)
            painter.drawText(gutter, RIGHT, f"{number + 1}")
        for shown, column in enumerate(place.columns):
            rect = self.grid.cell_rect(place, line, shown)
            self._number(rect, float(sheet.values[row, column]), card)

    def _number(self, rect: QRect, value: float, card: Card) -> None:
        self._swatch(QRectF(rect), value, card.sheet.scale)
        self.painter.setPen(self.theme.color("text"))
        room = rect.adjusted(0, 0, -6, 0)
        is_alone = card.sheet.shape == (1, 1)
        text = long_number_text(value) if is_alone else number_text(value)
        self.painter.drawText(room, RIGHT, text)

    def _swatch(self, rect: QRectF, value: float, scale: float) -> None:
        place = rect.adjusted(0, 2, 0, -2)
        place.setWidth(SWATCH)
        if math.isfinite(value):
            self.painter.fillRect(place, _sign_color(value / scale))
            # Nearly nothing is nearly white, as a light panel is.
            self.painter.setPen(self.theme.color("line"))
            self.painter.drawRect(place.adjusted(-1, -1, 0, 0))
            return
        self.painter.setPen(QPen(self.theme.color("wrong"), 1.4))
        self.painter.drawLine(place.topLeft(), place.bottomRight())
        self.painter.drawLine(place.topRight(), place.bottomLeft())

    def _more(self, place: Place) -> None:
        """Draw an ellipsis for each side on which there is more."""
        self.painter.setPen(self.theme.color("secondary"))
        if place.has_more_rows:
            room = self.grid.cell_rect(place, len(place.rows))
            room.adjust(0, 0, -6, 0)
            self.painter.drawText(room, Qt.AlignmentFlag.AlignRight, "⋮")
        if place.has_more_columns:
            for line in range(len(place.rows)):
                room = self.grid.cell_rect(place, line, len(place.columns))
                self.painter.drawText(room, Qt.AlignmentFlag.AlignLeft, "…")

    def _picture(self, place: Place) -> None:
        """Draw the whole array below its numbers, if there is room."""
        sheet, room = place.card.sheet, self.grid.below(place)
        values = sheet.values
        if room.height() < LEAST_PICTURE or values.size == 1:
            return
        if id(sheet) not in self.pictures:
            colors = signed_picture(finite(values), sheet.scale)
            self.pictures[id(sheet)] = to_image(colors)
        room.setHeight(min(room.height(), len(values) * MOST_CELL))
        room.setWidth(min(room.width(), values.shape[1] * MOST_CELL))
        self.painter.drawImage(room, self.pictures[id(sheet)])


def number_text(value: float, digits: int = DIGITS) -> str:
    """Return a number in few letters, as "−0.0123"."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if LEAST_PLAIN <= abs(value) < MOST_PLAIN:
        text = f"{value:.{digits}g}"
        # More digits than asked for take less room than a power of ten.
        return (f"{value:.0f}" if "e" in text else text).replace("-", "−")
    mantissa, power = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(power)}".replace("-", "−")


def long_number_text(value: float) -> str:
    """Return a number with all the digits that there is room for, up to six."""
    texts = [number_text(value, digits) for digits in range(MOST_DIGITS, DIGITS, -1)]
    fitting = (text for text in texts if len(text) <= len(WIDEST))
    return next(fitting, number_text(value))


def _sign_color(share: float) -> QColor:
    """Return the colour of a share of the largest absolute value, -1 to 1."""
    red, green, blue = signed_colors()[round(127 + 127 * min(max(share, -1), 1))]
    return QColor(int(red), int(green), int(blue))
