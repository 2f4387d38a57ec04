"""The window that ours is held against: it trains, and shows what it should."""

from __future__ import annotations

import pytest

from benchmarks.bare_window import CURVE_POINTS, BareWindow
from engine.config import TrainingConfig
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from tests.gui.states import tiny

ITERATIONS = 40_000
"""Enough for several beats."""


@pytest.fixture
def trainer():
    data = tiny(side=8)
    spec = NetworkSpec.design(data.input_size, (20,), data.task, len(data.class_names))
    return Trainer.for_dataset(data, spec, TrainingConfig())


@pytest.mark.parametrize("is_showing", [True, False])
def test_trains_and_shows_it(qtbot, trainer, is_showing):
    window = BareWindow((8, 8, 3))
    qtbot.addWidget(window)
    assert window.speed(trainer, ITERATIONS, is_showing) > 0
    assert trainer.iteration == ITERATIONS
    assert not window.isVisible()
    shown, costs = window._curve.getData()
    picture = window._picture.image
    if not is_showing:
        assert shown is picture is None
        return
    assert len(shown) == len(costs) <= CURVE_POINTS
    assert costs[0] > costs[-1] > 0
    assert picture.shape == (2 * 8, 10 * 8, 3)
    assert picture.std() > 0


def test_shows_no_picture_of_what_is_none(qtbot, trainer):
    window = BareWindow(None)
    qtbot.addWidget(window)
    window.speed(trainer, ITERATIONS, is_showing=True)
    assert window._curve.getData()[0] is not None
    assert window._picture.image is None
