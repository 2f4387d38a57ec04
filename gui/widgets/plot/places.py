"""Where the label of a reference line may stand: only where no curve goes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gui.widgets.plot.data import extent
from gui.widgets.plot.labels import Box

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

    from gui.widgets.plot.data import Curve, Reference
    from gui.widgets.plot.ends import Scale

MARGIN = 4.0
"""Pixels between a line and the text of its label: those of its text document."""

BESIDE = 4.0
"""Pixels on both sides of a label that a curve may not go through either."""

TOUCH = 3.0
"""Pixels of its edge that a curve may cover: it then runs along the line itself."""


def reference_boxes(reference: Reference, size: QSizeF, scale: Scale) -> list[Box]:
    """Return the places of a label of this size, best first."""
    y = scale.y(reference.y)
    top = y - MARGIN - size.height() if reference.above else y + MARGIN
    shift = size.width() if reference.is_from_right else 0.0
    return [
        Box.at(scale.width * place - shift, top, size.width(), size.height())
        for place in reference.places
    ]


def crosses(curve: Curve, box: Box, scale: Scale) -> bool:
    """Tell whether a curve goes through a label, or stands against it."""
    heights = curve.y[slice(*_points_at(curve, box, scale))]
    lowest, highest = extent(heights)
    if not (math.isfinite(lowest) and math.isfinite(highest)):
        lowest, highest = extent(heights[np.isfinite(heights)])
    return is_struck(box, scale.y(highest), scale.y(lowest))


def is_struck(box: Box, top: float, bottom: float) -> bool:
    """Tell whether a line that reaches from top to bottom strikes a label through."""
    return top < box.bottom - TOUCH and bottom > box.top + TOUCH


def _points_at(curve: Curve, box: Box, scale: Scale) -> tuple[int, int]:
    """Return the last point of a curve before a box and its sides, and the end there.

    Lines lead from the point before, and to the one after.
    """
    per_pixel = scale.right / scale.width
    left, right = (box.left - BESIDE) * per_pixel, (box.right + BESIDE) * per_pixel
    if curve.last_x < left:
        return 0, 0
    if curve.x is None:
        return max(math.floor(left), 0), max(math.ceil(right), 0) + 1
    first, last = np.searchsorted(curve.x, (left, right)).tolist()
    return max(first - 1, 0), last + 1
