"""Every layer after the first, as signed maps side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.labels import plain
from gui.pixels import signed_colors, symmetric_scale
from gui.view_state import Neuron
from gui.widgets.heatmap import LARGEST_CELL, MARGIN, Heatmap
from gui.widgets.scale_bar import ScaleBar
from gui.words import short_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from engine.arrays import Array
    from gui.theme import Theme

GAP = 14
CELLS = range(LARGEST_CELL, 2, -1)
"""Sides of a cell, the best first; with the last one the page scrolls."""


LEAST_HEIGHT = 10
"""Of a map, so that one row can be seen and hit."""


class LayerMap(QWidget):
    """One layer: its name, its scale, its map.

    Parameters
    ----------
    layer : int
        Number of the layer.

    Signals
    -------
    neuron_picked : Neuron
        The unit that the user chose.
    neuron_opened : Neuron
        The unit that the user wants to see large.
    """

    neuron_picked = Signal(object)
    neuron_opened = Signal(object)

    def __init__(self, layer: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.shape = 0, 0
        self.title = plain("title", parent=self)
        self.scale = plain("caption", parent=self)
        self.map = Heatmap(self)
        self.map.setToolTip(self.tr("Click a row; two clicks enlarge its neuron"))
        self.map.row_picked.connect(self._pick)
        self.map.row_opened.connect(self._open)

    def show_weights(self, W: Array, dead: frozenset[int]) -> None:
        """Show a layer's weights, shape (units, inputs)."""
        rows, columns = W.shape
        scale = symmetric_scale(W)
        name = f"W{self._layer}"
        self.title.setText(f"{name}  {rows:,}×{columns:,}")
        self.scale.setText(f"± {short_number(scale)}")
        self.map.set_matrix(W, scale, name, dead)
        self.map.setAccessibleName(
            self.tr("Weights {name}: {rows:,} units, {columns:,} inputs").format(
                name=name, rows=rows, columns=columns
            )
        )
        self.shape = rows, columns
        self._arrange()

    def size_for(self, cell: int, room: QSize) -> QSize:
        """Return the size with cells of this side, no more than there is room for."""
        rows, columns = self.shape
        words = self.title.sizeHint().width() + 8 + self.scale.sizeHint().width()
        width = min(max(MARGIN + columns * cell + 3, MARGIN + words), room.width())
        height = self._header + max(rows * cell, LEAST_HEIGHT) + 4
        return QSize(width, min(height, max(room.height(), self._header + 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the map what the words leave."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        header, words = self._header, self.title.sizeHint().width()
        self.title.setGeometry(MARGIN, 0, words, header)
        rest = max(self.width() - MARGIN - words - 8, 0)
        self.scale.setGeometry(MARGIN + words + 8, 0, rest, header)
        self.map.setGeometry(0, header, self.width(), max(self.height() - header, 0))

    @property
    def _header(self) -> int:
        return self.title.sizeHint().height() + 2

    def _pick(self, row: int) -> None:
        self.neuron_picked.emit(Neuron(self._layer, row))

    def _open(self, row: int) -> None:
        self.neuron_opened.emit(Neuron(self._layer, row))


@dataclass(frozen=True, eq=False)
class LayerWeights:
    """What the page shows of a layer: W (units, inputs) and its dead units."""

    W: Array
    dead: frozenset[int]


class LayersPage(QScrollArea):
    """The maps, with cells of one size as large as lets all be seen.

    Signals
    -------
    neuron_picked : Neuron
        The unit that the user chose.
    neuron_opened : Neuron
        The unit that the user wants to see large.
    """

    neuron_picked = Signal(object)
    neuron_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maps: list[LayerMap] = []
        self._theme: Theme | None = None
        self._content = QWidget()
        self.note = plain("caption", parent=self._content)
        self.note.setText(self.tr("Layer 1: see its neurons under “Weights”."))
        self.scale = ScaleBar(self._content)
        self.scale.set_scale(signed_colors())
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.scale.set_theme(theme)
        for layer_map in self.maps:
            layer_map.map.set_theme(theme)

    def show_layers(self, layers: Sequence[LayerWeights], selected: Neuron) -> None:
        """Show the layers from the second on, with the row of the selected unit."""
        while len(self.maps) > len(layers):
            self.maps.pop().deleteLater()
        while len(self.maps) < len(layers):
            self._add_map()
        shapes = [layer_map.shape for layer_map in self.maps]
        for layer_map, layer in zip(self.maps, layers, strict=True):
            layer_map.show_weights(layer.W, layer.dead)
        self.select(selected)
        if shapes != [layer_map.shape for layer_map in self.maps]:
            self._arrange()

    def select(self, neuron: Neuron) -> None:
        """Outline a unit's row, and its column in the map of the layer after it."""
        for layer, layer_map in enumerate(self.maps, 2):
            row = neuron.unit if layer == neuron.layer else None
            column = neuron.unit if layer == neuron.layer + 1 else None
            layer_map.map.set_selected(row, column)

    def _add_map(self) -> None:
        layer_map = LayerMap(len(self.maps) + 2, self._content)
        layer_map.neuron_picked.connect(self.neuron_picked)
        layer_map.neuron_opened.connect(self.neuron_opened)
        if self._theme is not None:
            layer_map.map.set_theme(self._theme)
        layer_map.show()
        self.maps.append(layer_map)

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
        footer = max(self.scale.sizeHint().height(), self.note.sizeHint().height()) + 6
        bar = self.verticalScrollBar().sizeHint().width()
        room = QSize(self.width(), self.height() - footer)
        places = self._places(room, CELLS[0])
        for cell in CELLS:
            places = self._places(room, cell)
            if _bottom(places) <= room.height():
                break
        else:
            room.setWidth(room.width() - bar)
            places = self._places(room, CELLS[-1])
        for layer_map, place in zip(self.maps, places, strict=True):
            layer_map.setGeometry(place)
        height = max(_bottom(places) + footer, self.height())
        self._content.resize(room.width(), height)
        self._arrange_footer(room.width(), height)

    def _arrange_footer(self, width: int, bottom: int) -> None:
        bar, note = self.scale.sizeHint(), self.note.sizeHint()
        self.scale.setGeometry(MARGIN, bottom - bar.height(), bar.width(), bar.height())
        left = MARGIN + bar.width() + GAP
        self.note.setGeometry(left, bottom - note.height(), width - left, note.height())

    def _places(self, room: QSize, cell: int) -> list[QRect]:
        sizes = [layer_map.size_for(cell, room) for layer_map in self.maps]
        return flow(sizes, room.width())


def flow(sizes: Sequence[QSize], width: int) -> list[QRect]:
    """Return places side by side, in rows that are no wider than ``width``."""
    places: list[QRect] = []
    x = y = row_height = 0
    for size in sizes:
        if x > 0 and x + size.width() > width:
            x, y, row_height = 0, y + row_height + GAP, 0
        places.append(QRect(x, y, size.width(), size.height()))
        x += size.width() + GAP
        row_height = max(row_height, size.height())
    return places


def _bottom(places: Sequence[QRect]) -> int:
    return max((place.bottom() + 1 for place in places), default=0)
