"""Paints what changes all the time in a drawn network: the units' activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.pixels import finite
from gui.widgets.network.measures import elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from gui.widgets.network.layout import Column
    from gui.widgets.network.plan import Look, NetworkActivity, NetworkPlan

GREYS = {"dark": (52, 255), "light": (224, 16)}
"""From a silent unit to the most active one."""


@dataclass(frozen=True)
class Result:
    """What an output unit says of the picture."""

    unit: int
    name: str
    value: str


class Mark(NamedTuple):
    """How a unit looks.

    Attributes
    ----------
    grey : int or None
        What fills its circle, 0 to 255; None if its activity isn't known.
    is_active : bool
        Whether it is nearer to the most active unit than to a silent one.
    is_dead : bool
        Whether it gets a cross.
    """

    grey: int | None
    is_active: bool
    is_dead: bool


Marks = dict[int, Mark]
"""Those of a column, by their slots."""


def column_marks(
    layer: int, column: Column, plan: NetworkPlan, activity: NetworkActivity, look: Look
) -> Marks:
    """Return how the units of a column look."""
    levels, (low, high) = _levels(layer, plan, activity), GREYS[look.theme.name]
    marks = {}
    for slot, unit in enumerate(column.slots):
        if unit is None:
            continue
        level = None if levels is None else float(levels[unit])
        grey = None if level is None else round(low + (high - low) * level)
        is_dead = layer > 0 and activity.share(layer, unit) == 0
        marks[slot] = Mark(grey, level is not None and level > 0.5, is_dead)
    return marks


def paint_units(
    painter: QPainter,
    column: Column,
    marks: Marks,
    look: Look,
    opacity: Callable[[int], float],
) -> None:
    """Paint the circles of a column's units, as solid as ``opacity`` says of a slot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge, solid = QPen(look.theme.color("secondary", 150), 1), painter.opacity()
    for slot, mark in marks.items():
        painter.setOpacity(solid * opacity(slot))
        center, grey = column.center(slot), mark.grey
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if grey is not None:
            painter.setBrush(QColor(grey, grey, grey))
        painter.drawEllipse(center, column.radius, column.radius)
        if mark.is_dead:
            color = look.theme.color("panel" if mark.is_active else "text")
            _paint_cross(painter, center, column.radius * 0.5, color)
    painter.setOpacity(solid)


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
    place, height = result_place(column, look), QFontMetricsF(look.bold).height()
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
        line = QRectF(place.left(), top + row * height, place.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)


def result_place(column: Column, look: Look) -> QRectF:
    """Return where results are written, whichever unit they belong to."""
    beside = QRectF(column.rect.right() + 0.8 * look.em, column.rect.top(), 1000, 0)
    height = QFontMetricsF(look.bold).height()
    return beside.adjusted(0, -height, 0, column.rect.height() + height)


def _levels(layer: int, plan: NetworkPlan, activity: NetworkActivity) -> Array | None:
    """Return a layer's activity from 0 to 1, if it is known."""
    if layer == 0 or not activity.values:
        return None
    values = finite(activity.values[layer - 1])
    is_share = layer == plan.last and plan.is_probability
    low = 0.0 if is_share else min(0.0, float(values.min()))
    high = 1.0 if is_share else max(0.0, float(values.max()))
    levels: Array = (values - low) / ((high - low) or 1.0)
    np.minimum(np.maximum(levels, 0, out=levels), 1, out=levels)
    return levels


def _paint_cross(painter: QPainter, center: QPointF, arm: float, color: QColor) -> None:
    painter.setPen(QPen(color, 1.3))
    for rise in (-arm, arm):
        painter.drawLine(center + QPointF(-arm, -rise), center + QPointF(arm, rise))
