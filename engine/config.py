"""The hyperparameters of a run, as the user chooses them."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from engine.errors import SpecError
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from engine.spec import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_ITERATIONS = 100_000_000
MAX_SEED = 2**32 - 1
PRECISIONS = ("float64", "float32")
FIRST_LAYERS = ("auto", "direct", "sample-space")
"""Ways to keep the first layer, and the choice of the faster one."""


@dataclass(frozen=True)
class TrainingConfig:
    """The hyperparameters of a run.

    Attributes
    ----------
    learning_rate : float
        Step size alpha, greater than 0.
    iterations : int
        Updates in the whole run.
    initialization : str
        Name of an initializer.
    seed : int
        Seed of every random draw, 0 to 2**32 - 1.
    optimizer : str
        Name of an optimizer.
    batch_size : int or None
        Examples in one update; None for all of them.
    precision : str
        "float64" or "float32".
    momentum : float
        Share of the velocity that is kept from one update to the next, by optimizers
        that have one.
    weight_decay : float
        Strength of L2 regularization: adds ``weight_decay / 2`` times the sum of all
        squared weights, biases spared, to what is minimized. The costs that are logged
        leave it out, so that runs can be compared.
    schedule : str
        Name of a learning-rate schedule.
    schedule_period : int or None
        Its period in iterations; None for the one that suits the run.
    patience : int or None
        Iterations without a better result on the test set after which a run stops; None
        never to stop early.
    keep_best : bool
        Whether a run goes back, at its end, to the state that did best on the test set.
    first_layer : str
        "direct", "sample-space", or "auto" for the faster one.

    Raises
    ------
    SpecError
        If a value makes no sense.
    """

    learning_rate: float = 0.0075
    iterations: int = 2500
    initialization: str = "scaled"
    seed: int = 1
    optimizer: str = "gradient-descent"
    batch_size: int | None = None
    precision: str = "float64"
    momentum: float = 0.9
    weight_decay: float = 0.0
    schedule: str = "constant"
    schedule_period: int | None = None
    patience: int | None = None
    keep_best: bool = False
    first_layer: str = "auto"

    def __post_init__(self) -> None:
        """Refuse what could not be run."""
        INITIALIZERS[self.initialization]
        OPTIMIZERS[self.optimizer]
        check_learning_rate(self.learning_rate)
        _check_range(
            "number of iterations", "iterations", self.iterations, 1, MAX_ITERATIONS
        )
        _check_range("seed", "seed", self.seed, 0, MAX_SEED)
        if self.batch_size is not None:
            _check_range("batch size", "batch_size", self.batch_size, 1, MAX_ITERATIONS)
        _check_choice("precision", "precision", self.precision, PRECISIONS)
        _check_choice("first layer", "first_layer", self.first_layer, FIRST_LAYERS)
        if not 0 <= self.momentum < 1:
            raise SpecError(
                "The momentum must be from 0 to less than 1, not {value}.",
                value=self.momentum,
            ).at("momentum")
        if not (math.isfinite(self.weight_decay) and self.weight_decay >= 0):
            raise SpecError(
                "The weight decay must be a number, 0 or more, not {value}.",
                value=self.weight_decay,
            ).at("weight_decay")
        if self.patience is not None:
            _check_range("patience", "patience", self.patience, 1, MAX_ITERATIONS)
        self._check_schedule()

    def _check_schedule(self) -> None:
        schedule = SCHEDULES[self.schedule]
        if self.schedule_period is None:
            return
        _check_range(
            "schedule's period",
            "schedule_period",
            self.schedule_period,
            1,
            MAX_ITERATIONS,
        )
        if schedule.share and self.schedule_period > self.iterations:
            raise SpecError(
                "The schedule never ends: its period of {period:,} iterations is "
                "longer than the run of {iterations:,}. Make the period shorter or "
                "the run longer.",
                period=self.schedule_period,
                iterations=self.iterations,
            ).at("schedule_period", "iterations")


def check_learning_rate(value: float) -> None:
    """Raise `SpecError` if no run can have this learning rate."""
    if not (math.isfinite(value) and value > 0):
        raise SpecError(
            "The learning rate must be a number greater than 0, not {value}.",
            value=value,
        ).at("learning_rate")


def _check_range(what: str, field: str, value: int, low: int, high: int) -> None:
    if not low <= whole(value) <= high:
        raise SpecError(
            "The {what} must be from {low:,} to {high:,}, not {value:,}.",
            what=what,
            low=low,
            high=high,
            value=value,
        ).at(field)


def _check_choice(what: str, field: str, name: str, choices: tuple[str, ...]) -> None:
    if name not in choices:
        raise SpecError(
            "There is no {what} called {name}. Choose one of: {names}.",
            what=what,
            name=repr(name),
            names=", ".join(choices),
        ).at(field)


def config_to_json(config: TrainingConfig) -> dict[str, Any]:
    """Return a config as plain data for JSON."""
    return asdict(config)


def config_from_json(data: Mapping[str, Any]) -> TrainingConfig:
    """Return the config that `config_to_json` wrote; raises `SpecError` if broken."""
    known = {field.name for field in fields(TrainingConfig)}
    try:
        return TrainingConfig(**{key: data[key] for key in known & data.keys()})
    except (TypeError, OverflowError) as error:
        raise SpecError("The hyperparameters are broken: {e}.", e=error) from error
