"""Backgrounds of the drawn pictures, and the scenes without an animal."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from drawn.shapes import (
    Colour,
    Figure,
    Palette,
    area,
    box,
    dimmed,
    edged,
    inside,
    oval,
    pair,
    placed,
    stroke,
)


class Background(NamedTuple):
    """What stands behind a subject, with the palettes that suit it."""

    figure: Figure
    palettes: tuple[Palette, ...]


class Scene(NamedTuple):
    """A thing that is no animal of a species, with the backgrounds that suit it."""

    figure: Figure
    backgrounds: tuple[str, ...]


def _scenery(far: Colour, near: Colour, trim: Colour, spot: Colour) -> Palette:
    line = dimmed(near, 0.72)
    return {"far": far, "near": near, "trim": trim, "spot": spot, "line": line}


# The tables below are set by hand: a row is a thing one sees.
# fmt: off
_WALL = box("far", -2, -2, 2, 2)
_PLAIN = (200, 200, 200)
BACKGROUNDS = {
    "room": Background(
        (
            _WALL,
            box("near", -2, 0.45, 2, 2),
            box("trim", -2, 0.4, 2, 0.5),
            box("trim", 0.1, -0.95, 0.95, -0.1),
            box("spot", 0.17, -0.88, 0.5, -0.17),
            box("spot", 0.55, -0.88, 0.88, -0.17),
        ),
        (
            _scenery((236, 214, 178), (172, 124, 84), (250, 244, 232), (164, 208, 236)),
            _scenery((158, 190, 186), (128, 98, 78), (238, 238, 230), (250, 226, 150)),
            _scenery((198, 168, 190), (148, 120, 132), (244, 236, 240), (90, 110, 168)),
        ),
    ),
    "paper": Background(
        (_WALL, *(box("near", x, -2, x + 0.13, 2) for x in np.arange(-1.4, 1.4, 0.3))),
        (
            _scenery((232, 206, 196), (242, 224, 214), _PLAIN, _PLAIN),
            _scenery((140, 176, 168), (154, 190, 180), _PLAIN, _PLAIN),
            _scenery((214, 190, 112), (226, 206, 134), _PLAIN, _PLAIN),
            _scenery((104, 112, 148), (116, 126, 162), _PLAIN, _PLAIN),
        ),
    ),
    "sofa": Background(
        (
            _WALL,
            edged(box("near", -2, -0.35, 2, 1)),
            edged(box("trim", -2, 0.5, 2, 2)),
            stroke("line", 0.03, (0, -0.35), (0, 0.5)),
            edged(area("spot", (0.5, -0.3), (1.1, -0.2), (1, 0.5), (0.4, 0.4),
                       rounds=2)),
        ),
        (
            _scenery((238, 226, 204), (178, 82, 74), (194, 98, 88), (240, 200, 120)),
            _scenery((214, 226, 226), (74, 116, 130), (90, 134, 148), (236, 150, 120)),
            _scenery((226, 206, 186), (132, 140, 92), (150, 158, 108), (246, 232, 208)),
        ),
    ),
    "meadow": Background(
        (
            _WALL,
            oval("trim", -0.6, 0.6, 1.2, 0.7),
            oval("trim", 0.9, 0.6, 0.9, 0.9),
            area("near", (-2, 0.3), (0, 0.2), (2, 0.35), (2, 2), (-2, 2)),
            *(stroke("line", (0.05, 0.01), (x, y + 0.15), (x + 0.06, y))
              for x in np.arange(-1, 1.1, 0.17) for y in (0.3 + 0.6 * (5 * x % 1),)),
            *(oval("spot", x, 0.4 + 0.5 * (7 * x % 1), 0.04, 0.04)
              for x in np.arange(-0.9, 1, 0.27)),
        ),
        (
            _scenery((158, 210, 240), (122, 178, 84), (150, 200, 120), (250, 240, 170)),
            _scenery((250, 210, 160), (176, 150, 70), (206, 150, 80), (220, 90, 60)),
            _scenery((190, 206, 226), (232, 238, 244), (206, 216, 230),
                     (245, 242, 238)),
        ),
    ),
    "sky": Background(
        (
            _WALL,
            *(oval("spot", x + dx, y, size, 0.6 * size)
              for x, y in ((-0.6, -0.6), (0.65, -0.3), (-0.3, 0.65))
              for dx, size in ((-0.18, 0.16), (0, 0.24), (0.2, 0.17))),
        ),
        (
            _scenery((130, 192, 236), _PLAIN, _PLAIN, (246, 248, 250)),
            _scenery((242, 178, 150), _PLAIN, _PLAIN, (252, 214, 186)),
            _scenery((60, 70, 116), _PLAIN, _PLAIN, (92, 102, 150)),
        ),
    ),
    "bricks": Background(
        (
            box("near", -2, -2, 2, 2),
            *(box("far", x + 0.2 * (row % 2), y, x + 0.2 * (row % 2) + 0.37, y + 0.17)
              for row, y in enumerate(np.arange(-1.2, 1.2, 0.2))
              for x in np.arange(-1.4, 1.2, 0.4)),
        ),
        (
            _scenery((190, 108, 84), (158, 132, 120), _PLAIN, _PLAIN),
            _scenery((176, 172, 168), (118, 116, 114), _PLAIN, _PLAIN),
        ),
    ),
}
HOME, OUTDOORS = ("room", "sofa", "paper"), ("meadow", "meadow", "bricks")

PAINTS = ((208, 66, 58), (64, 116, 190), (240, 186, 62), (150, 96, 170))
PEELS = ((208, 66, 58), (236, 140, 50), (240, 200, 80), (150, 190, 80))
FEATHERS = ((140, 100, 68), (150, 144, 140), (190, 140, 90))
SCENE_COLOURS: Palette = {
    "white": (250, 248, 244), "black": (44, 42, 48), "grey": (140, 144, 152),
    "brown": (124, 82, 52), "green": (86, 146, 72), "sea": (58, 118, 172),
    "sun": (255, 226, 130), "pane": (186, 222, 240), "line": (60, 52, 56),
    "rock": (120, 124, 146), "wave": (118, 170, 210), "cream": (240, 226, 200),
}

_SEA = (
    box("sea", -3, 0.4, 3, 3),
    *(stroke("wave", 0.04, (x, y), (x + 0.25, y))
      for x, y in ((-0.8, 0.6), (0.3, 0.7), (-0.3, 0.85), (0.6, 0.52))),
)
SCENES = {
    "house": Scene((
        edged(box("white", -0.6, -0.1, 0.6, 0.8)),
        edged(box("brown", 0.3, -0.8, 0.48, -0.3)),
        edged(area("paint", (-0.8, -0.05), (0, -0.8), (0.8, -0.05))),
        edged(box("brown", -0.13, 0.3, 0.15, 0.8)),
        *pair(edged(box("pane", 0.25, 0.15, 0.5, 0.42))),
    ), ("meadow",)),
    "car": Scene((
        edged(area("paint", (-0.5, 0.1), (-0.3, -0.35), (0.3, -0.35), (0.55, 0.1))),
        area("pane", (-0.38, 0.08), (-0.24, -0.25), (-0.03, -0.25), (-0.03, 0.08)),
        area("pane", (0.05, 0.08), (0.05, -0.25), (0.25, -0.25), (0.42, 0.08)),
        edged(area("paint", (-0.95, 0.05), (0.9, 0.05), (1.05, 0.5), (-1, 0.5),
                   rounds=1)),
        oval("sun", 0.88, 0.22, 0.08, 0.08),
        *(oval("black", x, 0.5, 0.2, 0.2) for x in (-0.5, 0.52)),
        *(oval("grey", x, 0.5, 0.1, 0.1) for x in (-0.5, 0.52)),
    ), ("meadow", "bricks")),
    "flower": Scene((
        stroke("green", 0.09, (0, -0.2), (0.06, 0.4), (0, 1.6)),
        *pair(edged(area("green", (0.03, 0.75), (0.3, 0.4), (0.6, 0.4), (0.4, 0.75),
                         rounds=1))),
        *(edged(oval("paint", 0.38 * np.cos(turn), 0.38 * np.sin(turn) - 0.3,
                     0.3, 0.19, turn)) for turn in np.arange(8) * np.pi / 4),
        edged(oval("sun", 0, -0.3, 0.22, 0.22)),
    ), ("meadow", "meadow", "sky", "room")),
    "fruit": Scene((
        edged(area("peel", (0, -0.35), (0.5, -0.6), (0.9, 0), (0.5, 0.85), (0, 0.7),
                   (-0.5, 0.85), (-0.9, 0), (-0.5, -0.6), rounds=3)),
        oval("white", -0.4, -0.12, 0.09, 0.17, 0.4),
        stroke("brown", 0.1, (0, -0.35), (0.02, -0.6), (0.12, -0.8)),
        edged(oval("green", 0.36, -0.68, 0.26, 0.12, -0.4)),
    ), ("meadow", "room", "bricks")),
    "sunset": Scene((
        oval("sun", 0.2, 0.3, 0.42, 0.42), *_SEA,
        *(box("sun", 0.2 - half, y, 0.2 + half, y + 0.05)
          for y, half in ((0.48, 0.34), (0.64, 0.22), (0.8, 0.12))),
    ), ("sky",)),
    "mountain": Scene((
        edged(area("rock", (-1.3, 0.7), (-0.5, -0.45), (0.3, 0.7))),
        area("white", (-0.72, -0.13), (-0.5, -0.45), (-0.28, -0.13), (-0.5, -0.06)),
        edged(area("rock", (-0.5, 0.7), (0.4, -0.75), (1.4, 0.7))),
        area("white", (0.15, -0.35), (0.4, -0.75), (0.67, -0.35), (0.4, -0.24)),
        box("green", -3, 0.65, 3, 3),
        *(area("green", (x, 0.8), (x + 0.13, 0.3), (x + 0.26, 0.8))
          for x in (-0.9, -0.65, 0.5, 0.8)),
    ), ("sky",)),
    "ship": Scene((
        edged(area("white", (0.05, -0.9), (0.7, 0.15), (0.05, 0.15))),
        edged(area("paint", (-0.05, -0.7), (-0.05, 0.15), (-0.5, 0.15))),
        box("brown", -0.04, -0.95, 0.04, 0.3),
        edged(area("brown", (-0.8, 0.22), (0.85, 0.22), (0.55, 0.62), (-0.55, 0.62))),
        *placed(_SEA, 0, 0.12),
    ), ("sky",)),
    "balloon": Scene((
        edged(area("paint", (0.2, -0.9), (0.8, -0.4), (0.15, 0.4),
                   rounds=3, symmetric=True)),
        *inside(oval("white", 0, -0.3, 0.22, 0.75)),
        *pair(stroke("line", 0.03, (0.13, 0.35), (0.13, 0.65))),
        edged(box("brown", -0.17, 0.6, 0.17, 0.88)),
    ), ("sky", "meadow")),
    "owl": Scene((
        stroke("brown", 0.16, (-3, 0.8), (0, 0.68), (3, 0.82)),
        *pair(edged(area("wing", (0.2, -0.6), (0.6, -0.95), (0.55, -0.4)))),
        edged(area("feather", (0.4, -0.8), (0.7, -0.2), (0.55, 0.75),
                   rounds=3, symmetric=True)),
        *inside(oval("cream", 0, 0.3, 0.36, 0.46)),
        *(stroke("feather", 0.05, (x - 0.08, y), (x, y + 0.07), (x + 0.08, y))
          for x, y in ((-0.15, 0.15), (0.15, 0.15), (0, 0.3), (-0.15, 0.45),
                       (0.15, 0.45))),
        *pair(edged(area("wing", (0.5, -0.15), (0.8, 0.1), (0.6, 0.7), (0.4, 0.3),
                         rounds=2))),
        *pair(edged(oval("cream", 0.27, -0.4, 0.29, 0.29))),
        *pair(oval("black", 0.25, -0.4, 0.14, 0.14)),
        *pair(oval("white", 0.21, -0.45, 0.05, 0.05)),
        edged(area("sun", (-0.1, -0.3), (0.1, -0.3), (0, -0.08))),
        *pair(oval("sun", 0.2, 0.7, 0.12, 0.07)),
    ), ("sky", "meadow", "bricks")),
}
# fmt: on
