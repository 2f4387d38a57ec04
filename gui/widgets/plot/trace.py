"""A curve that grows: what is drawn stays, and only what is new is drawn."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from gui.widgets.plot.data import extent, telling
from gui.widgets.plot.labels import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QColor

    from gui.widgets.plot.data import Curve


LEAST = 0.5
"""Pixels that a curve must have gone on to be drawn on."""

STRAIGHT = 0.2
"""Pixels by which points may differ in height and be drawn as one straight line."""

FAR = 4.0
"""Heights of the plot beyond which nothing is drawn: there, Qt's painter would still
walk along every dash."""

FINER = 4
"""Times as fine as the canvas is what paper and projectors show."""


Place = tuple[float, float]
"""Across and down, in pixels."""


class Canvas(NamedTuple):
    """What curves are drawn on.

    Attributes
    ----------
    width, height : int
        Its size, in device-independent pixels.
    ratio : float
        Device pixels in each of them.
    right, top : float
        Values at its right and upper edge; the others are 0.
    """

    width: int
    height: int
    ratio: float
    right: float
    top: float

    def pixmap(self) -> QPixmap:
        """Return an empty picture of its size."""
        pixmap = QPixmap(QSize(self.width, self.height) * self.ratio)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

    def places(self, x: Sequence[float], y: Sequence[float]) -> list[Place]:
        """Return where points are drawn, in pixels."""
        height, far = self.height, FAR * self.height
        across, up = self.width / self.right, height / self.top
        down = [height - other * up for other in y]
        if not max(map(abs, down)) < far:
            down = [max(min(one, far), -far) for one in down]
        return list(zip([one * across for one in x], down, strict=True))


class Trace:
    """Draws one curve into a picture of its own.

    A long curve takes milliseconds to draw smoothly, which training in the other thread
    would have to wait for. So a curve that goes on from what is drawn already costs no
    more than its new points.

    Parameters
    ----------
    width : float
        Of the line, in pixels.
    dashes : list of float, optional
        Lengths of dash and gap, in widths.

    Attributes
    ----------
    highest : float
        The largest finite value of the curve that was looked at last.
    piece : Box or None
        Where the line is that was drawn last, without its thickness; None for no line.
    """

    def __init__(self, width: float, dashes: list[float] | None = None) -> None:
        self._width = width
        self._dashes = dashes
        self._pen = QPen()
        self._canvas = Canvas(0, 0, 1.0, 1.0, 1.0)
        self._pixmap = QPixmap()
        self._line = QLineF()
        self.piece: Box | None = None
        self._forget()

    def _forget(self) -> None:
        self._curve: Curve | None = None
        self._origin: object = None
        self._news = math.nan, math.nan
        self._drawn = 0
        self._first = self._last_x = self._last_y = math.nan
        self._pen_at: list[Place] = []
        self._length = 0.0
        self.highest = -math.inf

    def set_color(self, color: QColor) -> None:
        """Draw in this colour from the next full drawing on."""
        self._pen = QPen(color, self._width)
        self._pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self._dashes:
            self._pen.setDashPattern(self._dashes)
        self._forget()

    def look(self, curve: Curve) -> None:
        """Look at what is new of a curve."""
        if curve is self._curve:
            return
        if not self._goes_on(curve):
            self._forget()
        self._curve, self._origin = curve, curve.origin
        news = curve.y[self._drawn :]
        self._news = _, high = extent(news)
        if not math.isfinite(high):
            _, high = extent(news[np.isfinite(news)])
        self.highest = max(self.highest, high)

    def _goes_on(self, curve: Curve) -> bool:
        """Tell whether the curve begins with what is drawn."""
        known, is_same = self._drawn, curve.origin == self._origin
        if not (known and is_same) or len(curve.y) < known:
            return False
        return bool(curve.y[0] == self._first and curve.x_at(known - 1) == self._last_x)

    def draw(self, curve: Curve, canvas: Canvas) -> Box | None:
        """Draw what is new of a curve, or all of it where it has to begin anew.

        Parameters
        ----------
        curve : Curve
            What the picture shall show.
        canvas : Canvas
            Where.

        Returns
        -------
        Box or None
            The part of the canvas that looks different now.
        """
        self.look(curve)
        if not self._drawn or canvas != self._canvas:
            self._forget()
            self.look(curve)
            self._canvas, self._pixmap = canvas, canvas.pixmap()
            self._append(curve, math.nan)
            return Box(0, 0, canvas.width, canvas.height)
        rise = self._rise()
        if len(curve.y) == self._drawn or self._is_too_little(curve, rise):
            return None
        self._append(curve, rise)
        return self.piece and self.piece.grown(self._width + 1)

    def _rise(self) -> float:
        """Return how far what is new is from where the pen stands, up or down.

        In pixels; NaN if there is a gap.
        """
        (low, high), y = self._news, self._last_y
        return max(high - y, y - low) * self._canvas.height / self._canvas.top

    def _is_too_little(self, curve: Curve, rise: float) -> bool:
        """Tell whether what is new would be drawn on the same pixels."""
        way = (curve.last_x - self._last_x) * self._canvas.width / self._canvas.right
        return way < LEAST and rise < LEAST

    def _append(self, curve: Curve, rise: float) -> None:
        """Draw what is new."""
        if not len(curve.y):
            return
        found = [len(curve.y) - 1] if rise < STRAIGHT else self._telling(curve)
        x = found if curve.x is None else curve.x[found].tolist()
        new = self._canvas.places(x, curve.y[found].tolist())
        places = [*self._pen_at, *new]
        if _are_in_line(places):
            places = [places[0], places[-1]]
        self._stroke(self._lines(places))
        self._drawn, self._first = len(curve.y), float(curve.y[0])
        self._last_x, self._last_y = curve.last_x, curve.last_y

    def _telling(self, curve: Curve) -> list[int]:
        """Return which of the new points say all."""
        canvas, first = self._canvas, self._drawn
        wide = (curve.last_x - curve.x_at(first)) * canvas.width / canvas.right
        return [first + i for i in telling(curve.y[first:], max(round(wide), 1))]

    def _lines(self, places: list[Place]) -> list[list[Place]]:
        """Return the stretches between gaps; note where the pen then stands."""
        lines = [places]
        if math.isnan(sum([down for _, down in places])):
            lines = _stretches(places)
        self._pen_at = [] if _is_gap(places[-1]) else places[-1:]
        return [line for line in lines if len(line) > 1]

    def _stroke(self, lines: Iterable[list[Place]]) -> None:
        """Draw on from where the pen stands."""
        drawn: list[Place] = []
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in lines:
            if self._dashes:
                self._pen.setDashOffset(self._length / self._width)
                self._length += sum(map(math.dist, line, line[1:]))
            painter.setPen(self._pen)
            # Qt draws what has no corners by a shorter way.
            if len(line) == 2:
                self._line.setLine(*line[0], *line[1])
                painter.drawLine(self._line)
            else:
                painter.drawPolyline([QPointF(*place) for place in line])
            drawn += line
        painter.end()
        self.piece = Box.around(drawn) if drawn else None

    def paint(self, painter: QPainter, corner: QPoint) -> None:
        """Put the picture on a painter, its upper left corner there."""
        painter.drawPixmap(corner, self._pixmap)

    def paint_whole(self, painter: QPainter, curve: Curve, canvas: Canvas) -> None:
        """Draw all of a curve on a painter that may be finer than the canvas."""
        if not len(curve):
            return
        found = telling(curve.y, FINER * canvas.width)
        x = found if curve.x is None else curve.x[found].tolist()
        pen = QPen(self._pen)
        pen.setDashOffset(0)
        painter.setPen(pen)
        places = canvas.places(x, curve.y[found].tolist())
        for line in _stretches(places):
            painter.drawPolyline([QPointF(*place) for place in line])


def _stretches(places: list[Place]) -> list[list[Place]]:
    """Return what lies between gaps."""
    parts = groupby(places, _is_gap)
    return [list(part) for is_gap, part in parts if not is_gap]


def _is_gap(place: Place) -> bool:
    return math.isnan(place[1])


def _are_in_line(points: Sequence[Place]) -> bool:
    """Tell whether one straight line to the last point shows all of them."""
    (left, start), (right, end) = points[0], points[-1]
    if not left < right:
        return False
    slope = (end - start) / (right - left)
    return all(abs(start + (x - left) * slope - y) < STRAIGHT for x, y in points)
