"""The slider of the learning rate: round numbers, in step with its field."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider

from gui.pace import Pace
from gui.view_state import Phase
from gui.widgets.rate_slider import RateSlider

WAIT = 20_000


@pytest.fixture
def slider(qtbot):
    slider = RateSlider(-4, 0)
    qtbot.addWidget(slider)
    return slider


def test_it_stops_at_round_numbers(slider):
    chosen = []
    slider.rate_chosen.connect(chosen.append)
    for place in range(slider.maximum() + 1):
        slider.setValue(place)
    assert chosen[-1] == 1
    assert {0.0075, 0.01, 0.03, 0.05} <= set(chosen)
    ratios = [after / before for before, after in pairwise(chosen)]
    assert 1.1 < min(ratios) < max(ratios) < 1.4


@pytest.mark.parametrize(
    ("rate", "place"), [(1e-8, 0), (1e-4, 0), (1000.0, 44), (0.0075, 20), (0.0076, 20)]
)
def test_it_stands_nearest_to_any_number_and_nobody_has_chosen_that(
    slider, rate, place
):
    slider.rate_chosen.connect(pytest.fail)
    slider.show_rate(rate)
    assert slider.value() == place


def found(window) -> QSlider:
    slider = window.findChild(QSlider, "learningRateSlider")
    assert slider is not None
    return slider


def test_slider_and_field_are_in_step(window):
    slider = found(window)
    slider.setValue(slider.value() + 1)
    assert window.session.config.learning_rate == 0.009
    window.session.set_learning_rate(0.05)
    assert slider.value() == slider._place(0.05)
    window.session.undo()
    assert window.session.config.learning_rate == 0.009


def test_its_keys_are_not_the_windows(qtbot, window):
    slider = found(window)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert window.session.config.learning_rate == 0.009
    assert window.session.state.iteration == 0
    assert not window.session.running


def test_in_what_if_the_curve_follows_the_hand(qtbot, window):
    window.session.set_what_if(True)
    slider = found(window)
    slider.setSliderDown(True)
    for place in range(20, 26):
        slider.setSliderPosition(place)
        qtbot.wait(30)
    slider.setSliderDown(False)
    qtbot.waitUntil(lambda: window.session.state.phase is Phase.FINISHED, timeout=WAIT)
    assert window.session.config.learning_rate == slider._rates[25]
    window.session.undo()
    assert window.session.config.learning_rate == 0.0075


def test_in_a_run_only_the_last_number_becomes_an_event(qtbot, window):
    window.session.set_pace(Pace.TEN)
    window.session.set_iterations(500)
    window.session.train()
    slider = found(window)
    qtbot.waitUntil(lambda: not slider.hasTracking(), timeout=WAIT)
    slider.setSliderDown(True)
    for place in range(20, 26):
        slider.setSliderPosition(place)
    assert window.session.config.learning_rate == 0.0075
    slider.setSliderDown(False)
    assert window.session.config.learning_rate == slider._rates[25]
    qtbot.waitUntil(lambda: len(window.session.state.history.rates) > 0, timeout=WAIT)
    assert len(window.session.state.history.rates) == 1
