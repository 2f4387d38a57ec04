"""A plane with a network's answers as colours, and points in it."""

from gui.widgets.plane.legend import Legend
from gui.widgets.plane.map import PlaneMap
from gui.widgets.plane.paint import precise
from gui.widgets.plane.places import Place

__all__ = ["Legend", "Place", "PlaneMap", "precise"]
