"""What a run's network answered in past states: how it came to its answer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import frozen, may_overflow
from engine.frame import as_examples
from engine.question import Question

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.datasets import Dataset, Picture
    from engine.examples import Examples
    from engine.network_state import ModelState
    from engine.states import States

MOST_STATES = 120
"""Kept states that are asked: a line of pixels shows no more."""

MOST_PICTURES = 12
"""Whose answers are kept: the last ones that were asked about."""

MOST_SEEN = 240
"""States that a frame was of, beside those: each of them where training is slow."""

PIECE_SECONDS = 0.004
"""How long one answer may take, unless a single state takes longer: training waits."""


@dataclass(frozen=True, eq=False)
class PastAnswers:
    """What a network answered about one picture as it was trained.

    Attributes
    ----------
    iterations : ndarray of int64, shape (k,)
        The states that were asked, rising.
    A : ndarray, shape (n_y, k)
        The last layer's activations in each of them.
    is_complete : bool
        Whether they are all; otherwise asking another frame brings more.
    """

    iterations: npt.NDArray[np.int64]
    A: Array
    is_complete: bool


@dataclass(frozen=True)
class PastAnswersOf(Question[PastAnswers]):
    """What the network answered about a picture in the states of its run.

    Attributes
    ----------
    picture : Picture
        The picture.
    turn : int, default 0
        Another number asks for more where the last answer wasn't complete.
    """

    picture: Picture
    turn: int = 0

    def answer(self, state: ModelState, dataset: Dataset | None) -> PastAnswers | None:
        """Ask the states; None if they aren't known, or the picture doesn't fit."""
        del dataset
        if state.past is None or self.picture.pixels.size != state.spec.layer_dims[0]:
            return None
        return state.past.answers(as_examples(self.picture, state.dtype))


class Past:
    """Asks the past states of a run. It belongs to the thread that trains.

    Parameters
    ----------
    states : States
        Of the run.
    """

    def __init__(self, states: States) -> None:
        self._states = states
        self._version = -1
        self._known: dict[Examples, _Known] = {}

    @may_overflow
    def answers(self, examples: Examples) -> PastAnswers:
        """Return what the network answered about one example, and answers now.

        What was found is kept, and each time a few milliseconds more of work are done:
        first for states far apart, then for those between.
        """
        if self._version != self._states.version:
            # The run goes another way, and may come to the same iterations again.
            self._known.clear()
            self._version = self._states.version
        known = self._known.pop(examples, None) or _Known()
        self._known[examples] = known
        if len(self._known) > MOST_PICTURES:
            del self._known[next(iter(self._known))]
        trainer = self._states.trainer
        known.see(trainer.iteration, trainer.passed(examples).A[-1])
        return known.found(self._fill(known, examples))

    def _fill(self, known: _Known, examples: Examples) -> bool:
        """Ask kept states that weren't asked; tell whether all have been."""
        kept = self._states.spread(MOST_STATES)
        known.keep(kept)
        missing = sorted(kept.keys() - known.asked, key=_fineness)
        end = time.monotonic() + PIECE_SECONDS
        for number, iteration in enumerate(missing, 1):
            passed = self._states.trainer.passed_at(kept[iteration], examples)
            known.put(iteration, passed.A[-1])
            if time.monotonic() >= end:
                return number == len(missing)
        return True


class _Known:
    """Answers about one example, (n_y, 1) each, by iteration.

    Attributes
    ----------
    asked : dict of int to ndarray
        Those of kept states.
    """

    def __init__(self) -> None:
        self.asked: dict[int, Array] = {}
        self._seen: dict[int, Array] = {}

    def keep(self, iterations: Collection[int]) -> None:
        """Forget kept states that aren't among these."""
        self.asked = {i: A for i, A in self.asked.items() if i in iterations}

    def put(self, iteration: int, A: Array) -> None:
        """Note what a kept state answered."""
        self.asked[iteration] = A.copy()

    def see(self, iteration: int, A: Array) -> None:
        """Note what the state of a frame answered; thin them out if they are many."""
        if len(self._seen) >= MOST_SEEN:
            self._seen = {i: self._seen[i] for i in sorted(self._seen)[::2]}
        self._seen[iteration] = A.copy()

    def found(self, is_complete: bool) -> PastAnswers:
        """Return all of them, in order."""
        known = self.asked | self._seen
        places = sorted(known)
        A = np.concatenate([known[i] for i in places], axis=1)
        iterations = np.array(places, np.int64)
        iterations.flags.writeable = False
        return PastAnswers(iterations, frozen(A), is_complete)


def _fineness(iteration: int) -> float:
    """Return less for a state on a coarser grid: with these a line begins."""
    return 1 / (iteration & -iteration) if iteration else 0.0
