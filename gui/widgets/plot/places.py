"""Where the label of a reference line may stand: only where no curve goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.widgets.plot.labels import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSizeF

    from gui.widgets.plot.data import Curve, Reference
    from gui.widgets.plot.ends import Scale

MARGIN = 4.0
"""Pixels between a line and the text of its label: those of its text document."""

LOOKED_AT = 48
"""Points of a curve within a label's width: a long run has too many for every beat."""

TOUCH = 3.0
"""Pixels of its edge that a curve may cover: it then runs along the line itself."""


NOWHERE = Box(-1, -1, 0, 0)
"""A place that no plot shows."""


def reference_boxes(reference: Reference, size: QSizeF, scale: Scale) -> list[Box]:
    """Return the places of a label of this size, best first."""
    y = scale.y(reference.y)
    top = y - MARGIN - size.height() if reference.above else y + MARGIN
    shift = size.width() if reference.is_from_right else 0.0
    return [
        Box(scale.width * place - shift, top, size.width(), size.height())
        for place in reference.places
    ]


def uncrossed(boxes: Sequence[Box], curves: Sequence[Curve], scale: Scale) -> list[Box]:
    """Return the places, with none where a curve would go through the label."""
    return [
        NOWHERE if any(_crosses(curve, box, scale) for curve in curves) else box
        for box in boxes
    ]


def _crosses(curve: Curve, box: Box, scale: Scale) -> bool:
    ends = np.array([box.left, box.right]) / scale.width * scale.right
    first, last = ends if curve.x is None else np.searchsorted(curve.x, ends)
    start, stop = max(int(first), 0), min(int(last) + 1, len(curve))
    step = max(1, (stop - start) // LOOKED_AT)
    heights = np.asarray(curve.y[start:stop:step], dtype=np.float64)
    heights = heights[np.isfinite(heights)]
    if not heights.size:
        return False
    highest, lowest = scale.y(float(heights.max())), scale.y(float(heights.min()))
    return highest < box.bottom - TOUCH and lowest > box.top + TOUCH
