"""What the parts of the package paint alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont

from gui.theme import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme import Theme


def small_font(font: QFont) -> QFont:
    """Return a font a little smaller than ``font``."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(8, round(0.88 * font.pixelSize())))
    else:
        small.setPointSizeF(0.88 * font.pointSizeF())
    return small


def paint_bar(
    painter: QPainter, track: QRect, value: float, largest: float, theme: Theme
) -> None:
    """Paint a bar from the left, as long as a number is large, in its sign's colour."""
    painter.fillRect(track, theme.color("line"))
    _fill(painter, QRect(track), value, largest)


def paint_signed_bar(
    painter: QPainter, track: QRect, value: float, largest: float, theme: Theme
) -> None:
    """Paint a bar from the middle, to the right where a number is above 0."""
    painter.fillRect(track, theme.color("line"))
    half = track.width() // 2
    bar = QRect(track.left() + half, track.top(), half, track.height())
    if value < 0:
        length = _length(value, largest, half)
        bar.moveLeft(track.left() + half - length)
    _fill(painter, bar, value, largest)
    middle = QRect(track.left() + half, track.top() - 1, 1, track.height() + 2)
    painter.fillRect(middle, theme.color("secondary"))


def _fill(painter: QPainter, bar: QRect, value: float, largest: float) -> None:
    length = _length(value, largest, bar.width())
    bar.setWidth(length)
    if length:
        painter.fillRect(bar, QColor(POSITIVE if value > 0 else NEGATIVE))


def _length(value: float, largest: float, room: int) -> int:
    """Return how long a bar is, at least one pixel for what isn't 0."""
    if not (largest > 0 and abs(value) > 0):
        return 0
    return max(round(min(abs(value) / largest, 1.0) * room), 1)
