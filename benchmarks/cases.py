"""What is run: the cases of the table and the points of the sweeps."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from benchmarks import pictures
from benchmarks.problem import Problem
from engine.cli import load_dataset
from engine.cli_options import DEFAULT_DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.datasets import Dataset

COURSE = (20, 7, 5)
COURSE_M, COURSE_SIDE = 209, 64
BOTH = ("float64", "float32")
DIGITS_TESTED = 10_000


@dataclass(frozen=True)
class Case:
    """A network on some data, which everybody trains.

    Attributes
    ----------
    key : str
        Its name on the command line and in the figures.
    title : str
        What it is, for the table.
    hidden : tuple of int
        Units of the hidden layers.
    data : callable
        Returns the data set.
    batch_size : int or None
        Examples in one update; None for all.
    precisions : tuple of str
        Those it is run in.
    learning_rate : float
        Step size.
    """

    key: str
    title: str
    hidden: tuple[int, ...]
    data: Callable[[], Dataset]
    batch_size: int | None = None
    precisions: tuple[str, ...] = BOTH
    learning_rate: float = 0.0075

    def problem(self, precision: str) -> Problem:
        """Return the problem in one precision."""
        return Problem(
            self.data(), self.hidden, precision, self.batch_size, self.learning_rate
        )


@dataclass(frozen=True)
class Sweep:
    """One quantity that grows, everything else being the course's.

    Attributes
    ----------
    key : str
        "m", "n_x" or "depth".
    label : str
        What it is, for the plot.
    points : tuple of (int, Case)
        Its values, and what is run for each.
    """

    key: str
    label: str
    points: tuple[tuple[int, Case], ...]


def cats(path: str) -> Callable[[], Dataset]:
    """Return what opens the data set at ``path``, once."""
    return cache(lambda: load_dataset(path))


def drawn(m: int, side: int) -> Callable[[], Dataset]:
    """Return what draws m pictures of two classes."""
    return lambda: pictures.dataset(m, (side, side, 3), 2)


def digits(m: int) -> Dataset:
    """Return m gray pictures of 28 by 28 in ten classes, and some to test on."""
    return pictures.dataset(m, (28, 28, 1), 10, min(m, DIGITS_TESTED))


def all_cases(data: str = DEFAULT_DATA, *, quick: bool = False) -> list[Case]:
    """Return the cases of the table; with less data if it must be quick."""
    pictures_of_cats = cats(data)
    table = [
        Case("course", "[12288, 20, 7, 5, 1]", COURSE, pictures_of_cats),
        Case("two-layer", "[12288, 7, 1]", (7,), pictures_of_cats),
        Case("wide", "[12288, 256, 64, 1]", (256, 64), pictures_of_cats),
        Case("deep", "[12288, 20 × 10, 1]", (10,) * 20, pictures_of_cats),
    ]
    m = 6_000 if quick else 60_000
    some_digits = cache(lambda: digits(m))
    base = Case(
        "digits-full",
        f"[784, 128, 64, 10], all {m:,}",
        (128, 64),
        some_digits,
        None,
        ("float32",),
        0.1,
    )
    for size in (64, 512, 4096):
        title = f"[784, 128, 64, 10], batches of {size}"
        table.append(replace(base, key=f"digits-{size}", title=title, batch_size=size))
    return [*table, base]


def all_sweeps(data: str = DEFAULT_DATA, *, quick: bool = False) -> list[Sweep]:
    """Return the sweeps; fewer points of them if it must be quick."""
    pictures_of_cats = cats(data)
    numbers = (50, 209, 1000) if quick else (50, 209, 1000, 2000, 5000)
    sizes = (192, 12_288) if quick else (192, 768, 3072, 12_288, 49_152)
    depths = (2, 20) if quick else (2, 4, 8, 16, 20)
    by_m = [(m, _m_case(m)) for m in numbers]
    by_size = [(n_x, _n_x_case(n_x)) for n_x in sizes]
    by_depth = [(depth, _depth_case(depth, pictures_of_cats)) for depth in depths]
    return [
        Sweep("m", "training pictures m", tuple(by_m)),
        Sweep("n_x", "inputs n_x", tuple(by_size)),
        Sweep("depth", "hidden layers of 10 units", tuple(by_depth)),
    ]


def _m_case(m: int) -> Case:
    return Case(f"m={m}", f"m = {m:,}", COURSE, drawn(m, COURSE_SIDE))


def _n_x_case(n_x: int) -> Case:
    side = math.isqrt(n_x // 3)
    data = drawn(COURSE_M, side)
    return Case(f"n_x={n_x}", f"n_x = {n_x:,}", COURSE, data, precisions=BOTH[:1])


def _depth_case(depth: int, data: Callable[[], Dataset]) -> Case:
    title = f"{depth} hidden layers of 10"
    return Case(f"depth={depth}", title, (10,) * depth, data, precisions=BOTH[:1])
