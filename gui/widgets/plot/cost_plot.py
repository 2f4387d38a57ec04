"""A cost plot: curves, labelled reference lines, fixed ranges, drawn fast."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView

from gui.widgets.plot.data import Curve, Reference, nice_ceiling
from gui.widgets.plot.labels import Box, apart, free_places, text_size
from gui.widgets.plot.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

__all__ = ["CostPlot", "Curve", "PlotColors", "Reference"]

LABELS_ABOVE_CURVES = 5
_CACHED = QGraphicsItem.CacheMode.DeviceCoordinateCache
SMALLEST_WIDTH = 140
LABELLED_WIDTH = 300
"""Pixels below which labels on the reference lines would hide the curves."""

BEHIND = 0.75
"""Share of the run until which the labels of the curves stand behind their ends."""


@dataclass(frozen=True)
class PlotColors:
    """Colours of the plot."""

    background: QColor
    text: QColor
    secondary: QColor
    line: QColor
    test: QColor


class CostPlot(pg.PlotWidget):  # type: ignore[misc]
    """The cost against the iteration, for the training and the test set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, viewBox=pg.ViewBox(enableMenu=False))
        # The curves are part of the background, and they grow.
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        # Ranges are set by hand: finding them in the data anew each frame is slow.
        item.disableAutoRange()
        for side in ("bottom", "left"):
            # Axes and grid are drawn once, not each time that a curve has grown.
            self.getAxis(side).setCacheMode(_CACHED)
        self._test = Trace(1.4, [4, 3])
        self._train = Trace(2)
        self._ends = [pg.TextItem(anchor=(1, 1)) for _ in range(2)]
        for end in self._ends:
            item.addItem(end, ignoreBounds=True)
        self._references: list[pg.InfiniteLine] = []
        self._described: tuple[Reference, ...] = ()
        self._curves: tuple[Curve, ...] = ()
        self._colors: PlotColors | None = None
        self._titles: dict[str, str] = {}
        self._range = (0.0, 0.0)
        self.setMinimumWidth(SMALLEST_WIDTH)
        self.getViewBox().sigResized.connect(self._refit)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_titles(self, x: str, y: str) -> None:
        """Title the axes."""
        self._titles = {"bottom": x, "left": y}
        self._style_axes()

    def set_colors(self, colors: PlotColors) -> None:
        """Draw in these colours."""
        self._colors = colors
        self.setBackground(colors.background)
        self._train.set_color(colors.text)
        self._test.set_color(colors.test)
        self._draw_curves()
        bold = self._small_font()
        bold.setBold(True)
        for end, color in zip(self._ends, (colors.text, colors.test), strict=True):
            end.setColor(color)
            end.setFont(bold)
            end.setZValue(LABELS_ABOVE_CURVES + 1)
            end.fill = pg.mkBrush(_veil(colors.background))
        self._style_axes()

    def _style_axes(self) -> None:
        if self._colors is None:
            return
        font = self._small_font()
        for name, title in self._titles.items():
            axis = self.getAxis(name)
            axis.setPen(QPen(self._colors.line))
            axis.setTextPen(QPen(self._colors.secondary))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4)
            style = {
                "color": self._colors.secondary.name(),
                "font-size": f"{font.pixelSize()}px",
            }
            # Costs are written as they are, not in thousandths.
            axis.setLabel(title, siPrefixEnableRanges=(), **style)
        self.showGrid(y=True, alpha=0.12)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(self.fontInfo().pixelSize() * 0.88), 10))
        return font

    def set_references(self, references: Sequence[Reference]) -> None:
        """Replace the reference lines."""
        assert self._colors is not None
        for old in self._references:
            self.removeItem(old)
        self._described = tuple(references)
        self._references = [self._reference(ref, self._colors) for ref in references]
        for line in self._references:
            line.label.setFont(self._small_font())
            line.setZValue(LABELS_ABOVE_CURVES)
            self.addItem(line, ignoreBounds=True)

    @staticmethod
    def _reference(reference: Reference, colors: PlotColors) -> pg.InfiniteLine:
        color = colors.test if reference.is_test else colors.secondary
        anchor_y = 1 if reference.above else 0
        anchor_x = 1 if reference.is_from_right else 0
        return pg.InfiniteLine(
            reference.y,
            angle=0,
            pen=pg.mkPen(color, width=1, style=Qt.PenStyle.DotLine),
            label=reference.label,
            labelOpts={
                "position": reference.places[0],
                "color": color,
                "anchors": [(anchor_x, anchor_y), (anchor_x, anchor_y)],
                "fill": _veil(colors.background),
            },
        )

    def show_curves(self, train: Curve, test: Curve | None, last: int) -> None:
        """Draw the curves in a range that holds them.

        Parameters
        ----------
        train, test : Curve
            Costs; no test curve without a test set.
        last : int
            Iterations of the whole run.
        """
        self._curves = (train,) if test is None else (train, test)
        right = max(last, int(train.x[-1]) if len(train.x) else 0, 1)
        top = self._top()
        if self._range != (right, top):
            self._range = right, top
            self.getViewBox().setRange(xRange=(0, right), yRange=(0, top), padding=0)
        self._draw_curves()
        self._place_labels()

    @property
    def _traces(self) -> list[tuple[Trace, Curve]]:
        return list(zip((self._train, self._test), self._curves, strict=False))

    def _top(self) -> float:
        heights = [reference.value() for reference in self._references]
        highest = max(heights, default=1.0)
        ceiling = 4 * highest
        for trace, curve in self._traces:
            highest = max(highest, trace.measure(curve))
        return nice_ceiling(min(highest, ceiling) * 1.08)

    def _draw_curves(self) -> None:
        """Draw what is new of the curves, and show that part of the plot again."""
        area = self._area()
        if area.isEmpty() or not self._range[1]:
            return
        size, ratio = area.size().toSize(), self.devicePixelRatioF()
        for trace, curve in self._traces:
            changed = trace.draw(curve, size, ratio, *self._range)
            if not changed.isEmpty():
                shown = changed.translated(area.topLeft()).toAlignedRect()
                self.viewport().update(shown)

    def _area(self) -> QRectF:
        """Return where curves are drawn, in pixels of the viewport."""
        box = self.getViewBox()
        area: QRectF = box.mapRectToScene(box.boundingRect())
        return area

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the curves below lines and labels."""
        super().drawBackground(painter, rect)
        area = self._area()
        painter.save()
        painter.setClipRect(area)
        for trace, _ in reversed(self._traces):
            trace.paint(painter, area.topLeft())
        painter.restore()

    def _refit(self) -> None:
        self._draw_curves()
        self._place_labels()

    def _place_labels(self) -> None:
        """Put the labels where they hide neither each other nor themselves.

        The curves' ends come first: a reference line's label makes way for them.
        """
        area = self.getViewBox().boundingRect()
        if area.height() <= 0 or not self._range[1]:
            return
        ends = self._placed_ends(area)
        wanted = [self._reference_boxes(i, area) for i in range(len(self._references))]
        places = free_places(ends, wanted, area.width(), area.height())
        has_room = self.width() >= LABELLED_WIDTH
        for line, reference, place in zip(
            self._references, self._described, places, strict=True
        ):
            visible = has_room and place is not None
            if line.label.isVisible() != visible:
                line.label.setVisible(visible)
            if place is not None and line.label.orthoPos != reference.places[place]:
                line.label.setPosition(reference.places[place])

    def _placed_ends(self, area: QRectF) -> list[Box]:
        """Label the curves' ends; return where."""
        drawn = []
        for end, curve in zip_longest(self._ends, self._curves):
            is_drawn = curve is not None and curve.has_end
            end.setVisible(is_drawn)
            if is_drawn:
                drawn.append((end, curve))
                if end.toPlainText() != curve.label:
                    end.setText(curve.label)
        heights = [self._end_height(curve, drawn, area) for _, curve in drawn]
        line = max((text_size(end).height() for end, _ in drawn), default=0.0)
        middles = apart(heights, line, area.height())
        return [
            self._placed_end(end, curve, middle, area)
            for (end, curve), middle in zip(drawn, middles, strict=True)
        ]

    def _end_height(
        self, curve: Curve, drawn: Sequence[tuple[pg.TextItem, Curve]], area: QRectF
    ) -> float:
        """Return where the middle of an end's label would be best, in pixels."""
        right, top = self._range
        y = area.height() * (1 - float(curve.y[-1]) / top)
        if curve.x[-1] < BEHIND * right:
            return y
        # It stands before the end, on its curve, so it leaves the curve to one side.
        lowest = min(float(other.y[-1]) for _, other in drawn)
        is_lower = len(drawn) > 1 and float(curve.y[-1]) == lowest
        shift = 0.6 * text_size(drawn[0][0]).height()
        return y + shift if is_lower else y - shift

    def _placed_end(
        self, end: pg.TextItem, curve: Curve, middle: float, area: QRectF
    ) -> Box:
        right, top = self._range
        is_behind = curve.x[-1] < BEHIND * right
        anchor = (0 if is_behind else 1, 0.5)
        if tuple(end.anchor) != anchor:
            end.setAnchor(anchor)
        end.setPos(float(curve.x[-1]), top * (1 - middle / area.height()))
        size = text_size(end)
        x = area.width() * float(curve.x[-1]) / right
        left = x if is_behind else x - size.width()
        return Box(left, middle - size.height() / 2, size.width(), size.height())

    def _reference_boxes(self, index: int, area: QRectF) -> list[Box]:
        line, reference = self._references[index], self._described[index]
        size = text_size(line.label)
        y = area.height() * (1 - reference.y / self._range[1])
        top = y - size.height() if reference.above else y
        shift = size.width() if reference.is_from_right else 0.0
        return [
            Box(area.width() * place - shift, top, size.width(), size.height())
            for place in reference.places
        ]


def _veil(ground: QColor) -> QColor:
    """Return what lets a label be read where curves go behind it."""
    veil = QColor(ground)
    veil.setAlpha(190)
    return veil
