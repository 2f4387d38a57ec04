"""The axes of a cost plot, and how large what is written on them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QPen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyqtgraph as pg
    from PySide6.QtWidgets import QWidget

    from gui.widgets.plot.lines import PlotColors


def small_font(widget: QWidget) -> QFont:
    """Return a font for what is written in a plot."""
    font = QFont(widget.font())
    font.setPixelSize(max(round(widget.fontInfo().pixelSize() * 0.88), 10))
    return font


def style_axis(axis: pg.AxisItem, colors: PlotColors, font: QFont) -> None:
    """Draw an axis and its numbers in these colours."""
    axis.setPen(QPen(colors.line))
    axis.setTextPen(QPen(colors.secondary))
    axis.setTickFont(font)
    axis.setStyle(tickLength=-4)


def style_axes(
    plot: pg.PlotWidget, titles: Mapping[str, str], colors: PlotColors, font: QFont
) -> None:
    """Draw the axes in these colours; the lower one's title isn't theirs."""
    for name, title in titles.items():
        axis = plot.getAxis(name)
        style_axis(axis, colors, font)
        style = {
            "color": colors.secondary.name(),
            "font-size": f"{font.pixelSize()}px",
        }
        # Costs are written as they are, not in thousandths.
        text = title if name == "left" else ""
        axis.setLabel(text, siPrefixEnableRanges=(), **style)
        axis.showLabel(bool(text))
    plot.showGrid(y=True, alpha=0.12)
