"""The rounded frame around each view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QWidget, QWidgetItem

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

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

    def sizeHint(self) -> QSize:
        """Return what the view would like."""
        return self._item.sizeHint().grownBy(BORDER)

    def minimumSizeHint(self) -> QSize:
        """Return what the view needs."""
        self._least = self._item.minimumSize().grownBy(BORDER)
        return self._least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the view all but the border."""
        super().resizeEvent(event)
        self._ground.setGeometry(self.rect().marginsRemoved(CORNERS))
        self._view.setGeometry(self.rect().marginsRemoved(BORDER))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of what changed meanwhile."""
        super().showEvent(event)
        self._tell_least()

    def event(self, event: QEvent) -> bool:
        """Tell the window when the view needs other room than before."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._tell_least()
        return super().event(event)

    def _tell_least(self) -> None:
        before = self._least
        if self.minimumSizeHint() != before:
            self.updateGeometry()
