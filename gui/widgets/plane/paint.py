"""How answers and points are painted."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.pixels import signed_picture
from gui.theme import NEGATIVE, POSITIVE, ZERO
from gui.widgets.plane.contour import zero_lines
from gui.widgets.plane.markers import marker

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array, Pixels
    from engine.boundary import PointAnswers
    from gui.theme import Theme

MANY = ("#1b9e77", "#d55e7b", "#b9a01e", "#66a3d9", "#8d6e63", "#7d7d7d")
"""Colours of more than two classes: orange and blue mean sign and nothing else."""

MARK, TEST_MARK, CROSS = 3.9, 4.6, 5.5
"""Half the size of a point and of a cross, in pixels."""


def class_colors(count: int) -> tuple[QColor, ...]:
    """Return the classes' colours: the signs' for two, others for more."""
    names = (NEGATIVE, POSITIVE) if count == 2 else MANY
    return tuple(QColor(names[i % len(names)]) for i in range(count))


def field_picture(answers: Array) -> Pixels:
    """Return answers (n_y, side, side) as colours, uint8 (side, side, 3), upside down.

    One output is p of class 1, from orange through grey to blue. Of several, the
    largest has its class's colour, the paler the less it is sure.
    """
    if len(answers) == 1:
        return signed_picture(2 * answers[0, ::-1] - 1, 1.0)
    best = answers.argmax(axis=0)[::-1]
    colors = class_colors(len(answers))
    stops = np.array([(c.red(), c.green(), c.blue()) for c in colors], float)
    grey = QColor(ZERO)
    zero = np.array((grey.red(), grey.green(), grey.blue()), float)
    chance = 1 / len(answers)
    sure = (answers.max(axis=0)[::-1, :, np.newaxis] - chance) / (1 - chance)
    pixels: Pixels = (zero + (stops[best] - zero) * sure).round().astype(np.uint8)
    return pixels


def border_lines(answers: Array) -> Array:
    """Return the lines between classes, (k, 4), in columns and rows of the grid."""
    if len(answers) == 1:
        return zero_lines(answers[0] - 0.5)
    best = answers.argmax(axis=0)
    pairs = combinations(range(len(answers)), 2)
    return np.concatenate([_border(answers, best, a, b) for a, b in pairs])


def _border(answers: Array, best: npt.NDArray[np.intp], a: int, b: int) -> Array:
    """Return where two classes are equal, as far as no other is above both."""
    lines = zero_lines(answers[a] - answers[b])
    middle = ((lines[:, :2] + lines[:, 2:]) / 2).round().astype(int)
    return lines[np.isin(best[middle[:, 1], middle[:, 0]], (a, b))]


def paint_point(
    painter: QPainter, label: int, color: QColor, is_test: bool, theme: Theme
) -> None:
    """Paint a point of a class at the origin: filled to train on, hollow to test."""
    if is_test:
        painter.setPen(QPen(theme.color("test"), 1.6))
        painter.setBrush(theme.color("panel", 150))
    else:
        painter.setPen(QPen(theme.color("panel"), 1))
        painter.setBrush(color)
    painter.drawPath(marker(label, TEST_MARK if is_test else MARK))


def paint_points(
    painter: QPainter, places: Array, part: PointAnswers, is_test: bool, theme: Theme
) -> None:
    """Paint the points of a part of the data at their places (m, 2)."""
    colors = class_colors(max(len(part.probabilities), 2))
    for (x, y), label in zip(places.tolist(), part.labels.tolist(), strict=True):
        painter.save()
        painter.translate(x, y)
        paint_point(painter, label, colors[label], is_test, theme)
        painter.restore()


def cross(x: float, y: float) -> list[QLineF]:
    """Return the two lines of a cross."""
    return [
        QLineF(x - CROSS, y - CROSS, x + CROSS, y + CROSS),
        QLineF(x - CROSS, y + CROSS, x + CROSS, y - CROSS),
    ]


def precise(p: float) -> str:
    """Return a probability with enough digits to tell it from 0 and 1."""
    return f"{p:.2e}" if 0 < p < 0.001 else f"{p:.5f}" if p > 0.999 else f"{p:.3f}"
