"""States of the drawn network, and a view that shows one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.datasets import Dataset, InputKind, Split, SplitName
from engine.frame import frame
from engine.outputs import Task
from engine.spec import HiddenLayer, NetworkSpec
from engine.trainer import Trainer
from gui.view_state import Phase, ViewState
from gui.views.designer import DesignerView
from tests.gui.states import CATS, SIX, dataset, state

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from gui.widgets.network.canvas import NetworkCanvas

SIX_CLASSES = dataset(names=SIX, task=Task.MULTICLASS)


def pictures(side: int) -> Dataset:
    """Return pictures of another size than those of the states."""
    random = np.random.default_rng(0)
    inputs = random.integers(0, 255, (4, side, side, 3), dtype=np.uint8)
    split = Split(inputs, np.arange(4) % 2)
    return Dataset("other", Task.BINARY, InputKind.IMAGE, CATS, split, None)


def vectors() -> Dataset:
    inputs = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    split = Split(inputs, np.array([0, 1, 1, 0]))
    return Dataset("XOR", Task.BINARY, InputKind.VECTOR, ("0", "1"), split, None)


def state_of(
    hidden: tuple[int, ...] = (20, 7, 5),
    data: Dataset | None = None,
    **changes: Any,
) -> ViewState:
    data = data or dataset()
    classes = len(data.class_names)
    spec = NetworkSpec.design(data.input_size, hidden, data.task, classes)
    is_image = data.kind is InputKind.IMAGE
    picture = data.picture(SplitName.TRAIN, 0) if is_image else None
    values = {"spec": spec, "picture": picture, "phase": Phase.READY, **changes}
    return state(data, **values)


def with_frame(shown: ViewState, **changes: Any) -> ViewState:
    """Return the state with everything that the view needs, after a few steps."""
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, shown.config)
    for _ in range(3):
        trainer.step()
    needs = DesignerView().needs(shown)
    made = frame(trainer.state(), shown.dataset, needs, shown.run_id)
    return dataclasses.replace(shown, frame=dataclasses.replace(made, **changes))


def shown_view(qtbot: QtBot) -> DesignerView:
    view = DesignerView()
    qtbot.addWidget(view)
    view.resize(1100, 285)
    view.show()
    view.show_state(state_of())
    return view


def edits(view: DesignerView) -> list[tuple[HiddenLayer, ...]]:
    """Return a list that gets the hidden layers that are asked for."""
    asked: list[tuple[HiddenLayer, ...]] = []
    view.layers_edited.connect(lambda layers, _: asked.append(layers))
    return asked


def sizes(asked: list[tuple[HiddenLayer, ...]]) -> list[tuple[int, ...]]:
    return [tuple(layer.units for layer in layers) for layers in asked]


def focused_canvas(view: DesignerView) -> NetworkCanvas:
    view.activateWindow()
    view.canvas.setFocus()
    return view.canvas


def middle(canvas: NetworkCanvas, layer: int, unit: int) -> QPoint:
    return canvas.unit_rect(layer, unit).center().toPoint()
