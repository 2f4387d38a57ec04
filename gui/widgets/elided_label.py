"""A label for text of any length, cut off with an ellipsis where it has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.plain_text import tool_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class ElidedLabel(QLabel):
    """One line of plain text. Where it is cut off, the tool tip has all of it.

    A text that is as wide as the one before only paints: figures that change many times
    a second must not make the window lay itself out as often. Nor does any text that
    takes the room that there is, or that is kept for it. What measures texts, and where
    they stand, is known from the last change of font or size.

    Parameters
    ----------
    role : str, default ""
        How the style sheet draws it.
    parent : QWidget, optional
        Owner.
    """

    # Qt tells of changes even where Python has let go of what a label knew.
    _whole = _shown = ""
    _width = _kept_room = 0

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAlignment(self.alignment())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show another text."""
        if text == self._whole:
            return
        claimed = self._claimed_width()
        self._take(text)
        is_as_wide = text and self._claimed_width() == claimed
        if is_as_wide or self._takes_any_room():
            self.update()
        else:
            super().setText(text)
            self._claim_room()
        self.setAccessibleName(text)
        self._cut()

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Put a text that is narrower than the label elsewhere."""
        super().setAlignment(alignment)
        self._flags = alignment.value | Qt.TextFlag.TextSingleLine.value

    def keep_room_for(self, text: str) -> None:
        """Be at least as wide as this text from now on, whatever else is shown.

        Until the font changes. Where texts get longer and shorter all the time, nothing
        else moves then.
        """
        needed = self._metrics.horizontalAdvance(text) + 1
        if needed > self._kept_room:
            self._kept_room = needed
            self.setMinimumWidth(needed)

    def _claim_room(self) -> None:
        """Get room for a wider text before anybody sees it cut off."""
        parent = self.parentWidget()
        layout = None if parent is None else parent.layout()
        if layout is not None and self.isVisible() and self._lacks_room():
            layout.activate()

    def _claimed_width(self) -> int:
        """Return what the text claims, or what is kept for it if that is more."""
        return max(self._width, self._kept_room) if self._whole else -1

    def _takes_any_room(self) -> bool:
        ignored = QSizePolicy.Policy.Ignored
        return self.sizePolicy().horizontalPolicy() is ignored

    def _lacks_room(self) -> bool:
        return self.width() < self.sizeHint().width()

    def _measure(self) -> None:
        self._metrics, self._place = self.fontMetrics(), self.contentsRect()
        self._room = self._place.width()

    def _take(self, text: str) -> None:
        self._whole = text
        self._width = self._metrics.horizontalAdvance(text)

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for an ellipsis."""
        # Qt asks even where Python has let go of what a label knew.
        width, size = self.fontMetrics().horizontalAdvance("m…"), self.sizeHint()
        return QSize(min(width, size.width()), size.height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure the text anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
            if self._kept_room:
                self._kept_room = 0
                self.setMinimumWidth(0)
            super().setText(self._whole)
            self._take(self._whole)
            self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Note whether the text is cut off."""
        super().resizeEvent(event)
        self._measure()
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        QPainter(self).drawText(self._place, self._flags, self._shown)

    def _cut(self) -> None:
        """Cut the text where there is no room for it."""
        self._shown = self._whole
        # A width in whole pixels may be half a one less than the text takes.
        if self._width >= self._room:
            elide, mode = self._metrics.elidedText, Qt.TextElideMode.ElideRight
            self._shown = elide(self._whole, mode, self._room)
            if self._shown == "…":
                # That says less than nothing.
                self._shown = ""
        tip = tool_tip(self._whole) if self._shown != self._whole else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
