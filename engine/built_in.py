"""The data that come with the program, each made by its recipe."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine import course_data
from engine.errors import DataError
from engine.plane import (
    DEFAULT_SIZE,
    PARITY_BITS,
    PLANE_PROBLEMS,
    PlaneProblem,
    check_recipe,
    parity_vectors,
    plane_points,
    test_count,
)
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.datasets import Dataset

_T = TypeVar("_T")

DRAWN_FILE = Path(__file__).resolve().parent.parent / "resources/data/drawn_cats.h5"
"""The built-in pictures, as ``scripts/draw_data.py`` draws and writes them."""


@dataclass(frozen=True)
class Recipe:
    """All that it takes to make built-in data again.

    Attributes
    ----------
    name : str
        Their name on the command line.
    noise : float or None
        How much points are scattered; None for the usual, or for what has none.
    size : int or None
        Training examples, likewise.
    """

    name: str
    noise: float | None = None
    size: int | None = None

    def load(self) -> Dataset:
        """Make the data.

        Raises
        ------
        SpecError, DataError
            If there are none of this name, noise and size.
        """
        self.check()
        entry = DATASETS[self.name]
        return entry.draw(self.noise, self.size) if entry.draw else entry.load()

    def check(self) -> None:
        """Raise what `load` would, except for a damaged file of ours."""
        entry = DATASETS[self.name]
        if entry.draw is not None:
            check_recipe(self.noise or 0.0, _or(self.size, DEFAULT_SIZE))
        elif self.noise is not None or self.size is not None:
            raise DataError(
                "{name} are what they are: no noise and no size can be chosen.",
                name=entry.label,
            )


@dataclass(frozen=True)
class BuiltInDataset:
    """A data set that comes with the program.

    Attributes
    ----------
    name : str
        Name on the command line.
    label : str
        Name for people.
    load : callable
        Returns the data set.
    draw : callable, optional
        ``draw(noise, size)`` returns it with so much noise and so many training
        examples, each None for the usual.
    is_fetched : bool
        Whether it comes through the network the first time.
    """

    name: str
    label: str
    load: Callable[[], Dataset]
    draw: Callable[[float | None, int | None], Dataset] | None = None
    is_fetched: bool = False


def drawn_cats() -> Dataset:
    """Return the drawn pictures, cat or not: 209 to train on, 50 to test.

    Raises
    ------
    DataError
        If the file that comes with the program is gone or damaged.
    """
    from engine.dataset_file import open_dataset

    return dataclasses.replace(
        open_dataset(DRAWN_FILE), name="Drawn cats", recipe=Recipe("drawn-cats")
    )


def plane_dataset(
    problem: PlaneProblem, noise: float | None = None, size: int | None = None
) -> Dataset:
    """Return a problem's points; the same ones each time.

    Parameters
    ----------
    problem : PlaneProblem
        What to draw.
    noise : float, optional
        How much they are scattered, 0 to 0.5; the problem's own if not given.
    size : int, optional
        Training examples, 4 to 5,000; 200 if not given. The test set has half as many.

    Raises
    ------
    DataError
        If noise or size make no sense.
    """
    from engine.datasets import Dataset, InputKind, Split, classification_task

    noise, size = _or(noise, problem.noise), _or(size, DEFAULT_SIZE)
    check_recipe(noise, size)
    return Dataset(
        problem.label,
        classification_task(problem.classes),
        InputKind.PLANE,
        problem.class_names,
        Split(*plane_points(problem, size, noise, 0)),
        Split(*plane_points(problem, test_count(size), noise, 1)),
        Recipe(problem.name, noise, size),
    )


def _or(value: _T | None, usual: _T) -> _T:
    return usual if value is None else value


def parity() -> Dataset:
    """Return all vectors of 8 bits; the class tells if an odd number of them is 1.

    There is no test set: no vector is left that wasn't learned from.
    """
    from engine.datasets import Dataset, InputKind, Split
    from engine.outputs import Task

    train = Split(*parity_vectors())
    names, recipe = ("even", "odd"), Recipe("parity")
    kind = InputKind.VECTOR
    return Dataset(_PARITY_LABEL, Task.BINARY, kind, names, train, None, recipe)


_PARITY_LABEL = f"Parity of {PARITY_BITS} bits"

DATASETS: Registry[BuiltInDataset] = Registry("data set")
DATASETS.add(BuiltInDataset("drawn-cats", "Drawn cats", drawn_cats))
DATASETS.add(
    BuiltInDataset(
        course_data.NAME, course_data.LABEL, course_data.course_cats, is_fetched=True
    )
)
for _problem in PLANE_PROBLEMS:
    _draw = partial(plane_dataset, _problem)
    DATASETS.add(BuiltInDataset(_problem.name, _problem.label, _draw, _draw))
DATASETS.add(BuiltInDataset("parity", _PARITY_LABEL, parity))
