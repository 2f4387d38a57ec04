"""What runs from many seeds came to, row by row, as it is shown."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.datasets import SplitName
from engine.outputs import OUTPUTS, Task
from gui.design import Design
from gui.sweep_state import is_same_but_seed
from gui.words import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.evaluation import Metrics
    from engine.sweep_job import Outcome
    from gui.sweep_state import SweepResult, SweepState
    from gui.view_state import ViewState


@dataclass(frozen=True)
class Measure:
    """What is compared: a share of right answers, or the cost of a regression.

    Attributes
    ----------
    split : SplitName
        On which examples.
    is_cost : bool
        Whether it is the cost: then less is better.
    """

    split: SplitName
    is_cost: bool

    @classmethod
    def of(cls, sweep: SweepState, split: SplitName) -> Measure:
        """Return what a sweep can be judged by, on the wanted examples if it can."""
        output = sweep.designs[0].spec.output
        if sweep.dataset.test is None:
            split = SplitName.TRAIN
        return cls(split, OUTPUTS[output].task is Task.REGRESSION)

    def of_metrics(self, metrics: Metrics | None) -> float | None:
        """Return what counts of them, None where it is no number."""
        if metrics is None:
            return None
        value = metrics.cost if self.is_cost else metrics.accuracy
        return value if math.isfinite(value) else None

    def value(self, outcome: Outcome) -> float | None:
        """Return what counts of a run, None if it has no result."""
        is_test = self.split is SplitName.TEST
        return self.of_metrics(outcome.test if is_test else outcome.train)

    def text(self, value: float) -> str:
        """Return a value for people."""
        return f"{value:.4g}" if self.is_cost else percent(value)

    def range_text(self, values: Sequence[float]) -> str:
        """Return the least and the greatest of them for people."""
        low, high = self.text(min(values)), self.text(max(values))
        if low == high:
            return low
        return f"{low.removesuffix(' %')}–{high}"

    def is_better(self, one: float, other: float) -> bool:
        """Tell whether one value is better than another."""
        return one < other if self.is_cost else one > other


@dataclass(frozen=True, eq=False)
class Seed:
    """A run with a result.

    Attributes
    ----------
    number : int
        Its seed.
    value : float
        What it is compared by.
    outcome : Outcome
        All of it.
    """

    number: int
    value: float
    outcome: Outcome

    def p(self, picture: int, asked: int) -> float | None:
        """Return the probability of a class for one of the pictures."""
        chances = self.outcome.chances[picture]
        return None if chances is None else chances[asked]


@dataclass(frozen=True, eq=False)
class Row:
    """A design and its runs.

    Attributes
    ----------
    design : Design
        The design.
    seeds : tuple of Seed
        The runs with a result, from the least to the greatest.
    lost : tuple of Outcome
        Those without.
    mine : int or None
        The seed of the window's run, if that is of this design.
    """

    design: Design
    seeds: tuple[Seed, ...]
    lost: tuple[Outcome, ...]
    mine: int | None

    @property
    def values(self) -> list[float]:
        """All results, from the least to the greatest."""
        return [seed.value for seed in self.seeds]

    @property
    def mean(self) -> float | None:
        """Their mean."""
        return statistics.fmean(self.values) if self.seeds else None

    @property
    def diverged(self) -> int:
        """How many of the runs with a result ended before their time in NaN."""
        return sum(seed.outcome.diverged for seed in self.seeds)


def rows(sweep: SweepState, measure: Measure, run: Design | None) -> list[Row]:
    """Return a row for each design of a sweep."""
    return [
        _row(
            design,
            [result for result in sweep.results if result.row == place],
            measure.value,
            run,
        )
        for place, design in enumerate(sweep.designs)
    ]


def _row(
    design: Design,
    results: list[SweepResult],
    value: Callable[[Outcome], float | None],
    run: Design | None,
) -> Row:
    found = [(result, value(result.outcome)) for result in results]
    seeds = [Seed(r.seed, v, r.outcome) for r, v in found if v is not None]
    is_mine = run is not None and is_same_but_seed(design, run)
    return Row(
        design,
        tuple(sorted(seeds, key=lambda seed: (seed.value, seed.number))),
        tuple(result.outcome for result, v in found if v is None),
        run.config.seed if run is not None and is_mine else None,
    )


def shown_picture(state: ViewState, sweep: SweepState) -> int | None:
    """Return which of the sweep's pictures to tell of: the selected, or the newest."""
    own = [picture.seen for picture in state.own_pictures]
    if state.picture in own:
        own = [state.picture]
    places = [k for k, picture in enumerate(sweep.pictures) if picture in own]
    return places[0] if places else None


def asked_class(table: list[Row], picture: int) -> int:
    """Return the class whose p is told: of two always class 1, else the likeliest."""
    found = [seed.outcome.chances[picture] for row in table for seed in row.seeds]
    chances = [one for one in found if one is not None]
    if not chances or len(chances[0]) == 2:
        return 1
    sums = [sum(column) for column in zip(*chances, strict=True)]
    return sums.index(max(sums))


def is_of_present(state: ViewState, sweep: SweepState) -> bool:
    """Tell whether a sweep says something of the design that the window now holds."""
    if sweep.is_course:
        return True
    return is_same_but_seed(sweep.designs[0], Design.of(state.spec, state.config))
