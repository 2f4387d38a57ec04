"""Whose a key is, and what a place means: every widget replies in the same way."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from gui.replies import Replies
from gui.views.inside.large.panel import LargeNeuron
from gui.views.walk.diagram import Diagram
from gui.views.walk.sheets import SheetRow
from gui.views.walk.words import WalkWords
from gui.widgets.confusion_grid import ConfusionGrid
from gui.widgets.dots import DotStrip, LogScale, StripDot
from gui.widgets.heatmap import Heatmap
from gui.widgets.histogram import Histogram
from gui.widgets.mosaic import Mosaic
from gui.widgets.network.canvas import NetworkCanvas
from gui.widgets.plane import PlaneMap
from gui.widgets.rate_slider import RateSlider
from gui.widgets.shares import ShareStrip
from gui.widgets.tile_list import TileList
from gui.widgets.timeline.slider import MomentSlider

if TYPE_CHECKING:
    from collections.abc import Callable

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


class Paints(QObject):
    """Counts how often widgets are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def dots(parent: QWidget | None = None) -> DotStrip:
    strip = DotStrip(parent=parent)
    strip.set_dots([StripDot(0.1, "")], LogScale(1e-3, 1.0, (0.1,), 0.1), None)
    return strip


def diagram(parent: QWidget) -> Diagram:
    return Diagram(WalkWords(parent), parent)


def rates(parent: QWidget) -> RateSlider:
    return RateSlider(-4, 0, parent)


WIDGETS: list[tuple[Callable[[QWidget], QWidget], set[Qt.Key]]] = [
    (ConfusionGrid, {KEY.Key_Left, KEY.Key_Up, KEY.Key_Return}),
    (diagram, {KEY.Key_Left, KEY.Key_Right}),
    (dots, {KEY.Key_Left, KEY.Key_Right, KEY.Key_Return}),
    (Heatmap, {KEY.Key_Up, KEY.Key_End}),
    (Histogram, {KEY.Key_Left, KEY.Key_Right, KEY.Key_Return}),
    (LargeNeuron, {KEY.Key_Up, KEY.Key_Down}),
    (MomentSlider, {KEY.Key_Left, KEY.Key_Right}),
    (Mosaic, {KEY.Key_Left, KEY.Key_Right}),
    (NetworkCanvas, {KEY.Key_Left, KEY.Key_Right, KEY.Key_Up}),
    (PlaneMap, {KEY.Key_Left, KEY.Key_Right}),
    (rates, {KEY.Key_Left, KEY.Key_Right}),
    (ShareStrip, {KEY.Key_Left, KEY.Key_Right}),
    (SheetRow, {KEY.Key_Left, KEY.Key_Right, KEY.Key_Up}),
    (TileList, {KEY.Key_Left, KEY.Key_Right, KEY.Key_Return}),
]


def is_kept(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
    """Ask a widget for a key as Qt does."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def tip_of(widget: QWidget, point: QPoint) -> str:
    """Let the pointer rest at a point; return what is shown there."""
    QToolTip.hideText()
    where = widget.mapToGlobal(point)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, point, where))
    text = QToolTip.text()
    QToolTip.hideText()
    return text


@pytest.mark.parametrize(("make", "keys"), WIDGETS)
def test_a_widget_keeps_its_keys_and_leaves_the_window_all_others(qtbot, make, keys):
    parent = QWidget()
    qtbot.addWidget(parent)
    widget = make(parent)
    for key in keys:
        assert is_kept(widget, key, MODIFIER.NoModifier)
        assert not is_kept(widget, key, MODIFIER.MetaModifier)
    for other in (KEY.Key_Space, KEY.Key_F):
        assert not is_kept(widget, other, MODIFIER.NoModifier)


@pytest.fixture
def panel(qtbot):
    """Return a widget that keeps A, and says something of its left half only."""
    panel = QWidget()
    panel.setToolTip("all of it")
    Replies(
        panel,
        lambda event: event.key() == KEY.Key_A,
        lambda point: "<b>left" if point.x() < 50 else None,
    )
    panel.resize(100, 100)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_what_is_told_of_a_place_is_plain_text(panel):
    assert tip_of(panel, QPoint(10, 10)) == "<p>&lt;b&gt;left</p>"


def test_where_there_is_nothing_to_tell_the_widgets_own_tip_is_shown(panel):
    assert tip_of(panel, QPoint(90, 10)) == "all of it"


def test_by_itself_it_keeps_nothing_and_tells_nothing(qtbot):
    bare = QWidget()
    qtbot.addWidget(bare)
    bare.setToolTip("all of it")
    Replies(bare)
    bare.show()
    assert not is_kept(bare, KEY.Key_A, MODIFIER.NoModifier)
    assert tip_of(bare, QPoint(1, 1)) == "all of it"


def test_keys_that_a_child_leaves_are_kept_for_the_panel_around_it(panel):
    child = QWidget(panel)
    assert is_kept(child, KEY.Key_A, MODIFIER.NoModifier)
    assert not is_kept(child, KEY.Key_B, MODIFIER.NoModifier)


def test_it_goes_with_its_widget():
    strip = dots()
    gone = weakref.ref(strip)
    del strip
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("make", [ConfusionGrid, Histogram, Mosaic, SheetRow, dots])
def test_who_has_the_focus_is_painted_at_once(qtbot, make):
    widget, paints = make(), Paints()
    qtbot.addWidget(widget)
    shown = widget.viewport() if isinstance(widget, Mosaic) else widget
    shown.installEventFilter(paints)
    widget.resize(200, 200)
    widget.show()
    for kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        qtbot.wait(20)
        before = paints.count
        QApplication.sendEvent(widget, QFocusEvent(kind))
        qtbot.waitUntil(lambda before=before: paints.count > before)
