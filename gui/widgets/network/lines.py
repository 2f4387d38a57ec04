"""Paints the lines of a drawn network, those between two layers at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from gui.theme import NEGATIVE, POSITIVE
from gui.widgets.network.edges import strands

if TYPE_CHECKING:
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

Ink = Callable[[float, int], tuple[QPen, int]]

MOST_KEPT = 4096
"""Lines between two layers that are kept."""


class LineSheet:
    """A picture of all lines, in which a gap is painted again when its lines change."""

    def __init__(self) -> None:
        self.pixmap = QPixmap()
        self._strips: tuple[_Strip, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is painted yet."""
        return not self._strips

    def forget(self) -> None:
        """Paint everything anew the next time."""
        self._strips = ()

    def draw(
        self,
        edges: tuple[Edges, ...],
        columns: tuple[Column, ...],
        look: Look,
        size: QSize,
        ratio: float,
    ) -> list[QRegion]:
        """Paint the gaps whose lines are others than before.

        Returns
        -------
        list of QRegion
            Where that can be seen, below columns that nothing shines through.
        """
        if self.is_blank:
            self.pixmap = QPixmap(size * ratio)
            self.pixmap.setDevicePixelRatio(ratio)
            self.pixmap.fill(Qt.GlobalColor.transparent)
            ink = lru_cache(partial(_ink, look, 1 / ratio))
            pairs = pairwise(columns)
            self._strips = tuple(_Strip(*pair, ink, 1 / ratio) for pair in pairs)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strips = zip(self._strips, edges, strict=True)
        changed = [strip.seen for strip, new in strips if strip.paint(painter, new)]
        painter.end()
        return changed


class _Strip:
    """The lines between two columns.

    Most lines and pens come again, and making them takes longer than painting.

    Parameters
    ----------
    left, right : Column
        The columns.
    ink : callable
        Returns the pen for a line's strength and sign, and how many hairlines it takes.
    pixel : float
        How large one is.

    Attributes
    ----------
    seen : QRegion
        Where the lines aren't hidden by the columns.
    """

    def __init__(self, left: Column, right: Column, ink: Ink, pixel: float) -> None:
        self._area = _between(left, right)
        self.seen = QRegion(self._area) - QRegion(left.core) - QRegion(right.core)
        self._drawn: Edges | None = None
        self._ink = ink
        self._hairlines = lru_cache(MOST_KEPT)(partial(_hairlines, left, right, pixel))

    def paint(self, painter: QPainter, edges: Edges) -> bool:
        """Paint lines, unless they are there already; tell whether they weren't."""
        if edges == self._drawn:
            return False
        self._drawn = edges
        painter.setClipRect(self._area)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(self._area, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for source, target, strength, sign in edges:
            pen, count = self._ink(strength, sign)
            painter.setPen(pen)
            painter.drawLines(self._hairlines(source, target, count))
        return True


def paint_lines(
    painter: QPainter, edges: Edges, left: Column, right: Column, look: Look
) -> None:
    """Paint lines between two columns as they are, on a painter of any resolution."""
    exits = _exits(right)
    for source, target, strength, sign in edges:
        pen = QPen(_color(sign, strength, look.theme), _width(strength, look))
        painter.setPen(pen)
        painter.drawLine(left.exit(source, exits), right.center(target))


def _between(left: Column, right: Column) -> QRect:
    """Return the strip from the middle of a column, which hides its edge, to the next.

    On whole pixels: what is cleared is what is painted.
    """
    strip = left.rect.united(right.rect).toAlignedRect()
    strip.setLeft(round(left.x))
    strip.setRight(round(right.x) - 1)
    return strip


def _ink(look: Look, pixel: float, strength: float, sign: int) -> tuple[QPen, int]:
    """Return the pen for a line, and how many hairlines make it thick enough."""
    pen = QPen(_color(sign, strength, look.theme))
    pen.setCosmetic(True)
    return pen, max(1, round(_width(strength, look) / (pixel * HAIRLINE_STEP)))


def _width(strength: float, look: Look) -> float:
    return (THINNEST + (THICKEST - THINNEST) * strength) * look.em / 13


def _hairlines(
    left: Column, right: Column, pixel: float, source: int, target: int, count: int
) -> list[QLineF]:
    """Return neighbouring lines that look like a thick one.

    Qt draws long lines of one pixel ten times as fast as thicker ones.
    """
    start = left.exit(source, _exits(right))
    line, step = QLineF(start, right.center(target)), pixel * HAIRLINE_STEP
    is_steep = abs(line.dy()) > abs(line.dx())
    shift = QPointF(step, 0) if is_steep else QPointF(0, step)
    first = line.translated(shift * ((1 - count) / 2))
    return [first.translated(shift * index) for index in range(count)]


def _exits(right: Column) -> int:
    """Return how many exits a picture has towards a column."""
    return len(right.slots) * strands(right)


def _color(sign: int, strength: float, theme: Theme) -> QColor:
    colors = {-1: QColor(NEGATIVE), 1: QColor(POSITIVE)}
    color = colors.get(sign, theme.color("secondary"))
    faintest, share = (FAINTEST, 1.0) if sign else (PLAIN_ALPHA, 0.7)
    color.setAlpha(round(faintest + (STRONGEST - faintest) * strength * share))
    return color
