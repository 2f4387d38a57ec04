"""Paints what a network sees and says: a picture, or a name for each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.widgets.network.measures import elided, input_name

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from gui.widgets.network.layout import Column
    from gui.widgets.network.plan import Look

HILLS = ((0.0, 0.82), (0.32, 0.42), (0.52, 0.66), (0.7, 0.5), (1.0, 0.82))
SUN, SUN_RADIUS = (0.7, 0.28), 0.09
"""In shares of the tile: a landscape that is no picture of the data."""

CLOSEST = 1.05
"""In heights of a line: names that stand closer would overlap."""

FEW = 3
"""Names that may stand apart from their circles: people see whose they are."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_tile(
    painter: QPainter, column: Column, image: QImage | None, look: Look
) -> None:
    """Paint the picture that the network sees; None stands for any picture."""
    theme = look.theme
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(column.rect.adjusted(-3, -3, 3, 3), 5, 5)
    if image is None:
        _paint_landscape(painter, column.rect, look)
    else:
        painter.drawImage(_fitted(column.rect, image), image)


def _paint_landscape(painter: QPainter, rect: QRectF, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.color("secondary", 110))

    def at(x: float, y: float) -> QPointF:
        return rect.topLeft() + QPointF(x * rect.width(), y * rect.height())

    painter.drawPolygon(QPolygonF([at(*corner) for corner in HILLS]))
    radius = SUN_RADIUS * rect.height()
    painter.drawEllipse(at(*SUN), radius, radius)


def _fitted(rect: QRectF, image: QImage) -> QRectF:
    """Return the largest rectangle of the image's proportions in the middle."""
    size = image.size().toSizeF()
    size.scale(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRectF(QPointF(), size)
    fitted.moveCenter(rect.center())
    return fitted


def paint_input_names(painter: QPainter, column: Column, look: Look) -> None:
    """Write x₁, x₂ and so on to the left of the inputs."""
    painter.setFont(look.small)
    painter.setPen(look.theme.color("secondary"))
    right = column.rect.left() - 0.3 * look.em
    for slot, middle in name_heights(column, look.small_line):
        unit = column.slots[slot]
        if unit is not None:
            area = QRectF(right - 500, middle - look.em, 500, 2 * look.em)
            painter.drawText(area, RIGHT, input_name(unit + 1))


def paint_output_names(
    painter: QPainter, column: Column, names: tuple[str, ...], look: Look
) -> None:
    """Write what each output means to the right of the outputs."""
    is_one = len(names) == 1
    painter.setFont(look.bold if is_one else look.small)
    painter.setPen(look.theme.color("text" if is_one else "secondary"))
    left = column.rect.right() + (0.8 if is_one else 0.3) * look.em
    for slot, middle in name_heights(column, look.small_line):
        unit = column.slots[slot]
        if unit is not None and unit < len(names):
            area = QRectF(left, middle - look.em, 500, 2 * look.em)
            painter.drawText(area, LEFT, elided(names[unit], look))


def name_heights(column: Column, line: float) -> list[tuple[int, float]]:
    """Return which slots of a column get a name, and at what height.

    A few names that are higher than their circles stand a bit apart from them; of many,
    every other one is left out.
    """
    slots, least = len(column.slots), CLOSEST * line
    center = column.rect.center().y()
    if slots <= FEW and column.pitch < least:
        return [(i, center + (i - (slots - 1) / 2) * least) for i in range(slots)]
    step = 1 if column.pitch >= least else 2
    return [(i, column.center(i).y()) for i in range(0, slots, step)]
