"""A line at one moment of the curves, with what the cost was there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter

from gui.widgets.plot.labels import Box
from gui.widgets.plot.letters import MARGIN

if TYPE_CHECKING:
    from gui.widgets.plot.ends import Scale
    from gui.widgets.plot.letters import Letters
    from gui.widgets.plot.lines import PlotColors

RADIUS = 4.0
"""Of the ring around the point of the curve, in pixels."""


@dataclass(frozen=True)
class Moment:
    """What is to be marked: a state, its cost, and what to say of it."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Cursor:
    """A moment where it stands, in pixels from the plot's upper left corner."""

    label: str
    line: QLineF
    point: QPointF | None
    box: Box

    @classmethod
    def of(cls, moment: Moment, scale: Scale, letters: Letters) -> Cursor:
        """Return the cursor of a moment, its label where there is room."""
        x = scale.x(moment.x)
        width = letters.width(moment.label)
        fits = x + width <= scale.width
        left = x if fits else max(x - width, 0.0)
        box = Box.at(left, 0, width, letters.height + MARGIN)
        is_seen = math.isfinite(moment.y) and scale.y(moment.y) >= 0
        point = QPointF(x, scale.y(moment.y)) if is_seen else None
        return cls(moment.label, QLineF(x, 0, x, scale.height), point, box)

    @property
    def area(self) -> Box:
        """What it covers."""
        strip = Box.at(self.line.x1() - RADIUS, 0, 2 * RADIUS, self.line.y2())
        return Box.of((strip, self.box)).grown(2)

    def paint(self, painter: QPainter, letters: Letters, colors: PlotColors) -> None:
        """Paint it over the curves."""
        painter.setFont(letters.font)
        painter.setPen(colors.secondary)
        painter.drawLine(self.line)
        painter.fillRect(self.box.rect(), colors.veil)
        painter.setPen(colors.text)
        start = QPointF(self.box.left + MARGIN, self.box.top + letters.ascent)
        painter.drawText(start, self.label)
        if self.point is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colors.background)
            painter.drawEllipse(self.point, RADIUS, RADIUS)
