"""A list of small pictures with a line of text below each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.keyboard import CHOOSING, MOVING, is_plain, keeps
from gui.theme import DARK
from gui.thumbnails import (
    CORNER,
    centred,
    paint_focus,
    paint_outline,
    paint_rounded,
    thumbnail,
)
from gui.tile_model import NUMBER_ROLE, PICTURE_ROLE

if TYPE_CHECKING:
    from engine.datasets import Picture
    from gui.theme import Theme

KEPT_THUMBNAILS = 512


def caption_font(font: QFont) -> QFont:
    """Return the font of the line below a picture, a little smaller than ``font``."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(8, round(0.9 * font.pixelSize())))
    else:
        small.setPointSizeF(0.9 * font.pointSizeF())
    return small


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: its picture, or its number if it has none, and its text.

    Parameters
    ----------
    parent : QWidget
        The list.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.side = 64
        self.cell = QSize(70, 84)
        self.theme: Theme = DARK
        self._captions: tuple[QFont, QFont] | None = None
        self._thumbnail = lru_cache(KEPT_THUMBNAILS)(_thumbnail)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of every tile."""
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one tile."""
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        square = QRectF(cell.left(), cell.top(), self.side, self.side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = index.data(PICTURE_ROLE)
        if picture is None:
            self._paint_number(painter, square, index.data(NUMBER_ROLE))
        else:
            self._paint_picture(painter, square, picture)
        if state & QStyle.StateFlag.State_Selected:
            paint_outline(painter, square, self.theme)
        elif state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, square, self.theme)
        self._paint_caption(painter, cell, font, str(index.data()))
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, square: QRectF, picture: Picture
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnail(picture, self.side, ratio)
        painter.drawPixmap(centred(square, pixmap).topLeft(), pixmap)

    def _paint_number(self, painter: QPainter, square: QRectF, number: int) -> None:
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("raised"))
        painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.setPen(self.theme.color("text"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, f"#{number}")

    def _paint_caption(
        self, painter: QPainter, cell: QRect, font: QFont, text: str
    ) -> None:
        if self._captions is None or self._captions[0] != font:
            self._captions = QFont(font), caption_font(font)
        painter.setFont(self._captions[1])
        painter.setPen(self.theme.color("text"))
        height = painter.fontMetrics().height()
        line = QRect(cell.left(), cell.top() + self.side, self.side, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


def _thumbnail(picture: Picture, side: int, ratio: float) -> QPixmap:
    """Return the picture with round corners: cutting them each time would be slow."""
    square = thumbnail(picture.pixels, side, ratio)
    rounded = QPixmap(square.size())
    rounded.setDevicePixelRatio(ratio)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = square.deviceIndependentSize()
    paint_rounded(painter, QRectF(0, 0, size.width(), size.height()), square)
    painter.end()
    return rounded


class TileList(QListView):
    """Tiles in rows, one of them selected.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.

    Signals
    -------
    chosen : int
        Number of the tile that the user clicked or went to.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = TileDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)

    def caption_height(self) -> int:
        """Return the height of the line below a picture."""
        return QFontMetrics(caption_font(self.font())).height()

    def set_tile(self, side: int, cell: tuple[int, int]) -> None:
        """Make pictures ``side`` pixels wide in cells of this size."""
        size = QSize(*cell)
        if (side, size) != (self._delegate.side, self.gridSize()):
            self._delegate.side, self._delegate.cell = side, size
            self.setGridSize(size)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def select(self, row: int) -> None:
        """Select a row, or none for -1, without telling anybody."""
        model, chosen = self.selectionModel(), self.selectedIndexes()
        if [index.row() for index in chosen] == [row] * (row >= 0):
            return
        model.clearSelection()
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move between tiles from being shortcuts of the window."""
        return keeps(event, _wants) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another tile, or choose the present one."""
        if event.key() in CHOOSING:
            self._clicked(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._clicked(self.currentIndex())

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(NUMBER_ROLE))


def _wants(event: QKeyEvent) -> bool:
    return is_plain(event) and event.key() in MOVING | CHOOSING
