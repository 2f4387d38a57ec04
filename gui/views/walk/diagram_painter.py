"""Draws the block diagram: blocks in their halves, and the arrows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from engine.walk import Part, Stop, stops_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from gui.theme import Theme
    from gui.views.walk.plan import DiagramPlan
    from gui.views.walk.words import WalkWords

ROUND = 4
ARROW, TURN = 5, 28
"""Length of an arrow's head in pixels, and its angle in degrees."""

SMALL = 0.84
TICK = 9
"""Room for the mark of what is done."""

HERE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DiagramLook(NamedTuple):
    """How it looks at the moment."""

    theme: Theme
    font: QFont
    has_focus: bool


class DiagramPainter:
    """Draws a diagram once.

    Parameters
    ----------
    painter : QPainter
        Draws.
    look : DiagramLook
        Colours and font.
    plan : DiagramPlan
        Where everything is.
    words : WalkWords
        What stands in it.
    """

    def __init__(
        self, painter: QPainter, look: DiagramLook, plan: DiagramPlan, words: WalkWords
    ) -> None:
        self._painter, self._look, self._plan = painter, look, plan
        self._words = words
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())

    def paint(self, functions: tuple[str, ...], index: int, has_targets: bool) -> None:
        """Draw all of it.

        Parameters
        ----------
        functions : tuple of str
            What the activation of each layer is called.
        index : int
            Number of the present stop; those before it are done.
        has_targets : bool
            Whether there is a way back.
        """
        self._paint_arrows(len(functions))
        for number, stop in enumerate(stops_of(len(functions))):
            is_here, is_done = number == index, number < index
            pen = QPen(self._color("text" if is_here else "line"), 1.2)
            if not has_targets and stop.part is not Part.FORWARD:
                pen.setStyle(Qt.PenStyle.DashLine)
            self._paint_box(self._plan.rect(stop), pen, is_here, is_done)
            function = functions[stop.layer - 1] if stop.layer else ""
            self._paint_words(stop, function.upper(), is_here, is_done)

    def _color(self, role: str) -> QColor:
        return self._look.theme.color(role)

    def _font(self, bold: bool = False) -> QFont:
        font = QFont(self._look.font)
        font.setPixelSize(round(self._plan.em * SMALL))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    # Blocks

    def _paint_box(self, box: QRectF, pen: QPen, is_here: bool, is_done: bool) -> None:
        painter = self._painter
        painter.setPen(pen)
        fill = "text" if is_here else "line" if is_done else "raised"
        painter.setBrush(self._color(fill))
        painter.drawRoundedRect(box, ROUND, ROUND)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_here and self._look.has_focus:
            painter.setPen(QPen(self._color("text"), 1.4))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), ROUND + 2, ROUND + 2)
        if is_done:
            self._paint_tick(QPointF(box.right() - 9, box.top() + 6))

    def _paint_tick(self, start: QPointF) -> None:
        """Mark what is done, for whoever can't tell the greys apart."""
        self._painter.setPen(QPen(self._color("text"), 1.5))
        ways = QPointF(0, 0), QPointF(2, 2.4), QPointF(6, -2.4)
        self._painter.drawPolyline([start + way for way in ways])

    def _paint_words(
        self, stop: Stop, function: str, is_here: bool, is_done: bool
    ) -> None:
        painter = self._painter
        ink = "panel" if is_here else "text" if is_done else "secondary"
        painter.setPen(self._color(ink))
        painter.setFont(self._font(is_here))
        block = self._plan.rect(stop)
        if not stop.layer:
            painter.drawText(block, HERE, self._words.block(stop.part))
            return
        middle = block.center().y()
        painter.drawLine(QLineF(block.left(), middle, block.right(), middle))
        texts = self._words.linear(stop.layer), function
        for half, text in zip(self._plan.halves(stop), texts, strict=True):
            room = half.adjusted(0, 0, -TICK if is_done else 0, 0)
            painter.drawText(room, HERE, self._cut(text, room.width() - 4))

    def _cut(self, text: str, width: float) -> str:
        metrics = QFontMetricsF(self._painter.font())
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    # Arrows

    def _paint_arrows(self, L: int) -> None:
        plan = self._plan
        self._painter.setPen(self._color("secondary"))
        self._painter.drawText(plan.input, HERE, "X")
        for layer in range(1, L + 1):
            forth, back = plan.forward(layer), plan.backward(layer)
            start = plan.input if layer == 1 else plan.forward(layer - 1)
            name = "" if layer == 1 else f"A{layer - 1}"
            self._paint_across(start.right(), forth.left(), forth, name)
            end = plan.cost if layer == L else plan.backward(layer + 1)
            self._paint_across(end.left(), back.right(), back, f"dA{layer}")
            cached = f"W{layer} Z{layer} A{layer - 1}"
            self._paint_down(forth, back.top(), cached)
            self._paint_down(back, plan.update.top(), f"dW{layer} db{layer}")
        last = plan.forward(L)
        self._paint_across(last.right(), plan.cost.left(), last, f"A{L}")

    def _paint_across(self, start: float, end: float, row: QRectF, name: str) -> None:
        """Draw what goes from block to block, and what it is called."""
        y = row.center().y()
        self._paint_arrow(QPointF(start, y), QPointF(end, y))
        height = QFontMetricsF(self._painter.font()).height()
        left, width = min(start, end) - 4, abs(end - start) + 8
        self._painter.drawText(QRectF(left, y - height - 1, width, height), HERE, name)

    def _paint_down(self, block: QRectF, bottom: float, name: str) -> None:
        """Draw what goes down from a block, and what it is called."""
        x = block.left() + 0.4 * self._plan.em
        self._paint_arrow(QPointF(x, block.bottom()), QPointF(x, bottom))
        room = QRectF(x + 4, block.bottom(), block.width(), bottom - block.bottom())
        self._painter.drawText(room, LEFT, name)

    def _paint_arrow(self, start: QPointF, end: QPointF) -> None:
        self._painter.setPen(QPen(self._color("secondary"), 1.2))
        self._painter.drawLine(start, end)
        back = QLineF(end, start)
        for turn in (-TURN, TURN):
            side = QLineF(back)
            side.setAngle(back.angle() + turn)
            side.setLength(ARROW)
            self._painter.drawLine(side)
