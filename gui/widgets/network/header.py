"""The line above a drawn network: its size, and what the colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.plain_text import tool_tip
from gui.theme import DARK, NEGATIVE, POSITIVE, ZERO
from gui.widgets.network.plan import Look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme

RAMP = 7.0
SIGN = 1.7
"""Widths in em."""


class ElidedLabel(QLabel):
    """A line of plain text that is cut where it doesn't fit.

    Parameters
    ----------
    role : str
        For the style sheet.
    mode : Qt.TextElideMode
        Where to cut.
    least : float
        Width in em that it keeps if it needs it.
    """

    def __init__(
        self, role: str, mode: Qt.TextElideMode, least: float, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._whole, self._mode, self._least = "", mode, least
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Show a text as far as it fits."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        size = super().sizeHint()
        return QSize(
            self.fontMetrics().horizontalAdvance(self._whole) + 2, size.height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return the size below which it can't be cut."""
        whole = self.sizeHint()
        least = round(self._least * self.fontMetrics().height())
        return QSize(min(least, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut elsewhere."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        text = metrics.elidedText(self._whole, self._mode, self.width())
        self.setText(text)
        self.setToolTip("" if text == self._whole else tool_tip(self._whole))


class SignRamp(QWidget):
    """The legend of signed colours, from orange through grey to blue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look.of(DARK, self.font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        text = self.tr("Weights: orange is negative, grey is 0, blue is positive")
        self.setAccessibleName(text)
        self.setToolTip(text)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._look = Look.of(theme, self.font())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of ramp and signs."""
        em = self._look.em
        return QSize(round((RAMP + 2 * SIGN) * em), round(1.3 * em))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.set_theme(self._look.theme)

    def paintEvent(self, _event: QEvent) -> None:
        """Paint ramp and signs."""
        em = self._look.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, left, right = self.height() / 2, SIGN * em, self.width() - SIGN * em
        gradient = QLinearGradient(left, 0, right, 0)
        for place, color in enumerate((NEGATIVE, ZERO, POSITIVE)):
            gradient.setColorAt(place / 2, color)
        painter.setPen(QPen(self._look.theme.color("line"), 1))
        painter.setBrush(gradient)
        ramp = QRectF(left, middle - 0.25 * em, right - left, 0.5 * em)
        painter.drawRoundedRect(ramp, 0.25 * em, 0.25 * em)
        self._paint_signs(painter, middle)

    def _paint_signs(self, painter: QPainter, middle: float) -> None:
        arm, off = 0.34 * self._look.em, 0.85 * self._look.em
        plus = self.width() - off
        painter.setPen(QPen(self._look.theme.color("text"), 1.6))
        across, along = QPointF(arm, 0), QPointF(0, arm)
        for center in (QPointF(off, middle), QPointF(plus, middle)):
            painter.drawLine(center - across, center + across)
        center = QPointF(plus, middle)
        painter.drawLine(center - along, center + along)


class NetworkHeader(QWidget):
    """Sizes, layers and parameters in figures; at the right the legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        cut = Qt.TextElideMode
        self._sizes = ElidedLabel("title", cut.ElideMiddle, 16, self)
        self._facts = ElidedLabel("hint", cut.ElideRight, 0, self)
        legend = QLabel(self.tr("weights"), self)
        legend.setProperty("role", "hint")
        self._ramp = SignRamp(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._sizes, self._facts):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(legend)
        layout.addWidget(self._ramp)

    @property
    def text(self) -> str:
        """What it says, uncut."""
        return f"{self._sizes.accessibleName()} {self._facts.accessibleName()}"

    def set_network(self, sizes: tuple[int, ...], parameters: int) -> None:
        """Show another network's figures."""
        self._sizes.set_whole(sizes_text(sizes))
        layers = len(sizes) - 1
        one = self.tr("L = 1 layer · {parameters:,} parameters")
        many = self.tr("L = {layers} layers · {parameters:,} parameters")
        text = one if layers == 1 else many
        self._facts.set_whole(text.format(layers=layers, parameters=parameters))

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._ramp.set_theme(theme)


def sizes_text(sizes: tuple[int, ...]) -> str:
    """Return the units of all layers as "12,288 – 20 – 1"."""
    return " – ".join(f"{units:,}" for units in sizes)
