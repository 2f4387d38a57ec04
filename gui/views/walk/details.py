"""What happens at a stop: its formulas, what is to be noted, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.labels import plain
from gui.views.walk.formula_row import FormulaRow
from gui.views.walk.sheets import SheetRow
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme
    from gui.views.walk.formulas import Half
    from gui.views.walk.words import WalkWords

MOST_HALVES = 2
LOW, MOST_LARGER = 190, 1.6
"""Pixels down from which on formulas grow, and by how much at most."""


class Details(QWidget):
    """Formulas, notes and numbers of one stop."""

    def __init__(self, words: WalkWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.formulas = [FormulaRow() for _ in range(MOST_HALVES)]
        self._names = [plain("caption") for _ in range(MOST_HALVES)]
        self.note = ElidedLabel("caption")
        self.sheets = SheetRow()
        self.sheets.setAccessibleName(self.tr("The numbers of this stop"))
        self.sheets.setWhatsThis(words.keys())
        self.sheets.setToolTip(words.keys())
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row in range(MOST_HALVES):
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(self.formulas[row], row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(self.note)
        layout.addWidget(self.sheets, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for row in self.formulas:
            row.set_theme(theme)
        self.sheets.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write formulas larger where there is room: for the back of a class."""
        super().resizeEvent(event)
        larger = min(max(self.height() / LOW, 1), MOST_LARGER)
        for row in self.formulas:
            row.set_larger(larger)

    def show_formulas(self, halves: tuple[Half, ...]) -> None:
        """Show the formulas, half by half."""
        rows = zip(self._names, self.formulas, strict=True)
        for place, (name, row) in enumerate(rows):
            is_used = place < len(halves)
            name.setVisible(is_used)
            row.setVisible(is_used)
            if is_used:
                name.setText(self._words.half(halves[place].name))
                row.set_formulas(halves[place].formulas)

    def show_note(self, notes: list[str]) -> None:
        """Show what is to be noted; all of it is in the tool tip."""
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
