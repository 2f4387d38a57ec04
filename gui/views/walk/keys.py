"""The keys by which one walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.keyboard import is_plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def step_of(event: QKeyEvent, index: int, count: int) -> int | None:
    """Return the stop that a key goes to, None if it is no key of ours."""
    targets: dict[int, int] = {
        Qt.Key.Key_Right: min(index + 1, count - 1),
        Qt.Key.Key_Left: max(index - 1, 0),
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: count - 1,
    }
    return targets.get(event.key()) if is_plain(event) else None


def leads(event: QKeyEvent) -> bool:
    """Tell whether a key goes to a stop."""
    return step_of(event, 0, 1) is not None


def unit_of(event: QKeyEvent, unit: int, count: int) -> int | None:
    """Return the unit that a key chooses, None if it is no key of ours."""
    targets: dict[int, int] = {
        Qt.Key.Key_Down: min(unit + 1, count - 1),
        Qt.Key.Key_Up: max(unit - 1, 0),
        Qt.Key.Key_PageDown: min(unit + 10, count - 1),
        Qt.Key.Key_PageUp: max(unit - 10, 0),
    }
    return targets.get(event.key()) if is_plain(event) else None


def is_ours(event: QKeyEvent) -> bool:
    """Tell whether a key goes to a stop or chooses a unit."""
    return leads(event) or unit_of(event, 0, 1) is not None
