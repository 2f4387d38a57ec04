"""What edits of a drawn network ask for: other hidden layers, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.widgets.network.editing import (
    Layers,
    changed,
    duplicated,
    inserted,
    moved,
    removed,
    resized,
)
from gui.widgets.network.locks import NO_LOCKS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gui.widgets.network.plan import NetworkPlan


class LayerAsker(QObject):
    """Turns edits of single layers into all the hidden layers that are wanted.

    Nothing is asked for that is locked, nor what would change nothing.

    Signals
    -------
    asked : tuple of HiddenLayer, object
        Other hidden layers are wanted. Edits with the same second value, unless it is
        None, are parts of one: a drag's, for instance.
    layer_moved : int, int
        A layer was taken from one place to another.
    """

    asked = Signal(object, object)
    layer_moved = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plan: NetworkPlan | None = None
        self.locks = NO_LOCKS

    def set_plan(self, plan: NetworkPlan) -> None:
        """Edit another network."""
        self._plan = plan

    @property
    def is_locked(self) -> bool:
        """Whether layers, and their sizes, can't be edited."""
        return self.locks.hold("units")

    @property
    def layers(self) -> Layers:
        """The hidden layers as they are."""
        return () if self._plan is None else self._plan.layers

    def is_hidden(self, layer: int) -> bool:
        """Tell whether a layer can be edited."""
        return 1 <= layer <= len(self.layers)

    def insert(self, gap: int) -> None:
        """Ask for a new layer behind a layer; 0 is the input."""
        if self._plan is not None:
            self.ask(inserted(self._plan, gap))

    def remove(self, layer: int) -> None:
        """Ask for the network without a layer; only a hidden one can go."""
        if self.is_hidden(layer):
            self.ask(removed(self.layers, layer))

    def duplicate(self, layer: int) -> None:
        """Ask for a hidden layer twice."""
        if self.is_hidden(layer):
            self.ask(duplicated(self.layers, layer))

    def move(self, layer: int, to: int) -> None:
        """Ask for a hidden layer at another place."""
        if self.is_hidden(layer) and self.is_hidden(to) and not self.is_locked:
            self.ask(moved(self.layers, layer, to))
            self.layer_moved.emit(layer, to)

    def resize(self, layer: int, change: int, key: Hashable = None) -> None:
        """Ask for more or fewer units in a hidden layer."""
        if self.is_hidden(layer):
            self.ask(resized(self.layers, layer, change), key)

    def change(self, layer: int, **values: object) -> None:
        """Ask for something else set on a hidden layer."""
        if self.is_hidden(layer) and not self.locks.hold(*values):
            self._ask(changed(self.layers, layer, **values))

    def ask(self, layers: Layers, key: Hashable = None) -> None:
        """Ask for these hidden layers, which differ in units, number or order."""
        if not self.is_locked:
            self._ask(layers, key)

    def _ask(self, layers: Layers, key: Hashable = None) -> None:
        if layers != self.layers:
            self.asked.emit(layers, key)
