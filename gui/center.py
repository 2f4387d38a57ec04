"""The middle of the window: what needs width, one view at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gui.framed import Framed
from gui.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gui.panels import ViewSpec
    from gui.view import View
    from gui.widgets.banner import Banner

GAP = 8
"""Pixels between a message and what is below it."""


class Center(QWidget):
    """Views that share the middle, with tabs; the one in front is drawn.

    A message above them pushes them down as far as there is room to spare, and covers
    them where there is none.

    Parameters
    ----------
    banner : Banner
        What stands above them.
    views : mapping of ViewSpec to View
        In the order of their tabs.
    spare : callable
        Returns the height that can be spared now, in pixels.

    Signals
    -------
    need_changed
        A message takes room, or gives it back.
    """

    need_changed = Signal()

    def __init__(
        self,
        banner: Banner,
        views: Mapping[ViewSpec, View],
        spare: Callable[[], int],
    ) -> None:
        super().__init__()
        self._banner, self._spare = banner, spare
        banner.setParent(self)
        self._names = [spec.name for spec in views]
        self.tabs = QTabBar()
        self.tabs.setObjectName("centerTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("What the middle of the window shows"))
        # A page that isn't in front isn't visible, so its view isn't drawn.
        self._pages = QStackedWidget()
        for spec, view in views.items():
            self.tabs.addTab(QCoreApplication.translate("Views", spec.title))
            self._pages.addWidget(Framed(view))
        self._corners = [view.corner() for view in views.values()]
        self.tabs.currentChanged.connect(self._show_page)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        for corner in self._corners:
            if corner is not None:
                row.addWidget(corner, 1)
        self._show_page(0)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(row)
        self._layout.addWidget(self._pages, 1)
        Room(self, self._share)

    def _share(self) -> None:
        """Leave the banner the room above the views that can be spared."""
        top, before = 0, self._layout.contentsMargins().top()
        if not self._banner.isHidden():
            # What is needed may have been counted with another margin.
            self.updateGeometry()
            room = self._spare() + before
            needed = self._banner.take_place(self.width(), room - GAP)
            top = max(0, min(needed + GAP, room))
        if top != before:
            self._layout.setContentsMargins(QMargins(0, top, 0, 0))
            self.need_changed.emit()

    def _show_page(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        for number, corner in enumerate(self._corners):
            if corner is not None:
                corner.setVisible(number == index)

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.tabs.setCurrentIndex(self._names.index(name))
