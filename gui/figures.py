"""Cost and accuracies of the moment that is shown, whichever way they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.evaluation import Metrics

if TYPE_CHECKING:
    from gui.view_state import ViewState


class Figures(NamedTuple):
    """How a network does at one moment.

    Attributes
    ----------
    train : Metrics
        On the training set, as it was logged.
    test : Metrics or None
        On the test set: of just this moment where it was measured, or else when it was
        measured last before. None without a test set.
    """

    train: Metrics
    test: Metrics | None


def figures(state: ViewState) -> Figures | None:
    """Return the figures of the shown moment; None before anything is known."""
    log, shown = state.history, state.shown_iteration
    if not len(log):
        return None
    place = min(shown, len(log) - 1)
    train = Metrics(float(log.costs[place]), float(log.train_accuracy[place]))
    return Figures(train, _test(state, shown))


def _test(state: ViewState, shown: int) -> Metrics | None:
    log, frame = state.history, state.frame
    is_of_moment = frame is not None and (
        (frame.run_id, frame.iteration) == (state.run_id, shown)
    )
    if is_of_moment and frame is not None and frame.test is not None:
        return frame.test.metrics
    place = int(np.searchsorted(log.test_iterations, shown, "right")) - 1
    if place < 0:
        return None
    cost, accuracy = log.test_costs[place], log.test_accuracy[place]
    return Metrics(float(cost), float(accuracy))
