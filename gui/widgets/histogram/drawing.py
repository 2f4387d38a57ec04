"""The bars and the line of numbers below them, which is the legend of the colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
    QRegion,
)

from gui.pixels import rgb_picture, signed_picture, to_image
from gui.words import count, short_number

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.widgets.histogram.axis import CountAxis
    from gui.widgets.histogram.bins import Bins

RAMP_HEIGHT = 8
RAMP_STEPS = 256
GAP = 4
POINTER = 5.0
"""Half of the width of what points at one number."""

TICKS = 3
SOFT = 0.6
"""How much of the bars is their own colour, and not the panel's."""

NEAR_ENOUGH = 0.3
"""Of the scale: numbers that don't reach so far don't need its end."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """Where everything is, for a widget of one size.

    Attributes
    ----------
    bins : Bins
        The counts.
    own : Bins or None
        Those of one unit.
    values : tuple of float
        The numbers of one unit, if they are few.
    scale : float
        The absolute value that gets full colour.
    is_rgb : bool
        Whether numbers are drawn light and dark, and not in the colours of signs.
    axis : CountAxis
        How high bars are.
    size : QSize
        Of the widget.
    font : QFont
        Of all text.
    """

    bins: Bins
    own: Bins | None
    values: tuple[float, ...]
    scale: float
    is_rgb: bool
    axis: CountAxis
    size: QSize
    font: QFont

    # Places

    @cached_property
    def plot(self) -> QRectF:
        """Where the bars are."""
        text, ticks = QFontMetrics(self.font), self.axis.ticks(TICKS)
        left = max(text.horizontalAdvance(count(tick)) for tick in ticks) + 2 * GAP
        bottom = RAMP_HEIGHT + GAP + text.height()
        top = text.height() // 2 + 1
        width = self.size.width() - left - 2 * GAP
        return QRectF(
            left, top, max(width, 1), max(self.size.height() - bottom - top, 1)
        )

    def x_of(self, value: float) -> float:
        """Return where a number stands, no farther out than the ends."""
        bins, plot = self.bins, self.plot
        near = min(max(value, bins.left), bins.right)
        share = (near - bins.left) / (bins.right - bins.left)
        return plot.left() + share * plot.width()

    def bar_at(self, x: float) -> int | None:
        """Return the bin at an x, None beside all of them."""
        plot = self.plot
        if not plot.left() <= x <= plot.right():
            return None
        share = (x - plot.left()) / plot.width()
        return min(int(share * len(self.bins)), len(self.bins) - 1)

    def bar(self, place: int, amount: int) -> QRect:
        """Return a bar for so many numbers."""
        plot = self.plot
        wide = plot.width() / len(self.bins)
        left = round(plot.left() + place * wide)
        right = round(plot.left() + (place + 1) * wide)
        # A single number among thousands is still one.
        high = max(self.axis.share(amount) * plot.height(), 1.0) if amount else 0.0
        gap = 1 if right - left > TICKS else 0
        top = round(plot.bottom() - high)
        return QRect(left, top, max(right - left - gap, 1), round(plot.bottom()) - top)

    # Painting

    def paint(self, painter: QPainter, theme: Theme, cursor: int | None) -> None:
        """Draw everything, with a dotted line around one of the bins."""
        painter.setFont(self.font)
        self._paint_counts(painter, theme)
        self._paint_bars(painter, self.bins, _soft(theme))
        if self.own is not None:
            self._paint_bars(painter, self.own, theme.color("text"))
        if cursor is not None:
            self._paint_cursor(painter, theme, cursor)
        self._paint_ramp(painter, theme)
        self._paint_numbers(painter, theme)
        self._paint_pointers(painter, theme)

    def _paint_counts(self, painter: QPainter, theme: Theme) -> None:
        plot, high = self.plot, painter.fontMetrics().height()
        for tick in self.axis.ticks(TICKS):
            y = round(plot.bottom() - self.axis.share(tick) * plot.height())
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("secondary"))
            place = QRectF(0, y - high / 2, plot.left() - GAP, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, count(tick))

    def _paint_bars(self, painter: QPainter, bins: Bins, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        counts = enumerate(bins.counts.tolist())
        painter.drawRects([self.bar(place, count) for place, count in counts if count])

    def _paint_cursor(self, painter: QPainter, theme: Theme, place: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bar = self.bar(place, 1)
        bar.setTop(round(self.plot.top()))
        painter.setPen(QPen(theme.color("text"), 1, Qt.PenStyle.DotLine))
        painter.drawRect(bar.adjusted(-1, 0, 1, 0))

    def _paint_ramp(self, painter: QPainter, theme: Theme) -> None:
        plot, bins = self.plot, self.bins
        ramp = QRectF(plot.left(), plot.bottom(), plot.width(), RAMP_HEIGHT)
        painter.drawImage(ramp, self._colors(bins))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("line"))
        painter.drawRect(ramp.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(theme.color("secondary"), 1, Qt.PenStyle.DashLine))
        zero = round(self.x_of(0.0))
        painter.drawLine(QPointF(zero, plot.top()), QPointF(zero, ramp.bottom() + 2))

    def _colors(self, bins: Bins) -> QImage:
        """Return the colours of the numbers from the left to the right end."""
        steps = np.linspace(bins.left, bins.right, RAMP_STEPS)[np.newaxis]
        if self.is_rgb:
            return to_image(rgb_picture(steps, (1, RAMP_STEPS, 1), self.scale)[0])
        return to_image(signed_picture(steps, self.scale))

    def _paint_numbers(self, painter: QPainter, theme: Theme) -> None:
        """Write 0, the numbers of full colour and the ends, where there is room."""
        metrics, taken = painter.fontMetrics(), QRegion()
        top = self.size.height() - metrics.height()
        painter.setPen(theme.color("secondary"))
        for text, value in self._named():
            wide = metrics.horizontalAdvance(text)
            left = round(self.x_of(value) - wide / 2)
            left = min(max(left, 0), self.size.width() - wide)
            place = QRect(left, top, wide, metrics.height())
            if not taken.intersects(place.adjusted(-2 * GAP, 0, 2 * GAP, 0)):
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)
                taken = taken.united(place)

    def _named(self) -> list[tuple[str, float]]:
        number, enough = short_number(self.scale), NEAR_ENOUGH * self.scale
        named = [("0", 0.0)]
        if self.bins.right > enough:
            named.append((f"+{number}", self.scale))
        if self.bins.left < -enough:
            named.append((f"−{number}", -self.scale))
        for end in (self.bins.right, self.bins.left):
            sign = "−" if end < 0 else "+"
            named.append((f"{sign}{short_number(abs(end))}", end))
        return named

    def _paint_pointers(self, painter: QPainter, theme: Theme) -> None:
        plot = self.plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        for value in self.values:
            foot = QPointF(self.x_of(value), plot.bottom())
            painter.drawPolygon(_pointer(foot))
            if len(self.values) == 1:
                high = plot.height() - POINTER
                painter.drawRect(QRectF(foot.x() - 0.75, plot.top(), 1.5, high))


def _soft(theme: Theme) -> QColor:
    """Return the colour of the bars: solid, as clear ones take seven times as long."""
    front, behind = theme.color("secondary"), theme.color("panel")
    red, green, blue = (
        round(SOFT * one + (1 - SOFT) * other)
        for one, other in (
            (front.red(), behind.red()),
            (front.green(), behind.green()),
            (front.blue(), behind.blue()),
        )
    )
    return QColor(red, green, blue)


def _pointer(foot: QPointF) -> QPolygonF:
    """Return a triangle that stands on the line of numbers."""
    up = QPointF(0, -1.6 * POINTER)
    return QPolygonF(
        [foot, foot + up - QPointF(POINTER, 0), foot + up + QPointF(POINTER, 0)]
    )
