"""Pictures of a few pixels, drawn so that the pixels stay sharp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap, QTransform

from gui.pixels import to_image

if TYPE_CHECKING:
    from engine.arrays import Pixels
    from gui.theme import Theme

CORNER = 5.0
"""Radius of a picture's corners in pixels."""


def fitted(pixels: Pixels, side: int) -> QSize:
    """Return the size of a picture that fills a square, its proportions kept."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    return QSize(max(1, round(width * scale)), max(1, round(height * scale)))


def thumbnail(pixels: Pixels, side: int, ratio: float = 1.0) -> QPixmap:
    """Return a picture scaled to fit into a square.

    Enlarged, each pixel stays a sharp square: whole steps first, then down to the size,
    since steps of different widths would look ragged.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (height, width, 1 or 3)
        The picture.
    side : int
        Side of the square in logical pixels.
    ratio : float, default 1
        The screen's pixels for one logical pixel.
    """
    image = to_image(pixels)
    target = fitted(pixels, round(side * ratio))
    steps = -(-target.width() // image.width())
    if steps > 1:
        image = image.scaled(image.size() * steps)
    image = image.scaled(
        target,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def rounded(pixels: Pixels, side: int, ratio: float) -> QPixmap:
    """Return such a picture with round corners: cutting them each time would be slow.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (height, width, 1 or 3)
        The picture.
    side : int
        Side of the square in logical pixels.
    ratio : float
        The screen's pixels for one logical pixel.
    """
    square = thumbnail(pixels, side, ratio)
    cut = QPixmap(square.size())
    cut.setDevicePixelRatio(ratio)
    cut.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cut)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_rounded(painter, QRectF(QPointF(), square.deviceIndependentSize()), square)
    painter.end()
    return cut


def centred(area: QRectF, pixmap: QPixmap) -> QRectF:
    """Return where a pixmap lies in the middle of an area, on whole pixels."""
    size = pixmap.deviceIndependentSize()
    left = area.left() + (area.width() - size.width()) // 2
    top = area.top() + (area.height() - size.height()) // 2
    return QRectF(left, top, size.width(), size.height())


def paint_rounded(painter: QPainter, rect: QRectF, pixmap: QPixmap) -> None:
    """Paint a pixmap, made for a rectangle of this size, with round corners."""
    brush = QBrush(pixmap)
    brush.setTransform(QTransform.fromTranslate(rect.left(), rect.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(rect, CORNER, CORNER)


def paint_outline(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint the mark of a selected picture, inside its edge.

    A second line in the panel's colour sets it off from pictures as light as it is.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, width, role in ((3.0, 2.0, "panel"), (1.25, 2.5, "text")):
        painter.setPen(QPen(theme.color(role), width))
        painter.drawRoundedRect(
            rect.adjusted(inset, inset, -inset, -inset), CORNER, CORNER
        )


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint the mark of the picture that the keyboard would act on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("panel"), 1.5))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CORNER, CORNER)
    painter.setPen(QPen(theme.color("text"), 1.5, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CORNER, CORNER)
