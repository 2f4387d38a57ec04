"""A plane with a network's answers as colours, and points in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gui.keyboard import is_plain
from gui.pixels import to_image
from gui.replies import Replies
from gui.theme import DARK
from gui.widgets.plane.paint import (
    border_lines,
    cross,
    field_picture,
    paint_points,
    precise,
)
from gui.widgets.plane.places import Place, answers_of, place_at, places_of

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from engine.arrays import Array
    from engine.boundary import Boundary, PointAnswers
    from gui.theme import Theme

FIELD = 0.62
"""How solid the field is: points of its colour are to stand out."""

MOST_LABELLED = 8
"""Points of which each gets its p beside it."""

KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class PlaneMap(QWidget):
    """Draws answers all over the plane, the border, the points, and what is wrong.

    Signals
    -------
    pointed : (float, float) or Place or None
        What the mouse or the keyboard points at.
    """

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._boundary: Boundary | None = None
        self._field = QPixmap()
        self._lines: Array = np.empty((0, 4))
        self._points: tuple[tuple[object, ...], QPixmap] | None = None
        self._place: Place | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Replies(self, _walks)

    @property
    def place(self) -> Place | None:
        """The point that is marked."""
        return self._place

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme, self._points = theme, None
        self.update()

    def show_boundary(self, boundary: Boundary | None) -> None:
        """Show a moment's answers."""
        before, self._boundary = self._boundary, boundary
        if before is None or boundary is None or before.extent != boundary.extent:
            self._place = None
        if boundary is not None:
            answers = np.nan_to_num(boundary.answers, nan=0.5)
            self._field = QPixmap.fromImage(to_image(field_picture(answers)))
            self._lines = border_lines(answers)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:
        """Ask for a small square."""
        return QSize(120, 120)

    # Geometry

    @property
    def area(self) -> QRectF:
        """The square that the plane is drawn in."""
        side = max(min(self.width(), self.height()) - 2, 1)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        return QRectF(left, top, side, side)

    def to_pixels(self, points: Array) -> Array:
        """Return where points (m, 2) of the plane are drawn."""
        assert self._boundary is not None
        left, right, bottom, top = self._boundary.extent
        area = self.area
        x = area.left() + (points[:, 0] - left) / (right - left) * area.width()
        y = area.bottom() - (points[:, 1] - bottom) / (top - bottom) * area.height()
        return np.stack([x, y], axis=1)

    def to_plane(self, position: QPointF) -> tuple[float, float] | None:
        """Return the point of the plane at a position, None beside the area."""
        area = self.area
        if self._boundary is None or not area.contains(position):
            return None
        left, right, bottom, top = self._boundary.extent
        x = (position.x() - area.left()) / area.width()
        y = (area.bottom() - position.y()) / area.height()
        return left + x * (right - left), bottom + y * (top - bottom)

    # Pointing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from mistake to mistake, or from point to point if there is none."""
        step = KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(step)
        elif event.key() == Qt.Key.Key_Escape and self._place is not None:
            self._mark(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is below the mouse."""
        if self._place is None:
            found = self._place_at(event.position())
            self.pointed.emit(found or self.to_plane(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the point below the mouse."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._mark(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing of what isn't pointed at."""
        super().leaveEvent(event)
        if self._place is None:
            self.pointed.emit(None)

    def places(self) -> list[Place]:
        """Return the points that the keyboard walks through."""
        return [] if self._boundary is None else places_of(self._boundary)

    def answers_of(self, place: Place) -> PointAnswers | None:
        """Return the part of the data that a point belongs to."""
        shown = self._boundary
        return None if shown is None else answers_of(shown, place)

    def _walk(self, step: int) -> None:
        places = self.places()
        if not places:
            return
        known = self._place in places
        at = places.index(self._place) + step if known and self._place else min(step, 0)
        self._mark(places[at % len(places)])

    def _mark(self, place: Place | None) -> None:
        self._place = place
        self.pointed.emit(place)
        self.update()

    def _place_at(self, position: QPointF) -> Place | None:
        shown, x, y = self._boundary, position.x(), position.y()
        return None if shown is None else place_at(shown, x, y, self.to_pixels)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field, border, points and mistakes."""
        shown = self._boundary
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_field(painter, shown)
        painter.drawPixmap(0, 0, self._points_layer(shown))
        self._paint_mistakes(painter, shown)
        if len(shown.train.labels) <= MOST_LABELLED:
            self._paint_answers(painter, shown.train)
        self._paint_marked(painter)

    def _paint_field(self, painter: QPainter, shown: Boundary) -> None:
        area, last = self.area, shown.side - 1
        # The outermost answers lie on the edge, their squares reach beyond it.
        half = area.width() / last / 2
        painter.save()
        painter.setClipRect(area)
        painter.setOpacity(FIELD)
        whole = area.adjusted(-half, -half, half, half)
        painter.drawPixmap(whole, self._field, QRectF(self._field.rect()))
        painter.setOpacity(1)
        lines = self._lines * (area.width() / last)
        painter.setPen(QPen(self._theme.color("text"), 1.8))
        left, bottom = area.left(), area.bottom()
        painter.drawLines(
            [
                QLineF(left + a, bottom - b, left + c, bottom - d)
                for a, b, c, d in lines.tolist()
            ]
        )
        painter.restore()
        painter.setPen(
            QPen(self._theme.color("secondary"), 2 if self.hasFocus() else 1)
        )
        painter.drawRect(area)

    def _points_layer(self, shown: Boundary) -> QPixmap:
        """Return the points, which stay where they are while a network learns."""
        ratio = self.devicePixelRatioF()
        key = (self.size(), ratio, shown.extent, id(shown.train.labels), self._theme)
        if self._points is None or self._points[0] != key:
            layer = QPixmap(self.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for part, is_test in ((shown.test, True), (shown.train, False)):
                if part is not None:
                    places = self.to_pixels(part.points)
                    paint_points(painter, places, part, is_test, self._theme)
            painter.end()
            self._points = key, layer
        return self._points[1]

    def _paint_mistakes(self, painter: QPainter, shown: Boundary) -> None:
        lines = []
        for part in (shown.train, shown.test):
            if part is not None:
                wrong = part.points[part.said != part.labels]
                for x, y in self.to_pixels(wrong).tolist():
                    lines += cross(x, y)
        for role, width in (("panel", 3.6), ("wrong", 2.0)):
            painter.setPen(QPen(self._theme.color(role), width))
            painter.drawLines(lines)

    def _paint_answers(self, painter: QPainter, part: PointAnswers) -> None:
        painter.setPen(self._theme.color("text"))
        height, area = self.fontMetrics().height(), self.area
        for i, (x, y) in enumerate(self.to_pixels(part.points).tolist()):
            text = precise(float(part.probabilities[:, i].max()))
            width = self.fontMetrics().horizontalAdvance(text)
            most = area.right() - width - 3
            left = max(min(x - width / 2, most), area.left() + 3)
            painter.drawText(QPointF(left, y - height * 0.6), text)

    def _paint_marked(self, painter: QPainter) -> None:
        part = None if self._place is None else self.answers_of(self._place)
        if part is None or self._place is None or self._place.index >= len(part.labels):
            return
        ((x, y),) = self.to_pixels(part.points[[self._place.index]]).tolist()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, radius in (("panel", 10.5), ("text", 9.0)):
            painter.setPen(QPen(self._theme.color(role), 2))
            painter.drawEllipse(QPointF(x, y), radius, radius)


def _walks(event: QKeyEvent) -> bool:
    return event.key() in KEYS and is_plain(event)
