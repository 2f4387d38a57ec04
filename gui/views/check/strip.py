"""The relative errors of one layer, a mark for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plain_text import tool_tip
from gui.views.check.scale import TICKS, limit_x, shown_error, x
from gui.views.check.words import probe_text

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from engine.gradient_check import LayerReport, Probe
    from gui.theme import Theme

RADIUS = 2.5
TRIANGLE = 4.5
CROSS = 3.5
NEAR = 6
"""Pixels from a mark at which it still counts as meant."""

SPREAD = 0.618
"""Marks stand at heights that are this much of the strip apart, round and round: so
near ones lie beside one another."""

KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class ErrorStrip(QWidget):
    """Marks on a line: dots for parameters, squares for directions.

    Triangles had a kink between the two sides; crosses are wrong.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = 0
        self._report: LayerReport | None = None
        self._probes: tuple[Probe, ...] = ()
        self._theme: Theme | None = None
        self._is_faint = False
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def probes(self) -> tuple[Probe, ...]:
        """What is shown, from left to right."""
        return self._probes

    @property
    def current(self) -> int:
        """The mark that the keyboard is at."""
        return self._at

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def show_layer(self, layer: LayerReport, is_faint: bool) -> None:
        """Show a layer's errors, faint if they are of an earlier state."""
        self._is_faint = is_faint
        if layer is not self._report:
            self._report, self._layer = layer, layer.layer
            self._probes = tuple(sorted(layer.probes, key=shown_error))
            self._go_to(len(self._probes) - 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for marks above each other."""
        return QSize(240, 32)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line with marks that overlap."""
        return QSize(110, 16)

    # Places

    def place_of(self, mark: int) -> QPointF:
        """Return where a mark's centre is."""
        room = self.height() - 2 * TRIANGLE
        y = TRIANGLE + room * (mark * SPREAD % 1.0)
        return QPointF(x(shown_error(self._probes[mark]), self.width()), y)

    def mark_at(self, point: QPoint) -> int | None:
        """Return the mark that is meant at a point, if any."""
        nearest, distance = None, float(NEAR)
        for mark in range(len(self._probes)):
            away = QPointF(point) - self.place_of(mark)
            length = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if length < distance:
                nearest, distance = mark, length
        return nearest

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grid, the limit and the marks."""
        if self._theme is None:
            return
        painter = QPainter(self)
        self._paint_grid(painter, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, probe in enumerate(self._probes):
            self._paint_mark(painter, probe, self.place_of(mark), self._theme)
        if self.hasFocus() and self._probes:
            self._paint_focus(painter, self._theme)

    def _paint_grid(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        for tick in TICKS:
            at = round(x(tick, self.width()))
            painter.drawLine(at, 0, at, self.height())
        painter.setPen(QPen(theme.color("secondary"), 1, Qt.PenStyle.DashLine))
        at = round(limit_x(self.width()))
        painter.drawLine(at, 0, at, self.height())

    def _paint_mark(
        self, painter: QPainter, probe: Probe, place: QPointF, theme: Theme
    ) -> None:
        alpha = 90 if self._is_faint else 190
        if probe.is_wrong:
            painter.setPen(QPen(theme.color("wrong", alpha + 65), 1.5))
            _draw_cross(painter, place)
        elif probe.kinks:
            painter.setPen(QPen(theme.color("text", alpha + 65), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(_triangle(place))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("text", alpha))
            if probe.is_direction:
                painter.drawRect(_around(place, RADIUS))
            else:
                painter.drawEllipse(place, RADIUS, RADIUS)

    def _paint_focus(self, painter: QPainter, theme: Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("text"), 1))
        painter.drawRect(_around(self.place_of(self._at), TRIANGLE + 1.5))

    # Input

    def _go_to(self, mark: int) -> None:
        self._at = min(max(mark, 0), max(len(self._probes) - 1, 0))
        self.setAccessibleDescription(self._text(self._at))
        self.update()

    def _text(self, mark: int) -> str:
        return probe_text(self._layer, self._probes[mark]) if self._probes else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the mark under the pointer, and say what it is."""
        mark = self.mark_at(event.position().toPoint())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(mark)
            self._say(event.globalPosition().toPoint(), mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark with the arrow keys: by size."""
        if self._wants(event):
            self._go_to(self._at + KEYS[Qt.Key(event.key())])
            self._say(self.mapToGlobal(self.place_of(self._at).toPoint()), self._at)
        else:
            super().keyPressEvent(event)

    def _wants(self, event: QKeyEvent) -> bool:
        others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return bool(self._probes and not others and event.key() in KEYS)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window's shortcuts; show what a mark is."""
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
            mark = self.mark_at(event.pos())
            if mark is not None:
                self._say(event.globalPos(), mark)
                return True
        return super().event(event)

    def _say(self, where: QPoint, mark: int) -> None:
        QToolTip.showText(where, tool_tip(self._text(mark)), self)


def _around(place: QPointF, reach: float) -> QRectF:
    return QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)


def _triangle(place: QPointF) -> QPolygonF:
    side = QPointF(TRIANGLE, TRIANGLE * 0.8)
    return QPolygonF(
        [
            place - QPointF(0, TRIANGLE),
            place + side,
            place + QPointF(-side.x(), side.y()),
        ]
    )


def _draw_cross(painter: QPainter, place: QPointF) -> None:
    one, other = QPointF(CROSS, CROSS), QPointF(CROSS, -CROSS)
    painter.drawLine(place - one, place + one)
    painter.drawLine(place - other, place + other)
