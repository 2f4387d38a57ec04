"""What the keys do in a strip of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from gui.widgets.mosaic.grid import Grid


def place_by_key(key: int, place: int, grid: Grid, columns: int) -> int | None:
    """Return the place that a key leads to, None if it leads nowhere.

    Parameters
    ----------
    key : int
        Qt's number of it.
    place : int
        Where the selection is.
    grid : Grid
        Where the pictures stand.
    columns : int
        How many are seen at once.
    """
    page = columns * grid.rows
    steps: dict[int, int] = {
        Qt.Key.Key_Left: -grid.rows,
        Qt.Key.Key_Right: grid.rows,
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_PageUp: -page,
        Qt.Key.Key_PageDown: page,
        Qt.Key.Key_Home: -place,
        Qt.Key.Key_End: grid.count,
    }
    step = steps.get(key)
    return None if step is None else min(max(place + step, 0), grid.count - 1)
