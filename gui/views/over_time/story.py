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
    now : int
        The place of the present state, or of the last one before it that is known. A
        run that has gone back to its best state has answers of later ones, too.
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
    now: int
    asked: int
    p: Array

    @classmethod
    def of(
        cls,
        frame: Frame,
        picture: Picture,
        found: PastAnswers,
        names: tuple[str, ...],
        present: int,
    ) -> Story:
        """Read it from what a frame brought, in a run that has made so many updates."""
        said = decisions(frame.spec.output, found.A)
        chances = class_probabilities(found.A)
        now = max(int(np.searchsorted(found.iterations, present, "right")) - 1, 0)
        asked = int(said[now]) if picture.label is None else picture.label
        if len(names) == 2:
            asked = 1
        p = chances[asked].astype(np.float64)
        return cls(frame.run_id, picture, found, names, said, now, asked, p)

    def is_of(self, run_id: int, picture: Picture) -> bool:
        """Tell whether it is that of a picture in a run."""
        return self.run_id == run_id and self.picture is picture

    def goes_on_from(self, before: Story | None) -> bool:
        """Tell whether all that was drawn stands unchanged at its beginning."""
        if before is None or not before.is_of(self.run_id, self.picture):
            return False
        known = slice(0, len(before.p))
        places = self.answers.iterations[known], before.answers.iterations
        heights = self.p[known], before.p
        return np.array_equal(*places) and np.array_equal(*heights, equal_nan=True)

    @property
    def changes(self) -> list[int]:
        """Iterations, about, at which it began to say something else, up to now."""
        said = self.said[: self.now + 1]
        places = np.flatnonzero(np.diff(said)) + 1
        found: list[int] = self.answers.iterations[places].tolist()
        return found

    def p_at(self, iteration: int) -> float:
        """Return p in a state; NaN where that isn't known."""
        place = int(np.searchsorted(self.answers.iterations, iteration))
        is_known = iteration in self.answers.iterations
        return float(self.p[place]) if is_known else float("nan")
