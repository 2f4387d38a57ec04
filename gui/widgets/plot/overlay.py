"""Curves of several runs laid over each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.widgets.plot.axes import small_font, style_axis
from gui.widgets.plot.data import Curve, nice_ceiling, thinned
from gui.widgets.plot.lettered import LetteredPlot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from engine.arrays import Array
    from gui.widgets.plot.lines import PlotColors

DARK_HUES = (
    "#56b4e9",
    "#ec6d18",
    "#eef1f6",
    "#a3f36d",
    "#f589aa",
    "#7581eb",
    "#f8cfa5",
    "#b8826b",
)
LIGHT_HUES = (
    "#0072b2",
    "#b8530f",
    "#18202b",
    "#ae5682",
    "#200fb8",
    "#d4114c",
    "#5e250d",
    "#9c0d7f",
)
"""Okabe and Ito's blue, and what is farthest from it and from one another for the eyes
of everybody, colour-blind or not; all stand out from the ground."""

SYMBOLS = ("o", "s", "t", "d", "+", "x", "star", "p")
"""A mark for each: no colour means anything by itself."""

MARKS = 7
"""On each curve."""

CURVE_PIXELS = 1200
"""More points across than this are thinned."""


@dataclass(frozen=True)
class Style:
    """What a run's curves look like.

    Attributes
    ----------
    color : QColor
        Of its lines.
    symbol : str
        The mark on them, as pyqtgraph calls it.
    """

    color: QColor
    symbol: str

    def swatch(self, size: int, ratio: float) -> QPixmap:
        """Return a small picture of the line with its mark."""
        pixmap = QPixmap(round(2 * size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint_sample(painter, QRectF(0, 0, 2 * size, size))
        painter.end()
        return pixmap

    def paint_sample(self, painter: QPainter, area: QRectF) -> None:
        """Paint a piece of the line with its mark."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.color, 2))
        middle = area.center().y()
        ends = QPointF(area.left(), middle), QPointF(area.right(), middle)
        painter.drawLine(*ends)
        painter.save()
        painter.translate(area.center())
        painter.scale(8, 8)
        painter.setPen(QPen(self.color, 0.15))
        painter.setBrush(self.color)
        painter.drawPath(pg.graphicsItems.ScatterPlotItem.Symbols[self.symbol])
        painter.restore()


def style_of(place: int, is_dark: bool) -> Style:
    """Return how the curves at a place look; the first 64 all look different."""
    hues = DARK_HUES if is_dark else LIGHT_HUES
    symbol = SYMBOLS[(place + place // len(hues)) % len(SYMBOLS)]
    return Style(QColor(hues[place % len(hues)]), symbol)


@dataclass(frozen=True)
class OverlayRun:
    """A run's curves: the training set's is solid, the test set's dashed.

    Attributes
    ----------
    train, test : Curve
        Costs, or accuracies; the test curve may be empty.
    style : Style
        What they look like.
    """

    train: Curve
    test: Curve
    style: Style


class OverlayPlot(LetteredPlot):
    """Curves of several runs on shared axes. They stand still, so Qt draws them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, viewBox=pg.ViewBox(enableMenu=False))
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.disableAutoRange()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._items: list[pg.GraphicsObject] = []

    def set_colors(self, colors: PlotColors) -> None:
        """Draw axes and ground in these colours, and write in the present font."""
        super().set_colors(colors)
        for name in ("bottom", "left"):
            style_axis(self.getAxis(name), colors, small_font(self))
        self.showGrid(y=True, alpha=0.12)

    def show_runs(self, runs: Sequence[OverlayRun], is_share: bool) -> None:
        """Draw these runs and nothing else.

        Parameters
        ----------
        runs : sequence of OverlayRun
            The first lies on top.
        is_share : bool
            Whether the axis goes from 0 to 1, whatever there is to draw.
        """
        for old in self._items:
            self.removeItem(old)
        self._items = []
        for depth, run in enumerate(runs):
            self._draw(run.train, run.style, -depth, is_dashed=False)
            self._draw(run.test, run.style, -depth, is_dashed=True)
        right = max((run.train.last_x for run in runs), default=1.0)
        top = 1.02 if is_share else _top(runs)
        self.setRange(xRange=(0, max(right, 1)), yRange=(0, top), padding=0)

    def _draw(self, curve: Curve, style: Style, depth: int, *, is_dashed: bool) -> None:
        if not len(curve):
            return
        pen = QPen(style.color, 1.4 if is_dashed else 2)
        pen.setCosmetic(True)
        if is_dashed:
            pen.setDashPattern([4, 3])
        x, y = thinned(curve.x_from(0), curve.y, CURVE_PIXELS)
        line = pg.PlotCurveItem(x, y, pen=pen, connect="finite", antialias=True)
        self._add(line, depth)
        if not is_dashed:
            self._add(_marks(curve, style), depth)

    def _add(self, item: pg.GraphicsObject, depth: int) -> None:
        item.setZValue(depth)
        self.addItem(item, ignoreBounds=True)
        self._items.append(item)


def _marks(curve: Curve, style: Style) -> pg.ScatterPlotItem:
    """Return a few marks on a curve, the last at its end."""
    places = np.unique(np.linspace(0, len(curve) - 1, MARKS).astype(int)[1:])
    x: Array = curve.x_from(0)[places]
    y = curve.y[places]
    known = np.isfinite(y)
    return pg.ScatterPlotItem(
        x[known],
        y[known],
        symbol=style.symbol,
        size=8,
        pen=pg.mkPen(style.color),
        brush=pg.mkBrush(style.color),
    )


def _top(runs: Sequence[OverlayRun]) -> float:
    """Return where the axis of costs ends.

    A run that diverged would press all others flat: what is more than four times as
    high as where the runs begin is cut off.
    """
    highest, begin = 0.0, 0.0
    for run in runs:
        for curve in (run.train, run.test):
            finite = curve.y[np.isfinite(curve.y)]
            if finite.size:
                highest = max(highest, float(finite.max()))
                begin = max(begin, float(finite[0]))
    return nice_ceiling(min(highest, 4 * begin or 1.0) * 1.05)
