"""Paints the lines of a drawn network, those between two layers at a time."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.theme import NEGATIVE, POSITIVE
from gui.widgets.network.edges import strands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.theme import Theme
    from gui.widgets.network.edges import Edges
    from gui.widgets.network.layout import Column
    from gui.widgets.network.plan import Look

FAINTEST, STRONGEST = 70, 245
THINNEST, THICKEST = 1.0, 3.0
"""In pixels, for a font of 13."""
PLAIN_ALPHA = 85
HAIRLINE_STEP = 0.75
"""In pixels: neighbours overlap a little, or stripes would show between them."""


class LineSheet:
    """A picture of all lines, in which a gap is painted again when its lines change."""

    def __init__(self) -> None:
        self.pixmap = QPixmap()
        self._drawn: tuple[Edges, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is painted yet."""
        return not self._drawn

    def forget(self) -> None:
        """Paint everything anew the next time."""
        self._drawn = ()

    def draw(
        self,
        edges: tuple[Edges, ...],
        columns: tuple[Column, ...],
        look: Look,
        size: QSize,
        ratio: float,
    ) -> list[QRectF]:
        """Paint the gaps whose lines are others than before; return where they are."""
        if self.is_blank:
            self.pixmap = QPixmap(size * ratio)
            self.pixmap.setDevicePixelRatio(ratio)
            self.pixmap.fill(Qt.GlobalColor.transparent)
        before = self._drawn or (None,) * len(edges)
        self._drawn = edges
        changed = []
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pair, old, new in zip(pairwise(columns), before, edges, strict=True):
            if old != new:
                strip = _between(pair, size.height())
                _paint_strip(painter, strip, new, pair, look)
                changed.append(strip)
        painter.end()
        return changed


def _between(columns: tuple[Column, Column], height: float) -> QRectF:
    """Return the strip from the middle of a column, which hides its edge, to the next.

    On whole pixels: what is cleared is what is painted.
    """
    left, right = (round(column.x) for column in columns)
    return QRectF(left, 0, right - left, height)


def _paint_strip(
    painter: QPainter,
    strip: QRectF,
    edges: Edges,
    columns: tuple[Column, Column],
    look: Look,
) -> None:
    painter.setClipRect(strip)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(strip, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    hairline = 1 / painter.device().devicePixelRatioF()
    for line, (_, _, strength, sign) in zip(_lines(edges, columns), edges, strict=True):
        painter.setPen(_pen(sign, strength, look.theme))
        width = (THINNEST + (THICKEST - THINNEST) * strength) * look.em / 13
        painter.drawLines(_hairlines(line, width, hairline))


def _lines(edges: Edges, columns: tuple[Column, Column]) -> Iterator[QLineF]:
    left, right = columns
    exits = len(right.slots) * strands(right)
    starts = {s: left.exit(s, exits) for s in {edge.source for edge in edges}}
    ends = {t: right.center(t) for t in {edge.target for edge in edges}}
    return (QLineF(starts[edge.source], ends[edge.target]) for edge in edges)


def _hairlines(line: QLineF, width: float, pixel: float) -> list[QLineF]:
    """Return neighbouring lines that look like a thick one.

    Qt draws long lines of one pixel ten times as fast as thicker ones.
    """
    step = pixel * HAIRLINE_STEP
    count = max(1, round(width / step))
    is_steep = abs(line.dy()) > abs(line.dx())
    shift = QPointF(step, 0) if is_steep else QPointF(0, step)
    first = line.translated(shift * ((1 - count) / 2))
    return [first.translated(shift * index) for index in range(count)]


@lru_cache(1024)
def _pen(sign: int, strength: float, theme: Theme) -> QPen:
    colors = {-1: QColor(NEGATIVE), 1: QColor(POSITIVE)}
    color = colors.get(sign, theme.color("secondary"))
    faintest, share = (FAINTEST, 1.0) if sign else (PLAIN_ALPHA, 0.7)
    color.setAlpha(round(faintest + (STRONGEST - faintest) * strength * share))
    pen = QPen(color)
    pen.setCosmetic(True)
    return pen
