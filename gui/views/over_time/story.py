"""What a network said about one picture, from the first state of its run to now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.evaluation import class_probabilities
from engine.outputs import decisions

if TYPE_CHECKING:
    from engine.arrays import Array, Labels
    from engine.datasets import Picture
    from engine.frame import Frame
    from engine.past_answers import PastAnswers


@dataclass(frozen=True, eq=False)
class Story:
    """What the network said about one picture, state by state.

    Attributes
    ----------
    run_id : int
        The run.
    picture : Picture
        The picture.
    answers : PastAnswers
        What it said.
    names : tuple of str
        What its classes are called.
    said : ndarray of int64, shape (k,)
        The class that it answered in each state.
    asked : int
        The class whose p is told: of two classes class 1, of more the right one, or
        the present answer if nobody knows that.
    p : ndarray, shape (k,)
        The probability of that class.
    """

    run_id: int
    picture: Picture
    answers: PastAnswers
    names: tuple[str, ...]
    said: Labels
    asked: int
    p: Array

    @classmethod
    def of(
        cls, frame: Frame, picture: Picture, found: PastAnswers, names: tuple[str, ...]
    ) -> Story:
        """Read it from what a frame brought."""
        said = decisions(frame.spec.output, found.A)
        chances = class_probabilities(found.A)
        asked = int(said[-1]) if picture.label is None else picture.label
        if len(names) == 2:
            asked = 1
        p = chances[asked].astype(np.float64)
        return cls(frame.run_id, picture, found, names, said, asked, p)

    def is_of(self, run_id: int, picture: Picture) -> bool:
        """Tell whether it is that of a picture in a run."""
        return self.run_id == run_id and self.picture is picture

    def goes_on_from(self, before: Story | None) -> bool:
        """Tell whether all that was known stands unchanged at its beginning."""
        if before is None or not before.is_of(self.run_id, self.picture):
            return False
        known = before.answers.iterations
        same = np.array_equal(self.answers.iterations[: len(known)], known)
        return same and before.asked == self.asked

    @property
    def changes(self) -> Labels:
        """Where it began to say something else: places in the states' row."""
        return np.flatnonzero(np.diff(self.said)) + 1
