"""The cost plot."""

from gui.widgets.plot.cost_plot import CostPlot, PlotColors
from gui.widgets.plot.data import Curve, Reference

__all__ = ["CostPlot", "Curve", "PlotColors", "Reference"]
