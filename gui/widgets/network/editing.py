"""Edits of the hidden layers; what would break a limit changes nothing."""

from __future__ import annotations

import math

from engine.spec import MAX_HIDDEN_LAYERS, MAX_UNITS

MOST_NEW_UNITS = 20
"""A layer right behind a picture would else begin with hundreds of units."""

Hidden = tuple[int, ...]


def new_units(before: int, after: int) -> int:
    """Return how many units a layer between two others gets at first."""
    return max(1, min(round(math.sqrt(before * after)), MOST_NEW_UNITS))


def inserted(sizes: tuple[int, ...], gap: int) -> Hidden:
    """Return the hidden layers with a new one.

    Parameters
    ----------
    sizes : tuple of int
        Units of every layer, the input first.
    gap : int
        The layer after which to insert; 0 is the input.
    """
    hidden = sizes[1:-1]
    if len(hidden) >= MAX_HIDDEN_LAYERS:
        return hidden
    units = new_units(sizes[gap], sizes[gap + 1])
    return (*hidden[:gap], units, *hidden[gap:])


def removed(hidden: Hidden, layer: int) -> Hidden:
    """Return the hidden layers without one; the first is 1."""
    return hidden[: layer - 1] + hidden[layer:]


def resized(hidden: Hidden, layer: int, change: int) -> Hidden:
    """Return the hidden layers with more or fewer units in one; the first is 1."""
    units = max(1, min(hidden[layer - 1] + change, MAX_UNITS))
    return (*hidden[: layer - 1], units, *hidden[layer:])
