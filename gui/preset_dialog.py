"""Asks what to call a preset, and what to look for in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

LONGEST_NAME = 60
NOTE_LINES = 3


class PresetDialog(QDialog):
    """A name and a note, and where to save them.

    Signals
    -------
    kept : str, str
        Name and note of a preset for the user's own menu.
    shared : str, str
        The same for one that goes to a file of the user's choice.
    """

    kept = Signal(str, str)
    shared = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("presetDialog")
        self.setWindowTitle(self.tr("Save preset"))
        self.name, self.note = QLineEdit(), QPlainTextEdit()
        self.name.setObjectName("presetNameEdit")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("What the menu calls it"))
        self.note.setObjectName("presetNoteEdit")
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("What to look for; may stay empty"))
        line = self.note.fontMetrics().lineSpacing()
        self.note.setFixedHeight(line * NOTE_LINES + 16)
        self._make_buttons()
        self._lay_out()
        self.name.textChanged.connect(self._show_whether_named)
        self._show_whether_named()

    def _make_buttons(self) -> None:
        roles = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self.buttons.addButton(self.tr("Save"), roles.AcceptRole)
        self.keep.setToolTip(self.tr("Put it into your menu of presets"))
        self.share = self.buttons.addButton(
            self.tr("Save to a file…"), roles.ActionRole
        )
        self.share.setToolTip(self.tr("Save it where you want, to give it to others"))
        self.keep.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.share.clicked.connect(self._share)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(QLabel(self.tr("Name")), self.name)
        form.addRow(QLabel(self.tr("What to look for")), self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(440)

    def _show_whether_named(self) -> None:
        named = bool(self.name.text().strip())
        self.keep.setEnabled(named)
        self.share.setEnabled(named)

    def _texts(self) -> tuple[str, str]:
        note = " ".join(self.note.toPlainText().split())
        return self.name.text().strip(), note

    def _keep(self) -> None:
        self.accept()
        self.kept.emit(*self._texts())

    def _share(self) -> None:
        self.accept()
        self.shared.emit(*self._texts())
