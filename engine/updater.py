"""From a gradient to the next parameters: optimizer, schedule and weight decay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.optimizers import OPTIMIZERS, StepSize
from engine.schedules import SCHEDULES

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.vectors import Layout, State


class Updater:
    """Makes the steps of one run.

    Parameters
    ----------
    config : TrainingConfig
        The hyperparameters.
    layout : Layout
        Of the parameters.
    """

    def __init__(self, config: TrainingConfig, layout: Layout) -> None:
        self._optimizer = OPTIMIZERS[config.optimizer]
        self._momentum = config.momentum
        schedule = SCHEDULES[config.schedule]
        self._factor = schedule.factor
        self._period = config.schedule_period or schedule.period(config.iterations)
        self._scratch = np.empty(layout.size, layout.dtype)
        decays = config.weight_decay > 0
        self._decay = layout.decaying() * config.weight_decay if decays else None

    def rate(self, learning_rate: float, iteration: int) -> float:
        """Return the scheduled learning rate of the update that leaves a state."""
        return learning_rate * self._factor(iteration, self._period)

    def step(
        self,
        now: State,
        gradient: Array,
        learning_rate: float,
        iteration: int,
        out: State,
    ) -> None:
        """Write the next state into ``out``; the present one stays.

        Parameters
        ----------
        now : State
            The present state.
        gradient : ndarray, shape (size,)
            Of its parameters; used up.
        learning_rate : float
            Before the schedule.
        iteration : int
            Updates before this one.
        out : State
            Where the next one goes.
        """
        rate = self.rate(learning_rate, iteration)
        size = StepSize(rate, self._momentum, iteration + 1)
        optimizer, scratch = self._optimizer, self._scratch
        parameters = now.vector.flat
        if self._decay is not None and not optimizer.decouples:
            np.multiply(parameters, self._decay, out=scratch)
            np.add(gradient, scratch, out=gradient)
        optimizer.update(gradient, now.memory, out.memory, size, scratch)
        if self._decay is not None and optimizer.decouples:
            np.multiply(parameters, self._decay, out=scratch)
            np.multiply(scratch, rate, out=scratch)
            np.subtract(gradient, scratch, out=gradient)
        np.add(parameters, gradient, out=out.vector.flat)
