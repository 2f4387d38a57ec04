"""A slider over the states of a run, with a mark at the best one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from gui.keyboard import moves
from gui.replies import Replies

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

MOST = 2**31 - 1
"""Qt counts in 32 bits; no run gets that far."""

MARK = 4.0
"""Half the width of the mark, in pixels."""


class MomentSlider(QSlider):
    """Chooses a state. It goes where it is clicked, and its keys move by one.

    Signals
    -------
    moment_chosen : int
        The user moved it.
    """

    moment_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._best: int | None = None
        self._mark_color = QColor()
        self.setRange(0, 0)
        self.valueChanged.connect(self.moment_chosen)
        Replies(self, moves)

    @property
    def best(self) -> int | None:
        """The state that is marked."""
        return self._best

    def set_mark_color(self, color: QColor) -> None:
        """Draw the mark in this colour."""
        self._mark_color = color
        self.update()

    def show_states(self, first: int, last: int, shown: int, best: int | None) -> None:
        """Stand at a state; nobody has chosen that. A hand that holds it goes on."""
        blocked = self.blockSignals(True)
        last = max(first, min(last, MOST))
        if (first, last) != (self.minimum(), self.maximum()):
            self.setRange(first, last)
            self.setPageStep(max((last - first) // 10, 1))
        if not self.isSliderDown():
            self.setValue(min(shown, MOST))
        if best != self._best:
            self._best = best
            self.update()
        self.blockSignals(blocked)

    # Where things are

    def _way(self) -> tuple[QRect, int]:
        """Return where the handle goes, and how wide it is."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind, slider = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        style = self.style()
        groove = style.subControlRect(kind, option, slider.SC_SliderGroove, self)
        handle = style.subControlRect(kind, option, slider.SC_SliderHandle, self)
        return groove, handle.width()

    def place_of(self, state: int) -> float:
        """Return how far from the left edge the handle stands at a state, in pixels."""
        groove, handle = self._way()
        span = max(self.maximum() - self.minimum(), 1)
        share = (state - self.minimum()) / span
        return groove.left() + handle / 2 + share * (groove.width() - handle)

    def state_at(self, x: float) -> int:
        """Return the state for a place."""
        groove, handle = self._way()
        width = max(groove.width() - handle, 1)
        share = (x - groove.left() - handle / 2) / width
        span = self.maximum() - self.minimum()
        return self.minimum() + round(min(max(share, 0.0), 1.0) * span)

    # Hands and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place, and be held."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self.state_at(event.position().x()))
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if self.isSliderDown():
            self.setValue(self.state_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it is."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.let_go()

    def let_go(self) -> None:
        """Be held by nobody: another run is under the hand."""
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slider, and a mark above the best state."""
        super().paintEvent(event)
        if self._best is None or not self.isEnabled():
            return
        if not self.minimum() <= self._best <= self.maximum():
            return
        x, tip = self.place_of(self._best), self.height() / 2 - 3
        corners = (x - MARK, tip - 6), (x + MARK, tip - 6), (x, tip)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mark_color)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.end()
