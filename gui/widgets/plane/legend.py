"""What shapes and colours in a plane mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.pixels import signed_colors, to_image
from gui.theme import DARK
from gui.widgets.plane.paint import class_colors, cross, paint_point

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme


class Legend(QWidget):
    """What shapes and colours mean.

    Attributes
    ----------
    is_wide : bool
        Whether it is as low as it can be.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._rows: list[_Row] = []
        self._ramp: tuple[str, ...] = ()
        self.is_wide = False

    def set_wide(self, wide: bool) -> None:
        """Use two columns and put the ramp beside them, or below one."""
        self.is_wide = wide
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def show_classes(self, names: tuple[str, ...]) -> None:
        """Explain these classes."""
        colors = class_colors(len(names))
        self._rows = [
            _Row(name, i, color)
            for i, (name, color) in enumerate(zip(names, colors, strict=True))
        ]
        self._rows.append(_Row(self.tr("hollow: test point"), 0, None))
        self._rows.append(_Row(self.tr("wrong"), None, None))
        self._ramp = names if len(names) == 2 else ()
        said = ", ".join(row.text for row in self._rows)
        self.setAccessibleName(self.tr("Legend: {parts}").format(parts=said))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line for each part."""
        lines = len(self._rows) + 2 * bool(self._ramp)
        if self.is_wide:
            lines = self._rows_in_column
        return QSize(150, round(lines * self._line) + 4)

    @property
    def _line(self) -> float:
        return self.fontMetrics().height() * 1.35

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a line for each part, and what the field's colours mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self._column, self._rows_in_column
        for place, row in enumerate(self._rows):
            column, line = divmod(place, high)
            self._paint_row(painter, row, QPointF(column * wide, line * self._line))
        if self._ramp:
            left = 2 * wide if self.is_wide else 0.0
            top = 0.0 if self.is_wide else high * self._line
            self._paint_ramp(painter, QPointF(left, top), wide)

    @property
    def _rows_in_column(self) -> int:
        return -(-len(self._rows) // 2) if self.is_wide else len(self._rows)

    @property
    def _column(self) -> float:
        return self.width() / 3 if self.is_wide else float(self.width())

    def _paint_row(self, painter: QPainter, row: _Row, corner: QPointF) -> None:
        left, middle = corner.x() + 8, corner.y() + self._line / 2
        if row.label is None:
            painter.setPen(QPen(self._theme.color("wrong"), 2))
            painter.drawLines(cross(left, middle))
        else:
            painter.save()
            painter.translate(left, middle)
            color = row.color or self._theme.color("panel")
            paint_point(painter, row.label, color, row.color is None, self._theme)
            painter.restore()
        painter.setPen(self._theme.color("secondary"))
        box = QRectF(left + 12, corner.y(), self._column - 24, self._line)
        text = self.fontMetrics().elidedText(
            row.text, Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ramp(self, painter: QPainter, corner: QPointF, wide: float) -> None:
        box = QRectF(
            corner.x() + 1, corner.y() + self._line * 0.35, wide - 2, self._line * 0.4
        )
        painter.drawImage(box, to_image(signed_colors().reshape(1, -1, 3)))
        painter.setPen(self._theme.color("line"))
        painter.drawRect(box)
        painter.setPen(self._theme.color("secondary"))
        below = QRectF(box.left(), box.bottom(), box.width(), self._line)
        name = self.tr("p({name})").format(name=self._ramp[1])
        flags = Qt.AlignmentFlag
        name = self.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, round(wide) - 30
        )
        for text, side in (
            ("0", flags.AlignLeft),
            (name, flags.AlignHCenter),
            ("1", flags.AlignRight),
        ):
            painter.drawText(below, side | flags.AlignVCenter, text)


@dataclass(frozen=True)
class _Row:
    text: str
    label: int | None
    color: QColor | None
