"""Paints what changes all the time in a drawn network: the units' activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
    is_dead : bool
        Whether it gets a cross.
    """

    grey: int | None
    is_dead: bool


Marks = dict[int, Mark]
"""Those of a column, by their slots."""


def column_marks(
    layer: int, column: Column, plan: NetworkPlan, activity: NetworkActivity, look: Look
) -> Marks:
    """Return how the units of a column look."""
    units = list(column.units.values())
    greys = _greys(layer, units, plan, activity, look)
    dead = _dead(layer, units, activity)
    return dict(zip(column.units, map(Mark, greys, dead), strict=True))


def _solid(_slot: int) -> float:
    return 1.0


def paint_units(
    painter: QPainter,
    column: Column,
    marks: Marks,
    look: Look,
    opacity: Callable[[int], float] = _solid,
) -> None:
    """Paint the circles of some units, as solid as ``opacity`` says of a slot."""
    edge, solid = QPen(look.theme.color("secondary", 150), 1), painter.opacity()
    radius = column.radius
    for slot, (grey, is_dead) in marks.items():
        center = column.center(slot)
        painter.setOpacity(solid * opacity(slot))
        painter.setPen(edge)
        painter.setBrush(_FILLS[grey])
        painter.drawEllipse(center, radius, radius)
        if is_dead:
            _paint_cross(painter, center, radius * 0.5, _cross_color(grey, look))
    painter.setOpacity(solid)


def _cross_color(grey: int | None, look: Look) -> QColor:
    """Return what can be seen on a circle."""
    silent, most = GREYS[look.theme.name]
    is_active = grey is not None and abs(grey - most) < abs(grey - silent)
    return look.theme.color("panel" if is_active else "text")


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


def _greys(
    layer: int,
    units: list[int],
    plan: NetworkPlan,
    activity: NetworkActivity,
    look: Look,
) -> Sequence[int | None]:
    """Return what fills the circles of a layer's units, if their activity is known."""
    if layer == 0 or not activity.values:
        return [None] * len(units)
    # For so few numbers, arrays take longer.
    values = finite(activity.values[layer - 1]).tolist()
    is_share = layer == plan.last and plan.is_probability
    low, high = (0.0, 1.0) if is_share else (min(0.0, *values), max(0.0, *values))
    silent, most = GREYS[look.theme.name]
    span = (high - low) or 1.0
    levels = (min(1.0, max(0.0, (values[unit] - low) / span)) for unit in units)
    return [round(silent + (most - silent) * level) for level in levels]


def _dead(layer: int, units: list[int], activity: NetworkActivity) -> list[bool]:
    """Return which of a layer's units are known to be dead."""
    shares = activity.shares_of(layer)
    if shares is None:
        return [False] * len(units)
    return [share == 0 for share in shares.take(units).tolist()]


def _paint_cross(painter: QPainter, center: QPointF, arm: float, color: QColor) -> None:
    x, y = center.x(), center.y()
    painter.setPen(QPen(color, 1.3))
    falling = QLineF(x - arm, y - arm, x + arm, y + arm)
    rising = QLineF(x - arm, y + arm, x + arm, y - arm)
    painter.drawLines([rising, falling])
