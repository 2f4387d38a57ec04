"""Memory peaks, each in a process of its own.

Called as a program it trains one side on one set of arrays, and prints in bytes what it
had after its imports and at most; `peaks` calls it.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.peers import ours, torch_eager
from benchmarks.problem import Problem
from engine.datasets import Dataset, InputKind, Split, classification_task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.cases import Case

SIDES = {ours.NAME: ours.contestants, torch_eager.NAME: torch_eager.contestants}
_STATUS = Path("/proc/self/status")
_EPOCHS = {True: 1, False: 20}
"""By whether an epoch has many updates."""


@dataclass(frozen=True)
class Peak:
    """How much memory one side took beyond its imports.

    Attributes
    ----------
    case, precision, side : str
        What was run, and by whom.
    extra : int
        Bytes at most, less those after the imports.
    data : int
        Bytes of the inputs in float32, the unit.
    """

    case: str
    precision: str
    side: str
    extra: int
    data: int

    @property
    def units(self) -> float:
        """The peak in units of the data."""
        return self.extra / self.data

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def measurable() -> bool:
    """Tell whether this system says what a process has had at most."""
    # Elsewhere the figure includes the parent's memory, or there is none.
    return _STATUS.exists()


def peaks(case: Case, precision: str, sides: Iterable[str]) -> list[Peak]:
    """Measure some sides on one case, its training set only."""
    problem = case.problem(precision)
    train = problem.dataset.train
    with tempfile.TemporaryDirectory() as folder:
        np.save(f"{folder}/inputs.npy", np.asarray(train.inputs))
        np.save(f"{folder}/labels.npy", train.labels)
        found = {side: _peak(side, folder, problem) for side in sides}
    data = 4 * math.prod(train.inputs.shape)
    return [
        Peak(case.key, precision, side, extra, data) for side, extra in found.items()
    ]


def _peak(side: str, folder: str, problem: Problem) -> int:
    asked = {
        "side": side,
        "folder": folder,
        "hidden": problem.hidden,
        "precision": problem.precision,
        "batch_size": problem.batch_size,
        "learning_rate": problem.learning_rate,
        "classes": len(problem.dataset.class_names),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", json.dumps(asked)],
        cwd=Path(__file__).resolve().parent.parent,
        stdout=subprocess.PIPE,
        check=True,
    )
    return int(done.stdout)


def _status(key: str) -> int:
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(key):
            return 1024 * int(line.split()[1])
    raise KeyError(key)


def _problem(asked: dict[str, Any]) -> Problem:
    folder = Path(asked["folder"])
    classes = asked["classes"]
    dataset = Dataset(
        name="Loaded",
        task=classification_task(classes),
        kind=InputKind.IMAGE,
        class_names=tuple(f"class {i}" for i in range(classes)),
        train=Split(np.load(folder / "inputs.npy"), np.load(folder / "labels.npy")),
        test=None,
    )
    return Problem(
        dataset,
        tuple(asked["hidden"]),
        asked["precision"],
        asked["batch_size"],
        asked["learning_rate"],
    )


def main(asked: dict[str, Any]) -> None:
    """Train, and print how many bytes more than the imports' that took at most."""
    make = SIDES[asked["side"]]
    if asked["side"] == torch_eager.NAME:
        __import__("torch")
    before = _status("VmRSS")
    problem = _problem(asked)
    one = next(iter(make(problem)))
    one.prepare()
    one.run(_EPOCHS[problem.updates > 1])
    print(_status("VmHWM") - before)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
