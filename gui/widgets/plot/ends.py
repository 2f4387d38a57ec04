"""The labels at the ends of the curves: they move all the time, so they are cheap."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF

from gui.widgets.plot.labels import Box, apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QFontMetricsF, QPainter

    from gui.widgets.plot.data import Curve

BEHIND = 0.75
"""Share of the plot until which labels stand behind their ends."""

MARGIN = 4.0
"""Pixels around the text."""


@dataclass(frozen=True)
class EndLabel:
    """A label where it stands, in pixels from the plot's upper left corner."""

    text: str
    box: Box

    @property
    def ground(self) -> Box:
        """Where nothing else may stand."""
        box = self.box
        return replace(box, top=box.top - MARGIN, height=box.height + 2 * MARGIN)

    @property
    def area(self) -> QRectF:
        """What it covers, margins included."""
        box = self.ground
        return QRectF(box.left, box.top, box.width, box.height)

    def shown_at(self, corner: QPointF) -> QRect:
        """Return the pixels that it covers in a plot with its corner there."""
        return self.area.translated(corner).toAlignedRect()

    def paint(
        self, painter: QPainter, ascent: float, color: QColor, veil: QColor
    ) -> None:
        """Paint it on a ground that curves shine through."""
        painter.fillRect(self.area, veil)
        painter.setPen(color)
        start = QPointF(self.box.left + MARGIN, self.box.top + ascent)
        painter.drawText(start, self.text)


@dataclass(frozen=True)
class Scale:
    """Where values are in a plot: from 0 to ``right`` and ``top``, in pixels."""

    width: float
    height: float
    right: float
    top: float

    def x(self, value: float) -> float:
        """Return how far from the left edge a value is."""
        return self.width * value / self.right

    def y(self, value: float) -> float:
        """Return how far from the upper edge a value is."""
        return self.height * (1 - value / self.top)


def placed_ends(
    curves: Sequence[Curve], scale: Scale, metrics: QFontMetricsF
) -> list[EndLabel | None]:
    """Return the labels of curves, None for one without an end.

    Those that would meet give way to each other.
    """
    drawn = [curve for curve in curves if curve.has_end]
    wanted = [_wanted(curve, drawn, scale, metrics) for curve in drawn]
    line = metrics.height()
    wishes = [box.top + line / 2 for box in wanted]
    middles = apart(wishes, line + 2 * MARGIN, scale.height)
    labels = iter(
        EndLabel(curve.label, replace(box, top=middle - line / 2))
        for curve, box, middle in zip(drawn, wanted, middles, strict=True)
    )
    return [next(labels) if curve.has_end else None for curve in curves]


def _wanted(
    curve: Curve, drawn: Sequence[Curve], scale: Scale, metrics: QFontMetricsF
) -> Box:
    """Return where a label would be best."""
    line = metrics.height()
    width = metrics.horizontalAdvance(curve.label) + 2 * MARGIN
    x, middle = scale.x(curve.last_x), scale.y(float(curve.y[-1]))
    if curve.last_x < BEHIND * scale.right:
        return Box(x, middle - line / 2, width, line)
    # It stands before the end, on its curve, so it leaves the curve to one side.
    lowest = min(float(other.y[-1]) for other in drawn)
    is_lower = len(drawn) > 1 and float(curve.y[-1]) == lowest
    has_room = middle + 1.1 * line + MARGIN <= scale.height
    middle += 0.6 * line if is_lower and has_room else -0.6 * line
    return Box(x - width, middle - line / 2, width, line)
