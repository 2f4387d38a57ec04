"""The lines of a drawn network: which of the weights to draw, and how strongly."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gui.pixels import finite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.arrays import Array
    from gui.widgets.network.layout import Column
    from gui.widgets.network.plan import NetworkWeights

MOST_LINES, FEWEST_LINES = 4, 2
"""For each unit: more would be a thicket."""

LINES_IN_ALL = 360
"""From here on deep networks get fewer for each unit; they are drawn faster, too."""

STRENGTHS = 40
"""Steps of a line's strength: finer ones can't be seen, but would be painted."""

LINES_OF_PICTURE = 6
"""A picture of thousands of numbers shouldn't look like a single one."""


class Edge(NamedTuple):
    """A line between two slots.

    Attributes
    ----------
    source, target : int
        Slots of the columns on the left and on the right; a picture has exits instead.
    strength : float
        0 to 1, of the strongest in the layer, in `STRENGTHS` steps.
    sign : int
        -1 or 1; 0 for a line that has none.
    """

    source: int
    target: int
    strength: float
    sign: int


Edges = tuple[Edge, ...]

_STRENGTH = attrgetter("strength")


class EdgeFinder:
    """Picks the lines to draw for some weights.

    Parameters
    ----------
    weights : NetworkWeights
        The weights.
    """

    def __init__(self, weights: NetworkWeights) -> None:
        self._weights = weights
        # Looking through millions of weights takes longer than painting.
        self._largest: dict[int, float] = {}

    def find(self, columns: tuple[Column, ...]) -> tuple[Edges, ...]:
        """Return the lines of each gap, the weakest first."""
        most = most_lines(columns)
        return tuple(
            self._gap(gap, *pair, most) for gap, pair in enumerate(pairwise(columns))
        )

    def matrix(self, layer: int) -> Array | None:
        """Return a layer's weights, (n[l], n[l-1]), if they are known."""
        first, layers = self._weights.first, self._weights.layers
        if layer > 1:
            return layers[layer - 2] if layer - 2 < len(layers) else None
        return None if first is None else first.weights

    def alone(
        self, columns: tuple[Column, ...], place: tuple[int, int]
    ) -> tuple[Edges, ...]:
        """Return all lines to and from one slot, among the units that are shown."""
        layer, slot = place
        pairs = list(pairwise(columns))
        found: list[Edges] = [()] * len(pairs)
        for gap in (layer - 1, layer):
            if 0 <= gap < len(pairs):
                left, right = pairs[gap]
                every = self._gap(gap, left, right, len(left.slots))
                end = 1 if gap == layer - 1 else 0
                found[gap] = tuple(edge for edge in every if edge[end] == slot)
        return tuple(found)

    def _gap(self, gap: int, left: Column, right: Column, most: int) -> Edges:
        first = self._weights.first
        if gap == 0 and left.is_tile and first is not None:
            return _fan(first.moved, left, right)
        W = self.matrix(gap + 1)
        if W is None:
            return _plain(left, right)
        if gap not in self._largest:
            self._largest[gap] = _largest(W)
        return _strongest(W, self._largest[gap], left, right, most)


def strongest_inputs(W: Array, unit: int, most: int) -> list[tuple[int, float]]:
    """Return a unit's strongest inputs: their numbers and weights, the strongest first.

    Parameters
    ----------
    W : ndarray, shape (n[l], n[l-1])
        Weights of its layer.
    unit : int
        Which unit.
    most : int
        How many, at most.
    """
    row = finite(W[unit])
    order = np.argsort(-np.abs(row))[:most]
    return [(int(place), float(row[place])) for place in order]


def most_lines(columns: tuple[Column, ...]) -> int:
    """Return how many lines each unit gets, of its strongest."""
    units = sum(len(column.slots) for column in columns)
    return max(FEWEST_LINES, min(LINES_IN_ALL // units, MOST_LINES))


def _largest(W: Array) -> float:
    largest = float(max(W.max(), -W.min()))
    return largest if np.isfinite(largest) and largest > 0 else 1.0


def _places(column: Column) -> dict[int, int]:
    """Return the slot of every unit that is shown."""
    return {unit: slot for slot, unit in column.units.items()}


def strands(targets: Column) -> int:
    """Return how many lines a picture sends to each unit: a few units get several."""
    return max(1, LINES_OF_PICTURE // len(targets.slots))


def _sources(left: Column, right: Column, target: int) -> Iterable[int]:
    """Return where all lines to a slot come from."""
    if left.is_tile:
        slots = len(right.slots)
        return range(target, slots * strands(right), slots)
    return _places(left).values()


def _plain(left: Column, right: Column) -> Edges:
    """Return lines from all to all, which say only that the layer is connected."""
    return tuple(
        Edge(source, target, 0.0, 0)
        for target in _places(right).values()
        for source in _sources(left, right, target)
    )


def _fan(moved: Array, left: Column, right: Column) -> Edges:
    """Return lines from the input, as strong as each unit's weights have moved.

    A unit has a weight for each of the input's numbers, so its lines have no sign.
    """
    places = _places(right)
    shown = finite(moved.take(list(places)))
    strength = shown / (shown.max(initial=0.0) or 1.0)
    edges = [
        Edge(source, target, step / STRENGTHS, 0)
        for step, target in zip(_steps(strength), places.values(), strict=True)
        for source in _sources(left, right, target)
    ]
    return tuple(sorted(edges, key=_STRENGTH))


def _strongest(
    W: Array, largest: float, left: Column, right: Column, most: int
) -> Edges:
    """Return each unit's strongest lines among the units that are shown."""
    sources, targets = _places(left), _places(right)
    shown = finite(W.take(list(targets), axis=0).take(list(sources), axis=1))
    order = np.argsort(-np.abs(shown), axis=1)[:, :most]
    chosen = shown[np.arange(len(targets))[:, np.newaxis], order]
    slots, steps = tuple(sources.values()), _steps(chosen / largest)
    edges = [
        Edge(slots[index], target, step / STRENGTHS, 1 if weight > 0 else -1)
        for target, *row in zip(
            targets.values(), order.tolist(), chosen.tolist(), steps, strict=True
        )
        for index, weight, step in zip(*row, strict=True)
        if weight
    ]
    return tuple(sorted(edges, key=_STRENGTH))


def _steps(shares: Array) -> list[Any]:
    """Return in how many steps shares are shown, as nested as they are."""
    steps: list[Any] = np.rint(np.minimum(np.abs(shares), 1) * STRENGTHS).tolist()
    return steps
