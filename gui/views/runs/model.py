"""The table of runs as a model: one row for each run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from gui.plain_text import tool_tip
from gui.views.runs.columns import COLUMNS, NOTE_COLUMN, Column, Row
from gui.views.runs.settings import commonest, differing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QColor, QIcon

    from engine.runs.record import RunRecord

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SORT = Qt.ItemDataRole.UserRole
UID = Qt.ItemDataRole.UserRole + 1
DIFFERS = Qt.ItemDataRole.UserRole + 2
"""Whether a setting is another one than that of the runs beside it."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Runs", text)


MOST_REMOVALS = 20
"""Rows that are taken out one by one, each of which is heard of by others."""


_LOOKS = [
    DIFFERS,
    Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.AccessibleTextRole,
]
"""Roles of what says that a setting differs, or that a curve is drawn."""


class RunsModel(QAbstractTableModel):
    """One row for each run, in the order in which they came.

    Signals
    -------
    noted : (str, str)
        A run's uid and the note that was written to it.
    """

    noted = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._usual: dict[int, str | None] = {}
        self._compared: frozenset[str] = frozenset()
        self._differing: frozenset[int] = frozenset()
        self._swatches: dict[str, QIcon] = {}
        self._mark: QColor | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    # What it shows

    def set_records(self, records: Sequence[RunRecord]) -> None:
        """Show these runs; those that stay keep their rows."""
        by_uid = {record.uid: record for record in records}
        gone = [i for i, row in enumerate(self._rows) if row.record.uid not in by_uid]
        if not self._rows or len(gone) > MOST_REMOVALS:
            self.beginResetModel()
            self._rows = list(map(Row, records))
            self._compare()
            self.endResetModel()
            return
        self._remove(gone)
        self._replace(by_uid)
        shown = {row.record.uid for row in self._rows}
        self._append([record for record in records if record.uid not in shown])
        self._compare()
        self._looks_changed()

    def _remove(self, gone: Sequence[int]) -> None:
        for number in reversed(gone):
            self.beginRemoveRows(_ROOT, number, number)
            del self._rows[number]
            self.endRemoveRows()

    def _replace(self, records: dict[str, RunRecord]) -> None:
        for number, row in enumerate(self._rows):
            record = records[row.record.uid]
            if record is not row.record:
                self._rows[number] = Row(record)
                last = self.index(number, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def _append(self, records: Sequence[RunRecord]) -> None:
        if records:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(records) - 1)
            self._rows += map(Row, records)
            self.endInsertRows()

    def compare(self, uids: Collection[str]) -> None:
        """Mark where these runs differ; with fewer than two, what is unusual."""
        self._compared = frozenset(uids) if len(uids) > 1 else frozenset()
        self._compare()
        self._looks_changed()

    def _compare(self) -> None:
        """Find which settings stand out."""
        compared = [row for row in self._rows if row.record.uid in self._compared]
        columns = [(i, c.setting) for i, c in enumerate(COLUMNS) if c.setting]
        self._usual, self._differing = {}, frozenset()
        if len(compared) > 1:
            self._differing = frozenset(
                i for i, setting in columns if len(set(map(setting, compared))) > 1
            )
        else:
            self._usual = {
                i: commonest(map(setting, self._rows)) for i, setting in columns
            }

    def set_swatches(self, swatches: dict[str, QIcon]) -> None:
        """Show these beside the numbers of runs whose curves are drawn."""
        if swatches or self._swatches:
            self._swatches = swatches
            self._looks_changed()

    def set_mark(self, color: QColor) -> None:
        """Lay this colour under what differs."""
        self._mark = color
        self._looks_changed()

    def _looks_changed(self) -> None:
        """Have all rows painted again; no text has changed, so none is sorted."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, _LOOKS)

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def differences(self, uids: Collection[str]) -> tuple[dict[str, Row], list[str]]:
        """Return these runs, and the names of the settings in which they differ."""
        rows = {r.record.uid: r for r in self._rows if r.record.uid in uids}
        return rows, differing([row.settings for row in rows.values()])

    # Qt's model

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, sorting key, font, colour, alignment or picture."""
        column, row = COLUMNS[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row)
        if role == SORT:
            return column.key(row)
        if role == UID:
            return row.record.uid
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(column.text(row))
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._swatches.get(row.record.uid)
        return self._emphasis(index, role, column, row)

    def _emphasis(self, index: Index, role: int, column: Column, row: Row) -> Any:
        """Return how a setting stands out that differs."""
        if role not in _LOOKS or role == Qt.ItemDataRole.DecorationRole:
            return None
        differs = self._differs(index.column(), column, row)
        if role == DIFFERS:
            return differs
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = column.text(row)
            return tr("{text}, differs").format(text=text) if differs else text
        if not differs:
            return None
        return self._bold if role == Qt.ItemDataRole.FontRole else self._mark

    def _differs(self, number: int, column: Column, row: Row) -> bool:
        if column.setting is None:
            return False
        if self._differing:
            return number in self._differing and row.record.uid in self._compared
        usual = self._usual.get(number)
        return usual is not None and column.setting(row) != usual

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's heading, or what it means."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].heading()
        if role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[section].tip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let notes be written."""
        flags = super().flags(index)
        if index.column() == NOTE_COLUMN:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Say that a note was written; it is shown when it is stored."""
        if role != Qt.ItemDataRole.EditRole or index.column() != NOTE_COLUMN:
            return False
        record = self._rows[index.row()].record
        if str(value) != record.note:
            self.noted.emit(record.uid, str(value))
        return True


class RunsFilter(QSortFilterProxyModel):
    """Runs that have all the words somewhere, sorted as their columns say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSortRole(SORT)

    def set_text(self, text: str) -> None:
        """Show only runs that have all of these words."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tell whether a run has them."""
        if not self._words:
            return True
        model = self.sourceModel()
        assert isinstance(model, RunsModel)
        searched = model.row(source_row).searched
        return all(word in searched for word in self._words)


def _alignment(column: Column) -> int:
    flags = Qt.AlignmentFlag
    side = flags.AlignRight if column.is_number else flags.AlignLeft
    return int(side | flags.AlignVCenter)
