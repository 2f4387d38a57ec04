"""The training pictures that a neuron was built from, beside its picture."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication

from engine.built_from import BuiltFrom, NoShares
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.frame import FirstLayerPictures, Frame
from engine.leaders import leaders
from engine.spec import NetworkSpec
from gui.signed_text import ScaledText, SignedText
from gui.theme import DARK, LIGHT, NEGATIVE, POSITIVE
from gui.view_state import Neuron, ViewState
from gui.views.weights import WeightsView
from gui.views.weights.built import MOST_PICTURES, question
from gui.widgets.shares import Share, ShareStrip
from gui.widgets.shares.strip import BAR, GAP
from tests.gui.states import dataset, state

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from engine.arrays import Array

WEIGHTS = np.array([0, 0.5, -0.25, 0.1, 0, 0, -0.8, 0.05, 0.02, 0.3, 0, 0])


@pytest.fixture
def view(qtbot: QtBot) -> WeightsView:
    widget = WeightsView()
    qtbot.addWidget(widget)
    widget.resize(460, 250)
    widget.show()
    return widget


@pytest.fixture
def strip(qtbot: QtBot) -> ShareStrip:
    widget = ShareStrip()
    qtbot.addWidget(widget)
    widget.set_theme(DARK)
    widget.resize(300, 60)
    widget.show()
    return widget


def shown(
    data: Dataset, answer: Any, unit: int = 0, hidden: int = 3, **changes: Any
) -> ViewState:
    spec = NetworkSpec.design(data.input_size, (hidden,), data.task, 2)
    learned = np.ones((hidden, data.input_size), np.float32)
    frame = Frame(
        1,
        spec,
        5,
        first_layer=FirstLayerPictures.of(learned, np.zeros_like(learned)),
        answers={question(unit): answer},
    )
    known = {"spec": spec, "neuron": Neuron(1, unit)}
    return state(data, frame, **{**known, **changes})


def texts(strip: ShareStrip) -> list[str]:
    return [share.text for share in strip.shares]


class TestSignedText:
    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ((12.345, -0.5), ("+12.3", "−0.5")),
            ((0.01514, -0.0079), ("+0.0151", "−0.0079")),
            ((1234.5, -3.0), ("+1,234", "−3")),
            ((0.5, 0.0), ("+0.500", "0.000")),
            ((0.5, -1e-9), ("+0.500", "0.000")),
            ((1.2e-7, 0.0), ("+1.2×10⁻⁷", "0")),
            ((3e9, -np.inf), ("+3.0×10⁹", "−∞")),
            ((0.0,), ("0.00",)),
            ((np.nan,), ("nan",)),
        ],
    )
    def test_numbers_that_belong_together_are_written_alike(self, values, expected):
        text = SignedText.of(values)
        assert tuple(map(text, values)) == expected

    @pytest.mark.parametrize(
        ("largest", "value", "expected"),
        [
            (0.0151, -0.0079, ("−0.0079", "")),
            (5.2e-6, -7.75e-7, ("−0.78", "×10⁻⁶")),
            (9.99e-4, 9.99e-4, ("+9.99", "×10⁻⁴")),
            (0.00512, -0.00328, ("−3.28", "×10⁻³")),
            (0.0, 0.0, ("0.00", "")),
            (np.inf, 1.0, ("+1.00", "")),
        ],
    )
    def test_small_ones_are_multiples_of_a_power_of_ten(self, largest, value, expected):
        text = ScaledText.of(largest)
        assert (text(value), text.unit) == expected


class TestStrip:
    def shares(self, *values: float) -> list[Share]:
        data = dataset()
        return [
            Share(data.picture(SplitName.TRAIN, i), value, f"{value:+}", f"<b>{i}")
            for i, value in enumerate(values)
        ]

    def colors(self, strip: ShareStrip) -> Array:
        image = strip.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        return rows[:, : image.width() * 3].reshape(image.height(), -1, 3).copy()

    @pytest.mark.parametrize(("sign", "color"), [(1, POSITIVE), (-1, NEGATIVE)])
    def test_bars_are_as_long_as_numbers_are_large(self, strip, sign, color):
        strip.show_shares(self.shares(sign * 1.0, sign * 0.5), 1.0)
        row = self.colors(strip)[strip.side + GAP + BAR // 2]
        wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        painted = (row == wanted).all(axis=1)
        assert painted.sum() == pytest.approx(1.5 * strip.side, abs=2)

    def test_a_click_and_return_choose(self, strip, qtbot):
        shares = self.shares(3.0, 2.0, 1.0)
        strip.show_shares(shares, 3.0)
        pitch = (
            strip.room_for(2, strip.side).width()
            - strip.room_for(1, strip.side).width()
        )
        with qtbot.waitSignal(strip.chosen) as chosen:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(pitch + 5, 5))
        assert chosen.args == [shares[1].picture]
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        with qtbot.waitSignal(strip.chosen) as chosen:
            qtbot.keyClick(strip, Qt.Key.Key_Return)
        assert chosen.args == [shares[2].picture]
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        with qtbot.waitSignal(strip.chosen) as chosen:
            qtbot.keyClick(strip, Qt.Key.Key_Enter)
        assert chosen.args == [shares[2].picture]

    def test_nothing_is_chosen_where_there_is_nothing(self, strip, qtbot):
        with qtbot.assertNotEmitted(strip.chosen):
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
            qtbot.keyClick(strip, Qt.Key.Key_Return)

    def test_it_is_told_to_those_who_cant_see_it(self, strip):
        strip.set_title("built most from")
        strip.show_shares(self.shares(0.5), 0.5)
        assert strip.accessibleName() == "built most from"
        assert strip.accessibleDescription() == "<b>0 +0.5"

    def test_the_picture_below_the_pointer_is_told(self, strip, monkeypatch):
        told = []
        monkeypatch.setattr(
            "gui.replies.QToolTip.showText",
            lambda _place, text, _widget: told.append(text),
        )
        strip.show_shares(self.shares(3.0, 2.0), 3.0)
        for x in (5, strip.width() - 1):
            point = QPoint(x, 5)
            event = QHelpEvent(QEvent.Type.ToolTip, point, strip.mapToGlobal(point))
            QApplication.sendEvent(strip, event)
        assert told == ["<p>&lt;b&gt;0: +3.0</p>"]

    def test_one_that_is_hidden_knows_its_new_size(self, strip):
        strip.show_shares(self.shares(3.0, 2.0, 1.0), 3.0)
        large = strip.side
        strip.hide()
        strip.resize(300, 48)
        assert strip.side < large

    def test_what_has_no_room_is_not_painted(self, strip):
        strip.show_shares(self.shares(*(float(i) for i in range(1, 12))), 11.0)
        assert 3 <= strip.count < 11
        assert strip.place_at(QPoint(strip.width() - 1, 5)) in (None, strip.count - 1)
        strip.resize(20, 60)
        assert strip.count <= 1


class TestNeuron:
    def test_shows_pictures_for_and_against_with_their_exact_weights(self, view):
        data = dataset()
        view.show_state(shown(data, leaders(WEIGHTS, MOST_PICTURES)))
        built = view.learned.built
        assert built.isVisible()
        assert texts(built.built_from) == [
            "+0.500",
            "+0.300",
            "+0.100",
            "+0.050",
            "+0.020",
        ]
        assert texts(built.against) == ["−0.800", "−0.250"]
        first = built.against.shares[0]
        assert first.picture is data.picture(SplitName.TRAIN, 6)
        assert first.name == "training picture 6, “non-cat”"
        assert "exact weights" in built.note.text()

    def test_the_unit_of_small_weights_is_told_once(self, view):
        view.show_state(shown(dataset(), leaders(WEIGHTS * 1e-6, MOST_PICTURES)))
        built = view.learned.built
        assert texts(built.against) == ["−8.00", "−2.50"]
        assert built.note.text() == "training pictures, exact weights ×10⁻⁷"
        assert built.built_from.count >= 4

    def test_the_unit_is_told_where_there_is_no_room_for_the_note(self, view):
        view.show_state(shown(dataset(), leaders(WEIGHTS * 1e-6, MOST_PICTURES)))
        built = view.learned.built
        for height, is_noted in ((built.least_height(), False), (400, True)):
            built.resize(built.width(), height)
            assert built.note.isVisible() is is_noted
            for caption in built.captions:
                assert caption.text().endswith("\n×10⁻⁷") is not is_noted

    def test_four_of_each_fit_at_the_smallest_size(self, view):
        view.show_state(shown(dataset(), leaders(WEIGHTS, MOST_PICTURES)))
        built = view.learned.built
        assert built.built_from.count >= 4
        assert built.against.count == 2
        for part in (built, view.learned.words):
            assert view.learned.rect().contains(part.geometry())
        assert not built.geometry().intersects(view.learned.words.geometry())
        assert not built.geometry().intersects(view.learned.strip.geometry())

    def test_a_click_selects_the_picture(self, view, qtbot):
        data = dataset()
        view.show_state(shown(data, leaders(WEIGHTS, MOST_PICTURES)))
        strip = view.learned.built.against
        with qtbot.waitSignal(view.picture_selected) as chosen:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        assert chosen.args == [data.picture(SplitName.TRAIN, 6)]

    def test_adam_is_told_to_be_why_nobody_knows(self, view):
        config = TrainingConfig(optimizer="adam")
        view.show_state(shown(dataset(), NoShares.UNKNOWN, config=config))
        assert not view.learned.built.isVisible()
        reason = view.learned.words.reason
        assert reason.isVisible()
        assert reason.text().startswith("Adam takes each weight at its own pace")
        assert reason.textFormat() is Qt.TextFormat.PlainText
        view.show_state(shown(dataset(), leaders(WEIGHTS, MOST_PICTURES)))
        assert not reason.text()
        assert view.learned.built.isVisible()

    def test_another_neuron_jumps_nowhere_until_its_answer_is_there(self, view):
        data, answer = dataset(), leaders(WEIGHTS, MOST_PICTURES)
        built = view.learned.built
        view.show_state(shown(data, answer))
        place = built.geometry()
        view.show_state(shown(data, answer, neuron=Neuron(1, 1)))
        assert built.isVisible()
        assert built.geometry() == place
        assert not texts(built.built_from) + texts(built.against)
        view.show_state(shown(data, answer, unit=1))
        assert built.geometry() == place
        assert texts(built.built_from)
        assert texts(built.against)

    def test_nor_does_the_reason_why_nobody_knows_it(self, view):
        config, unknown = TrainingConfig(optimizer="adam"), NoShares.UNKNOWN
        reason = view.learned.words.reason
        view.show_state(shown(dataset(), unknown, config=config))
        told = reason.text()
        view.show_state(shown(dataset(), unknown, config=config, neuron=Neuron(1, 1)))
        assert told
        assert reason.text() == told
        assert not view.learned.built.isVisible()

    def test_the_data_of_an_opened_model_are_asked_for(self, view):
        view.show_state(shown(dataset(), NoShares.UNKNOWN, has_its_data=False))
        assert "Cats <i>of</i> mine" in view.learned.words.reason.text()

    @pytest.mark.parametrize(
        ("values", "text"),
        [
            (np.full(12, np.nan), "no finite numbers"),
            (np.zeros(12), "moved this neuron"),
        ],
    )
    def test_what_cant_be_drawn_is_said(self, view, values, text):
        view.show_state(shown(dataset(), leaders(values, MOST_PICTURES)))
        assert text in view.learned.words.reason.text()
        assert not view.learned.built.isVisible()

    def test_without_an_answer_nothing_is_said(self, view):
        view.show_state(shown(dataset(), None))
        assert not view.learned.built.isVisible()
        assert not view.learned.words.reason.text()

    def test_the_neuron_is_kept_where_one_of_another_layer_is_selected(self, view):
        data = dataset()
        known = shown(data, leaders(WEIGHTS, MOST_PICTURES), unit=2)
        view.show_state(known)
        other = dataclasses.replace(known, neuron=Neuron(2, 0))
        view.show_state(other)
        assert BuiltFrom(2, MOST_PICTURES) in view.needs(other)
        assert view.learned.built.isVisible()

    def test_other_data_than_pictures_need_none(self, view):
        data = dataset(kind=InputKind.VECTOR)
        known = shown(data, None, picture_shape=(data.input_size,))
        assert not any(isinstance(need, BuiltFrom) for need in view.needs(known))
        view.show_state(known)

    def test_both_themes_draw_it(self, view):
        for theme in (DARK, LIGHT):
            view.show_state(shown(dataset(), leaders(WEIGHTS, 8), theme=theme))
            assert not view.grab().isNull()

    def test_a_layer_of_one_unit_and_pictures_of_one_channel_are_shown(self, view):
        split = Split(np.zeros((12, 4, 4, 1), np.uint8), np.arange(12) % 2)
        data = dataclasses.replace(dataset(), train=split, test=split)
        view.show_state(shown(data, leaders(WEIGHTS, 8), hidden=1))
        assert view.learned.built.isVisible()
        assert isinstance(view.learned.built.against.shares[0].picture, Picture)
        assert not view.grab().isNull()
