"""Asks what to call a preset, what it is for, and what a lesson leaves free."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from engine.lesson import PARTS
from gui.words import engine_text

if TYPE_CHECKING:
    from engine.lesson import Lesson

LONGEST_NAME = 60
LEAST_WIDTH = 380
"""Of a line of text, in pixels."""

NOTE_LINES = 6
COLUMNS = 2
INDENT = 22


class Draft(NamedTuple):
    """What the user wants to save.

    Attributes
    ----------
    label : str
        Name for people.
    note : str
        What to look for, or to do.
    free : frozenset of str or None
        Parts that a lesson leaves free; None for what is no lesson.
    """

    label: str
    note: str
    free: frozenset[str] | None


class PresetDialog(QDialog):
    """A name and a note, whether it is a lesson, and where to save it.

    Parameters
    ----------
    parent : QWidget
        The window.
    lesson : Lesson, optional
        The present one: to be changed, and saved again.

    Signals
    -------
    kept : Draft
        A preset for the user's own menu.
    shared : Draft
        One that goes to a file of the user's choice.
    """

    kept = Signal(object)
    shared = Signal(object)

    def __init__(self, parent: QWidget, lesson: Lesson | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presetDialog")
        self.setWindowTitle(self.tr("Save preset"))
        self.name, self.note = QLineEdit(), QPlainTextEdit()
        self.name.setObjectName("presetNameEdit")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(LEAST_WIDTH)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("What the menu calls it"))
        self.note.setObjectName("presetNoteEdit")
        self.note.setTabChangesFocus(True)
        self.note.setToolTip(self.tr("What to look for, or to do; may stay empty"))
        line = self.note.fontMetrics().lineSpacing()
        self.note.setFixedHeight(line * NOTE_LINES + 16)
        self.is_lesson = QCheckBox(self.tr("It is a lesson: only this may be changed"))
        self.is_lesson.setObjectName("lessonCheck")
        self.is_lesson.setToolTip(
            self.tr("Everything else stays as it is now, until the lesson is ended")
        )
        self.parts = {part.name: QCheckBox(engine_text(part.label)) for part in PARTS}
        self._choice = self._make_choice()
        self._note_label = QLabel()
        self._make_buttons()
        self._lay_out()
        self.name.textChanged.connect(self._show_whether_named)
        self.is_lesson.toggled.connect(self._show_whether_lesson)
        self._show_whether_named()
        self._show_whether_lesson()
        if lesson is not None:
            self._show_lesson(lesson)

    def _make_choice(self) -> QWidget:
        """Return all parts of a lesson, in columns."""
        choice = QWidget()
        grid = QGridLayout(choice)
        grid.setContentsMargins(INDENT, 0, 0, 0)
        rows = -(-len(self.parts) // COLUMNS)
        for place, (name, check) in enumerate(self.parts.items()):
            check.setObjectName(f"free-{name}")
            grid.addWidget(check, place % rows, place // rows)
        return choice

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
        form.addRow(self._note_label, self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(14)
        # It grows when there is more to choose.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinAndMaxSize)
        layout.addLayout(form)
        layout.addWidget(self.is_lesson)
        layout.addWidget(self._choice)
        layout.addWidget(self.buttons)

    def _show_lesson(self, lesson: Lesson) -> None:
        self.name.setText(engine_text(lesson.title)[:LONGEST_NAME])
        self.note.setPlainText(engine_text(lesson.task))
        for name, check in self.parts.items():
            check.setChecked(name in lesson.free)
        self.is_lesson.setChecked(True)

    def _show_whether_named(self) -> None:
        named = bool(self.name.text().strip())
        self.keep.setEnabled(named)
        self.share.setEnabled(named)

    def _show_whether_lesson(self) -> None:
        is_lesson = self.is_lesson.isChecked()
        self._choice.setVisible(is_lesson)
        label = self.tr("Task") if is_lesson else self.tr("What to look for")
        self._note_label.setText(label)
        self.note.setAccessibleName(label)

    def _draft(self) -> Draft:
        lines = (" ".join(line.split()) for line in self.note.toPlainText().split("\n"))
        note = "\n".join(filter(None, lines))
        ticked = (name for name, check in self.parts.items() if check.isChecked())
        free = frozenset(ticked) if self.is_lesson.isChecked() else None
        return Draft(self.name.text().strip(), note, free)

    def _keep(self) -> None:
        self.accept()
        self.kept.emit(self._draft())

    def _share(self) -> None:
        self.accept()
        self.shared.emit(self._draft())
