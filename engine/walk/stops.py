"""The stops of a walk through one iteration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """What happens at a stop."""

    FORWARD = "forward"
    COST = "cost"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Stop:
    """A stop: ``layer`` counts from 1; 0 where all layers take part."""

    part: Part
    layer: int = 0


def stops_of(L: int) -> tuple[Stop, ...]:
    """Return the stops for L layers: L forward, the cost, L backward, the update."""
    layers = range(1, L + 1)
    return (
        *(Stop(Part.FORWARD, layer) for layer in layers),
        Stop(Part.COST),
        *(Stop(Part.BACKWARD, layer) for layer in reversed(layers)),
        Stop(Part.UPDATE),
    )
