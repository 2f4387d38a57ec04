"""The axis below strips of dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.small_font import small_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme
    from gui.widgets.dots.scale import Scale


class DotAxis(QWidget):
    """The numbers at the ticks of a scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: Scale | None = None
        self._texts: tuple[str, ...] = ()
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def set_scale(self, scale: Scale, texts: Sequence[str]) -> None:
        """Show another scale, with a text for each of its ticks."""
        self._scale, self._texts = scale, tuple(texts)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line of small text."""
        return QSize(220, QFontMetrics(small_font(self.font())).height() + 1)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height where it is narrow."""
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the numbers, as many as don't touch."""
        if self._scale is None or self._theme is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font(self.font()))
        painter.setPen(self._theme.color("secondary"))
        free = 0.0
        for tick, text in zip(self._scale.ticks, self._texts, strict=True):
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            middle = self._scale.x(tick, self.width())
            left = min(max(middle - width / 2, 0), self.width() - width)
            if left < free:
                continue
            free = left + width + 4
            box = QRectF(left, 0, width, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
