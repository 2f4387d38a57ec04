"""How a widget's room is shared among its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

CHANGES = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show})
"""What is hidden is told of none of its parts' needs."""


class Room(QObject):
    """Has a widget's room shared anew when there is another amount of it, or need.

    Parameters
    ----------
    widget : QWidget
        The owner.
    share : callable
        Shares its room among its parts.
    """

    def __init__(self, widget: QWidget, share: Callable[[], None]) -> None:
        super().__init__(widget)
        self._share = share
        # Its own `event` would hold the interpreter's lock through all that Qt does.
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice when the widget, or what its parts need, has another size."""
        if event.type() in CHANGES:
            self._share()
        return False
