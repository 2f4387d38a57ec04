"""A part of a panel that opens and closes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

ARROW = 12
"""Pixels."""


class Disclosure(QWidget):
    """A button with a part below it that it shows and hides.

    Parameters
    ----------
    title : str
        What the button says.
    tip : str
        What is found there.
    content : QWidget
        The part; closed at first.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    button : QToolButton
        The button.

    Signals
    -------
    toggled : bool
        The user opened or closed it.
    """

    toggled = Signal(bool)

    def __init__(
        self, title: str, tip: str, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._icons = (QIcon(), QIcon())
        self.button = _header(title, tip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button)
        layout.addWidget(content)
        content.setVisible(False)
        self.button.toggled.connect(self._show_content)
        self.button.clicked.connect(self.toggled)

    @property
    def is_open(self) -> bool:
        """Whether the part is shown."""
        return self.button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show the part, or hide it."""
        self.button.setChecked(is_open)

    def set_icons(self, closed: QIcon, opened: QIcon) -> None:
        """Use these arrows."""
        self._icons = (closed, opened)
        self.button.setIcon(self._icons[self.is_open])

    def _show_content(self, shown: bool) -> None:
        self._content.setVisible(shown)
        self.button.setIcon(self._icons[shown])


def _header(title: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("disclosure")
    button.setText(title)
    button.setToolTip(tip)
    button.setAccessibleName(title)
    button.setCheckable(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(ARROW, ARROW))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    # A click leaves the keyboard where it is: Space goes on to train.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
