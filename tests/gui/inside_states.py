"""States of the view of a layer's numbers, with frames that hold what it asks for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QImage

from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Split, SplitName
from engine.frame import frame
from engine.outputs import Task
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from gui.views.inside import InsideView
from tests.gui.states import CATS, state

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from engine.arrays import Array
    from engine.parameters import Parameters
    from gui.view_state import ViewState


def pictures(
    count: int = 20,
    shape: tuple[int, ...] = (4, 4, 3),
    names: tuple[str, ...] = CATS,
    kind: InputKind = InputKind.IMAGE,
) -> Dataset:
    rng = np.random.default_rng(1)
    inputs = rng.integers(0, 256, (count, *shape), np.uint8)
    split = Split(
        inputs if kind is InputKind.IMAGE else inputs / 255,
        np.arange(count) % len(names),
    )
    task = Task.BINARY if len(names) == 2 else Task.MULTICLASS
    return Dataset("tiny", task, kind, names, split, split)


def trainer_of(
    data: Dataset,
    hidden: tuple[int, ...] = (5, 3),
    initial: Parameters | None = None,
    steps: int = 3,
) -> Trainer:
    classes = len(data.class_names)
    spec = NetworkSpec.design(data.input_size, hidden, data.task, classes)
    made = Trainer.for_dataset(data, spec, TrainingConfig(0.1), initial=initial)
    for _ in range(steps):
        made.step()
    return made


def state_of(trainer: Trainer, data: Dataset, **changes: Any) -> ViewState:
    is_image = data.kind is InputKind.IMAGE
    values = {
        "spec": trainer.spec,
        "picture": data.picture(SplitName.TEST, 1) if is_image else None,
        **changes,
    }
    return state(data, iteration=trainer.iteration, **values)


def framed(view: InsideView, trainer: Trainer, shown: ViewState) -> ViewState:
    """Return a state with a frame of what the view needs of it."""
    data = shown.dataset if shown.has_its_data else None
    made = frame(trainer.state(), data, view.needs(shown), shown.run_id)
    return dataclasses.replace(shown, frame=made)


def show(
    view: InsideView, trainer: Trainer, data: Dataset, **changes: Any
) -> ViewState:
    shown = framed(view, trainer, state_of(trainer, data, **changes))
    view.show_state(shown)
    return shown


def inside_view(qtbot: QtBot) -> InsideView:
    view = InsideView()
    qtbot.addWidget(view)
    view.resize(620, 300)
    view.show()
    return view


def colors(widget: QWidget) -> Array:
    """Return the colours on screen, (height, width, 3)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    # The image is gone when this returns: copy.
    return rows[:, : image.width() * 3].reshape(image.height(), -1, 3).copy()
