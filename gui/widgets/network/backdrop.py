"""Paints what stays of a drawn network, whatever it learns: columns and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.widgets.network.inputs import paint_input_names, paint_tile
from gui.widgets.network.spacing import BUTTON, HANDLE, SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QImage

    from gui.widgets.network.layout import Column, NetworkLayout
    from gui.widgets.network.plan import Look, NetworkPlan


@dataclass(frozen=True, eq=False)
class Backdrop:
    """Everything that `paint_backdrop` needs to know.

    Labels that would be cut off below ``height`` or lie under ``covered`` are left out.
    The layer that is ``wrong`` gets its number from `paint_wrong`; 0 is none. Numbers
    of units have handles if it ``is_editable``.
    """

    plan: NetworkPlan
    layout: NetworkLayout
    tile: QImage | None
    look: Look
    height: float
    covered: QRectF
    wrong: int
    is_editable: bool = True


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
    look, theme = backdrop.look, backdrop.look.theme
    if column.is_tile:
        paint_tile(painter, column, backdrop.tile, look)
        return
    if column is backdrop.layout.columns[0]:
        paint_input_names(painter, column, look)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("raised"))
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


def paint_handle(painter: QPainter, place: QRectF, look: Look, color: QColor) -> None:
    """Paint the arrows up and down beside a number of units, which can be dragged."""
    x, y = place.right() - HANDLE * look.em / 2, place.center().y()
    arm, off = 0.22 * look.em, 0.16 * look.em
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for way in (-1, 1):
        foot, tip = y + way * off, y + way * (off + 1.5 * arm)
        corners = QPointF(x - arm, foot), QPointF(x + arm, foot), QPointF(x, tip)
        painter.drawPolygon(QPolygonF(corners))


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
    secondary = look.theme.color("secondary")
    for layer, (column, name) in enumerate(
        zip(layout.columns, plan.names, strict=True)
    ):
        _paint_count(painter, backdrop, layer)
        place = column.x, layout.names_y
        _paint_free_label(painter, backdrop, place, name, look.small, secondary)
        if layout.has_details:
            _paint_details(painter, backdrop, layer)


def _paint_count(painter: QPainter, backdrop: Backdrop, layer: int) -> None:
    """Write the number of units, with the handle that changes it."""
    look, layout, plan = backdrop.look, backdrop.layout, backdrop.plan
    if layer > 0 and layer == backdrop.wrong:
        return
    place = layout.columns[layer].x, _count_top(layout, look)
    color, text = look.theme.color("text"), plan.count(layer)
    _paint_free_label(painter, backdrop, place, text, look.bold, color)
    is_editable = backdrop.is_editable and plan.is_hidden(layer)
    if is_editable and has_handle(layout, layer, look):
        color = look.theme.color("secondary", 120)
        paint_handle(painter, layout.counts[layer], look, color)


def _count_top(layout: NetworkLayout, look: Look) -> float:
    """Return where the text of a count begins: in the middle of its row."""
    return layout.counts_y + (layout.names_y - layout.counts_y - look.line) / 2


def paint_wrong(
    painter: QPainter, layout: NetworkLayout, look: Look, layer: int, count: str
) -> None:
    """Mark a layer that makes no sense, by a colour, a cross and dashes."""
    column, color = layout.columns[layer], look.theme.color("wrong")
    painter.setPen(QPen(color, 2, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = column.rect.width() / 2 + 2
    painter.drawRoundedRect(column.rect.adjusted(-2, -2, 2, 2), radius, radius)
    top = _count_top(layout, look)
    paint_label(painter, column.x, top, f"✕ {count}", look.bold, color)


def has_handle(layout: NetworkLayout, layer: int, look: Look) -> bool:
    """Tell whether there is room for a handle between number and button."""
    gap = layout.gaps[layer]
    return gap.width / 2 - layout.counts[layer].width() / 2 >= BUTTON * look.em / 2


def _paint_details(painter: QPainter, backdrop: Backdrop, layer: int) -> None:
    """Write what is set on a layer but isn't usual, as far as it fits."""
    look, layout = backdrop.look, backdrop.layout
    place = layout.columns[layer].x, layout.others_y
    room = layout.detail_room(layer) - SPACE * look.em
    metrics = QFontMetricsF(look.small)
    whole = backdrop.plan.details(layer)
    text = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, max(0.0, room))
    color = look.theme.color("text")
    _paint_free_label(painter, backdrop, place, text, look.small, color)


def _paint_shapes(painter: QPainter, backdrop: Backdrop) -> None:
    look, layout, plan = backdrop.look, backdrop.layout, backdrop.plan
    color = look.theme.color("secondary")
    for layer, gap in enumerate(layout.gaps, 1):
        if gap.shows_weights:
            text = plan.weight_shape(layer)
            place = gap.x, layout.weights_y
            _paint_free_label(painter, backdrop, place, text, look.small, color)
        if gap.shows_others:
            text = plan.other_shapes(layer)
            place = gap.x, layout.others_y
            _paint_free_label(painter, backdrop, place, text, look.small, color)
