"""What the drawn network shows."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QToolButton

from engine.datasets import SplitName
from engine.errors import SpecError
from engine.frame import Frame, Need, PassOf
from engine.outputs import Task
from gui.views.designer import DesignerView
from tests.gui.network_states import (
    SIX_CLASSES,
    focused_canvas,
    middle,
    pictures,
    shown_view,
    state_of,
    vectors,
    with_frame,
)
from tests.gui.states import SIX, dataset

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.widgets.network.canvas import NetworkCanvas


@pytest.fixture
def view(qtbot: QtBot) -> DesignerView:
    return shown_view(qtbot)


@pytest.fixture
def canvas(view: DesignerView) -> NetworkCanvas:
    return focused_canvas(view)


def labels(view: DesignerView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


# What it says


def test_the_header_says_sizes_layers_and_parameters(view: DesignerView) -> None:
    assert "48 – 20 – 7 – 5 – 1" in labels(view)
    assert "L = 4 layers · 1,173 parameters" in labels(view)


def test_one_layer_is_not_called_layers(view: DesignerView) -> None:
    view.show_state(state_of(()))
    assert "L = 1 layer · 49 parameters" in labels(view)


def test_the_network_is_described_in_words(canvas: NetworkCanvas) -> None:
    words = canvas.accessibleDescription()
    assert "Input of 48 = 4×4×3 numbers." in words
    assert "Hidden layer 2: 7 units, ReLU." in words
    assert "Output layer 4: 1 units, sigmoid." in words
    assert "Selected: layer 1, unit 1." in words


def test_every_button_has_a_name_and_a_tooltip(canvas: NetworkCanvas) -> None:
    buttons = [b for b in canvas.findChildren(QToolButton) if b.isVisible()]
    assert len(buttons) == 4 + 7
    assert len({button.accessibleName() for button in buttons}) == 4 + 7
    assert all(button.toolTip() for button in buttons)
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


def test_tooltips_say_shapes_units_and_foldings(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    design = with_frame(state_of())
    view.show_state(design)
    first, second = middle(canvas, 1, 0), middle(canvas, 2, 0)
    gap = QPoint((first.x() + second.x()) // 2, first.y())
    assert "W2 7×20 · b2 7×1 · Z2, A2 7×12" in canvas.tip_at(gap)
    assert "Layer 2, unit 1 of 7\nActivation " in canvas.tip_at(second)
    folded = (middle(canvas, 1, 3) + middle(canvas, 1, 16)) / 2
    assert canvas.tip_at(folded).startswith("Units 5 to 16")
    assert "selected picture" in canvas.tip_at(QPoint(canvas.width() - 5, 100))
    tile = canvas._layout.columns[0].rect.center().toPoint()
    assert canvas.tip_at(tile).startswith("The selected picture")
    view.show_state(state_of(picture=None))
    assert canvas.tip_at(tile).startswith("A picture")


def test_lines_are_explained_by_what_they_show(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    first = QPoint(middle(canvas, 1, 0).x() - 60, middle(canvas, 1, 0).y())
    assert "one bias" in canvas.tip_at(first)
    view.show_state(with_frame(state_of()))
    assert "these lines are grey" in canvas.tip_at(first)
    view.show_state(with_frame(state_of((3, 2), vectors())))
    inputs, units = middle(canvas, 0, 0), middle(canvas, 1, 0)
    between = QPoint((inputs.x() + units.x()) // 2, inputs.y())
    assert "strongest weights" in canvas.tip_at(between)
    assert canvas.tip_at(inputs) == "Input 1 of 2"


def test_a_regression_shows_its_values(view: DesignerView) -> None:
    data = dataset(task=Task.REGRESSION)
    values = np.arange(24.0).reshape(12, 2) / 24
    train = dataclasses.replace(data.train, values=values)
    view.show_state(with_frame(state_of((3,), dataclasses.replace(data, train=train))))
    result = view.canvas.result
    assert result is not None
    assert result.name == "ŷ"
    assert len(result.value.split(", ")) == 2


def test_a_dead_unit_is_called_dead(view: DesignerView, canvas: NetworkCanvas) -> None:
    active = (np.ones(20), np.array([0.0, 0.25, 1, 1, 1, 1, 1]), np.ones(5))
    view.show_state(with_frame(state_of(), active=active))
    assert "Dead" in canvas.tip_at(middle(canvas, 2, 0))
    assert "Active for 25%" in canvas.tip_at(middle(canvas, 2, 1))


def test_only_what_can_die_is_called_dead(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    design = state_of((3,))
    spec = dataclasses.replace(design.spec, activations=("tanh",))
    design = dataclasses.replace(design, spec=spec)
    view.show_state(with_frame(design, active=(np.zeros(3),)))
    assert "Dead" not in canvas.tip_at(middle(canvas, 1, 0))


def test_an_error_dims_the_drawing_and_says_why(view: DesignerView) -> None:
    before = view.canvas.grab().toImage()
    error = SpecError("<i>{text}</i> is not a number.", text="<b>")
    view.show_state(state_of(design_error=error))
    assert "✕ <i><b></i> is not a number." in labels(view)
    assert view.canvas.grab().toImage() != before
    view.show_state(state_of())
    wrong = [x for x in view.findChildren(QLabel) if x.property("role") == "wrong"]
    assert [label.isVisible() for label in wrong] == [False]


# Frames


def test_it_needs_weights_dead_units_and_activations() -> None:
    design = state_of()
    assert design.picture is not None
    assert DesignerView().needs(design) == {
        Need.FIRST_LAYER,
        Need.LAYERS,
        Need.ACTIVE,
        PassOf(design.picture),
    }


def test_a_picture_that_the_network_cannot_see_is_not_asked_for(qtbot: QtBot) -> None:
    other = pictures(5).picture(SplitName.TRAIN, 0)
    needs = DesignerView().needs(state_of(picture=other))
    assert not any(isinstance(need, PassOf) for need in needs)


def test_the_result_stands_beside_the_output(view: DesignerView) -> None:
    view.show_state(with_frame(state_of()))
    binary = view.canvas.result
    assert binary is not None
    assert binary.name == "p(cat)"
    assert 0 <= float(binary.value) <= 1
    view.show_state(with_frame(state_of((3,), SIX_CLASSES)))
    many = view.canvas.result
    assert many is not None
    assert many.name == SIX[many.unit]
    view.show_state(state_of())
    assert view.canvas.result is None


def test_weights_are_kept_until_newer_ones_come(view: DesignerView) -> None:
    full = with_frame(state_of())
    view.show_state(full)
    with_weights = view.canvas.grab().toImage()
    assert full.frame is not None
    bare = Frame(1, full.spec, 4, answers=full.frame.answers)
    view.show_state(dataclasses.replace(full, frame=bare))
    assert view.canvas.grab().toImage() == with_weights
    other_run = dataclasses.replace(bare, run_id=2)
    view.show_state(dataclasses.replace(full, frame=other_run))
    assert view.canvas.grab().toImage() != with_weights


def test_another_design_forgets_the_weights(view: DesignerView) -> None:
    full = with_frame(state_of())
    untrained = view.canvas.grab().toImage()
    view.show_state(full)
    view.show_state(state_of((20, 7), frame=full.frame))
    view.show_state(state_of(frame=None))
    assert view.canvas.grab().toImage() == untrained


def test_a_frame_with_other_activations_keeps_the_backdrop(view: DesignerView) -> None:
    full = with_frame(state_of())
    view.show_state(full)
    view.canvas.grab()
    backdrop = view.canvas._backdrop
    assert full.frame is not None
    newer = dataclasses.replace(full.frame, layers=(), first_layer=None)
    view.show_state(dataclasses.replace(full, frame=newer))
    view.canvas.grab()
    assert view.canvas._backdrop is backdrop
