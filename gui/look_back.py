"""Looking at past states of a run, in the compute thread, while the run goes on."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.frame import frame
from engine.history import History
from engine.past_answers import Past
from engine.replay import Replay
from engine.run import saved_model
from gui.scheduler import SLICE_SECONDS

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.frame import Frame, Needs
    from engine.network_state import ModelState
    from engine.states import States
    from gui.scheduler import Slices

SOON_SECONDS = 0.02
"""What takes no longer keeps up with a hand."""

LONGEST_SECONDS = 0.03
"""Of a slice, unless a single step takes longer: frames wait for its end."""

_FORGETS = 1.05
"""How fast an estimate of the time of a step rises again: a busy machine is no rule."""


class LookBack:
    """Makes frames and models of the past states of one run.

    Parameters
    ----------
    states : States
        Of the run.
    dataset : Dataset
        What it learns from.
    run_id : int
        Stamped on its frames.
    """

    def __init__(self, states: States, dataset: Dataset, run_id: int) -> None:
        self._states = states
        self._dataset = dataset
        self._run_id = run_id
        self._replay = Replay(states)
        self._past = Past(states)
        self._step_seconds = float("inf")

    def note(self, steps: int, seconds: float) -> None:
        """Note how long some steps took."""
        if steps:
            known = self._step_seconds * _FORGETS
            self._step_seconds = min(known, seconds / steps)

    def state(self) -> ModelState:
        """Return the state in which the run's trainer is, which knows its past."""
        return replace(self._states.trainer.state(), past=self._past)

    def frame_at(self, moment: int, needs: Needs) -> Slices:
        """Return a frame of a state, or of the nearest that can be had soon.

        Which one it is, the frame's iteration says.

        Raises
        ------
        SpecError
            If the state was never reached, or is no more.
        """
        steps = self._replay.aim(moment)
        if not steps or steps * self._step_seconds <= SOON_SECONDS:
            return (yield from self.exact_frame_at(moment, needs))
        with self._states.at(self._states.nearest(moment)):
            return self._frame(needs)

    def exact_frame_at(self, moment: int, needs: Needs) -> Slices:
        """Return a frame of a state, however long that takes; raises likewise."""
        yield from self._go_to(self._replay, moment)
        with self._replay.lent():
            return self._frame(needs)

    def _frame(self, needs: Needs) -> Frame:
        return frame(self.state(), self._dataset, needs, self._run_id)

    def model_at(self, moment: int) -> Slices:
        """Return a state as a `SavedModel`, its log left empty; raises likewise."""
        # The hand may move on, and frames with it.
        replay = self._replay.fork()
        yield from self._go_to(replay, moment)
        with replay.lent() as trainer:
            return saved_model(trainer, self._dataset, History())

    @property
    def _slice_seconds(self) -> float:
        """How long a slice is: coming and going take about as long as a step."""
        return max(SLICE_SECONDS, min(3 * self._step_seconds, LONGEST_SECONDS))

    def _go_to(self, replay: Replay, moment: int) -> Slices:
        steps = replay.aim(moment)
        while steps:
            start = time.monotonic()
            replay.work(self._slice_seconds)
            left = replay.left
            self.note(steps - left, time.monotonic() - start)
            steps = left
            yield None
