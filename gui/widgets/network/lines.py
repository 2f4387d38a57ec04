"""Paints the lines of a drawn network, those between two layers at a time."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QSize, Qt
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

Ends = tuple[float, float, float, float]
"""Where a line begins and where it ends: x and y of both."""


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
    ) -> list[QRect]:
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
                strip = _between(*pair)
                _paint_strip(painter, strip, new, pair, look)
                changed.append(strip)
        painter.end()
        return changed


def _between(left: Column, right: Column) -> QRect:
    """Return the strip from the middle of a column, which hides its edge, to the next.

    On whole pixels: what is cleared is what is painted.
    """
    strip = left.rect.united(right.rect).toAlignedRect()
    strip.setLeft(round(left.x))
    strip.setRight(round(right.x) - 1)
    return strip


def _paint_strip(
    painter: QPainter,
    strip: QRect,
    edges: Edges,
    columns: tuple[Column, Column],
    look: Look,
) -> None:
    painter.setClipRect(strip)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(strip, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    hairline = 1 / painter.device().devicePixelRatioF()
    for ends, (_, _, strength, sign) in zip(_ends(edges, columns), edges, strict=True):
        painter.setPen(_pen(sign, strength, look.theme))
        width = (THINNEST + (THICKEST - THINNEST) * strength) * look.em / 13
        painter.drawLines(_hairlines(ends, width, hairline))


def _ends(edges: Edges, columns: tuple[Column, Column]) -> Iterator[Ends]:
    left, right = columns
    exits = len(right.slots) * strands(right)
    starts = {s: left.exit(s, exits).toTuple() for s in {edge.source for edge in edges}}
    ends = {t: right.center(t).toTuple() for t in {edge.target for edge in edges}}
    return ((*starts[edge.source], *ends[edge.target]) for edge in edges)


@lru_cache(4096)
def _hairlines(ends: Ends, width: float, pixel: float) -> list[QLineF]:
    """Return neighbouring lines that look like a thick one.

    Qt draws long lines of one pixel ten times as fast as thicker ones.
    """
    line, step = QLineF(*ends), pixel * HAIRLINE_STEP
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
