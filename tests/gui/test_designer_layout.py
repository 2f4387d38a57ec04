"""Every design has its place in the drawn network."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from engine.datasets import SplitName
from gui.theme import DARK, LIGHT
from gui.view_state import Neuron, ViewState
from gui.widgets.network.arranging import slots_for
from gui.widgets.network.inputs import name_heights
from gui.widgets.network.layout import Column, shown_units
from gui.widgets.network.measures import input_name
from gui.widgets.network.spacing import spread
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

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.views.designer import DesignerView
    from gui.widgets.network.canvas import NetworkCanvas


@pytest.fixture
def view(qtbot: QtBot) -> DesignerView:
    return shown_view(qtbot)


@pytest.fixture
def canvas(view: DesignerView) -> NetworkCanvas:
    return focused_canvas(view)


# Odd designs


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("size", [(520, 200), (1500, 320), (200, 90)])
@pytest.mark.parametrize(
    "design",
    [
        state_of(()),
        state_of((1,)),
        state_of((4096, 1)),
        state_of((8, 7, 6, 5, 4, 3, 2, 1)),
        state_of((20,) * 20),
        state_of((12, 9), SIX_CLASSES),
        state_of((2,), vectors()),
        state_of((), vectors()),
    ],
    ids=lambda design: "-".join(map(str, design.spec.layer_dims[:6])),
)
def test_every_design_is_drawn(
    view: DesignerView, design: ViewState, size: tuple[int, int], theme: Any
) -> None:
    view.resize(*size)
    view.show_state(dataclasses.replace(design, theme=theme))
    untrained = view.grab().toImage()
    view.show_state(dataclasses.replace(with_frame(design), theme=theme))
    assert view.grab().toImage() != untrained
    last = len(design.spec.layer_dims) - 1
    assert not view.canvas.unit_rect(last, 0).isEmpty()


def test_weights_that_are_not_finite_are_drawn(view: DesignerView) -> None:
    design = state_of((3, 2))
    layers = (np.full((2, 3), np.nan), np.array([[np.inf, 1.0]]))
    view.show_state(with_frame(design, layers=layers))
    assert not view.canvas.grab().isNull()


def test_a_picture_of_another_size_is_not_drawn(view: DesignerView) -> None:
    fitting = view.canvas.grab().toImage()
    other = pictures(5).picture(SplitName.TRAIN, 0)
    view.show_state(state_of(picture=other))
    without = view.canvas.grab().toImage()
    view.show_state(state_of(picture=None))
    assert view.canvas.grab().toImage() == without != fitting
    assert view.canvas.unit_rect(0, 0).isEmpty()


def test_numbers_that_are_no_picture_are_drawn_one_by_one(view: DesignerView) -> None:
    view.show_state(state_of((3,), vectors()))
    assert not view.canvas.unit_rect(0, 1).isEmpty()
    assert [input_name(number) for number in (1, 2, 12)] == ["x₁", "x₂", "x₁₂"]


def test_the_input_says_how_many_numbers_it_has(view: DesignerView) -> None:
    assert view.canvas._plan.count(0) == "48 = 4×4×3"
    view.show_state(state_of((3,), vectors()))
    assert view.canvas._plan.count(0) == "2"


def test_a_deep_network_scrolls_to_where_the_keys_are(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.resize(520, 200)
    view.show_state(state_of((5,) * 20))
    assert canvas.width() > view.width()
    view.show_state(state_of((5,) * 20, neuron=Neuron(20, 0)))
    place = canvas.mapTo(view, middle(canvas, 20, 0))
    assert 0 < place.x() < view.width()


@pytest.mark.parametrize("slots", range(3, 10))
@pytest.mark.parametrize("units", [1, 3, 9, 10, 20, 4096])
def test_folding_keeps_the_height_and_the_selected_unit(slots: int, units: int) -> None:
    for selected in (None, *range(min(units, 30))):
        shown = shown_units(units, slots, selected)
        assert len(shown) == min(units, slots)
        assert selected is None or selected in shown
        known = [unit for unit in shown if unit is not None]
        assert known == sorted(set(known))


def test_gaps_are_as_even_as_they_can_be() -> None:
    assert spread((10, 10), 100, 30) == (30, 30)
    assert spread((60, 10, 10), 100, 90) == (60, 20, 20)
    assert spread((60, 50), 100, 90) == (60, 50)


@pytest.mark.parametrize("pitch", [6.0, 11.0, 30.0])
def test_both_inputs_of_a_plane_are_named(pitch: float) -> None:
    column = Column(QRectF(0, 0, 20, 3 * pitch), (0, 1), pitch)
    (first, upper), (second, lower) = name_heights(column, 14)
    assert (first, second) == (0, 1)
    assert lower - upper >= 14
    middle_of_both = (upper + lower) / 2
    assert middle_of_both == pytest.approx(column.rect.center().y())


def test_of_many_names_every_other_one_is_left_out() -> None:
    column = Column(QRectF(0, 0, 20, 90), tuple(range(9)), 10)
    assert [slot for slot, _ in name_heights(column, 14)] == [0, 2, 4, 6, 8]
    assert len(name_heights(column, 8)) == 9


@pytest.mark.parametrize(
    ("units", "fitting", "slots"),
    [(16, 20, 16), (16, 16, 16), (16, 15, 9), (16, 5, 5), (2, 0, 3), (20, 30, 9)],
)
def test_a_layer_folds_only_where_it_has_to(
    units: int, fitting: int, slots: int
) -> None:
    assert slots_for(units, fitting) == slots
