"""The drawn network as a picture: what its lines, circles and labels say."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QRegion

from gui.pixels import to_image
from gui.widgets.network.backdrop import (
    Backdrop,
    paint_backdrop,
    paint_handle,
    paint_wrong,
)
from gui.widgets.network.edges import EdgeFinder
from gui.widgets.network.inputs import paint_output_names
from gui.widgets.network.lines import LineSheet, paint_lines
from gui.widgets.network.plan import NetworkActivity, NetworkWeights
from gui.widgets.network.sheet import NetworkSheet
from gui.widgets.network.spotlight import FADED_LINES, Spotlight
from gui.widgets.network.tips import NetworkTips, Subject
from gui.widgets.network.units import (
    Marks,
    Result,
    column_marks,
    paint_result,
    paint_ring,
    paint_units,
    result_place,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from engine.arrays import Pixels
    from gui.widgets.network.plan import NetworkPlan

DIMMED = 0.5


class NetworkDrawing(NetworkSheet):
    """Draws a network.

    What seldom changes is painted once into pixmaps, so a frame that brings only other
    activations costs a few circles: those of the columns that look different.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges = EdgeFinder(NetworkWeights())
        self._has_weights = False
        self._activity = NetworkActivity()
        self._result: Result | None = None
        self._hovered: tuple[int, int] | None = None
        self._held = 0
        self._tile: QImage | None = None
        self._dimmed, self._wrong, self._problem = False, 0, ""
        self._covered = QRectF()
        self._backdrop: QPixmap | None = None
        self._lines = LineSheet()
        self._marks: tuple[Marks, ...] = ()
        self._spotlight = Spotlight()
        self._tips = NetworkTips(self._words, self._edit_words)
        self._sum_of: tuple[int, int, str] | None = None

    # What is shown

    def set_plan(self, plan: NetworkPlan) -> None:
        """Draw another network; its weights and activations aren't known yet."""
        self._edges, self._has_weights = EdgeFinder(NetworkWeights()), False
        self._activity, self._result = NetworkActivity(), None
        self._hovered = None
        self._spotlight.turn_to(None)
        self._sum_of = None
        super().set_plan(plan)

    def set_picture(self, pixels: Pixels | None) -> None:
        """Show a picture as the input; None stands for any, if it is a picture."""
        self._tile = None if pixels is None else to_image(pixels)
        self._forget_backdrop()

    def set_weights(self, weights: NetworkWeights) -> None:
        """Draw other lines."""
        self._edges = EdgeFinder(weights)
        self._has_weights = weights.first is not None
        if self._spotlight.place is not None:
            self._spotlight.forget()
            self.update()
        if not self._lines.is_blank:
            for strip in self._drawn_lines():
                self.update(self.rect() if self._dimmed else strip)

    def set_activity(self, activity: NetworkActivity, result: Result | None) -> None:
        """Fill the circles differently; write another result beside the output."""
        before, self._marks = self._marks, self._found_marks(activity)
        self._activity = activity
        columns = self._layout.columns
        # What has never been painted needs no asking.
        for column, old, new in zip(columns, before, self._marks, strict=False):
            for slot, _ in new.items() - old.items():
                self.update(column.circles[slot])
        if result != self._result:
            self._result = result
            self.update(result_place(columns[-1], self._look))

    def set_sum(self, layer: int, unit: int, text: str) -> None:
        """Say how the answer of a unit comes about, where its tooltip is shown."""
        self._sum_of = layer, unit, text

    def _found_marks(self, activity: NetworkActivity) -> tuple[Marks, ...]:
        return tuple(
            column_marks(layer, column, self._plan, activity, self._look)
            for layer, column in enumerate(self._layout.columns)
        )

    def set_dimmed(self, dimmed: bool) -> None:
        """Draw it as something that isn't valid any more, or normally."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def set_wrong_layer(self, layer: int, problem: str) -> None:
        """Mark a layer that makes no sense, and why; 0 is none."""
        self._problem = problem
        if layer != self._wrong:
            self._wrong = layer
            self._forget_backdrop()

    def _set_covered(self, area: QRectF) -> None:
        """Leave out the labels that something else lies on."""
        if area != self._covered:
            self._covered = area
            self._forget_backdrop()

    @property
    def result(self) -> Result | None:
        """What is written beside the output."""
        return self._result

    def tip_at(self, point: QPoint) -> str:
        """Return what is to be said of a point, as plain text."""
        if self._wrong and self._layout.count_at(QPointF(point)) == self._wrong:
            return self._problem
        return self._tips.at(QPointF(point), self._subject())

    def _subject(self) -> Subject:
        return Subject(
            self._plan,
            self._layout,
            self._activity,
            self._edges,
            self._has_weights,
            self._tile is not None,
            self._sum_of,
        )

    @property
    def alone(self) -> tuple[int, int] | None:
        """Layer and slot of the unit that stands alone with its lines."""
        return self._spotlight.place

    def _stand_alone(self, place: tuple[int, int] | None) -> None:
        """Fade all lines but those of one unit; an ellipsis isn't one."""
        is_unit = place is not None and self._layout.unit_in(place) is not None
        if self._spotlight.turn_to(place if is_unit else None):
            self.update()

    def _forget(self) -> None:
        self._spotlight.turn_to(None)
        self._lines.forget()
        self._marks = ()
        self._forget_backdrop()

    def _forget_backdrop(self) -> None:
        self._backdrop = None
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines and backdrop, and on them what changes often."""
        if self._backdrop is None:
            self._backdrop = self._painted_backdrop()
        if self._lines.is_blank:
            self._drawn_lines()
        painter = QPainter(self)
        painter.setOpacity(DIMMED if self._dimmed else 1.0)
        self._paint_lines(painter)
        painter.drawPixmap(0, 0, self._backdrop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_units(painter, event.region())
        self._paint_result(painter, event.region())
        self._paint_marks(painter)
        self._paint_selected(painter, event.region())
        if self._is_marked:
            painter.setOpacity(1.0)
            count = self._plan.count(self._wrong)
            paint_wrong(painter, self._layout, self._look, self._wrong, count)

    def paint_whole(self, painter: QPainter) -> None:
        """Paint it elsewhere, as sharp as that is: without what marks and edits it."""
        columns, look = self._layout.columns, self._look
        gaps = zip(self._edges.find(columns), pairwise(columns), strict=True)
        for edges, (left, right) in gaps:
            paint_lines(painter, edges, left, right, look)
        paint_backdrop(painter, self._found_backdrop(QRectF(), 0, is_editable=False))
        marked = zip(columns, self._found_marks(self._activity), strict=True)
        for column, marks in marked:
            paint_units(painter, column, marks, look)
        self._paint_result(painter, QRegion(self.rect()))

    def _paint_result(self, painter: QPainter, region: QRegion) -> None:
        """Write what the output says of the picture, or what it would speak of."""
        column = self._layout.columns[-1]
        if not region.intersects(result_place(column, self._look)):
            return
        if self._result is not None:
            paint_result(painter, column, self._result, self._look)
        else:
            paint_output_names(painter, column, self._plan.results, self._look)

    @property
    def _is_marked(self) -> bool:
        """Whether the wrong layer is one of those that are drawn."""
        return 0 < self._wrong <= self._plan.last

    def _paint_lines(self, painter: QPainter) -> None:
        solid, spotlight = painter.opacity(), self._spotlight
        if spotlight.place is None:
            painter.drawPixmap(0, 0, self._lines.pixmap)
            return
        painter.setOpacity(solid * FADED_LINES)
        painter.drawPixmap(0, 0, self._lines.pixmap)
        painter.setOpacity(solid)
        ratio = self.devicePixelRatioF()
        lines = spotlight.lines(
            self._edges, self._layout, self._look, self.size(), ratio
        )
        painter.drawPixmap(0, 0, lines)

    def _paint_units(self, painter: QPainter, region: QRegion) -> None:
        self._marks = self._marks or self._found_marks(self._activity)
        columns = zip(self._layout.columns, self._marks, strict=True)
        for layer, (column, marks) in enumerate(columns):
            touched = {
                slot: mark
                for slot, mark in marks.items()
                if region.intersects(column.circles[slot])
            }
            if touched:
                opacity = partial(self._spotlight.opacity, layer)
                paint_units(painter, column, touched, self._look, opacity)

    def _drawn_lines(self) -> list[QRegion]:
        """Paint the lines that are others than before; return where."""
        columns, ratio = self._layout.columns, self.devicePixelRatioF()
        edges = self._edges.find(columns)
        return self._lines.draw(edges, columns, self._look, self.size(), ratio)

    def _painted_backdrop(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_backdrop(painter, self._found_backdrop(self._covered, self._wrong))
        painter.end()
        return pixmap

    def _found_backdrop(
        self, covered: QRectF, wrong: int, is_editable: bool = True
    ) -> Backdrop:
        layout, look = self._layout, self._look
        height, tile = self.height(), self._tile
        return Backdrop(
            self._plan, layout, tile, look, height, covered, wrong, is_editable
        )

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint what marks the number and the unit below the mouse."""
        columns, theme = self._layout.columns, self._look.theme
        if self._held and self._held != self._wrong:
            place = self._layout.counts[self._held]
            paint_handle(painter, place, self._look, theme.color("text"))
        if self._hovered is not None:
            layer, slot = self._hovered
            paint_ring(painter, columns[layer], slot, theme.color("secondary"), 1.2)

    def _paint_selected(self, painter: QPainter, region: QRegion) -> None:
        """Paint what marks the selected unit, and its column if keys work on it."""
        layer, unit = self._selected
        column, text = self._layout.columns[layer], self._look.theme.color("text")
        if not region.intersects(column.rect.toAlignedRect().adjusted(-4, -4, 4, 4)):
            return
        paint_ring(painter, column, column.slots.index(unit), text, 2)
        if self.hasFocus():
            radius = column.rect.width() / 2 + 2
            painter.setPen(QPen(text, 2))
            painter.drawRoundedRect(column.rect.adjusted(-2, -2, 2, 2), radius, radius)
