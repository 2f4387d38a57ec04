"""Where the blocks of the diagram stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from engine.walk import Part, Stop, stops_of

BLOCK, HALF = 5.3, 1.3
"""Width of a block and height of one of its halves; all lengths in ems."""

GAP = 1.8
TWO_DIGITS = 1.1, 0.5
"""How much wider blocks and gaps are where layers have numbers of two digits."""

BETWEEN, BELOW = 1.3, 1.25
"""From the forward row to the backward row, and from there to the update."""

INPUT, COST = 1.4, 3.8
MARGIN = 0.3
MOST_STRETCH = 1.8
"""How much higher it may become where there is room."""


@dataclass(frozen=True)
class DiagramPlan:
    """The notes' block diagram: forward above, backward below, the cost at the end.

    Attributes
    ----------
    L : int
        Layers.
    em : float
        Height of the text in pixels.
    room : float
        Pixels down that there are; it stretches to fill them.
    """

    L: int
    em: float
    room: float = 0.0

    @property
    def least_height(self) -> float:
        """Pixels down that it takes at least."""
        return (2 * MARGIN + 5 * HALF + BETWEEN + BELOW) * self.em

    @property
    def _line(self) -> float:
        """What an em is from top to bottom."""
        stretch = self.room / self.least_height
        return self.em * min(max(stretch, 1), MOST_STRETCH)

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.cost.right() + MARGIN * self.em

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.update.bottom() + MARGIN * self._line

    @property
    def _widths(self) -> tuple[float, float]:
        """Width of a block and of a gap, in ems."""
        block, gap = TWO_DIGITS if self.L > 9 else (0, 0)
        return BLOCK + block, GAP + gap

    def _column(self, layer: int) -> float:
        block, gap = self._widths
        return (MARGIN + INPUT + gap + (layer - 1) * (block + gap)) * self.em

    def _block(self, layer: int, top: float) -> QRectF:
        em, line = self.em, self._line
        height = 2 * HALF * line
        return QRectF(self._column(layer), top * line, self._widths[0] * em, height)

    def forward(self, layer: int) -> QRectF:
        """Return the block of a layer's way forward."""
        return self._block(layer, MARGIN)

    def backward(self, layer: int) -> QRectF:
        """Return the block of a layer's way back."""
        return self._block(layer, MARGIN + 2 * HALF + BETWEEN)

    @property
    def input(self) -> QRectF:
        """Where X comes in."""
        row = self.forward(1)
        return QRectF(MARGIN * self.em, row.top(), INPUT * self.em, row.height())

    @property
    def cost(self) -> QRectF:
        """The cost, at the end of both rows."""
        top, bottom = self.forward(self.L), self.backward(self.L)
        left = top.right() + self._widths[1] * self.em
        height = bottom.bottom() - top.top()
        return QRectF(left, top.top(), COST * self.em, height)

    @property
    def update(self) -> QRectF:
        """The update, below all layers."""
        first, last = self.backward(1), self.backward(self.L)
        top = first.bottom() + BELOW * self._line
        width = last.right() - first.left()
        return QRectF(first.left(), top, width, HALF * self._line)

    def rect(self, stop: Stop) -> QRectF:
        """Return the block of a stop."""
        if stop.part is Part.FORWARD:
            return self.forward(stop.layer)
        if stop.part is Part.BACKWARD:
            return self.backward(stop.layer)
        return self.cost if stop.part is Part.COST else self.update

    def halves(self, stop: Stop) -> tuple[QRectF, QRectF]:
        """Return the LINEAR half of a layer's block, and its ACTIVATION half.

        What is cached goes straight down: the halves of the same name are neighbours.
        """
        block = self.rect(stop)
        upper, lower = QRectF(block), QRectF(block)
        upper.setBottom(block.center().y())
        lower.setTop(block.center().y())
        is_forward = stop.part is Part.FORWARD
        return (upper, lower) if is_forward else (lower, upper)

    def stop_at(self, point: QPointF) -> Stop | None:
        """Return the stop at a point."""
        found = (stop for stop in stops_of(self.L) if self.rect(stop).contains(point))
        return next(found, None)
