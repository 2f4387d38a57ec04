"""A strip plot: one dot for each number, equal ones on top of each other."""

from gui.widgets.dots.axis import DotAxis
from gui.widgets.dots.marks import Shape, StripDot
from gui.widgets.dots.scale import LogScale, Scale
from gui.widgets.dots.strip import DotStrip
from gui.widgets.dots.table import StripRow, StripTable

__all__ = [
    "DotAxis",
    "DotStrip",
    "LogScale",
    "Scale",
    "Shape",
    "StripDot",
    "StripRow",
    "StripTable",
]
