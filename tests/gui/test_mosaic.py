"""The strip of small pictures: what of it is painted again, and that it is the same."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget

from engine.datasets import Picture
from gui.theme import DARK, LIGHT
from gui.widgets.mosaic import Mosaic, Tiles
from gui.widgets.shares import Share, ShareStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from engine.arrays import Pixels

COUNT = 12


def tiles(seed: int = 0, **changes: Any) -> Tiles:
    colors = np.random.default_rng(seed).integers(0, 256, (COUNT, 4, 4, 3), np.uint8)

    def pictures(indices: Any, _side: int) -> Pixels:
        return colors[indices]

    known = Tiles(np.arange(COUNT), pictures, frozenset({3}), "neuron {}".format)
    return dataclasses.replace(known, **changes)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[], Mosaic]:
    def strip() -> Mosaic:
        widget = Mosaic()
        qtbot.addWidget(widget)
        widget.set_theme(DARK)
        widget.resize(300, 80)
        widget.set_tiles(tiles())
        widget.fitting_height(300, 80)
        widget.show()
        return widget

    return strip


def painted(widget: QWidget) -> QImage:
    """Return what a widget paints where nothing was painted before."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    widget.render(image, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return image


CHANGES: dict[str, Callable[[Mosaic], None]] = {
    "pictures": lambda strip: strip.set_tiles(tiles(1)),
    "order": lambda strip: strip.set_tiles(tiles(order=np.arange(COUNT)[::-1])),
    "crosses": lambda strip: strip.set_tiles(tiles(crossed=frozenset({1, 2}))),
    "labels": lambda strip: strip.set_tiles(tiles(label="n{}".format)),
    "selection": lambda strip: strip.set_selected(2),
    "theme": lambda strip: strip.set_theme(LIGHT),
    "scrolling": lambda strip: strip.horizontalScrollBar().setValue(70),
    "rows": lambda strip: strip.fitting_height(300, 200),
    "size": lambda strip: strip.resize(200, 90),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_it_is_painted_as_if_it_had_always_been_so(make, change):
    strip, other = make(), make()
    before = painted(strip.viewport())
    for one in (strip, other):
        change(one)
    other._painted = other._sheet = None
    assert painted(strip.viewport()) == painted(other.viewport())
    assert painted(strip.viewport()) != before


def test_what_stays_is_kept_while_pictures_change(make):
    strip = make()
    painted(strip.viewport())
    marks = strip._sheet.marks
    strip.set_tiles(tiles(1))
    painted(strip.viewport())
    assert strip._sheet.marks is marks


def test_it_tells_of_the_selected_picture_when_it_is_asked_to(make):
    strip = make()
    strip.set_selected(5)
    assert strip.accessibleDescription() == "neuron 5"
    strip.set_tiles(tiles(describe="unit {}".format))
    strip.tell()
    assert strip.accessibleDescription() == "unit 5"


def test_strips_leave_nothing_of_their_rectangle_unpainted(make, qtbot):
    strip, shares = make(), ShareStrip()
    qtbot.addWidget(shares)
    picture = Picture(np.zeros((4, 8, 3), np.uint8), "one")
    shares.set_theme(LIGHT)
    shares.show_shares([Share(picture, 1.0, "+1", "one")], 1.0)
    shares.resize(200, 60)
    for widget in (strip.viewport(), shares):
        image = painted(widget)
        assert QColor(image.pixel(image.width() - 1, image.height() - 1)).name() in (
            DARK.panel,
            LIGHT.panel,
        )
        rows = np.frombuffer(image.constBits(), np.uint32)
        assert not (rows == QColor(Qt.GlobalColor.magenta).rgb()).any()
        assert widget.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
