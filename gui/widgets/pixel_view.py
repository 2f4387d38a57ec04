"""One small picture, shown large with its pixels to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from gui.pixels import to_image

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from engine.arrays import Pixels

MOST_ROOM_LOST = 0.12
"""Pixels of one size are worth this share of the room, no more."""


class PixelView(QWidget):
    """Shows a picture as large as fits, top left, every pixel a hard-edged square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()

    def set_picture(self, pixels: Pixels) -> None:
        """Show a picture.

        Parameters
        ----------
        pixels : ndarray of uint8, shape (height, width, 1 or 3)
            The picture.
        """
        # Three bytes a pixel are slow to scale.
        self._image = to_image(pixels).convertToFormat(QImage.Format.Format_RGB32)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room to see something."""
        return QSize(180, 180)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture."""
        if not self._image.isNull():
            QPainter(self).drawImage(self._target(), self._image)

    def _target(self) -> QRect:
        ratio = self.devicePixelRatioF()
        size = self._image.size()
        fit = size.scaled(self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        whole = fit.width() // size.width()
        if whole * size.width() >= (1 - MOST_ROOM_LOST) * fit.width():
            fit = size * whole
        return QRect(0, 0, round(fit.width() / ratio), round(fit.height() / ratio))
