"""Shows the panels that suit the data, and hides those with nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.datasets import InputKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMainWindow

    from engine.datasets import Dataset
    from gui.dock import Dock
    from gui.docks import Docks
    from gui.view import View
    from gui.view_state import ViewState

RAISED = {InputKind.IMAGE: "galleryPanel", InputKind.PLANE: "boundaryPanel"}
"""What stands in front of the other tabs when the first data of a kind are loaded."""


class Suiting(QObject):
    """Hides panels that don't suit the data, and brings them back.

    Parameters
    ----------
    window : QMainWindow
        Where the panels are; the owner.
    docks : Docks
        The panels.
    views : mapping of str to View
        What is in them.
    """

    def __init__(
        self, window: QMainWindow, docks: Docks, views: Mapping[str, View]
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._views = window, docks, views
        self._dataset: Dataset | None = None
        self._hidden: set[str] = set()
        self._fronts: dict[InputKind, list[Dock]] = {}

    def show_state(self, state: ViewState) -> None:
        """Follow the data."""
        if state.dataset is not self._dataset:
            before, self._dataset = self._dataset, state.dataset
            kind = state.dataset.kind
            if before is None:
                self.arrange()
            elif before.kind is not kind:
                docks = self._docks.by_name.values()
                self._fronts[before.kind] = [dock for dock in docks if dock.is_in_front]
                self.arrange()

    def arrange(self) -> None:
        """Show what suits the data, hide the rest."""
        dataset = self._dataset
        if dataset is None:
            return
        for name, dock in self._docks.by_name.items():
            suits = self._views[name].suits(dataset)
            dock.toggleViewAction().setVisible(suits)
            if not suits and not dock.isHidden():
                self._hidden.add(name)
                dock.hide()
            elif suits and name in self._hidden:
                self._hidden.discard(name)
                dock.show()
        if not self._docks.is_own:
            self._share_tabs(dataset.kind is InputKind.IMAGE)
        fronts = self._fronts.pop(dataset.kind, None)
        if fronts is not None:
            self._bring_back(fronts)
        elif dataset.kind in RAISED:
            self._docks.reveal(RAISED[dataset.kind])

    def _bring_back(self, fronts: list[Dock]) -> None:
        """Raise what was in front when such data were left."""
        for dock in fronts:
            if not dock.isHidden():
                dock.raise_()

    def _share_tabs(self, has_pictures: bool) -> None:
        """Put the shapes where there is room: beside the mistakes or the weights."""
        docks = self._docks.by_name
        beside = docks["galleryPanel" if has_pictures else "weightsPanel"]
        self._window.tabifyDockWidget(beside, docks["shapesPanel"])
        beside.raise_()
        self._docks.share_space()
