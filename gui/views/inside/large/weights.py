"""What a neuron looks at: its weights as pictures, or a tile for each input."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.hatching import mark_tiles
from gui.neuron_pictures import NeuronPictures, ramp
from gui.pixels import signed_picture
from gui.views.inside.style import NumberStyle
from gui.widgets.mosaic import Mosaic, Tiles
from gui.widgets.pixel_view import PixelView
from gui.widgets.scale_bar import ScaleBar
from gui.words import short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array, Pixels
    from gui.neuron_pictures import Places, Shape
    from gui.theme import Theme

GAP = 18
SCALE_WIDTH = 220


@dataclass(frozen=True, eq=False)
class Row:
    """A neuron's weights.

    Attributes
    ----------
    name : str
        What they are called.
    values : ndarray, shape (k,)
        The weights.
    shape : (int, int, int) or None
        Height, width and channels, if they are a picture.
    scale : float
        The absolute value that gets full colour, for the whole layer.
    """

    name: str
    values: Array
    shape: Shape | None
    scale: float

    @cached_property
    def style(self) -> NumberStyle:
        """How its numbers are written."""
        return NumberStyle.of(self.scale)

    def picture(self) -> Pixels:
        """Return the weights as the picture that they are, uint8 (h, w, 3)."""
        assert self.shape is not None
        rows = self.values[np.newaxis]
        return NeuronPictures(rows, self.shape, self.scale).large(0)

    def tiles(self, inputs: Places, _side: int) -> Pixels:
        """Return a tile for each input, uint8 (k, h, w, 3)."""
        values = self.values[inputs]
        return mark_tiles(signed_picture(values, self.scale), ~np.isfinite(values))

    def label(self, place: int) -> str:
        """Return an input and its weight as "3: 0.12"."""
        return f"{place + 1}: {self.style.text(float(self.values[place]))}"

    def describe(self, place: int) -> str:
        """Return an input and its weight, precisely."""
        number = f"{float(self.values[place]):.4g}".replace("-", "−")
        return f"{self.name}[{place + 1}] = {number}"


class WeightPicture(QWidget):
    """A picture with its name above and its scale below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: Shape | None = None
        self.title, self.picture = _caption(), PixelView()
        self.scale = ScaleBar()
        self.scale.setMaximumWidth(SCALE_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.scale)
        layout.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scale just below the picture."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._shape is not None:
            height, width = self._shape[:2]
            self.picture.setMaximumHeight(max(self.width() * height // width, 1))

    def show_row(self, row: Row) -> None:
        """Show a neuron's weights."""
        assert row.shape is not None
        if row.shape != self._shape:
            self._shape = row.shape
            self._fit()
        number = short_number(row.scale)
        self.title.setText(self.tr("{name}, grey = 0").format(name=row.name))
        self.picture.set_picture(row.picture())
        self.picture.setAccessibleName(row.name)
        self.scale.set_scale(ramp(row.shape[2] == 3), number)


class WeightsPart(QWidget):
    """Pictures side by side for layer 1, otherwise a tile for each input.

    Signals
    -------
    input_picked : int
        An input whose tile was clicked.
    """

    input_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = (WeightPicture(self), WeightPicture(self))
        self.title = _caption(self)
        self.tiles = Mosaic(self)
        self.tiles.picked.connect(self.input_picked)
        self._shown = 0

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.tiles.set_theme(theme)
        for part in self.pictures:
            part.scale.set_theme(theme)

    def show_pictures(self, rows: tuple[Row, ...]) -> None:
        """Show one picture, or two side by side."""
        for part, row in zip(self.pictures, rows, strict=False):
            part.show_row(row)
        self._show_parts(len(rows))

    def show_tiles(self, row: Row, title: str) -> None:
        """Show a tile for each input."""
        order = np.arange(len(row.values))
        widest = f"{len(order)}: {row.style.text(-9 * 10.0**row.style.exponent)}"
        factor = row.style.factor and self.tr(", numbers {factor}").format(
            factor=row.style.factor
        )
        number = short_number(row.scale)
        text = self.tr("{title}: grey = 0, full colour from ± {number}{factor}")
        self.title.setText(text.format(title=title, number=number, factor=factor))
        self.tiles.setAccessibleName(title)
        self.tiles.set_selected(-1)
        self.tiles.set_tiles(
            Tiles(
                order,
                row.tiles,
                frozenset(),
                row.describe,
                row.label,
                widest,
            )
        )
        self._show_parts(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def _show_parts(self, pictures: int) -> None:
        self._shown = pictures
        for place, part in enumerate(self.pictures):
            part.setVisible(place < pictures)
        self.title.setVisible(pictures == 0)
        self.tiles.setVisible(pictures == 0)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        share = (width - GAP * (self._shown - 1)) // max(self._shown, 1)
        for place, part in enumerate(self.pictures):
            part.setGeometry(place * (share + GAP), 0, share, height)
        line = self.title.sizeHint().height() + 4
        self.title.setGeometry(0, 0, width, line)
        self.tiles.fitting_height(width, height - line)
        self.tiles.setGeometry(QRect(0, line, width, height - line))


def _caption(parent: QWidget | None = None) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "caption")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
