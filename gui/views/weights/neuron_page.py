"""Layer 1: one neuron large, in words, and all of them small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.neuron_pictures import NeuronPictures, Places, Shape, ramp
from gui.pixels import symmetric_scale
from gui.views.weights.ranking import lengths
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.heatmap import Heatmap
from gui.widgets.mosaic import Mosaic, Tiles
from gui.widgets.pixel_view import PixelView
from gui.widgets.scale_bar import ScaleBar
from gui.words import percent, short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array
    from gui.theme import Theme

GAP = 10
SPACING = 2
"""Pixels between the parts, and between the lines of words."""

STRIP_SHARE = 0.38
"""Of the height, at most, unless one row needs more."""

SIDE_WIDTH = 170
"""The words need at least this."""


@dataclass(frozen=True, eq=False)
class Layer:
    """What a page shows of layer 1.

    Attributes
    ----------
    rows : ndarray, shape (n1, n_x)
        What is drawn.
    shape : (int, int, int) or None
        Height, width and channels of a row, if it is a picture.
    changes : ndarray, shape (n1, n_x)
        What training changed, for the words.
    activity : ndarray or None, shape (n1,)
        Share of the training examples that make each neuron active.
    dead : frozenset of int
        Neurons that none makes active.
    names : tuple of str
        Names of the neurons that stand for something, else empty.
    order : ndarray of int, shape (n1,)
        Places of the neurons.
    is_sorted : bool
        Whether ``order`` tells how much they changed by now.
    """

    rows: Array
    shape: Shape | None
    changes: Array
    activity: Array | None
    dead: frozenset[int]
    names: tuple[str, ...]
    order: Places
    is_sorted: bool


class NeuronPage(QWidget):
    """Shows layer 1 as pictures, or as one signed map if the data aren't pictures.

    Parameters
    ----------
    matrix_name : str
        What a map's tooltips call the numbers.

    Signals
    -------
    neuron_picked : int
        The unit that the user chose.
    neuron_opened : int
        The unit that the user wants to see large.
    """

    neuron_picked = Signal(int)
    neuron_opened = Signal(int)

    def __init__(self, matrix_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix_name = matrix_name
        self._layer: Layer | None = None
        self._pictures: NeuronPictures | None = None
        self._count = 0
        self._scale = 1.0
        self.large = PixelView(self)
        self.map = Heatmap(self)
        self.strip = Mosaic(self)
        self.words = NeuronWords(self)
        self.strip.picked.connect(self.neuron_picked)
        self.map.row_picked.connect(self.neuron_picked)
        self.strip.opened.connect(self.neuron_opened)
        self.map.row_opened.connect(self.neuron_opened)
        self._name_parts()

    def _name_parts(self) -> None:
        self.large.setAccessibleName(self.tr("The selected neuron as a picture"))
        self.strip.setAccessibleName(self.tr("Neurons of layer 1, most changed first"))
        self.strip.setToolTip(self.tr("Click a neuron; two clicks enlarge it"))
        self.map.setAccessibleName(self.tr("Layer 1: one row for each neuron"))
        self.map.setToolTip(self.tr("Click a row; two clicks enlarge its neuron"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for part in (self.map, self.strip, self.words.scale):
            part.set_theme(theme)

    def show_layer(self, layer: Layer, unit: int, is_selected: bool = True) -> float:
        """Show the layer with one neuron large; return the scale of the colours.

        Parameters
        ----------
        layer : Layer
            The layer.
        unit : int
            The neuron.
        is_selected : bool
            Whether it is the selected one, and not only the last that was.
        """
        is_new = layer is not self._layer
        self._layer = layer
        self.strip.set_selected(unit if is_selected else -1)
        if is_new:
            self._show_rows(layer)
        self.map.set_selected(unit if is_selected else None)
        if self._pictures is not None:
            self.large.set_picture(self._pictures.large(unit))
        self.words.show_neuron(layer, unit)
        return self._scale

    def _show_rows(self, layer: Layer) -> None:
        is_picture = layer.shape is not None
        is_new = is_picture is (self._pictures is None)
        is_new = is_new or len(layer.order) != self._count
        self._count = len(layer.order)
        if layer.shape is not None:
            self._pictures = NeuronPictures.of(layer.rows, layer.shape)
            self._scale = self._pictures.scale
            self.strip.set_tiles(
                Tiles(layer.order, self._pictures.small, layer.dead, self._describe)
            )
        else:
            self._pictures = None
            self._scale = symmetric_scale(layer.rows)
            self.map.set_matrix(layer.rows, self._scale, self._matrix_name, layer.dead)
        is_rgb = layer.shape is not None and layer.shape[2] == 3
        self.words.scale.set_scale(ramp(is_rgb), short_number(self._scale))
        if is_new:
            self._arrange()

    def _describe(self, unit: int) -> str:
        layer = self._layer
        assert layer is not None
        moved = short_number(_moved(layer, unit))
        if unit in layer.dead:
            return self.tr("neuron {unit}: dead, moved by {moved}").format(
                unit=unit + 1, moved=moved
            )
        return self.tr("neuron {unit}: moved by {moved}").format(
            unit=unit + 1, moved=moved
        )

    # The large picture takes what the strip leaves, the words what both leave.

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a picture, the words and one row."""
        return QSize(SIDE_WIDTH + 100, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Share it out anew for text of another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _arrange(self) -> None:
        shape = None if self._layer is None else self._layer.shape
        width, height = self.width(), self.height()
        has_strip = shape is not None and self._count > 1
        if has_strip:
            room = round(height * STRIP_SHARE)
            strip = self.strip.fitting_height(width, room)
            self.strip.setGeometry(0, height - strip, width, strip)
            height -= strip + GAP
        left = width - SIDE_WIDTH - GAP
        if shape is not None:
            left = min(left, round(height * shape[1] / shape[0]))
        picture = QRect(0, 0, max(left, 1), max(height, 1))
        self.large.setGeometry(picture)
        self.map.setGeometry(picture)
        self.words.setGeometry(left + GAP, 0, max(width - left - GAP, 1), height)
        self.strip.setVisible(has_strip)
        self.large.setVisible(shape is not None)
        self.map.setVisible(shape is None)


class NeuronWords(QWidget):
    """One neuron in words and figures, and the legend of the colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = _label("headline")
        self.moved = ElidedLabel("large")
        self.moved_caption = _label("caption")
        self.active = ElidedLabel("large")
        self.active_caption = _label("caption")
        self.dead = _label("wrong")
        self.legend = ElidedLabel("caption")
        self.scale = ScaleBar()
        self.scale.setMaximumWidth(240)
        self.dead.setText(self.tr("✕ dead: never active on any training picture"))
        self.active_caption.setText(self.tr("of the training set makes it active"))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(SPACING)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.moved, 1, 0)
        grid.addWidget(self.moved_caption, 1, 1)
        grid.addWidget(self.active, 2, 0)
        grid.addWidget(self.active_caption, 2, 1)
        grid.addWidget(self.dead, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        grid.addWidget(self.legend, 5, 0, 1, 2)
        grid.addWidget(self.scale, 6, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the colours out where they would be cut off: the legend names them."""
        super().resizeEvent(event)
        captions = (self.moved_caption, self.active_caption)
        figures = self.moved.sizeHint().height()
        lines = [max(figures, text.heightForWidth(text.width())) for text in captions]
        others = (self.name, self.legend, self.scale)
        needed = sum(lines) + sum(part.sizeHint().height() for part in others)
        self.scale.setVisible(self.height() >= needed + 4 * SPACING)

    def show_neuron(self, layer: Layer, unit: int) -> None:
        """Say what there is to say about a neuron."""
        title = self.tr("neuron {unit}").format(unit=unit + 1)
        if unit < len(layer.names):
            title = self.tr("neuron {unit}: “{name}”").format(
                unit=unit + 1, name=layer.names[unit]
            )
        self.name.setText(title)
        moved = _moved(layer, unit)
        self.moved.setText(short_number(moved))
        self.moved_caption.setText(self._place(layer, unit))
        self._show_activity(layer, unit)

    def _place(self, layer: Layer, unit: int) -> str:
        count = len(layer.order)
        if count == 1 or not layer.is_sorted or not layer.changes[unit].any():
            return self.tr("how far its weights moved")
        place = int(np.flatnonzero(layer.order == unit)[0]) + 1
        return self.tr("how far its weights moved: place {place} of {count:,}").format(
            place=place, count=count
        )

    def _show_activity(self, layer: Layer, unit: int) -> None:
        is_dead = unit in layer.dead
        has_share = layer.activity is not None and not is_dead
        if layer.activity is not None:
            self.active.setText(percent(float(layer.activity[unit])))
        self.active.setVisible(has_share)
        self.active_caption.setVisible(has_share)
        self.dead.setVisible(is_dead)


def _moved(layer: Layer, unit: int) -> float:
    return float(lengths(layer.changes[unit : unit + 1])[0])


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in {"caption", "wrong"})
    return label
