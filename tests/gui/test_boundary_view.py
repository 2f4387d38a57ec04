"""The decision boundary on the screen: what the network says, where it says it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from engine.config import TrainingConfig
from engine.datasets import Recipe
from engine.frame import Need, frame
from engine.network import probabilities
from engine.plane import PLANE_PROBLEMS
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from gui.theme import DARK, LIGHT, NEGATIVE, POSITIVE
from gui.views.boundary import BoundaryView, answer_at
from gui.widgets.plane.contour import zero_lines
from gui.widgets.plane.markers import marker
from gui.widgets.plane.paint import border_lines, class_colors, field_picture, precise
from tests.at_hand import AT_HAND
from tests.gui.states import dataset, state


def trained(data, iterations=60):
    classes = len(data.class_names)
    spec = NetworkSpec.design(2, (6,), data.task, classes, "tanh")
    trainer = Trainer.for_dataset(data, spec, TrainingConfig(0.5, 60))
    for _ in range(iterations):
        trainer.step()
    return trainer


@pytest.fixture
def view(qtbot):
    view = BoundaryView()
    qtbot.addWidget(view)
    view.resize(420, 460)
    view.show()
    return view


def show(view, data, iterations=60, **changes):
    trainer = trained(data, iterations)
    shown = frame(trainer.state(), data, frozenset({Need.BOUNDARY}), 1)
    view.show_state(state(data, shown, spec=trainer.spec, **changes))
    return trainer


def pointed_at(view, x, y):
    """Return the position of a point of the plane in the map."""
    ((px, py),) = view.map.to_pixels(np.array([[x, y]]))
    return QPointF(px, py).toPoint()


@pytest.mark.parametrize("name", ["moons", "blobs"])
def test_says_what_the_network_says(view, name, qtbot):
    data = Recipe(name, 0.1, 60).load()
    trainer = show(view, data)
    shown = view.map._boundary
    for x, y in ((0.0, 0.0), (0.5, -0.3), (-0.7, 0.6)):
        told = answer_at(shown, x, y)
        exact = probabilities(trainer.spec, trainer.parameters(), np.array([[x], [y]]))[
            :, 0
        ]
        # The nearest of the grid's points is at most half a step away.
        np.testing.assert_allclose(told, exact, atol=0.1)
    i = 3
    x, y = data.train.inputs[i]
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=pointed_at(view, x, y))
    place = view.map.place
    part = view.map.answers_of(place)
    p = probabilities(trainer.spec, trainer.parameters(), part.points[[place.index]].T)
    assert precise(float(p.max())) in view.readout.text()
    assert data.class_names[part.labels[place.index]] in view.readout.text()


def test_paints_the_classes_where_they_are(view):
    data = Recipe("xor", 0.0, 20).load()
    show(view, data, 60)
    trainer = trained(data, 3000)
    shown = frame(trainer.state(), data, frozenset({Need.BOUNDARY}), 1)
    view.show_state(state(data, shown, spec=trainer.spec))
    image = view.map.grab().toImage()
    for x, y in ((0.1, 0.35), (0.35, 0.95), (0.85, 0.1)):
        answer = probabilities(
            trainer.spec, trainer.parameters(), np.array([[x], [y]])
        )[0, 0]
        color = image.pixelColor(pointed_at(view, x, y))
        is_blue = color.blue() > color.red()
        if abs(answer - 0.5) > 0.3:
            assert is_blue == (answer > 0.5), (x, y, answer)


def test_the_field_has_the_colours_of_signs():
    sure = np.array([[[0.0, 1.0], [0.5, 0.5]]])
    picture = field_picture(sure)
    assert QColor(*picture[1, 0].tolist()).name() == NEGATIVE
    assert QColor(*picture[1, 1].tolist()).name() == POSITIVE


def test_many_classes_have_colours_and_shapes_of_their_own():
    assert len({color.name() for color in class_colors(6)}) == 6
    assert {NEGATIVE, POSITIVE}.isdisjoint(c.name() for c in class_colors(3))
    shapes = [marker(label, 4.0).toFillPolygon() for label in range(6)]
    assert all(a != b for i, a in enumerate(shapes) for b in shapes[:i])


def test_borders_of_many_classes_divide_those_that_lead():
    y, x = np.mgrid[-1:1:21j, -1:1:21j]
    planes = np.array([x, -x, y, -y])
    lines = border_lines(np.exp(planes) / np.exp(planes).sum(axis=0))
    ends = lines.reshape(-1, 2) / 10 - 1
    # The diagonals, and neither of the axes, where others are above both.
    np.testing.assert_allclose(abs(ends[:, 0]), abs(ends[:, 1]), atol=0.11)
    assert len(lines) >= 40


def test_lines_lie_where_a_plane_is_zero():
    y, x = np.mgrid[:9, :9].astype(float)
    lines = zero_lines(x + 2 * y - 9.3)
    assert len(lines)
    for a, b in ((lines[:, :2], lines[:, 2:]),):
        for points in (a, b):
            np.testing.assert_allclose(points @ [1, 2], 9.3, atol=1e-12)
    lengths = np.hypot(*(lines[:, :2] - lines[:, 2:]).T)
    assert lengths.max() <= np.sqrt(2)
    assert len(zero_lines(np.ones((4, 4)))) == 0


def test_a_circle_has_a_closed_line():
    y, x = np.mgrid[-1:1:41j, -1:1:41j]
    lines = zero_lines(0.47 - np.hypot(x, y))
    ends = np.round(lines.reshape(-1, 2), 9)
    _, counts = np.unique(ends, axis=0, return_counts=True)
    assert set(counts) == {2}


def test_a_saddle_is_crossed_twice():
    assert len(zero_lines(np.array([[1.0, -1.0], [-1.0, 1.0]]))) == 2


# Mistakes


def test_counts_mistakes_and_walks_through_them(view, qtbot):
    data = Recipe("circles", 0.2, 60).load()
    show(view, data, 2)
    shown = view.map._boundary
    wrong = [np.count_nonzero(p.said != p.labels) for p in (shown.train, shown.test)]
    assert sum(wrong) > 2
    assert view.hint.text() == (f"wrong: {wrong[0]} of 60 train, {wrong[1]} of 30 test")
    seen = []
    for _ in range(sum(wrong)):
        qtbot.keyClick(view.map, Qt.Key.Key_Right)
        seen.append(view.map.place)
        assert "✕ said" in view.readout.text()
    assert len(set(seen)) == sum(wrong)
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    assert view.map.place == seen[-2]
    qtbot.keyClick(view.map, Qt.Key.Key_Escape)
    assert view.map.place is None


def test_walks_through_all_points_if_none_is_wrong(view, qtbot):
    data = Recipe("blobs", 0.0, 30).load()
    show(view, data, 60)
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    assert len(view.map.places()) == 45
    assert view.map.place == view.map.places()[-1]


def test_tells_p_below_the_mouse_and_forgets_it(view, qtbot):
    show(view, Recipe("moons", 0.0, 20).load())
    qtbot.mouseMove(view.map, QPoint(view.map.area.center().toPoint()))
    view.map.pointed.emit((0.25, -0.5))
    assert "x1 = 0.25, x2 = −0.50" in view.readout.text()
    view.map.pointed.emit(None)
    assert "Point at" in view.readout.text()


# Which data


@pytest.mark.parametrize("built_in", AT_HAND, ids=lambda d: d.name)
def test_suits_points_only(view, built_in):
    is_plane = built_in.name in PLANE_PROBLEMS
    assert view.suits(built_in.load()) == is_plane


def test_needs_nothing_for_pictures(view):
    assert view.needs(state(dataset())) == frozenset()
    assert view.needs(state(Recipe("moons").load())) == {Need.BOUNDARY}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("size", [(300, 220), (420, 460), (900, 500)])
def test_paints_itself_in_any_size_and_theme(view, theme, size):
    view.resize(*size)
    show(view, Recipe("blobs", 0.3, 5000).load(), 5, theme=theme)
    image = view.grab().toImage()
    assert image.width() == size[0]
    area = view.map.area
    assert area.width() == pytest.approx(area.height())
    assert view.map.rect().contains(area.toAlignedRect().adjusted(1, 1, -1, -1))


def test_of_other_data_nothing_stays(view):
    show(view, Recipe("moons", 0.1, 40).load())
    assert view.map.isVisible()
    view.show_state(state(dataset()))
    assert not view.map.isVisible()
    assert "points in the plane" in view.empty.text()


def test_everything_has_a_name(view):
    show(view, Recipe("moons", 0.1, 40).load())
    assert "Decision boundary" in view.map.accessibleName()
    assert "upper" in view.legend.accessibleName()
    assert view.map.toolTip()
    assert view.map.focusPolicy() is Qt.FocusPolicy.StrongFocus
