"""A view that takes pictures by mouse and from the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPainter, QPen

from gui.theme import DARK
from gui.view import View
from gui.views.predict.dropped import Inbox, has_pictures

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QPaintEvent,
    )
    from PySide6.QtWidgets import QWidget

    from gui.theme import Theme

INSET = 4
"""Pixels from the view's edge to the mark while something is dragged over it."""


class DropZone(View):
    """A view onto which pictures can be dropped or pasted.

    What isn't a picture is left to the window. While the view can be seen, the shortcut
    for pasting is its own, except in text fields.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.

    Signals
    -------
    files_dropped : list of Path
        Files with the pictures.
    nothing_pasted
        There is no picture on the clipboard.
    """

    files_dropped = Signal(object)
    nothing_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._inbox = Inbox()
        self._zone_theme: Theme = DARK
        self._empty_area: QWidget | None = None
        self._dragging = False
        self._paste = QAction(self.tr("Paste picture"), self)
        self._paste.setObjectName("pastePictureAction")
        self._paste.setShortcut(QKeySequence.StandardKey.Paste)
        self._paste.triggered.connect(self.paste)
        self.addAction(self._paste)

    @property
    def is_welcoming(self) -> bool:
        """Whether a picture is being dragged over it."""
        return self._dragging

    def set_zone_theme(self, theme: Theme) -> None:
        """Use these colours for the mark of the zone."""
        self._zone_theme = theme
        self.update()

    def set_empty_area(self, area: QWidget | None) -> None:
        """Mark a part that is empty as the place to drop to, or nothing."""
        self._empty_area = area
        self.update()

    def paste(self) -> None:
        """Take the picture, or the picture files, on the clipboard."""
        # A clipboard that nobody has used yet may have no contents at all.
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        if not self._take(mime):
            self.nothing_pasted.emit()

    def _take(self, mime: QMimeData) -> bool:
        paths = self._inbox.paths(mime, self.tr("pasted"))
        if paths:
            self.files_dropped.emit(paths)
        return bool(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pictures; leave anything else to the window."""
        self._greet(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Welcome pictures; leave anything else to the window."""
        self._greet(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stop welcoming."""
        self._show_welcome(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Predict what was dropped."""
        self._show_welcome(False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _greet(self, event: QDragMoveEvent) -> None:
        welcome = has_pictures(event.mimeData())
        self._show_welcome(welcome)
        if welcome:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _show_welcome(self, dragging: bool) -> None:
        if dragging != self._dragging:
            self._dragging = dragging
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the place to drop to."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._dragging:
            self._paint_mark(painter, QRectF(self.rect()), "text", 2.0)
        elif self._empty_area is not None:
            area = QRectF(self._empty_area.geometry())
            self._paint_mark(painter, area, "secondary", 1.0)

    def _paint_mark(
        self, painter: QPainter, area: QRectF, role: str, width: float
    ) -> None:
        inset = INSET if self._dragging else 1
        painter.setPen(QPen(self._zone_theme.color(role), width, Qt.PenStyle.DashLine))
        if self._dragging:
            painter.setBrush(self._zone_theme.color("raised"))
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 8, 8)
