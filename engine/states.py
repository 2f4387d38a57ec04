"""The states of a run, so that any of them can be looked at again, to the bit."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import SpecError
from engine.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array
    from engine.parameters import Parameters
    from engine.trainer import Trainer

DEFAULT_BUDGET = 256_000_000
"""Bytes that states may take."""

_EVERY = 40
"""Iterations between two kept states at first: keeping them then takes a percent."""

_ENOUGH = 1000
"""As many states as anybody can tell apart: of longer runs fewer of them are kept, in
the memory of those that were."""

_CHUNK_BYTES = 2_000_000
"""What is allocated at a time; touched at once, so that few steps wait for memory.

From 4 MB on NumPy asks for huge pages, which may take three times as long to come.
"""


class States:
    """Every k-th state of a run; those between are computed again when asked for.

    k doubles whenever the budget is used up, or there are enough. It belongs to the
    thread that trains.

    Parameters
    ----------
    trainer : Trainer
        The run's trainer.
    budget : int, default 256 MB
        Bytes that states may take.

    Raises
    ------
    SpecError
        If not even one state fits.

    Attributes
    ----------
    due : int
        The next state to be recorded.
    """

    due: int

    def __init__(self, trainer: Trainer, budget: int = DEFAULT_BUDGET) -> None:
        self._trainer = trainer
        one = trainer.block.nbytes
        if budget < one:
            raise SpecError(
                "A memory budget of {budget:,.1f} MB for the history is too small: one "
                "state takes {one:,.1f} MB. Allow more, or make the network smaller.",
                budget=budget / 1e6,
                one=one / 1e6,
            )
        self._most = min(budget // one, _ENOUGH)
        self._every = _EVERY
        self._chunk = max(1, min(self._most, _CHUNK_BYTES // one))
        self._free: list[Array] = []
        self._allocated = 0
        self._kept: dict[int, Array] = {}
        self._version = 0
        self._begin()

    def _begin(self) -> None:
        """Take the trainer's present state for the first; nothing before is known."""
        self._drop(list(self._kept))
        self._version += 1
        self._first = self._last = self._trainer.iteration
        self._rates = [(self._first, self._trainer.learning_rate)]
        self._keep(self._first)
        self._stand_at(self._first)

    def go_on(self) -> None:
        """Take down from where the trainer makes its next steps, all at one rate."""
        iteration = self._trainer.iteration
        if iteration < self._first:
            self._begin()
        self._stand_at(iteration)

    def record(self) -> None:
        """Keep the state that a step led to; needed after `go_on` only where it is due.

        Whatever was known of another way from where the steps began is forgotten.
        """
        iteration = self._trainer.iteration
        if iteration <= self._first:
            self._begin()
            return
        left = min(self._here, iteration - 1)
        if left < self._last:
            self._forget_from(left + 1)
        self._note_rate(left)
        if self._is_due(iteration):
            self._keep(iteration)
        self._last = iteration
        self._stand_at(iteration)

    def settle(self) -> None:
        """Record the last state; forget those in which the trainer couldn't stay."""
        iteration = self._trainer.iteration
        if iteration > self._here:
            self.record()
        elif iteration < self._here:
            self._forget_from(iteration + 1)
            self._last = iteration
            self._stand_at(iteration)

    def _stand_at(self, iteration: int) -> None:
        self._here = iteration
        self.due = iteration - iteration % self._every + self._every

    def _is_due(self, iteration: int) -> bool:
        return iteration % self._every == 0 or iteration == self._first

    def _keep(self, iteration: int) -> None:
        if not self._free:
            self._make_room()
        if self._free and self._is_due(iteration):
            place = self._free.pop()
            np.copyto(place, self._trainer.block)
            self._kept[iteration] = place

    def _note_rate(self, left: int) -> None:
        """Note the rate of the step that left a state, where it is another one."""
        rate = self._trainer.learning_rate
        if rate != self._rates[-1][1]:
            self._rates = [change for change in self._rates if change[0] < left]
            self._rates.append((left, rate))

    def _forget_from(self, iteration: int) -> None:
        """Forget a state and what came after it: the run has gone back before it."""
        self._drop([i for i in self._kept if i >= iteration])
        self._version += 1
        self._rates = [change for change in self._rates if change[0] < iteration]

    def _drop(self, iterations: list[int]) -> None:
        self._free.extend(self._kept.pop(iteration) for iteration in iterations)

    def _make_room(self) -> None:
        """Allocate more, or keep only every second state where there is no more."""
        count = min(self._chunk, self._most - self._allocated)
        if count:
            block = self._trainer.block
            chunk = np.empty((count, *block.shape), block.dtype)
            chunk.fill(0)
            self._free.extend(chunk)
            self._allocated += count
        else:
            self._every *= 2
            self._drop([i for i in self._kept if not self._is_due(i)])

    def parameters_at(self, iteration: int) -> Parameters:
        """Return the parameters that training had at a state, to the bit.

        Parameters
        ----------
        iteration : int
            The state, from the first that was recorded to the last.

        Raises
        ------
        SpecError
            If it was never reached.
        """
        with self.at(iteration) as trainer:
            return trainer.parameters().frozen()

    @property
    def trainer(self) -> Trainer:
        """The run's trainer."""
        return self._trainer

    @property
    def first(self) -> int:
        """The first state that can be gone back to."""
        return self._first

    @property
    def last(self) -> int:
        """The last one."""
        return self._last

    @property
    def version(self) -> int:
        """Another number whenever states were forgotten: the run goes another way."""
        return self._version

    def check(self, iteration: int) -> None:
        """Raise `SpecError` if a state was never reached."""
        if not self._first <= iteration <= self._last:
            raise SpecError(
                "There is no iteration {iteration:,} in this run. Choose one from "
                "{first:,} to {last:,}.",
                iteration=iteration,
                first=self._first,
                last=self._last,
            )

    def nearest(self, iteration: int) -> int:
        """Return the state nearest to one that needs no step: before it or after.

        Raises
        ------
        SpecError
            If the state was never reached.
        """
        self.check(iteration)
        return min(self._at_hand, key=lambda known: abs(known - iteration))

    def spread(self, most: int) -> dict[int, Array]:
        """Return the blocks of kept states all over the run, by iteration; no copies.

        Parameters
        ----------
        most : int
            About how many at most. As the run goes on, some of them are left out, and
            none but later ones are added.
        """
        first, last, stride = self._first, self._last, self._every
        while (last - first) // stride > most:
            stride *= 2
        places = (first, *range(-(-first // stride) * stride, last + 1, stride))
        return {i: self._kept[i] for i in places if i in self._kept}

    def before(self, iteration: int) -> tuple[int, Array]:
        """Return the last state up to one that needs no step, and its block."""
        start = max(known for known in self._at_hand if known <= iteration)
        kept = self._kept.get(start)
        return start, self._trainer.block if kept is None else kept

    @property
    def _at_hand(self) -> tuple[int, ...]:
        """The states that are kept, and the one in which the trainer is."""
        return (*self._kept, self._trainer.iteration)

    def steps_at_rate(self, iteration: int) -> int:
        """Return how many steps from a state on were made with the same rate."""
        place = bisect_right(self._rates, iteration, key=lambda change: change[0])
        ends = [change[0] for change in self._rates[place:]]
        return min([self._last, *ends]) - iteration

    def rate_at(self, iteration: int) -> float:
        """Return the learning rate of the step that left a state."""
        place = bisect_right(self._rates, iteration, key=lambda change: change[0])
        return self._rates[place - 1][1]

    @contextmanager
    def at(self, iteration: int) -> Iterator[Trainer]:
        """Lend the trainer in a past state; afterwards it is where it was.

        All at once: `Replay` goes there in slices.

        Raises
        ------
        SpecError
            If the state was never reached.
        """
        replay = Replay(self)
        replay.aim(iteration)
        with replay.lent() as trainer:
            yield trainer
