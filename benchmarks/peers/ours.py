"""LayerLab's engine, driven as its command line and its window drive it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.contest import Contestant
from benchmarks.threads import COUNTS, threads_text, use_blas_threads
from engine.blas import BlasThreads
from engine.config import MAX_ITERATIONS, TrainingConfig
from engine.errors import SpecError
from engine.run import advance
from engine.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.problem import Problem

NAME = "LayerLab"
TESTED = "LayerLab, with a test set"
FORCED = {
    "direct": "LayerLab, direct",
    "sample-space": "LayerLab, sample space",
}
"""First-layer path to the name of the side that is forced to take it."""

COURSE_ITERATIONS = 2500


def trainer(
    problem: Problem,
    first_layer: str = "auto",
    iterations: int = COURSE_ITERATIONS,
) -> Trainer:
    """Return a new trainer, all that it precomputes included."""
    config = TrainingConfig(
        problem.learning_rate,
        iterations=iterations,
        batch_size=problem.batch_size,
        precision=problem.precision,
        first_layer=first_layer,
    )
    use_blas_threads(COUNTS[-1])
    return Trainer.for_dataset(
        problem.dataset, problem.spec, config, blas=BlasThreads(COUNTS[-1])
    )


def forced(problem: Problem, path: str) -> Trainer | None:
    """Return a trainer that takes the path; None if the engine doesn't."""
    try:
        made = trainer(problem, path)
    except SpecError:
        return None
    return made if made.first_layer.name == path else None


def contestant(side: str, made: Trainer, problem: Problem) -> Contestant:
    """Return a trainer as a contestant."""
    threads = made.blas_threads

    def run(epochs: int) -> float:
        end = made.iteration + epochs * problem.updates
        while made.iteration < end:
            advance(made, MAX_ITERATIONS, end - made.iteration)
        return made.cost

    return Contestant(
        side,
        f"{made.first_layer.name}, {threads_text(threads)}",
        run,
        partial(use_blas_threads, threads),
        problem.iterations,
    )


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the engine as it decides by itself.

    A large test set would be most of the work beside small batches, which the peers
    don't do: then the ratios are without it, and a side of its own has it.
    """
    large = problem.dataset.test is not None and problem.batch_size is not None
    if not large:
        yield contestant(NAME, trainer(problem), problem)
        return
    untested = replace(problem, dataset=replace(problem.dataset, test=None))
    yield contestant(NAME, trainer(untested), problem)
    yield contestant(TESTED, trainer(problem), problem)


def both_paths(problem: Problem) -> Iterator[Contestant]:
    """Return the engine forced to each path that it has."""
    for path, side in FORCED.items():
        made = forced(problem, path)
        if made is not None:
            yield contestant(side, made, problem)
