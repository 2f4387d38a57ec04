"""States for views that are tested on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.history import History
from engine.outputs import Task
from engine.spec import NetworkSpec
from gui.pace import DEFAULT_PACE
from gui.theme import DARK
from gui.view_state import Neuron, Phase, ViewState

if TYPE_CHECKING:
    from engine.frame import Frame

CATS = ("non-cat", "cat")
SIX = ("six", "<b>dog</b>", "fox", "owl", "elk", "hen")


def dataset(
    count: int = 12,
    names: tuple[str, ...] = CATS,
    task: Task = Task.BINARY,
    kind: InputKind = InputKind.IMAGE,
) -> Dataset:
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
    inputs = pixels if kind is InputKind.IMAGE else pixels.reshape(count, -1) / 255
    split = Split(inputs, np.arange(count) % len(names))
    return Dataset("data", task, kind, names, split, split)


def tiny(side: int = 4, m: int = 12, classes: int = 2) -> Dataset:
    rng = np.random.default_rng(side)
    labels = (np.arange(m) % classes).astype(np.int64)

    def split() -> Split:
        return Split(rng.integers(0, 256, (m, side, side, 3)).astype(np.uint8), labels)

    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    names = tuple("abcdef"[:classes])
    return Dataset("tiny", task, InputKind.IMAGE, names, split(), split())


def design(data: Dataset) -> NetworkSpec:
    return NetworkSpec.design(data.input_size, (3,), data.task, len(data.class_names))


def state(data: Dataset, frame: Frame | None = None, **changes: Any) -> ViewState:
    values: dict[str, Any] = {
        "dataset": data,
        "spec": design(data),
        "config": TrainingConfig(),
        "hidden_text": "3",
        "design_error": None,
        "phase": Phase.FINISHED,
        "run_id": 1,
        "iteration": 5,
        "history": History(),
        "frame": frame,
        "is_stale": False,
        "neuron": Neuron(1, 0),
        "picture": None,
        "own_pictures": (),
        "trained_on": "Cats <i>of</i> mine",
        "class_names": data.class_names,
        "picture_shape": data.input_shape,
        "has_its_data": True,
        "pace": DEFAULT_PACE,
        "speed": 0.0,
        "theme": DARK,
    }
    return ViewState(**{**values, **changes})
