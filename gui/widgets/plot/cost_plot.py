"""A plot of a run: curves, labelled reference lines, fixed ranges, drawn fast.

What stays is a scene that is rendered once; curves and the labels at their ends, which
grow and move at each beat, are painted below and above the picture of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap

from gui.widgets.plot.axes import small_font, style_axes
from gui.widgets.plot.corner import CornerTitle
from gui.widgets.plot.cursor import Cursor, Moment
from gui.widgets.plot.data import Curve, Marker, Reference, middle, nice_ceiling
from gui.widgets.plot.ends import EndLabel, Scale, placed_ends
from gui.widgets.plot.labels import Box
from gui.widgets.plot.lettered import LetteredPlot
from gui.widgets.plot.letters import Letters
from gui.widgets.plot.lines import PlotColors, marker_line
from gui.widgets.plot.references import ReferenceLines
from gui.widgets.plot.still import paint_scene, scene_picture
from gui.widgets.plot.trace import Canvas, Trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

__all__ = ["CostPlot", "Curve", "PlotColors", "Reference"]

SMALLEST_WIDTH = 140
STEEP = 4
"""Times what is usual, to which the axis goes at most."""

HUGE = 1e9
"""What counts as usual at most, if the reference lines don't say more."""

SETTLING_MILLISECONDS = 250
"""From one look for the best places of the labels to the next."""


class CostPlot(LetteredPlot):
    """The cost, or another figure, against the iteration, on one set or on two.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    top : float, optional
        The value at the upper edge; what the curves need if not given.
    """

    def __init__(self, parent: QWidget | None = None, top: float | None = None) -> None:
        super().__init__(parent, viewBox=pg.ViewBox(enableMenu=False))
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        # Ranges are set by hand: finding them in the data anew each frame is slow.
        item.disableAutoRange()
        # All of it is painted here: nothing shines through that Qt would paint before.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAutoFillBackground(False)
        self._test = Trace(1.4, [4, 3])
        self._train = Trace(2)
        self._earlier = Trace(1.4, [1, 3])
        self._traces: list[tuple[Trace, Curve]] = []
        self._ends: list[EndLabel | None] = []
        self._grounds: list[Box] = []
        self._letters: list[Letters] = []
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self._settle)
        self._scene: QPixmap | None = None
        self._area = QRectF()
        self._origin, self._origin_pixel = QPointF(), QPoint()
        self._scale: Scale | None = None
        self._is_fitted = False
        self._canvas = Canvas(0, 0, 1.0, 1.0, 1.0)
        self._references = ReferenceLines(self)
        self._markers: list[pg.InfiniteLine] = []
        self._marked: tuple[Marker, ...] = ()
        self._moment: Moment | None = None
        self._cursor: Cursor | None = None
        self._titles: dict[str, str] = {}
        self._corner = CornerTitle()
        self.scene().addItem(self._corner)
        self._range = (0.0, 0.0)
        self._fixed_top = top
        self.setMinimumWidth(SMALLEST_WIDTH)
        self.getViewBox().sigResized.connect(self._refit)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_titles(self, x: str, y: str) -> None:
        """Title the axes."""
        self._titles = {"bottom": x, "left": y}
        self._style_axes()

    def set_colors(self, colors: PlotColors) -> None:
        """Draw in these colours, and write in the present font."""
        super().set_colors(colors)
        self._train.set_color(colors.text)
        self._test.set_color(colors.test)
        self._earlier.set_color(colors.secondary)
        marked, self._marked = self._marked, ()
        self.set_markers(marked)
        self.set_references(self._references.described)
        font = small_font(self)
        font.setBold(True)
        self._letters = [
            Letters(font, color, colors.veil) for color in (colors.text, colors.test)
        ]
        self._style_axes()
        self._refit()

    def _style_axes(self) -> None:
        if self._colors is None:
            return
        font, title = small_font(self), self._titles.get("bottom", "")
        style_axes(self, self._titles, self._colors, font)
        self._corner.set_look(title, font, self._colors.secondary)
        self._forget_scene()

    def set_references(self, references: Sequence[Reference]) -> None:
        """Replace the reference lines."""
        assert self._colors is not None
        self._references.replace(references, self._colors, small_font(self))
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
            line.label.setFont(small_font(self))
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
            What is plotted; no test curve without a test set.
        last : int
            Iterations of the whole run.
        compared : Curve, optional
            The training cost of an earlier run.
        """
        pairs = (self._train, train), (self._test, test), (self._earlier, compared)
        self._traces = [(trace, curve) for trace, curve in pairs if curve is not None]
        shown = max(last, int(train.last_x), 1), self._top()
        if self._range != shown:
            self._range = shown
            right, top = shown
            self.getViewBox().setRange(xRange=(0, right), yRange=(0, top), padding=0)
            self._forget_scene()
        self._show_news()

    def _top(self) -> float:
        if self._fixed_top is not None:
            return self._fixed_top
        highest = usual = self._references.highest
        for trace, curve in self._traces:
            trace.look(curve)
            highest = max(highest, trace.highest)
        if highest > STEEP * usual:
            # Peaks may stand out of the plot, but not most of a curve.
            middles = [min(middle(curve), HUGE) for _, curve in self._traces]
            usual = max(usual, *middles)
        return nice_ceiling(min(highest, STEEP * usual) * 1.08)

    def show_moment(self, moment: Moment | None) -> None:
        """Mark a moment with a line; None for none."""
        self._moment = moment
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Put the line where its moment is now."""
        before, self._cursor = self._cursor, None
        if self._moment is not None and self._scale is not None:
            self._cursor = Cursor.of(self._moment, self._scale, self._letters[0])
        if before != self._cursor:
            for cursor in filter(None, (before, self._cursor)):
                self._show_again(cursor.area)

    # What is new

    def _show_news(self) -> None:
        """Draw on what has grown, and show that part of the plot again."""
        scale = self._scale
        if scale is None or not self._is_fitted:
            return
        changed, pieces = self._draw_curves()
        ends = placed_ends(self._curves, scale, self._letters)
        have_moved = ends != self._ends
        if have_moved:
            before, self._ends = self._grounds, ends
            self._grounds = [end.box for end in ends if end is not None]
            changed += [*before, *self._grounds]
        if changed:
            self._show_again(Box.of(changed))
        self._keep_labels_clear(scale, pieces, have_moved)

    def _draw_curves(self) -> tuple[list[Box], list[Box]]:
        """Draw what is new of the curves; return where, and the new pieces of lines."""
        changed: list[Box] = []
        pieces: list[Box] = []
        for trace, curve in self._traces:
            part = trace.draw(curve, self._canvas)
            if part is not None:
                changed.append(part)
                pieces += filter(None, (trace.piece,))
        return changed, pieces

    @property
    def _curves(self) -> list[Curve]:
        """Those with labels at their ends."""
        return [curve for trace, curve in self._traces if trace is not self._earlier]

    def _show_again(self, part: Box) -> None:
        """Paint a part of the area of the curves."""
        self.viewport().update(*part.pixels_from(*self._origin.toTuple()))

    # Labels of reference lines

    def _keep_labels_clear(
        self, scale: Scale, pieces: Sequence[Box], have_moved: bool
    ) -> None:
        """Let labels make way at once; see later whether they may come back."""
        lines = self._references
        if not lines.are_placed(scale) or lines.are_met(self._grounds, pieces):
            self._settle()
        elif have_moved and not self._settling.isActive():
            self._settling.start()

    def _settle(self) -> None:
        """Put the reference lines' labels where no curve and no other label is."""
        curves = [curve for _, curve in self._traces]
        if self._scale is not None and self._references.place(
            self._grounds, curves, self._scale
        ):
            self._forget_scene()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for no places while nobody sees them."""
        super().hideEvent(event)
        self._settling.stop()

    # Painting

    def _refit(self) -> None:
        """Fit into another place when it is painted: it may change again till then."""
        self._is_fitted = False
        self.viewport().update()

    def _fit(self) -> None:
        self._is_fitted = True
        self._forget_scene()
        self._show_news()
        self._place_cursor()

    def _forget_scene(self) -> None:
        """Render axes, lines and their labels anew; find where curves are drawn."""
        self._scene = None
        box = self.getViewBox()
        self._area = box.mapRectToScene(box.boundingRect())
        self._origin = self._area.topLeft()
        self._origin_pixel = self._origin.toPoint()
        self._corner.place(self._area)
        self._measure_area()
        self.viewport().update()

    def _measure_area(self) -> None:
        """Note on which pixels values are."""
        area, (right, top) = self._area, self._range
        self._scale = None
        if not area.isEmpty() and top:
            size, ratio = area.size().toSize(), self.devicePixelRatioF()
            self._scale = Scale(area.width(), area.height(), right, top)
            self._canvas = Canvas(size.width(), size.height(), ratio, right, top)
            for letters in self._letters:
                letters.set_ratio(ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint curves, what stays, and the labels at the curves' ends."""
        if self._colors is None:
            return
        if not self._is_fitted:
            self._fit()
        self._scene = self._scene or scene_picture(self)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._colors.background)
        for trace, _ in reversed(self._traces):
            trace.paint(painter, self._origin_pixel)
        painter.drawPixmap(0, 0, self._scene)
        painter.setClipRect(self._area)
        painter.translate(self._origin)
        for end in filter(None, self._ends):
            end.paint(painter)
        if self._cursor is not None:
            self._cursor.paint(painter, self._letters[0], self._colors)

    def paint_whole(self, painter: QPainter) -> None:
        """Paint it elsewhere, as sharp as that is: without the moment that is shown."""
        if not self._is_fitted:
            self._fit()
        if self._colors is None or self._scale is None:
            return
        painter.save()
        painter.setClipRect(self._area)
        painter.translate(self._origin)
        for trace, curve in reversed(self._traces):
            trace.paint_whole(painter, curve, self._canvas)
        painter.restore()
        paint_scene(self, painter)
        painter.translate(self._origin)
        labels = zip(self._ends, self._curves, self._letters, strict=False)
        for end, curve, letters in labels:
            if end is not None:
                letters.paint(painter, end.box.rect(), curve.label)
