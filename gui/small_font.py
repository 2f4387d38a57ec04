"""The fonts of numbers at axes, of names and of lines below pictures."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

SHARE = 0.72
LEAST = 8
"""Pixels: smaller text can't be read."""

CAPTION_SHARE = 0.9


def small_font(font: QFont) -> QFont:
    """Return a font clearly smaller than ``font``."""
    small = QFont(font)
    small.setPixelSize(max(round(QFontMetrics(font).height() * SHARE), LEAST))
    return small


def caption_font(font: QFont) -> QFont:
    """Return the font of the line below a picture, a little smaller than ``font``."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(LEAST, round(CAPTION_SHARE * font.pixelSize())))
    else:
        small.setPointSizeF(CAPTION_SHARE * font.pointSizeF())
    return small
