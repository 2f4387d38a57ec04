"""What a drawn network shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from engine.spec import PLAIN_LAYER, HiddenLayer
from gui.widgets.network.choices import LayerChoices

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.frame import FirstLayerPictures
    from gui.theme import Theme

SMALL_SHARE = 0.86
NO_CHOICES = LayerChoices()
LEAST_PIXELS = 10
"""Smaller text can't be read."""


@dataclass(frozen=True)
class NetworkPlan:
    """A network as it is designed.

    Attributes
    ----------
    sizes : tuple of int
        Units of every layer, the input first.
    names : tuple of str
        What stands below each layer's size: the activations, mostly.
    examples : int
        m, for the shapes of Z and A.
    results : tuple of str
        What the output's value may be called: "p(cat)", or the name of each class.
    is_probability : bool
        Whether the output lies between 0 and 1.
    layers : tuple of HiddenLayer
        The hidden layers with all that is set on each.
    picture : str
        The input's shape as "64×64×3"; empty if it is no picture.
    choices : LayerChoices
        What may be set on a layer.
    output_initialization : str
        Name of the output layer's own initialization; empty for the run's.
    pattern : HiddenLayer
        What the first hidden layer is like where there are none.
    """

    sizes: tuple[int, ...]
    names: tuple[str, ...]
    examples: int
    results: tuple[str, ...]
    is_probability: bool
    layers: tuple[HiddenLayer, ...] = ()
    picture: str = ""
    choices: LayerChoices = NO_CHOICES
    output_initialization: str = ""
    pattern: HiddenLayer = PLAIN_LAYER

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of the hidden layers."""
        return self.sizes[1:-1]

    @property
    def last(self) -> int:
        """Number of the output layer, L."""
        return len(self.sizes) - 1

    def is_hidden(self, layer: int) -> bool:
        """Tell whether a layer can be edited."""
        return 1 <= layer < self.last

    def settings(self, layer: int) -> HiddenLayer:
        """Return what is set on a layer; on the output, only an initialization is."""
        if self.is_hidden(layer):
            return self.layers[layer - 1]
        units, own = self.sizes[layer], self.output_initialization
        return HiddenLayer(units, initialization=own)

    def count(self, layer: int) -> str:
        """Return how many units a layer has, as "12,288 = 64×64×3"."""
        units = f"{self.sizes[layer]:,}"
        return f"{units} = {self.picture}" if not layer and self.picture else units

    def details(self, layer: int) -> str:
        """Return what is set on a layer but isn't usual, as "dropout 0.5"."""
        if layer == 0:
            return ""
        known, own = self.settings(layer), []
        if known.initialization:
            own.append(self.choices.label(known.initialization))
        if known.dropout:
            text = QCoreApplication.translate("NetworkPlan", "dropout {rate:g}")
            own.append(text.format(rate=known.dropout))
        return ", ".join(own)

    def weight_shape(self, layer: int) -> str:
        """Return the shape of the weights, as "W1 20×12,288"."""
        return f"W{layer} {self.sizes[layer]:,}×{self.sizes[layer - 1]:,}"

    def other_shapes(self, layer: int) -> str:
        """Return the other shapes, as "b1 20×1 · Z1, A1 20×209"."""
        units = f"{self.sizes[layer]:,}"
        return f"b{layer} {units}×1 · Z{layer}, A{layer} {units}×{self.examples:,}"


@dataclass(frozen=True, eq=False)
class NetworkWeights:
    """What the lines of a drawn network show.

    Attributes
    ----------
    first : FirstLayerPictures or None
        Weights of the first layer, (n1, n_x), and their change since training began;
        None as long as no weights are known.
    layers : tuple of ndarray
        Weights of the layers after the first, (n[l], n[l-1]) each.
    """

    first: FirstLayerPictures | None = None
    layers: tuple[Array, ...] = ()


@dataclass(frozen=True, eq=False)
class NetworkActivity:
    """What the circles of a drawn network show.

    Attributes
    ----------
    values : tuple of ndarray
        Activations (n[l],) of the layers 1 to L for one picture; empty if unknown.
    shares : tuple of ndarray or None
        For each hidden layer the share of training examples (n[l],) for which each
        unit is active; None where 0 doesn't mean that a unit is dead.
    """

    values: tuple[Array, ...] = ()
    shares: tuple[Array | None, ...] = ()

    def value(self, layer: int, unit: int) -> float | None:
        """Return a unit's activation, if it is known."""
        return float(self.values[layer - 1][unit]) if self.values else None

    def shares_of(self, layer: int) -> Array | None:
        """Return a layer's shares, if they are known."""
        return self.shares[layer - 1] if 1 <= layer <= len(self.shares) else None

    def share(self, layer: int, unit: int) -> float | None:
        """Return for what share of the examples a unit is active, if it is known."""
        known = self.shares_of(layer)
        return None if known is None else float(known[unit])


@dataclass(frozen=True)
class Look:
    """Colours and fonts.

    Attributes
    ----------
    theme : Theme
        Colours.
    body, bold, small : QFont
        For text, for what matters, and for what explains it.
    em : float
        Height of the body font in pixels: the unit of all lengths.
    """

    theme: Theme
    body: QFont
    bold: QFont
    small: QFont
    em: float

    @classmethod
    def of(cls, theme: Theme, font: QFont, zoom: float = 1.0) -> Look:
        """Return the look that goes with a widget's font, larger or smaller."""
        em = max(QFontInfo(font).pixelSize(), LEAST_PIXELS)
        small_em = max(round(em * SMALL_SHARE), LEAST_PIXELS)
        body, bold, small = QFont(font), QFont(font), QFont(font)
        # Seen from afar, a network's texts may become too small to be read. Rounded
        # up, they would need more room than everything else.
        body.setPixelSize(max(1, int(em * zoom)))
        bold.setPixelSize(body.pixelSize())
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(max(1, int(small_em * zoom)))
        return cls(theme, body, bold, small, em * zoom)

    @cached_property
    def line(self) -> float:
        """Height of a line of text."""
        return QFontMetricsF(self.bold).height()

    @cached_property
    def small_line(self) -> float:
        """Height of a line of small text."""
        return QFontMetricsF(self.small).height()
