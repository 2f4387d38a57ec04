"""What the keys do on a drawn network."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.widgets.network.deeds import Deed, Setting

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
    TYPE = "a number of units, typed"
    INSERT = "a new layer"
    REMOVE = "one layer less"
    DUPLICATE = "the layer twice"
    MOVE_LEFT = "the layer before the one before it"
    MOVE_RIGHT = "the layer behind the one behind it"
    ACTIVATION = "another activation"
    INITIALIZATION = "another initialization"
    DROPOUT = "another dropout rate"
    MENU = "all that can be done"
    CLOSER = "a larger drawing"
    FARTHER = "a smaller drawing"
    FIT = "the whole drawing"
    LEAVE = "no unit alone any more"


LARGE_STEP = 10

STEPS = {
    KeyAction.MORE: 1,
    KeyAction.FEWER: -1,
    KeyAction.MANY_MORE: LARGE_STEP,
    KeyAction.MANY_FEWER: -LARGE_STEP,
}
"""By how many units a key changes a layer."""

SETTINGS = {
    KeyAction.ACTIVATION: Setting.ACTIVATION,
    KeyAction.INITIALIZATION: Setting.INITIALIZATION,
    KeyAction.DROPOUT: Setting.DROPOUT,
}
"""What a key sets on a layer."""

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
    Qt.Key.Key_F2: KeyAction.TYPE,
    Qt.Key.Key_Return: KeyAction.TYPE,
    Qt.Key.Key_Enter: KeyAction.TYPE,
    Qt.Key.Key_Insert: KeyAction.INSERT,
    Qt.Key.Key_Delete: KeyAction.REMOVE,
    Qt.Key.Key_A: KeyAction.ACTIVATION,
    Qt.Key.Key_I: KeyAction.INITIALIZATION,
    Qt.Key.Key_D: KeyAction.DROPOUT,
    Qt.Key.Key_Menu: KeyAction.MENU,
    Qt.Key.Key_Z: KeyAction.CLOSER,
    Qt.Key.Key_Escape: KeyAction.LEAVE,
}

_WITH_SHIFT = {
    Qt.Key.Key_F10: KeyAction.MENU,
    Qt.Key.Key_Z: KeyAction.FARTHER,
}

# Keys with Ctrl are the window's, Ctrl++ makes its text larger; only these it leaves.
_WITH_CTRL = {
    Qt.Key.Key_D: KeyAction.DUPLICATE,
    Qt.Key.Key_0: KeyAction.FIT,
}

_WITH_ALT = {
    Qt.Key.Key_Left: KeyAction.MOVE_LEFT,
    Qt.Key.Key_Right: KeyAction.MOVE_RIGHT,
}

_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def key_action(event: QKeyEvent) -> KeyAction | None:
    """Return what a key asks for, None if it means nothing here."""
    modifier, key = Qt.KeyboardModifier, Qt.Key(event.key())
    tables = {
        modifier.NoModifier: _KEYS,
        modifier.ShiftModifier: {**_KEYS, **_WITH_SHIFT},
        modifier.ControlModifier: _WITH_CTRL,
        modifier.AltModifier: _WITH_ALT,
    }
    return tables.get(event.modifiers() & _MODIFIERS, {}).get(key)


def key_deed(action: KeyAction, layer: int, last: int) -> Deed | None:
    """Return what a key does with a layer, of as many as there are; None if nothing."""
    # Nothing can lie behind the output: the new layer comes before it.
    places = {
        KeyAction.INSERT: ("insert", min(layer, last - 1)),
        KeyAction.MOVE_LEFT: ("move", layer - 1),
        KeyAction.MOVE_RIGHT: ("move", layer + 1),
    }
    name, value = places.get(action, (_DEEDS.get(action, ""), None))
    return Deed(name, layer, value) if name else None


_DEEDS = {
    KeyAction.REMOVE: "remove",
    KeyAction.DUPLICATE: "duplicate",
    KeyAction.TYPE: "units",
    KeyAction.CLOSER: "closer",
    KeyAction.FARTHER: "farther",
    KeyAction.FIT: "fit",
}


def typed_digit(event: QKeyEvent) -> str:
    """Return the digit that was typed, with which a number of units begins."""
    text = event.text()
    is_digit = len(text) == 1 and text in "123456789"
    return text if is_digit and not event.modifiers() & ~_KEYPAD else ""


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def is_ours(event: QKeyEvent) -> bool:
    """Tell whether a key means anything here."""
    return key_action(event) is not None or bool(typed_digit(event))


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
