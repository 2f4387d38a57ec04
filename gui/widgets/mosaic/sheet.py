"""What of a strip stays while pictures change: where they stand, and their marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from gui.small_font import small_font
from gui.widgets.mosaic.grid import OUTLINE, Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.theme import Theme


@dataclass(frozen=True)
class Sheet:
    """The part of a strip that is in view; equal ones are painted alike.

    Attributes
    ----------
    grid : Grid
        Where tiles stand.
    first : int
        The first place in view.
    indices : tuple of int
        Indices of the pictures from there on.
    picture : QSize
        Size of each picture in its own pixels.
    crossed : frozenset of int
        Indices of pictures that get a cross.
    selected : int
        Index of the one that gets an outline.
    label : callable
        ``label(index)`` returns what stands below a picture.
    theme : Theme
        Its colours.
    font : QFont
        The strip's own; labels are smaller.
    has_focus : bool
        Whether keys go there.
    size : QSize
        Size of what is in view.
    offset : int
        Pixels that are scrolled out of it to the left.
    ratio : float
        The screen's pixels for one logical pixel.
    """

    grid: Grid
    first: int
    indices: tuple[int, ...]
    picture: QSize
    crossed: frozenset[int]
    selected: int
    label: Callable[[int], str]
    theme: Theme
    font: QFont
    has_focus: bool
    size: QSize
    offset: int
    ratio: float

    @cached_property
    def targets(self) -> list[QRect]:
        """Where the pictures are."""
        places = range(self.first, self.first + len(self.indices))
        return [self._fitted(self._moved(self.grid.slot(place))) for place in places]

    @cached_property
    def sources(self) -> list[QRect]:
        """Where each is in an image with all of them, one below the other."""
        width, height = self.picture.width(), self.picture.height()
        rows = range(len(self.indices))
        return [QRect(0, row * height, width, height) for row in rows]

    @cached_property
    def marks(self) -> QPixmap:
        """Labels, outline and crosses on clear ground."""
        pixmap = QPixmap(self.size * self.ratio)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setFont(small_font(self.font))
        for index, target, label in self._tiles():
            self._paint(painter, index, target, label)
        painter.end()
        return pixmap

    def _moved(self, rect: QRect) -> QRect:
        return rect.translated(-self.offset, 0)

    def _fitted(self, slot: QRect) -> QRect:
        size = self.picture.scaled(slot.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(slot.center())
        return target

    def _tiles(self) -> Iterator[tuple[int, QRect, QRect]]:
        """Yield each picture's index, its place and that of its label."""
        pairs = zip(self.indices, self.targets, strict=True)
        for place, (index, target) in enumerate(pairs, self.first):
            yield index, target, self._moved(self.grid.label(place))

    def _paint(
        self, painter: QPainter, index: int, target: QRect, label: QRect
    ) -> None:
        is_selected = index == self.selected
        if index in self.crossed:
            self._paint_cross(painter, target)
        if is_selected:
            outline = OUTLINE + self.has_focus
            painter.setPen(QPen(self.theme.color("text"), outline))
            painter.drawRect(target.adjusted(-1, -1, 1, 1))
        painter.setPen(self.theme.color("text" if is_selected else "secondary"))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(label, flags, self.label(index))

    def _paint_cross(self, painter: QPainter, target: QRect) -> None:
        painter.fillRect(target, self.theme.color("panel", 150))
        painter.setPen(QPen(self.theme.color("wrong"), OUTLINE))
        third = target.width() // 3
        box = target.adjusted(third, third, -third, -third)
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
