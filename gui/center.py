"""The middle of the window: what needs width, one view at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gui.framed import Framed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.panels import ViewSpec
    from gui.view import View


class Center(QWidget):
    """Views that share the middle, with tabs; the one in front is drawn.

    Parameters
    ----------
    banner : QWidget
        What stands above them.
    views : mapping of ViewSpec to View
        In the order of their tabs.
    """

    def __init__(self, banner: QWidget, views: Mapping[ViewSpec, View]) -> None:
        super().__init__()
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
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addLayout(row)
        below.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(banner)
        layout.addLayout(below, 1)

    def _show_page(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        for number, corner in enumerate(self._corners):
            if corner is not None:
                corner.setVisible(number == index)

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.tabs.setCurrentIndex(self._names.index(name))
