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
    MANY_MORE = "many more units"
    MANY_FEWER = "many fewer units"
    INSERT = "a new layer"
    REMOVE = "one layer less"


LARGE_STEP = 10

STEPS = {
    KeyAction.MORE: 1,
    KeyAction.FEWER: -1,
    KeyAction.MANY_MORE: LARGE_STEP,
    KeyAction.MANY_FEWER: -LARGE_STEP,
}
"""By how many units a key changes a layer."""

EDITS = {*STEPS, KeyAction.INSERT, KeyAction.REMOVE}

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
    # Not Shift with the keys above: many keyboards need it to type a "+" at all.
    Qt.Key.Key_PageUp: KeyAction.MANY_MORE,
    Qt.Key.Key_PageDown: KeyAction.MANY_FEWER,
    Qt.Key.Key_Insert: KeyAction.INSERT,
    Qt.Key.Key_Delete: KeyAction.REMOVE,
}


def key_action(event: QKeyEvent) -> KeyAction | None:
    """Return what a key asks for, None if it means nothing here."""
    # Keys with Ctrl are the window's: Ctrl++ makes its text larger.
    modifier = Qt.KeyboardModifier
    others = modifier.ControlModifier | modifier.AltModifier | modifier.MetaModifier
    return None if event.modifiers() & others else _KEYS.get(Qt.Key(event.key()))


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
