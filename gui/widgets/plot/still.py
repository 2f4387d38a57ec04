"""A picture of what stays in a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    import pyqtgraph as pg


def scene_picture(plot: pg.PlotWidget) -> QPixmap:
    """Return axes, lines and labels on a ground that is transparent."""
    size, ratio = plot.viewport().size(), plot.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    everything = QRectF(0, 0, size.width(), size.height())
    plot.scene().prepareForPaint()
    painter = QPainter(pixmap)
    painter.setRenderHints(plot.renderHints())
    plot.scene().render(painter, everything, everything)
    painter.end()
    return pixmap
