"""One row of a strip plot, with its mean and its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.keyboard import CHOOSING, STEPS, is_plain
from gui.plain_text import tool_tip
from gui.replies import Replies
from gui.widgets.dots.marks import Shape, StripDot, paint_focus, paint_mark
from gui.widgets.dots.places import spread, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.theme import Theme
    from gui.widgets.dots.scale import Scale

LARGEST = 5.0
SMALLEST = 2.5
"""Radius of a dot, in pixels."""

RING = 2.5
"""From a dot to the ring around it."""

NEAR = 5
"""Pixels beside a dot at which it still counts as meant."""

FAINT, CROWDED, FULL = 110, 190, 255
"""How opaque dots are: in a crowd one shows through another."""


class DotStrip(QWidget):
    """Dots on a line; those that would hide one another are stacked.

    Parameters
    ----------
    is_crowded : bool
        Whether there are too many for that: they are small, and all over the strip.
    parent : QWidget, optional
        Owner.

    Signals
    -------
    chosen : int
        The place of the dot that was clicked, or on which Return was pressed.
    """

    chosen = Signal(int)

    def __init__(self, is_crowded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_crowded = is_crowded
        self._dots: tuple[StripDot, ...] = ()
        self._scale: Scale | None = None
        self._mean: float | None = None
        self._theme: Theme | None = None
        self._role = "text"
        self._is_faint = False
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        Replies(self, self._wants, self._tip_at)

    @property
    def dots(self) -> tuple[StripDot, ...]:
        """What is shown, from left to right."""
        return self._dots

    @property
    def current(self) -> int:
        """The dot that the keyboard is at."""
        return self._at

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_dots(
        self, dots: Sequence[StripDot], scale: Scale, mean: float | None
    ) -> None:
        """Show other numbers.

        Parameters
        ----------
        dots : sequence of StripDot
            From left to right.
        scale : Scale
            Where they stand.
        mean : float or None
            Where to draw the line, and their range; neither where it is None.
        """
        self._dots, self._scale, self._mean = tuple(dots), scale, mean
        self.go_to(self._at)

    def set_look(self, role: str, is_faint: bool) -> None:
        """Draw in the theme's colour ``role``, faint if it is no longer true."""
        self._role, self._is_faint = role, is_faint
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for a few dots on top of each other."""
        return QSize(220, 34)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line with dots that overlap."""
        return QSize(100, 16 if self._is_crowded else 13)

    # Places

    def place_of(self, dot: int) -> QPointF:
        """Return where a dot's centre is."""
        return self._places()[dot]

    def dot_at(self, point: QPoint) -> int | None:
        """Return the dot that is meant at a point, if any."""
        nearest, distance = None, self._radius() + NEAR
        for dot, place in enumerate(self._places()):
            away = QPointF(point) - place
            length = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if length < distance:
                nearest, distance = dot, length
        return nearest

    def _radius(self) -> float:
        if self._is_crowded:
            return SMALLEST
        return min(LARGEST, max(SMALLEST, self.height() / 7))

    def _places(self) -> list[QPointF]:
        """Return each dot's centre: exact to the side, as high as there is room."""
        if self._scale is None:
            return []
        radius, height = self._radius(), self.height()
        xs = [self._scale.x(dot.value, self.width()) for dot in self._dots]
        if self._is_crowded:
            return spread(xs, height, 2 * radius)
        return stacked(xs, height, radius, radius + RING + 1)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grid, the range, the mean and the dots."""
        if self._theme is None or self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter, self._scale, self._theme)
        places = self._places()
        if places and self._mean is not None:
            self._paint_range(painter, places, self._theme)
            self._paint_mean(painter, self._scale.x(self._mean, self.width()))
        for dot, place in zip(self._dots, places, strict=True):
            self._paint_dot(painter, dot, place, self._theme)
        if places and self.hasFocus():
            reach = self._radius() + RING + 0.5
            paint_focus(painter, places[self._at], reach, self._theme.color("text"))

    def _paint_grid(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        for tick in scale.ticks:
            self._paint_line(painter, round(scale.x(tick, self.width())) + 0.5)
        if scale.limit is not None:
            painter.setPen(QPen(theme.color("secondary"), 1, Qt.PenStyle.DashLine))
            self._paint_line(painter, round(scale.x(scale.limit, self.width())) + 0.5)

    def _paint_line(self, painter: QPainter, x: float) -> None:
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_range(
        self, painter: QPainter, places: list[QPointF], theme: Theme
    ) -> None:
        radius = self._radius()
        left, right = min(p.x() for p in places), max(p.x() for p in places)
        bottom = max(p.y() for p in places)
        bar = QRectF(left - radius, bottom - radius, right - left + 2 * radius, 0)
        bar.setHeight(2 * radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("secondary", 90))
        painter.drawRoundedRect(bar, radius, radius)

    def _paint_mean(self, painter: QPainter, x: float) -> None:
        # The test set's lines are dashed, here as everywhere.
        is_test = self._role == "test"
        style = Qt.PenStyle.DashLine if is_test else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._color(self._role), 1.5, style))
        self._paint_line(painter, x)

    def _paint_dot(
        self, painter: QPainter, dot: StripDot, place: QPointF, theme: Theme
    ) -> None:
        radius = self._radius()
        color = self._color("wrong" if dot.shape is Shape.CROSS else self._role)
        ground = theme.color("panel", 0 if self._is_crowded else FULL)
        paint_mark(painter, dot.shape, place, radius, color, ground)
        if dot.is_marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawEllipse(place, radius + RING, radius + RING)

    def _color(self, role: str) -> QColor:
        assert self._theme is not None
        opaque = CROWDED if self._is_crowded else FULL
        return self._theme.color(role, FAINT if self._is_faint else opaque)

    # Input

    def go_to(self, dot: int) -> None:
        """Let the keyboard be at a dot, or at the one next to it that there is."""
        self._at = min(max(dot, 0), max(len(self._dots) - 1, 0))
        text = self._dots[self._at].text if self._dots else ""
        self.setAccessibleDescription(text)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the dot under the pointer."""
        dot = self.dot_at(event.position().toPoint())
        if dot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(dot)
            self.chosen.emit(dot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from dot to dot with the arrow keys; Return chooses."""
        if not self._wants(event):
            super().keyPressEvent(event)
        elif event.key() in CHOOSING:
            self.chosen.emit(self._at)
        else:
            self.go_to(self._at + STEPS[Qt.Key(event.key())])
            self.tell(self._at)

    def _wants(self, event: QKeyEvent) -> bool:
        is_ours = event.key() in STEPS or event.key() in CHOOSING
        return bool(self._dots) and is_ours and is_plain(event)

    def _tip_at(self, point: QPoint) -> str | None:
        dot = self.dot_at(point)
        return None if dot is None else self._dots[dot].text

    def tell(self, dot: int) -> None:
        """Say what a dot is, beside it."""
        where = self.mapToGlobal(self.place_of(dot).toPoint())
        QToolTip.showText(where, tool_tip(self._dots[dot].text), self)
