"""The small round buttons with which a drawn network is edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.theme import DARK, Theme
from gui.widgets.network.keys import LARGE_STEP

PLUS, MINUS, CROSS = "+", "−", "×"

_STROKES = {
    PLUS: ((-1, 0, 1, 0), (0, -1, 0, 1)),
    MINUS: ((-1, 0, 1, 0),),
    CROSS: ((-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)),
}


class RoundButton(QToolButton):
    """A circle with a sign in it.

    Parameters
    ----------
    sign : str
        `PLUS`, `MINUS` or `CROSS`.
    parent : QWidget
        Owner.

    Signals
    -------
    focus_changed
        It has got or lost the keyboard's focus.
    """

    focus_changed = Signal()

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self._theme = DARK
        self._side = 22
        # A click leaves the focus where the arrow keys are.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_look(self, theme: Theme, side: int) -> None:
        """Use a theme's colours and a size in pixels."""
        self._theme, self._side = theme, side
        self.setFixedSize(side, side)
        self.update()

    def describe(self, name: str, tip: str) -> None:
        """Say what it does, in short and at length."""
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return QSize(self._side, self._side)

    def event(self, event: QEvent) -> bool:
        """Tell of changes of the focus."""
        done = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_changed.emit()
        return done

    def paintEvent(self, _event: QEvent) -> None:
        """Paint circle and sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = "line" if self.isDown() else "raised"
        painter.setBrush(self._theme.color(pressed if self.isEnabled() else "panel"))
        painter.setPen(QPen(self._theme.color(self._edge), 2 if self.hasFocus() else 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setPen(QPen(self._theme.color(*self._ink), 1.5))
        center, arm = QPointF(self.width() / 2, self.height() / 2), self._side * 0.18
        for x1, y1, x2, y2 in _STROKES[self._sign]:
            start, end = QPointF(x1, y1) * arm, QPointF(x2, y2) * arm
            painter.drawLine(center + start, center + end)

    @property
    def _edge(self) -> str:
        if self.hasFocus():
            return "text"
        return "secondary" if self.isEnabled() and self.underMouse() else "line"

    @property
    def _ink(self) -> tuple[str, int]:
        return ("text", 255) if self.isEnabled() else ("secondary", 130)


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


class LayerControls(QWidget):
    """Fewer units, more units, no layer at all: for one hidden layer at a time.

    Signals
    -------
    resize_asked : int
        By how many units.
    removal_asked
        The layer isn't wanted.
    """

    resize_asked = Signal(int)
    removal_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.fewer = RoundButton(MINUS, self)
        self.more = RoundButton(PLUS, self)
        self.remove = RoundButton(CROSS, self)
        self.fewer.setObjectName("fewerUnits")
        self.more.setObjectName("moreUnits")
        self.remove.setObjectName("removeLayer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self.buttons:
            layout.addWidget(button)
        self.fewer.clicked.connect(self._shrink)
        self.more.clicked.connect(self._grow)
        self.remove.clicked.connect(self.removal_asked)
        self.hide()

    @property
    def buttons(self) -> tuple[RoundButton, RoundButton, RoundButton]:
        """The three buttons from left to right."""
        return self.fewer, self.more, self.remove

    def set_look(self, theme: Theme, side: int) -> None:
        """Use a theme's colours and a size in pixels."""
        for button in self.buttons:
            button.set_look(theme, side)
        self._theme = theme
        self.setFixedSize(3 * side, side)

    def paintEvent(self, _event: QEvent) -> None:
        """Cover the labels that may lie below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("panel"))
        radius = self.height() / 2
        painter.drawRoundedRect(self.rect(), radius, radius)

    def _grow(self) -> None:
        self.resize_asked.emit(_step())

    def _shrink(self) -> None:
        self.resize_asked.emit(-_step())


def _step() -> int:
    held = QGuiApplication.keyboardModifiers()
    large = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return LARGE_STEP if held & large else 1
