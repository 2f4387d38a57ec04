"""Every array of one iteration, with the shape that the course gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.walk.stops import Stop, stops_of

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.spec import NetworkSpec
    from engine.walk.sheet import Sheet


class Place(NamedTuple):
    """A unit that is kept of every array: ``layer`` from 1, ``unit`` from 0."""

    layer: int
    unit: int


@dataclass(frozen=True, eq=False)
class Update:
    """What an optimizer makes of an array.

    Attributes
    ----------
    after : Sheet
        The array in the next state.
    memory, memory_after : tuple of Sheet
        What the optimizer remembers of the array, before and after: as many as the
        optimizer has slots, in their order.
    """

    after: Sheet
    memory: tuple[Sheet, ...]
    memory_after: tuple[Sheet, ...]


@dataclass(frozen=True, eq=False)
class LayerArrays:
    """One layer's arrays; what isn't known, or isn't computed, is None.

    Attributes
    ----------
    W, b, Z, A : Sheet
        W[l] (n[l], n[l-1]), b[l] (n[l], 1), Z[l] and A[l] (n[l], m).
    dA, dZ : Sheet or None
        dJ/dA[l] and dJ/dZ[l], (n[l], m): for each example, as the course has them,
        without the 1/m of the mean.
    dW, db : Sheet or None
        dJ/dW[l] and dJ/db[l], shaped as W[l] and b[l].
    W_update, b_update : Update or None
        What an update makes of W[l] and b[l].
    """

    W: Sheet
    b: Sheet
    Z: Sheet
    A: Sheet
    dA: Sheet | None = None
    dZ: Sheet | None = None
    dW: Sheet | None = None
    db: Sheet | None = None
    W_update: Update | None = None
    b_update: Update | None = None


@dataclass(frozen=True, eq=False)
class Iteration:
    """One iteration of a network on some examples.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        How it is updated.
    iteration : int
        Updates before this one.
    m : int
        Examples in it.
    X : Sheet
        The examples, (n_x, m).
    layers : tuple of LayerArrays
        ``layers[l - 1]`` is layer l.
    rate : float
        The learning rate of the update, as the schedule has it.
    Y : Sheet or None
        What the answers should be, (n_y, m); None where nobody knows.
    losses : Sheet or None
        Each example's cost, (1, m).
    cost : float or None
        J, their mean.
    dX : Sheet or None
        dJ/dA[0] (n_x, m), which nothing needs; None for many examples.
    of : int
        Examples in the training set, if it is a batch of it; else 0.
    """

    spec: NetworkSpec
    config: TrainingConfig
    iteration: int
    m: int
    X: Sheet
    layers: tuple[LayerArrays, ...]
    rate: float
    Y: Sheet | None = None
    losses: Sheet | None = None
    cost: float | None = None
    dX: Sheet | None = None
    of: int = 0

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops of the walk through it."""
        return stops_of(self.spec.L)

    @property
    def has_targets(self) -> bool:
        """Whether there is a way back: it begins at what the answers should be."""
        return self.Y is not None

    def inputs(self, layer: int) -> Sheet:
        """Return A[l-1], what a layer gets."""
        return self.X if layer == 1 else self.layers[layer - 2].A

    def d_inputs(self, layer: int) -> Sheet | None:
        """Return dA[l-1], what a layer hands back."""
        return self.dX if layer == 1 else self.layers[layer - 2].dA
