"""What changes is painted anew, and looks as if everything had been."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.datasets import Picture
from engine.evaluation import Answer
from gui.theme import DARK, LIGHT
from gui.thumbnails import paint_rounded, thumbnail
from gui.view_state import Phase
from gui.views.gallery import GalleryView
from gui.views.gallery.model import MistakeModel
from gui.widgets.confusion_grid import ConfusionGrid
from gui.widgets.confusion_grid.cell import CellPainter
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.probability_axis import ProbabilityAxis
from gui.widgets.tile_list import TileDelegate, TileList
from tests.gui.states import dataset, state
from tests.gui.test_display_cost import Count, settle
from tests.gui.test_gallery import P, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def show(qtbot: QtBot, request: pytest.FixtureRequest) -> Callable[[QWidget], QWidget]:
    def shown(part: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        palette = window.palette()
        palette.setColor(QPalette.ColorRole.Window, request.param.color("panel"))
        window.setPalette(palette)
        QHBoxLayout(window).addWidget(part)
        if not isinstance(part, ElidedLabel):
            part.set_theme(request.param)  # type: ignore[attr-defined]
        window.resize(400, 240)
        window.show()
        settle(qtbot)
        return window

    return shown


def on_screen(window: QWidget) -> QImage:
    return window.screen().grabWindow(window.winId()).toImage()


def looks_whole(qtbot: QtBot, window: QWidget) -> bool:
    settle(qtbot)
    plain = QImage.Format.Format_RGB32
    return on_screen(window).convertToFormat(
        plain
    ) == window.grab().toImage().convertToFormat(plain)


def tiles(count: int) -> tuple[TileList, list[Answer]]:
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (count, 8, 8, 3), np.uint8)
    pictures = [Picture(one, "a picture") for one in pixels]
    mistakes = [Answer(i, 1, 0, i / count) for i in range(count)]
    part = TileList()
    model = MistakeModel(lambda number: pictures[number], str, part)
    model.show_mistakes(mistakes)
    part.setModel(model)
    return part, mistakes


@pytest.mark.parametrize("width", [30, 56, 57, 58, 103])
@pytest.mark.parametrize("height", [60, 1000])
def test_a_list_of_any_width_shows_whole_tiles(
    show: Callable[[QWidget], QWidget], width: int, height: int
) -> None:
    part, _ = tiles(8)
    window = show(part)
    part.set_tile(40, (46, 58))
    part.resize(width, height)
    QTest.qWait(1)
    places = [part.visualRect(part.model().index(row, 0)) for row in range(8)]
    assert places[0].topLeft() == QPoint(0, 0)
    assert max(place.right() for place in places) <= part.viewport().rect().right()
    part.resize(600, height)
    assert part.window() is window
    QTest.qWait(1)
    assert part.visualRect(part.model().index(0, 0)).width() == 46


def test_only_tiles_with_another_text_are_painted(
    qtbot: QtBot, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    captions = Count(monkeypatch, TileDelegate, "_paint_caption")
    part, mistakes = tiles(8)
    window = show(part)
    before = captions.calls
    for row in (1, 6):
        mistakes[row] = replace(mistakes[row], probability=0.99)
    part.model().show_mistakes(mistakes)
    assert looks_whole(qtbot, window)
    # The two, and all eight for the comparison.
    assert captions.calls - before == 2 + 8


def test_a_tile_that_is_selected_changes_alone(
    qtbot: QtBot, show: Callable[[QWidget], QWidget]
) -> None:
    part, _ = tiles(5)
    window = show(part)
    for row in (2, 4, -1):
        part.select(row)
        assert looks_whole(qtbot, window)


def test_only_the_rows_that_change_are_painted(
    qtbot: QtBot, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = Count(monkeypatch, CellPainter, "paint")
    grid = ConfusionGrid()
    counts = np.array([[5, 1, 0], [0, 7, 2], [3, 0, 4]])
    grid.show_counts(counts, ("cat", "dog", "bird"))
    window = show(grid)
    before = cells.calls
    later = counts.copy()
    later[1] = 2, 6, 1
    grid.show_counts(later, ("cat", "dog", "bird"))
    assert looks_whole(qtbot, window)
    assert cells.calls - before == 3 + 9
    grid.show_counts(later + 1, ("cat", "a much longer name", "bird"))
    assert looks_whole(qtbot, window)


def test_the_axis_moves_its_knob_and_leaves_its_names(
    qtbot: QtBot, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Count(monkeypatch, ProbabilityAxis, "_paint_names")
    axis = ProbabilityAxis()
    axis.set_ends("non-cat", "cat")
    window = show(axis)
    for p in (0.0, 0.31, 0.311, 1.0, None, 0.5):
        before = names.calls
        axis.set_probability(p)
        assert looks_whole(qtbot, window)
        assert names.calls - before == 1, "for the comparison"


def test_a_label_is_cut_where_its_text_ends(
    qtbot: QtBot, show: Callable[[QWidget], QWidget]
) -> None:
    label = ElidedLabel()
    window = show(label)
    for text in ("p = 0.12", "p = 0.21", "w" * 100):
        label.setText(text)
        assert looks_whole(qtbot, window)
    assert label.toolTip() == "w" * 100
    metrics, mode = label.fontMetrics(), Qt.TextElideMode.ElideRight
    advance = metrics.horizontalAdvance(label.text())
    for width in range(advance - 2, advance + 3):
        label.resize(width, label.height())
        is_cut = metrics.elidedText(label.text(), mode, width) != label.text()
        assert bool(label.toolTip()) is is_cut


def test_a_label_measures_texts_in_the_font_that_it_has_now(
    qtbot: QtBot, show: Callable[[QWidget], QWidget]
) -> None:
    label = ElidedLabel("small")
    window = show(label)
    label.setText("p = 0.12")
    for sheet in ("QLabel[role='large'] { font-size: 40px; padding: 7px }", ""):
        window.setStyleSheet(sheet)
        for role in ("large", "small"):
            label.setProperty("role", role)
            label.style().polish(label)
            for text in ("p = 0.21", "w" * 100):
                label.setText(text)
                assert looks_whole(qtbot, window)
                metrics, room = label.fontMetrics(), label.contentsRect()
                assert label._metrics == metrics
                assert label._place == room
                mode = Qt.TextElideMode.ElideRight
                assert label._shown == metrics.elidedText(text, mode, room.width())


def test_a_tile_without_a_picture_leaves_the_others_as_they_are(
    qtbot: QtBot, show: Callable[[QWidget], QWidget]
) -> None:
    part, mistakes = tiles(6)
    model = part.model()
    known = model.picture
    model.picture = lambda row: None if row % 2 else known(row)  # type: ignore
    window = show(part)
    part.select(2)
    for row in (1, 2, 3):
        mistakes[row] = replace(mistakes[row], probability=0.99)
        model.show_mistakes(mistakes)
        assert looks_whole(qtbot, window)


def test_other_p_of_the_same_mistakes_are_not_counted_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, view = dataset(), GalleryView()
    qtbot.addWidget(view)
    view.show()
    view._figures.allows = lambda _running: True  # type: ignore[method-assign]
    running = {"phase": Phase.RUNNING}
    view.show_state(state(data, says(data, P), **running))
    counted = Count(monkeypatch, ConfusionGrid, "show_counts")
    refreshed = Count(monkeypatch, MistakeModel, "_refresh")
    near = 0.5 + 0.9 * (np.asarray(P) - 0.5)
    view.show_state(state(data, says(data, near, iteration=6), **running))
    assert (counted.calls, refreshed.calls > 0) == (0, True)
    other = near.copy()
    other[0] = 1 - other[0]
    view.show_state(state(data, says(data, other, iteration=7), **running))
    assert counted.calls == 1


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_whole_on_any_screen(ratio: float) -> None:
    pixels = np.zeros((8, 8, 3), np.uint8)
    pixels[:, 4:] = 255
    pixmap = thumbnail(pixels, 64, ratio)
    page = QPixmap(pixmap.size())
    page.setDevicePixelRatio(ratio)
    page.fill(QColor("red"))
    painter = QPainter(page)
    paint_rounded(painter, QRectF(0, 0, 64, 64), pixmap)
    painter.end()
    image, middle = page.toImage(), page.height() // 2
    assert image.pixelColor(round(0.1 * page.width()), middle).lightness() == 0
    assert image.pixelColor(round(0.45 * page.width()), middle).lightness() == 0
    assert image.pixelColor(round(0.55 * page.width()), middle).lightness() == 255
    assert image.pixelColor(round(0.9 * page.width()), middle).lightness() == 255
