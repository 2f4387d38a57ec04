"""The table of runs: rows as low as text is, a mark on what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from gui.views.runs.columns import COLUMNS, NOTE_COLUMN
from gui.views.runs.model import DIFFERS, UID

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

MARK_WIDTH = 3
CELL_MARGIN = 19
"""Pixels left and right of a cell's text, as the style sheet has them."""


class DifferenceDelegate(QStyledItemDelegate):
    """Draws a bar beside a setting that differs."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        super().paint(painter, option, index)
        if index.data(DIFFERS):
            cell: QRect = option.rect
            bar = QRect(cell.left() + 2, cell.top() + 3, MARK_WIDTH, cell.height() - 6)
            painter.fillRect(bar, option.palette.text())


class RunsTable(QTableView):
    """A table of whole rows; several can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(DifferenceDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)

    def fit(self) -> None:
        """Make rows as high and columns as wide as their texts need.

        Not measured by looking at every cell: that takes long for a thousand runs.
        """
        metrics = self.fontMetrics()
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(metrics.height())
        rows.setDefaultSectionSize(metrics.height() + 4)
        arrow = metrics.height()
        self.setIconSize(QSize(4, 2) * (metrics.height() // 3))
        for number, column in enumerate(COLUMNS):
            heading = metrics.horizontalAdvance(column.heading()) + arrow // 2
            cell = metrics.horizontalAdvance(column.widest)
            if number == 0:
                cell += self.iconSize().width()
            self.setColumnWidth(number, max(heading, cell) + CELL_MARGIN)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def selected(self) -> list[str]:
        """Return the selected runs' uids, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=_row)
        return [str(index.data(UID)) for index in rows]

    def edit_note(self) -> None:
        """Let the note of the present run be written."""
        index = self.currentIndex()
        if index.isValid():
            note = index.siblingAtColumn(NOTE_COLUMN)
            self.setCurrentIndex(note)
            self.edit(note)

    def keep_order(self) -> None:
        """Begin with the newest run."""
        self.sortByColumn(0, Qt.SortOrder.DescendingOrder)


def _row(index: QModelIndex) -> int:
    return index.row()
