"""Taking turns: how the time of one iteration is measured."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_REST_SECONDS = 0.1
"""The threads of the one before wait busily for a while."""

PIECES = 20
"""Into so many a turn is cut, where an epoch is short enough."""


@dataclass(frozen=True, eq=False)
class Contestant:
    """Somebody who can train, in one of the ways that are open to him.

    Attributes
    ----------
    side : str
        Whose code it is.
    variant : str
        What distinguishes it from others of the same side, such as "2 threads".
    run : callable
        ``run(epochs)`` passes that often over the training set and returns the cost of
        the last batch, NaN if it has none.
    prepare : callable
        Called before a turn, untimed: sets the threads.
    iterations : float
        Iterations in one epoch.
    """

    side: str
    variant: str
    run: Callable[[int], float]
    prepare: Callable[[], object]
    iterations: float


@dataclass(frozen=True)
class Figure:
    """What was measured of one contestant.

    Attributes
    ----------
    case, precision : str
        What was run.
    side, variant : str
        Who ran it.
    seconds : tuple of float
        Seconds an iteration, one figure for each round.
    """

    case: str
    precision: str
    side: str
    variant: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Median over the rounds, in seconds an iteration."""
        return median(self.seconds)

    @property
    def best(self) -> float:
        """Least over the rounds, in seconds an iteration."""
        return min(self.seconds)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


class Turn:
    """A contestant with the length of his turns, and what they took.

    What shares the machine slows it for tenths of a second, and slows Python's own code
    more than it slows a product. So a turn is cut into pieces, and the fastest counts.

    Parameters
    ----------
    contestant : Contestant
        Who is timed.
    seconds : float
        How long a turn should take; one epoch may take longer.
    """

    def __init__(self, contestant: Contestant, seconds: float) -> None:
        self.contestant = contestant
        self.seconds: list[float] = []
        contestant.prepare()
        self._epochs = 1
        taken = self._first_time()
        while taken < seconds / 8 / PIECES:
            self._epochs *= 8
            taken = self._first_time()
        if taken < seconds / PIECES:
            self._epochs = round(self._epochs * seconds / PIECES / taken)
            taken = self._first_time()
        self._pieces = max(1, min(round(seconds / taken), PIECES))

    def _first_time(self) -> float:
        """Return how long so many epochs take, which were never run at once before."""
        # Some compile for the number of epochs.
        self._run()
        return self._time()

    def _run(self) -> None:
        self.contestant.run(self._epochs)

    def _time(self) -> float:
        started = time.perf_counter()
        self._run()
        return time.perf_counter() - started

    def take(self) -> None:
        """Train for a while, and note how long an iteration took."""
        self.contestant.prepare()
        time.sleep(_REST_SECONDS)
        if self._pieces > 1:
            self._run()
        fastest = min(self._time() for _ in range(self._pieces))
        self.seconds.append(fastest / (self._epochs * self.contestant.iterations))


def alternate(
    contestants: Iterable[Contestant], case: str, precision: str, **how: float
) -> list[Figure]:
    """Let all take turns, so that a busy moment of the machine hits everybody.

    Parameters
    ----------
    contestants : iterable of Contestant
        Who takes part.
    case, precision : str
        What they run, for the figures.
    **how : float
        ``rounds``, the number of turns of each, and ``seconds``, the length of one.
    """
    turns = [Turn(one, how["seconds"]) for one in contestants]
    for _ in range(int(how["rounds"])):
        for turn in turns:
            turn.take()
    return [
        Figure(
            case,
            precision,
            turn.contestant.side,
            turn.contestant.variant,
            tuple(turn.seconds),
        )
        for turn in turns
    ]


def best_of(
    figures: Iterable[Figure], case: str, precision: str, side: str
) -> Figure | None:
    """Return a side's figure for a case, of its fastest variant; None if it has none.

    The fastest has the least median, or the name of a side would mean another variant
    in each round.
    """
    those = (case, precision, side)
    own = [one for one in figures if (one.case, one.precision, one.side) == those]
    return min(own, key=lambda one: one.median, default=None)
