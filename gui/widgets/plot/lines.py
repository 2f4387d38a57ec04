"""The colours of a plot, and its lines as items of a scene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from gui.theme import Theme
    from gui.widgets.plot.data import Marker, Reference


@dataclass(frozen=True)
class PlotColors:
    """Colours of the plot."""

    background: QColor
    text: QColor
    secondary: QColor
    line: QColor
    test: QColor

    @classmethod
    def of(cls, theme: Theme) -> PlotColors:
        """Return a theme's."""
        names = ("panel", "text", "secondary", "line", "test")
        return cls(*map(theme.color, names))

    @cached_property
    def veil(self) -> QColor:
        """What lets a label be read where curves go behind it."""
        veil = QColor(self.background)
        veil.setAlpha(190)
        return veil


def reference_line(reference: Reference, colors: PlotColors) -> pg.InfiniteLine:
    """Return a dotted line with its label."""
    color = colors.test if reference.is_test else colors.secondary
    anchor_y = 1 if reference.above else 0
    anchor_x = 1 if reference.is_from_right else 0
    return pg.InfiniteLine(
        reference.y,
        angle=0,
        pen=pg.mkPen(color, width=1, style=Qt.PenStyle.DotLine),
        label=_as_it_stands(reference.label),
        labelOpts={
            "position": reference.places[0],
            "color": color,
            "anchors": [(anchor_x, anchor_y), (anchor_x, anchor_y)],
            "fill": colors.veil,
        },
    )


def marker_line(marker: Marker, colors: PlotColors) -> pg.InfiniteLine:
    """Return an upright line with its label at the bottom."""
    return pg.InfiniteLine(
        marker.x,
        angle=90,
        pen=pg.mkPen(colors.line, width=1),
        label=marker.label,
        labelOpts={
            "position": 0.04,
            "color": colors.secondary,
            "anchors": [(0, 1), (0, 1)],
            "fill": colors.veil,
        },
    )


def _as_it_stands(text: str) -> str:
    """Return a label of pyqtgraph's that is written so: it fills in what is in braces.

    Classes may be called anything.
    """
    return text.replace("{", "{{").replace("}", "}}")
