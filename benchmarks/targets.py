"""What the table must show, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.contest import best_of
from benchmarks.peers import floor, jax_scan, notes, ours, sklearn_mlp, torch_eager

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.contest import Figure
    from benchmarks.lineup import Choice

WORST_CHOICE = 1.1
"""A run may take so many times as long as on the better path."""


@dataclass(frozen=True)
class Target:
    """A ratio that is to be reached.

    Attributes
    ----------
    case, precision : str
        Where.
    against : str
        The other side; for the floor the ratio is how far we are above it.
    bound : float
        The least ratio; for the floor the largest.
    """

    case: str
    precision: str
    against: str
    bound: float

    def met(self, ratio: float) -> bool:
        """Tell whether a ratio is good enough."""
        below = self.against == floor.NAME
        return ratio <= self.bound if below else ratio >= self.bound

    def __str__(self) -> str:
        """Write the bound."""
        return f"{'≤' if self.against == floor.NAME else '≥'} {self.bound:g}"


TARGETS = (
    Target("course", "float64", notes.NAME, 80),
    Target("course", "float64", torch_eager.NAME, 80),
    Target("course", "float64", jax_scan.NAME, 50),
    Target("course", "float64", floor.NAME, 2.5),
    Target("course", "float32", torch_eager.NAME, 50),
    Target("course", "float32", jax_scan.NAME, 25),
    Target("course", "float32", floor.NAME, 3.2),
    Target("two-layer", "float64", torch_eager.NAME, 60),
    Target("two-layer", "float32", torch_eager.NAME, 60),
    Target("digits-64", "float32", torch_eager.NAME, 1.6),
    Target("digits-64", "float32", sklearn_mlp.NAME, 2.5),
    Target("digits-512", "float32", torch_eager.NAME, 1),
    Target("digits-4096", "float32", torch_eager.NAME, 1),
    Target("digits-full", "float32", torch_eager.NAME, 1),
    Target("digits-64", "float32", jax_scan.NAME, 0.9),
    Target("digits-512", "float32", jax_scan.NAME, 0.9),
    Target("digits-4096", "float32", jax_scan.NAME, 0.9),
    Target("digits-full", "float32", jax_scan.NAME, 0.9),
)


@dataclass(frozen=True)
class Row:
    """A line of the table: one side in one case, beside us.

    Attributes
    ----------
    figure : Figure
        The side's, of its fastest variant.
    ratio : float or None
        How many times as long as ours an iteration takes; for the floor, how many times
        as long as the floor ours takes; None for ourselves.
    target : Target or None
        What the ratio must be, if that was set.
    """

    figure: Figure
    ratio: float | None
    target: Target | None

    @property
    def verdict(self) -> str:
        """Write whether the target is met."""
        if self.target is None or self.ratio is None:
            return ""
        return "met" if self.target.met(self.ratio) else "short"


def rows(
    figures: Sequence[Figure], case: str, precision: str, sides: Iterable[str]
) -> list[Row]:
    """Compare the sides that took part in a case with us, in the order of ``sides``."""
    us = best_of(figures, case, precision, ours.NAME)
    if us is None:
        return []
    found = []
    for side in sides:
        figure = best_of(figures, case, precision, side)
        if figure is not None:
            target = find_target(case, precision, side)
            found.append(Row(figure, ratio(us, figure), target))
    return found


def ratio(us: Figure, other: Figure) -> float | None:
    """Return the ratio of two figures' medians, as `Row` has it."""
    if other.side == ours.NAME:
        return None
    if other.side == floor.NAME:
        return us.median / other.median
    return other.median / us.median


def find_target(case: str, precision: str, against: str) -> Target | None:
    """Return the target that was set for this comparison; None if there is none."""
    wanted = (case, precision, against)
    for target in TARGETS:
        if (target.case, target.precision, target.against) == wanted:
            return target
    return None


def worst_choice(choices: Iterable[Choice]) -> Choice | None:
    """Return the choice that cost most; None where there was only one path."""
    open_ones = [choice for choice in choices if len(choice.seconds) > 1]
    return max(open_ones, key=lambda choice: choice.ratio, default=None)
