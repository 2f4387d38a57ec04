"""From a gradient to the next parameters: optimizer, schedule and weight decay."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.operations import number
from engine.optimizers import OPTIMIZERS, Slot
from engine.schedules import SCHEDULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.operations import Operations
    from engine.optimizers import Memory


class Updated(NamedTuple):
    """What updates work on, arrays of one shape.

    Attributes
    ----------
    parameters : ndarray
        The present ones, which become the next ones.
    memory : tuple of ndarray
        What the optimizer remembers; likewise.
    gradient : ndarray
        Where the gradient of the parameters is; used up.
    decaying : callable
        Returns 1 where weight decay applies and 0 elsewhere.
    """

    parameters: Array
    memory: Memory
    gradient: Array
    decaying: Callable[[], Array]


class Updater:
    """Makes the updates of a run, in the place of its state or of a copy.

    Parameters
    ----------
    config : TrainingConfig
        The hyperparameters.
    updated : Updated
        What it works on.
    may_scale : bool, default True
        Whether the gradient can be multiplied by `scale` as it is made.

    Attributes
    ----------
    operations : tuple of callable
        One update, when it is prepared and the gradient is there, times `scale`.
    scale : float
        What the gradient is to be multiplied by. Where that is all that makes it a
        step, it costs less to scale the few numbers from which it is propagated back.
    """

    def __init__(
        self, config: TrainingConfig, updated: Updated, may_scale: bool = True
    ) -> None:
        dtype = updated.gradient.dtype
        self._optimizer = OPTIMIZERS[config.optimizer]
        schedule = SCHEDULES[config.schedule]
        self._factor = schedule.factor
        self._period = config.schedule_period or schedule.period(config.iterations)
        self._rate = number(0, dtype)
        first, second = (self._optimizer.numbers(1.0, count) for count in (1, 2))
        self._numbers = tuple(number(value, dtype) for value in first)
        # Else each update has numbers of its own.
        self._is_steady = schedule.share == 0 and first == second
        self._steady_rate: float | None = None
        only_scales = self._optimizer.only_scales and config.weight_decay == 0
        self._scales = may_scale and only_scales
        self.scale = 1.0
        self.operations = self._plan(config, updated)

    def _plan(self, config: TrainingConfig, updated: Updated) -> Operations:
        parameters, memory, gradient, decaying = updated
        optimizer = self._optimizer
        add = partial(np.add, parameters, gradient, parameters)
        if self._scales:
            return (add,)
        scratch = np.empty_like(gradient)
        momentum = number(config.momentum, gradient.dtype)
        slot = Slot(gradient, memory, scratch, momentum)
        step = optimizer.plan(slot, self._numbers)
        if config.weight_decay == 0:
            return *step, add
        decay = decaying() * config.weight_decay
        decayed = partial(np.multiply, parameters, decay, scratch)
        if not optimizer.decouples:
            return decayed, partial(np.add, gradient, scratch, gradient), *step, add
        return (
            *step,
            decayed,
            partial(np.multiply, scratch, self._rate, scratch),
            partial(np.subtract, gradient, scratch, gradient),
            add,
        )

    def rate(self, learning_rate: float, iteration: int) -> float:
        """Return the scheduled learning rate of the update that leaves a state."""
        return learning_rate * self._factor(iteration, self._period)

    def prepare(self, learning_rate: float, iteration: int) -> None:
        """Prepare the update that leaves a state.

        Parameters
        ----------
        learning_rate : float
            Before the schedule.
        iteration : int
            Updates before this one.
        """
        if learning_rate == self._steady_rate:
            return
        rate = self.rate(learning_rate, iteration)
        numbers = rate, *self._optimizer.numbers(rate, iteration + 1)
        for place, value in zip((self._rate, *self._numbers), numbers, strict=True):
            place[()] = value
        self.scale = numbers[1] if self._scales else 1.0
        self._steady_rate = learning_rate if self._is_steady else None
