"""Arrays side by side: some numbers of each, with their signs in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plain_text import tool_tip
from gui.replies import Replies
from gui.views.walk.grid import Cell, SheetGrid, shape_text
from gui.views.walk.keys import is_ours, step_of, unit_of
from gui.views.walk.sheet_painter import SheetPainter, number_text

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QImage,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from gui.theme import Theme
    from gui.views.walk.cards import Card

SPOKEN = 3
"""Numbers of each array that a screen reader is given."""

LINES = 6
"""Lines of text that there had better be room for."""


class SheetRow(QWidget):
    """Shows arrays; the row of the selected unit comes first.

    Signals
    -------
    unit_chosen : int, int
        The user chose a unit: layer from 1, number from 0.
    pointed
        The pointer is at another number: `pointed_at` tells.
    stop_chosen : int
        The user wants to go to this stop.
    """

    unit_chosen = Signal(int, int)
    pointed = Signal()
    stop_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._cards: tuple[Card, ...] = ()
        self._unit = (0, 0)
        self._units = 1
        self._index, self._count = 0, 1
        self._shared: SheetGrid | None = None
        self._pictures: dict[int, QImage] = {}
        self._said, self._tip_place = "", QPoint()
        self.pointed_at: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(48)
        Replies(self, is_ours, self._tip_at)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_stop(self, index: int, count: int) -> None:
        """Say at which of how many stops the walk stands."""
        self._index, self._count = index, count

    def show_cards(self, cards: tuple[Card, ...], unit: tuple[int, int]) -> None:
        """Show arrays, the row of a unit (layer from 1, number from 0) first."""
        self._cards, self._unit = cards, unit
        rows = [c.sheet.shape[0] for c in cards if c.layer == unit[0]]
        self._units = max(rows, default=1)
        self._shared = None
        self._pictures.clear()
        self.setAccessibleDescription("; ".join(map(self._spoken, cards)))
        self.update()

    def _spoken(self, card: Card) -> str:
        """Return an array in words: its shape, and the numbers of its first row."""
        row = card.sheet.row(self._unit[1]) if card.layer == self._unit[0] else None
        numbers = (card.sheet.values[0] if row is None else row)[:SPOKEN]
        shown = ", ".join(number_text(float(number)) for number in numbers)
        return f"{card.name} {shape_text(card)}: {shown}"

    def say(self, text: str) -> None:
        """Tell what is to be said of the number under the pointer."""
        is_other, self._said = text != self._said, text
        if is_other and QToolTip.isVisible() and self.pointed_at is not None:
            self._show_tip(self._tip_place)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards

    # Geometry

    @property
    def _grid(self) -> SheetGrid:
        if self._shared is None:
            self._shared = SheetGrid(self._cards, self._unit, self.size(), self.font())
        return self._shared

    def card_at(self, cell: Cell) -> Card:
        """Return the array that a number belongs to."""
        return self._grid.places[cell.card].card

    def cell_rect(self, card: int, line: int, column: int = 0) -> QRect:
        """Return where a number is drawn."""
        return self._grid.cell_rect(self._grid.places[card], line, column)

    def sizeHint(self) -> QSize:
        """Ask for room for a few rows."""
        return QSize(self._grid.least_width, self._grid.line * LINES)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the new room out."""
        self._shared = None

    def changeEvent(self, event: QEvent) -> None:
        """Share it out anew in another font."""
        super().changeEvent(event)
        self._shared = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrays."""
        if self._theme is None:
            return
        painter = QPainter(self)
        grid, unit = self._grid, self._unit
        SheetPainter(painter, self._theme, grid, unit, self._pictures).paint()
        if self.hasFocus():
            painter.setPen(self._theme.color("secondary"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the unit whose row is below the pointer."""
        cell = self._grid.cell_at(event.position().toPoint())
        if cell is not None:
            card = self.card_at(cell)
            if card.layer:
                self.unit_chosen.emit(card.layer, int(card.sheet.rows[cell.row]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the pointer is at."""
        self._point_at(self._grid.cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it has gone."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self.pointed_at:
            self.pointed_at = cell
            self._said = ""
            self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another unit, or walk on."""
        layer, now = self._unit
        unit = unit_of(event, now, self._units)
        stop = step_of(event, self._index, self._count)
        if unit is not None:
            self.unit_chosen.emit(layer, unit)
            self._point_at(self._first_cell())
            self._show_tip(self.rect().bottomLeft())
        elif stop is not None:
            self.stop_chosen.emit(stop)
        else:
            super().keyPressEvent(event)

    def _first_cell(self) -> Cell | None:
        """Return the first number of the selected unit."""
        for number, place in enumerate(self._grid.places):
            if place.card.layer == self._unit[0] and place.card.has_examples:
                return Cell(number, place.rows[0], 0)
        return None

    def _tip_at(self, point: QPoint) -> str | None:
        self._point_at(self._grid.cell_at(point))
        self._tip_place = point
        return self._tip()

    def _show_tip(self, point: QPoint) -> None:
        self._tip_place = point
        text = self._tip() or self.toolTip()
        QToolTip.showText(self.mapToGlobal(point), tool_tip(text), self)

    def _tip(self) -> str | None:
        cell = self.pointed_at
        if cell is None:
            return None
        card = self.card_at(cell)
        sheet = card.sheet
        row, column = int(sheet.rows[cell.row]), int(sheet.columns[cell.column])
        value = f"{float(sheet.values[cell.row, cell.column]):.6g}".replace("-", "−")
        number = f"{card.name}[{row + 1:,}, {column + 1:,}] = {value}"
        return "\n".join(filter(None, (number, self._said)))
