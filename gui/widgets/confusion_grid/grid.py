"""A confusion matrix whose cells can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.keyboard import CHOOSING, is_plain
from gui.replies import Replies
from gui.widgets.confusion_grid.cell import ROLES, CellPainter

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.theme import Theme

    Cell = tuple[int, int]
    """What was said, and what it is."""

CELL = QSize(64, 30)
SMALLEST = QSize(12, 12)
"""Of a cell; where it is too small for its number, the tooltip has it."""

GAP = 2
HEADING = 84
HEADING_GAP = 12
"""Most pixels for the name of a row, and those after it."""

_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ConfusionGrid(QWidget):
    """A row for each class that examples are of, a column for each answer.

    Signals
    -------
    cell_picked : int, int
        What was said, and what it is.
    """

    cell_picked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: npt.NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._colors: dict[str, QColor] = {}
        self._selected: Cell | None = None
        self._cursor: Cell = 0, 0
        self._measure()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setMouseTracking(True)
        Replies(self, _wants, self._tip_at)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._colors = {role: theme.color(role) for role in ROLES}
        self.update()

    def show_counts(
        self, counts: npt.NDArray[np.int64], names: tuple[str, ...]
    ) -> None:
        """Show how many examples each class has in each cell.

        Parameters
        ----------
        counts : ndarray of int64, shape (classes, classes)
            A row for each class that examples are of, a column for each answer.
        names : tuple of str
            What the classes are called.
        """
        if names != self._names:
            self._use_names(names)
        elif np.array_equal(counts, self._counts):
            return
        else:
            for label in np.flatnonzero((counts != self._counts).any(axis=1)).tolist():
                self.update(self._row_rect(label))
        self._counts = counts
        self.setAccessibleDescription(self._in_words())

    def _use_names(self, names: tuple[str, ...]) -> None:
        self._names, self._cursor = names, (0, 0)
        self._measure()
        self.updateGeometry()
        self.update()

    def select(self, cell: Cell | None) -> None:
        """Outline a cell, or none."""
        if cell != self._selected:
            self._selected = cell
            self._cursor = cell or self._cursor
            self.update()

    # Layout

    def sizeHint(self) -> QSize:
        """Ask for cells that are easily read, or smaller ones if they are many."""
        size = min(CELL.width(), 220 // max(len(self._names), 1))
        width = self._left + len(self._names) * max(size, SMALLEST.width())
        return QSize(width + GAP, self._top + len(self._names) * CELL.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no height: nobody's panel should grow for it."""
        return QSize(self.sizeHint().width(), 0)

    @property
    def least_size(self) -> QSize:
        """The size in which cells can still be told apart."""
        rows = len(self._names) * SMALLEST.height()
        return QSize(self.sizeHint().width(), self._top + rows)

    def _measure(self) -> None:
        """Find out how much room names take beside and above the cells."""
        metrics = self.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self._names), default=0)
        self._left = min(widest, HEADING) + HEADING_GAP
        # What was said, above its names.
        self._top = 2 * metrics.height() + 4

    def changeEvent(self, event: QEvent) -> None:
        """Measure names anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _cell_size(self) -> tuple[int, int]:
        count = max(len(self._names), 1)
        width = (self.width() - self._left - GAP) // count
        height = (self.height() - self._top) // count
        return min(width, CELL.width()), min(height, CELL.height())

    def cell_rect(self, said: int, label: int) -> QRect:
        """Return where a cell is."""
        width, height = self._cell_size()
        left, top = self._left + said * width, self._top + label * height
        return QRect(left, top, width - GAP, height - GAP)

    def _row_rect(self, label: int) -> QRect:
        width, height = self._cell_size()
        top = self._top + label * height
        return QRect(self._left, top, len(self._names) * width, height)

    def _cell_at(self, place: QPoint) -> Cell | None:
        width, height = self._cell_size()
        said = (place.x() - self._left) // max(width, 1)
        label = (place.y() - self._top) // max(height, 1)
        count = len(self._names)
        inside = 0 <= said < count and 0 <= label < count
        return (said, label) if inside else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, cells and what is selected, as far as they have changed."""
        if not self._colors or not self._names:
            return
        painter, changed = QPainter(self), event.region()
        changed_box = changed.boundingRect()
        if changed_box.left() < self._left or changed_box.top() < self._top:
            self._paint_names(painter)
        cells = CellPainter(painter, self._colors)
        for label in range(len(self._names)):
            if changed.intersects(self._row_rect(label)):
                self._paint_row(cells, label)

    def _paint_names(self, painter: QPainter) -> None:
        metrics, flags = self.fontMetrics(), Qt.AlignmentFlag
        painter.setPen(self._colors["secondary"])
        above = QRect(self._left, 0, self.width() - self._left, metrics.height())
        painter.drawText(above, flags.AlignLeft, self.tr("said"))
        for place, name in enumerate(self._names):
            cell = self.cell_rect(place, place)
            line = metrics.height()
            across = QRect(cell.left(), line, cell.width(), line)
            painter.drawText(across, flags.AlignHCenter, _fit(name, cell, metrics))
            if cell.height() >= metrics.height():
                down = QRect(0, cell.top(), self._left - 6, cell.height())
                text = _fit(name, down, metrics)
                painter.drawText(down, flags.AlignVCenter | flags.AlignRight, text)

    def _paint_row(self, cells: CellPainter, label: int) -> None:
        numbers = self._counts[label].tolist()
        total = max(sum(numbers), 1)
        for said, number in enumerate(numbers):
            box, mark = self.cell_rect(said, label), self._mark((said, label))
            cells.paint(box, number, number / total, said != label, mark)

    def _mark(self, cell: Cell) -> Qt.PenStyle:
        if cell == self._selected:
            return Qt.PenStyle.SolidLine
        is_cursor = cell == self._cursor and self.hasFocus()
        return Qt.PenStyle.DotLine if is_cursor else Qt.PenStyle.NoPen

    # Words

    def _sentence(self, cell: Cell) -> str:
        said, label = cell
        return self.tr("said {said}, is {label}: {count} test pictures").format(
            said=self._names[said],
            label=self._names[label],
            count=f"{int(self._counts[label, said]):,}",
        )

    def _in_words(self) -> str:
        """Return all of it for who can't see it, as long as that can be listened to."""
        count = len(self._names)
        if count > _MOST_SPOKEN:
            return self._sentence(self._cursor)
        cells = ((said, label) for label in range(count) for said in range(count))
        return "; ".join(map(self._sentence, cells))

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        cell = self._cell_at(event.position().toPoint())
        if cell is not None:
            self._pick(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another cell, or choose it."""
        if event.key() in CHOOSING and self._names:
            self._pick(self._cursor)
        elif event.key() in _STEPS and self._names:
            step, last = _STEPS[event.key()], len(self._names) - 1
            pairs = zip(self._cursor, step, strict=True)
            said, label = (min(max(at + by, 0), last) for at, by in pairs)
            self._cursor = said, label
            self.setAccessibleDescription(self._sentence(self._cursor))
            self.update()
        else:
            super().keyPressEvent(event)

    def _pick(self, cell: Cell) -> None:
        self._cursor = cell
        self.cell_picked.emit(*cell)
        self.update()

    def _tip_at(self, point: QPoint) -> str | None:
        cell = self._cell_at(point)
        click = self.tr(" · click to see them")
        return None if cell is None else self._sentence(cell) + click


_MOST_SPOKEN = 4
"""Classes of which all cells are put into words."""


def _fit(name: str, box: QRect, metrics: QFontMetrics) -> str:
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())


def _wants(event: QKeyEvent) -> bool:
    is_ours = event.key() in _STEPS or event.key() in CHOOSING
    return is_ours and is_plain(event)
