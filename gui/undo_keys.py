"""Whose Ctrl+Z it is: a text field's while somebody types in it, else the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

KEY_EVENTS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


class UndoKeys(QObject):
    """Keeps fields from undoing what isn't theirs any more.

    A field's own undo knows its letters only. Once what was typed has become an edit
    of the design, its keys take back that edit, whichever field has the keyboard.

    Parameters
    ----------
    window : QWidget
        Its fields are watched while they have the keyboard.
    actions : sequence of QAction
        Undo and redo.
    """

    def __init__(self, window: QWidget, *actions: QAction) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Only the field at work: a filter for all events would slow down everything.
        is_field = isinstance(now, QLineEdit | QAbstractSpinBox)
        if is_field and now is not None and now.window() is self._window:
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the window, unless there is typing to undo."""
        if event.type() not in KEY_EVENTS or is_being_typed(watched):
            return False
        assert isinstance(event, QKeyEvent)
        if not self._is_ours(event):
            return False
        # Ignored as a field's key, it becomes the window's; where there is nothing to
        # undo, it comes back and must not reach the field's letters.
        event.ignore()
        return True

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = QKeySequence(event.keyCombination())
        return any(keys in action.shortcuts() for action in self._actions)


def is_being_typed(field: QObject) -> bool:
    """Tell whether a field holds typing that is no value yet."""
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        # A text for people stands in the place of the smallest number.
        special = field.specialValueText()
        is_special = bool(special) and field.value() == field.minimum()
        shown = special if is_special else _text_of(field)
        return field.lineEdit().text() != shown
    return isinstance(field, QLineEdit) and field.isModified()


def _text_of(field: QSpinBox | QDoubleSpinBox) -> str:
    if isinstance(field, QSpinBox):
        return field.textFromValue(field.value())
    return field.textFromValue(field.value())
