"""Shapes that tell classes apart without their colours."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

CORNERS = ((0, 0.0), (4, 45.0), (3, 90.0), (4, 0.0), (5, 90.0), (6, 0.0))
"""Of each class: corners, none for a circle, and the first one's angle."""


@cache
def marker(label: int, radius: float) -> QPainterPath:
    """Return the shape of a class, around the origin.

    Parameters
    ----------
    label : int
        The class.
    radius : float
        Of a circle as large as the shape.
    """
    corners, first = CORNERS[label % len(CORNERS)]
    path = QPainterPath()
    if not corners:
        path.addEllipse(QPointF(0, 0), radius, radius)
        return path
    # Polygons look smaller than a circle around them.
    reach = radius * 1.25
    angles = [math.radians(first + 360 * i / corners) for i in range(corners)]
    points = [QPointF(reach * math.cos(a), -reach * math.sin(a)) for a in angles]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path
