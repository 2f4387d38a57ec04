"""What a gradient check found, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

LIMIT = 1e-5
"""Relative error above which a gradient is wrong. Rounding stays far below it, and a
derivative that is off by a thousandth far above."""


@dataclass(frozen=True)
class Probe:
    """One comparison of the analytic slope of J with the numeric one.

    Attributes
    ----------
    array : str
        "W" or "b": one coordinate of it. Empty for a direction, in which all of the
        layer's parameters change together.
    place : tuple of int
        Row and column in the array, from 0; empty for a direction.
    analytic, numeric : float
        The slope, as the backward pass has it and as the difference quotient.
    error : float
        Their relative error.
    kinks : int
        For how many pairs of unit and example the kink of an activation lay between the
        two sides. The difference quotient says little then.
    settled : float or None
        The least relative error among the steps that were tried without a kink between
        the sides: what the verdict goes by. None if there was one each time.
    """

    array: str
    place: tuple[int, ...]
    analytic: float
    numeric: float
    error: float
    kinks: int
    settled: float | None

    @property
    def is_direction(self) -> bool:
        """Whether all of the layer's parameters changed together."""
        return not self.array

    @property
    def is_wrong(self) -> bool:
        """Whether the two differ, and no kink explains it."""
        return self.settled is not None and not self.settled <= LIMIT

    @property
    def ratio(self) -> float | None:
        """The numeric slope divided by the analytic one; None if that is 0."""
        return self.numeric / self.analytic if self.analytic else None


@dataclass(frozen=True)
class LayerReport:
    """All comparisons in one layer.

    Attributes
    ----------
    layer : int
        From 1.
    probes : tuple of Probe
        Coordinates first, then directions.
    """

    layer: int
    probes: tuple[Probe, ...]

    @property
    def coordinates(self) -> tuple[Probe, ...]:
        """The single parameters that were changed."""
        return tuple(probe for probe in self.probes if not probe.is_direction)

    @property
    def directions(self) -> tuple[Probe, ...]:
        """The directions in which all parameters were changed."""
        return tuple(probe for probe in self.probes if probe.is_direction)

    @property
    def kinks(self) -> int:
        """How many comparisons had a kink between the two sides."""
        return sum(probe.kinks > 0 for probe in self.probes)

    @property
    def wrong(self) -> int:
        """How many comparisons failed."""
        return sum(probe.is_wrong for probe in self.probes)

    @property
    def largest(self) -> float | None:
        """The largest relative error that counts; None if none does."""
        return largest(self.probes)


def largest(probes: tuple[Probe, ...]) -> float | None:
    """Return the largest relative error that no kink explains; None without any."""
    known = [probe.settled for probe in probes if probe.settled is not None]
    return max(known, default=None)


@dataclass(frozen=True)
class GradientReport:
    """A gradient check of a whole network.

    Attributes
    ----------
    layers : tuple of LayerReport
        From the first to the last.
    examples : int
        Training examples in the cost whose slope was taken.
    of : int
        Training examples in all.
    is_own : bool
        Whether the analytic gradient is the very one that training uses, and not the
        same formulas once more.
    """

    layers: tuple[LayerReport, ...]
    examples: int
    of: int
    is_own: bool

    @property
    def largest(self) -> float | None:
        """The largest relative error of all that counts; None if none does."""
        known = [one.largest for one in self.layers if one.largest is not None]
        return max(known, default=None)

    @property
    def kinks(self) -> int:
        """How many comparisons had a kink between the two sides."""
        return sum(layer.kinks for layer in self.layers)

    @property
    def count(self) -> int:
        """How many comparisons were made."""
        return sum(len(layer.probes) for layer in self.layers)

    @property
    def wrong_layers(self) -> tuple[int, ...]:
        """The layers in which comparisons failed, from the last one down.

        The backward pass comes down from the last layer, so the first of these is where
        the mistake is made; those below may only have been handed it.
        """
        return tuple(one.layer for one in reversed(self.layers) if one.wrong)
