"""How the fields of a panel behave towards the panel and the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QWidget


class Manners(QObject):
    """Keeps fields from taking what is meant for others.

    The wheel scrolls the panel, unless somebody is at work in the field. Keys that a
    number never has belong to the window: Space, just after a number was changed,
    starts to train. Only a button that the keyboard has reached keeps Space.
    """

    def teach(self, field: QWidget) -> None:
        """Make a field behave."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide whose an event is."""
        if event.type() == QEvent.Type.Wheel:
            is_at_work = isinstance(watched, QWidget) and watched.hasFocus()
            event.setAccepted(is_at_work)
            return not is_at_work
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            return _decide(watched, event)
        return False


def _decide(field: QObject, event: QKeyEvent) -> bool:
    """Say whether a field wants a key that is also a shortcut; False if it knows."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return False
    is_space = event.key() == Qt.Key.Key_Space
    if isinstance(field, QAbstractButton):
        event.setAccepted(is_space)
        return is_space
    if not isinstance(field, QAbstractSpinBox):
        return False
    # Unless it is a letter of a word that may stand here, such as "off".
    is_for_window = event.key() == Qt.Key.Key_F and "f" not in field.specialValueText()
    if is_space or is_for_window:
        event.ignore()
    return is_space or is_for_window
