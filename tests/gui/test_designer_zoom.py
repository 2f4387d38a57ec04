"""The drawing is zoomed, moved and fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.network.paper import CLOSEST, FARTHEST
from tests.gui.network_states import focused_canvas, middle, shown_view, state_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.views.designer import DesignerView
    from gui.widgets.network.canvas import NetworkCanvas

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DEEP = (5,) * 40


@pytest.fixture
def view(qtbot: QtBot) -> DesignerView:
    return shown_view(qtbot)


@pytest.fixture
def canvas(view: DesignerView) -> NetworkCanvas:
    return focused_canvas(view)


def turn(
    canvas: NetworkCanvas, place: QPoint, delta: int, modifiers: Qt.KeyboardModifier
) -> None:
    event = QWheelEvent(
        QPointF(place),
        canvas.mapToGlobal(QPointF(place)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    viewport = canvas.parentWidget()
    moved = QWheelEvent(
        QPointF(canvas.mapToParent(place)),
        event.globalPosition(),
        QPoint(),
        event.angleDelta(),
        event.buttons(),
        modifiers,
        event.phase(),
        False,
    )
    QApplication.sendEvent(viewport, moved)


def test_keys_zoom_and_fit(view: DesignerView, canvas: NetworkCanvas) -> None:
    plain = canvas.size()
    QTest.keyClick(canvas, Qt.Key.Key_Z)
    QTest.keyClick(canvas, Qt.Key.Key_Z)
    assert view.paper.zoom == pytest.approx(1.44)
    assert canvas.width() > plain.width()
    assert canvas.height() > plain.height()
    QTest.keyClick(canvas, Qt.Key.Key_Z, SHIFT)
    assert view.paper.zoom == pytest.approx(1.2)
    QTest.keyClick(canvas, Qt.Key.Key_0, CONTROL)
    QApplication.processEvents()
    assert view.paper.zoom == 1
    assert canvas.size() == plain


@pytest.mark.parametrize("hidden", [(), (9,), (20, 7, 5), (9,) * 20], ids=len)
def test_zooming_keeps_what_is_below_the_mouse(
    view: DesignerView, canvas: NetworkCanvas, hidden: tuple[int, ...]
) -> None:
    view.show_state(state_of(hidden))
    place = middle(canvas, 1, 0)
    before = canvas.mapTo(view, place)
    for _ in range(6):
        turn(canvas, middle(canvas, 1, 0), 120, CONTROL)
    assert view.paper.zoom > 2
    shift = canvas.mapTo(view, middle(canvas, 1, 0)) - before
    assert abs(shift.x()) < 0.25 * view.width(), "labels grow by whole pixels"
    assert view.rect().contains(canvas.mapTo(view, middle(canvas, 1, 0)))


def test_zoom_has_ends(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.paper.zoom_by(1000)
    assert view.paper.zoom == CLOSEST
    assert not canvas.grab().isNull()
    view.paper.zoom_by(1e-6)
    assert view.paper.zoom == FARTHEST
    assert not canvas.grab().isNull()


def test_a_deep_network_is_fitted(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.show_state(state_of(DEEP))
    button = view.paper.fit_button
    assert canvas.width() > view.width()
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert canvas.width() <= view.paper.viewport().width()
    assert not button.isVisible()
    view.show_state(state_of((*DEEP, 5)))
    QApplication.processEvents()
    assert canvas.width() <= view.paper.viewport().width(), "it stays fitted"
    view.show_state(state_of((5,)))
    assert view.paper.zoom == 1


def test_the_fit_button_is_only_there_when_it_helps(view: DesignerView) -> None:
    button = view.paper.fit_button
    assert not button.isVisible()
    assert "Ctrl+0" in button.toolTip()
    assert button.accessibleName()
    view.paper.zoom_by(2)
    assert button.isVisible()
    view.paper.fit()
    assert not button.isVisible()


def test_empty_space_is_dragged(view: DesignerView, canvas: NetworkCanvas) -> None:
    view.show_state(state_of(DEEP))
    bar = view.paper.horizontalScrollBar()
    between = (middle(canvas, 3, 0) + middle(canvas, 4, 0)) / 2
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=between)
    assert canvas.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(canvas, between - QPoint(60, 0))
    assert bar.value() == 60
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=between)
    QTest.mouseMove(canvas, between - QPoint(90, 0))
    assert bar.value() == 60


def test_the_wheel_moves_a_wide_drawing(
    view: DesignerView, canvas: NetworkCanvas
) -> None:
    view.show_state(state_of(DEEP))
    bar = view.paper.horizontalScrollBar()
    turn(canvas, middle(canvas, 1, 0), -120, Qt.KeyboardModifier.NoModifier)
    assert bar.value() > 0
    turn(canvas, middle(canvas, 1, 0), 120, Qt.KeyboardModifier.NoModifier)
    assert bar.value() == 0
