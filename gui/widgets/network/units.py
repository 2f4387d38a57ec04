"""Paints what changes all the time in a drawn network: the units' activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from gui.pixels import finite
from gui.widgets.network.measures import elided

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.widgets.network.layout import Column
    from gui.widgets.network.plan import Look, NetworkActivity, NetworkPlan

GREYS = {"dark": (52, 255), "light": (224, 16)}
"""From a silent unit to the most active one."""

_FILLS: dict[int | None, QBrush] = {
    None: QBrush(),
    **{grey: QBrush(QColor(grey, grey, grey)) for grey in range(256)},
}


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
    units = {slot: unit for slot, unit in enumerate(column.slots) if unit is not None}
    shown = list(units.values())
    levels, shares = _levels(layer, shown, plan, activity), activity.shares_of(layer)
    dead = set() if shares is None else set(np.flatnonzero(shares == 0).tolist())
    marks, (low, high) = {}, GREYS[look.theme.name]
    for slot, unit, level in zip(units, shown, levels, strict=True):
        grey = None if level is None else round(low + (high - low) * level)
        marks[slot] = Mark(grey, level is not None and level > 0.5, unit in dead)
    return marks


def paint_units(
    painter: QPainter,
    column: Column,
    marks: Marks,
    look: Look,
    opacity: Callable[[int], float],
) -> None:
    """Paint the circles of some units, as solid as ``opacity`` says of a slot."""
    edge, solid = QPen(look.theme.color("secondary", 150), 1), painter.opacity()
    radius = column.radius
    for slot, (grey, is_active, is_dead) in marks.items():
        center = column.center(slot)
        painter.setOpacity(solid * opacity(slot))
        painter.setPen(edge)
        painter.setBrush(_FILLS[grey])
        painter.drawEllipse(center, radius, radius)
        if is_dead:
            color = look.theme.color("panel" if is_active else "text")
            _paint_cross(painter, center, radius * 0.5, color)
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
    left, height = column.rect.right() + 0.8 * look.em, look.line
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


def result_place(column: Column, look: Look) -> QRect:
    """Return where results or their names are written, whichever unit they are of."""
    right, area = column.rect.right() + 0.3 * look.em, column.rect
    beside = QRectF(right, area.top(), 1000, area.height())
    return beside.adjusted(0, -2 * look.em, 0, 2 * look.em).toAlignedRect()


def _levels(
    layer: int, units: list[int], plan: NetworkPlan, activity: NetworkActivity
) -> Sequence[float | None]:
    """Return the activity of a layer's units from 0 to 1, if it is known."""
    if layer == 0 or not activity.values:
        return [None] * len(units)
    # For so few numbers, arrays take longer.
    values = finite(activity.values[layer - 1]).tolist()
    is_share = layer == plan.last and plan.is_probability
    low, high = (0.0, 1.0) if is_share else (min(0.0, *values), max(0.0, *values))
    span = (high - low) or 1.0
    return [min(1.0, max(0.0, (values[unit] - low) / span)) for unit in units]


def _paint_cross(painter: QPainter, center: QPointF, arm: float, color: QColor) -> None:
    x, y = center.x(), center.y()
    painter.setPen(QPen(color, 1.3))
    falling = QLineF(x - arm, y - arm, x + arm, y + arm)
    rising = QLineF(x - arm, y + arm, x + arm, y - arm)
    painter.drawLines([rising, falling])
