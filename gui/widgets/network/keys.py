"""What the keys do on a drawn network."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class KeyAction(Enum):
    """One of them."""

    LEFT = "the layer before"
    RIGHT = "the layer behind"
    UP = "the unit above"
    DOWN = "the unit below"
    FIRST = "the first unit"
    LAST = "the last unit"
    MORE = "more units"
    FEWER = "fewer units"
    INSERT = "a new layer"
    REMOVE = "one layer less"


EDITS = {KeyAction.MORE, KeyAction.FEWER, KeyAction.INSERT, KeyAction.REMOVE}

_KEYS = {
    Qt.Key.Key_Left: KeyAction.LEFT,
    Qt.Key.Key_Right: KeyAction.RIGHT,
    Qt.Key.Key_Up: KeyAction.UP,
    Qt.Key.Key_Down: KeyAction.DOWN,
    Qt.Key.Key_Home: KeyAction.FIRST,
    Qt.Key.Key_End: KeyAction.LAST,
    Qt.Key.Key_Plus: KeyAction.MORE,
    Qt.Key.Key_Equal: KeyAction.MORE,
    Qt.Key.Key_Minus: KeyAction.FEWER,
    Qt.Key.Key_Insert: KeyAction.INSERT,
    Qt.Key.Key_Delete: KeyAction.REMOVE,
}

_WITH_CONTROL = {KeyAction.MORE, KeyAction.FEWER}


def key_action(event: QKeyEvent) -> KeyAction | None:
    """Return what a key asks for, None if it means nothing here."""
    action = _KEYS.get(Qt.Key(event.key()))
    modifiers = event.modifiers()
    other = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if modifiers & other:
        return None
    if has_control(event) and action not in _WITH_CONTROL:
        return None
    return action


def has_control(event: QKeyEvent) -> bool:
    """Tell whether Ctrl is held down."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def moved(
    sizes: tuple[int, ...], selected: tuple[int, int], action: KeyAction
) -> tuple[int, int]:
    """Return the unit that a key leads to; layer 0, the input, is never reached."""
    steps = {KeyAction.LEFT: -1, KeyAction.RIGHT: 1}
    layer = max(1, min(selected[0] + steps.get(action, 0), len(sizes) - 1))
    last = sizes[layer] - 1
    units = {
        KeyAction.UP: selected[1] - 1,
        KeyAction.DOWN: selected[1] + 1,
        KeyAction.FIRST: 0,
        KeyAction.LAST: last,
    }
    return layer, max(0, min(units.get(action, selected[1]), last))
