"""What is painted of the drawn network when something of it changes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from engine.frame import PassOf
from engine.network import ForwardPass
from gui.widgets.network.drawing import NetworkDrawing
from gui.widgets.network.plan import NetworkActivity, NetworkWeights
from tests.gui.network_states import shown_view, state_of, with_frame

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from engine.arrays import Array
    from engine.frame import Frame
    from gui.view_state import ViewState
    from gui.views.designer import DesignerView


@pytest.fixture
def state() -> ViewState:
    return with_frame(state_of())


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[QRegion]:
    """Return the regions that are painted."""
    regions: list[QRegion] = []
    paint = NetworkDrawing.paintEvent

    def noted(canvas: NetworkDrawing, event: QPaintEvent) -> None:
        regions.append(QRegion(event.region()))
        paint(canvas, event)

    # Qt asks for overrides once.
    monkeypatch.setattr(NetworkDrawing, "paintEvent", noted)
    return regions


@pytest.fixture
def view(qtbot: QtBot, state: ViewState, painted: list[QRegion]) -> DesignerView:
    view = shown_view(qtbot)
    view.show_state(state)
    before = -1
    while before != len(painted):
        # On a busy machine, what is laid out last is painted late.
        before = len(painted)
        qtbot.wait(50)
    painted.clear()
    return view


def frame_of(state: ViewState) -> Frame:
    assert state.frame is not None
    return state.frame


def activations(state: ViewState) -> tuple[Array, ...]:
    assert state.picture is not None
    known = frame_of(state).answer(PassOf(state.picture))
    assert known is not None
    return known.A


def with_activations(state: ViewState, A: tuple[Array, ...]) -> ViewState:
    assert state.picture is not None
    answers = {PassOf(state.picture): ForwardPass(A, A)}
    newer = dataclasses.replace(frame_of(state), answers=answers)
    return dataclasses.replace(state, frame=newer)


def on_the_screen(view: DesignerView) -> QImage:
    QApplication.processEvents()
    picture = view.screen().grabWindow(view.winId())
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(view: DesignerView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_only_a_unit_that_looks_different_is_painted(
    view: DesignerView, painted: list[QRegion], state: ViewState
) -> None:
    A = tuple(np.linspace(0.2, 1, len(a)) for a in activations(state))
    view.canvas.set_activity(NetworkActivity(A), view.canvas.result)
    QApplication.processEvents()
    painted.clear()
    A[1][3] = 0
    view.canvas.set_activity(NetworkActivity(A), view.canvas.result)
    QApplication.processEvents()
    assert painted == [QRegion(view.canvas._layout.columns[2].circles[3])]


def test_other_lines_leave_circles_and_labels_alone(
    view: DesignerView, painted: list[QRegion], state: ViewState
) -> None:
    layers = tuple(-W for W in frame_of(state).layers)
    view.canvas.set_weights(NetworkWeights(frame_of(state).first_layer, layers))
    QApplication.processEvents()
    columns = view.canvas._layout.columns
    circles = [area for column in columns for area in column.circles]
    counts = [area.toAlignedRect() for area in view.canvas._layout.counts]
    assert len(painted) == 1
    assert not any(painted[0].intersects(area) for area in (*circles, *counts))


@pytest.mark.parametrize("is_dimmed", [False, True])
def test_what_changes_looks_as_if_all_were_painted(
    view: DesignerView, state: ViewState, is_dimmed: bool
) -> None:
    view.canvas.set_dimmed(is_dimmed)
    random = np.random.default_rng(0)
    for _ in range(3):
        A = tuple(random.permutation(a) for a in activations(state))
        view.show_state(with_activations(state, A))
        layers = tuple(random.normal(size=W.shape) for W in frame_of(state).layers)
        view.canvas.set_weights(NetworkWeights(frame_of(state).first_layer, layers))
        assert on_the_screen(view) == painted_anew(view)


def test_the_weights_of_pictures_are_not_formed_for_lines(
    view: DesignerView, state: ViewState
) -> None:
    first = frame_of(state).first_layer
    assert first is not None
    assert view.canvas.result is not None
    assert "moved" in first.__dict__
    assert "weights" not in first.__dict__
