"""A picture of what stays in a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    import pyqtgraph as pg


def paint_scene(plot: pg.PlotWidget, painter: QPainter) -> None:
    """Paint axes, lines and labels where they are in a plot."""
    everything = QRectF(plot.viewport().rect())
    plot.scene().prepareForPaint()
    painter.setRenderHints(plot.renderHints())
    plot.scene().render(painter, everything, everything)


def scene_picture(plot: pg.PlotWidget) -> QPixmap:
    """Return axes, lines and labels on a ground that is transparent."""
    size, ratio = plot.viewport().size(), plot.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_scene(plot, painter)
    painter.end()
    return pixmap
