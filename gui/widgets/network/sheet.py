"""The sheet that a network is drawn on: how large it is, and what goes where."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import DARK
from gui.widgets.network.arranging import arrange
from gui.widgets.network.edit_words import EditWords
from gui.widgets.network.measures import label_widths
from gui.widgets.network.plan import Look, NetworkPlan
from gui.widgets.network.spacing import Room
from gui.widgets.network.words import NetworkWords

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme
    from gui.widgets.network.layout import NetworkLayout

LEAST_HEIGHT = 4.8
"""In em: a low drawing and the line with the numbers of units."""


class NetworkSheet(QWidget):
    """Knows a network and finds a place for all of it.

    Signals
    -------
    room_needed
        It needs more or less room than before.
    """

    room_needed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = NetworkPlan((1, 1), ("", ""), 1, ("",), False)
        self._selected = (1, 0)
        self._zoom, self._least = 1.0, QSize()
        self._look = Look.of(DARK, self.font())
        self._words, self._edit_words = NetworkWords(self), EditWords(self)
        self._layout = self._arranged(self._look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Network"))

    def set_plan(self, plan: NetworkPlan) -> None:
        """Show another network."""
        self._plan = plan
        self._select_within(self._selected)
        self._forget()
        self._arrange()

    def set_selected(self, layer: int, unit: int) -> None:
        """Mark another unit."""
        self._select_within((layer, unit))
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._look = Look.of(theme, self.font(), self._zoom)
        self._forget()
        self._arrange()

    def set_zoom(self, zoom: float, least: QSize) -> None:
        """Draw everything larger or smaller, in at least so much room."""
        if (zoom, least) == (self._zoom, self._least):
            return
        self._least = least
        if zoom != self._zoom:
            self._zoom = zoom
            self.set_theme(self._look.theme)
        self._claim_room()

    @property
    def look(self) -> Look:
        """Its colours and sizes, as it is zoomed."""
        return self._look

    @property
    def natural_width(self) -> float:
        """The width in pixels that it needs when it isn't zoomed."""
        look = Look.of(self._look.theme, self.font())
        return self._arranged(look).needed_width

    def unit_rect(self, layer: int, unit: int) -> QRectF:
        """Return where a unit's circle is; empty if it is folded away."""
        column = self._layout.columns[layer]
        if unit not in column.slots:
            return QRectF()
        center = column.center(column.slots.index(unit))
        corner = QPointF(column.radius, column.radius)
        return QRectF(center - corner, center + corner)

    def count_rect(self, layer: int) -> QRectF:
        """Return where a layer's number of units stands."""
        return self._layout.counts[layer]

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(max(self.minimumWidth(), 500), round(18 * self._look.em))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which there would be no drawing above the labels."""
        return QSize(0, round(LEAST_HEIGHT * self._look.em))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew."""
        super().resizeEvent(event)
        self._forget()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.set_theme(self._look.theme)

    def _forget(self) -> None:
        """Forget all that has been painted."""
        raise NotImplementedError

    def _select_within(self, wanted: tuple[int, int]) -> None:
        layer = max(1, min(wanted[0], self._plan.last))
        self._selected = layer, max(0, min(wanted[1], self._plan.sizes[layer] - 1))
        words = self._words
        self.setAccessibleDescription(words.network(self._plan, self._selected))

    def _arrange(self) -> None:
        """Find a place for everything; keep what is painted if nothing moves."""
        layout = self._arranged(self._look)
        if layout != self._layout:
            self._layout = layout
            self._forget()
            self._claim_room()
        self.update()

    def _claim_room(self) -> None:
        needed = math.ceil(self._layout.needed_width)
        low = self.minimumSizeHint().height()
        least = QSize(needed, low).expandedTo(self._least)
        if least != self.minimumSize():
            self.setMinimumSize(least)
            self.room_needed.emit()

    def _arranged(self, look: Look) -> NetworkLayout:
        room = Room(self.width(), self.height(), look.em, look.line, look.small_line)
        widths = label_widths(self._plan, look)
        has_tile = bool(self._plan.picture)
        return arrange(self._plan.sizes, widths, room, self._selected, has_tile)
