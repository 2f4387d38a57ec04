"""What all plots have in common: they are written on, in colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from gui.widgets.plot.lines import PlotColors


class LetteredPlot(pg.PlotWidget):  # type: ignore[misc]
    """A plot whose letters are as large as its font is now.

    Items of a scene know nothing of the widget's font: they are given one together with
    their colours.
    """

    _colors: PlotColors | None = None

    def set_colors(self, colors: PlotColors) -> None:
        """Draw in these colours, and write in the present font."""
        self._colors = colors
        self.setBackground(colors.background)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        is_font = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if is_font and self._colors is not None:
            self.set_colors(self._colors)
