"""The cost plot, and the one of several runs."""

from gui.widgets.plot.cost_plot import CostPlot, PlotColors
from gui.widgets.plot.cursor import Moment
from gui.widgets.plot.data import Curve, Marker, Reference
from gui.widgets.plot.legend import Legend, LegendLine
from gui.widgets.plot.overlay import OverlayPlot, OverlayRun, Style, style_of

__all__ = [
    "CostPlot",
    "Curve",
    "Legend",
    "LegendLine",
    "Marker",
    "Moment",
    "OverlayPlot",
    "OverlayRun",
    "PlotColors",
    "Reference",
    "Style",
    "style_of",
]
