"""A matrix in signed colours: rows are units, columns their inputs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.hatching import hatching, in_blocks, unfinished
from gui.keyboard import is_plain
from gui.pixels import signed_picture, to_image
from gui.replies import Replies

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from engine.arrays import Array
    from gui.theme import Theme

MARGIN = 14
"""Room for the marks beside the rows."""

LARGEST_CELL = 28
SMALLEST_SQUARE = 4
"""Cells that would be smaller fill the room instead of being square."""

SMALLEST_WITH_LINES = 9
SMALLEST_MARK = 5
"""Pixels across of what marks a number that isn't finite, however small its cell."""

MOST_MARKS = 3_000
KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Heatmap(QWidget):
    """Shows a matrix; of one that has more cells than pixels, evenly spread samples.

    Signals
    -------
    row_picked : int
        The row that the user chose; `set_selected` outlines it.
    row_opened : int
        The row that was clicked twice, or on which Return was pressed.
    """

    row_picked = Signal(int)
    row_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: Array = np.zeros((0, 0))
        self._scale = 1.0
        self._name = ""
        self._theme: Theme | None = None
        self._selected: int | None = None
        self._crossed: frozenset[int] = frozenset()
        self._column: int | None = None
        self._image: QImage | None = None
        self._hatching: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Replies(self, _wants, self._tip_at)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self._image = None
        self.update()

    def set_matrix(
        self,
        matrix: Array,
        scale: float,
        name: str,
        crossed: frozenset[int] = frozenset(),
    ) -> None:
        """Show a matrix.

        Parameters
        ----------
        matrix : ndarray, shape (rows, columns)
            The numbers.
        scale : float
            The absolute value that gets full colour.
        name : str
            What tooltips call it.
        crossed : frozenset of int
            Rows that are marked with a cross.
        """
        self._matrix, self._scale, self._name = matrix, scale, name
        self._crossed = crossed
        self._image = None
        self.update()

    def set_selected(self, row: int | None, column: int | None = None) -> None:
        """Outline a row, or none; and a column, by a dashed line."""
        if (row, column) != (self._selected, self._column):
            self._selected, self._column = row, column
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for cells of a good size."""
        rows, columns = self._matrix.shape
        return QSize(MARGIN + min(columns, 40) * 12, min(rows, 40) * 12)

    # Geometry

    def _cell(self) -> tuple[float, float]:
        """Return width and height of a cell."""
        rows, columns = self._matrix.shape
        width = min((self.width() - MARGIN - 3) / max(columns, 1), LARGEST_CELL)
        height = min((self.height() - 4) / max(rows, 1), LARGEST_CELL)
        side = math.floor(min(width, height))
        return (side, side) if side >= SMALLEST_SQUARE else (width, height)

    def _grid(self) -> QRect:
        rows, columns = self._matrix.shape
        width, height = self._cell()
        return QRect(MARGIN, 2, round(columns * width), round(rows * height))

    def _row_rect(self, row: int) -> QRect:
        grid, height = self._grid(), self._cell()[1]
        top = grid.top() + round(row * height)
        return QRect(grid.left(), top, grid.width(), max(round(height), 2))

    def _column_rect(self, column: int) -> QRect:
        grid, width = self._grid(), self._cell()[0]
        left = grid.left() + round(column * width)
        return QRect(left, grid.top(), max(round(width), 2), grid.height())

    def _drawn(self) -> tuple[slice, slice]:
        """Return which rows and columns are drawn: all, or about one for each pixel."""
        grid, ratio = self._grid(), self.devicePixelRatioF()
        rows, columns = self._matrix.shape
        return (
            slice(None, None, math.ceil(rows / max(grid.height() * ratio, 1))),
            slice(None, None, math.ceil(columns / max(grid.width() * ratio, 1))),
        )

    def _index_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return row and column of the number that is drawn at a point."""
        grid = self._grid()
        if not grid.contains(point) or not self._matrix.size:
            return None
        index = []
        offsets = point.y() - grid.top(), point.x() - grid.left()
        sides = grid.height(), grid.width()
        for offset, side, drawn, count in zip(
            offsets, sides, self._drawn(), self._matrix.shape, strict=True
        ):
            shown = range(count)[drawn]
            index.append(shown[min(offset * len(shown) // side, len(shown) - 1)])
        return index[0], index[1]

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells and the marks of rows."""
        if self._theme is None or not self._matrix.size or self._grid().isEmpty():
            return
        painter = QPainter(self)
        painter.drawImage(self._grid(), self._painted())
        if self._hatching is not None:
            painter.drawImage(self._grid(), self._hatching)
        if min(self._cell()) >= SMALLEST_WITH_LINES:
            self._paint_lines(painter)
        painter.setPen(QPen(self._theme.color("wrong"), 1.6))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Of rows that share a pixel, one mark shows all.
        top, height = self._grid().top() - 0.5, self._cell()[1]
        for y in {round(top + (row + 0.5) * height) for row in self._crossed}:
            self._paint_cross(painter, y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_outline(painter)

    def _painted(self) -> QImage:
        """Return the cells, and hatch those without a number for the next moment."""
        if self._image is None:
            picture = signed_picture(self._matrix[self._drawn()], self._scale)
            # Three bytes a pixel are slow to scale.
            image = to_image(picture)
            self._image = image.convertToFormat(QImage.Format.Format_RGB32)
            self._hatching = self._hatched()
        return self._image

    def _hatched(self) -> QImage | None:
        mask = unfinished(self._matrix)
        if mask is None or self._theme is None:
            return None
        grid, blocks = self._grid(), in_blocks(mask, *self._drawn())
        height, width = (
            side / count
            for side, count in zip(
                (grid.height(), grid.width()), blocks.shape, strict=True
            )
        )
        across, down = (math.ceil(max(side, SMALLEST_MARK)) for side in (width, height))
        places = np.argwhere(blocks)
        places = places[:: math.ceil(len(places) / MOST_MARKS)]
        rects = (
            QRect(round(column * width), round(row * height), across, down)
            for row, column in places.tolist()
        )
        return hatching(grid.size(), rects, self._theme)

    def _paint_lines(self, painter: QPainter) -> None:
        assert self._theme is not None
        painter.setPen(self._theme.color("panel"))
        grid, (width, height) = self._grid(), self._cell()
        rows, columns = self._matrix.shape
        for column in range(1, columns):
            x = grid.left() + round(column * width) - 1
            painter.drawLine(x, grid.top(), x, grid.bottom())
        for row in range(1, rows):
            y = grid.top() + round(row * height) - 1
            painter.drawLine(grid.left(), y, grid.right(), y)

    def _paint_cross(self, painter: QPainter, y: int) -> None:
        arm = min(4, max(round(self._cell()[1] / 2) - 1, 1))
        x = MARGIN // 2 - 1
        painter.drawLine(x - arm, y - arm, x + arm, y + arm)
        painter.drawLine(x - arm, y + arm, x + arm, y - arm)

    def _paint_outline(self, painter: QPainter) -> None:
        assert self._theme is not None
        painter.setPen(self._theme.color("secondary"))
        if self.hasFocus():
            painter.drawRect(self._grid().adjusted(-1, -1, 0, 0))
        if self._selected is not None and self._selected < len(self._matrix):
            painter.setPen(QPen(self._theme.color("text"), 2))
            painter.drawRect(self._row_rect(self._selected).adjusted(0, 0, 0, -1))
        if self._column is not None and self._column < self._matrix.shape[1]:
            painter.setPen(QPen(self._theme.color("text"), 1.6, Qt.PenStyle.DashLine))
            painter.drawRect(self._column_rect(self._column).adjusted(0, 0, -1, 0))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Draw other samples if there is other room."""
        self._image = None

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        index = self._index_at(event.position().toPoint())
        if index is not None:
            self.row_picked.emit(index[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row under the pointer."""
        index = self._index_at(event.position().toPoint())
        if index is not None:
            self.row_opened.emit(index[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another row with the arrow keys; Return opens it."""
        if event.key() in OPENING and self._selected is not None:
            self.row_opened.emit(self._selected)
            return
        row = -1 if self._selected is None else self._selected
        last = len(self._matrix) - 1
        targets: dict[int, int] = {
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(event.key())
        if target is None or last < 0 or not is_plain(event):
            super().keyPressEvent(event)
        else:
            self.row_picked.emit(min(max(target, 0), last))

    def _tip_at(self, point: QPoint) -> str | None:
        index = self._index_at(point)
        if index is None:
            return None
        row, column = index
        number = f"{self._matrix[index]:.3g}".replace("-", "−")
        return f"{self._name}[{row + 1}, {column + 1}] = {number}"


def _wants(event: QKeyEvent) -> bool:
    return event.key() in KEYS and is_plain(event)
