"""What the walk is a walk of, and how the network is updated there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.walk import Walk
from engine.walk.iteration import Place

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.subject import Subject
    from gui.view_state import ViewState


def has_pictures(state: ViewState) -> bool:
    """Tell whether a picture is selected that the shown network can see."""
    frame, picture = state.frame, state.picture
    spec = state.spec if frame is None else frame.spec
    return picture is not None and picture.pixels.size == spec.layer_dims[0]


def subject_of(state: ViewState, is_batch: bool, example: int) -> Subject | None:
    """Return what to look at: a picture, a training example, or None for the batch."""
    if is_batch:
        return None
    return state.picture if has_pictures(state) else example


def question_of(state: ViewState, subject: Subject | None) -> Walk:
    """Return what to ask a frame for."""
    neuron = state.neuron
    return Walk(run_config(state), subject, Place(neuron.layer, neuron.unit))


def run_config(state: ViewState) -> TrainingConfig:
    """Return how the run is updated at the moment that is shown."""
    config = state.run_config
    return replace(config, learning_rate=_learning_rate(state, config.learning_rate))


def _learning_rate(state: ViewState, first: float) -> float:
    """Return the learning rate that the run has, or had at an earlier moment."""
    if state.moment is None and not state.is_stale:
        return state.config.learning_rate
    history = state.history
    changes = int(
        np.searchsorted(history.rate_iterations, state.shown_iteration, side="right")
    )
    return float(history.rates[changes - 1]) if changes else first
