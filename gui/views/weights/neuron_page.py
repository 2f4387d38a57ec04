"""Layer 1: one neuron large, in words, and all of them small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from gui.neuron_pictures import NeuronPictures, ramp
from gui.pixels import symmetric_scale
from gui.view import Throttle
from gui.views.weights.built import BuiltPanel
from gui.views.weights.neuron_words import SPACING, Layer, NeuronWords
from gui.widgets.heatmap import Heatmap
from gui.widgets.mosaic import Mosaic, Tiles
from gui.widgets.pixel_view import PixelView
from gui.words import short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme
    from gui.view_state import ViewState

GAP = 10
"""Pixels between the parts."""

FIGURES_SECONDS = 0.25
"""Between two sets of weights of training pictures: they are to be read."""

STRIP_SHARE = 0.38
"""Of the height, at most, unless one row needs more."""

BUILT_SHARE = 0.6
"""Of the height beside the picture, at least, is for what it was built from."""

SIDE_WIDTH = 170
"""The words need at least this."""


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
    picture_picked : Picture
        A training picture that the user chose.
    """

    neuron_picked = Signal(int)
    neuron_opened = Signal(int)
    picture_picked = Signal(object)

    def __init__(self, matrix_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix_name = matrix_name
        self._layer: Layer | None = None
        self._unit = 0
        self._pictures: NeuronPictures | None = None
        self._count = 0
        self._scale = 1.0
        self.large = PixelView(self)
        self.map = Heatmap(self)
        self.strip = Mosaic(self)
        self.words = NeuronWords(self)
        self.built = BuiltPanel(self)
        self.built.hide()
        self._built_unit = -1
        self._figures = Throttle(FIGURES_SECONDS)
        self._has_built = False
        self.built.picture_picked.connect(self.picture_picked)
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
        for part in (self.map, self.strip, self.words.scale, self.built):
            part.set_theme(theme)

    def show_layer(self, layer: Layer, unit: int, is_selected: bool = True) -> None:
        """Show the layer with one neuron large; `tell` says in words what is shown.

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
        self._layer, self._unit = layer, unit
        self.strip.set_selected(unit if is_selected else -1)
        if is_new:
            self._show_rows(layer)
        self.map.set_selected(unit if is_selected else None)
        if self._pictures is not None:
            self.large.set_picture(self._pictures.large(unit))

    def tell(self) -> float:
        """Say what is shown in words and figures; return the scale of the colours."""
        layer = self._layer
        assert layer is not None
        self.strip.tell()
        self.words.show_neuron(layer, self._unit)
        is_rgb = layer.shape is not None and layer.shape[2] == 3
        self.words.scale.set_scale(ramp(is_rgb), short_number(self._scale))
        return self._scale

    def show_built(self, state: ViewState, unit: int) -> None:
        """Show what the selected neuron was built from, or why nobody knows."""
        is_other = unit != self._built_unit
        if not (is_other or self._figures.allows(state.is_changing)):
            return
        self._built_unit = unit
        found = self.built.show_answer(state, unit)
        # Nothing jumps until that is known.
        has_built = self._has_built if found is None else found
        is_new = self.words.show_reason(self.built.reason)
        if has_built is not self._has_built or is_new:
            self._has_built = has_built
            self._arrange()

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
        if is_new:
            self._arrange()

    def _describe(self, unit: int) -> str:
        layer = self._layer
        assert layer is not None
        distance = short_number(float(layer.moved[unit]))
        if unit in layer.dead:
            return self.tr("neuron {unit}: dead, moved by {moved}").format(
                unit=unit + 1, moved=distance
            )
        return self.tr("neuron {unit}: moved by {moved}").format(
            unit=unit + 1, moved=distance
        )

    # The large picture takes what the strip leaves, the words what both leave.

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a picture, the words and one row."""
        return QSize(SIDE_WIDTH + 100, 110)

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
        self.words.resize(max(width - left - GAP, 1), self.words.height())
        self._arrange_words(QRect(left + GAP, 0, max(width - left - GAP, 1), height))
        self.strip.setVisible(has_strip)
        self.large.setVisible(shape is not None)
        self.map.setVisible(shape is None)

    def _arrange_words(self, area: QRect) -> None:
        """Give the words what the training pictures leave them."""
        least = self.built.least_height()
        header = self.words.name.sizeHint().height() + SPACING
        is_shown = self._has_built and area.height() >= header + least
        below = max(least, round(BUILT_SHARE * area.height()))
        needed = self.words.whole_height() + SPACING
        is_brief = is_shown and area.height() - below < needed
        is_brief |= not is_shown and area.height() < self.words.least_height()
        self.words.set_brief(is_brief)
        lines = header if is_brief else needed
        top = lines if is_shown else area.height()
        self.words.setGeometry(area.x(), 0, area.width(), top)
        self.built.setGeometry(area.adjusted(4, top, 0, 0))
        self.built.setVisible(is_shown)
