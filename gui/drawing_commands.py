"""What the user does with drawings: they become files, for slides and papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from gui.drawing_file import PNG, SVG, kind_of, write_drawing
from gui.views.cost import CostView
from gui.views.designer import DesignerView

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.drawing_file import Drawing
    from gui.main_window import MainWindow


class DrawingCommands(QObject):
    """Writes what is drawn to files.

    Parameters
    ----------
    window : MainWindow
        The owner.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def export_network(self) -> None:
        """Show the drawn network, ask for a place and write it there."""
        view = self._window.views["designerPanel"]
        assert isinstance(view, DesignerView)
        self._window.center.show_view("designerPanel")
        self._export(self.tr("Export drawn network"), "network.svg", view.drawing)

    def export_curves(self) -> None:
        """Show the cost curves, ask for a place and write them there."""
        view = self._window.views["costPanel"]
        assert isinstance(view, CostView)
        self._window.docks.reveal("costPanel")
        self._export(self.tr("Export curves"), "curves.svg", view.drawing)

    def _export(self, title: str, name: str, drawn: Callable[[], Drawing]) -> None:
        kinds = {
            self.tr("Drawings (*.svg)"): SVG,
            self.tr("Pictures (*.png)"): PNG,
        }
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, title, name, ";;".join(kinds)
        )
        if not chosen:
            return
        path = Path(chosen)
        kind = kind_of(path, kinds.get(kind, SVG))
        content = drawn().content(kind)
        self._window.session.write(partial(write_drawing, path, kind, content))
