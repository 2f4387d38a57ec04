"""The pictures of a strip, small and with round corners, kept for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.thumbnails import centred, paint_rounded, thumbnail

if TYPE_CHECKING:
    from engine.datasets import Picture

KEPT_PIXMAPS = 128


class SmallPictures:
    """Makes pictures small; the last ones are kept."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, float], tuple[Picture, QPixmap]] = {}

    def of(self, picture: Picture, side: int, ratio: float) -> QPixmap:
        """Return a picture in the middle of a square.

        Parameters
        ----------
        picture : Picture
            The picture.
        side : int
            Side of the square in logical pixels.
        ratio : float
            The screen's pixels for one logical pixel.
        """
        key = id(picture), side, ratio
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= KEPT_PIXMAPS:
                self._kept.clear()
            small = thumbnail(picture.pixels, side, ratio)
            # The picture is held, so that its id isn't given to another.
            known = picture, _rounded(small, side)
            self._kept[key] = known
        return known[1]


def _rounded(picture: QPixmap, side: int) -> QPixmap:
    """Return a picture with round corners: cutting them each time would be slow."""
    ratio = picture.devicePixelRatio()
    rounded = QPixmap(QSize(side, side) * ratio)
    rounded.setDevicePixelRatio(ratio)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_rounded(painter, centred(QRectF(0, 0, side, side), picture), picture)
    painter.end()
    return rounded
