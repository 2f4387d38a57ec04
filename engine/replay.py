"""A past state, computed again piece by piece, beside whatever the trainer does."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array
    from engine.states import States
    from engine.trainer import Trainer


class Replay:
    """The way to a past state of a run, in slices, to the bit.

    It has its own block of numbers. Only within a slice, and while somebody looks,
    does it use the run's trainer, and puts it back: training may go on in between.
    From where it is, it goes on to a later state without beginning anew.

    Parameters
    ----------
    states : States
        Of the run. All belongs to the thread that trains.

    Attributes
    ----------
    target : int
        The state that it goes to.
    iteration : int
        The state that it has reached; negative before it was aimed at any.
    """

    def __init__(self, states: States) -> None:
        self.target = self.iteration = -1
        self._states = states
        self._version = -1
        self._block: Array | None = None

    @property
    def left(self) -> int:
        """Steps that are still to be made."""
        return self.target - self.iteration

    def fork(self) -> Replay:
        """Return another one that has come as far, and goes its own way from there."""
        fork = Replay(self._states)
        fork.target, fork.iteration = self.target, self.iteration
        fork._version = self._version
        fork._block = None if self._block is None else self._block.copy()
        return fork

    def aim(self, iteration: int) -> int:
        """Go to a state from now on; return how many steps that takes.

        Raises
        ------
        SpecError
            If the state was never reached, or is no more: the run went another way.
        """
        states = self._states
        states.check(iteration)
        start, block = states.before(iteration)
        is_known = self._version == states.version
        if not (is_known and start <= self.iteration <= iteration):
            # States share their room: the next one may be kept where this one was.
            self._block = block.copy()
            self.iteration, self._version = start, states.version
        self.target = iteration
        return self.left

    def work(self, seconds: float = float("inf")) -> bool:
        """Make steps for about so long, one at least; tell whether that was the last.

        Raises
        ------
        SpecError
            As `aim`.
        DataError
            If a batch can't be read. What was reached stays.
        """
        if self._version != self._states.version:
            self.aim(self.target)
        if not self.left:
            return True
        now = time.monotonic()
        end = now + seconds
        with self._here() as trainer:
            while True:
                self._steps(trainer, end - now)
                now = time.monotonic()
                if trainer.iteration == self.target or now >= end:
                    break
            assert self._block is not None
            np.copyto(self._block, trainer.block)
            self.iteration = trainer.iteration
        return not self.left

    def _steps(self, trainer: Trainer, seconds: float) -> None:
        """Make some of the steps that are left."""
        here = trainer.iteration
        same = self._states.steps_at_rate(here)
        most = trainer.steps_within(seconds)
        trainer.steps(min(self.target - here, same, most))
        trainer.learning_rate = self._states.rate_at(trainer.iteration)

    @contextmanager
    def lent(self) -> Iterator[Trainer]:
        """Lend the trainer in the state that was aimed at.

        Its learning rate is that of the step which left the state.
        """
        self.work()
        with self._here() as trainer:
            yield trainer

    @contextmanager
    def _here(self) -> Iterator[Trainer]:
        """Lend the trainer in the state that was reached."""
        assert self._block is not None
        with self._states.trainer.lent() as trainer:
            trainer.go_to(self._block, self.iteration)
            trainer.learning_rate = self._states.rate_at(self.iteration)
            yield trainer
