"""The weights that are on show, gathered from frames that hold some of them each."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.frame import FirstLayerPictures
    from engine.spec import NetworkSpec
    from gui.view_state import ViewState


@dataclass(frozen=True, eq=False)
class Moment:
    """The latest weights known of a run.

    Attributes
    ----------
    run_id : int
        The run.
    spec : NetworkSpec or None
        Its network; None before the first weights.
    iteration : int
        When the weights were last replaced.
    first_layer : FirstLayerPictures or None
        Weights of layer 1.
    layers : tuple of ndarray
        Weights of the layers after it.
    active : tuple of ndarray
        How often each hidden unit is active, a share of the training examples.
    """

    run_id: int = 0
    spec: NetworkSpec | None = None
    iteration: int = 0
    first_layer: FirstLayerPictures | None = None
    layers: tuple[Array, ...] = ()
    active: tuple[Array, ...] = ()

    def updated(self, state: ViewState) -> Moment:
        """Return the moment with what a state's frame holds; itself if that's nothing.

        A frame that lacks something leaves it as it is; another run leaves nothing.
        """
        known = self if state.frame_id == self.run_id else Moment(state.frame_id)
        frame = state.frame
        if frame is None:
            return known
        news = {
            name: value
            for name in ("first_layer", "layers", "active")
            if (value := getattr(frame, name)) and value is not getattr(known, name)
        }
        if not news:
            return known
        return dataclasses.replace(
            known, spec=frame.spec, iteration=frame.iteration, **news
        )

    def activity(self, layer: int) -> Array | None:
        """Return how often the units of a layer are active; None if it isn't known."""
        return self.active[layer - 1] if layer <= len(self.active) else None

    def dead(self, layer: int) -> frozenset[int]:
        """Return the units of a layer that no training example makes active."""
        activity = self.activity(layer)
        if activity is None:
            return frozenset()
        return frozenset(np.flatnonzero(activity == 0).tolist())
