"""Where a gradient check starts: what must be taken from a network in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.gradient_check.checking import check_gradients
from engine.gradient_check.problem import pose
from engine.question import Question

if TYPE_CHECKING:
    from collections.abc import Generator

    from engine.datasets import Dataset
    from engine.gradient_check.report import GradientReport
    from engine.network_state import ModelState
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

MOST_PARAMETERS = 60_000_000
"""Half a gigabyte in float64, and a check takes four times that."""

SOON, SOON_AT_REST = 20_000_000, 600_000_000
"""Multiplications in the first layer's gradient: some 5 or 100 milliseconds."""


@dataclass(frozen=True, eq=False)
class Start:
    """A network at the moment that is checked.

    Attributes
    ----------
    dataset : Dataset
        What it learns from.
    spec : NetworkSpec
        The network.
    iteration : int
        The moment.
    parameters : Parameters
        Its parameters then; nobody can write to them.
    gradients : Parameters or None
        The gradient that the next step would have taken; None where that is rounded to
        float32, isn't the whole training set's with all units, or takes too long.
    """

    dataset: Dataset
    spec: NetworkSpec
    iteration: int
    parameters: Parameters
    gradients: Parameters | None

    def check(self) -> Generator[float, None, GradientReport]:
        """Check the gradient, a little at each turn; see `check_gradients`."""
        problem = yield from pose(
            self.spec, self.parameters, self.dataset, self.gradients
        )
        return (yield from check_gradients(problem))


@dataclass(frozen=True)
class StartOfCheck(Question[Start]):
    """The question for a moment to check.

    Attributes
    ----------
    number : int
        Another one for each check, so that no earlier moment is taken for it.
    is_urgent : bool
        Whether training goes on, and must not wait long for the answer.
    """

    number: int
    is_urgent: bool = False

    def answer(self, state: ModelState, dataset: Dataset | None) -> Start | None:
        """Copy the network; None without its data."""
        if dataset is None or state.spec.parameter_count > MOST_PARAMETERS:
            return None
        network = state.network
        parameters, gradients = network.parameters().frozen(), None
        if _is_whole(state) and self._is_soon_done(state.spec, len(dataset.train)):
            gradients = network.gradients()
        return Start(
            dataset,
            state.spec,
            state.iteration,
            parameters,
            None if gradients is None else gradients.frozen(),
        )

    def _is_soon_done(self, spec: NetworkSpec, m: int) -> bool:
        """Tell whether one more backward pass can be waited for."""
        n_x, units = spec.layer_dims[:2]
        return n_x * units * m <= (SOON if self.is_urgent else SOON_AT_REST)


def _is_whole(state: ModelState) -> bool:
    """Tell whether the next step goes by just what is checked."""
    is_batch = state.train_pass is None
    return not (is_batch or state.spec.dropout) and state.dtype == np.float64
