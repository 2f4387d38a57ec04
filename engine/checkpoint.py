"""A trainer's state, complete: what is needed to go on from it to the bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """One state of a run.

    Attributes
    ----------
    iteration : int
        Number of updates.
    learning_rate : float
        Before the schedule.
    first_layer : str
        How the first layer is kept: what its coordinates mean.
    base : Parameters
        What its coordinates are counted from, in sample space.
    block : ndarray, shape (1 + slots, size)
        All coordinates, then what the optimizer remembers: `engine.vectors.State`.
    """

    iteration: int
    learning_rate: float
    first_layer: str
    base: Parameters
    block: Array
