"""A plane with a network's answers as colours, and points in it."""

from gui.widgets.plane.map import Place, PlaneMap
from gui.widgets.plane.paint import class_colors, cross, paint_point, precise

__all__ = ["Place", "PlaneMap", "class_colors", "cross", "paint_point", "precise"]
