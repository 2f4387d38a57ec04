"""One unit alone: only its own lines keep their strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.network.lines import LineSheet

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from gui.widgets.network.edges import EdgeFinder
    from gui.widgets.network.layout import NetworkLayout
    from gui.widgets.network.plan import Look

Place = tuple[int, int]

FADED_LINES, FADED_UNITS = 0.13, 0.3


class Spotlight:
    """Which unit stands alone, and the picture of its lines."""

    def __init__(self) -> None:
        self.place: Place | None = None
        self._sheet = LineSheet()

    def turn_to(self, place: Place | None) -> bool:
        """Show another unit alone, or none; tell whether it is another."""
        is_other = place != self.place
        self.place = place
        if is_other:
            self._sheet.forget()
        return is_other

    def forget(self) -> None:
        """Paint the lines anew the next time."""
        self._sheet.forget()

    def lines(
        self,
        edges: EdgeFinder,
        layout: NetworkLayout,
        look: Look,
        size: QSize,
        ratio: float,
    ) -> QPixmap:
        """Return a picture of the unit's lines."""
        if self._sheet.is_blank and self.place is not None:
            found = edges.alone(layout.columns, self.place)
            self._sheet.draw(found, layout.columns, look, size, ratio)
        return self._sheet.pixmap

    def opacity(self, layer: int, slot: int) -> float:
        """Return how solid a unit is: those that it has no lines to are faded."""
        if self.place is None or self.place == (layer, slot):
            return 1.0
        return 1.0 if abs(layer - self.place[0]) == 1 else FADED_UNITS
