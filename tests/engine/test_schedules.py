"""Learning-rate schedules: start, end, past the end, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Trainer, TrainingConfig
from engine.config import MAX_ITERATIONS, config_from_json
from engine.errors import SpecError
from engine.schedules import COSINE_FLOOR, SCHEDULES, STEP_FACTOR
from tests.engine.twins import problem

EVERY = pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda s: s.name)
WITH_PERIOD = [schedule.name for schedule in SCHEDULES if schedule.share]
ITERATIONS = st.integers(0, MAX_ITERATIONS)
PERIODS = st.integers(1, MAX_ITERATIONS)


@EVERY
@given(iteration=ITERATIONS, period=PERIODS)
def test_a_factor_is_a_share(schedule, iteration, period):
    assert 0 < schedule.factor(iteration, period) <= 1


@EVERY
@given(iteration=ITERATIONS, period=PERIODS)
def test_every_schedule_goes_one_way(schedule, iteration, period):
    now, then = (schedule.factor(i, period) for i in (iteration, iteration + 1))
    rises = schedule.factor(0, 10) < schedule.factor(9, 10)
    assert then >= now if rises else then <= now


KNOWN = {
    # At 0, in the middle, at the period's last update, at its end, and far past it.
    "constant": (1, 1, 1, 1, 1),
    "step": (1, 1, 1, STEP_FACTOR, STEP_FACTOR**3),
    "cosine": (
        1,
        (1 + COSINE_FLOOR) / 2,
        COSINE_FLOOR + (1 - COSINE_FLOOR) * (1 + math.cos(0.99 * math.pi)) / 2,
        COSINE_FLOOR,
        COSINE_FLOOR,
    ),
    "warm-up": (0.01, 0.51, 1, 1, 1),
}


@EVERY
def test_at_known_moments(schedule):
    assert schedule.name in KNOWN, "Say here what the new schedule does."
    found = [schedule.factor(i, 100) for i in (0, 50, 99, 100, 350)]
    np.testing.assert_allclose(found, KNOWN[schedule.name], rtol=1e-12)


@EVERY
@pytest.mark.parametrize("iterations", [1, 2, 3, 7, 2500, MAX_ITERATIONS])
def test_the_usual_period_suits_the_run(schedule, iterations):
    period = schedule.period(iterations)
    assert isinstance(period, int)
    assert 1 <= period <= iterations
    assert TrainingConfig(
        iterations=iterations, schedule=schedule.name, schedule_period=period
    )
    if iterations == 2500:
        assert period == max(1, round(schedule.share * 2500))


@pytest.mark.parametrize("name", WITH_PERIOD)
def test_a_schedule_that_never_ends_is_refused(name):
    assert TrainingConfig(iterations=50, schedule=name, schedule_period=50)
    with pytest.raises(SpecError, match="never ends: its period of 51 iterations"):
        TrainingConfig(iterations=50, schedule=name, schedule_period=51)
    with pytest.raises(SpecError, match="period must be from 1 to"):
        TrainingConfig(schedule=name, schedule_period=0)
    with pytest.raises(SpecError, match="hyperparameters are broken"):
        config_from_json({"schedule": name, "schedule_period": 2.5})


def test_where_there_is_no_period_none_is_looked_at():
    assert TrainingConfig(iterations=5, schedule="constant", schedule_period=51)


def test_an_unknown_schedule_is_refused():
    with pytest.raises(SpecError, match=r"no schedule called 'fast'.*cosine"):
        TrainingConfig(schedule="fast")


@EVERY
@pytest.mark.parametrize("period", [None, 4])
def test_steps_are_as_long_as_the_schedule_says(schedule, period):
    """Gradient descent from one and the same state at each iteration."""
    spec, start, examples = problem("tanh", "softmax")
    settings = {"schedule": schedule.name, "schedule_period": period}
    trainer = Trainer(
        spec, TrainingConfig(0.1, 12, **settings), examples, initial=start
    )
    whole = Trainer(spec, TrainingConfig(0.1, 12), examples, initial=start)
    full = np.subtract(whole.initial.weights[1], stepped(whole))
    for iteration in range(14):
        trainer.restore(start, iteration)
        factor = schedule.factor(iteration, period or schedule.period(12))
        moved = np.subtract(start.weights[1], stepped(trainer))
        np.testing.assert_allclose(moved, factor * full, rtol=1e-9, atol=1e-15)


def stepped(trainer):
    trainer.step()
    return trainer.parameters().weights[1]


@pytest.mark.parametrize("name", WITH_PERIOD)
def test_the_schedule_scales_a_rate_that_changes_in_mid_run(name):
    spec, start, examples = problem("tanh", "softmax")
    config = TrainingConfig(0.1, 40, schedule=name)
    changed, twice = (Trainer(spec, config, examples, initial=start) for _ in range(2))
    twice.learning_rate = 0.2
    moved = []
    for trainer in (changed, twice):
        before = trainer.parameters().weights[1].copy()
        moved.append(stepped(trainer) - before)
    np.testing.assert_allclose(2 * moved[0], moved[1], rtol=1e-9, atol=1e-15)
