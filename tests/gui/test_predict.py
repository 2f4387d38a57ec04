from __future__ import annotations

import dataclasses
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from engine.datasets import Dataset, InputKind, Picture, SplitName
from engine.frame import Frame, PassOf
from engine.images import PictureFile
from engine.network import ForwardPass
from engine.outputs import Task
from engine.spec import NetworkSpec
from gui.theme import DARK, LIGHT, TypeScale, style_sheet
from gui.view_state import Phase
from gui.views.predict.examples import example_places
from gui.views.predict.view import PredictView
from gui.widgets.info_button import InfoButton
from gui.widgets.picture_box import PictureBox, PictureButton, whole_side
from gui.widgets.probability_axis import ProbabilityAxis, ProbabilityBars
from tests.gui.states import SIX, dataset, design, state


def says(data: Dataset, picture: Picture, *A: float, iteration: int = 5) -> Frame:
    """Return the frame of a network whose last layer says A about a picture."""
    layers = (np.zeros(3), np.array(A))
    answers = {PassOf(picture): ForwardPass(layers, layers)}
    return Frame(1, design(data), iteration, answers=answers)


def own_picture(name: str = "mine.jpg") -> PictureFile:
    pixels = np.full((4, 4, 3), 120, np.uint8)
    original = np.full((30, 40, 3), 120, np.uint8)
    return PictureFile(Path("/somewhere") / name, original, Picture(pixels, name))


def said(view: PredictView) -> str:
    """Return everything that the view says in words and shows."""
    labels = view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def tiles(view: PredictView) -> list[PictureButton]:
    QApplication.processEvents()
    return [tile for tile in view.findChildren(PictureButton) if tile.isVisible()]


@pytest.fixture
def view(qtbot):
    view = PredictView()
    qtbot.addWidget(view)
    view.resize(480, 210)
    view.show()
    return view


# What it says


def test_it_needs_the_activations_for_the_picture(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    assert view.needs(state(data, picture=picture)) == {PassOf(picture)}
    assert not view.needs(state(data))
    other = Picture(np.zeros((8, 8, 3), np.uint8), "of another size")
    assert not view.needs(state(data, picture=other))


@pytest.mark.parametrize(
    ("p", "headline", "verdict"),
    [(0.874, "cat", "✓ right"), (0.13, "non-cat", "✕ wrong: it is labelled cat")],
)
def test_a_test_picture_is_answered_and_judged(view, p, headline, verdict):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    view.show_state(state(data, picture=picture, frame=says(data, picture, p)))
    lines = said(view).split("\n")
    assert headline in lines
    assert f"p(cat) = {p:.2f}" in lines
    assert verdict in lines
    assert "what the network sees, 4×4" in lines
    assert "test 3" in said(view)
    axis = view.findChild(ProbabilityAxis)
    assert axis.probability == pytest.approx(p)
    assert f"{p:.2f}" in axis.accessibleName()


def test_it_follows_the_training(view):
    data = dataset()
    own = own_picture()
    shown = state(data, picture=own.seen, own_pictures=(own,), phase=Phase.RUNNING)
    for p in (0.4, 0.6, 0.9):
        frame = says(data, own.seen, p)
        view.show_state(dataclasses.replace(shown, frame=frame))
        assert f"p(cat) = {p:.2f}" in said(view)
    assert "right" not in said(view)
    assert "mine.jpg" in said(view)


def test_before_training_it_is_chance(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    frame = says(data, picture, 0.6, iteration=0)
    view.show_state(state(data, picture=picture, frame=frame, iteration=0))
    assert "untrained: this is chance" in said(view)
    assert "right" not in said(view)


def test_without_an_answer_the_picture_is_shown_alone(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    stale = Frame(1, NetworkSpec.design(48, (9,), Task.BINARY, 2), 5)
    for frame in (None, Frame(1, design(data), 5), stale):
        view.show_state(state(data, picture=picture, frame=frame))
        assert "p(cat) = …" in said(view)
        assert view.findChild(ProbabilityAxis).probability is None
        assert not view.grab().isNull()


def test_more_classes_have_bars_best_first(view):
    data = dataset(names=SIX, task=Task.MULTICLASS)
    picture = data.picture(SplitName.TEST, 3)
    frame = says(data, picture, 0.1, 0.5, 0.2, 0.05, 0.15, 0.0)
    view.show_state(state(data, picture=picture, frame=frame))
    assert "p(<b>dog</b>) = 0.50" in said(view)
    assert "✕ wrong: it is labelled owl" in said(view)
    bars = view.findChild(ProbabilityBars)
    assert bars.isVisible()
    names = [name for name, _ in bars.rows]
    assert names == ["<b>dog</b>", "fox", "elk", "six", "owl", "hen"]
    assert not view.findChild(ProbabilityAxis).isVisible()
    assert not view.grab().isNull()


def test_an_opened_network_answers_with_its_own_classes(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    spec = NetworkSpec.design(48, (3,), Task.MULTICLASS, 4)
    layers = (np.zeros(3), np.array([0.1, 0.2, 0.3, 0.4]))
    frame = Frame(1, spec, 5, answers={PassOf(picture): ForwardPass(layers, layers)})
    names = ("a", "b", "c", "owl")
    view.show_state(
        state(data, spec=spec, picture=picture, frame=frame, class_names=names)
    )
    assert "p(owl) = 0.40" in said(view)


def test_names_are_shown_as_they_are(view):
    data = dataset(names=("a", "<b>x</b>"))
    own = own_picture("<img src=x>.jpg")
    frame = says(data, own.seen, 0.7)
    view.show_state(state(data, picture=own.seen, own_pictures=(own,), frame=frame))
    labels = [label for label in view.findChildren(QLabel) if "<" in label.text()]
    assert {"<b>x</b>", "<img src=x>.jpg"} <= {label.text() for label in labels}
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    tips = [box.toolTip() for box in view.findChildren(PictureBox)]
    assert any("&lt;img src=x&gt;" in tip for tip in tips)
    assert not any("<img" in tip for tip in tips)


def test_it_tells_how_pictures_are_prepared_without_a_dialog(view, qtbot):
    view.show_state(state(dataset(), picture=own_picture().seen))
    info = view.findChild(InfoButton)
    for fact in ("EXIF", "white", "bilinear", "divided by 255", "0.126", "<i>of</i>"):
        assert fact in info.text_shown
    assert "trained on Cats <i>of</i> mine" in said(view)
    qtbot.mouseClick(info, Qt.MouseButton.LeftButton)
    assert info.panel.isVisible()
    assert not info.panel.isModal()
    assert info.panel.text == info.text_shown
    qtbot.keyClick(info.panel, Qt.Key.Key_Escape)
    assert not info.panel.isVisible()
    qtbot.keyClick(info, Qt.Key.Key_Space)
    assert info.panel.isVisible()
    view.findChild(QPushButton).setFocus()
    assert not info.panel.isVisible()


# What can be chosen


def test_an_empty_view_offers_three_test_pictures(view, qtbot):
    data = dataset()
    view.show_state(state(data))
    assert "Drop a picture here, or try one of these:" in said(view)
    assert [tile.picture.label for tile in tiles(view)] == [1, 0, 1]
    chosen = []
    view.picture_selected.connect(chosen.append)
    qtbot.mouseClick(tiles(view)[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(tiles(view)[2], Qt.Key.Key_Space)
    assert [picture.name for picture in chosen] == ["test 0", "test 3"]


def test_the_examples_stay_within_reach(view, qtbot):
    data = dataset()
    own = own_picture()
    view.show_state(state(data, picture=own.seen, own_pictures=(own,)))
    assert [tile.picture.name for tile in tiles(view)] == ["test 1", "test 0", "test 3"]
    picture = tiles(view)[0].picture
    view.show_state(state(data, picture=picture, own_pictures=(own,)))
    marked = [tile.picture for tile in tiles(view) if tile.isChecked()]
    assert marked == [picture]


def test_examples_are_spread_over_the_classes():
    data = dataset(names=SIX, task=Task.MULTICLASS)
    assert data.test is not None
    labels = [int(data.test.labels[place]) for place in example_places(data)]
    assert labels == [5, 4, 3]
    assert example_places(dataclasses.replace(data, test=None)) == []


def test_data_without_test_pictures_or_without_pictures_say_so(view):
    data = dataset()
    view.show_state(state(dataclasses.replace(data, test=None)))
    assert said(view).endswith("Drop a picture here.")
    assert not tiles(view)
    view.show_state(state(dataclasses.replace(data, kind=InputKind.VECTOR)))
    assert "nothing to drop" in said(view)


def test_own_pictures_are_within_reach_when_there_are_more(view, qtbot):
    data = dataset()
    one, two = own_picture("one.jpg"), own_picture("two.jpg")
    view.show_state(state(data, picture=one.seen, own_pictures=(one,)))
    assert len(tiles(view)) == 3
    view.show_state(state(data, picture=two.seen, own_pictures=(two, one)))
    names = {tile.accessibleName(): tile for tile in tiles(view)}
    assert {"one.jpg", "two.jpg"} <= names.keys()
    chosen = []
    view.picture_selected.connect(chosen.append)
    qtbot.mouseClick(names["one.jpg"], Qt.MouseButton.LeftButton)
    assert chosen == [one.seen]


def test_every_button_has_a_name_a_tip_and_the_focus(view):
    data = dataset()
    one, two = own_picture("one.jpg"), own_picture("two.jpg")
    view.show_state(state(data, picture=one.seen, own_pictures=(two, one)))
    buttons = [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) == 8
    for button in buttons:
        assert button.accessibleName()
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_why_is_asked_beside_the_answer(view, qtbot):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    view.show_state(state(data, picture=picture, frame=says(data, picture, 0.2)))
    button = view.findChild(QPushButton, "whyButton")
    with qtbot.waitSignal(view.why_requested, timeout=1000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("names", [("non-cat", "cat"), ("a very long name", "b")])
def test_why_takes_no_room_from_any_answer(view, names):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    frame = says(data, picture, 0.2)
    shown = state(data, picture=picture, frame=frame, class_names=names)
    sizes = TypeScale.for_font(QApplication.font(), 1.75)
    view.setStyleSheet(style_sheet(DARK, sizes))
    offered = set()
    for width in range(300, 1000, 20):
        view.resize(width, 210)
        view.show_state(shown)
        QApplication.processEvents()
        headline = view._answer._headline
        if view._answer.why.isVisible():
            assert headline._shown == names[0]
        offered.add(view._answer.why.isVisible())
    assert offered == {False, True}


def test_without_an_answer_it_says_what_is_to_be_done(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    view.show_state(state(data, picture=picture))
    assert "new design" not in said(view)
    view.show_state(state(data, picture=picture, is_stale=True))
    assert "new design: train it first" in said(view)


def test_open_asks_for_a_dialog(view, qtbot):
    view.show_state(state(dataset()))
    with qtbot.waitSignal(view.open_requested, timeout=1000):
        qtbot.mouseClick(view.findChild(QPushButton), Qt.MouseButton.LeftButton)


# How it looks


def test_it_looks_different_in_the_other_theme(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    shown = state(data, picture=picture, frame=says(data, picture, 0.4))
    view.show_state(shown)
    dark = view.grab().toImage()
    view.show_state(dataclasses.replace(shown, theme=LIGHT))
    assert view.grab().toImage() != dark


def test_it_fits_into_little_space(view):
    data = dataset()
    picture = data.picture(SplitName.TEST, 3)
    view.show_state(state(data, picture=picture, frame=says(data, picture, 0.4)))
    view.resize(310, 160)
    QApplication.processEvents()
    assert view.size().toTuple() == (310, 160)
    assert len(tiles(view)) == 3


def test_enlarged_pixels_are_all_of_one_size():
    pixels = np.zeros((64, 64, 3), np.uint8)
    assert whole_side(140, pixels) == 128
    assert whole_side(100, pixels) == 100
    assert whole_side(30, pixels) == 30


# Room


def shown_parts(view):
    """Return where everything is that shows something."""
    kinds = QLabel, QAbstractButton, PictureBox, ProbabilityAxis, ProbabilityBars
    return {
        part: part.rect().translated(part.mapTo(view, part.rect().topLeft()))
        for kind in kinds
        for part in view.findChildren(kind)
        if part.isVisible() and not (kind is QLabel and not part.text())
    }


@pytest.mark.parametrize("factor", [0.8, 1.0, 1.75])
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize(
    "size", [(310, 160), (420, 160), (560, 150), (560, 190), (310, 400), (700, 400)]
)
def test_nothing_overlaps(view, factor, is_own, size):
    view.setStyleSheet(style_sheet(DARK, TypeScale.for_font(view.font(), factor)))
    data, own = dataset(), own_picture("a long name of a picture.jpg")
    square = np.full((40, 40, 3), 90, np.uint8)
    own = dataclasses.replace(own, original=square)
    others = (own, own_picture("b.jpg"), own_picture("c.jpg"))
    picture = own.seen if is_own else data.picture(SplitName.TEST, 3)
    frame = says(data, picture, 0.2)
    view.show_state(state(data, picture=picture, frame=frame, own_pictures=others))
    view.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    parts = shown_parts(view)
    for (one, a), (other, b) in combinations(parts.items(), 2):
        assert not a.intersects(b), (one, one.parent(), other, a, b)
    assert all(view.rect().contains(area) for area in parts.values())
    for part, area in parts.items():
        if isinstance(part, QLabel | ProbabilityAxis):
            assert area.height() >= part.sizeHint().height(), part
    shown = said(view)
    assert "non-cat" in shown
    assert "p(cat) = 0.20" in shown
