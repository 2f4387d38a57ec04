"""One picture, to look at or to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.plain_text import tool_tip
from gui.theme import DARK
from gui.thumbnails import (
    centred,
    fitted,
    paint_focus,
    paint_outline,
    paint_rounded,
    thumbnail,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent

    from engine.arrays import Pixels
    from engine.datasets import Picture
    from gui.theme import Theme

SNAP = 0.12
"""Share of its side that a picture gives up to have pixels of one whole size."""

ROW_GAP = 5
"""Pixels between the pictures of a row."""


def whole_side(side: int, pixels: Pixels) -> int:
    """Return a side, a little smaller if then every pixel gets the same size."""
    longest = max(pixels.shape[:2])
    whole = side // longest * longest
    return whole if whole >= (1 - SNAP) * side else side


class _Scaled:
    """The pixmap of a picture, kept until another size is asked for."""

    def __init__(self) -> None:
        self._pixels: Pixels | None = None
        self._key: tuple[int, float] = (0, 0.0)
        self._pixmap: QPixmap | None = None

    def get(self, pixels: Pixels, side: int, ratio: float) -> QPixmap:
        known = self._pixels is pixels and self._key == (side, ratio)
        if self._pixmap is None or not known:
            self._pixels, self._key = pixels, (side, ratio)
            self._pixmap = thumbnail(pixels, side, ratio)
        return self._pixmap


class PictureBox(QWidget):
    """A picture, its pixels sharp squares where it is enlarged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels: Pixels | None = None
        self._scaled = _Scaled()

    def set_pixels(self, pixels: Pixels | None, name: str) -> None:
        """Show a picture; ``name`` is for those who can't see it."""
        self._pixels = pixels
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(name))
        self.update()

    def set_side(self, side: int) -> None:
        """Fit the picture into a square of this side and be as large as it then is."""
        if self._pixels is not None:
            self.setFixedSize(fitted(self._pixels, whole_side(side, self._pixels)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        if self._pixels is None:
            return
        side = max(self.width(), self.height())
        pixmap = self._scaled.get(self._pixels, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rounded(painter, centred(QRectF(self.rect()), pixmap), pixmap)


class PictureButton(QAbstractButton):
    """A small picture that can be chosen, by mouse and by keyboard.

    Parameters
    ----------
    picture : Picture
        What it shows.
    name : str
        Its accessible name and tool tip.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self, picture: Picture, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picture = picture
        self._scaled = _Scaled()
        self._theme: Theme = DARK
        self._side = 32
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def set_side(self, side: int) -> None:
        """Be a square of this side."""
        self._side = side
        self.setFixedSize(side, side)

    def nextCheckState(self) -> None:
        """Leave it to the owner which picture is marked as selected."""

    def sizeHint(self) -> QSize:
        """Return the size of the square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and whether it is selected."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        ratio = self.devicePixelRatioF()
        pixmap = self._scaled.get(self.picture.pixels, self.width(), ratio)
        paint_rounded(painter, centred(area, pixmap), pixmap)
        if self.hasFocus():
            paint_focus(painter, area, self._theme)
        elif self.isChecked() or self.underMouse():
            paint_outline(painter, area, self._theme)


class PictureRow(QWidget):
    """Small pictures to choose from, in as many rows as there is room for.

    Parameters
    ----------
    side : int
        Side of each in pixels.
    parent : QWidget, optional
        Owner.

    Signals
    -------
    chosen : Picture
        One that the user pressed.
    """

    chosen = Signal(object)

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._buttons: list[PictureButton] = []
        self._theme: Theme = DARK
        self.setMinimumSize(side, side)

    @property
    def buttons(self) -> list[PictureButton]:
        """A button for each picture."""
        return list(self._buttons)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for button in self._buttons:
            button.set_theme(theme)

    def show_pictures(self, pictures: Sequence[tuple[Picture, str]]) -> None:
        """Show these pictures, each with the name that is told of it."""
        if [picture for picture, _ in pictures] == [b.picture for b in self._buttons]:
            return
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(picture, name) for picture, name in pictures]
        self.setVisible(bool(self._buttons))
        self.updateGeometry()
        self._place()

    def select(self, picture: Picture | None) -> None:
        """Mark the selected picture."""
        for button in self._buttons:
            button.setChecked(button.picture is picture)

    def sizeHint(self) -> QSize:
        """Return the size of a single row."""
        count = max(1, len(self._buttons))
        return QSize(count * (self._side + ROW_GAP) - ROW_GAP, self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        super().resizeEvent(event)
        self._place()

    def _button(self, picture: Picture, name: str) -> PictureButton:
        button = PictureButton(picture, name, self)
        button.set_theme(self._theme)
        button.set_side(self._side)
        button.clicked.connect(self._pressed)
        return button

    def _place(self) -> None:
        step = self._side + ROW_GAP
        columns = max(1, (self.width() + ROW_GAP) // step)
        for place, button in enumerate(self._buttons):
            row, column = divmod(place, columns)
            button.move(column * step, row * step)
            button.setVisible(row * step + self._side <= self.height())

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, PictureButton):
            self.chosen.emit(button.picture)
