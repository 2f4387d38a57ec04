"""Pictures in a row, each with a signed number and a bar as long as it is large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.keyboard import CHOOSING, is_plain
from gui.replies import Replies
from gui.theme import DARK
from gui.thumbnails import paint_focus, paint_outline
from gui.widgets.shares.paint import paint_bars, small_font
from gui.widgets.shares.pictures import SmallPictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from engine.datasets import Picture
    from gui.theme import Theme

LEAST_SIDE, MOST_SIDE = 20, 60
"""Of a picture, in pixels."""

BAR = 4
GAP = 2
"""Height of the bar, and of what divides it from the picture and the number."""

SPACE = 4
"""Pixels between the pictures."""

STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class Share:
    """One picture of a strip.

    Attributes
    ----------
    picture : Picture
        The picture.
    value : float
        How much it adds.
    text : str
        The same as it is written.
    name : str
        Which picture it is, for people.
    """

    picture: Picture
    value: float
    text: str
    name: str


class ShareStrip(QWidget):
    """As many pictures as there is room for, side by side.

    Signals
    -------
    chosen : Picture
        The one that the user clicked, or chose by Return.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self._largest = 1.0
        self._selected: Picture | None = None
        self._place = 0
        self._theme: Theme = DARK
        self._measured: tuple[int, int, int] | None = None
        self._pictures = SmallPictures()
        self._title = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        Replies(self, _leads, self._tip_at)
        # What lies below needn't be painted, at the cost of the strip.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def shares(self) -> tuple[Share, ...]:
        """What it was given; what has no room isn't painted."""
        return self._shares

    def set_title(self, title: str) -> None:
        """Say what the pictures are, for those who can't see them."""
        self._title = title
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.update()

    def show_shares(self, shares: Sequence[Share], largest: float) -> None:
        """Show pictures; the number ``largest`` has a bar as long as a picture."""
        new = tuple(shares)
        if new == self._shares and largest == self._largest:
            return
        self._shares, self._largest = new, largest
        self._measured = None
        self._place = min(self._place, max(len(new) - 1, 0))
        self._describe()
        self.update()

    def select(self, picture: Picture | None) -> None:
        """Outline a picture, if it is among these."""
        if picture is not self._selected:
            self._selected = picture
            self.update()

    def _describe(self) -> None:
        told = ", ".join(f"{share.name} {share.text}" for share in self._shares)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(told)

    # Geometry

    def room_for(self, count: int, side: int) -> QSize:
        """Return the size for so many pictures of this side."""
        cell = self._cell(side)
        return QSize(count * (cell + SPACE) - SPACE, side + self._below())

    def minimumSizeHint(self) -> QSize:
        """Return the size of one small picture."""
        return self.room_for(1, LEAST_SIDE)

    def sizeHint(self) -> QSize:
        """Return the size of four pictures."""
        return self.room_for(4, 40)

    @property
    def side(self) -> int:
        """Side of the pictures, as the height allows."""
        return self._measures()[0]

    @property
    def count(self) -> int:
        """How many there is room for."""
        pitch = self._measures()[1] + SPACE
        return min((self.width() + SPACE) // pitch, len(self._shares))

    def _measures(self) -> tuple[int, int]:
        """Return the side of the pictures and the width of one with its number."""
        height = self.height()
        # A hidden widget has its new size at once, but hears of it only when shown.
        if self._measured is None or self._measured[0] != height:
            side = min(max(height - self._below(), LEAST_SIDE), MOST_SIDE)
            self._measured = height, side, self._cell(side)
        return self._measured[1:]

    def _below(self) -> int:
        return GAP + BAR + QFontMetrics(small_font(self.font())).height()

    def _cell(self, side: int) -> int:
        """Return the width of a picture with its number."""
        measure = QFontMetrics(small_font(self.font())).horizontalAdvance
        return max(side, *(measure(share.text) for share in self._shares), 0)

    def place_at(self, point: QPoint) -> int | None:
        """Return which picture is at a point."""
        pitch = self._measures()[1] + SPACE
        place = point.x() // pitch
        is_inside = 0 <= place < self.count and point.x() % pitch < pitch - SPACE
        return place if is_inside and 0 <= point.y() < self.height() else None

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measured = None

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures, their bars and their numbers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.setFont(small_font(self.font()))
        painter.setPen(self._theme.color("text"))
        side, cell = self._measures()
        shown = self._shares[: self.count]
        lefts = range(0, len(shown) * (cell + SPACE), cell + SPACE)
        self._paint_numbers(painter, shown, lefts)
        margin = (cell - side) // 2
        tiles = [QRect(left + margin, 0, side, side) for left in lefts]
        self._paint_bars(painter, shown, tiles)
        for share, tile in zip(shown, tiles, strict=True):
            small = self._pictures.of(share.picture, side, self.devicePixelRatioF())
            painter.drawPixmap(tile.topLeft(), small)
        self._paint_marks(painter, shown, tiles)

    def _paint_numbers(
        self, painter: QPainter, shown: tuple[Share, ...], lefts: range
    ) -> None:
        side, cell = self._measures()
        top = side + GAP + BAR
        height = self.height() - top
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for share, left in zip(shown, lefts, strict=True):
            painter.drawText(left, top, cell, height, flags, share.text)

    def _paint_bars(
        self, painter: QPainter, shown: tuple[Share, ...], tiles: list[QRect]
    ) -> None:
        top, side = self.side + GAP, self.side
        tracks = (QRect(tile.left(), top, side, BAR) for tile in tiles)
        values = (share.value for share in shown)
        pairs = zip(tracks, values, strict=True)
        paint_bars(painter, pairs, self._largest, self._theme)

    def _paint_marks(
        self, painter: QPainter, shown: tuple[Share, ...], tiles: list[QRect]
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._place if self.hasFocus() else None
        for place, (share, tile) in enumerate(zip(shown, tiles, strict=True)):
            if place == focused:
                paint_focus(painter, QRectF(tile), self._theme)
            elif share.picture is self._selected:
                paint_outline(painter, QRectF(tile), self._theme)

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture under the pointer."""
        place = self.place_at(event.position().toPoint())
        if place is not None:
            self._place = place
            self._choose()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which pictures can be clicked."""
        is_over = self.place_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else None
        self.unsetCursor() if shape is None else self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another picture, or choose the present one."""
        if _leads(event):
            last = max(self.count - 1, 0)
            self._place = min(max(self._place + STEPS[event.key()], 0), last)
            self.update()
        elif event.key() in CHOOSING:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self._place < len(self._shares):
            self.chosen.emit(self._shares[self._place].picture)

    def _tip_at(self, point: QPoint) -> str | None:
        place = self.place_at(point)
        if place is None:
            return None
        share = self._shares[place]
        return f"{share.name}: {share.text}"


def _leads(event: QKeyEvent) -> bool:
    """Tell whether a key leads to another picture."""
    return event.key() in STEPS and is_plain(event)
