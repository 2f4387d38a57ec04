"""The shapes of all arrays, layer by layer, as the course checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from gui.view import View
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from engine.spec import LayerShapes
    from gui.view_state import ViewState

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class _Column:
    """A column: its heading and the rule behind it."""

    heading: str
    rule: str


class ShapesModel(QAbstractTableModel):
    """One row for each layer, and one for all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[LayerShapes, ...] = ()
        self._columns = self._described_columns()
        self._total_font = QFont()
        self._total_font.setBold(True)

    def set_layers(self, layers: tuple[LayerShapes, ...]) -> None:
        """Show other layers."""
        self.beginResetModel()
        self._layers = layers
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of layers, and one for the total."""
        return 0 if parent.isValid() or not self._layers else len(self._layers) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, rule, font or alignment."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._columns[index.column()].rule
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self._layers):
            return self._total_font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = index.column() == len(self._columns) - 1
            side = (
                Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column, and its rule as a tooltip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.data(self.index(0, section), role)
        return self._columns[section].rule if role in _SAYING_ROLES else None

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        if row == len(self._layers):
            return self._total(column)
        shapes = self._layers[row]
        kinds = shapes.W, shapes.b, shapes.Z, shapes.Z
        cells = (f"{shapes.layer}", *map(_shape, kinds), f"{shapes.parameters:,}")
        return cells[column]

    def _total(self, column: int) -> str:
        if column == 0:
            return self.tr("total")
        if column < len(self._columns) - 1:
            return ""
        return f"{sum(shapes.parameters for shapes in self._layers):,}"

    def _described_columns(self) -> tuple[_Column, ...]:
        return (
            _Column(
                self.tr("layer l"),
                self.tr("The hidden layers and the output; the input is layer 0."),
            ),
            _Column(
                "W[l]",
                self.tr("W[l] has n[l] rows, one for each unit, and n[l-1] columns."),
            ),
            _Column(
                "b[l]",
                self.tr(
                    "b[l] has n[l] rows, one for each unit, and 1 column, which is "
                    "added for every example."
                ),
            ),
            _Column(
                "Z[l]",
                self.tr(
                    "Z[l] = W[l] A[l-1] + b[l] has n[l] rows, one for each unit, and m "
                    "columns, one for each training example."
                ),
            ),
            _Column(
                "A[l]", self.tr("A[l] = g(Z[l]) has the shape of Z[l]. A[0] is X.")
            ),
            _Column(
                self.tr("parameters"),
                self.tr(
                    "What the layer learns: n[l] × n[l-1] weights and n[l] biases."
                ),
            ),
        )


_SAYING_ROLES = {
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
}


def _shape(shape: tuple[int, int]) -> str:
    return f"{shape[0]:,} × {shape[1]:,}"


class ShapesTable(QTableView):
    """A table that can be copied into a spreadsheet; its rows are as low as text is."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            rows, height = self.verticalHeader(), self.fontMetrics().height()
            rows.setMinimumSectionSize(height)
            rows.setDefaultSectionSize(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected, or else everything."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected cells with their headings, between tabs and lines."""
        model = self.model()
        indexes = self.selectedIndexes()
        rows = sorted({index.row() for index in indexes}) or range(model.rowCount())
        columns = sorted({index.column() for index in indexes}) or range(
            model.columnCount()
        )
        lines = [[self._heading(column) for column in columns]]
        lines += [
            [str(model.index(row, column).data()) for column in columns] for row in rows
        ]
        return "\n".join("\t".join(line) for line in lines)

    def _heading(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal))


class ShapesView(View):
    """Which shape every array of the designed network has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shapesView")
        self.model = ShapesModel(self)
        self.table = ShapesTable(self)
        self._set_up_table()
        self._caption = ElidedLabel("hint", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 4)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addWidget(self.table, 1)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the shapes of the design."""
        if (
            before is not None
            and before.spec == state.spec
            and before.dataset is state.dataset
        ):
            return
        m = len(state.dataset.train)
        self.model.set_layers(state.spec.shapes(m))
        text = self.tr(
            "m = {m:,}, X is {n:,} × {m:,}; dW, db, dZ and dA have the shapes of W, b, "
            "Z and A"
        )
        self._caption.setText(text.format(m=m, n=state.spec.layer_dims[0]))

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Shapes of all arrays"))
        table.setToolTip(self.tr("Ctrl+C copies what is selected, or else everything"))
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
