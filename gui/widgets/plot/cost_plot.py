"""A cost plot: curves, labelled reference lines, fixed ranges, drawn fast.

What stays is a scene that is rendered once; curves and the labels at their ends, which
grow and move at each beat, are painted below and above the picture of it.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from gui.widgets.plot.corner import CornerTitle
from gui.widgets.plot.cursor import Cursor, Moment
from gui.widgets.plot.data import Curve, Marker, Reference, nice_ceiling
from gui.widgets.plot.ends import EndLabel, Scale, placed_ends
from gui.widgets.plot.labels import Box, free_places, text_size
from gui.widgets.plot.lines import PlotColors, marker_line, reference_line
from gui.widgets.plot.places import reference_boxes, uncrossed
from gui.widgets.plot.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

__all__ = ["CostPlot", "Curve", "PlotColors", "Reference"]

LABELS_ABOVE_CURVES = 5
SMALLEST_WIDTH = 140
SETTLING_MILLISECONDS = 250
"""From one look for the best places of the labels to the next."""

LABELLED_WIDTH = 300
"""Pixels below which labels on the reference lines would hide the curves."""


class CostPlot(pg.PlotWidget):  # type: ignore[misc]
    """The cost against the iteration, for the training and the test set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, viewBox=pg.ViewBox(enableMenu=False))
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        # Ranges are set by hand: finding them in the data anew each frame is slow.
        item.disableAutoRange()
        self._test = Trace(1.4, [4, 3])
        self._train = Trace(2)
        self._earlier = Trace(1.4, [1, 3])
        self._ends: list[EndLabel | None] = []
        self._end_font = self._small_font()
        self._end_metrics = QFontMetricsF(self._end_font)
        self._wanted: tuple[Scale, list[list[Box]]] | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self._settle)
        self._scene: QPixmap | None = None
        self._area = QRectF()
        self._references: list[pg.InfiniteLine] = []
        self._described: tuple[Reference, ...] = ()
        self._markers: list[pg.InfiniteLine] = []
        self._marked: tuple[Marker, ...] = ()
        self._label_sizes: list[QSizeF] = []
        self._places: list[int | None] = []
        self._curves: tuple[Curve, ...] = ()
        self._compared: Curve | None = None
        self._moment: Moment | None = None
        self._cursor: Cursor | None = None
        self._colors: PlotColors | None = None
        self._titles: dict[str, str] = {}
        self._corner = CornerTitle()
        self.scene().addItem(self._corner)
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
        self._earlier.set_color(colors.secondary)
        self._draw_curves()
        marked, self._marked = self._marked, ()
        self.set_markers(marked)
        self._end_font = self._small_font()
        self._end_font.setBold(True)
        self._end_metrics = QFontMetricsF(self._end_font)
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
            text = title if name == "left" else ""
            axis.setLabel(text, siPrefixEnableRanges=(), **style)
            axis.showLabel(bool(text))
        self._corner.set_look(
            self._titles.get("bottom", ""), font, self._colors.secondary
        )
        self.showGrid(y=True, alpha=0.12)
        self._forget_scene()

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
        self._references = [reference_line(ref, self._colors) for ref in references]
        for line in self._references:
            line.label.setFont(self._small_font())
            line.setZValue(LABELS_ABOVE_CURVES)
            self.addItem(line, ignoreBounds=True)
        self._label_sizes = [text_size(line.label) for line in self._references]
        self._places, self._wanted = [], None
        self._forget_scene()

    def set_markers(self, markers: Sequence[Marker]) -> None:
        """Replace the moments that are marked."""
        if tuple(markers) == self._marked:
            return
        assert self._colors is not None
        for old in self._markers:
            self.removeItem(old)
        self._marked = tuple(markers)
        self._markers = [marker_line(marker, self._colors) for marker in markers]
        for line in self._markers:
            line.label.setFont(self._small_font())
            self.addItem(line, ignoreBounds=True)
        self._forget_scene()

    def show_curves(
        self,
        train: Curve,
        test: Curve | None,
        last: int,
        compared: Curve | None = None,
    ) -> None:
        """Draw the curves in a range that holds them.

        Parameters
        ----------
        train, test : Curve
            Costs; no test curve without a test set.
        last : int
            Iterations of the whole run.
        compared : Curve, optional
            The training cost of an earlier run.
        """
        self._compared = compared
        self._curves = (train,) if test is None else (train, test)
        right = max(last, int(train.last_x), 1)
        top = self._top()
        if self._range != (right, top):
            self._range = right, top
            self.getViewBox().setRange(xRange=(0, right), yRange=(0, top), padding=0)
            self._forget_scene()
        self._draw_curves()
        self._place_labels()

    def show_moment(self, moment: Moment | None) -> None:
        """Mark a moment with a line; None for none."""
        self._moment = moment
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Put the line where its moment is now."""
        before, self._cursor = self._cursor, None
        area = self._area
        if self._moment is not None and not area.isEmpty() and self._range[1]:
            scale = Scale(area.width(), area.height(), *self._range)
            self._cursor = Cursor.of(self._moment, scale, self._end_metrics)
        if before != self._cursor:
            for cursor in filter(None, (before, self._cursor)):
                self.viewport().update(cursor.shown_at(area.topLeft()))

    @property
    def _traces(self) -> list[tuple[Trace, Curve]]:
        traces = list(zip((self._train, self._test), self._curves, strict=False))
        if self._compared is not None:
            traces.append((self._earlier, self._compared))
        return traces

    def _top(self) -> float:
        highest = max((reference.y for reference in self._described), default=1.0)
        ceiling = 4 * highest
        for trace, curve in self._traces:
            highest = max(highest, trace.measure(curve))
        return nice_ceiling(min(highest, ceiling) * 1.08)

    def _draw_curves(self) -> None:
        """Draw what is new of the curves, and show that part of the plot again."""
        area = self._area
        if area.isEmpty() or not self._range[1]:
            return
        size, ratio = area.size().toSize(), self.devicePixelRatioF()
        for trace, curve in self._traces:
            changed = trace.draw(curve, size, ratio, *self._range)
            if not changed.isEmpty():
                shown = changed.translated(area.topLeft()).toAlignedRect()
                self.viewport().update(shown)

    # Painting

    def _forget_scene(self) -> None:
        """Render axes, lines and their labels anew; find where curves are drawn."""
        self._scene = None
        box = self.getViewBox()
        self._area = box.mapRectToScene(box.boundingRect())
        self._corner.place(self._area)
        self.viewport().update()

    def _rendered_scene(self) -> QPixmap:
        size, ratio = self.viewport().size(), self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        everything = QRectF(0, 0, size.width(), size.height())
        self.scene().prepareForPaint()
        painter = QPainter(pixmap)
        painter.setRenderHints(self.renderHints())
        self.scene().render(painter, everything, everything)
        painter.end()
        return pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint curves, what stays, and the labels at the curves' ends."""
        if self._colors is None:
            return
        self._scene = self._scene or self._rendered_scene()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._colors.background)
        self._paint_curves(painter)
        painter.drawPixmap(0, 0, self._scene)
        self._paint_ends(painter, self._colors)

    def _paint_curves(self, painter: QPainter) -> None:
        painter.save()
        painter.setClipRect(self._area)
        for trace, _ in reversed(self._traces):
            trace.paint(painter, self._area.topLeft())
        painter.restore()

    def _paint_ends(self, painter: QPainter, colors: PlotColors) -> None:
        painter.setClipRect(self._area)
        painter.translate(self._area.topLeft())
        painter.setFont(self._end_font)
        veil, ascent = colors.veil, self._end_metrics.ascent()
        for end, color in zip(self._ends, (colors.text, colors.test), strict=False):
            if end is not None:
                end.paint(painter, ascent, color, veil)
        if self._cursor is not None:
            self._cursor.paint(painter, ascent, colors)

    def _refit(self) -> None:
        self._forget_scene()
        self._draw_curves()
        self._place_labels()
        self._place_cursor()

    # Labels

    def _place_labels(self) -> None:
        """Put the labels where they hide neither each other nor themselves.

        The curves' ends come first: a reference line's label makes way for them.
        """
        area = self._area
        if area.height() <= 0 or not self._range[1]:
            return
        scale = Scale(area.width(), area.height(), *self._range)
        ends = placed_ends(self._curves, scale, self._end_metrics)
        if ends == self._ends and self._places:
            return
        self._show_ends(ends)
        # A curve that grows is in a label's way only now and then.
        if self._places and self._wanted and self._wanted[0] == scale:
            if not self._settling.isActive():
                self._settling.start()
        else:
            self._place_references(scale)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for no places while nobody sees them."""
        super().hideEvent(event)
        self._settling.stop()

    def _settle(self) -> None:
        if self._wanted is not None:
            self._place_references(self._wanted[0])

    def _place_references(self, scale: Scale) -> None:
        """Put the reference lines' labels where no curve and no other label is."""
        wanted = self._wanted_places(scale)
        taken = [end.ground for end in self._ends if end is not None]
        curves = [curve for _, curve in self._traces]
        wanted = [uncrossed(boxes, curves, scale) for boxes in wanted]
        places = free_places(taken, wanted, scale.width, scale.height)
        if self.width() < LABELLED_WIDTH:
            places = [None] * len(places)
        if places != self._places:
            self._places = places
            self._move_reference_labels()

    def _show_ends(self, ends: list[EndLabel | None]) -> None:
        corner = self._area.topLeft()
        for old, new in zip_longest(self._ends, ends):
            if old != new:
                for end in filter(None, (old, new)):
                    self.viewport().update(end.shown_at(corner))
        self._ends = ends

    def _move_reference_labels(self) -> None:
        for line, reference, place in zip(
            self._references, self._described, self._places, strict=True
        ):
            line.label.setVisible(place is not None)
            if place is not None:
                line.label.setPosition(reference.places[place])
        self._forget_scene()

    def _wanted_places(self, scale: Scale) -> list[list[Box]]:
        """Return where the labels of the reference lines may stand."""
        if self._wanted is None or self._wanted[0] != scale:
            pairs = zip(self._described, self._label_sizes, strict=True)
            self._wanted = scale, [reference_boxes(*pair, scale) for pair in pairs]
        return self._wanted[1]
