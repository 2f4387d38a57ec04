"""The drawn network as a picture: what its lines, circles and labels say."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.pixels import to_image
from gui.theme import DARK
from gui.widgets.network.backdrop import Backdrop, paint_backdrop
from gui.widgets.network.edges import EdgeFinder, most_lines
from gui.widgets.network.layout import NetworkLayout, arrange
from gui.widgets.network.lines import LineSheet
from gui.widgets.network.measures import label_widths
from gui.widgets.network.plan import Look, NetworkActivity, NetworkPlan, NetworkWeights
from gui.widgets.network.spacing import Room
from gui.widgets.network.units import (
    Marks,
    Result,
    column_marks,
    paint_result,
    paint_ring,
    paint_units,
    result_place,
)
from gui.widgets.network.words import Lines, NetworkWords

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QRegion, QResizeEvent

    from engine.arrays import Pixels
    from gui.theme import Theme

DIMMED = 0.5
LEAST_HEIGHT = 4.8
"""In em: a low drawing and the line with the numbers of units."""


class NetworkDrawing(QWidget):
    """Draws a network.

    What seldom changes is painted once into pixmaps, so a frame that brings only other
    activations costs a few circles: those of the columns that look different.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = NetworkPlan((1, 1), ("", ""), 1, ("",), False)
        self._edges = EdgeFinder(NetworkWeights())
        self._has_weights = False
        self._activity = NetworkActivity()
        self._result: Result | None = None
        self._selected = (1, 0)
        self._hovered: tuple[int, int] | None = None
        self._tile: QImage | None = None
        self._dimmed = False
        self._covered = QRectF()
        self._look = Look.of(DARK, self.font())
        self._backdrop: QPixmap | None = None
        self._lines = LineSheet()
        self._marks: tuple[Marks, ...] = ()
        self._words = NetworkWords(self)
        self._layout = self._arranged()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Network"))

    # What is shown

    def set_plan(self, plan: NetworkPlan) -> None:
        """Draw another network; its weights and activations aren't known yet."""
        self._plan = plan
        self._edges, self._has_weights = EdgeFinder(NetworkWeights()), False
        self._activity, self._result = NetworkActivity(), None
        self._hovered = None
        self._select_within(self._selected)
        self._forget_backdrop()
        self._arrange()

    def set_picture(self, pixels: Pixels | None) -> None:
        """Show a picture as the input; None draws the input's units."""
        self._tile = None if pixels is None else to_image(pixels)
        self._forget_backdrop()
        self._arrange()

    def set_weights(self, weights: NetworkWeights) -> None:
        """Draw other lines."""
        self._edges = EdgeFinder(weights)
        self._has_weights = weights.first is not None
        if not self._lines.is_blank:
            for strip in self._drawn_lines():
                self.update(strip.toAlignedRect())

    def set_activity(self, activity: NetworkActivity, result: Result | None) -> None:
        """Fill the circles differently; write another result beside the output."""
        before, self._marks = self._marks, self._found_marks(activity)
        self._activity = activity
        columns = self._layout.columns
        for column, old, new in zip_longest(columns, before, self._marks):
            if old != new:
                self.update(column.rect.toAlignedRect())
        if result != self._result:
            self._result = result
            self.update(result_place(columns[-1], self._look).toAlignedRect())

    def _found_marks(self, activity: NetworkActivity) -> tuple[Marks, ...]:
        return tuple(
            column_marks(layer, column, self._plan, activity, self._look)
            for layer, column in enumerate(self._layout.columns)
        )

    def set_selected(self, layer: int, unit: int) -> None:
        """Mark another unit."""
        self._select_within((layer, unit))
        self._arrange()

    def set_dimmed(self, dimmed: bool) -> None:
        """Draw it as something that isn't valid any more, or normally."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def _set_covered(self, area: QRectF) -> None:
        """Leave out the labels that something else lies on."""
        if area != self._covered:
            self._covered = area
            self._forget_backdrop()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._look = Look.of(theme, self.font())
        self._forget_backdrop()
        self._arrange()

    @property
    def result(self) -> Result | None:
        """What is written beside the output."""
        return self._result

    def unit_rect(self, layer: int, unit: int) -> QRectF:
        """Return where a unit's circle is; empty if it is folded away."""
        column = self._layout.columns[layer]
        if unit not in column.slots:
            return QRectF()
        center = column.center(column.slots.index(unit))
        corner = QPointF(column.radius, column.radius)
        return QRectF(center - corner, center + corner)

    def tip_at(self, point: QPoint) -> str:
        """Return what is to be said of a point, as plain text."""
        words, plan, columns = self._words, self._plan, self._layout.columns
        place = self._layout.place_at(QPointF(point))
        if place is not None:
            return self._unit_tip(*place)
        gap = self._layout.gap_at(point.x())
        if gap is not None:
            return self._gap_tip(gap)
        if point.x() >= columns[-1].rect.right():
            return words.result()
        return words.picture(plan) if columns[0].rect.contains(point) else words.keys()

    def _unit_tip(self, layer: int, slot: int) -> str:
        column, unit = self._layout.columns[layer], self._layout.unit_in((layer, slot))
        if unit is not None:
            return self._words.unit(self._plan, self._activity, layer, unit)
        last = column.last_folded(slot, self._plan.sizes[layer])
        return self._words.folded(column.first_folded(slot), last)

    def _gap_tip(self, gap: int) -> str:
        is_fan = gap == 0 and self._layout.columns[0].is_tile
        lines = Lines.FAN if is_fan else Lines.STRONGEST
        shown = lines if self._has_weights else Lines.PLAIN
        most = most_lines(self._layout.columns)
        return self._words.gap(self._plan, gap + 1, shown, most)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(max(self.minimumWidth(), 500), round(18 * self._look.em))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which there would be no drawing above the labels."""
        return QSize(0, round(LEAST_HEIGHT * self._look.em))

    def _select_within(self, wanted: tuple[int, int]) -> None:
        layer = max(1, min(wanted[0], self._plan.last))
        self._selected = layer, max(0, min(wanted[1], self._plan.sizes[layer] - 1))
        words = self._words
        self.setAccessibleDescription(words.network(self._plan, self._selected))

    def _arrange(self) -> None:
        """Find a place for everything; keep the backdrop if nothing moves."""
        layout = self._arranged()
        if layout != self._layout:
            self._layout = layout
            self._forget_backdrop()
            self.setMinimumWidth(math.ceil(layout.needed_width))
        self.update()

    def _arranged(self) -> NetworkLayout:
        look = self._look
        room = Room(self.width(), self.height(), look.em, look.line, look.small_line)
        widths = label_widths(self._plan, look)
        has_tile = self._tile is not None
        return arrange(self._plan.sizes, widths, room, self._selected, has_tile)

    def _forget_backdrop(self) -> None:
        self._backdrop = None
        self._lines.forget()
        self._marks = ()
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
        for pixmap in (self._lines.pixmap, self._backdrop):
            painter.drawPixmap(0, 0, pixmap)
        self._paint_units(painter, event.region())
        if self._result is not None:
            column = self._layout.columns[-1]
            paint_result(painter, column, self._result, self._look)
        self._paint_marks(painter)

    def _paint_units(self, painter: QPainter, region: QRegion) -> None:
        self._marks = self._marks or self._found_marks(self._activity)
        for column, marks in zip(self._layout.columns, self._marks, strict=True):
            if region.intersects(column.rect.toAlignedRect()):
                paint_units(painter, column, marks, self._look)

    def _drawn_lines(self) -> list[QRectF]:
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
        backdrop = Backdrop(
            self._plan,
            self._layout,
            self._tile,
            self._look,
            self.height(),
            self._covered,
        )
        paint_backdrop(painter, backdrop)
        painter.end()
        return pixmap

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint what marks the unit below the mouse and the selected one."""
        columns, theme = self._layout.columns, self._look.theme
        if self._hovered is not None:
            layer, slot = self._hovered
            paint_ring(painter, columns[layer], slot, theme.color("secondary"), 1.2)
        layer, unit = self._selected
        text, column = theme.color("text"), columns[layer]
        paint_ring(painter, column, column.slots.index(unit), text, 2)
        if self.hasFocus():
            radius = column.rect.width() / 2 + 2
            painter.setPen(QPen(text, 2))
            painter.drawRoundedRect(column.rect.adjusted(-2, -2, 2, 2), radius, radius)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew."""
        super().resizeEvent(event)
        self._forget_backdrop()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.set_theme(self._look.theme)
