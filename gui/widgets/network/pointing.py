"""What mouse or keyboard points at in a drawn network, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolTip

from gui.plain_text import tool_tip
from gui.widgets.network.drawing import NetworkDrawing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NetworkPointing(NetworkDrawing):
    """A drawn network of which one unit can be pointed at.

    Signals
    -------
    unit_pointed : int, int
        The unit that mouse or keyboard points at is another one; 0, 0 for none.
    """

    unit_pointed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_by_keys = False
        self._told_at = QPoint()

    def set_sum(self, layer: int, unit: int, text: str) -> None:
        """Say how a unit's answer comes about, also in a tooltip that is shown."""
        is_other = (layer, unit, text) != self._sum_of
        super().set_sum(layer, unit, text)
        place = self._pointed_at()
        is_here = place is not None and self._unit_at(place) == (layer, unit)
        if is_other and is_here and place is not None and QToolTip.isVisible():
            self._tell(self._tips.slot(place, self._subject()), self._told_at)

    def _point_out(self) -> None:
        """Let the unit below the mouse stand alone, or the one that keys chose."""
        place = self._pointed_at()
        self._stand_alone(place)
        self.unit_pointed.emit(*((0, 0) if place is None else self._unit_at(place)))
        if place is not None and self._hovered is None:
            self._say(place)

    def _pointed_at(self) -> tuple[int, int] | None:
        """Return the place, layer and slot, that mouse or keyboard points at."""
        if self._hovered is None and self._is_by_keys and self.hasFocus():
            layer, unit = self._selected
            return layer, self._layout.columns[layer].slots.index(unit)
        return self._hovered

    def _unit_at(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return layer and number of the unit at a place; 0, 0 for an ellipsis."""
        unit = self._layout.unit_in(place)
        return (0, 0) if unit is None else (place[0], unit)

    def _say(self, place: tuple[int, int]) -> None:
        """Show the tooltip that the mouse would get, where it hides no lines."""
        foot = self._layout.columns[place[0]].rect.bottomLeft().toPoint()
        self._tell(self._tips.slot(place, self._subject()), self.mapToGlobal(foot))

    def _asked_at(self, point: QPoint) -> str:
        self._told_at = self.mapToGlobal(point)
        return self.tip_at(point)

    def _tell(self, text: str, at: QPoint) -> None:
        self._told_at = at
        QToolTip.showText(at, tool_tip(text), self)
