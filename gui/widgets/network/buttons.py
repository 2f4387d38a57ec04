"""The small round buttons with which a drawn network is edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from gui.theme import DARK
from gui.widgets.network.plan import Look

PLUS, MINUS, CROSS, DOTS = "+", "−", "×", "…"

_STROKES = {
    PLUS: ((-1, 0, 1, 0), (0, -1, 0, 1)),
    MINUS: ((-1, 0, 1, 0),),
    CROSS: ((-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)),
    DOTS: ((-1, 0, -0.8, 0), (-0.1, 0, 0.1, 0), (0.8, 0, 1, 0)),
}
CHEVRON = 0.22
CHIP_ENDS = 0.6
"""Lengths in em."""


class CanvasButton(QToolButton):
    """A button that lies on the drawing and paints itself.

    Signals
    -------
    focus_changed
        It has got or lost the keyboard's focus.
    """

    focus_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look.of(DARK, self.font())
        # A click leaves the focus where the arrow keys are.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_look(self, look: Look, side: int) -> None:
        """Use other colours and a height in pixels."""
        self._look = look
        self.setFixedSize(self._width(side), side)
        self.update()

    def describe(self, name: str, tip: str) -> None:
        """Say what it does, in short and at length."""
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return self.minimumSize()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it has got the focus."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it has lost the focus."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def paintEvent(self, _event: QEvent) -> None:
        """Paint shape and sign."""
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = "line" if self.isDown() else "raised"
        painter.setBrush(theme.color(pressed if self.isEnabled() else "panel"))
        painter.setPen(QPen(theme.color(self._edge), 2 if self.hasFocus() else 1))
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(QPen(theme.color(*self._ink), 1.5))
        self._paint_sign(painter)

    def _width(self, side: int) -> int:
        return side

    def _paint_sign(self, painter: QPainter) -> None:
        raise NotImplementedError

    @property
    def _edge(self) -> str:
        if self.hasFocus():
            return "text"
        return "secondary" if self.isEnabled() and self.underMouse() else "line"

    @property
    def _ink(self) -> tuple[str, int]:
        return ("text", 255) if self.isEnabled() else ("secondary", 130)


class RoundButton(CanvasButton):
    """A circle with a sign in it.

    Parameters
    ----------
    sign : str
        `PLUS`, `MINUS`, `CROSS` or `DOTS`.
    parent : QWidget
        Owner.
    """

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign

    def _paint_sign(self, painter: QPainter) -> None:
        center, arm = QPointF(self.width() / 2, self.height() / 2), self.height() * 0.18
        for x1, y1, x2, y2 in _STROKES[self._sign]:
            start, end = QPointF(x1, y1) * arm, QPointF(x2, y2) * arm
            painter.drawLine(center + start, center + end)


class TextButton(CanvasButton):
    """A word."""

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setFixedWidth(self._width(self.height()))

    def _width(self, side: int) -> int:
        text = QFontMetricsF(self._look.small).horizontalAdvance(self.text())
        return round(text + 2 * CHIP_ENDS * self._look.em)

    def _paint_sign(self, painter: QPainter) -> None:
        text = QRectF(self.rect()).adjusted(CHIP_ENDS * self._look.em, 0, 0, 0)
        painter.setFont(self._look.small)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, flags, self.text())


class ChipButton(TextButton):
    """A few words that open a menu."""

    def _width(self, side: int) -> int:
        return super()._width(side) + round(4 * CHEVRON * self._look.em)

    def _paint_sign(self, painter: QPainter) -> None:
        super()._paint_sign(painter)
        arm = CHEVRON * self._look.em
        right = self.width() - CHIP_ENDS * self._look.em - arm
        tip = QPointF(right, self.height() / 2)
        for side in (-arm, arm):
            painter.drawLine(tip + QPointF(side, -arm / 2), tip + QPointF(0, arm / 2))


class InsertButton(RoundButton):
    """Inserts a layer into a gap.

    Signals
    -------
    asked : int
        The gap: 0 lies behind the input.
    """

    asked = Signal(int)

    def __init__(self, gap: int, parent: QWidget) -> None:
        super().__init__(PLUS, parent)
        self._gap = gap
        self.setObjectName(f"insertLayer{gap}")
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._gap)
