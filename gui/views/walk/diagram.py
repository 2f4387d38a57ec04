"""The notes' block diagram: where the walk stands in it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engine.walk import Part, Stop, stops_of
from gui.plain_text import tool_tip
from gui.views.walk.keys import step_of
from gui.views.walk.plan import DiagramPlan

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QColor,
        QFocusEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from gui.theme import Theme
    from gui.views.walk.words import WalkWords

ROUND = 4
ARROW = 3.2
SMALL = 0.84
TICK = 9
"""Room for the mark of what is done."""

HERE = Qt.AlignmentFlag.AlignCenter


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
        self.setWhatsThis(words.keys())

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
        em = QFontInfo(self.font()).pixelSize()
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

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw blocks and arrows."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_arrows(painter)
        for index, stop in enumerate(self._stops):
            self._paint_block(painter, index, stop)

    def _color(self, role: str) -> QColor:
        assert self._theme is not None
        return self._theme.color(role)

    def _font(self, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(self._plan.em * SMALL), 10))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _paint_block(self, painter: QPainter, index: int, stop: Stop) -> None:
        is_here, block = index == self._index, self._plan.rect(stop)
        is_done = index < self._index
        painter.setPen(self._pen(stop, is_here))
        fill = "text" if is_here else "line" if is_done else "raised"
        painter.setBrush(self._color(fill))
        painter.drawRoundedRect(block, ROUND, ROUND)
        if is_here and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._color("text"), 1.4))
            painter.drawRoundedRect(block.adjusted(-3, -3, 3, 3), ROUND + 2, ROUND + 2)
        ink = "panel" if is_here else "text" if is_done else "secondary"
        painter.setPen(self._color(ink))
        painter.setFont(self._font(is_here))
        self._paint_words(painter, stop, block, is_done)
        if is_done:
            self._paint_tick(painter, block)

    def _pen(self, stop: Stop, is_here: bool) -> QPen:
        pen = QPen(self._color("text" if is_here else "line"), 1.2)
        if not self._has_targets and stop.part is not Part.FORWARD:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _paint_words(
        self, painter: QPainter, stop: Stop, block: QRectF, has_tick: bool
    ) -> None:
        if not stop.layer:
            painter.drawText(block, HERE, self._words.block(stop.part))
            return
        linear, activation = self._plan.halves(stop)
        if has_tick:
            linear, activation = (
                half.adjusted(0, 0, -TICK, 0) for half in (linear, activation)
            )
        painter.drawText(linear, HERE, self._words.linear(stop.layer))
        function = self._functions[stop.layer - 1].upper()
        metrics = QFontMetricsF(painter.font())
        room = activation.width() - 6
        cut = metrics.elidedText(function, Qt.TextElideMode.ElideRight, room)
        painter.drawText(activation, HERE, cut)
        middle = block.center().y()
        painter.drawLine(QLineF(block.left(), middle, block.right(), middle))

    def _paint_tick(self, painter: QPainter, block: QRectF) -> None:
        """Mark what is done, for whoever can't tell the greys apart."""
        painter.setPen(QPen(self._color("text"), 1.5))
        x, y = block.right() - 9, block.top() + 6
        painter.drawPolyline(
            [QPointF(x, y), QPointF(x + 2, y + 2.4), QPointF(x + 6, y - 2.4)]
        )

    def _paint_arrows(self, painter: QPainter) -> None:
        painter.setFont(self._font())
        plan, L = self._plan, len(self._functions)
        metrics = painter.fontMetrics().height()
        painter.setPen(self._color("secondary"))
        painter.drawText(plan.input, HERE, "X")
        for layer in range(1, L + 1):
            forth, back = plan.forward(layer), plan.backward(layer)
            start = plan.input if layer == 1 else plan.forward(layer - 1)
            name = "" if layer == 1 else f"A{layer - 1}"
            self._across(painter, start.right(), forth, name, -metrics)
            if layer < L:
                end = plan.backward(layer + 1).left()
                self._across(painter, end, back, f"dA{layer}", -metrics, True)
            self._down(painter, forth, back.top(), f"W{layer} Z{layer} A{layer - 1}")
            self._down(painter, back, plan.update.top(), f"dW{layer} db{layer}")
        left, last = plan.cost.left(), plan.forward(L)
        cost = QRectF(left, last.top(), 1, last.height())
        self._across(painter, last.right(), cost, f"A{L}", -metrics)
        self._across(painter, left, plan.backward(L), f"dA{L}", -metrics, True)

    def _across(
        self,
        painter: QPainter,
        x: float,
        block: QRectF,
        name: str,
        above: float,
        is_back: bool = False,
    ) -> None:
        y = block.center().y()
        end = block.right() if is_back else block.left()
        self._arrow(painter, QPointF(x, y), QPointF(end, y))
        place = QRectF(min(x, end) - 4, y + above - 1, abs(x - end) + 8, -above)
        painter.setPen(self._color("secondary"))
        painter.drawText(place, HERE, name)

    def _down(self, painter: QPainter, block: QRectF, bottom: float, name: str) -> None:
        """Draw what goes down from a block, and what it is called."""
        x = block.center().x() - 2.3 * self._plan.em
        self._arrow(painter, QPointF(x, block.bottom()), QPointF(x, bottom))
        place = QRectF(x + 4, block.bottom(), block.width(), bottom - block.bottom())
        painter.setPen(self._color("secondary"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, left, name)

    def _arrow(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        painter.setPen(QPen(self._color("secondary"), 1.2))
        painter.drawLine(start, end)
        line = QLineF(end, start)
        for turn in (-28, 28):
            side = QLineF(line)
            side.setAngle(line.angle() + turn)
            side.setLength(ARROW * 1.6)
            painter.drawLine(side)

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

    def event(self, event: QEvent) -> bool:
        """Keep our keys from the window's; say what a block is."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if step_of(event, self._index, len(self._stops)) is not None:
                event.accept()
                return True
        if isinstance(event, QHelpEvent):
            stop = self._plan.stop_at(QPointF(event.pos()))
            text = "" if stop is None else self._words.stop(stop, len(self._functions))
            QToolTip.showText(event.globalPos(), tool_tip(text), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()
