"""A list of small pictures with a line of text below each."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QStaticText,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.keyboard import CHOOSING, MOVING, is_plain
from gui.replies import Replies
from gui.small_font import caption_font
from gui.theme import DARK
from gui.thumbnails import (
    CORNER,
    centred,
    paint_focus,
    paint_outline,
    rounded,
)
from gui.tile_model import NUMBER_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets import Picture
    from gui.theme import Theme
    from gui.tile_model import TileModel

KEPT_THUMBNAILS = 512
KEPT_TEXTS = 256


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: its picture, or its number if it has none, and its text.

    What is the same each time, is made once and kept, and places are plain numbers:
    many tiles change many times a second.

    Parameters
    ----------
    parent : QWidget
        The list.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.side = 64
        self.cell = QSize(70, 84)
        self._changed = QRegion()
        self._ratio = 1.0
        self._theme = DARK
        self._ink = DARK.color("text")
        self._use_font(parent.font())
        self._thumbnail = lru_cache(KEPT_THUMBNAILS)(_thumbnail)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme, self._ink = theme, theme.color("text")

    def prepare(self, changed: QRegion, font: QFont, ratio: float) -> None:
        """Paint what has changed next, beside texts in a font, on such a screen."""
        self._changed, self._ratio = changed, ratio
        if self._font != font:
            self._use_font(font)

    def _use_font(self, font: QFont) -> None:
        self._font, self._small = font, caption_font(font)
        self._text = lru_cache(KEPT_TEXTS)(partial(_prepared, font=self._small))

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
        """Paint one tile, if it has changed."""
        rect = option.rect
        if not self._changed.intersects(rect):
            return
        left, top = rect.left(), rect.top()
        model, row = cast("TileModel", index.model()), index.row()
        picture, state = model.picture(row), option.state.value
        if picture is None:
            self._paint_number(painter, self._square(left, top), model.number(row))
        else:
            pixmap, across, down = self._thumbnail(picture, self.side, self._ratio)
            painter.drawPixmap(left + across, top + down, pixmap)
        if state & _MARKED:
            is_selected = bool(state & _SELECTED)
            self._paint_mark(painter, self._square(left, top), is_selected)
        self._paint_caption(painter, left, top + self.side, model.caption(row))

    def _square(self, left: int, top: int) -> QRect:
        return QRect(left, top, self.side, self.side)

    def _paint_number(self, painter: QPainter, square: QRect, number: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("raised"))
        frame = QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, CORNER, CORNER)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, f"#{number}")
        painter.restore()

    def _paint_mark(self, painter: QPainter, square: QRect, is_selected: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint = paint_outline if is_selected else paint_focus
        paint(painter, QRectF(square), self._theme)
        painter.restore()

    def _paint_caption(self, painter: QPainter, left: int, top: int, text: str) -> None:
        caption, width, above = self._text(text)
        painter.setFont(self._small)
        painter.setPen(self._ink)
        start = QPointF(left + (self.side - width) / 2, top + above)
        painter.drawStaticText(start, caption)


_SELECTED = QStyle.StateFlag.State_Selected.value
_MARKED = _SELECTED | QStyle.StateFlag.State_HasFocus.value


def _prepared(text: str, font: QFont) -> tuple[QStaticText, float, float]:
    """Return a text whose letters have their places, its width, and the gap above."""
    prepared = QStaticText(text)
    prepared.setTextFormat(Qt.TextFormat.PlainText)
    prepared.prepare(font=font)
    size = prepared.size()
    return prepared, size.width(), (QFontMetrics(font).height() - size.height()) / 2


def _thumbnail(picture: Picture, side: int, ratio: float) -> tuple[QPixmap, int, int]:
    """Return the picture with round corners, and its place in a tile's square."""
    pixmap = rounded(picture.pixels, side, ratio)
    corner = centred(QRectF(0, 0, side, side), pixmap).topLeft().toPoint()
    return pixmap, corner.x(), corner.y()


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
        # Else Qt would paint all that is below it, up to the window, for each tile.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground = DARK.color("panel")
        self._tile = self._delegate.side, self._delegate.cell
        self.clicked.connect(self._clicked)
        Replies(self, _wants)

    def caption_height(self) -> int:
        """Return the height of the line below a picture."""
        return QFontMetrics(caption_font(self.font())).height()

    def caption_width(self) -> int:
        """Return the width of a probability below a picture."""
        return QFontMetrics(caption_font(self.font())).horizontalAdvance("0.00")

    def set_tile(self, side: int, cell: tuple[int, int]) -> None:
        """Make pictures ``side`` pixels wide in cells of this size."""
        self._tile = side, QSize(*cell)
        self._fit()

    def _fit(self) -> None:
        """Make tiles smaller where not even one has room beside the scroll bar."""
        side, cell = self._tile
        # Qt takes a row of exactly the width for too long.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize().width() - bar - 1
        excess = max(0, cell.width() - room) if self.isWrapping() else 0
        excess = min(excess, side - 1)
        side, cell = side - excess, cell - QSize(excess, excess)
        if (side, cell) != (self._delegate.side, self.gridSize()):
            self._delegate.side, self._delegate.cell = side, cell
            self.setGridSize(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make tiles as large as they are to be, or as they can be."""
        self._fit()
        super().resizeEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.set_theme(theme)
        self._ground = theme.color("panel")
        self.viewport().update()

    def select(self, row: int) -> None:
        """Select a row, or none for -1, without telling anybody."""
        model, chosen = self.selectionModel(), self.selectedIndexes()
        if [index.row() for index in chosen] == [row] * (row >= 0):
            return
        model.clearSelection()
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint tiles anew; all have one size, so that a list needn't be laid out."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has changed: Qt asks for all tiles from the first to the last."""
        ratio = self.devicePixelRatioF()
        self._delegate.prepare(event.region(), self.font(), ratio)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        painter.end()
        super().paintEvent(event)

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
