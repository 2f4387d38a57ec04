"""What the curves of several runs are, written over the plot's empty corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.widgets.plot.lines import PlotColors
    from gui.widgets.plot.overlay import Style

SAMPLE = 22
"""Pixels of the piece of line."""

MARGIN = 5
GAP = 6


@dataclass(frozen=True)
class LegendLine:
    """A line of the legend.

    Attributes
    ----------
    style : Style or None
        The curve's look; None for a line of words.
    text : str
        What the run is, plain text.
    figures : str
        How well it did.
    """

    style: Style | None
    text: str
    figures: str = ""


class Legend(QWidget):
    """Lines with a sample of a curve, words and figures; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines: tuple[LegendLine, ...] = ()
        self._colors: PlotColors | None = None

    @property
    def lines(self) -> tuple[LegendLine, ...]:
        """What it says."""
        return self._lines

    def set_colors(self, colors: PlotColors) -> None:
        """Write in these colours."""
        self._colors = colors
        self.update()

    def set_lines(self, lines: Sequence[LegendLine]) -> None:
        """Say this."""
        self._lines = tuple(lines)
        words = (f"{line.text}  {line.figures}".strip() for line in lines)
        self.setAccessibleName("\n".join(words))
        self.update()

    def lines_in(self, height: float) -> int:
        """Return how many lines have room in a height."""
        return max(int(height - 2 * MARGIN) // self._step, 0)

    def sizeHint(self) -> QSize:
        """Return the size at which nothing is cut off."""
        if not self._lines:
            return QSize(0, 0)
        advance = self.fontMetrics().horizontalAdvance
        words = max(advance(line.text) for line in self._lines)
        figures = max(self._bold_width(line.figures) for line in self._lines)
        width = SAMPLE + words + figures + 2 * MARGIN + 2 * GAP
        return QSize(width, len(self._lines) * self._step + 2 * MARGIN)

    @property
    def _step(self) -> int:
        return self.fontMetrics().height() + 1

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _bold_width(self, text: str) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        if self._colors is None or not self._lines:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colors.veil)
        for number, line in enumerate(self._lines):
            self._paint_line(painter, line, MARGIN + number * self._step, self._colors)

    def _paint_line(
        self, painter: QPainter, line: LegendLine, top: int, colors: PlotColors
    ) -> None:
        left, right = MARGIN, self.width() - MARGIN
        if line.style is not None:
            line.style.paint_sample(painter, QRectF(left, top, SAMPLE, self._step))
            left += SAMPLE + GAP
        ascent = self.fontMetrics().ascent()
        painter.setFont(self._bold())
        painter.setPen(colors.text)
        wide = painter.fontMetrics().horizontalAdvance(line.figures)
        painter.drawText(right - wide, top + ascent, line.figures)
        painter.setFont(self.font())
        painter.setPen(colors.text if line.style is not None else colors.secondary)
        text = self.fontMetrics().elidedText(
            line.text, Qt.TextElideMode.ElideRight, right - wide - GAP - left
        )
        painter.drawText(left, top + ascent, text)
