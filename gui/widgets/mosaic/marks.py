"""What is painted on and below the pictures of a strip: it stays while they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from gui.widgets.mosaic.grid import OUTLINE

if TYPE_CHECKING:
    from gui.theme import Theme


@dataclass(frozen=True)
class Mark:
    """What belongs to one picture.

    Attributes
    ----------
    text : str
        Stands below it.
    target : QRect
        Where the picture is.
    label : QRect
        Where its text is.
    is_crossed, is_selected : bool
        Whether it gets a cross, and an outline.
    """

    text: str
    target: QRect
    label: QRect
    is_crossed: bool
    is_selected: bool


@dataclass(frozen=True)
class Marks:
    """All marks, and how they look; equal ones are painted alike."""

    marks: tuple[Mark, ...]
    theme: Theme
    font: QFont
    outline: int
    size: QSize
    offset: QPoint
    ratio: float

    def painted(self) -> QPixmap:
        """Return a picture of them on clear ground."""
        pixmap = QPixmap(self.size * self.ratio)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.translate(-self.offset)
        painter.setFont(self.font)
        for mark in self.marks:
            self._paint(painter, mark)
        painter.end()
        return pixmap

    def _paint(self, painter: QPainter, mark: Mark) -> None:
        if mark.is_crossed:
            self._paint_cross(painter, mark.target)
        if mark.is_selected:
            painter.setPen(QPen(self.theme.color("text"), self.outline))
            painter.drawRect(mark.target.adjusted(-1, -1, 1, 1))
        painter.setPen(self.theme.color("text" if mark.is_selected else "secondary"))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(mark.label, flags, mark.text)

    def _paint_cross(self, painter: QPainter, target: QRect) -> None:
        painter.fillRect(target, self.theme.color("panel", 150))
        painter.setPen(QPen(self.theme.color("wrong"), OUTLINE))
        third = target.width() // 3
        box = target.adjusted(third, third, -third, -third)
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
