"""A toolbar that leaves texts out rather than buttons, where it has little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.theme import Theme

EXTENSION = "qt_toolbar_ext_button"
"""Qt's name for the button behind which it hides what has no room."""

WITH_TEXT = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
ONLY_ICON = Qt.ToolButtonStyle.ToolButtonIconOnly


class FittingBar(QToolBar):
    """Shows as many texts beside its icons as there is room for.

    Parameters
    ----------
    title : str
        What it is called.
    """

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setToolButtonStyle(WITH_TEXT)
        self._order: Sequence[QToolButton] = ()

    def set_order(self, buttons: Sequence[QToolButton]) -> None:
        """Say which buttons may lose their text, the first one first."""
        self._order = buttons
        self.fit()

    def show_theme(self, theme: Theme) -> None:
        """Draw Qt's own button in a theme's colours."""
        button = self.findChild(QToolButton, EXTENSION)
        if button is not None:
            button.setIcon(icon("more", theme.color("text")))

    def fit(self) -> None:
        """Leave out texts until all buttons have room."""
        for button in self._order:
            button.setToolButtonStyle(WITH_TEXT)
        for button in self._order:
            if self._needed_width() <= self.width():
                break
            button.setToolButtonStyle(ONLY_ICON)

    def _needed_width(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit into the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit with texts of another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def minimumSizeHint(self) -> QSize:
        """Return a size that never makes the window wider."""
        return QSize(0, super().minimumSizeHint().height())
