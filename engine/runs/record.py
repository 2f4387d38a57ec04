"""What is kept of a run besides its curves."""

from __future__ import annotations

import json
import math
import uuid
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.config import TrainingConfig, config_from_json, config_to_json
from engine.file_checks import printable
from engine.parameters import Parameters
from engine.runs.run_log import packed, unpacked
from engine.saved_model import parameter_shapes
from engine.spec import NetworkSpec, spec_from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.arrays import Array
    from engine.runs.run_log import RunLog

MOST_CHARACTERS = 2000
"""Of a note."""


class Ended(Enum):
    """Why a run isn't going on."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    DIVERGED = "diverged"
    STOPPED_EARLY = "stopped early"


@dataclass(frozen=True)
class Scores:
    """Costs and accuracies of a state; NaN for what isn't known."""

    train_cost: float = math.nan
    test_cost: float = math.nan
    train_accuracy: float = math.nan
    test_accuracy: float = math.nan

    @classmethod
    def at(cls, log: RunLog, iteration: int) -> Scores:
        """Return what a log says of a state, and of the last test until then."""
        tests = int(np.searchsorted(log.test_iterations, iteration, "right"))
        state = min(iteration, len(log.costs) - 1) + 1
        return cls(
            _last(log.costs[:state]),
            _last(log.test_costs[:tests]),
            _last(log.train_accuracy[:state]),
            _last(log.test_accuracy[:tests]),
        )

    @classmethod
    def best(cls, log: RunLog) -> Scores:
        """Return the lowest costs and the highest accuracies of a log."""
        return cls(
            _best(log.costs, np.min),
            _best(log.test_costs, np.min),
            _best(log.train_accuracy, np.max),
            _best(log.test_accuracy, np.max),
        )


def _last(values: Array) -> float:
    return float(values[-1]) if len(values) else math.nan


def _best(values: Array, choose: Callable[[Array], Any]) -> float:
    known = values[np.isfinite(values)]
    return float(choose(known)) if known.size else math.nan


def new_uid() -> str:
    """Return a name that no other run has."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class RunRecord:
    """A run as one row of the table of runs.

    Attributes
    ----------
    spec : NetworkSpec
        Its network.
    config : TrainingConfig
        Its hyperparameters, with the learning rate that it began with.
    dataset_name, dataset_fingerprint : str
        What it learned from, see `SavedModel`.
    started : float
        When, in seconds since 1970.
    uid : str
        Its name among all runs of all windows.
    number : int
        Its number for people; 0 before it is stored.
    is_pinned : bool
        Whether it was kept from a what-if, instead of being started with Train.
    seconds : float
        How long it trained.
    iterations : int
        Updates made: the state that it was left in.
    ended : Ended
        Why it isn't going on.
    final, best : Scores
        Of that state, and the best of the run.
    rates : tuple of (iteration, learning rate)
        Changes of the learning rate while it went on.
    is_thinned : bool
        Whether only a part of its curves' points was kept.
    note : str
        What the user wrote to it.
    model_file : str
        Name of its model's file beside the list; empty if that wasn't kept.
    weights : Parameters or None
        Weights that it was given to begin with; None if they were drawn.
    """

    spec: NetworkSpec
    config: TrainingConfig
    dataset_name: str
    dataset_fingerprint: str
    started: float
    uid: str
    number: int = 0
    is_pinned: bool = False
    seconds: float = 0.0
    iterations: int = 0
    ended: Ended = Ended.RUNNING
    final: Scores = Scores()
    best: Scores = Scores()
    rates: tuple[tuple[int, float], ...] = ()
    is_thinned: bool = False
    note: str = ""
    model_file: str = ""
    weights: Parameters | None = None

    def with_log(self, log: RunLog, iterations: int) -> RunRecord:
        """Return the record of a run that has come this far."""
        return replace(
            self,
            iterations=iterations,
            final=Scores.at(log, iterations),
            best=Scores.best(log),
        )


SCORES = tuple(field.name for field in fields(Scores))
COLUMNS = (
    "uid",
    "started",
    "spec",
    "config",
    "seed",
    "dataset_name",
    "dataset_fingerprint",
    "is_pinned",
    "seconds",
    "iterations",
    "ended",
    *SCORES,
    *(f"best_{name}" for name in SCORES),
    "rates",
    "is_thinned",
    "weights",
)
"""What the program knows of a run. Besides, the table has what the user adds."""


def clean_note(text: str) -> str:
    """Return a note as it is kept: one line, of bearable length."""
    return printable(" ".join(text.split()))[:MOST_CHARACTERS]


def to_row(record: RunRecord) -> dict[str, Any]:
    """Return the values of `COLUMNS`."""
    return {
        "uid": record.uid,
        "started": record.started,
        "spec": json.dumps(to_json(record.spec)),
        "config": json.dumps(config_to_json(record.config)),
        "seed": record.config.seed,
        "dataset_name": printable(record.dataset_name),
        "dataset_fingerprint": record.dataset_fingerprint,
        "is_pinned": record.is_pinned,
        "seconds": record.seconds,
        "iterations": record.iterations,
        "ended": record.ended.value,
        **{name: getattr(record.final, name) for name in SCORES},
        **{f"best_{name}": getattr(record.best, name) for name in SCORES},
        "rates": json.dumps(record.rates),
        "is_thinned": record.is_thinned,
        "weights": _packed_weights(record.weights),
    }


def from_row(row: Mapping[str, Any]) -> RunRecord:
    """Return the record of a row.

    Raises
    ------
    EngineError, ValueError, TypeError, LookupError, RecursionError
        If the row isn't one that `to_row` made.
    """
    spec = _spec(row["spec"])
    return RunRecord(
        spec=spec,
        config=_config(row["config"]),
        dataset_name=str(row["dataset_name"]),
        dataset_fingerprint=str(row["dataset_fingerprint"]),
        started=float(row["started"]),
        uid=str(row["uid"]),
        number=int(row["number"]),
        is_pinned=bool(row["is_pinned"]),
        seconds=float(row["seconds"]),
        iterations=int(row["iterations"]),
        ended=Ended(row["ended"]),
        final=Scores(*(_number(row[name]) for name in SCORES)),
        best=Scores(*(_number(row[f"best_{name}"]) for name in SCORES)),
        rates=tuple((int(i), float(rate)) for i, rate in json.loads(row["rates"])),
        is_thinned=bool(row["is_thinned"]),
        note=str(row["note"]),
        model_file=str(row["model_file"]),
        weights=_weights(row["weights"], spec),
    )


def _packed_weights(weights: Parameters | None) -> bytes | None:
    if weights is None:
        return None
    return packed(np.concatenate([v.ravel() for v in weights.as_dict().values()]))


def _weights(data: bytes | None, spec: NetworkSpec) -> Parameters | None:
    if data is None:
        return None
    shapes = parameter_shapes(spec)
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    numbers = unpacked(data)
    if len(numbers) != ends[-1] or not np.isfinite(numbers).all():
        raise ValueError("These are the weights of another network.")
    parts = np.split(numbers, ends[:-1])
    named = zip(shapes.items(), parts, strict=True)
    return Parameters.from_dict(
        {name: part.reshape(shape) for (name, shape), part in named}
    ).frozen()


def _number(value: float | None) -> float:
    """Return a number; SQLite keeps NaN as NULL."""
    return math.nan if value is None else float(value)


# Most runs of a list share their designs, and to check one takes a while.
@lru_cache(maxsize=4096)
def _spec(text: str) -> NetworkSpec:
    return spec_from_json(json.loads(text))


@lru_cache(maxsize=4096)
def _config(text: str) -> TrainingConfig:
    return config_from_json(json.loads(text))
