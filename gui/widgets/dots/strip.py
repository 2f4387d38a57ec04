"""One row of a strip plot, with its mean and its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plain_text import tool_tip

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

KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class StripDot:
    """A number on the strip.

    Attributes
    ----------
    value : float
        Where it stands.
    text : str
        What is said of it.
    is_marked : bool
        Whether it has a ring.
    is_hollow : bool
        Whether there is something wrong with it, which ``text`` says.
    """

    value: float
    text: str
    is_marked: bool = False
    is_hollow: bool = False


class DotStrip(QWidget):
    """Dots on a line; those that would hide one another are stacked.

    Signals
    -------
    chosen : int
        The place of the dot that was clicked, or on which Return was pressed.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots: tuple[StripDot, ...] = ()
        self._scale: Scale | None = None
        self._mean: float | None = None
        self._theme: Theme | None = None
        self._role = "text"
        self._is_faint = False
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

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
            Where to draw the line.
        """
        self._dots, self._scale, self._mean = tuple(dots), scale, mean
        self._go_to(self._at)

    def set_look(self, role: str, is_faint: bool) -> None:
        """Draw in the theme's colour ``role``, faint if it is no longer true."""
        self._role, self._is_faint = role, is_faint
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for a few dots on top of each other."""
        return QSize(220, 34)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line with dots that overlap."""
        return QSize(100, 13)

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
        return min(LARGEST, max(SMALLEST, self.height() / 7))

    def _places(self) -> list[QPointF]:
        """Return each dot's centre: exact to the side, as high as there is room."""
        if self._scale is None:
            return []
        radius = self._radius()
        xs = [self._scale.x(dot.value, self.width()) for dot in self._dots]
        levels = _levels(xs, 2 * radius)
        highest = max(levels, default=0)
        room = self.height() - 2 * (radius + RING + 1)
        pitch = min(2 * radius + 1, room / max(highest, 1))
        # In the middle of the row, where its name and its figures are.
        bottom = (self.height() + highest * pitch) / 2
        return [
            QPointF(x, bottom - level * pitch)
            for x, level in zip(xs, levels, strict=True)
        ]

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grid, the range, the mean and the dots."""
        if self._theme is None or self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter, self._scale, self._theme)
        places = self._places()
        if places:
            self._paint_range(painter, places, self._theme)
            self._paint_mean(painter, self._scale, self._theme)
        for dot, place in enumerate(places):
            self._paint_dot(painter, dot, place, self._theme)

    def _paint_grid(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        for tick in scale.ticks:
            x = round(scale.x(tick, self.width())) + 0.5
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

    def _paint_mean(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        if self._mean is None:
            return
        # The test set's lines are dashed, here as everywhere.
        is_test = self._role == "test"
        style = Qt.PenStyle.DashLine if is_test else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._color(theme), 1.5, style))
        x = scale.x(self._mean, self.width())
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_dot(
        self, painter: QPainter, dot: int, place: QPointF, theme: Theme
    ) -> None:
        radius, shown = self._radius(), self._dots[dot]
        color = self._color(theme)
        edge = color if shown.is_hollow else theme.color("panel")
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(theme.color("panel") if shown.is_hollow else color)
        painter.drawEllipse(place, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shown.is_marked:
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawEllipse(place, radius + RING, radius + RING)
        if self.hasFocus() and dot == self._at:
            painter.setPen(QPen(theme.color("text"), 1))
            around = radius + RING + 0.5
            painter.drawRect(
                QRectF(place.x() - around, place.y() - around, 2 * around, 2 * around)
            )

    def _color(self, theme: Theme) -> QColor:
        return theme.color(self._role, 110 if self._is_faint else 255)

    # Input

    def _go_to(self, dot: int) -> None:
        self._at = min(max(dot, 0), max(len(self._dots) - 1, 0))
        text = self._dots[self._at].text if self._dots else ""
        self.setAccessibleDescription(text)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the dot under the pointer."""
        dot = self.dot_at(event.position().toPoint())
        if dot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(dot)
            self.chosen.emit(dot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from dot to dot with the arrow keys; Return chooses."""
        if not self._wants(event):
            super().keyPressEvent(event)
        elif event.key() in CHOOSING:
            self.chosen.emit(self._at)
        else:
            self._go_to(self._at + KEYS[Qt.Key(event.key())])
            self._say(self.mapToGlobal(self._places()[self._at].toPoint()), self._at)

    def _wants(self, event: QKeyEvent) -> bool:
        others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return bool(self._dots and not others and event.key() in (*KEYS, *CHOOSING))

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts; show what a dot is."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._wants(event)
        ):
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QHelpEvent):
            dot = self.dot_at(event.pos())
            if dot is not None:
                self._say(event.globalPos(), dot)
                return True
        return super().event(event)

    def _say(self, where: QPoint, dot: int) -> None:
        QToolTip.showText(where, tool_tip(self._dots[dot].text), self)


def _levels(xs: list[float], width: float) -> list[int]:
    """Return how high each dot is stacked, none of which then hides another."""
    levels: list[int] = []
    for place, x in enumerate(xs):
        taken = {
            level
            for other, level in zip(xs[:place], levels, strict=True)
            if abs(x - other) < width
        }
        levels.append(next(k for k in range(len(xs)) if k not in taken))
    return levels
