"""What the parts of the package paint alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont

from gui.theme import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def paint_bars(
    painter: QPainter, bars: Iterable[tuple[QRect, float]], largest: float, theme: Theme
) -> None:
    """Paint bars from the left, as long as numbers are large, in their signs' colours.

    Each is the track that it lies in, and its number.
    """
    line, colors = theme.color("line"), (QColor(NEGATIVE), QColor(POSITIVE))
    for track, value in bars:
        painter.fillRect(track, line)
        length = _length(value, largest, track.width())
        if length:
            bar = track.x(), track.y(), length, track.height()
            painter.fillRect(*bar, colors[value > 0])


def paint_signed_bar(
    painter: QPainter, track: QRect, value: float, largest: float, theme: Theme
) -> None:
    """Paint a bar from the middle, to the right where a number is above 0."""
    painter.fillRect(track, theme.color("line"))
    half = track.width() // 2
    length = _length(value, largest, half)
    bar = QRect(track.left() + half, track.top(), length, track.height())
    if value < 0:
        bar.moveLeft(track.left() + half - length)
    painter.fillRect(bar, QColor(POSITIVE if value > 0 else NEGATIVE))
    middle = QRect(track.left() + half, track.top() - 1, 1, track.height() + 2)
    painter.fillRect(middle, theme.color("secondary"))


def _length(value: float, largest: float, room: int) -> int:
    """Return how long a bar is, at least one pixel for what isn't 0."""
    if not (largest > 0 and abs(value) > 0):
        return 0
    return max(round(min(abs(value) / largest, 1.0) * room), 1)
