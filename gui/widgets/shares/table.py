"""A sum, line by line: what adds what, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.replies import Replies
from gui.theme import DARK
from gui.widgets.shares.paint import paint_signed_bar, small_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme

BAR_WIDTH = 64
ROOMY = 240
"""From this width on there is room for bars."""

GAP = 8
LINE_GAP = 1
BAR_HEIGHT = 5


@dataclass(frozen=True)
class Row:
    """One line.

    Attributes
    ----------
    label : str
        What adds the number.
    value : float
        The number.
    text : str
        The same as it is written.
    tip : str
        More about it.
    """

    label: str
    value: float
    text: str
    tip: str = ""


class SumTable(QWidget):
    """Rows of signed numbers above a line, and their sum below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._theme: Theme = DARK
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Replies(self, tells=self._tip_at)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, the sum last."""
        return self._rows

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the last is the sum of the others."""
        new = tuple(rows)
        if new == self._rows:
            return
        is_longer = len(new) != len(self._rows)
        self._rows = new
        told = "; ".join(f"{row.label} {row.text}" for row in new)
        self.setAccessibleDescription(told)
        if is_longer:
            self.updateGeometry()
        self.update()

    def line_height(self) -> int:
        """Return the height of a row."""
        return QFontMetrics(small_font(self.font())).height() + LINE_GAP

    def sizeHint(self) -> QSize:
        """Ask for room for all rows."""
        return QSize(BAR_WIDTH * 4, len(self._rows) * self.line_height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height where it is narrow."""
        return QSize(120, self.sizeHint().height())

    def _top(self, place: int) -> int:
        is_sum = place == len(self._rows) - 1
        return place * self.line_height() + 4 * is_sum

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        font, bold = small_font(self.font()), self._bold()
        last = len(self._rows) - 1
        for place, row in enumerate(self._rows):
            painter.setFont(bold if place == last else font)
            self._paint_row(painter, self._top(place), row, is_sum=place == last)
        if last > 0:
            painter.setPen(self._theme.color("secondary"))
            y = self._top(last) - 2
            painter.drawLine(QPoint(0, y), QPoint(self.width(), y))

    def _paint_row(self, painter: QPainter, top: int, row: Row, is_sum: bool) -> None:
        line = QRect(0, top, self.width(), self.line_height())
        flags = Qt.AlignmentFlag
        painter.setPen(self._theme.color("text"))
        painter.drawText(line, flags.AlignRight | flags.AlignVCenter, row.text)
        metrics = painter.fontMetrics()
        line.setRight(line.right() - self._number_width() - GAP)
        if self.width() >= ROOMY:
            self._paint_bar(painter, line, row.value)
            line.setRight(line.right() - BAR_WIDTH - GAP)
        if not is_sum:
            painter.setPen(self._theme.color("secondary"))
        cut = Qt.TextElideMode.ElideRight
        label = metrics.elidedText(row.label, cut, line.width())
        painter.drawText(line, flags.AlignLeft | flags.AlignVCenter, label)

    def _paint_bar(self, painter: QPainter, line: QRect, value: float) -> None:
        track = QRect(line.right() - BAR_WIDTH, 0, BAR_WIDTH, BAR_HEIGHT)
        track.moveTop(line.center().y() - BAR_HEIGHT // 2)
        largest = max((abs(row.value) for row in self._rows), default=0.0)
        paint_signed_bar(painter, track, value, largest, self._theme)

    def _number_width(self) -> int:
        # The sum is bold, so it may be the widest of them.
        measure = QFontMetrics(self._bold()).horizontalAdvance
        return max((measure(row.text) for row in self._rows), default=0)

    def _bold(self) -> QFont:
        bold = small_font(self.font())
        bold.setBold(True)
        return bold

    def _tip_at(self, point: QPoint) -> str | None:
        place = self._place_at(point)
        if place is None:
            return None
        row = self._rows[place]
        return f"{row.label} {row.text}\n{row.tip}".strip()

    def _place_at(self, point: QPoint) -> int | None:
        place = point.y() // self.line_height()
        return place if 0 <= place < len(self._rows) else None
