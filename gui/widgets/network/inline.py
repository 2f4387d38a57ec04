"""A small field on the drawing in which a number is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from gui.plain_text import tool_tip
from gui.widgets.network.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent


class InlineEdit(QLineEdit):
    """Takes a number for what lies below it; Escape and a click elsewhere leave it.

    Text that makes no sense stays, marked, and a tooltip says what is wrong.

    Signals
    -------
    entered : object
        A number that makes sense.
    """

    entered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setObjectName("layerNumberEdit")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._parse: Callable[[str], object] = str
        self._is_open = False
        self.textEdited.connect(self._unmark)
        self.returnPressed.connect(self._enter)
        self.hide()

    def open(
        self,
        place: QRect,
        text: str,
        name: str,
        tip: str,
        parse: Callable[[str], object],
    ) -> None:
        """Ask for a number.

        Parameters
        ----------
        place : QRect
            Where, on the drawing.
        text : str
            What stands in it at first, selected.
        name, tip : str
            What is asked for, in short and at length.
        parse : callable
            Turns text into what `entered` says, or raises `ReadingError`.
        """
        self._parse, self._is_open = parse, True
        self._unmark()
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setGeometry(place)
        self.setText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus()

    def close_up(self) -> None:
        """Go away without a number, and give the drawing the keyboard back."""
        if not self._is_open:
            return
        self._is_open = False
        if self.hasFocus():
            # Left to itself, Qt would choose whatever comes next.
            self._canvas.setFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)
        # A line edit hands some keys on, and the drawing knows Enter too.
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed, if it makes sense: a click elsewhere ends it."""
        super().focusOutEvent(event)
        is_for_menu = event.reason() is Qt.FocusReason.PopupFocusReason
        if is_for_menu or not self._is_open:
            return
        try:
            value = self._parse(self.text())
        except ReadingError:
            self.close_up()
        else:
            self._leave_with(value)

    def _enter(self) -> None:
        try:
            value = self._parse(self.text())
        except ReadingError as error:
            self._mark(str(error))
        else:
            self._leave_with(value)

    def _leave_with(self, value: object) -> None:
        self.close_up()
        self.entered.emit(value)

    def _mark(self, problem: str) -> None:
        self._set_wrong(problem)
        below = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(below, tool_tip("✕ " + problem), self)

    def _unmark(self) -> None:
        self._set_wrong("")

    def _set_wrong(self, problem: str) -> None:
        self.setAccessibleDescription(problem)
        self.setProperty("wrong", "true" if problem else "false")
        self.style().unpolish(self)
        self.style().polish(self)
