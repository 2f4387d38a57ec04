"""A mouse button held down on a layer's number: up and down, or sideways."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from gui.widgets.network.editing import Layers, dragged_units, moved, resized

if TYPE_CHECKING:
    from gui.widgets.network.asking import LayerAsker
    from gui.widgets.network.layout import NetworkLayout

DRAG_DISTANCE = 4.0
"""In pixels: less is a click."""

STEP = 0.45
"""In em: how far it is to one unit more."""


class Way(Enum):
    """Where a drag goes."""

    NOWHERE = "not yet known"
    UPRIGHT = "more or fewer units"
    SIDEWAYS = "another place"


class LayerHand(QObject):
    """Follows the mouse and asks for what it means, live.

    All of a drag is asked for with one key, from press to release.

    Parameters
    ----------
    asker : LayerAsker
        What is asked.

    Signals
    -------
    clicked : int
        The button went up where it went down: on this layer.
    """

    clicked = Signal(int)

    def __init__(self, asker: LayerAsker) -> None:
        super().__init__(asker)
        self._asker = asker
        self.layer = 0
        self._way = Way.NOWHERE
        self._key = object()
        self._first_layer = 0
        self._start = QPointF()
        self._layers: Layers = ()

    @property
    def is_down(self) -> bool:
        """Whether a layer is held."""
        return self.layer > 0

    def press(self, layer: int, point: QPointF) -> None:
        """Take hold of a hidden layer."""
        if self._asker.is_locked or not self._asker.is_hidden(layer):
            return
        self.layer = self._first_layer = layer
        self._way, self._key = Way.NOWHERE, object()
        self._start, self._layers = point, self._asker.layers

    def drag(self, point: QPointF, layout: NetworkLayout, em: float) -> None:
        """Follow the mouse."""
        if not self.is_down or self._is_overtaken:
            self.layer = 0
            return
        way = point - self._start
        if self._way is Way.NOWHERE:
            self._choose_way(way)
        if self._way is Way.UPRIGHT:
            self._resize(-way.y() / (STEP * em))
        elif self._way is Way.SIDEWAYS:
            self._move(layout, point.x())

    def release(self) -> None:
        """Let go; without a drag it was a click."""
        layer, self.layer = self.layer, 0
        if layer and self._way is Way.NOWHERE:
            self.clicked.emit(layer)

    def cancel(self) -> None:
        """Let go, with everything as it was before."""
        if self.is_down and self._way is not Way.NOWHERE and not self._is_overtaken:
            self._asker.ask(self._layers, self._key)
            if self.layer != self._first_layer:
                self._asker.layer_moved.emit(self.layer, self._first_layer)
        self.layer = 0

    @property
    def _is_overtaken(self) -> bool:
        """Whether something else has changed the network, or locked it."""
        others = len(self._asker.layers) != len(self._layers)
        return others or self._asker.is_locked

    def _choose_way(self, way: QPointF) -> None:
        across, up = abs(way.x()), abs(way.y())
        if max(across, up) >= DRAG_DISTANCE:
            self._way = Way.UPRIGHT if up >= across else Way.SIDEWAYS

    def _resize(self, steps: float) -> None:
        start = self._layers[self.layer - 1].units
        change = dragged_units(start, steps)
        self._asker.ask(resized(self._layers, self.layer, change), self._key)

    def _move(self, layout: NetworkLayout, x: float) -> None:
        distances = {
            layer: abs(layout.columns[layer].x - x)
            for layer in range(1, len(self._layers) + 1)
        }
        nearest = min(distances, key=distances.__getitem__)
        if nearest != self.layer:
            before, self.layer = self.layer, nearest
            self._asker.ask(moved(self._layers, self._first_layer, nearest), self._key)
            self._asker.layer_moved.emit(before, nearest)
