"""Paints what stays of a drawn network, whatever it learns: columns and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.widgets.network.spacing import Rows

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QImage

    from gui.widgets.network.layout import Column, NetworkLayout
    from gui.widgets.network.plan import Look, NetworkPlan


@dataclass(frozen=True, eq=False)
class Backdrop:
    """Everything that `paint_backdrop` needs to know.

    Labels that would be cut off below ``height`` or lie under ``covered`` are left out.
    """

    plan: NetworkPlan
    layout: NetworkLayout
    tile: QImage | None
    look: Look
    height: float
    covered: QRectF


def paint_backdrop(painter: QPainter, backdrop: Backdrop) -> None:
    """Paint columns and labels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for column in backdrop.layout.columns:
        _paint_column(painter, column, backdrop)
    _paint_layer_labels(painter, backdrop)
    _paint_shapes(painter, backdrop)


def paint_label(
    painter: QPainter, x: float, y: float, text: str, font: QFont, color: QColor
) -> None:
    """Write one line, centred on ``x``, with its upper edge at ``y``."""
    painter.setFont(font)
    painter.setPen(color)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(QRectF(x - 500, y, 1000, 100), flags, text)


def _paint_column(painter: QPainter, column: Column, backdrop: Backdrop) -> None:
    theme = backdrop.look.theme
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("raised"))
    if column.is_tile and backdrop.tile is not None:
        frame = column.rect.adjusted(-3, -3, 3, 3)
        painter.drawRoundedRect(frame, 5, 5)
        painter.drawImage(_fitted(column.rect, backdrop.tile), backdrop.tile)
        return
    radius = column.rect.width() / 2
    painter.drawRoundedRect(column.rect, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("secondary"))
    for slot, unit in enumerate(column.slots):
        if unit is None:
            _paint_ellipsis(painter, column.center(slot), column.pitch)


def _paint_ellipsis(painter: QPainter, center: QPointF, pitch: float) -> None:
    for step in (-1, 0, 1):
        dot = center + QPointF(0, step * pitch * 0.27)
        painter.drawEllipse(dot, pitch * 0.07, pitch * 0.07)


def _fitted(rect: QRectF, image: QImage) -> QRectF:
    """Return the largest rectangle of the image's proportions in the middle."""
    size = image.size().toSizeF()
    size.scale(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRectF(QPointF(), size)
    fitted.moveCenter(rect.center())
    return fitted


def _paint_free_label(
    painter: QPainter,
    backdrop: Backdrop,
    place: tuple[float, float],
    text: str,
    font: QFont,
    color: QColor,
) -> None:
    """Write one line as `paint_label` does, if all of it can be seen."""
    metrics, (x, y) = QFontMetricsF(font), place
    width = metrics.horizontalAdvance(text)
    area = QRectF(x - width / 2, y, width, metrics.height())
    # Fonts leave more room below than their letters need.
    is_whole = area.bottom() - metrics.descent() / 2 <= backdrop.height
    if is_whole and not area.intersects(backdrop.covered):
        paint_label(painter, x, y, text, font, color)


def _paint_layer_labels(painter: QPainter, backdrop: Backdrop) -> None:
    look, layout, plan = backdrop.look, backdrop.layout, backdrop.plan
    text, secondary = look.theme.color("text"), look.theme.color("secondary")
    lift = (layout.names_y - layout.counts_y - look.line) / 2
    for column, units, name in zip(layout.columns, plan.sizes, plan.names, strict=True):
        y = layout.counts_y + lift
        place, count = (column.x, y), f"{units:,}"
        _paint_free_label(painter, backdrop, place, count, look.bold, text)
        place = column.x, layout.names_y
        _paint_free_label(painter, backdrop, place, name, look.small, secondary)


def _paint_shapes(painter: QPainter, backdrop: Backdrop) -> None:
    look, layout, plan = backdrop.look, backdrop.layout, backdrop.plan
    color = look.theme.color("secondary")
    for layer, gap in enumerate(layout.gaps, 1):
        if gap.shows_weights:
            text = plan.weight_shape(layer)
            place = gap.x, layout.weights_y
            _paint_free_label(painter, backdrop, place, text, look.small, color)
        if layout.rows is Rows.FULL:
            text = plan.other_shapes(layer)
            place = gap.x, layout.others_y
            _paint_free_label(painter, backdrop, place, text, look.small, color)
