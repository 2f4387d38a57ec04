"""The rounded frame around each view."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QWidget, QWidgetItem

from gui.room import Room

BORDER = QMargins(2, 2, 2, 2)

CORNERS = QMargins(4, 4, 4, 4)
"""The rectangle within these touches no part of the round corners."""


class Framed(QFrame):
    """A view in a frame that costs little while the view changes all the time.

    Rounded corners take Qt longer to paint than what a view changes; and the window
    lays all of its panels out anew when one says that it may need other room. So what
    lies under the view is a plain rectangle, and the window hears of nothing but
    another least size.

    Parameters
    ----------
    view : QWidget
        The view.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._ground = QWidget(self)
        self._ground.setObjectName("ground")
        self._ground.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._ground.setAutoFillBackground(True)
        view.setParent(self)
        self._view, self._item = view, QWidgetItem(view)
        self._least = QSize()
        Room(self, self._share)

    def sizeHint(self) -> QSize:
        """Return what the view would like."""
        return self._item.sizeHint().grownBy(BORDER)

    def minimumSizeHint(self) -> QSize:
        """Return what the view needs."""
        self._least = self._item.minimumSize().grownBy(BORDER)
        return self._least

    def _share(self) -> None:
        """Give the view all but the border; tell if it needs more of it, or less."""
        self._ground.setGeometry(self.rect().marginsRemoved(CORNERS))
        self._view.setGeometry(self.rect().marginsRemoved(BORDER))
        before = self._least
        if self.minimumSizeHint() != before:
            self.updateGeometry()
