"""What frames last said of a network, for those who draw it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.activations import ACTIVATIONS
from engine.frame import PassOf
from gui.widgets.network.plan import NetworkActivity, NetworkWeights

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Picture
    from engine.frame import Frame
    from engine.spec import NetworkSpec


class KeptFrames:
    """The latest of everything: frames don't all hold the same."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.weights = NetworkWeights()
        self._shares: tuple[Array | None, ...] = ()

    def take(self, frame: Frame | None) -> None:
        """Keep what a frame holds; forget what belongs to another run."""
        if frame is None or (self.frame and self.frame.run_id != frame.run_id):
            self.weights, self._shares = NetworkWeights(), ()
        self.frame = frame
        if frame is None:
            return
        if frame.first_layer is not None:
            self.weights = NetworkWeights(frame.first_layer, frame.layers)
        elif frame.layers:
            self.weights = replace(self.weights, layers=frame.layers)
        if frame.active:
            self._shares = _telling_shares(frame.spec, frame.active)

    def activity(self, picture: Picture | None) -> NetworkActivity:
        """Return what the units do for a picture."""
        known = None
        if self.frame is not None and picture is not None:
            known = self.frame.answer(PassOf(picture))
        return NetworkActivity(() if known is None else known.A, self._shares)


def _telling_shares(
    spec: NetworkSpec, active: tuple[Array, ...]
) -> tuple[Array | None, ...]:
    """Return the shares of active examples, None where 0 doesn't mean dead."""
    pairs = zip(spec.activations, active, strict=True)
    return tuple(share if ACTIVATIONS[name].can_die else None for name, share in pairs)
