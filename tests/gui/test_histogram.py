"""How numbers are counted and drawn as bars."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from gui.theme import DARK
from gui.widgets.histogram import Bins, Histogram, extent_of
from gui.widgets.histogram.axis import CountAxis
from gui.widgets.histogram.bins import FARTHEST, MOST_COUNTED


def normal(size: int = 4000) -> np.ndarray:
    return np.random.default_rng(0).normal(size=size)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("scale", [1e-30, 1e-3, 1.0, 1e30])
def test_every_number_is_counted_where_it_belongs(dtype, scale):
    values = (normal() * scale).astype(dtype)
    bins = Bins.of(values, extent_of(values, float(np.percentile(abs(values), 99))))
    assert bins.total == values.size
    assert (bins.below, bins.above) == (0, 0)
    for place in range(len(bins)):
        left, right = bins.edges(place)
        inside = np.count_nonzero((values >= left) & (values < right))
        assert abs(int(bins.counts[place]) - inside) <= 1


def test_zero_is_always_between_two_bins():
    values = np.array([-0.7, -0.0, 0.0, 0.0, 2.3])
    bins = Bins.of(values, extent_of(values, 2.3))
    place = -bins.first
    assert bins.edges(place)[0] == 0
    assert bins.counts[place] == 3
    assert bins.counts[:place].sum() == 1


def test_what_is_not_finite_is_not_counted():
    values = np.array([1.0, np.nan, -np.inf, np.inf, -2.0])
    extent = extent_of(values, 2.0)
    assert extent == (-2.0, 1.0)
    assert Bins.of(values, extent).total == 2
    nothing = np.array([np.nan, np.inf])
    assert Bins.of(nothing, extent_of(nothing, 1.0)).total == 0


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_is_beyond_the_ends_is_in_the_outermost_bins(dtype):
    # Ends of all sizes: whether one is rounded beyond itself depends on it.
    for greatest in np.linspace(0.1, 3, 300):
        extent = (-float(greatest), float(greatest))
        bins = Bins.of(np.array([-9, 0, 9, 9], dtype), extent)
        assert (bins.below, bins.above) == (1, 2)
        assert (bins.counts[0], bins.counts[-1]) == (1, 2)


def test_one_huge_number_leaves_the_others_their_bins():
    values = np.append(normal(), 3e38).astype(np.float32)
    extent = extent_of(values, 2.6)
    assert extent[1] == FARTHEST * 2.6
    bins = Bins.of(values, extent)
    assert bins.total == values.size
    assert bins.above == 1
    assert bins.counts[-1] == 1
    assert np.count_nonzero(bins.counts) > 8


def test_zeros_have_bins_too():
    zeros = np.zeros(20)
    bins = Bins.of(zeros, extent_of(zeros, 1.0))
    assert (bins.left, bins.right) == (-1, 1)
    assert bins.counts[-bins.first] == 20


def test_a_huge_layer_is_counted_in_parts_that_meet_all_columns():
    values = np.tile(np.arange(12.0, dtype=np.float32), MOST_COUNTED // 4)
    bins = Bins.of(values, extent_of(values, 12.0))
    assert bins.every > 1
    assert bins.total <= MOST_COUNTED
    filled = bins.counts[bins.counts > 0]
    assert len(filled) == 12
    assert filled.min() > 0.9 * filled.max()


def test_the_numbers_of_a_unit_are_counted_in_the_bins_of_all():
    values = normal().reshape(40, 100)
    all_of_them = Bins.of(values, extent_of(values, 2.6))
    own = Bins.of(values[3], (all_of_them.left, all_of_them.right), all_of_them)
    assert len(own) == len(all_of_them)
    assert own.total == 100
    assert (own.counts <= all_of_them.counts).all()


def test_counts_get_a_logarithmic_axis_where_bars_would_vanish():
    few = Bins(1.0, 0, np.array([1, 1, 1, 400]), 0, 0, 1)
    some = Bins(1.0, 0, np.array([1, 1, 1, 40]), 0, 0, 1)
    even = Bins(1.0, 0, np.array([9, 9, 9, 40]), 0, 0, 1)
    assert few.needs_log(has_log=False)
    assert not some.needs_log(has_log=False)
    assert some.needs_log(has_log=True), "it stays until it is hardly needed"
    assert not even.needs_log(has_log=True)


@pytest.mark.parametrize("most", [1, 2, 7, 99, 100, 12_345, 10_000_000])
@pytest.mark.parametrize("is_log", [False, True])
def test_an_axis_has_few_round_counts(most, is_log):
    axis = CountAxis(most, is_log)
    ticks = axis.ticks(3)
    assert 1 <= len(ticks) <= 4
    assert all(tick <= most for tick in ticks)
    shares = [axis.share(count) for count in (0, 1, most)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[1] > 0
    assert shares[2] == pytest.approx(1)


@pytest.fixture
def histogram(qtbot):
    widget = Histogram()
    qtbot.addWidget(widget)
    widget.set_theme(DARK)
    widget.resize(260, 160)
    widget.show()
    return widget


def fill(widget, values, own=()):
    scale = 2.0
    widget.set_bins(Bins.of(values, extent_of(values, scale)), scale)
    widget.set_own(None, own, "neuron 3")


def test_a_click_on_a_bar_gives_its_number(histogram, qtbot):
    fill(histogram, normal())
    x = round(histogram.drawing.x_of(1.0))
    with qtbot.waitSignal(histogram.value_chosen) as chosen:
        qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert chosen.args[0] == pytest.approx(1.0, abs=histogram.bins.width)


def test_keys_walk_over_the_bars_and_choose_one(histogram, qtbot):
    fill(histogram, normal())
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    text = histogram.accessibleDescription()
    count = f"{int(histogram.bins.counts[-histogram.bins.first]):,} of 4,000"
    assert count in text
    qtbot.keyClick(histogram, Qt.Key.Key_End)
    with qtbot.waitSignal(histogram.value_chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Return)
    last = histogram.bins.edges(len(histogram.bins) - 1)
    assert chosen.args[0] == pytest.approx(sum(last) / 2)


def test_nothing_to_show_is_drawn_as_nothing(histogram, qtbot):
    histogram.set_bins(None, 1.0)
    histogram.grab()
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton)
    assert histogram.drawing is None


def test_one_number_has_a_line_of_its_own(histogram):
    fill(histogram, normal())
    before = histogram.grab().toImage()
    fill(histogram, normal(), own=(1.0,))
    after = histogram.grab().toImage()
    x = round(histogram.drawing.x_of(1.0))
    top = round(histogram.drawing.plot.top()) + 4
    assert before.pixelColor(x, top) != after.pixelColor(x, top)


def test_the_line_of_numbers_has_their_colours(histogram):
    fill(histogram, normal(), own=(1.0,))
    seen, drawing = histogram.grab().toImage(), histogram.drawing
    y = round(drawing.plot.bottom()) + 4
    orange, zero, blue = (
        seen.pixelColor(round(drawing.x_of(value)) + 2, y)
        for value in (-2.5, 0.05, 2.5)
    )
    assert orange.red() > orange.blue() + 100
    assert blue.blue() > blue.red() + 100
    assert min(zero.red(), zero.green(), zero.blue()) > 200


def test_the_line_of_numbers_is_dark_and_light_for_coloured_pictures(histogram):
    values = normal()
    histogram.set_bins(Bins.of(values, extent_of(values, 2.0)), 2.0, is_rgb=True)
    seen, drawing = histogram.grab().toImage(), histogram.drawing
    y = round(drawing.plot.bottom()) + 4
    dark, grey, light = (
        seen.pixelColor(round(drawing.x_of(value)) + 2, y) for value in (-2.5, 0.0, 2.5)
    )
    assert dark.red() < 10
    assert 100 < grey.red() < 160
    assert light.red() > 245
