"""What a network's last layer says about one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.evaluation import class_probabilities
from engine.outputs import decisions

if TYPE_CHECKING:
    from engine.arrays import Array

UNKNOWN = "…"


@dataclass(frozen=True)
class Answer:
    """An answer with what stands behind it.

    Attributes
    ----------
    said : int
        The class that the network answers.
    probabilities : tuple of float
        One for each class.
    """

    said: int
    probabilities: tuple[float, ...]

    @property
    def asked(self) -> int:
        """The class whose p is told: of two classes always class 1."""
        return 1 if len(self.probabilities) == 2 else self.said

    @property
    def probability(self) -> float:
        """P of the class that is asked for."""
        return self.probabilities[self.asked]

    def best(self, count: int) -> tuple[int, ...]:
        """Return the most probable classes, best first."""
        classes = range(len(self.probabilities))
        return tuple(sorted(classes, key=lambda c: (-self.probabilities[c], c)))[:count]


def answer(output: str, A: Array) -> Answer:
    """Return the answer in the last layer's activations, shape (n_y,)."""
    column = A[:, None]
    said = int(decisions(output, column)[0])
    return Answer(said, tuple(map(float, class_probabilities(column)[:, 0])))
