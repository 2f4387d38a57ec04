"""The labels of the cost plot."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.history import History
from engine.steps import Steps
from gui.theme import DARK
from gui.views.cost.curves import curves
from gui.widgets.plot import (
    CostPlot,
    Curve,
    Moment,
    OverlayPlot,
    PlotColors,
    Reference,
)
from gui.widgets.plot.data import Marker
from gui.widgets.plot.ends import Scale, placed_ends
from gui.widgets.plot.labels import Box, apart, free_places
from gui.widgets.plot.letters import MARGIN, Letters
from gui.widgets.plot.places import crosses
from gui.widgets.plot.trace import Canvas, Trace
from tests.gui.test_repaints import looks_whole

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from engine.arrays import Array


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ((), []),
        ((50.0,), [50]),
        ((50.0, 80.0), [50, 80]),
        ((80.0, 50.0), [80, 50]),
        ((54.0, 50.0), [62, 42]),
        ((50.0, 50.0), [40, 60]),
        ((-30.0, 2.0), [10, 30]),
        ((99.0, 130.0), [70, 90]),
    ],
)
def test_labels_of_20_pixels_in_a_plot_of_100(
    wanted: tuple[float, ...], placed: list[float]
) -> None:
    assert apart(wanted, 20, 100) == placed


def test_labels_go_where_there_is_room() -> None:
    first, second = Box.at(10, 10, 50, 20), Box.at(40, 20, 50, 20)
    beside, outside = Box.at(61, 10, 30, 8), Box.at(60, 50, 50, 20)
    wanted = [[first], [second], [beside], [outside]]

    def is_inside(box: Box) -> bool:
        return box.lies_in(100, 100)

    assert free_places([], wanted, is_inside) == [0, None, 0, None]
    assert free_places([first], wanted[1:], is_inside) == [None, 0, None]
    assert free_places([first], [[second, outside, beside]], is_inside) == [2]


def show(plot: CostPlot, *curves: object) -> None:
    """Show curves, and wait until labels have found their places."""
    plot.show_curves(*curves)  # type: ignore[arg-type]
    while plot._settling.isActive():
        QTest.qWait(20)


@pytest.fixture
def plot(qtbot: QtBot) -> CostPlot:
    plot = CostPlot()
    qtbot.addWidget(plot)
    roles = "panel", "text", "secondary", "line", "test"
    plot.set_titles("iteration", "cost")
    plot.set_colors(PlotColors(*map(DARK.color, roles)))
    plot.set_references(
        [
            Reference(0.6931, "knows nothing: 0.6931"),
            Reference(0.6440, "34 % are “cat”: 0.6440", above=False),
            Reference(
                0.6410,
                "test, 66 %: 0.6410",
                is_test=True,
                places=(0.01, 0.1),
                is_from_right=False,
                above=False,
            ),
        ]
    )
    plot.show()
    return plot


@pytest.mark.parametrize("costs", [(0.65, 0.74), (0.65, 0.65), (0.0, 5.0), (3.0, 0.6)])
@pytest.mark.parametrize("reached", [5, 200, 300])
@pytest.mark.parametrize("size", [(340, 200), (500, 120), (140, 150)])
def test_no_label_hides_another(
    plot: CostPlot, costs: tuple[float, float], reached: int, size: tuple[int, int]
) -> None:
    plot.resize(*size)
    QApplication.processEvents()
    x = np.arange(reached + 1.0)
    train, test = (np.linspace(0.7, cost, len(x)) for cost in costs)
    show(plot, Curve(x, train, "train 0.65"), Curve(x, test, "test 0.74"), 300)
    QApplication.processEvents()
    labels = [line.label for line in plot._references.lines]
    boxes = [
        label.mapRectToScene(label.boundingRect().adjusted(0, 4.5, 0, -4.5))
        for label in labels
        if label.isVisible()
    ]
    corner = plot._area.topLeft()
    boxes += [
        end.box.rect().adjusted(0, 4.5, 0, -4.5).translated(corner)
        for end in plot._ends
    ]
    assert len(boxes) >= 2
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))
    view = plot.getViewBox().sceneBoundingRect().adjusted(0, -1, 0, 1)
    assert all(view.top() <= b.top() and b.bottom() <= view.bottom() for b in boxes)


def test_a_label_makes_way_and_comes_back(plot: CostPlot) -> None:
    plot.resize(500, 300)
    QApplication.processEvents()
    x = np.arange(301.0)
    label = plot._references.lines[1].label
    for cost, is_in_place in ((0.62, False), (0.1, True)):
        train = Curve(x, np.linspace(0.7, cost, 301), f"train {cost}")
        show(plot, train, None, 300)
        assert label.isVisible()
        assert (label.orthoPos == 0.99) is is_in_place


def test_a_label_is_left_out_where_curves_would_go_through_it(plot: CostPlot) -> None:
    plot.resize(500, 300)
    QApplication.processEvents()
    label, x = plot._references.lines[0].label, np.arange(301.0)
    calm = Curve(None, np.full(301, 0.1), "train")
    show(plot, calm, None, 300)
    assert label.isVisible()
    assert label.orthoPos == 0.99
    rising = Curve(x, np.linspace(0.1, 0.72, 301), "test")
    show(plot, calm, rising, 300)
    assert label.orthoPos == 0.8
    wild = Curve(x, np.where(x % 2, 0.1, 0.95), "test")
    show(plot, calm, wild, 300)
    assert not label.isVisible()
    show(plot, calm, None, 300)
    assert label.isVisible()


def test_a_curve_along_its_line_leaves_a_label_there(plot: CostPlot) -> None:
    plot.resize(500, 300)
    QApplication.processEvents()
    along = Curve(None, np.full(301, 0.6931), "")
    plot.show_curves(along, None, 300)
    assert plot._references.lines[0].label.isVisible()


def test_a_curve_that_ends_at_the_bottom_has_its_label_above(qapp) -> None:
    """Below it there is no room, and on it the text would be struck through."""
    x = np.arange(100.0)
    low, high = (Curve(x, np.full(100, y), "label") for y in (0.01, 0.5))
    letters = Letters(qapp.font(), QColor("black"), QColor("white"))
    scale = Scale(400, 200, 99, 1)
    label, _ = placed_ends([low, high], scale, [letters, letters])
    assert label is not None
    assert label.box.bottom - MARGIN <= scale.y(0.01)


def test_a_curve_that_ends_at_the_top_has_its_label_below(qapp) -> None:
    letters = Letters(qapp.font(), QColor("black"), QColor("white"))
    curve = Curve(None, np.full(101, 1.0), "p(cat) 1.00")
    [end] = placed_ends([curve], Scale(300, 100, 100, 1.04), [letters])
    assert end is not None
    assert end.box.top > 100 * 0.04 / 1.04
    assert end.box.bottom < 50


@pytest.mark.parametrize(
    ("costs", "least", "most"),
    [
        (np.full(300, 58.0), 58, 80),
        (np.where(np.arange(300) % 3, 58.0, 0.5), 58, 80),
        (np.where(np.arange(300) % 3, 0.5, 58.0), 2, 4),
        (np.append(900.0, np.full(299, 58.0)), 200, 300),
        (np.full(300, 1e300), 4e9, 5e9),
        (np.append(np.full(299, 58.0), np.nan), 58, 80),
    ],
)
def test_the_axis_holds_most_of_a_curve(
    plot: CostPlot, costs: Array, least: float, most: float
) -> None:
    show(plot, Curve(None, costs, "train"), None, 300)
    _, top = plot._range
    assert least <= top <= most


def test_the_axis_holds_large_costs_where_they_are_to_be_expected(
    plot: CostPlot,
) -> None:
    """A regression's may be of any size."""
    plot.set_references([Reference(1e12, "knows nothing")])
    show(plot, Curve(None, np.full(300, 2e12), "train"), None, 300)
    _, top = plot._range
    assert 2e12 <= top <= 3e12


def test_a_label_makes_way_at_once_for_a_curve_that_grows(plot: CostPlot) -> None:
    plot.resize(500, 300)
    QApplication.processEvents()
    costs = np.linspace(0.3, 0.9, 301)
    seen = set()
    for points in range(2, 302):
        curve = Curve(None, costs[:points], "train")
        plot.show_curves(curve, None, 300)
        standing, scale = plot._references._standing, plot._scale
        assert scale is not None
        assert not any(end.meets(box) for end in plot._grounds for box in standing)
        assert not any(crosses(curve, box, scale) for box in standing)
        seen.add(tuple(standing))
    assert len(seen) > 1


@pytest.mark.parametrize("has_places", [False, True])
def test_no_label_stands_against_a_spike(has_places: bool) -> None:
    """However many points lie below the label, and also right beside it."""
    scale, box = Scale(400, 200, 4000, 1), Box.at(200, 60, 100, 16)
    x = np.arange(4000.0) if has_places else None
    struck = set()
    for spike in range(1900, 3100):
        costs = np.full(4000, 0.2)
        costs[spike] = 0.9
        if crosses(Curve(x, costs, ""), box, scale):
            struck.add(spike)
    assert set(range(1970, 3031)) <= struck
    assert not struck & {*range(1900, 1950), *range(3050, 3100)}


def test_a_line_that_leads_through_a_label_strikes_it() -> None:
    """Though none of its points is there; and one that ended before doesn't."""
    scale, box = Scale(400, 200, 400, 1), Box.at(200, 60, 100, 16)
    places = np.array([0.0, 150.0, 350.0])
    assert crosses(Curve(places, np.array([0.1, 0.2, 0.9]), ""), box, scale)
    assert not crosses(Curve(places[:2], np.array([0.1, 0.9]), ""), box, scale)
    assert not crosses(Curve(places, np.array([0.1, 0.2, np.nan]), ""), box, scale)


def test_what_did_not_change_is_not_painted_again(
    plot: CostPlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot.resize(500, 300)
    costs = np.linspace(0.7, 0.1, 301)
    show(plot, Curve(None, costs[:200], "train"), None, 300)
    QApplication.processEvents()
    shown: list[Box] = []
    monkeypatch.setattr(plot, "_show_again", shown.append)
    plot.show_curves(Curve(None, costs[:200], "train"), None, 300)
    assert not shown
    plot.show_curves(Curve(None, costs[:201], "train"), None, 300)
    assert len(shown) == 1
    left, top, right, bottom = shown[0]
    assert (right - left) * (bottom - top) < 0.1 * 500 * 300


def test_what_is_painted_of_growing_curves_looks_as_if_all_were(
    qtbot: QtBot, plot: CostPlot
) -> None:
    plot.resize(501, 303)
    x = np.arange(301)
    train = 0.4 + 0.3 * np.cos(x / 20)
    test = np.where(x % 50 < 40, train + 0.02 * np.sin(x), np.nan)
    for points in (1, 2, 3, 20, 41, 42, 90, 180, 181, 260, 301):
        known = slice(0, points, 3)
        plot.show_curves(
            Curve(None, train[:points], f"train {train[points - 1]:.2f}"),
            Curve(x[known], test[known], f"test {points}"),
            300,
            Curve(None, train[::-1], ""),
        )
        plot.show_moment(Moment(points / 2, 0.5, f"{points}") if points % 2 else None)
        assert looks_whole(qtbot, plot)


def test_a_curve_drawn_bit_by_bit_looks_like_one_drawn_at_once(plot: CostPlot) -> None:
    plot.resize(500, 300)
    QApplication.processEvents()
    costs = 0.4 + 0.3 * np.cos(np.arange(3001) / 200)
    costs[900:1000] = np.nan
    for points in range(50, 3002, 50):
        plot.show_curves(Curve(None, costs[:points], "train"), None, 3000)
    bit_by_bit = plot._train._pixmap.toImage()
    plot._train._forget()
    plot.show_curves(Curve(None, costs[:points], "train"), None, 3000)
    at_once = plot._train._pixmap.toImage()
    assert bit_by_bit.size() == at_once.size()
    pixels = [
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, 3::4]
        for image in (bit_by_bit, at_once)
    ]
    different = np.abs(pixels[0].astype(int) - pixels[1]) > 100
    # Beside a gap, a pixel's worth of points is left out or not.
    assert different.sum() < 12


def test_a_log_that_went_another_way_is_drawn_anew(
    qtbot: QtBot, plot: CostPlot
) -> None:
    """Though it begins alike, and is longer than before when it is seen again."""
    plot.resize(500, 300)
    log = History()

    def show_log() -> None:
        plot.show_curves(*curves(log), 100)

    log.extend(Steps(0, np.full(50, 0.7), np.ones(50)))
    show_log()
    qtbot.wait(1)
    log.extend(Steps(20, np.linspace(0.7, 0.1, 60), np.ones(60)))
    show_log()
    drawn = plot._train._pixmap.toImage()
    plot._train._forget()
    show_log()
    assert plot._train._pixmap.toImage() == drawn
    other = History()
    other.extend(Steps(0, np.linspace(0.7, 0.3, 90), np.ones(90)))
    assert curves(other)[0].origin != curves(log)[0].origin


@pytest.mark.parametrize("kind", [CostPlot, OverlayPlot])
def test_letters_of_a_plot_follow_its_font(
    kind: type[CostPlot | OverlayPlot], qtbot: QtBot
) -> None:
    plot = kind()
    qtbot.addWidget(plot)
    roles = "panel", "text", "secondary", "line", "test"
    plot.set_colors(PlotColors(*map(DARK.color, roles)))
    if isinstance(plot, CostPlot):
        plot.set_titles("iteration", "cost")
    plot.show()
    for pixels in (30, 15):
        plot.setStyleSheet(f"font-size: {pixels}px;")
        qtbot.waitUntil(lambda: plot.fontInfo().pixelSize() == pixels)  # noqa: B023
        tick = plot.getAxis("left").style["tickFont"]
        assert tick.pixelSize() == round(0.88 * pixels)


def test_labels_in_a_plot_follow_its_font(plot: CostPlot) -> None:
    plot.set_markers([Marker(50.0, "α 0.01")])
    plot.setStyleSheet("font-size: 30px;")
    labels = [line.label for line in [*plot._references.lines, *plot._markers]]
    assert {label.textItem.font().pixelSize() for label in labels} == {26}
    assert [letters.font.pixelSize() for letters in plot._letters] == [26, 26]


def test_sizes_that_nobody_sees_draw_no_curves(
    plot: CostPlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strokes: list[Canvas] = []
    stroke = Trace._stroke

    def count(trace: Trace, lines: object) -> None:
        strokes.append(trace._canvas)
        stroke(trace, lines)

    monkeypatch.setattr(Trace, "_stroke", count)
    show(plot, Curve(None, np.linspace(0.7, 0.1, 50), "train"), None, 50)
    strokes.clear()
    for height in (150, 200, 250):
        plot.resize(400, height)
    assert not strokes
    plot.grab()
    assert strokes == [plot._canvas]
