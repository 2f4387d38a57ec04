"""Shapes of the drawn animals: a head has a radius of about 1, a body fits -1 to 1."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from drawn.shapes import (
    Corner,
    Figure,
    area,
    box,
    edged,
    inside,
    oval,
    pair,
    placed,
    smooth,
    stroke,
)


def _beady_eyes(x: float, y: float, size: float) -> Figure:
    return (
        *pair(oval("dark", x, y, size, size * 1.1)),
        *pair(oval("glint", x - 0.3 * size, y - 0.4 * size, 0.35 * size, 0.35 * size)),
    )


def _smile(y: float, depth: float, reach: float) -> Figure:
    bend = (0.5 * reach, y + 1.9 * depth)
    corner = (reach, y + depth)
    return pair(stroke("line", 0.06, (0, y), (0, y + depth), bend, corner))


class _Species(NamedTuple):
    """What tells one animal from another: its head and its tail."""

    head: Figure
    eyes: Figure
    nose: Figure
    tail_widths: tuple[float, ...]
    tail_length: float  # as a share of the longest


# The tables below are set by hand: a row is a thing one sees.
# fmt: off
_CLOSED_EYES = pair(stroke("lid", 0.08, (0.2, -0.02), (0.33, 0.12), (0.5, 0.12),
                           (0.62, -0.04)))

_CAT = _Species(
    (
        *pair(edged(area("ear", (0.98, 0.1), (1, -0.7), (0.9, -1.3), (0.5, -1),
                         (0.1, -0.6)))),
        *pair(area("pink", (0.86, -0.45), (0.83, -1.08), (0.38, -0.7))),
        edged(area("coat", (0.5, -0.9), (1, -0.5), (1.2, 0.35), (0.6, 0.95),
                   rounds=3, symmetric=True)),
        *inside(
            oval("patch", 0.6, -0.55, 0.6, 0.62),
            oval("patch2", -0.75, -0.35, 0.45, 0.6),
            area("stripe", (-0.09, -1), (0.09, -1), (0, -0.38)),
            *pair(area("stripe", (0.2, -1), (0.4, -1), (0.2, -0.45))),
            *pair(area("stripe", (1.2, 0), (0.72, 0.18), (1.2, 0.17))),
            *pair(area("stripe", (1.2, 0.3), (0.75, 0.38), (1.2, 0.47))),
            oval("mask", 0, 0.2, 0.62, 0.62),
            area("blaze", (0, -0.5), (0.5, 0.6), (0.6, 1), symmetric=True),
        ),
        *pair(oval("muzzle", 0.19, 0.47, 0.28, 0.22)),
    ),
    (
        *pair(oval("line", 0.43, -0.06, 0.29, 0.27)),
        *pair(oval("eye", 0.43, -0.06, 0.25, 0.23)),
        *pair(oval("dark", 0.43, -0.06, 0.09, 0.21)),
        *pair(oval("glint", 0.37, -0.15, 0.07, 0.07)),
    ),
    (
        *_smile(0.35, 0.16, 0.34),
        area("nose", (-0.15, 0.23), (0.15, 0.23), (0, 0.4)),
        *pair(stroke("whisker", 0.045, (0.45, 0.42), (1.4, 0.22))),
        *pair(stroke("whisker", 0.045, (0.45, 0.5), (1.42, 0.55))),
        *pair(stroke("whisker", 0.045, (0.42, 0.58), (1.3, 0.86))),
    ),
    (0.15, 0.13, 0.12), 1.0,
)

_DOG = _Species(
    (
        edged(area("coat", (0.55, -1), (0.95, -0.3), (0.8, 0.5), (0.5, 1.05),
                   rounds=3, symmetric=True)),
        *inside(
            oval("patch", 0.45, -0.2, 0.38, 0.45),
            area("blaze", (0.1, -1), (0.4, 1.1), symmetric=True),
        ),
        *pair(edged(area("ear", (0.4, -1.05), (0.95, -0.95), (1.35, -0.2), (1.35, 0.75),
                         (0.95, 0.75), (0.8, -0.2), rounds=2))),
        edged(oval("tongue", 0.08, 1.08, 0.2, 0.38)),
        edged(oval("muzzle", 0, 0.6, 0.55, 0.5)),
    ),
    _beady_eyes(0.36, -0.2, 0.15),
    (
        *_smile(0.5, 0.24, 0.38),
        oval("dark", 0, 0.36, 0.29, 0.21),
        oval("glint", -0.08, 0.29, 0.08, 0.05),
    ),
    (0.16, 0.06), 0.6,
)

_FOX = _Species(
    (
        *pair(edged(area("ear", (0.95, -0.1), (1.02, -1.5), (0.12, -0.6)))),
        *pair(area("dark", (0.99, -0.9), (1.02, -1.5), (0.61, -1.08))),
        *pair(area("light", (0.8, -0.5), (0.86, -0.98), (0.4, -0.62))),
        edged(area("coat", (0.45, -0.75), (0.9, -0.35), (1.3, 0.3), (0.6, 0.55),
                   (0.22, 1.2), rounds=2, symmetric=True)),
        *inside(*pair(area("light", (0.12, 1.3), (0.12, 0.75), (0.25, 0.22), (0.7, 0.1),
                           (1.4, 0.3), (0.8, 1)))),
    ),
    _beady_eyes(0.45, -0.02, 0.14),
    (oval("dark", 0, 0.98, 0.19, 0.16),),
    (0.14, 0.42, 0.4, 0.03), 0.95,
)

_RABBIT = _Species(
    (
        *pair(edged(oval("ear", 0.42, -1.3, 0.27, 0.9, 0.16))),
        *pair(oval("pink", 0.43, -1.3, 0.13, 0.68, 0.16)),
        edged(oval("coat", 0, 0.05, 0.9, 0.82)),
        *inside(oval("patch", 0.55, -0.3, 0.5, 0.5)),
        *pair(oval("muzzle", 0.22, 0.45, 0.28, 0.24)),
    ),
    _beady_eyes(0.45, -0.08, 0.16),
    (
        box("glint", -0.12, 0.52, 0.12, 0.82),
        stroke("line", 0.05, (0, 0.35), (0, 0.85)),
        oval("nose", 0, 0.3, 0.13, 0.09),
    ),
    (0.26, 0.26), 0.12,
)

_BEAR = _Species(
    (
        *pair(edged(oval("ear", 0.72, -0.68, 0.36, 0.36))),
        edged(oval("coat", 0, 0, 1, 0.9)),
        *pair(oval("patch", 0.42, -0.1, 0.28, 0.32, 0.5)),
        oval("muzzle", 0, 0.42, 0.48, 0.4),
    ),
    _beady_eyes(0.4, -0.1, 0.12),
    (*_smile(0.35, 0.16, 0.22), oval("dark", 0, 0.26, 0.22, 0.15)),
    (0.2, 0.2), 0.1,
)

_SPECIES = {"cat": _CAT, "dog": _DOG, "fox": _FOX, "rabbit": _RABBIT, "bear": _BEAR}


def _leg(colour: str, x: float, lean: float) -> Figure:
    knee, foot = (x, 0.45), (x + lean, 0.75)
    return (
        edged(stroke(colour, (0.26, 0.2, 0.17), (x, 0.14), knee, foot)),
        edged(oval("paw", x + lean + 0.04, 0.79, 0.14, 0.08)),
    )


def _stripes(*spines: tuple[float, float, float, float]) -> Figure:
    return tuple(
        stroke("stripe", (0.1, 0.03), (x, y), (x2, y2)) for x, y, x2, y2 in spines
    )


class _Pose(NamedTuple):
    """A body, where its head sits (x, y, scale) and how its tail runs."""

    body: Figure
    head: tuple[float, float, float]
    tail: tuple[Corner, ...]


_BODIES = {
    "sitting": _Pose(
        (
            edged(area("coat", (0.22, -0.4), (0.5, 0.3), (0.68, 0.95),
                       rounds=3, symmetric=True)),
            *inside(
                oval("patch", 0.4, 0.3, 0.25, 0.35),
                oval("patch2", -0.45, 0.6, 0.25, 0.28),
                *_stripes((0.6, 0.2, 0.22, 0.25), (0.65, 0.42, 0.26, 0.46)),
                *_stripes((-0.6, 0.2, -0.22, 0.25), (-0.65, 0.42, -0.26, 0.46)),
                oval("light", 0, 0.05, 0.19, 0.36),
            ),
            *pair(edged(oval("coat", 0.4, 0.72, 0.2, 0.24))),
            *pair(edged(oval("paw", 0.42, 0.91, 0.19, 0.08))),
            *pair(stroke("coat", 0.2, (0.12, 0.3), (0.13, 0.88))),
            stroke("line", 0.03, (0, 0.45), (0, 0.9)),
            *pair(stroke("line", 0.03, (0.25, 0.5), (0.24, 0.85))),
            *pair(edged(oval("paw", 0.13, 0.91, 0.13, 0.08))),
        ),
        (0, -0.5, 0.45),
        ((0.3, 0.8), (0.75, 0.95), (0.98, 0.55), (0.72, 0.2), (0.9, -0.1)),
    ),
    "walking": _Pose(
        (
            *_leg("shade", -0.38, 0.15),
            *_leg("shade", 0.55, -0.15),
            edged(area("coat", (-0.85, -0.28), (-0.2, -0.32), (0.4, -0.35),
                       (0.95, -0.3), (0.85, 0.32), (0, 0.42), (-0.75, 0.36), rounds=3)),
            *inside(
                oval("patch", -0.3, -0.2, 0.3, 0.28),
                oval("patch2", 0.25, 0, 0.2, 0.25),
                *_stripes((-0.5, -0.4, -0.45, 0.1), (-0.2, -0.4, -0.18, 0.1)),
                *_stripes((0.1, -0.4, 0.1, 0.1), (0.38, -0.4, 0.36, 0.1)),
                oval("light", 0.1, 0.42, 0.6, 0.14),
            ),
            *_leg("coat", -0.58, -0.08),
            *_leg("coat", 0.62, 0.1),
        ),
        (0.72, -0.42, 0.4),
        ((-0.62, 0), (-0.95, -0.05), (-1.1, -0.5), (-0.8, -0.75), (-0.95, -1.05)),
    ),
    "asleep": _Pose(
        (
            edged(oval("coat", 0.05, 0.3, 0.95, 0.58)),
            *inside(
                oval("patch", 0.35, -0.05, 0.35, 0.3),
                oval("patch2", 0.75, 0.45, 0.25, 0.3),
                *_stripes((0.2, -0.35, 0.15, 0.15), (0.5, -0.3, 0.42, 0.2)),
                *_stripes((0.8, -0.1, 0.66, 0.3), (-0.1, -0.35, -0.08, 0.05)),
            ),
            stroke("line", 0.04, (0.25, 0.75), (0.3, 0.3), (0.7, 0.25), (0.85, 0.5)),
        ),
        (-0.42, 0.32, 0.45),
        ((0.7, 0.35), (0.95, 0.75), (0.4, 0.95), (-0.2, 0.9), (-0.75, 0.85)),
    ),
}
# fmt: on

ANIMALS = tuple(_SPECIES)
POSES = ("face", *_BODIES)


def _tail(species: _Species, spine: tuple[Corner, ...]) -> Figure:
    line = smooth(np.array(spine, dtype=np.float64))
    length = max(3, round(species.tail_length * len(line)))
    run = [(float(x), float(y)) for x, y in line[:length]]
    rings = (stroke("stripe", 0.3, *run[at : at + 2]) for at in range(4, length - 4, 5))
    tip = stroke("tip", 0.5, *run[-max(2, length // 4) :])
    return edged(stroke("tail", species.tail_widths, *run)), *inside(*rings, tip)


@cache
def _trunk(kind: str, pose: str) -> Figure:
    """Return an animal without its head."""
    body, _, spine = _BODIES[pose]
    tail = _tail(_SPECIES[kind], spine)
    return (*body, *tail) if pose == "asleep" else (*tail, *body)


def animal(kind: str, pose: str, tilt: float = 0.0) -> Figure:
    """Return an animal, its head tilted clockwise by `tilt` radians.

    Parameters
    ----------
    kind : str
        One of `ANIMALS`.
    pose : str
        One of `POSES`.
    tilt : float
        Angle of the head in radians.
    """
    head, eyes, nose, *_ = _SPECIES[kind]
    if pose != "face":
        eyes = _CLOSED_EYES if pose == "asleep" else eyes
        x, y, scale = _BODIES[pose].head
        return (*_trunk(kind, pose), *placed((*head, *eyes, *nose), x, y, scale, tilt))
    heights = np.concatenate([part.points[:, 1] for part in head])
    scale = min(0.85, 1.9 / float(np.ptp(heights)))
    middle = 0.5 * float(heights.min() + heights.max())
    return placed((*head, *eyes, *nose), 0.0, -scale * middle, scale, tilt)
