"""The panels around the network, in docks that can be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMainWindow, QTabBar, QTabWidget, QWidget

from gui.dock import Dock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.panels import ViewSpec
    from gui.view import View

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
HORIZONTAL = Qt.Orientation.Horizontal
VERTICAL = Qt.Orientation.Vertical

PICTURE_SHARES = 0.32, 0.26
PLAIN_SHARES = 0.4, 0.2
"""Of the window's height: for the cost and what stands beside it, and below it."""


class Docks(QObject):
    """Panels that can be moved, and come back where they were.

    Parameters
    ----------
    window : QMainWindow
        Where they dock.
    panels : mapping of ViewSpec to View
        What to put into them.

    Attributes
    ----------
    by_name : dict of str to Dock
        The docks by the names of their panels.
    is_own : bool
        Whether the user arranged them, so that nobody else may.

    Signals
    -------
    revealed
        A panel came to the front, which nothing else should cover now.
    """

    revealed = Signal()

    def __init__(self, window: QMainWindow, panels: Mapping[ViewSpec, View]) -> None:
        super().__init__(window)
        self._window = window
        window.setDockNestingEnabled(True)
        window.setDockOptions(
            window.dockOptions() & ~QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        window.setTabPosition(
            Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North
        )
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        self.is_own = False
        self.by_name = {spec.name: self._dock(spec, panels[spec]) for spec in panels}
        self._first = {spec.name for spec in panels if spec.is_shown}
        window.installEventFilter(self)
        self.arrange()

    def _dock(self, spec: ViewSpec, view: View) -> Dock:
        dock = Dock(spec, view, self._window)
        dock.revealed.connect(self.revealed)
        return dock

    def arrange(self) -> None:
        """Put the panels where they are at first."""
        window, docks = self._window, self.by_name
        self.is_own = False
        for dock in docks.values():
            dock.setFloating(False)
        window.addDockWidget(LEFT, docks["controlsPanel"])
        window.addDockWidget(BOTTOM, docks["costPanel"])
        window.splitDockWidget(docks["costPanel"], docks["galleryPanel"], VERTICAL)
        window.splitDockWidget(docks["costPanel"], docks["weightsPanel"], HORIZONTAL)
        window.splitDockWidget(docks["galleryPanel"], docks["predictPanel"], HORIZONTAL)
        window.tabifyDockWidget(docks["galleryPanel"], docks["doctorPanel"])
        window.tabifyDockWidget(docks["doctorPanel"], docks["runsPanel"])
        window.tabifyDockWidget(docks["runsPanel"], docks["luckPanel"])
        window.tabifyDockWidget(docks["luckPanel"], docks["checkPanel"])
        window.tabifyDockWidget(docks["luckPanel"], docks["shapesPanel"])
        window.tabifyDockWidget(docks["weightsPanel"], docks["boundaryPanel"])
        window.tabifyDockWidget(docks["weightsPanel"], docks["insidePanel"])
        window.tabifyDockWidget(docks["insidePanel"], docks["overTimePanel"])
        docks["weightsPanel"].raise_()
        window.tabifyDockWidget(docks["predictPanel"], docks["whyPanel"])
        docks["galleryPanel"].raise_()
        docks["predictPanel"].raise_()
        for name, dock in docks.items():
            dock.setVisible(name in self._first)
        self.share_space()

    def reveal(self, name: str) -> None:
        """Bring a panel to the front, and open it if it is closed."""
        self.by_name[name].reveal()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice what nothing else tells: dragged borders, tabs that Qt makes."""
        if event.type() is QEvent.Type.MouseButtonPress:
            assert isinstance(event, QMouseEvent)
            place = event.position().toPoint()
            self.is_own |= self._window.childAt(place) is None
        elif event.type() is QEvent.Type.ChildPolished:
            assert isinstance(event, QChildEvent)
            self._name_tabs(event.child())
        return False

    def _name_tabs(self, child: QObject) -> None:
        if isinstance(child, QTabBar):
            child.setAccessibleName(self.tr("Panels that share this place"))

    def share_space(self) -> None:
        """Give each panel its part of the window, unless the user arranged them."""
        if self.is_own:
            return
        width, height = self._window.width(), self._window.height()
        needed = self.by_name["controlsPanel"].minimumSizeHint().width()
        side = max(width // 6, needed)
        wide = width - side
        self._resize(HORIZONTAL, controlsPanel=side)
        self._resize(HORIZONTAL, costPanel=wide * 0.54, weightsPanel=wide * 0.46)
        self._resize(HORIZONTAL, galleryPanel=wide * 0.6, predictPanel=wide * 0.4)
        # Without pictures, the runs stand where the mistakes were.
        is_plain = self.by_name["galleryPanel"].isHidden()
        lowest = "runsPanel" if is_plain else "galleryPanel"
        cost, low = PLAIN_SHARES if is_plain else PICTURE_SHARES
        self._resize(VERTICAL, costPanel=height * cost, **{lowest: height * low})

    def _resize(self, direction: Qt.Orientation, **sizes: float) -> None:
        docks = [self.by_name[name] for name in sizes]
        self._window.resizeDocks(docks, list(map(round, sizes.values())), direction)

    def set_movable(self, movable: bool) -> None:
        """Show the panels' title bars, by which they can be moved, or hide them."""
        self.is_own |= movable
        for dock in self.by_name.values():
            old = dock.titleBarWidget()
            dock.setTitleBarWidget(None if movable else QWidget())  # type: ignore[arg-type]
            if old is not None:
                old.deleteLater()
