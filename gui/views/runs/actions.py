"""What can be done with earlier runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.kept_runs import KeptRuns


class RunActions(QObject):
    """The actions on runs, enabled as the selection allows.

    Parameters
    ----------
    table : QWidget
        Where their keys work.
    """

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self._table = table
        self.restore = self._action(
            self.tr("Restore"),
            self.tr("Use the design and all settings of this run for the next one"),
            "Return",
        )
        self.open = self._action(
            self.tr("Open its model"),
            self.tr("Open the network that was kept of this run"),
            "Shift+Return",
        )
        self.keep = self._action(
            self.tr("Keep model"),
            self.tr("Save the network of the present run in its row"),
            "Ctrl+K",
        )
        self.annotate = self._action(
            self.tr("Write a note"),
            self.tr("Write a note to this run"),
            "F2",
        )
        self.export = self._action(
            self.tr("Export as CSV…"),
            self.tr("Write the selected runs to a file for spreadsheets"),
            "Ctrl+E",
        )
        self.delete = self._action(
            self.tr("Delete"),
            self.tr("Take the selected runs off the list; this can be undone"),
            "Delete",
        )
        self.undo = self._action(
            self.tr("Undo delete"),
            self.tr("Bring back the runs that were deleted last"),
            "Ctrl+Backspace",
        )
        self.undo.setIconText(self.tr("Undo"))

    def _action(self, text: str, tip: str, key: str) -> QAction:
        action = QAction(text, self)
        sequence = QKeySequence(key)
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({shown})")
        action.setShortcut(sequence)
        # Only while the table has the keyboard: a note's field needs the same keys.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._table.addAction(action)
        return action

    @property
    def groups(self) -> list[list[QAction]]:
        """All of them, those together that belong together."""
        return [
            [self.restore, self.open, self.keep],
            [self.annotate, self.export],
            [self.delete, self.undo],
        ]

    def enable(self, runs: KeptRuns, selected: Sequence[str]) -> None:
        """Offer what can be done with the runs that are selected."""
        count = len(selected)
        chosen = {r.uid: r for r in runs.records if r.uid in selected}
        has_model = any(record.model_file for record in chosen.values())
        self.restore.setEnabled(count == 1)
        self.annotate.setEnabled(count == 1)
        self.open.setEnabled(count == 1 and has_model)
        self.delete.setEnabled(count > 0)
        self.export.setEnabled(count > 0)
        self.keep.setEnabled(bool(runs.current))
        self.undo.setEnabled(runs.deleted > 0)
