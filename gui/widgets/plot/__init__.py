"""The cost plot."""

from gui.widgets.plot.cost_plot import CostPlot, PlotColors
from gui.widgets.plot.data import Curve, Marker, Reference

__all__ = ["CostPlot", "Curve", "Marker", "PlotColors", "Reference"]
