"""What the chosen optimizer makes of a layer's weights and biases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.operations import run
from engine.optimizers import OPTIMIZERS
from engine.updater import Updated, Updater
from engine.walk.iteration import Update
from engine.walk.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.parameters import Parameters


class Updates(NamedTuple):
    """Makes the update that leaves a state, array by array.

    Attributes
    ----------
    config : TrainingConfig
        How the network is updated.
    iteration : int
        Updates before this one.
    parameters : Parameters
        Weights and biases before it.
    memory : tuple of Parameters
        What the optimizer remembers; empty if that isn't known.
    """

    config: TrainingConfig
    iteration: int
    parameters: Parameters
    memory: tuple[Parameters, ...]

    @property
    def are_known(self) -> bool:
        """Whether all is known that an update follows from."""
        return len(self.memory) == OPTIMIZERS[self.config.optimizer].slots

    def of_weights(self, layer: int, dW: Sheet) -> Update | None:
        """Return what becomes of W[l], of the numbers that are kept of dW[l]."""
        if not self.are_known:
            return None
        W = self.parameters.weights[layer - 1]
        memory = (part.weights[layer - 1] for part in self.memory)
        return self._made(W, memory, dW, decays=True)

    def of_biases(self, layer: int, db: Sheet) -> Update | None:
        """Return what becomes of b[l], likewise."""
        if not self.are_known:
            return None
        b = self.parameters.biases[layer - 1]
        memory = (part.biases[layer - 1] for part in self.memory)
        return self._made(b, memory, db, decays=False)

    def _made(
        self, array: Array, memory: Iterable[Array], gradient: Sheet, decays: bool
    ) -> Update:
        """Do what a trainer does, with copies."""
        kept = np.ix_(gradient.rows, gradient.columns)
        step = gradient.values.copy()
        before = tuple(part[kept] for part in memory)
        after = tuple(part.copy() for part in before)
        values = array[kept].astype(step.dtype)
        decaying = partial(np.full, step.shape, decays, step.dtype)
        updater = Updater(self.config, Updated(values, after, step, decaying))
        updater.prepare(self.config.learning_rate, self.iteration)
        step *= updater.scale
        run(updater.operations)
        return Update(
            _like(gradient, values),
            tuple(_like(gradient, part) for part in before),
            tuple(_like(gradient, part) for part in after),
        )


def _like(sheet: Sheet, values: Array) -> Sheet:
    """Return numbers that stand where those of a sheet do."""
    values.flags.writeable = False
    extremes = float(values.min()), float(values.max()), float(values.mean())
    return Sheet(sheet.shape, sheet.rows, sheet.columns, values, *extremes)
