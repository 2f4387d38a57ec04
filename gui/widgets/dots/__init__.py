"""A strip plot: one dot for each number, equal ones on top of each other."""

from gui.widgets.dots.axis import DotAxis
from gui.widgets.dots.scale import Scale
from gui.widgets.dots.strip import DotStrip, StripDot

__all__ = ["DotAxis", "DotStrip", "Scale", "StripDot"]
