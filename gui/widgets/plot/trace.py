"""A curve that grows: what is drawn stays, and only what is new is drawn."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from gui.widgets.plot.data import thinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor

    from engine.arrays import Array
    from gui.widgets.plot.data import Curve


LEAST = 0.5
"""Pixels that a curve must have gone on to be drawn on."""


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
        The largest finite value drawn so far; minus infinity if there is none.
    """

    def __init__(self, width: float, dashes: list[float] | None = None) -> None:
        self._width = width
        self._dashes = dashes
        self._color: QColor | None = None
        self._pixmap = QPixmap()
        self._ratio = 1.0
        self._scale = (1.0, 1.0)
        self._forget()

    def _forget(self) -> None:
        self._drawn = self._measured = 0
        self._first = self._last = math.nan
        self._pen_at: QPointF | None = None
        self._length = 0.0
        self.highest = -np.inf

    def set_color(self, color: QColor) -> None:
        """Draw in this colour from the next full drawing on."""
        self._color = color
        self._forget()

    def measure(self, curve: Curve) -> float:
        """Return the curve's largest finite value, looking at new points only."""
        if not self._goes_on(curve):
            self._forget()
        fresh = curve.y[max(self._drawn, self._measured) :]
        self._measured = len(curve)
        finite = fresh[np.isfinite(fresh)]
        if finite.size:
            self.highest = max(self.highest, float(finite.max()))
        return self.highest

    def _goes_on(self, curve: Curve) -> bool:
        """Tell whether the curve begins with what is drawn."""
        known = self._drawn
        if not known or len(curve) < known:
            return False
        return bool(curve.y[0] == self._first and curve.x_at(known - 1) == self._last)

    def draw(
        self, curve: Curve, size: QSize, ratio: float, right: float, top: float
    ) -> QRectF:
        """Draw what is new of a curve, or all of it where the ranges have changed.

        Parameters
        ----------
        curve : Curve
            What the picture shall show.
        size : QSize
            The plot's area, in device-independent pixels.
        ratio : float
            Device pixels in each of them.
        right, top : float
            Values at its right and upper edge; the others are 0.

        Returns
        -------
        QRectF
            The part of the area that looks different now.
        """
        scale = size.width() / right, -size.height() / top
        device = size * ratio
        kept = scale == self._scale and device == self._pixmap.size()
        everything = QRectF(0, 0, size.width(), size.height())
        if not (kept and self._goes_on(curve)):
            self._forget()
            self._scale, self._ratio = scale, ratio
            self._pixmap = QPixmap(device)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._append(curve, size)
            return everything
        if self._is_too_little(curve, size):
            return QRectF()
        changed = self._append(curve, size)
        return changed.intersected(everything)

    def _is_too_little(self, curve: Curve, size: QSize) -> bool:
        """Tell whether what is new would be drawn on the same pixels."""
        if len(curve) == self._drawn:
            return True
        fresh, at = curve.y[self._drawn :], self._pen_at
        if at is None or not np.isfinite(fresh).all():
            return False
        across = curve.last_x * self._scale[0] - at.x()
        down = size.height() + fresh * self._scale[1] - at.y()
        return across < LEAST and bool(np.abs(down).max() < LEAST)

    def _append(self, curve: Curve, size: QSize) -> QRectF:
        """Draw what is new; return where."""
        self.measure(curve)
        x, y = curve.x_from(self._drawn), curve.y[self._drawn :]
        if not len(x):
            return QRectF()
        pixels = max(round(float(x[-1] - x[0]) * self._scale[0]), 1)
        x, y = thinned(x, y, pixels)
        self._drawn, self._first = len(curve), float(curve.y[0])
        self._last = curve.last_x
        return self._stroke(x * self._scale[0], size.height() + y * self._scale[1])

    def _stroke(self, x: Array, y: Array) -> QRectF:
        """Draw on from where the pen stands; return where something was drawn."""
        changed = QRectF()
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Far outside, Qt's painter would still walk along every dash.
        high = 4.0 * self._pixmap.height()
        for line in self._lines(x, np.clip(y, -high, high)):
            painter.setPen(self._pen())
            polygon = QPolygonF(line)
            painter.drawPolyline(polygon)
            changed = changed.united(polygon.boundingRect())
            if self._dashes:
                self._length += sum(QLineF(*ends).length() for ends in pairwise(line))
        painter.end()
        margin = self._width + 1
        return changed.adjusted(-margin, -margin, margin, margin)

    def _lines(self, x: Array, y: Array) -> Iterator[list[QPointF]]:
        """Yield the stretches between gaps, the first from where the pen stands."""
        points = [] if self._pen_at is None else [self._pen_at]
        for across, down in zip(x.tolist(), y.tolist(), strict=True):
            if math.isfinite(down):
                points.append(QPointF(across, down))
                continue
            if len(points) > 1:
                yield points
            points = []
        self._pen_at = points[-1] if points else None
        if len(points) > 1:
            yield points

    def _pen(self) -> QPen:
        assert self._color is not None
        pen = QPen(self._color, self._width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self._dashes:
            pen.setDashPattern(self._dashes)
            pen.setDashOffset(self._length / self._width)
        return pen

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Put the picture on a painter, its upper left corner there."""
        painter.drawPixmap(corner, self._pixmap)
