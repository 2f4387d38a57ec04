"""Who takes part, and what a case or a sweep yields."""

from __future__ import annotations

import importlib.util
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks.contest import Contestant, Figure, alternate
from benchmarks.peers import floor, jax_scan, notes, ours, sklearn_mlp, torch_eager
from engine.datasets import SplitName
from engine.examples import Examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.cases import Case, Sweep
    from benchmarks.problem import Problem

PACKAGES = {
    torch_eager.NAME: "torch",
    jax_scan.NAME: "jax",
    sklearn_mlp.NAME: "sklearn",
}
MAKERS: dict[str, Callable[[Problem], Iterator[Contestant]]] = {
    ours.NAME: ours.contestants,
    notes.NAME: notes.contestants,
    torch_eager.NAME: torch_eager.contestants,
    jax_scan.NAME: jax_scan.contestants,
    sklearn_mlp.NAME: sklearn_mlp.contestants,
    floor.NAME: floor.contestants,
}
IN_SWEEPS = (ours.NAME, notes.NAME, torch_eager.NAME, jax_scan.NAME, floor.NAME)
RUN_LENGTHS = (20, 2500)
"""Iterations of the whole runs for which the engine's choice of a path is judged."""

_CHECKED_EPOCHS = 10
_LONG_BUILD = 0.5


@dataclass(frozen=True)
class Settings:
    """How long to measure: turns of each, and seconds of one turn."""

    rounds: int = 5
    seconds: float = 0.6


@dataclass(frozen=True)
class Choice:
    """The engine's choice of a path for a whole run, and what each would have cost.

    Attributes
    ----------
    m : int
        Training examples.
    precision : str
        Of the run.
    iterations : int
        Length of the run.
    chosen : str
        The path that "auto" takes.
    seconds : dict of str to float
        Path to the time of the whole run, everything that it precomputes included.
    """

    m: int
    precision: str
    iterations: int
    chosen: str
    seconds: dict[str, float]

    @property
    def ratio(self) -> float:
        """How much longer the run takes than on the better path; 1 is best."""
        return self.seconds[self.chosen] / min(self.seconds.values())

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def missing() -> list[str]:
    """Name the peers that can't be imported here."""
    return [
        name
        for name, package in PACKAGES.items()
        if importlib.util.find_spec(package) is None
    ]


def line_up(problem: Problem, sides: Iterable[str]) -> list[Contestant]:
    """Return all contestants of these sides that can run here."""
    absent = missing()
    return [
        one for name in sides if name not in absent for one in MAKERS[name](problem)
    ]


def run_case(case: Case, precision: str, settings: Settings) -> list[Figure]:
    """Measure everybody in one case."""
    contestants = line_up(case.problem(precision), MAKERS)
    return alternate(contestants, case.key, precision, **asdict(settings))


def disagreement(case: Case) -> float:
    """Return how far the costs of a few iterations in float64 differ, relatively.

    Everybody starts from the same weights, so that after the same number of updates the
    costs must be the same: who skips work is found out.
    """
    costs: list[float] = []
    for one in line_up(case.problem("float64"), MAKERS):
        if one.side == floor.NAME or (costs and one.variant.startswith("2")):
            # Variants share one network, which must not train twice.
            continue
        # We tell the cost after the last update, everybody else the one before it.
        costs.append(one.run(_CHECKED_EPOCHS + (one.side != ours.NAME)))
    return (max(costs) - min(costs)) / min(costs)


def run_sweep_point(
    case: Case, precision: str, settings: Settings
) -> tuple[list[Figure], Problem]:
    """Measure one point of a sweep; return the problem too."""
    problem = case.problem(precision)
    contestants = line_up(problem, IN_SWEEPS)
    return alternate(contestants, case.key, precision, **asdict(settings)), problem


def run_m_point(
    m: int, case: Case, precision: str, settings: Settings
) -> tuple[list[Figure], list[Choice]]:
    """Measure one number of examples, both paths, and judge the engine's choices."""
    problem = case.problem(precision)
    sides = IN_SWEEPS if precision == "float64" else (ours.NAME,)
    contestants = [*line_up(problem, sides), *ours.both_paths(problem)]
    figures = alternate(contestants, case.key, precision, **asdict(settings))
    # Their data are large, and building a trainer wants room.
    contestants.clear()
    return figures, choices(m, problem, figures)


def choices(m: int, problem: Problem, figures: Iterable[Figure]) -> list[Choice]:
    """Judge the path that "auto" takes for runs of several lengths."""
    steps = {
        path: figure.median
        for path, side in ours.FORCED.items()
        for figure in figures
        if figure.side == side
    }
    builds = {path: build_seconds(problem, path) for path in steps}
    return [
        Choice(
            m,
            problem.precision,
            length,
            ours.trainer(problem, iterations=length).first_layer.name,
            {path: builds[path] + length * steps[path] for path in steps},
        )
        for length in RUN_LENGTHS
    ]


def build_seconds(problem: Problem, path: str) -> float:
    """Return how long a trainer takes to be made; the best of a few if it is short.

    Of scaled pixels, and of nothing else that an earlier run has left.
    """
    found: list[float] = []
    while len(found) < 3 and sum(found) < _LONG_BUILD:
        afresh = replace(problem, dataset=replace(problem.dataset))
        Examples.of(afresh.dataset, SplitName.TRAIN, problem.precision)
        started = time.perf_counter()
        ours.trainer(afresh, path)
        found.append(time.perf_counter() - started)
    return min(found)


def run_sweep(
    sweep: Sweep, settings: Settings
) -> Iterator[tuple[list[Figure], list[Choice]]]:
    """Measure a sweep, point by point."""
    for value, case in sweep.points:
        for precision in case.precisions:
            if sweep.key == "m":
                yield run_m_point(value, case, precision, settings)
            else:
                yield run_sweep_point(case, precision, settings)[0], []
