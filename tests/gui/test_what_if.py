"""What if: every change trains anew, and what it shows is exact."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from engine import Trainer
from engine.dataset_file import open_dataset
from engine.datasets import Recipe
from engine.history import History
from engine.model_file import open_model
from engine.presets import PRESETS
from engine.trainer import StepResult
from gui.pace import Pace
from gui.session import TrainingSession
from gui.view_state import Phase
from gui.views.cost import CostView
from tests.gui.states import dataset, state, tiny
from tests.gui.test_session import WAIT, headless_costs


@pytest.fixture
def session(qtbot):
    session = TrainingSession(tiny())
    session.set_pace(Pace.TEN)
    session.set_hidden((5, 3))
    session.set_iterations(300)
    yield session
    assert session.shut_down()


@pytest.fixture
def done(qtbot, session):
    def wait() -> None:
        qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=WAIT)

    return wait


def test_turning_it_on_trains_at_full_pace(session, done):
    session.set_what_if(True)
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_every_change_trains_anew_from_the_same_weights(session, done):
    session.set_what_if(True)
    done()
    first = session.costs
    session.set_learning_rate(0.02)
    done()
    assert session.costs[0] == first[0]
    assert session.costs.tolist() == headless_costs(session)
    assert session.costs[-1] != first[-1]
    session.set_hidden((4,))
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_undo_trains_what_was_before(session, done):
    session.set_what_if(True)
    done()
    first = session.costs
    session.set_learning_rate(0.02)
    done()
    session.undo()
    done()
    np.testing.assert_array_equal(session.costs, first)


def test_changes_that_come_faster_than_runs_begin_are_all_seen_in_the_end(
    qtbot, session, done
):
    session.set_what_if(True)
    begun = set()
    session.changed.connect(lambda state: begun.add(session._control.run.run_id))
    for step in range(1, 60):
        session.set_config(learning_rate=0.001 * step)
        qtbot.wait(2)
        assert session.config.learning_rate == 0.001 * step
    done()
    assert session.costs.tolist() == headless_costs(session)
    # Some were replaced, and some were seen.
    assert 3 < len(begun) < 60


def test_a_hand_that_never_rests_sees_the_beginning_of_curves(qtbot, session):
    session.set_iterations(100_000)
    session.set_what_if(True)
    seen = {}

    def note(state):
        if not session._control.is_awaited:
            rate = session._control.design.config.learning_rate
            seen[session._control.run.run_id] = rate, state.history.costs.tolist()

    session.changed.connect(note)
    for step in range(1, 80):
        session.set_config(learning_rate=0.001 * step)
        qtbot.wait(5)
    session.set_what_if(False)
    assert len(seen) > 5
    for rate, costs in list(seen.values())[1:]:
        assert len(costs) >= 2
        config = replace(session.config, learning_rate=rate)
        trainer = Trainer.for_dataset(session.dataset, session.spec, config)
        exact = [trainer.cost, *(trainer.step().cost for _ in costs[1:])]
        assert costs == exact


def test_a_design_with_a_problem_trains_nothing(qtbot, session, done):
    session.set_what_if(True)
    done()
    run = session._control.run.run_id
    session.set_hidden_text("5, x")
    assert session.state.design_error is not None
    qtbot.wait(50)
    assert session._control.run.run_id == run
    session.set_hidden_text("5, 2")
    done()
    assert session._control.run.run_id > run
    assert session.costs.tolist() == headless_costs(session)


def test_the_run_before_stays_to_compare_with(session, done):
    session.train()
    session.set_pace(Pace.FULL)
    done()
    before = session.costs
    session.set_what_if(True)
    # A finished run of this design is not trained again.
    assert session.state.phase is Phase.FINISHED
    session.set_learning_rate(0.02)
    done()
    np.testing.assert_array_equal(session.state.reference.costs, before)
    session.set_what_if(False)
    assert session.state.reference is None


def test_the_first_whole_run_is_compared_with_if_there_was_none(session, done):
    session.set_what_if(True)
    done()
    first = session.costs
    assert session.state.reference is None
    for rate in (0.02, 0.03):
        session.set_learning_rate(rate)
        done()
        np.testing.assert_array_equal(session.state.reference.costs, first)


def test_turned_off_changes_wait_for_train(qtbot, session, done):
    session.set_what_if(True)
    done()
    session.set_what_if(False)
    run = session._control.run.run_id
    session.set_learning_rate(0.02)
    qtbot.wait(50)
    assert session._control.run.run_id == run
    assert session.state.phase is Phase.FINISHED


def test_the_last_frame_stays_until_the_next_one_comes(session, done, qtbot):
    session.set_what_if(True)
    done()
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    assert session.snapshot is not None
    session.set_learning_rate(0.02)
    assert session.snapshot is not None


def test_a_run_that_diverges_makes_room_for_the_next(qtbot, session, done):
    session.set_what_if(True)
    session.set_config(learning_rate=1e300)
    qtbot.waitUntil(lambda: session.state.phase is Phase.DIVERGED, timeout=WAIT)
    session.set_config(learning_rate=0.01)
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_new_weights_train_too(session, done):
    session.set_what_if(True)
    done()
    first = session.costs
    session.new_weights()
    done()
    assert session.costs[0] != first[0]
    assert session.costs.tolist() == headless_costs(session)


@pytest.fixture
def course_session(qtbot, course_data):
    session = TrainingSession(open_dataset(course_data))
    yield session
    assert session.shut_down()


# At 0.03 the last bit of a single weight decides whether the network dies or gets to
# 74 to 80 %: no figure to hold.
@pytest.mark.parametrize(("rate", "test_accuracy"), [(0.01, 0.84), (0.05, 0.34)])
def test_on_the_course_network(qtbot, course_session, rate, test_accuracy):
    session = course_session
    session.set_config(learning_rate=rate)
    session.set_what_if(True)
    qtbot.waitUntil(lambda: session.state.phase is Phase.FINISHED, timeout=60_000)
    history = session.state.history
    assert history.test_accuracy[-1] == pytest.approx(test_accuracy)
    if rate == 0.05:
        assert history.costs[-1] == pytest.approx(0.6440, abs=1e-4)


def hint_of(view: CostView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_it_says_when_a_run_is_too_slow_and_how_far_it_came(qtbot):
    view = CostView()
    qtbot.addWidget(view)
    view.show()
    log = History()
    for iteration in range(41):
        log.append(StepResult(iteration, 0.7, 0.5))
    running = replace(
        state(dataset()),
        phase=Phase.RUNNING,
        is_what_if=True,
        history=log,
        iteration=40,
        speed=20.0,
    )
    view.show_state(running)
    assert "too slow to follow your hand; 40 of 2,500" in hint_of(view)
    other = History()
    other.append(StepResult(0, 0.7, 0.25))
    rest = replace(running, phase=Phase.FINISHED, speed=0.0, reference=other)
    view.show_state(rest)
    assert "dotted is the run before, train 25 %" in hint_of(view)
    assert "too slow" not in hint_of(view)
    view.show_state(replace(rest, reference=log))
    assert "dotted" not in hint_of(view), "it is the run that is shown"


def test_a_change_just_before_it_is_turned_off_is_trained(session, done):
    session.set_what_if(True)
    for rate in (0.02, 0.03, 0.04):
        session.set_learning_rate(rate)
    session.set_what_if(False)
    done()
    assert session.costs.tolist() == headless_costs(session)
    assert session.run_design.config.learning_rate == 0.04


def test_what_was_asked_for_and_then_spoilt_is_not_trained(qtbot, session, done):
    session.set_what_if(True)
    session.set_learning_rate(0.02)
    session.set_config(batch_size=99)
    assert session.problem is not None
    failed = []
    session.failed.connect(failed.append)
    done()
    qtbot.wait(50)
    assert failed == []
    session.set_config(batch_size=None)
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_a_run_is_pinned_as_long_as_it_was(session, done):
    session.set_what_if(True)
    done()
    session.set_hidden_text("5, x")
    session.set_iterations(900)
    assert session.can_pin
    assert session.run_design.config.iterations == 300
    assert len(session.costs) == 301


def test_a_model_is_saved_with_the_settings_of_its_run(session, done, tmp_path):
    session.set_what_if(True)
    done()
    session.set_hidden_text("5, x")
    session.set_learning_rate(0.5)
    session.set_iterations(900)
    session.save_model(tmp_path / "a.h5")
    config = open_model(tmp_path / "a.h5").config
    assert (config.learning_rate, config.iterations) == (0.0075, 300)


def test_the_rate_of_a_repaired_design_is_that_of_the_run_that_goes_on(session, done):
    session.set_what_if(True)
    done()
    session.set_hidden_text("5, x")
    session.set_learning_rate(0.02)
    session.set_what_if(False)
    session.set_hidden_text("5, 3")
    session.set_iterations(320)
    session.set_pace(Pace.FULL)
    session.train()
    done()
    assert session.state.history.rates.tolist() == [0.02]
    assert session.state.history.rate_iterations.tolist() == [300]


def test_data_and_presets_may_change_while_it_trains(session, done):
    session.set_config(iterations=200_000)
    session.set_what_if(True)
    session.open_recipe(Recipe("moons", 0.1, 40))
    assert session.dataset.recipe == Recipe("moons", 0.1, 40)
    assert session.running
    session.open_recipe(Recipe("moons", 0.3, 40))
    assert session.dataset.recipe == Recipe("moons", 0.3, 40)
    session.apply_preset(PRESETS["circles"])
    assert session.dataset.recipe.name == "circles"
    session.set_iterations(50)
    done()
    assert session.costs.tolist() == headless_costs(session)
