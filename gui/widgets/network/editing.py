"""Edits of the hidden layers; what would break a limit changes nothing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.spec import MAX_HIDDEN_LAYERS, MAX_UNITS, HiddenLayer

if TYPE_CHECKING:
    from gui.widgets.network.plan import NetworkPlan

MOST_NEW_UNITS = 20
"""A layer right behind a picture would else begin with hundreds of units."""

PROGRESS = 10
"""From so many steps of a drag on, each counts for more than one unit."""

LARGE = 50
"""From so many units on, each step of a drag counts for more than one unit."""

Layers = tuple[HiddenLayer, ...]


def new_units(before: int, after: int) -> int:
    """Return how many units a layer between two others gets at first."""
    return max(1, min(round(math.sqrt(before * after)), MOST_NEW_UNITS))


def inserted(plan: NetworkPlan, gap: int) -> Layers:
    """Return the hidden layers with a new one.

    It is like the layer before it, or else like the one behind, but for its units.

    Parameters
    ----------
    plan : NetworkPlan
        The network.
    gap : int
        The layer after which to insert; 0 is the input.
    """
    layers = plan.layers
    if len(layers) >= MAX_HIDDEN_LAYERS:
        return layers
    units = new_units(plan.sizes[gap], plan.sizes[gap + 1])
    pattern = (*layers[max(gap - 1, 0) : gap + 1], plan.pattern)[0]
    return (*layers[:gap], replace(pattern, units=units), *layers[gap:])


def removed(layers: Layers, layer: int) -> Layers:
    """Return the hidden layers without one; the first is 1."""
    return layers[: layer - 1] + layers[layer:]


def duplicated(layers: Layers, layer: int) -> Layers:
    """Return the hidden layers with one of them twice, side by side."""
    if len(layers) >= MAX_HIDDEN_LAYERS:
        return layers
    return layers[:layer] + layers[layer - 1 :]


def moved(layers: Layers, layer: int, to: int) -> Layers:
    """Return the hidden layers with one of them elsewhere; both places count from 1."""
    to = max(1, min(to, len(layers)))
    rest = removed(layers, layer)
    return (*rest[: to - 1], layers[layer - 1], *rest[to - 1 :])


def resized(layers: Layers, layer: int, change: int) -> Layers:
    """Return the hidden layers with more or fewer units in one; the first is 1."""
    units = layers[layer - 1].units + change
    return changed(layers, layer, units=max(1, min(units, MAX_UNITS)))


def changed(layers: Layers, layer: int, **values: object) -> Layers:
    """Return the hidden layers with something else set on one; the first is 1."""
    other = replace(layers[layer - 1], **values)  # type: ignore[arg-type]
    return (*layers[: layer - 1], other, *layers[layer:])


def dragged_units(start: int, steps: float) -> int:
    """Return by how many units a drag changes a layer.

    Few steps count one by one. Many count for more, and so do those of a large layer:
    the largest would be out of reach else.

    Parameters
    ----------
    start : int
        Units when the drag began.
    steps : float
        How far it went, upwards.
    """
    size = abs(steps)
    further = max(0.0, size - PROGRESS)
    change = round((size + further * further / PROGRESS) * max(1.0, start / LARGE))
    return change if steps > 0 else -change
