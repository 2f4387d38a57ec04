"""Paints what changes all the time in a drawn network: the units' activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.widgets.network.measures import elided

if TYPE_CHECKING:
    from engine.arrays import Array
    from gui.widgets.network.layout import Column, NetworkLayout
    from gui.widgets.network.plan import Look, NetworkActivity, NetworkPlan

GREYS = {"dark": (52, 255), "light": (224, 16)}
"""From a silent unit to the most active one."""


@dataclass(frozen=True)
class Result:
    """What an output unit says of the picture."""

    unit: int
    name: str
    value: str


@dataclass(frozen=True, eq=False)
class Units:
    """Everything that `paint_units` needs to know."""

    plan: NetworkPlan
    layout: NetworkLayout
    activity: NetworkActivity
    look: Look


def paint_units(painter: QPainter, units: Units) -> None:
    """Paint the circles of all units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for layer, column in enumerate(units.layout.columns):
        levels = _levels(units, layer)
        for slot, unit in enumerate(column.slots):
            if unit is None:
                continue
            level = None if levels is None else float(levels[unit])
            _paint_unit(painter, column, slot, level, units.look)
            if layer and units.activity.share(layer, unit) == 0:
                _paint_cross(painter, column, slot, level, units.look)


def paint_ring(
    painter: QPainter, column: Column, slot: int, color: QColor, width: float
) -> None:
    """Paint a ring around a unit."""
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = column.radius + 1.0 + width / 2
    painter.drawEllipse(column.center(slot), radius, radius)


def paint_result(painter: QPainter, column: Column, result: Result, look: Look) -> None:
    """Write the result beside the output."""
    metrics = QFontMetricsF(look.bold)
    left, height = column.rect.right() + 0.8 * look.em, metrics.height()
    shown = result.unit in column.slots
    middle = (
        column.center(column.slots.index(result.unit))
        if shown
        else column.rect.center()
    )
    top = middle.y() - height
    painter.setPen(look.theme.color("text"))
    painter.setFont(look.bold)
    for row, text in enumerate((elided(result.name, look), result.value)):
        line = QRectF(left, top + row * height, 1000, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)


def _levels(units: Units, layer: int) -> Array | None:
    """Return a layer's activity from 0 to 1, if it is known."""
    if layer == 0 or not units.activity.values:
        return None
    values = np.nan_to_num(units.activity.values[layer - 1])
    is_share = layer == units.plan.last and units.plan.is_probability
    low = 0.0 if is_share else min(0.0, float(values.min()))
    high = 1.0 if is_share else max(0.0, float(values.max()))
    levels: Array = np.clip((values - low) / ((high - low) or 1.0), 0, 1)
    return levels


def _paint_unit(
    painter: QPainter, column: Column, slot: int, level: float | None, look: Look
) -> None:
    painter.setPen(QPen(look.theme.color("secondary", 150), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if level is not None:
        low, high = GREYS[look.theme.name]
        grey = round(low + (high - low) * level)
        painter.setBrush(QColor(grey, grey, grey))
    painter.drawEllipse(column.center(slot), column.radius, column.radius)


def _paint_cross(
    painter: QPainter, column: Column, slot: int, level: float | None, look: Look
) -> None:
    center, arm = column.center(slot), column.radius * 0.5
    is_active = level is not None and level > 0.5
    painter.setPen(QPen(look.theme.color("panel" if is_active else "text"), 1.3))
    for rise in (-arm, arm):
        painter.drawLine(center + QPointF(-arm, -rise), center + QPointF(arm, rise))
