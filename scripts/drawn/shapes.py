"""Coloured outlines that make up drawn figures.

A figure is a tuple of parts, painted in order.  A part names a colour instead of
holding one: a palette that lacks the name leaves the part out, so one table serves
a plain cat, a tabby and a calico.  Coordinates are plane units, y pointing down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Corner: TypeAlias = tuple[float, float]
Colour: TypeAlias = tuple[int, int, int]
Palette: TypeAlias = dict[str, Colour]

_CIRCLE = np.linspace(0.0, 2.0 * np.pi, 28, endpoint=False)
_MIRROR = np.array([-1.0, 1.0])


@dataclass(frozen=True, eq=False)
class Part:
    """One closed outline filled with one colour.

    Attributes
    ----------
    colour : str
        Name of the colour in a palette.
    points : ndarray of float64, shape (n, 2)
        The outline, x to the right and y down.
    edged : bool
        Whether the outline itself is drawn, in the palette's ``"line"`` colour.
    clipped : bool
        Whether the part shows only inside the last part that is not clipped.
    """

    colour: str
    points: Points
    edged: bool = False
    clipped: bool = False


Figure: TypeAlias = tuple[Part, ...]


def oval(
    colour: str, x: float, y: float, rx: float, ry: float, turn: float = 0.0
) -> Part:
    """Return an ellipse centred on (x, y), turned clockwise by `turn` radians."""
    ring = np.column_stack((rx * np.cos(_CIRCLE), ry * np.sin(_CIRCLE)))
    return Part(colour, moved(ring, x, y, turn=turn))


def area(
    colour: str, *corners: Corner, rounds: int = 0, symmetric: bool = False
) -> Part:
    """Return a polygon, its corners cut `rounds` times.

    A symmetric one is given by its right half, from top to bottom.
    """
    points = np.array(corners, dtype=np.float64)
    if symmetric:
        points = np.concatenate((points, points[::-1] * _MIRROR))
    for _ in range(rounds):
        points = _with_cut_corners(points, np.roll(points, -1, axis=0))
    return Part(colour, points)


def box(colour: str, left: float, top: float, right: float, bottom: float) -> Part:
    """Return an upright rectangle."""
    return area(colour, (left, top), (right, top), (right, bottom), (left, bottom))


def stroke(colour: str, widths: float | tuple[float, ...], *spine: Corner) -> Part:
    """Return a line along `spine`, its `widths` spread evenly from start to end."""
    line = smooth(np.array(spine, dtype=np.float64))
    profile = np.atleast_1d(np.asarray(widths, dtype=np.float64))
    places = np.linspace(0.0, len(profile) - 1.0, len(line))
    half = 0.5 * np.interp(places, np.arange(len(profile)), profile)[:, None]
    ahead = np.gradient(line, axis=0)
    ahead /= np.hypot(ahead[:, :1], ahead[:, 1:])
    side = half * np.column_stack((-ahead[:, 1], ahead[:, 0]))
    # One point beyond each end rounds the caps enough at this size.
    end, start = line[-1:] + half[-1] * ahead[-1], line[:1] - half[0] * ahead[0]
    return Part(colour, np.concatenate((line + side, end, (line - side)[::-1], start)))


def moved(
    points: Points, x: float, y: float, scale: float = 1.0, turn: float = 0.0
) -> Points:
    """Return `points` scaled, turned clockwise about the origin, then shifted."""
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    spots: Points = points @ np.array([[cos, sin], [-sin, cos]]) + np.array([x, y])
    return spots


def placed(
    figure: Figure, x: float, y: float, scale: float = 1.0, turn: float = 0.0
) -> Figure:
    """Return `figure` as a piece of a larger one."""
    return tuple(
        replace(part, points=moved(part.points, x, y, scale, turn)) for part in figure
    )


def pair(part: Part) -> Figure:
    """Return `part` and its mirror image, left and right."""
    return part, replace(part, points=part.points * _MIRROR)


def edged(part: Part) -> Part:
    """Return `part` with its outline drawn."""
    return replace(part, edged=True)


def inside(*parts: Part) -> Figure:
    """Return `parts` showing only inside the solid part before them."""
    return tuple(replace(part, clipped=True) for part in parts)


def _with_cut_corners(points: Points, ahead: Points) -> Points:
    cut = (0.75 * points + 0.25 * ahead, 0.25 * points + 0.75 * ahead)
    return np.stack(cut, axis=1).reshape(-1, 2)


def smooth(line: Points) -> Points:
    """Return an open line with its inner corners cut, its ends kept."""
    for _ in range(3 if len(line) > 2 else 0):
        inner = _with_cut_corners(line[:-1], line[1:])
        line = np.concatenate((line[:1], inner, line[-1:]))
    return line


def dimmed(colour: Colour, factor: float) -> Colour:
    """Return `colour` at `factor` of its brightness."""
    red, green, blue = (int(channel * factor) for channel in colour)
    return red, green, blue
