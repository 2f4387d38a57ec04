"""The notes' block diagram: where the walk stands in it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.walk import stops_of
from gui.replies import Replies
from gui.views.walk.diagram_painter import DiagramLook, DiagramPainter
from gui.views.walk.keys import leads, step_of
from gui.views.walk.plan import DiagramPlan

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from gui.theme import Theme
    from gui.views.walk.words import WalkWords

LEAST_EM = 12
"""Pixels: below that the texts in the blocks, which are smaller, can't be read."""


class Diagram(QWidget):
    """Draws the stops as blocks; a click or a key goes to one.

    Signals
    -------
    stop_chosen : int
        The user wants to go to this stop.
    """

    stop_chosen = Signal(int)

    def __init__(self, words: WalkWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme: Theme | None = None
        self._functions: tuple[str, ...] = ("",)
        self._stops = stops_of(1)
        self._index = 0
        self._has_targets = True
        self._plan = DiagramPlan(1, 13)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        Replies(self, leads, self._tip_at)
        self.setWhatsThis(words.keys())
        self.setToolTip(words.keys())
        self.setAccessibleName(words.place(self._stops, 0))

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_network(self, functions: tuple[str, ...], has_targets: bool) -> None:
        """Show another network.

        Parameters
        ----------
        functions : tuple of str
            What the activation of each layer is called.
        has_targets : bool
            Whether there is a way back.
        """
        known = functions, has_targets
        if known == (self._functions, self._has_targets):
            return
        self._functions, self._has_targets = known
        self._stops = stops_of(len(functions))
        self._arrange()

    def set_index(self, index: int) -> None:
        """Show another stop as the present one."""
        self._index = index
        name = self._words.place(self._stops, index)
        self.setAccessibleName(name)
        self.update()

    @property
    def present(self) -> QRectF:
        """Where the present stop is drawn."""
        return self._plan.rect(self._stops[self._index])

    def rect_of(self, index: int) -> QRectF:
        """Return where a stop is drawn."""
        return self._plan.rect(self._stops[index])

    def _arrange(self) -> None:
        em = max(QFontInfo(self.font()).pixelSize(), LEAST_EM)
        self._plan = DiagramPlan(len(self._functions), em, self.height())
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new room."""
        super().resizeEvent(event)
        self._plan = replace(self._plan, room=self.height())

    def sizeHint(self) -> QSize:
        """Ask for room for all blocks."""
        plan = self._plan
        return QSize(math.ceil(plan.width), math.ceil(plan.least_height * 1.2))

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that shows all blocks."""
        plan = self._plan
        return QSize(math.ceil(plan.width), math.ceil(plan.least_height))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw blocks and arrows."""
        if self._theme is None:
            return
        look = DiagramLook(self._theme, self.font(), self.hasFocus())
        painter = DiagramPainter(QPainter(self), look, self._plan, self._words)
        painter.paint(self._functions, self._index, self._has_targets)

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the stop under the pointer."""
        stop = self._plan.stop_at(event.position())
        if stop is not None:
            self.stop_chosen.emit(self._stops.index(stop))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        is_stop = self._plan.stop_at(event.position()) is not None
        shape = Qt.CursorShape
        self.setCursor(shape.PointingHandCursor if is_stop else shape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, to the start or to the end."""
        target = step_of(event, self._index, len(self._stops))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.stop_chosen.emit(target)

    def _tip_at(self, point: QPoint) -> str | None:
        stop = self._plan.stop_at(QPointF(point))
        return None if stop is None else self._words.stop(stop, len(self._functions))
