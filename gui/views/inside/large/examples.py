"""Training examples in a row, with what a neuron computes for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.excitation import SHOWN
from gui.tile_model import TileModel
from gui.widgets.tile_list import TileList
from gui.words import short_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from engine.datasets import Picture
    from gui.theme import Theme

GAP = 8
SMALLEST, LARGEST = 36, 128
"""Sides of a picture, in pixels."""


@dataclass(frozen=True, eq=False)
class Example:
    """A training example.

    Attributes
    ----------
    index : int
        Its place in the training set.
    picture : Picture or None
        What it looks like; None if the data aren't pictures.
    z : float
        What the neuron computes for it.
    text : str
        What is said of it.
    """

    index: int
    picture: Picture | None
    z: float
    text: str


class ExampleModel(TileModel):
    """One row for each example."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Example, ...] = ()

    def caption(self, row: int) -> str:
        """Return what the neuron computes for the example."""
        return short_number(self._rows[row].z).replace("-", "−", 1)

    def sentence(self, row: int) -> str:
        """Return what is said of it."""
        return self._rows[row].text

    def picture(self, row: int) -> Picture | None:
        """Return what it looks like."""
        return self._rows[row].picture

    def number(self, row: int) -> int:
        """Return its place in the training set."""
        return self._rows[row].index

    def row_of(self, picture: Picture | None) -> int:
        """Return the row of a picture, -1 if it isn't among them."""
        if picture is None:
            return -1
        rows = (i for i, row in enumerate(self._rows) if row.picture is picture)
        return next(rows, -1)

    def show_examples(self, examples: Sequence[Example]) -> None:
        """Show other examples; views keep their places where there are as many."""
        if len(examples) != len(self._rows):
            self.beginResetModel()
            self._rows = tuple(examples)
            self.endResetModel()
        elif examples:
            self._rows = tuple(examples)
            last = self.index(len(examples) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last)


class ExampleRow(QWidget):
    """A sentence, and the examples that it is about.

    Signals
    -------
    chosen : int
        Place in the training set of the example that the user chose.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.model = ExampleModel(self)
        self.tiles = TileList()
        self.tiles.setModel(self.model)
        self.tiles.setWrapping(False)
        self.tiles.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tiles.setToolTip(self.tr("Click a picture to select it"))
        self.tiles.chosen.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.tiles, 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.tiles.set_theme(theme)

    def set_title(self, title: str) -> None:
        """Say what the examples are."""
        self.title.setText(title)
        self.tiles.setAccessibleName(title)

    def show_examples(
        self, examples: Sequence[Example], selected: Picture | None
    ) -> None:
        """Show examples, one of them selected if it is among them."""
        self.model.show_examples(examples)
        self.tiles.select(self.model.row_of(selected))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures as large as there is room for all of them."""
        super().resizeEvent(event)
        caption = self.tiles.caption_height()
        words = self.title.sizeHint().height() + caption + GAP
        wide = max(min(self.width() // SHOWN - GAP, LARGEST), SMALLEST)
        side = max(min(wide, self.height() - words), SMALLEST)
        self.tiles.set_tile(side, (side + GAP, side + caption + 2))
        # What it doesn't need would lie between the rows.
        self.setMaximumHeight(wide + words + GAP)
