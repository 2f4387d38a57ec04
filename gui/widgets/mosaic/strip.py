"""A strip of small pictures: numbered, selectable, painted in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.keyboard import CHOOSING, is_plain
from gui.pixels import to_image
from gui.replies import Replies
from gui.small_font import small_font
from gui.widgets.mosaic.grid import Grid, Lettering
from gui.widgets.mosaic.keys import place_by_key
from gui.widgets.mosaic.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from gui.theme import Theme
    from gui.widgets.mosaic.tiles import Places, Tiles


class Mosaic(QAbstractScrollArea):
    """A strip of pictures, of several rows where there is room, scrolled sideways.

    Signals
    -------
    picked : int
        Index of the picture that the user chose; `set_selected` outlines it.
    opened : int
        Index of the picture that was clicked twice, or on which Return was pressed.
    """

    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: Tiles | None = None
        self._theme: Theme | None = None
        self._selected = 0
        self._place = 0
        self._grid = Grid(0, 1, 1, Lettering(1, 1, 1))
        self._painted: tuple[Places, int, QImage] | None = None
        self._sheet: Sheet | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        Replies(self, self._wants)
        Replies(self.viewport(), tells=self._tip_at)

    # What it shows

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        # What lies below needn't be painted, at several times the cost of the strip.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().update()

    def set_tiles(self, tiles: Tiles) -> None:
        """Show other pictures, or the same ones in another order; `tell` says so."""
        order = self._order
        moved = tiles.order is not order and not np.array_equal(tiles.order, order)
        self._tiles = tiles
        self._painted = None
        if moved:
            self._find_place()
            # What comes first is worth most: only the selection may scroll it away.
            self.horizontalScrollBar().setValue(0)
            self._measure()
        self.viewport().update()

    def set_selected(self, index: int) -> None:
        """Outline a picture and bring it into view."""
        if index != self._selected:
            self._selected = index
            self._find_place()
            self._reveal()
            self.viewport().update()
            self.tell()

    def tell(self) -> None:
        """Tell those who can't see it what is said of the outlined picture."""
        if self._tiles is not None and 0 <= self._selected < len(self._order):
            self.setAccessibleDescription(self._tiles.describe(self._selected))

    def _find_place(self) -> None:
        found = np.flatnonzero(self._order == self._selected)
        self._place = int(found[0]) if len(found) else 0

    # Geometry

    def fitting_height(self, width: int, room: int) -> int:
        """Choose rows and size of the tiles; return the height that they need.

        Parameters
        ----------
        width : int
            Pixels that the strip will have.
        room : int
            Greatest height; one row is given more if it must be.
        """
        count = len(self._order)
        bar = self.horizontalScrollBar().sizeHint().height()
        grid = Grid.fitting(count, width, room, self._lettering())
        if grid.width > width:
            grid = Grid.fitting(count, width, room - bar, self._lettering())
        self._grid = grid
        self._measure()
        return grid.height + (bar if grid.width > width else 0)

    def _lettering(self) -> Lettering:
        labels = QFontMetrics(small_font(self.font()))
        return Lettering(
            QFontMetrics(self.font()).height(),
            labels.height(),
            labels.horizontalAdvance(f"{self._widest} "),
            0.0 if self._tiles is None else self._tiles.lines,
        )

    @property
    def _widest(self) -> str:
        named = "" if self._tiles is None else self._tiles.widest
        return named or str(len(self._order))

    @property
    def _order(self) -> Places:
        return np.empty(0, np.intp) if self._tiles is None else self._tiles.order

    @property
    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), 0)

    def _place_at(self, point: QPoint) -> int | None:
        return self._grid.place_at(point + self._offset)

    def _measure(self) -> None:
        width = self.viewport().width()
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(self._grid.width - width, 0))
        bar.setSingleStep(self._grid.pitch)
        bar.setPageStep(width)
        self._reveal()

    def _reveal(self) -> None:
        bar = self.horizontalScrollBar()
        left = self._grid.left(self._place)
        right = left + self._grid.pitch - self.viewport().width()
        bar.setValue(min(max(bar.value(), right), left))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in view."""
        if self._theme is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("panel"))
        left = self._offset.x()
        first, last = self._grid.span(left, left + self.viewport().width())
        if self._tiles is not None and last > first:
            self._paint(painter, first, self._order[first:last])

    def _paint(self, painter: QPainter, first: int, indices: Places) -> None:
        image = self._image(indices)
        sheet = self._kept_sheet(first, indices, image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for target, source in zip(sheet.targets, sheet.sources, strict=True):
            painter.drawImage(target, image, source)
        painter.drawPixmap(0, 0, sheet.marks)

    def _kept_sheet(self, first: int, indices: Places, image: QImage) -> Sheet:
        """Return where pictures stand and their marks; what is kept, if it is equal."""
        assert self._tiles is not None
        assert self._theme is not None
        sheet = Sheet(
            self._grid,
            first,
            tuple(indices.tolist()),
            QSize(image.width(), image.height() // len(indices)),
            self._tiles.crossed,
            self._selected,
            self._tiles.label,
            self._theme,
            self.font(),
            self.hasFocus(),
            self.viewport().size(),
            self._offset.x(),
            self.devicePixelRatioF(),
        )
        if sheet != self._sheet:
            self._sheet = sheet
        return self._sheet

    def _image(self, indices: Places) -> QImage:
        """Return the pictures in one image, one below the other."""
        assert self._tiles is not None
        side = round(self._grid.edge * self.devicePixelRatioF())
        known = self._painted
        if known and known[1] == side and np.array_equal(known[0], indices):
            return known[2]
        pictures = self._tiles.pictures(indices, side)
        image = to_image(pictures.reshape(-1, *pictures.shape[2:]))
        # Three bytes a pixel are slow to scale.
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._painted = indices, side, image
        return image

    # Input

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bar to the new size."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw what scrolled into view."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with a wheel that turns up and down."""
        turned = event.angleDelta()
        bar = self.horizontalScrollBar()
        steps = (turned.y() or turned.x()) / 120
        bar.setValue(bar.value() - round(2 * steps * self._grid.pitch))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture under the pointer."""
        self._pick(self._place_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the picture under the pointer."""
        self._open(self._place_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another picture with the arrow keys; Return opens it."""
        target = self._place_by_key(event.key())
        if event.key() in CHOOSING:
            self._open(self._place)
        elif target is None or not is_plain(event):
            super().keyPressEvent(event)
        else:
            self._pick(target)

    def _place_by_key(self, key: int) -> int | None:
        columns = self._grid.columns_in(self.viewport().width())
        return place_by_key(key, self._place, self._grid, columns)

    def _pick(self, place: int | None) -> None:
        if place is not None and len(self._order):
            self.picked.emit(int(self._order[place]))

    def _open(self, place: int | None) -> None:
        if place is not None and len(self._order):
            self.opened.emit(int(self._order[place]))

    def _wants(self, event: QKeyEvent) -> bool:
        return self._place_by_key(event.key()) is not None and is_plain(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _tip_at(self, point: QPoint) -> str | None:
        place = self._place_at(point)
        if place is None or self._tiles is None:
            return None
        return self._tiles.describe(int(self._order[place]))
