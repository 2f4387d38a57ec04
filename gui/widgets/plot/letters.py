"""Texts that come again and again, as pictures that are ready to be shown."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

KEPT = 100
"""Texts: a cost that falls says the same for a while, and goes back and forth."""

MARGIN = 4.0
"""Pixels around a text."""


class Written(NamedTuple):
    """A text on its ground.

    Attributes
    ----------
    picture : QPixmap
        What it looks like.
    width : float
        Of the text with its margins, in pixels.
    """

    picture: QPixmap
    width: float


class Letters:
    """Writes in a font and a colour.

    Parameters
    ----------
    font : QFont
        The font.
    color, ground : QColor
        Of the text, and behind it.

    Attributes
    ----------
    font : QFont
        The font.
    height, ascent : float
        Of a line, in pixels.
    room : float
        The height of a line with its margins.
    """

    def __init__(self, font: QFont, color: QColor, ground: QColor) -> None:
        self.font = font
        self._color = color
        self._ground = ground
        self._metrics = QFontMetricsF(font)
        self.height, self.ascent = self._metrics.height(), self._metrics.ascent()
        self.room = self.height + 2 * MARGIN
        self._ratio = 1.0
        self.write = lru_cache(KEPT)(self._write)

    def set_ratio(self, ratio: float) -> None:
        """Write for a screen with so many device pixels in each pixel."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.write.cache_clear()

    def width(self, text: str) -> float:
        """Return how wide a text is with its margins."""
        return self._metrics.horizontalAdvance(text) + 2 * MARGIN

    def _write(self, text: str) -> Written:
        """Write a text."""
        width = self.width(text)
        size = QSize(math.ceil(width), math.ceil(self.room))
        picture = QPixmap(size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(self._ground)
        painter = QPainter(picture)
        self._letter(painter, QPointF(MARGIN, MARGIN + self.ascent), text)
        painter.end()
        return Written(picture, width)

    def paint(self, painter: QPainter, area: QRectF, text: str) -> None:
        """Write a text on a painter, its ground below it."""
        painter.fillRect(area, self._ground)
        place = area.topLeft() + QPointF(MARGIN, MARGIN + self.ascent)
        self._letter(painter, place, text)

    def _letter(self, painter: QPainter, place: QPointF, text: str) -> None:
        painter.setFont(self.font)
        painter.setPen(self._color)
        painter.drawText(place, text)
