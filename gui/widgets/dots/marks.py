"""What stands for a number on a strip, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter


class Shape(Enum):
    """What a mark looks like; its text says what that means."""

    DOT = "dot"
    HOLLOW = "hollow"
    SQUARE = "square"
    TRIANGLE = "triangle"
    CROSS = "cross"


@dataclass(frozen=True)
class StripDot:
    """A number on the strip.

    Attributes
    ----------
    value : float
        Where it stands.
    text : str
        What is said of it.
    is_marked : bool
        Whether it has a ring.
    shape : Shape
        What it looks like.
    """

    value: float
    text: str
    is_marked: bool = False
    shape: Shape = Shape.DOT


def paint_mark(
    painter: QPainter,
    shape: Shape,
    place: QPointF,
    radius: float,
    color: QColor,
    ground: QColor,
) -> None:
    """Paint a mark.

    Parameters
    ----------
    painter : QPainter
        Paints it.
    shape : Shape
        What it looks like.
    place : QPointF
        Its centre.
    radius : float
        Half of its width, about.
    color : QColor
        Its colour.
    ground : QColor
        Divides it from marks below, and fills what is hollow.
    """
    is_line = shape in {Shape.HOLLOW, Shape.TRIANGLE, Shape.CROSS}
    painter.setPen(QPen(color if is_line else ground, 1.2))
    painter.setBrush(ground if is_line else color)
    if shape is Shape.SQUARE:
        painter.drawRect(square(place, radius))
    elif shape is Shape.TRIANGLE:
        painter.drawPolygon(_triangle(place, 1.8 * radius))
    elif shape is Shape.CROSS:
        painter.setPen(QPen(color, 1.5))
        _draw_cross(painter, place, 1.4 * radius)
    else:
        painter.drawEllipse(place, radius, radius)


def paint_focus(painter: QPainter, place: QPointF, reach: float, color: QColor) -> None:
    """Paint the frame around the mark that the keyboard is at."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1))
    painter.drawRect(square(place, reach))


def square(place: QPointF, reach: float) -> QRectF:
    """Return the square that goes so far to each side."""
    return QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)


def _triangle(place: QPointF, reach: float) -> QPolygonF:
    left, right = QPointF(-reach, 0.8 * reach), QPointF(reach, 0.8 * reach)
    return QPolygonF([place - QPointF(0, reach), place + right, place + left])


def _draw_cross(painter: QPainter, place: QPointF, reach: float) -> None:
    one, other = QPointF(reach, reach), QPointF(reach, -reach)
    painter.drawLine(place - one, place + one)
    painter.drawLine(place - other, place + other)
