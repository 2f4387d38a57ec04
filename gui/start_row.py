"""The buttons that begin and end something long, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from gui.widgets.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Sequence


class StartRow(QWidget):
    """Buttons that begin it; while it goes on, its progress and a button to end it.

    Signals
    -------
    cancel_requested
        It shall end.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manners = Manners(self)
        self._before: Sequence[QWidget] = ()
        self._meanwhile: Sequence[QWidget] = ()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)

    def _name_bar(self, name: str, tip: str) -> None:
        self._bar.setAccessibleName(name)
        self._bar.setToolTip(tip)

    def _button(self, name: str, text: str, tip: str, spoken: str = "") -> QPushButton:
        """Return a button; what is spoken is its text, unless that says too little."""
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleName(spoken or text)
        self._manners.teach(button)
        return button

    def _arrange(
        self,
        before: Sequence[QWidget],
        meanwhile: Sequence[QWidget],
        always: Sequence[QWidget],
    ) -> QHBoxLayout:
        """Arrange what is shown before, what while it goes on, and the rest, right."""
        self._before, self._meanwhile = before, meanwhile
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (*before, *meanwhile):
            layout.addWidget(part, int(part is self._bar))
        layout.addStretch(0)
        for part in always:
            layout.addWidget(part)
        return layout

    def _show_running(self, is_running: bool, is_offered: bool = True) -> None:
        """Show how far it is, or else what begins it, if that is offered."""
        had_focus = any(part.hasFocus() for part in (*self._before, *self._meanwhile))
        for part in self._meanwhile:
            part.setVisible(is_running)
        for part in self._before:
            part.setVisible(is_offered and not is_running)
        if had_focus:
            _first_button(self._meanwhile if is_running else self._before).setFocus()


def _first_button(parts: Sequence[QWidget]) -> QPushButton:
    return next(part for part in parts if isinstance(part, QPushButton))
