"""How edits of a drawn network are called, and the keys that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.widgets.network.choices import rate_label
from gui.widgets.network.deeds import Deed, Setting

if TYPE_CHECKING:
    from engine.spec import HiddenLayer
    from gui.widgets.network.plan import NetworkPlan

Named = tuple[str, str]
"""A name, and a tip."""


class EditWords(QObject):
    """Says what buttons and menus of the drawing do."""

    def keys(self) -> str:
        """Say what mouse and keyboard do."""
        return self.tr(
            "Arrow keys choose a unit. + and − change the units of its layer by 1, "
            "Page Up and Page Down by 10; a digit, F2 or Enter types them. Insert adds "
            "a layer after it, Ctrl+D doubles it, Alt with an arrow moves it, Delete "
            "removes it. A, I and D set activation, initialization and dropout; the "
            "Menu key shows all of this. Z and Shift+Z zoom, Ctrl+0 shows the whole."
        )

    def handle(self, layer: int) -> str:
        """Say what the number below a layer is good for."""
        return self.tr(
            "Units of layer {layer}: drag up for more, turn the wheel, or click to "
            "type. Drag sideways to move the layer."
        ).format(layer=layer)

    # Buttons

    def insert(self, gap: int) -> Named:
        """Return name and tip of a button that inserts a layer."""
        if gap == 0:
            text = self.tr("Insert a hidden layer after the input")
            return text, text
        text = self.tr("Insert a hidden layer after layer {layer}").format(layer=gap)
        return text, text

    def fewer(self, layer: int) -> Named:
        """Return name and tip of the button for fewer units."""
        name = self.tr("Fewer units in layer {layer}").format(layer=layer)
        return name, self.tr("{name}: 1, with Shift 10").format(name=name)

    def more(self, layer: int) -> Named:
        """Return name and tip of the button for more units."""
        name = self.tr("More units in layer {layer}").format(layer=layer)
        return name, self.tr("{name}: 1, with Shift 10").format(name=name)

    def chip(self, setting: Setting, layer: int, value: str) -> Named:
        """Return name and tip of the button that sets one thing on a layer."""
        names = {
            Setting.ACTIVATION: self.tr("Activation of layer {layer}: {value}"),
            Setting.INITIALIZATION: self.tr("Initialization of layer {layer}: {value}"),
            Setting.DROPOUT: self.tr("Dropout in layer {layer}: {value}"),
        }
        name = names[setting].format(layer=layer, value=value)
        return name, name

    def all_of(self, layer: int) -> Named:
        """Return name and tip of the button with the menu."""
        text = self.tr("All that can be done with layer {layer}").format(layer=layer)
        return text, text

    def remove(self, layer: int) -> Named:
        """Return name and tip of the button that removes the layer."""
        text = self.tr("Remove hidden layer {layer}").format(layer=layer)
        return text, text

    def chip_texts(self, layer: HiddenLayer, plan: NetworkPlan) -> dict[Setting, str]:
        """Return what is set on a layer, in a word each."""
        own = layer.initialization
        rate = self.tr("dropout {rate}").format(rate=rate_label(layer.dropout))
        return {
            Setting.ACTIVATION: plan.choices.label(layer.activation),
            Setting.INITIALIZATION: (
                plan.choices.label(own) if own else self.tr("run's init")
            ),
            Setting.DROPOUT: rate if layer.dropout else self.tr("no dropout"),
        }

    # Menus

    def layer(self, plan: NetworkPlan, layer: int) -> str:
        """Return the title of a layer's menu."""
        if layer == 0:
            return self.tr("Input")
        if layer == plan.last:
            return self.tr("Output layer")
        return self.tr("Hidden layer {layer}").format(layer=layer)

    def setting(self, setting: Setting) -> str:
        """Return what a setting is called, with the letter that opens its menu."""
        return {
            Setting.ACTIVATION: self.tr("&Activation"),
            Setting.INITIALIZATION: self.tr("&Initialization"),
            Setting.DROPOUT: self.tr("Dropou&t"),
        }[setting]

    def deed(self, deed: Deed) -> Named:
        """Return what something to be done is called, and its keys."""
        if deed.name == "insert":
            is_before = deed.value == deed.layer - 1
            before, behind = (
                self.tr("Insert layer &before"),
                self.tr("Insert layer be&hind"),
            )
            return (before, "") if is_before else (behind, self.tr("Ins"))
        if deed.name == "move":
            is_left = deed.value == deed.layer - 1
            left, right = self.tr("Move &left"), self.tr("Move ri&ght")
            return (
                (left, self.tr("Alt+Left"))
                if is_left
                else (right, self.tr("Alt+Right"))
            )
        return {
            "duplicate": (self.tr("&Duplicate"), self.tr("Ctrl+D")),
            "remove": (self.tr("&Remove"), self.tr("Del")),
            "units": (self.tr("&Units…"), self.tr("F2")),
            "rate": (self.tr("&Other…"), ""),
            "closer": (self.tr("&Zoom in"), self.tr("Z")),
            "farther": (self.tr("Zoom &out"), self.tr("Shift+Z")),
            "fit": (self.tr("&Fit the whole network"), self.tr("Ctrl+0")),
        }[deed.name]

    # Typing

    def typed_units(self, layer: int) -> Named:
        """Return name and tip of the field for a number of units."""
        name = self.tr("Units of layer {layer}").format(layer=layer)
        tip = self.tr("Type a number; Enter takes it, Escape leaves it")
        return name, tip

    def typed_rate(self, layer: int) -> Named:
        """Return name and tip of the field for a dropout rate."""
        name = self.tr("Dropout in layer {layer}").format(layer=layer)
        return name, self.tr("Type a share below 1, such as 0.25 or 25 %")
