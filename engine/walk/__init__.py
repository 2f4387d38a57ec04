"""One iteration as a walk: every array of it, stop by stop."""

from engine.walk.iteration import Iteration, LayerArrays, Update
from engine.walk.passes import walk_through
from engine.walk.question import Walk
from engine.walk.sheet import Sheet
from engine.walk.stops import Part, Stop, stops_of

__all__ = [
    "Iteration",
    "LayerArrays",
    "Part",
    "Sheet",
    "Stop",
    "Update",
    "Walk",
    "stops_of",
    "walk_through",
]
