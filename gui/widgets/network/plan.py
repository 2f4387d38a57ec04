"""What a drawn network shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

if TYPE_CHECKING:
    from engine.arrays import Array
    from gui.theme import Theme

SMALL_SHARE = 0.86
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
        What stands below each layer's size: the input's shape, the activations.
    examples : int
        m, for the shapes of Z and A.
    results : tuple of str
        What the output's value may be called: "p(cat)", or the name of each class.
    is_probability : bool
        Whether the output lies between 0 and 1.
    """

    sizes: tuple[int, ...]
    names: tuple[str, ...]
    examples: int
    results: tuple[str, ...]
    is_probability: bool

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of the hidden layers."""
        return self.sizes[1:-1]

    @property
    def last(self) -> int:
        """Number of the output layer, L."""
        return len(self.sizes) - 1

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
    first : ndarray or None
        Weights of the first layer, (n1, n_x); None as long as no weights are known.
    learned : ndarray or None
        Their change since training began, (n1, n_x).
    layers : tuple of ndarray
        Weights of the layers after the first, (n[l], n[l-1]) each.
    """

    first: Array | None = None
    learned: Array | None = None
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

    def share(self, layer: int, unit: int) -> float | None:
        """Return for what share of the examples a unit is active, if it is known."""
        known = self.shares[layer - 1] if layer <= len(self.shares) else None
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
    def of(cls, theme: Theme, font: QFont) -> Look:
        """Return the look that goes with a widget's font."""
        em = max(QFontInfo(font).pixelSize(), LEAST_PIXELS)
        body, bold, small = QFont(font), QFont(font), QFont(font)
        body.setPixelSize(em)
        bold.setPixelSize(em)
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(max(round(em * SMALL_SHARE), LEAST_PIXELS))
        return cls(theme, body, bold, small, float(em))

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return QFontMetricsF(self.bold).height()

    @property
    def small_line(self) -> float:
        """Height of a line of small text."""
        return QFontMetricsF(self.small).height()
