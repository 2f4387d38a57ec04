"""The points of the data, as pointer and keyboard find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from engine.boundary import Boundary, PointAnswers

REACH = 10.0
"""Pixels within which a point is meant."""


@dataclass(frozen=True)
class Place:
    """A point of the data: whether it is of the test set, and its index."""

    is_test: bool
    index: int


def answers_of(shown: Boundary, place: Place) -> PointAnswers | None:
    """Return the part of the data that a point belongs to."""
    return shown.test if place.is_test else shown.train


def places_of(shown: Boundary) -> list[Place]:
    """Return the points that the keyboard walks through: mistakes, or else all."""
    places = [
        Place(is_test, i)
        for is_test, part in _parts(shown)
        for i in range(len(part.labels))
    ]
    wrong = [place for place in places if _is_wrong(shown, place)]
    return wrong or places


def place_at(
    shown: Boundary, x: float, y: float, to_pixels: Callable[[Array], Array]
) -> Place | None:
    """Return the nearest point within reach of a pixel.

    Parameters
    ----------
    shown : Boundary
        The points.
    x, y : float
        The pixel.
    to_pixels : callable
        Says where points (m, 2) of the plane are drawn.
    """
    best: tuple[float, Place | None] = (REACH, None)
    for is_test, part in _parts(shown):
        away = to_pixels(part.points) - (x, y)
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = int(distances.argmin())
        if distances[nearest] < best[0]:
            best = float(distances[nearest]), Place(is_test, nearest)
    return best[1]


def _parts(shown: Boundary) -> list[tuple[bool, PointAnswers]]:
    train = (False, shown.train)
    return [train] if shown.test is None else [(True, shown.test), train]


def _is_wrong(shown: Boundary, place: Place) -> bool:
    part = answers_of(shown, place)
    return part is not None and bool(part.said[place.index] != part.labels[place.index])
