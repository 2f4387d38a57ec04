"""Says where a slider stands, in a place as wide as it ever needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class StandLabel(QLabel):
    """The iteration that is shown, or the one that is shown until it has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "caption")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._here = self._most = 0
        self._shown: int | None = None
        self._was_near = False
        self._is_short = False
        self._claim_room()

    def set_short(self, short: bool) -> None:
        """Use fewer words, where there is little room."""
        if short is not self._is_short:
            self._is_short = short
            self._claim_room()
            self._say()

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
        # In a run in which it happens once, it happens all the time.
        was_near = self._was_near or shown is not None
        if (most, was_near) != (self._most, self._was_near):
            self._most, self._was_near = most, was_near
            self._claim_room()
        self._here, self._shown = here, shown
        self._say()

    def _say(self) -> None:
        near = "" if self._shown is None else self._near(f"{self._shown:,}")
        text = near or self._at(f"{self._here:,}")
        if text != self.text():
            self.setText(text)
        tip = self.tr(
            "This is the nearest state that was kept, until yours is computed"
        )
        if bool(near) is not bool(self.toolTip()):
            self.setToolTip(tip if near else "")

    def _at(self, number: str) -> str:
        text = self.tr("iteration {number}")
        return number if self._is_short else text.format(number=number)

    def _near(self, number: str) -> str:
        short, long = self.tr("near: {number} …"), self.tr("nearest kept: {number} …")
        return (short if self._is_short else long).format(number=number)

    def _longest(self) -> str:
        """Return a text as wide as any that may come."""
        digits = "".join("0" if c.isdigit() else c for c in f"{self._most:,}")
        return self._near(digits) if self._was_near else self._at(digits)

    def _claim_room(self) -> None:
        """Take room for the longest text: what it says then lays nothing out anew."""
        wide = self.fontMetrics().horizontalAdvance(self._longest()) + 2
        self.setFixedSize(wide, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Claim room anew for text of another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._claim_room()
