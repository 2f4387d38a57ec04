"""Which keys a widget keeps from the window, whose shortcuts would take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

MOVING = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
"""What moves a slider, or leads from tile to tile."""

FAR = 1_000_000
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -FAR,
    Qt.Key.Key_End: FAR,
}
"""How far each key leads along a row, whose ends stop it."""


def is_plain(event: QKeyEvent) -> bool:
    """Tell whether a key is pressed alone; with another one it may be a shortcut."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def moves(event: QKeyEvent) -> bool:
    """Tell whether a key moves a slider."""
    return event.key() in MOVING and is_plain(event)
