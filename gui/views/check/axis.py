"""The axis below the relative errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.views.check.scale import TICKS, x
from gui.views.check.words import small

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme


class ErrorAxis(QWidget):
    """Powers of ten, from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            QCoreApplication.translate(
                "Check",
                "Relative error, each line a thousand times the one before; 0 where "
                "both are the same. Right of the dashed line, at 1e-5, a gradient is "
                "wrong.",
            )
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line of small text."""
        return QSize(240, QFontMetrics(self._font()).height() + 1)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height where it is narrow."""
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the powers, as many as don't touch."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.color("secondary"))
        free = 0.0
        for tick in (0.0, *TICKS):
            text = small(tick)
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            left = min(max(x(tick, self.width()) - width / 2, 0), self.width() - width)
            if left >= free:
                free = left + width + 6
                box = QRectF(left, 0, width, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(QFontMetrics(font).height() * 0.72), 8))
        return font
