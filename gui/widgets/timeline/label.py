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
        was_wide, is_near = self._longest(), shown is not None
        # In a run in which it happens once, it happens all the time.
        self._most, self._was_near = most, self._was_near or is_near
        if self._longest() != was_wide:
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

    def sizeHint(self) -> QSize:
        """Return room for the longest text."""
        wide = self.fontMetrics().horizontalAdvance(self._longest()) + 2
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: what it says moves nothing."""
        return self.sizeHint()

    def _claim_room(self) -> None:
        """Be just as large as that: Qt then lays nothing out when the text changes."""
        self.setFixedSize(self.sizeHint())

    def changeEvent(self, event: QEvent) -> None:
        """Claim room anew for text of another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._claim_room()
