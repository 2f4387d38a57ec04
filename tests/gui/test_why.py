"""Why the network answers as it does, in the window."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton

from engine.built_from import NoShares, Shares, SharesOf
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, SplitName
from engine.frame import Frame, PassOf
from engine.input_gradient import Gradient, InputGradient
from engine.network import ForwardPass
from engine.outputs import Task
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from gui.pixels import signed_picture, symmetric_scale
from gui.theme import DARK, LIGHT
from gui.view import Throttle
from gui.view_state import Neuron, Phase, ViewState
from gui.views.why import WhyView
from gui.views.why.header import ANSWER, NEURON, PIXELS
from gui.views.why.pixels_page import over
from tests.gui.conftest import WAIT
from tests.gui.states import SIX, dataset, state

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

VALUES = np.array([0, 2.5, -1.25, 0.5, 0, 0, -4.0, 0.25, 0.1, 1.5, 0, 0])


@pytest.fixture
def view(qtbot: QtBot) -> WhyView:
    widget = WhyView()
    qtbot.addWidget(widget)
    widget.resize(400, 176)
    widget.show()
    return widget


def sum_of(values: Any = VALUES, **changes: Any) -> Shares:
    parts = {
        "common": 3.0,
        "initial": 0.5,
        "bias": -0.25,
        "later_biases": -0.5,
        "has_path": True,
        "is_from_start": True,
        "layer": 2,
        "unit": 0,
        **changes,
    }
    names = ("common", "initial", "bias", "later_biases")
    total = float(np.sum(values)) + sum(parts[name] for name in names)
    return Shares(values=np.asarray(values, float), **{"total": total, **parts})


def shown(
    answers: dict[Any, Any] | None = None,
    data: Dataset | None = None,
    activation: str = "relu",
    A: tuple[float, ...] = (0.9,),
    **changes: Any,
) -> ViewState:
    data = data or dataset()
    picture = changes.pop("picture", data.picture(SplitName.TEST, 1))
    spec = NetworkSpec.design(data.input_size, (3,), data.task, len(data.class_names))
    spec = dataclasses.replace(spec, activations=(activation,))
    last = np.array(A)
    known = {PassOf(picture): ForwardPass((last,), (last,))} if picture else {}
    frame = Frame(1, spec, 5, answers={**known, **(answers or {})})
    return state(data, frame, spec=spec, picture=picture, **changes)


def of_answer(shares: Any, data: Dataset | None = None, **changes: Any) -> ViewState:
    data = data or dataset()
    picture = data.picture(SplitName.TEST, 1)
    return shown({SharesOf(picture): shares}, data, **changes)


def rows(view: WhyView) -> dict[str, str]:
    return {row.label: row.text for row in view.shares.sum.rows}


class TestAnswer:
    def test_its_training_pictures_and_the_rest_are_shown(self, view):
        data = dataset()
        view.resize(500, 240)
        view.show_state(of_answer(sum_of(), data))
        assert view.header.title.text() == "Why “cat”?"
        for_cat, against = view.shares.strips
        assert [share.text for share in for_cat.shares[:2]] == ["+2.50", "+1.50"]
        assert [share.text for share in against.shares] == ["−4.00", "−1.25"]
        assert against.shares[0].picture is data.picture(SplitName.TRAIN, 6)
        titles = [title.text() for title in view.shares.titles]
        assert titles == ["training pictures for “cat”", "and against “cat”"]
        found = rows(view)
        assert found["all that is common"] == "+3.00"
        assert found["first weights W1₀"] == "+0.50"
        assert found["biases"] == "−0.75"
        assert found["logit of “cat”"] == "+2.35"
        assert view.shares.words.text() == (
            "The shares are 25 times as large as what is left of them."
        )

    def test_opened_weights_are_not_called_the_first_ones(self, view):
        view.show_state(of_answer(sum_of(is_from_start=False)))
        found = rows(view)
        assert found["weights as opened"] == "+0.50"
        assert not any("first weights" in label for label in found)

    @pytest.mark.parametrize("width", [300, 400, 640, 1200])
    def test_the_rows_add_up_to_the_sum_whatever_has_room(self, view, qtbot, width):
        view.show_state(of_answer(sum_of()))
        view.resize(width, 200)
        qtbot.waitUntil(lambda: view.width() == width)
        *parts, total = view.shares.sum.rows
        assert sum(row.value for row in parts) == pytest.approx(total.value)
        listed = sum(strip.count for strip in view.shares.strips)
        assert f"these {listed} pictures" in rows(view)
        assert f"{12 - listed} other pictures" in rows(view)

    def test_a_row_tells_more_below_the_pointer(self, view, monkeypatch):
        told = []
        monkeypatch.setattr(
            "gui.replies.QToolTip.showText",
            lambda _place, text, _widget: told.append(text),
        )
        view.show_state(of_answer(sum_of()))
        table = view.shares.sum
        for row in (4, 99):
            point = QPoint(5, row * table.line_height() + 2)
            event = QHelpEvent(QEvent.Type.ToolTip, point, table.mapToGlobal(point))
            QApplication.sendEvent(table, event)
        assert len(told) == 1
        assert told[0].startswith("biases −0.75")
        assert "Layer 1: −0.25; later layers: −0.50" in told[0]

    def test_nothing_overlaps_at_the_smallest_size(self, view):
        view.show_state(of_answer(sum_of()))
        page = view.shares
        parts = (*page.titles, *page.strips, page.sum, page.words)
        for place, part in enumerate(parts):
            assert page.rect().contains(part.geometry())
            for other in parts[place + 1 :]:
                assert not part.geometry().intersects(other.geometry())
        assert all(strip.count >= 2 for strip in page.strips)
        assert page.words.toolTip().endswith("what is left of them.")
        view.resize(300, 220)
        assert not view.header.info.isVisible()
        view.resize(700, 220)
        assert view.header.info.isVisible()
        assert page.words.text() == page.words.toolTip()
        assert view.header.chance.text() == "p(cat) = 0.90"

    def test_a_click_selects_a_training_picture(self, view, qtbot):
        data = dataset()
        view.show_state(of_answer(sum_of(), data))
        strip = view.shares.strips[1]
        with qtbot.waitSignal(view.picture_selected) as chosen:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        assert chosen.args == [data.picture(SplitName.TRAIN, 6)]

    def test_of_many_classes_it_is_the_one_that_is_answered(self, view):
        data = dataset(names=SIX, task=Task.MULTICLASS)
        A = (0.1, 0.5, 0.1, 0.1, 0.1, 0.1)
        view.show_state(of_answer(sum_of(unit=1), data, A=A))
        assert view.header.title.text() == "Why “<b>dog</b>”?"
        assert view.header.title.textFormat() is Qt.TextFormat.PlainText
        assert "logit of “<b>dog</b>”" in rows(view)

    def test_of_a_regression_it_is_a_number(self, view):
        data = dataset(names=("y",), task=Task.REGRESSION)
        view.show_state(of_answer(sum_of(), data, A=(3.25,)))
        assert view.header.title.text() == "Why “3.25”?"
        assert view.shares.strips[0].shares[0].name == "training picture 1"
        assert not view.header.chance.text()

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ([1.0, 1.0], "all point the same way"),
            ([1.0, -0.5], "3.0 times"),
            ([1000.0, -999.0], "1,999 times"),
            ([1.0, -1.0], "cancel out"),
            ([0.0, 0.0], ""),
        ],
    )
    def test_how_much_cancels_is_said_in_words(self, view, values, words):
        view.resize(700, 240)
        view.show_state(of_answer(sum_of(values)))
        told = view.shares.words.text()
        assert words in told
        assert bool(told) is bool(words)

    @pytest.mark.parametrize(
        ("shares", "remark"),
        [
            (sum_of(np.zeros(12), has_path=False), "No path to it is active"),
            (sum_of(np.zeros(12)), "Nothing is learned yet"),
            (
                sum_of(np.zeros(12), is_from_start=False),
                "Nothing is learned since it was opened",
            ),
            (sum_of(np.full(12, np.inf)), "not finite"),
            (sum_of(np.full(12, np.nan)), "not finite"),
            (sum_of(), ""),
        ],
    )
    def test_what_has_to_be_known_first_is_said_first(self, view, shares, remark):
        view.show_state(of_answer(shares))
        assert remark in view.shares.remark.text()
        assert view.shares.remark.isVisible() is bool(remark)
        assert view.shares.strips[0].isVisible() is not bool(remark)
        assert not view.grab().isNull()

    @pytest.mark.parametrize("width", [300, 360, 500])
    def test_a_remark_is_whole_in_a_small_panel(self, view, qtbot, width):
        view.resize(width, 110)
        view.show_state(of_answer(sum_of(np.zeros(12), has_path=False)))
        page = view.shares
        lines = page.remark.heightForWidth

        def is_whole():
            return page.remark.height() >= lines(page.remark.width())

        qtbot.waitUntil(is_whole)
        assert not page.remark.geometry().intersects(page.sum.geometry())


class TestWhyNot:
    def test_adam_is_named_with_what_to_choose_instead(self, view):
        config = TrainingConfig(optimizer="adam")
        view.show_state(of_answer(NoShares.UNKNOWN, config=config))
        assert view.empty.isVisible()
        assert view.empty.text().startswith("Adam takes each weight at its own pace")
        assert "Choose Gradient descent" in view.empty.text()

    def test_the_data_of_an_opened_model_are_asked_for(self, view):
        view.show_state(of_answer(NoShares.UNKNOWN, has_its_data=False))
        assert "Cats <i>of</i> mine" in view.empty.text()
        assert view.empty.textFormat() is Qt.TextFormat.PlainText

    def test_a_picture_of_another_size_is_said_to_be_one(self, view):
        other = Picture(np.zeros((5, 5, 3), np.uint8), "other")
        view.show_state(shown(picture=other))
        assert "another size" in view.empty.text()
        assert view.needs(shown(picture=other)) == frozenset()

    def test_without_a_picture_one_is_asked_for(self, view):
        view.show_state(shown(picture=None))
        assert "Select a picture" in view.empty.text()

    def test_nothing_is_said_before_there_is_a_frame(self, view):
        view.show_state(dataclasses.replace(shown(), frame=None))
        assert not view.empty.text()
        view.show_state(of_answer(NoShares.ABSENT))
        assert "no such neuron" in view.empty.text()

    @pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
    def test_through_what_bends_only_layer_1_is_shown_and_that_is_said(
        self, view, activation
    ):
        data = dataset()
        picture = data.picture(SplitName.TEST, 1)
        known = shown(
            {SharesOf(picture, 1, 2): sum_of(layer=1, unit=2)},
            data,
            activation,
            neuron=Neuron(1, 2),
        )
        assert SharesOf(picture, 1, 2) in view.needs(known)
        view.show_state(known)
        assert view.note.isVisible()
        assert activation in view.note.text()
        assert "exact only in layer 1: this is neuron 3" in view.note.text()
        assert "z of neuron 3" in rows(view)

    def test_only_pictures_suit(self, view):
        assert view.suits(dataset())
        assert not view.suits(dataset(kind=InputKind.PLANE))


class TestNeuron:
    def test_its_z_is_split_the_same_way(self, view, qtbot):
        data = dataset()
        picture = data.picture(SplitName.TEST, 1)
        question = SharesOf(picture, 1, 2)
        known = shown({question: sum_of(layer=1, unit=2)}, data, neuron=Neuron(1, 2))
        view.show_state(known)
        with qtbot.waitSignal(view.shown):
            view.header.tabs.setCurrentIndex(NEURON)
        assert question in view.needs(known)
        assert view.header.tabs.tabText(NEURON) == "Neuron 3"
        assert view.header.title.text() == "Why z = 2.35?"
        assert "z of neuron 3" in rows(view)
        assert "larger" in view.shares.titles[0].text()

    def test_of_a_later_layer_says_which(self, view):
        picture = (data := dataset()).picture(SplitName.TEST, 1)
        view.header.tabs.setCurrentIndex(NEURON)
        answers = {SharesOf(picture, 2, 0): sum_of()}
        view.show_state(shown(answers, data, neuron=Neuron(2, 0)))
        assert "z of neuron 1 of layer 2" in rows(view)

    def test_the_answer_is_back_with_its_tab(self, view):
        view.show_state(of_answer(sum_of()))
        view.header.tabs.setCurrentIndex(NEURON)
        view.header.tabs.setCurrentIndex(ANSWER)
        assert "logit of “cat”" in rows(view)


class TestPixels:
    def gradient(self, values: Any) -> dict[Any, Any]:
        picture = dataset().picture(SplitName.TEST, 1)
        return {InputGradient(picture): Gradient(0, np.asarray(values, float))}

    def draw(self, view: WhyView, values: Any, **changes: Any) -> ViewState:
        data = dataset()
        picture = data.picture(SplitName.TEST, 1)
        view.header.tabs.setCurrentIndex(PIXELS)
        answers = {InputGradient(picture): Gradient(0, np.asarray(values, float))}
        known = shown(answers, data, **changes)
        view.show_state(known)
        return known

    def test_the_map_is_the_sum_over_channels_centred_on_zero(self, view):
        values = np.random.default_rng(0).normal(size=(4, 4, 3))
        values[1, 2] = 1, -0.5, -0.5
        self.draw(view, values)
        view.pixels.slider.setValue(100)
        summed = values.sum(axis=-1)
        expected = signed_picture(summed, symmetric_scale(summed))
        image = view.pixels.view._image
        for y in range(4):
            for x in range(4):
                assert image.pixelColor(x, y).getRgb()[:3] == tuple(expected[y, x])
        assert f"{symmetric_scale(summed):.2f}"[:3] in view.pixels.scale._ends[1]

    def test_the_slider_fades_between_picture_and_map(self, view, qtbot):
        self.draw(view, np.ones((4, 4, 3)))
        picture = dataset().picture(SplitName.TEST, 1)
        view.pixels.slider.setValue(0)
        color = view.pixels.view._image.pixelColor(2, 1).getRgb()[:3]
        assert color == tuple(picture.pixels[1, 2])
        assert view.pixels.slider.accessibleName()
        assert view.pixels.slider.toolTip()

    def test_pictures_of_one_channel_are_mixed_too(self):
        grey = np.full((2, 2, 1), 100, np.uint8)
        map_ = np.full((2, 2, 3), (200, 0, 100), np.uint8)
        assert over(grey, map_, 0.5)[0, 0].tolist() == [150, 50, 100]

    @pytest.mark.parametrize(
        ("values", "text"),
        [
            (np.full((4, 4, 3), np.nan), "not finite"),
            (np.zeros((4, 4, 3)), "no path is active"),
            (np.ones((4, 4, 3)), "channels summed"),
        ],
    )
    def test_what_cant_be_drawn_is_said(self, view, values, text):
        self.draw(view, values)
        assert text in view.pixels.number.text()
        assert "“cat”" in view.pixels.words.text()
        assert not view.grab().isNull()

    def test_only_the_tab_that_is_seen_needs_anything(self, view):
        known = of_answer(sum_of())
        picture = known.picture
        assert view.needs(known) == {PassOf(picture), SharesOf(picture)}
        view.header.tabs.setCurrentIndex(PIXELS)
        assert view.needs(known) == {PassOf(picture), InputGradient(picture)}


class TestLive:
    def test_both_themes_draw_every_page(self, view):
        for theme in (DARK, LIGHT):
            for tab in (ANSWER, NEURON, PIXELS):
                view.header.tabs.setCurrentIndex(tab)
                view.show_state(of_answer(sum_of(), theme=theme))
                assert not view.grab().isNull()

    def test_numbers_come_no_faster_than_they_can_be_read(self, view):
        data = dataset()
        view._throttle = Throttle(60)
        view.show_state(of_answer(sum_of(), data, phase=Phase.RUNNING))
        later = sum_of(VALUES * 2)
        view.show_state(of_answer(later, data, phase=Phase.RUNNING))
        assert rows(view)["logit of “cat”"] == "+2.35"
        view.show_state(of_answer(later, data))
        assert rows(view)["logit of “cat”"] == "+1.95"

    def test_pictures_that_the_data_dont_have_any_more_are_left_out(self, view):
        view.show_state(of_answer(sum_of(np.arange(30.0)), dataset(12)))
        assert not view.shares.strips[0].shares

    def test_the_page_stays_until_the_next_answer_comes(self, view):
        view.show_state(of_answer(sum_of()))
        view.show_state(shown())
        assert view.shares.isVisible()


class TestWindow:
    @pytest.fixture
    def photo(self, tmp_path: Path) -> Path:
        path = tmp_path / "photo.png"
        pixels = np.random.default_rng(0).integers(0, 256, (40, 30, 3), np.uint8)
        Image.fromarray(pixels).save(path)
        return path

    def answered(self, window: MainWindow) -> WhyView:
        return window.findChild(WhyView)

    def test_one_click_leads_from_a_dropped_photo_to_why(
        self, qtbot, window, finished, photo
    ):
        window.session.train()
        finished()
        window.predict_files([photo])
        qtbot.waitUntil(
            lambda: window.session.state.picture.name == "photo.png", timeout=WAIT
        )
        finished()
        button = window.findChild(QPushButton, "whyButton")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        view = self.answered(window)
        qtbot.waitUntil(lambda: bool(view.shares.sum.rows), timeout=WAIT)
        assert view.is_seen
        assert view.shares.isVisible()
        state = window.session.state
        z = state.frame.answer(PassOf(state.picture)).Z[-1][0]
        *parts, total = view.shares.sum.rows
        assert total.value == z
        assert sum(row.value for row in parts) == pytest.approx(z, rel=1e-9)

    def test_a_training_picture_is_selected_and_the_neuron_stays(
        self, qtbot, window, finished
    ):
        window.session.train()
        finished()
        window.session.select_neuron(Neuron(1, 2))
        window.docks.by_name["whyPanel"].raise_()
        view = self.answered(window)
        qtbot.waitUntil(lambda: bool(view.shares.strips[0].shares), timeout=WAIT)
        first = view.shares.strips[0].shares[0].picture
        qtbot.mouseClick(
            view.shares.strips[0], Qt.MouseButton.LeftButton, pos=QPoint(10, 10)
        )
        assert window.session.state.picture is first
        assert window.session.state.neuron == Neuron(1, 2)

    def test_every_moment_is_split_as_it_was(self, qtbot, window, finished):
        window.session.train()
        finished()
        window.docks.by_name["whyPanel"].raise_()
        view, session = self.answered(window), window.session
        data, picture = session.dataset, session.state.picture
        trainer = Trainer.for_dataset(data, session.state.spec, session.state.config)
        for moment in (0, 7, 20):
            while trainer.iteration < moment:
                trainer.step()
            session.go_to(moment)
            qtbot.waitUntil(
                lambda moment=moment: session.state.frame.iteration == moment,
                timeout=WAIT,
            )
            finished()
            then = SharesOf(picture).answer(trainer.state(), data)
            qtbot.waitUntil(
                lambda then=then: (
                    abs(view.shares.sum.rows[-1].value - then.total) < 1e-9
                ),
                timeout=WAIT,
            )
            shown = session.state.frame.answer(SharesOf(picture))
            np.testing.assert_allclose(shown.values, then.values, atol=1e-12)

    def test_it_costs_nothing_while_another_tab_covers_it(self, window, finished):
        view = self.answered(window)
        assert not view.is_seen
        needs = window.session._needs()
        assert not any(isinstance(need, SharesOf) for need in needs)

    @pytest.mark.parametrize(
        "change",
        [
            lambda session: session.reset(),
            lambda session: session.set_hidden((1,)),
            lambda session: session.set_hidden(()),
            lambda session: session.set_setting("optimizer", "adam"),
            lambda session: session.open_built_in("moons"),
        ],
    )
    def test_it_outlives_every_change(self, qtbot, window, finished, change):
        window.docks.by_name["whyPanel"].raise_()
        view = self.answered(window)
        for tab in (ANSWER, NEURON, PIXELS):
            view.header.tabs.setCurrentIndex(tab)
            window.session.train()
            finished()
            change(window.session)
            finished()
            window.session.train()
            finished()
            assert not view.grab().isNull()


def test_where_no_picture_has_a_say_none_is_counted(view):
    view.show_state(of_answer(sum_of(np.zeros(12), has_path=False)))
    labels = [row.label for row in view.shares.sum.rows]
    assert labels[0] == "all 12 pictures"
    height = view.shares.sum.height()
    assert height == view.shares.sum.sizeHint().height()
    view.show_state(of_answer(sum_of()))
    labels = [row.label for row in view.shares.sum.rows]
    assert labels[0].startswith("these")
    assert view.shares.sum.height() == view.shares.sum.sizeHint().height() > height
