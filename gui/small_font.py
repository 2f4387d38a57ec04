"""The font of the numbers at axes and the names below pictures."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

SHARE = 0.72
LEAST = 8
"""Pixels: smaller text can't be read."""


def small_font(font: QFont) -> QFont:
    """Return a font clearly smaller than ``font``."""
    small = QFont(font)
    small.setPixelSize(max(round(QFontMetrics(font).height() * SHARE), LEAST))
    return small
