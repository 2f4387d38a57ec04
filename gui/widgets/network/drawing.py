"""The drawn network as a picture: what its lines, circles and labels say."""

from __future__ import annotations

import math
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.pixels import to_image
from gui.theme import DARK
from gui.widgets.network.arranging import arrange
from gui.widgets.network.backdrop import Backdrop, paint_backdrop, paint_handle
from gui.widgets.network.edges import EdgeFinder
from gui.widgets.network.edit_words import EditWords
from gui.widgets.network.lines import LineSheet
from gui.widgets.network.measures import label_widths
from gui.widgets.network.plan import Look, NetworkActivity, NetworkPlan, NetworkWeights
from gui.widgets.network.spacing import Room
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
from gui.widgets.network.words import NetworkWords

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QRegion, QResizeEvent

    from engine.arrays import Pixels
    from gui.theme import Theme
    from gui.widgets.network.layout import NetworkLayout

DIMMED = 0.5
LEAST_HEIGHT = 4.8
"""In em: a low drawing and the line with the numbers of units."""


class NetworkDrawing(QWidget):
    """Draws a network.

    What seldom changes is painted once into pixmaps, so a frame that brings only other
    activations costs a few circles: those of the columns that look different.

    Signals
    -------
    room_needed
        It needs more or less room than before.
    """

    room_needed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = NetworkPlan((1, 1), ("", ""), 1, ("",), False)
        self._edges = EdgeFinder(NetworkWeights())
        self._has_weights = False
        self._activity = NetworkActivity()
        self._result: Result | None = None
        self._selected = (1, 0)
        self._hovered: tuple[int, int] | None = None
        self._held = 0
        self._tile: QImage | None = None
        self._dimmed, self._wrong = False, 0
        self._zoom, self._least = 1.0, QSize()
        self._covered = QRectF()
        self._look = Look.of(DARK, self.font())
        self._backdrop: QPixmap | None = None
        self._lines = LineSheet()
        self._marks: tuple[Marks, ...] = ()
        self._spotlight = Spotlight()
        self._words, self._edit_words = NetworkWords(self), EditWords(self)
        self._tips = NetworkTips(self._words, self._edit_words)
        self._layout = self._arranged(self._look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Network"))

    # What is shown

    def set_plan(self, plan: NetworkPlan) -> None:
        """Draw another network; its weights and activations aren't known yet."""
        self._plan = plan
        self._edges, self._has_weights = EdgeFinder(NetworkWeights()), False
        self._activity, self._result = NetworkActivity(), None
        self._hovered = None
        self._spotlight.turn_to(None)
        self._select_within(self._selected)
        self._forget_backdrop()
        self._arrange()

    def set_picture(self, pixels: Pixels | None) -> None:
        """Show a picture as the input; None stands for any, if it is a picture."""
        self._tile = None if pixels is None else to_image(pixels)
        self._forget_backdrop()
        self._arrange()

    def set_weights(self, weights: NetworkWeights) -> None:
        """Draw other lines."""
        self._edges = EdgeFinder(weights)
        self._has_weights = weights.first is not None
        if self._spotlight.place is not None:
            self._spotlight.forget()
            self.update()
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

    def set_wrong_layer(self, layer: int) -> None:
        """Mark a layer that makes no sense; 0 is none."""
        if layer != self._wrong:
            self._wrong = layer
            self._forget_backdrop()

    def set_zoom(self, zoom: float, least: QSize) -> None:
        """Draw everything larger or smaller, in at least so much room."""
        if (zoom, least) == (self._zoom, self._least):
            return
        self._least = least
        if zoom != self._zoom:
            self._zoom = zoom
            self.set_theme(self._look.theme)
        self._claim_room()

    def _set_covered(self, area: QRectF) -> None:
        """Leave out the labels that something else lies on."""
        if area != self._covered:
            self._covered = area
            self._forget_backdrop()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._look = Look.of(theme, self.font(), self._zoom)
        self._forget_backdrop()
        self._arrange()

    @property
    def look(self) -> Look:
        """Its colours and sizes, as it is zoomed."""
        return self._look

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
        return self._tips.at(QPointF(point), self._subject())

    def _subject(self) -> Subject:
        return Subject(
            self._plan, self._layout, self._activity, self._edges, self._has_weights
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
        layout = self._arranged(self._look)
        if layout != self._layout:
            self._layout = layout
            self._spotlight.turn_to(None)
            self._forget_backdrop()
            self._claim_room()
        self.update()

    def _claim_room(self) -> None:
        needed = math.ceil(self._layout.needed_width)
        low = self.minimumSizeHint().height()
        least = QSize(needed, low).expandedTo(self._least)
        if least != self.minimumSize():
            self.setMinimumSize(least)
            self.room_needed.emit()

    @property
    def natural_width(self) -> float:
        """The width in pixels that it needs when it isn't zoomed."""
        look = Look.of(self._look.theme, self.font())
        return self._arranged(look).needed_width

    def _arranged(self, look: Look) -> NetworkLayout:
        room = Room(self.width(), self.height(), look.em, look.line, look.small_line)
        widths = label_widths(self._plan, look)
        has_tile = bool(self._plan.picture)
        return arrange(self._plan.sizes, widths, room, self._selected, has_tile)

    def _forget_backdrop(self) -> None:
        self._backdrop = None
        self._lines.forget()
        self._spotlight.forget()
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
        self._paint_lines(painter)
        painter.drawPixmap(0, 0, self._backdrop)
        self._paint_units(painter, event.region())
        if self._result is not None:
            column = self._layout.columns[-1]
            paint_result(painter, column, self._result, self._look)
        self._paint_marks(painter)

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
            if region.intersects(column.rect.toAlignedRect()):
                opacity = partial(self._spotlight.opacity, layer)
                paint_units(painter, column, marks, self._look, opacity)

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
            self._wrong,
        )
        paint_backdrop(painter, backdrop)
        painter.end()
        return pixmap

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint what marks the unit below the mouse and the selected one."""
        columns, theme = self._layout.columns, self._look.theme
        if self._held:
            place = self._layout.counts[self._held]
            paint_handle(painter, place, self._look, theme.color("text"))
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
