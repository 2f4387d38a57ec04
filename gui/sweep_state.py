"""Runs from many seeds, as one frozen value: how much of a result is luck."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.config import TrainingConfig
from engine.spec import HiddenLayer
from engine.sweep_job import Job
from gui.design import Design

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.sweep_job import Outcome

SEEDS = tuple(range(1, 11))
"""Where every design begins from."""

COURSE_NETWORKS = (((), "scaled"), ((7,), "small-normal"), ((20, 7, 5), "scaled"))
"""Hidden layers and initialization of the course's networks of 1, 2 and 4 layers."""


@dataclass(frozen=True, eq=False)
class SweepResult:
    """A run that has ended.

    Attributes
    ----------
    row : int
        Which of the designs it is of.
    seed : int
        Where it began.
    outcome : Outcome
        How it ended.
    """

    row: int
    seed: int
    outcome: Outcome


@dataclass(frozen=True, eq=False)
class SweepState:
    """Designs that are trained from ten seeds each, and what came of it so far.

    Attributes
    ----------
    dataset : Dataset
        What they learn from.
    designs : tuple of Design
        One for each row; the seed in them counts for nothing.
    pictures : tuple of Picture
        The user's pictures that every run predicts at its end.
    results : tuple of SweepResult
        In the order in which they came.
    is_course : bool
        Whether the designs are the course's, and not the user's.
    is_running : bool
        Whether more are to come.
    """

    dataset: Dataset
    designs: tuple[Design, ...]
    pictures: tuple[Picture, ...] = ()
    results: tuple[SweepResult, ...] = ()
    is_course: bool = False
    is_running: bool = True

    @property
    def total(self) -> int:
        """How many runs there will be."""
        return len(SEEDS) * len(self.designs)

    @property
    def jobs(self) -> list[Job]:
        """All runs, seed by seed, so that all designs have their first ones soon."""
        return [
            Job(design.spec, dataclasses.replace(design.config, seed=seed))
            for seed in SEEDS
            for design in self.designs
        ]

    def result(self, place: int, outcome: Outcome) -> SweepResult:
        """Return how the run at a place in `jobs` ended."""
        seed, row = divmod(place, len(self.designs))
        return SweepResult(row, SEEDS[seed], outcome)


def course_designs(dataset: Dataset) -> tuple[Design, ...]:
    """Return the course's networks of 1, 2 and 4 layers for a data set."""
    ends = Design.default(dataset).spec
    return tuple(
        Design.of(
            ends.with_layers([HiddenLayer(units) for units in hidden]),
            TrainingConfig(initialization=initialization),
        )
        for hidden, initialization in COURSE_NETWORKS
    )


def is_same_but_seed(one: Design, other: Design) -> bool:
    """Tell whether two designs are the same, whatever seed they begin from."""
    config = dataclasses.replace(one.config, seed=other.config.seed)
    return one.spec == other.spec and config == other.config
