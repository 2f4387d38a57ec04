"""The parts that the pictures of the weights are made of."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from gui.neuron_pictures import shrunk
from gui.pixels import signed_picture, symmetric_scale
from gui.theme import DARK
from gui.views.weights.ranking import Ranking
from gui.widgets.heatmap import Heatmap
from gui.widgets.mosaic.grid import Grid, Lettering
from gui.words import short_number


def test_small_pictures_are_means_of_blocks():
    picture = np.arange(5 * 4 * 2, dtype=float).reshape(1, 5, 4, 2)
    expected = picture[:, :4].reshape(1, 2, 2, 2, 2, 2).mean(axis=(2, 4))
    assert np.allclose(shrunk(picture, 2), expected)
    assert shrunk(picture, 1) is picture


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.0143, "0.014"),
        (0.00066, "0.00066"),
        (-7.8e-5, "-7.8×10⁻⁵"),
        (0.996, "1.00"),
        (12.3, "12"),
        (1234.0, "1,234"),
        (2e7, "2.0×10⁷"),
        (np.inf, "∞"),
    ],
)
def test_numbers_are_short(value, text):
    assert short_number(value) == text


def test_neurons_keep_their_places_while_a_run_goes_on():
    ranking = Ranking()

    def order(running: bool, now: float, *changes: float) -> list[int]:
        found = ranking.places((1, 3), running, lambda: np.array(changes), now)
        return found.tolist()

    assert order(False, 0, 0, 0, 0) == [0, 1, 2]
    assert order(True, 50, 1, 2, 3) == [0, 1, 2]
    assert order(True, 50.5, 1, 2, 3) == [0, 1, 2]
    assert order(True, 51.5, 1, 3, 2) == [1, 2, 0], "the run is a second old"
    assert order(True, 60, 3, 2, 1) == [1, 2, 0]
    assert order(False, 61, 3, 2, 1) == [0, 1, 2], "at rest"
    assert order(False, 62, np.nan, 2, 1) == [1, 2, 0]


def test_a_run_that_goes_on_is_sorted_once():
    ranking = Ranking()
    orders = [
        ranking.places((run, 2), True, lambda: np.array([0, 1]), now).tolist()
        for run, now in ((1, 0), (1, 2), (2, 2), (2, 2.5), (2, 3.5))
    ]
    assert orders == [[0, 1], [1, 0], [0, 1], [0, 1], [1, 0]]


@pytest.mark.parametrize("count", [1, 7, 20, 60, 400, 4096])
@pytest.mark.parametrize("width", [10, 396, 776])
@pytest.mark.parametrize("room", [5, 80, 200])
def test_a_grid_has_a_place_for_every_tile(count, width, room):
    grid = Grid.fitting(count, width, room, Lettering(16, 14, 20))
    assert grid.height <= room or grid.rows == 1
    for place in {0, count // 2, count - 1}:
        slot = grid.slot(place)
        assert grid.place_at(slot.center()) == place
        assert slot.right() <= grid.width
        assert slot.bottom() <= grid.height
    assert grid.place_at(QPoint(3, grid.height + 1)) is None
    assert grid.span(0, grid.width)[1] == count


def test_a_huge_matrix_is_sampled_and_named_as_drawn(qtbot):
    heatmap = Heatmap()
    qtbot.addWidget(heatmap)
    heatmap.set_theme(DARK)
    matrix = np.random.default_rng(0).normal(size=(3000, 5000))
    heatmap.set_matrix(matrix, 1.0, "W2")
    heatmap.resize(300, 200)
    seen = heatmap.grab().toImage()
    grid = heatmap._grid()
    row, column = heatmap._index_at(grid.center())
    drawn = seen.pixelColor(grid.center())
    assert (drawn.blue() > drawn.red()) == (matrix[row, column] > 0)
    assert heatmap._index_at(QPoint(1, 1)) is None


@pytest.mark.parametrize("units", [20, 64, 100])
def test_the_scale_is_that_of_all_channels(units):
    spread = np.tile([0.01, 0.02, 0.03], 4096)
    W1 = np.random.default_rng(0).normal(size=(units, 12288)) * spread
    assert symmetric_scale(W1) == pytest.approx(np.percentile(abs(W1), 99), rel=0.03)


def test_weights_that_are_no_numbers_have_a_colour():
    values = np.array([0, np.nan, np.inf, -np.inf, 1e38, -1e38], np.float32)
    zero, nan, *ends = signed_picture(values, 0.1).tolist()
    assert nan == zero
    assert ends == [ends[0], ends[1], ends[0], ends[1]]
    assert values[4] == np.float32(1e38), "what is drawn stays as it is"


def test_keys_walk_through_the_rows_of_a_map(qtbot):
    heatmap = Heatmap()
    qtbot.addWidget(heatmap)
    heatmap.set_theme(DARK)
    picked = []
    heatmap.row_picked.connect(picked.append)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    assert picked == [], "there are no rows"
    heatmap.set_matrix(np.eye(3), 1.0, "W2", frozenset({1}))
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    heatmap.set_selected(1)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(heatmap, key)
    qtbot.keyClick(heatmap, Qt.Key.Key_A)
    assert picked == [0, 0, 2, 2, 0]
