"""Probabilities, drawn: one between two classes, or several as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import DARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme

TRACK = 6
KNOB = 7.5
"""Radius of the knob in pixels."""

BAR = 8

_ROLES = ("line", "raised", "secondary", "panel", "text")


def _small(font: QFont) -> QFont:
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(8, round(0.88 * font.pixelSize())))
    else:
        small.setPointSizeF(0.88 * font.pointSizeF())
    return small


class ProbabilityAxis(QWidget):
    """An axis from one class to the other, with a knob at p and a tick at one half."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = ("", "")
        self._p: float | None = None
        self.set_theme(DARK)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(96)

    @property
    def probability(self) -> float | None:
        """Where the knob is; None if there is none."""
        return self._p

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._colors = {role: theme.color(role) for role in _ROLES}
        self.update()

    def set_ends(self, low: str, high: str) -> None:
        """Name the class at 0 and the class at 1."""
        if self._ends != (low, high):
            self._ends = low, high
            self.update()

    def set_probability(self, p: float | None) -> None:
        """Move the knob, or take it away."""
        if p != self._p:
            self._repaint_knob()
            self._p = p
            self._repaint_knob()

    def sizeHint(self) -> QSize:
        """Return the size of the axis with the line of names below it."""
        return QSize(180, round(2 * KNOB) + 3 + self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the names don't meet the knob."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, tick, knob and names, as far as they have changed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = KNOB + 0.5
        self._paint_track(painter, middle)
        if self._p is not None:
            painter.setPen(QPen(self._colors["panel"], 1.5))
            painter.setBrush(self._colors["text"])
            painter.drawEllipse(QPointF(self._knob(self._p), middle), KNOB, KNOB)
        if event.rect().bottom() > 2 * KNOB + 1:
            self._paint_names(painter)

    def _knob(self, p: float) -> float:
        """Return the middle of the knob, in pixels from the left."""
        return KNOB + (self.width() - 2 * KNOB) * min(max(p, 0.0), 1.0)

    def _repaint_knob(self) -> None:
        """Paint all pixels that the knob touches anew."""
        if self._p is not None:
            size = round(2 * KNOB) + 4
            self.update(int(self._knob(self._p) - KNOB - 1), 0, size, size - 2)

    def _paint_track(self, painter: QPainter, middle: float) -> None:
        painter.setPen(QPen(self._colors["line"], 1))
        painter.setBrush(self._colors["raised"])
        track = QRectF(0, middle - TRACK / 2, self.width(), TRACK)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QPen(self._colors["secondary"], 1.5))
        half = round(self.width() / 2)
        painter.drawLine(QPointF(half, 1), QPointF(half, 2 * KNOB))

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(_small(self.font()))
        painter.setPen(self._colors["secondary"])
        metrics, height = painter.fontMetrics(), self._line_height()
        line = QRectF(0, self.height() - height, self.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, "0.5")
        room = int((self.width() - metrics.horizontalAdvance(" 0.5 ")) / 2)
        sides = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        for side, name in zip(sides, self._ends, strict=True):
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, side | Qt.TextFlag.TextSingleLine, elided)

    def _line_height(self) -> int:
        metrics = self.fontMetrics()
        return max(10, round(0.88 * metrics.height()) + 1)


class ProbabilityBars(QWidget):
    """A few classes, best first, each with a bar and its p."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, float], ...] = ()
        self._theme: Theme = DARK
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(96)

    @property
    def rows(self) -> tuple[tuple[str, float], ...]:
        """Name and probability of each class."""
        return self._rows

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def set_rows(self, rows: Sequence[tuple[str, float]]) -> None:
        """Show other classes or other probabilities."""
        if tuple(rows) != self._rows:
            resized = len(rows) != len(self._rows)
            self._rows = tuple(rows)
            self.update()
            if resized:
                self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that all rows take."""
        return QSize(180, len(self._rows) * self._row_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of the first three rows."""
        return QSize(96, min(3, len(self._rows)) * self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many rows as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_small(self.font()))
        height = self._row_height()
        for place, (name, p) in enumerate(self._rows):
            row = QRectF(0, place * height, self.width(), height)
            if row.bottom() <= self.height() + 1:
                self._paint_row(painter, row, name, p)

    def _paint_row(self, painter: QPainter, row: QRectF, name: str, p: float) -> None:
        metrics = painter.fontMetrics()
        names, number = 0.36 * row.width(), metrics.horizontalAdvance("0.00") + 6
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(names - 6))
        painter.setPen(self._theme.color("text"))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignLeft, elided)
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, f"{p:.2f}")
        top = row.top() + (row.height() - BAR) / 2
        bar = QRectF(names, top, row.width() - names - number, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(self._theme.color("text"))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), max(2.0, bar.width() * p), BAR), 3, 3
        )

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 1
