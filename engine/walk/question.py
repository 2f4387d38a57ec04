"""A walk through the iteration that comes next, as views ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.question import Question
from engine.subject import Subject, batch_of, example_of
from engine.walk.iteration import Iteration, Place
from engine.walk.passes import walk_through

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.network_state import ModelState

MOST_PRODUCTS = 500_000_000
"""Products of one pass that a batch may take: a tenth of a second or so."""

MOST_NUMBERS = 4_000_000
"""Numbers in it, at most."""


@dataclass(frozen=True)
class Walk(Question[Iteration]):
    """Asks for every array of one iteration.

    Attributes
    ----------
    config : TrainingConfig
        How the network is updated.
    subject : Picture, int or None
        A picture, the number of a training example, or None for the whole batch.
    place : Place
        A unit that is kept even of huge arrays.
    """

    config: TrainingConfig
    subject: Subject | None
    place: Place

    def answer(self, state: ModelState, dataset: Dataset | None) -> Iteration | None:
        """Compute the iteration; None if there are no such examples."""
        found = self._examples(state, dataset)
        if found is None:
            return None
        X, Y = found
        whole = len(dataset.train) if self.subject is None and dataset else 0
        return walk_through(
            state.spec,
            self.config,
            state.network.parameters(),
            X,
            Y,
            state.iteration,
            self.place,
            whole,
            state.network.memory(),
        )

    def _examples(
        self, state: ModelState, dataset: Dataset | None
    ) -> tuple[Array, Array | None] | None:
        if self.subject is not None:
            return example_of(self.subject, state, dataset)
        if dataset is None:
            return None
        n_x, parameters = state.spec.layer_dims[0], state.spec.parameter_count
        most = min(MOST_NUMBERS // n_x, MOST_PRODUCTS // parameters)
        return batch_of(state, dataset, max(most, 1))
