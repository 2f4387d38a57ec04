"""Strips of dots below one another, each with its name and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.labels import plain
from gui.widgets.dots.axis import DotAxis
from gui.widgets.dots.strip import DotStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme import Theme

STRIP = 1
"""The column of the strips; names are left of them, figures right."""


def _figure(role: str = "") -> QLabel:
    label = plain(role)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class StripRow:
    """The widgets of one row.

    Parameters
    ----------
    figures : int
        How many there are.
    is_crowded : bool
        As `DotStrip` says.
    """

    def __init__(self, figures: int, is_crowded: bool) -> None:
        self.name = plain()
        self.strip = DotStrip(is_crowded)
        self.figures = [_figure() for _ in range(figures)]

    @property
    def widgets(self) -> list[QWidget]:
        """All of them, from left to right."""
        return [self.name, self.strip, *self.figures]

    def show_figures(self, texts: Sequence[str]) -> None:
        """Write other figures."""
        for figure, text in zip(self.figures, texts, strict=True):
            figure.setText(text)


class StripTable(QWidget):
    """Rows on one axis.

    Parameters
    ----------
    caption : QWidget
        What stands above the strips.
    figures : int
        How many each row has.
    is_crowded : bool
        As `DotStrip` says.

    Signals
    -------
    dot_chosen : int, int
        The row and the place in it of the dot that was chosen.
    """

    dot_chosen = Signal(int, int)

    def __init__(
        self, caption: QWidget, figures: int, is_crowded: bool = False
    ) -> None:
        super().__init__()
        self.rows: list[StripRow] = []
        self.axis = DotAxis()
        self.headings = [_figure("caption") for _ in range(figures)]
        self._is_crowded = is_crowded
        self._theme: Theme | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(STRIP, 1)
        self._grid.addWidget(caption, 0, STRIP)
        for column, heading in enumerate(self.headings, STRIP + 1):
            self._grid.addWidget(heading, 0, column)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.axis.set_theme(theme)
        for row in self.rows:
            row.strip.set_theme(theme)

    def set_rows(self, count: int) -> None:
        """Have so many rows; those that stay keep what they show."""
        if len(self.rows) == count:
            return
        while len(self.rows) > count:
            for widget in self.rows.pop().widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self.rows) < count:
            self._add_row()
        self._grid.removeWidget(self.axis)
        self._grid.addWidget(self.axis, count + 1, STRIP)

    def _add_row(self) -> None:
        row, line = StripRow(len(self.headings), self._is_crowded), len(self.rows) + 1
        self.rows.append(row)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, column)
        row.strip.chosen.connect(self._on_chosen)
        if self._theme is not None:
            row.strip.set_theme(self._theme)

    def _on_chosen(self, dot: int) -> None:
        strip = self.sender()
        for number, row in enumerate(self.rows):
            if row.strip is strip:
                self.dot_chosen.emit(number, dot)
