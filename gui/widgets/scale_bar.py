"""The legend of a signed picture: which colour stands for which number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget

from gui.pixels import to_image
from gui.small_font import small_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from engine.arrays import Pixels
    from gui.theme import Theme

RAMP_HEIGHT = 8
GAP = 3


class ScaleBar(QWidget):
    """A ramp of colours with its least, its middle and its greatest number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ramp = QImage()
        self._theme: Theme | None = None
        self._ends = "−", "+"

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_scale(self, colors: Pixels, number: str = "") -> None:
        """Show what the colours mean.

        Parameters
        ----------
        colors : ndarray of uint8, shape (n, 3)
            From the least to the greatest number; the middle one stands for 0.
        number : str, optional
            The greatest number, without a sign.
        """
        ramp, ends = to_image(colors.reshape(1, -1, 3)), (f"−{number}", f"+{number}")
        if (ramp, ends) == (self._ramp, self._ends):
            return
        self._ramp, self._ends = ramp, ends
        self.setAccessibleName(self.tr("Colours from {0} to {1}").format(*self._ends))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for a ramp and a line of text."""
        return QSize(
            160, RAMP_HEIGHT + GAP + QFontMetrics(small_font(self.font())).height()
        )

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height where it is narrow."""
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ramp, a tick at 0, and the numbers."""
        if self._theme is None:
            return
        painter = QPainter(self)
        box = QRect(0, 0, self.width(), RAMP_HEIGHT)
        painter.drawImage(box, self._ramp)
        painter.setPen(self._theme.color("line"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        middle = self.width() // 2
        painter.setPen(self._theme.color("secondary"))
        painter.drawLine(QPoint(middle, RAMP_HEIGHT), QPoint(middle, RAMP_HEIGHT + 2))
        painter.setFont(small_font(self.font()))
        below = self.rect().adjusted(0, RAMP_HEIGHT + GAP, 0, 0)
        flags = Qt.AlignmentFlag
        least, greatest = self._ends
        painter.drawText(below, flags.AlignLeft, least)
        painter.drawText(below, flags.AlignHCenter, "0")
        painter.drawText(below, flags.AlignRight, greatest)
