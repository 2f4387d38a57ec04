"""One cell of a confusion matrix, painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = ("raised", "text", "secondary", "wrong", "panel")
"""Colours of the theme that the matrix takes."""

MARK = 4
"""Pixels that the fill of a marked cell keeps from its edge."""

CROSS = "✕ "

DARK = 0.5
"""Share up to which a cell has a ground for the theme's text; the others stand out."""


class CellPainter:
    """Paints cells: the larger its share of a row, the more a cell stands out.

    Parameters
    ----------
    painter : QPainter
        What to paint with.
    colors : mapping of str to QColor
        The theme's colours, by role.
    """

    def __init__(self, painter: QPainter, colors: Mapping[str, QColor]) -> None:
        self._painter, self._colors = painter, colors
        self._metrics = painter.fontMetrics()

    def paint(
        self, box: QRect, number: int, share: float, is_wrong: bool, mark: Qt.PenStyle
    ) -> None:
        """Paint a cell.

        Parameters
        ----------
        box : QRect
            Where it is.
        number : int
            What it shows, if there is room.
        share : float
            The number's share of the row, 0 to 1.
        is_wrong : bool
            Whether what it counts is wrong.
        mark : Qt.PenStyle
            Its outline.
        """
        painter, is_marked = self._painter, mark is not Qt.PenStyle.NoPen
        # The outline stands apart, as the fill may be as light as it is.
        apart = MARK if is_marked else 0
        ground = box.adjusted(apart, apart, -apart, -apart)
        painter.fillRect(ground, self._fill(share))
        self._paint_number(box, number, share > DARK, is_wrong and number > 0)
        if is_marked:
            painter.setPen(QPen(self._colors["text"], 2, mark))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _fill(self, share: float) -> QColor:
        strength = 0.35 * share if share <= DARK else 0.5 + 0.4 * share
        return _mixed(self._colors["raised"], self._colors["text"], strength)

    def _paint_number(
        self, box: QRect, number: int, stands_out: bool, is_wrong: bool
    ) -> None:
        text, metrics = f"{number:,}", self._metrics
        cross = metrics.horizontalAdvance(CROSS) if is_wrong else 0
        room = metrics.horizontalAdvance(text) + cross
        if room > box.width() or metrics.height() > box.height():
            return
        start = box.adjusted((box.width() - room) // 2, 0, 0, 0)
        if is_wrong:
            self._paint_text(start, CROSS, "panel" if stands_out else "wrong")
        start = start.adjusted(cross, 0, 0, 0)
        self._paint_text(start, text, "panel" if stands_out else "text")

    def _paint_text(self, start: QRect, text: str, role: str) -> None:
        self._painter.setPen(self._colors[role])
        self._painter.drawText(start, Qt.AlignmentFlag.AlignVCenter, text)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two, at a share of the way."""
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(ours + share * (theirs - ours)) for ours, theirs in pairs))
