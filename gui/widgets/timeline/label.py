"""Says where a slider stands, in a place as wide as it ever needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class StandLabel(QLabel):
    """The iteration that is shown, or the one that is shown until it has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "caption")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._most = -1
        self._wide = 0

    def show_place(self, here: int, most: int, shown: int | None) -> None:
        """Show an iteration.

        Parameters
        ----------
        here : int
            The one that is to be shown.
        most : int
            The greatest there will be, which claims its room now.
        shown : int or None
            The one that is shown meanwhile, if it is another.
        """
        if len(f"{most:,}") != self._wide:
            self._wide, self._most = len(f"{most:,}"), most
            self.updateGeometry()
        text = self.tr("iteration {here}").format(here=f"{here:,}")
        if shown is not None:
            text = self.tr("nearest kept: {shown} …").format(shown=f"{shown:,}")
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        """Return room for the longest text."""
        digits = f"{max(self._most, 0):,}".translate({ord(d): "0" for d in "123456789"})
        longest = self.tr("nearest kept: {shown} …").format(shown=digits)
        wide = self.fontMetrics().horizontalAdvance(longest) + 2
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: what it says moves nothing."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Claim room anew for text of another size."""
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)
