"""What a list of small pictures asks for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from gui.plain_text import tool_tip

if TYPE_CHECKING:
    from collections.abc import Sized

    from PySide6.QtCore import QPersistentModelIndex

    from engine.datasets import Picture

PICTURE_ROLE = Qt.ItemDataRole.UserRole
"""The picture of a tile, None if the data aren't pictures."""

NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
"""Its place in the data set."""


class TileModel(QAbstractListModel):
    """One row for each tile; what that is, subclasses say."""

    _rows: Sized

    def caption(self, row: int) -> str:
        """Return what stands below the picture."""
        raise NotImplementedError

    def sentence(self, row: int) -> str:
        """Return what is said of it."""
        raise NotImplementedError

    def picture(self, row: int) -> Picture | None:
        """Return the picture; it is made when somebody asks."""
        raise NotImplementedError

    def number(self, row: int) -> int:
        """Return the place in the data set."""
        raise NotImplementedError

    def rowCount(
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """Return the number of tiles."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return what a row shows."""
        row = index.row()
        if not 0 <= row < len(self._rows):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.caption(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(self.sentence(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.sentence(row)
            case _ if role == PICTURE_ROLE:
                return self.picture(row)
            case _ if role == NUMBER_ROLE:
                return self.number(row)
        return None
