"""Formulas side by side, typeset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QFontInfo, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plain_text import tool_tip
from gui.typeset import SIZE, formula_picture

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtSvg import QSvgRenderer

    from gui.theme import Theme
    from gui.views.walk.latex import Formula

LARGER = 1.3
"""Size of the formulas' text, in sizes of other text."""

GAP = 26
"""Pixels between two formulas."""


class FormulaRow(QWidget):
    """Shows formulas on one base line; smaller where there is no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas: tuple[Formula, ...] = ()
        self._theme: Theme | None = None
        self._pictures: list[QSvgRenderer] | None = None
        self._larger = 1.0
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colour of text."""
        self._theme = theme
        self._pictures = None
        self.update()

    def set_larger(self, larger: float) -> None:
        """Draw so many times as large as usual."""
        if larger != self._larger:
            self._larger = larger
            self.updateGeometry()
            self.update()

    def set_formulas(self, formulas: tuple[Formula, ...]) -> None:
        """Show other formulas."""
        if formulas == self._formulas:
            return
        self._formulas = formulas
        self._pictures = None
        text = "; ".join(formula.text for formula in formulas)
        self.setAccessibleName(text)
        self.setToolTip(tool_tip(text))
        self.updateGeometry()
        self.update()

    @property
    def _boxes(self) -> list[QRectF]:
        """Where each one's ink is, its base line at y = 0, for text of `SIZE`."""
        if self._theme is None:
            return []
        if self._pictures is None:
            color = self._theme.text
            self._pictures = [formula_picture(f.latex, color) for f in self._formulas]
        return [picture.viewBoxF() for picture in self._pictures]

    @property
    def _scale(self) -> float:
        return LARGER * self._larger * QFontInfo(self.font()).pixelSize() / SIZE

    def _width(self, boxes: list[QRectF]) -> float:
        gaps = GAP * max(len(boxes) - 1, 0)
        return sum(box.width() for box in boxes) * self._scale + gaps

    def sizeHint(self) -> QSize:
        """Ask for the room that the formulas need."""
        boxes = self._boxes
        top = min((box.top() for box in boxes), default=-SIZE)
        bottom = max((box.bottom() for box in boxes), default=0)
        height = (bottom - top) * self._scale + 2
        return QSize(round(self._width(boxes)), round(height))

    def changeEvent(self, event: QEvent) -> None:
        """Ask for other room in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the formulas, as large as there is room for."""
        boxes = self._boxes
        if not boxes or self._pictures is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shrink = min(1.0, self.width() / max(self._width(boxes), 1))
        scale = self._scale * shrink
        top = min(box.top() for box in boxes) * scale
        height = max(box.bottom() for box in boxes) * scale - top
        base, x = (self.height() - height) / 2 - top, 0.0
        for picture, box in zip(self._pictures, boxes, strict=True):
            place = QRectF(x, base + box.top() * scale, 0, box.height() * scale)
            place.setWidth(box.width() * scale)
            picture.render(painter, place)
            x = place.right() + GAP * shrink
