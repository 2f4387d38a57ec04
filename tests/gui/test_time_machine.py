"""Going back in a run: what is shown is what was, and the run never notices."""

from __future__ import annotations

import time

import numpy as np
import pytest

from engine.blas import BlasThreads
from engine.datasets import SplitName
from engine.errors import EngineError, SpecError
from engine.frame import Need, PassOf
from engine.network import forward
from engine.states import States
from engine.trainer import Trainer
from gui import look_back, moment_frames
from gui.figures import figures
from gui.pace import Pace
from gui.session import TrainingSession
from gui.time_machine import Span, TimeMachine
from gui.view_state import Phase
from tests.gui.states import tiny

WAIT = 20_000


@pytest.fixture
def session(qtbot):
    session = TrainingSession(tiny())
    session.set_needs_source(lambda _: frozenset({Need.LAYERS, Need.TEST}))
    session.set_pace(Pace.FULL)
    session.set_hidden((5, 3))
    session.set_iterations(200)
    yield session
    assert session.shut_down()


@pytest.fixture
def trained(session, done):
    session.train()
    done()
    return session


@pytest.fixture
def slow(monkeypatch):
    """Let no replay be soon."""
    monkeypatch.setattr(look_back, "SOON_SECONDS", -1.0)


def headless(session: TrainingSession, iteration: int, rates=()) -> Trainer:
    """Return a trainer that came to a state without anybody going back."""
    trainer = Trainer.for_dataset(session.dataset, session.spec, session.config)
    BlasThreads().use(trainer.blas_threads)
    rates = dict(rates)
    while trainer.iteration < iteration:
        trainer.learning_rate = rates.get(trainer.iteration, trainer.learning_rate)
        trainer.step()
    return trainer


def assert_shows(session: TrainingSession, iteration: int, rates=()) -> None:
    state, trainer = session.state, headless(session, iteration, rates)
    frame = state.frame
    assert (state.moment, frame.iteration) == (iteration, iteration)
    assert state.is_exact
    assert frame.train.cost == trainer.cost == session.costs[iteration]
    for shown, W in zip(frame.layers, trainer.upper_weights(), strict=True):
        assert np.array_equal(shown, W)
    assert frame.test.metrics == trainer.test_metrics() == figures(state).test
    assert figures(state).train.cost == trainer.cost


# Going to a moment


def test_every_moment_is_what_training_had(trained, done):
    for iteration in (0, 1, 33, 64, 150, 199, 200):
        trained.go_to(iteration)
        done()
        assert_shows(trained, iteration)
    assert trained.state.iteration == 200
    trained.go_to(None)
    done()
    assert trained.state.moment is None
    assert trained.state.frame.iteration == 200
    assert trained.state.is_exact


def test_a_changed_rate_is_replayed_as_it_happened(session, done):
    session.step(70)
    done()
    session.set_learning_rate(0.05)
    session.train()
    done()
    for iteration in (60, 70, 71, 90, 200):
        session.go_to(iteration)
        done()
        state = session.state
        trainer = headless(session, 0)
        trainer.learning_rate = 0.0075
        while trainer.iteration < iteration:
            trainer.learning_rate = 0.0075 if trainer.iteration < 70 else 0.05
            trainer.step()
        assert state.frame.train.cost == trainer.cost == session.costs[iteration]


def test_what_takes_long_shows_the_nearest_first_and_then_the_moment(
    qtbot, session, done, slow
):
    session.set_config(first_layer="direct")
    session.train()
    done()
    shown = []
    session.changed.connect(lambda state: shown.append(state.frame.iteration))
    session.go_to(85)
    qtbot.waitUntil(lambda: 80 in shown, timeout=WAIT)
    assert not session.state.is_exact
    assert session.state.moment == 85
    assert session.is_busy, "more is to come"
    done()
    assert_shows(session, 85)
    assert [i for i in dict.fromkeys(shown) if i != 200] == [80, 85]


def test_a_hand_that_moves_on_calls_the_exact_one_off(
    qtbot, session, done, slow, monkeypatch
):
    session.set_config(first_layer="direct")
    session.train()
    done()
    monkeypatch.setattr(moment_frames, "REST_SECONDS", 0.0)
    monkeypatch.setattr(look_back, "SLICE_SECONDS", 0.0)
    seen = []
    session.changed.connect(lambda state: seen.append(state.frame.iteration))
    for iteration in range(40, 190, 3):
        session.go_to(iteration)
        qtbot.wait(5)
    done()
    assert_shows(session, 187)
    assert len(set(seen)) > 3


def test_a_drag_in_sample_space_shows_the_moments_themselves(qtbot, trained, done):
    state = trained.state
    assert state.path.name == "sample-space"
    shown = set()
    trained.changed.connect(lambda s: shown.add((s.frame.iteration, s.is_exact)))
    for iteration in range(199, 20, -7):
        trained.go_to(iteration)
        qtbot.waitUntil(lambda: trained.state.is_exact, timeout=WAIT)
    done()
    assert {i for i, exact in shown if exact} >= set(range(199, 20, -7))


def test_the_rest_of_a_movement_is_said_to_be_rest(qtbot, trained, done):
    trained.go_to(50)
    assert not trained.state.is_changing, "one jump is no journey"
    trained.go_to(51)
    assert trained.state.is_changing
    done()
    assert not trained.state.is_changing


def test_iterations_that_are_not_there(trained, done):
    for asked, got in ((-5, 0), (10**12, 200)):
        trained.go_to(asked)
        assert trained.state.moment == got


def test_before_there_is_a_run(session, done):
    done()
    session.go_to(0)
    session.play_film()
    done()
    assert session.state.timeline.last == 0
    assert not session.state.timeline.is_playing


def test_another_picture_at_a_past_moment(trained, done):
    picture = trained.dataset.picture(SplitName.TEST, 3)
    trained.set_needs_source(
        lambda state: frozenset({PassOf(state.picture)} if state.picture else ())
    )
    trained.go_to(77)
    done()
    trained.select_picture(picture)
    done()
    p = trained.state.frame.answer(PassOf(picture)).A[-1]
    trainer = headless(trained, 77)
    x = picture.pixels.reshape(-1, 1) / 255
    expected = forward(trained.spec, trainer.parameters(), x).A[-1][:, 0]
    assert np.allclose(p, expected, rtol=1e-12, atol=0)
    assert trained.state.frame.iteration == 77


# While the run goes on


def test_scrubbing_while_training_goes_on(qtbot, session, done, slow, monkeypatch):
    """Also with replays in small pieces between its steps."""
    monkeypatch.setattr(moment_frames, "REST_SECONDS", 0.0)
    monkeypatch.setattr(look_back, "SLICE_SECONDS", 0.0)
    session.set_iterations(10**6)
    session.train()
    qtbot.waitUntil(lambda: session.state.timeline.last > 300, timeout=WAIT)
    rng = np.random.default_rng(0)
    for _ in range(5):
        moment = int(rng.integers(0, 300))
        session.go_to(moment)
        qtbot.waitUntil(lambda: session.state.is_exact, timeout=WAIT)
        assert session.running
    session.pause()
    done()
    assert_shows(session, moment)
    costs = session.costs.tolist()
    trainer = headless(session, 0)
    assert costs == [trainer.cost, *(trainer.step().cost for _ in costs[1:])]


def test_the_moment_stays_while_training_goes_on(qtbot, session, done):
    session.set_iterations(100_000)
    session.train()
    qtbot.waitUntil(lambda: session.state.timeline.last > 300, timeout=WAIT)
    session.go_to(123)
    before = session.state.timeline.last
    qtbot.waitUntil(lambda: session.state.timeline.last > before + 200, timeout=WAIT)
    assert session.running
    assert session.state.frame.iteration == session.state.moment == 123
    assert session.state.shown_iteration == 123 < session.state.iteration
    session.go_to(None)
    qtbot.waitUntil(lambda: session.state.frame.iteration > before, timeout=WAIT)
    session.pause()
    done()
    assert session.state.frame.iteration == session.state.iteration


@pytest.mark.parametrize("deed", ["train", "step", "reset", "new_weights"])
def test_what_begins_or_goes_on_does_so_in_the_present(session, done, deed):
    session.step(50)
    done()
    session.go_to(20)
    done()
    getattr(session, deed)()
    assert session.state.moment is None
    done()
    expected = {"train": 200, "step": 51, "reset": 0, "new_weights": 0}
    assert session.state.iteration == expected[deed]
    assert session.state.frame.iteration == expected[deed]


def test_a_training_that_cannot_begin_changes_nothing(session, done):
    session.step(50)
    done()
    session.go_to(20)
    session.set_hidden_text("5, x")
    session.train()
    assert session.state.moment == 20


def test_other_data_come_in_the_present(trained, done):
    trained.go_to(20)
    trained.play_film()
    trained._use_dataset(tiny(5))
    assert trained.state.moment is None
    done()
    assert trained.state.frame.iteration == 0
    assert not trained.state.timeline.is_playing


def test_what_if_changes_the_run_under_the_slider(session, done):
    session.set_what_if(True)
    done()
    session.go_to(50)
    done()
    session.set_learning_rate(0.02)
    assert session.state.moment is None
    session.go_to(30)
    done()
    moment = session.state.moment
    assert moment in (None, 0, 30)
    session.go_to(60)
    done()
    assert_shows(session, 60)


def test_another_design_leaves_the_old_run_to_look_at(trained, done):
    trained.set_hidden((4,))
    trained.go_to(40)
    done()
    state = trained.state
    assert state.is_stale
    assert state.is_exact
    assert state.frame.spec.layer_dims[1:3] == (5, 3)


# Ends of all kinds


def test_a_run_that_went_back_to_its_best_state(session, done):
    session.set_config(keep_best=True, learning_rate=0.3)
    session.train()
    done()
    state = session.state
    best = state.timeline.best
    assert state.iteration == best < 200
    assert state.timeline.last == 200
    shown = figures(state)
    assert shown.train.cost == session.costs[best], "the state that is shown"
    for iteration in (200, best, 150):
        session.go_to(iteration)
        done()
        assert_shows(session, iteration)


def test_the_best_is_the_one_that_the_run_keeps(trained):
    history = trained.state.history
    best = trained.state.timeline.best
    rank = {
        int(when): (share, -cost)
        for when, share, cost in zip(
            history.test_iterations,
            history.test_accuracy,
            history.test_costs,
            strict=True,
        )
        if when % 10 == 0
    }
    assert rank[best] == max(rank.values())
    assert best == min(i for i in rank if rank[i] == rank[best])


def test_a_run_that_diverged(session, done):
    session.set_config(learning_rate=1e6, batch_size=4)
    session.set_activation("linear")
    session.train()
    done()
    state = session.state
    assert state.phase is Phase.DIVERGED
    last = state.timeline.last
    assert last == state.iteration
    assert last > 0
    for iteration in (0, last // 2, last):
        session.go_to(iteration)
        done()
        assert_shows(session, iteration)


def test_a_run_that_was_stopped_early(session, done):
    session.set_config(patience=20, learning_rate=0.3, iterations=5000)
    session.train()
    done()
    last = session.state.timeline.last
    assert last < 5000
    session.go_to(last - 7)
    done()
    assert_shows(session, last - 7)


def test_an_opened_model_begins_where_it_was_saved(trained, done, tmp_path):
    trained.go_to(90)
    trained.save_model(tmp_path / "m.h5")
    assert trained.state.moment == 90
    trained.reset()
    trained.open_model(tmp_path / "m.h5")
    done()
    line = trained.state.timeline
    assert (line.first, line.last) == (200, 200)
    trained.set_iterations(300)
    trained.train()
    done()
    trained.go_to(0)
    done()
    assert trained.state.moment == trained.state.frame.iteration == 200
    trained.go_to(260)
    done()
    assert trained.state.frame.train.cost == trained.costs[260]
    assert trained.costs[260] == headless(trained, 260).cost


def test_a_model_without_its_data_has_one_moment(trained, done, tmp_path):
    trained.save_model(tmp_path / "m.h5")
    trained._use_dataset(tiny(5))
    trained.open_model(tmp_path / "m.h5")
    done()
    line = trained.state.timeline
    assert line.first == line.last == 200
    trained.play_film()
    assert not trained.state.timeline.is_playing
    trained.go_to(3)
    done()
    assert trained.state.moment in (None, 200)


def test_a_fault_on_the_way_is_told_once(trained, done, monkeypatch):
    def broken(*_arguments):
        raise OSError("no")

    failed = []
    trained.failed.connect(failed.append)
    monkeypatch.setattr(look_back, "frame", broken)
    trained.go_to(70)
    done()
    assert [type(error) for error in failed] == [OSError]
    monkeypatch.undo()
    trained.go_to(71)
    done()
    assert_shows(trained, 71)


# The film


def test_the_film_shows_the_run_and_stops_at_its_end(qtbot, trained, done):
    trained._control.shown.time.rate = 1.0
    shown = []
    trained.changed.connect(lambda state: shown.append(state.frame.iteration))
    begun = time.monotonic()
    trained.play_film()
    assert trained.state.timeline.is_playing
    assert trained.state.moment == 0
    done()
    assert time.monotonic() - begun > 0.9
    state = trained.state
    assert (state.moment, state.timeline.is_playing) == (200, False)
    film = [i for i in dict.fromkeys(shown) if i < 200]
    assert film == sorted(film)
    assert len(film) > 2
    assert_shows(trained, 200)
    trained.play_film()
    assert trained.state.moment == 0, "from the beginning again"


def test_the_film_goes_on_from_where_one_is_and_can_be_stopped(qtbot, trained, done):
    trained.go_to(120)
    trained.play_film()
    assert trained.state.moment == 120
    qtbot.waitUntil(lambda: trained.state.moment > 121, timeout=WAIT)
    trained.pause_film()
    moment = trained.state.moment
    done()
    assert not trained.state.timeline.is_moving
    assert_shows(trained, moment)


def test_a_hand_stops_the_film(qtbot, trained, done):
    trained.play_film()
    trained.go_to(70)
    assert not trained.state.timeline.is_playing
    qtbot.wait(100)
    done()
    assert trained.state.moment == 70


def test_the_film_of_a_run_that_goes_on(qtbot, session):
    session.set_iterations(10**6)
    session._control.shown.time.rate = 5.0
    session.train()
    qtbot.waitUntil(lambda: session.state.timeline.last > 500, timeout=WAIT)
    session.play_film()
    qtbot.waitUntil(lambda: not session.state.timeline.is_playing, timeout=WAIT)
    assert session.running
    assert session.state.moment <= session.state.timeline.last


# On from there


@pytest.mark.parametrize("first_layer", ["direct", "sample-space"])
@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum"])
def test_training_on_from_a_moment_goes_the_same_way(
    session, done, optimizer, first_layer
):
    session.set_config(
        first_layer=first_layer, optimizer=optimizer, batch_size=5, schedule="cosine"
    )
    session.train()
    done()
    whole, log = session.costs, session.state.history
    tests = log.test_costs[log.test_iterations % 10 == 0]
    number = session.state.run_id
    session.go_to(113)
    done()
    session.train_on_from()
    done()
    state = session.state
    assert state.run_id != number
    assert state.phase is Phase.FINISHED
    assert state.moment is None
    assert session.costs.tolist() == whole.tolist()
    assert set(tests) <= set(state.history.test_costs)
    assert (state.timeline.first, state.timeline.last) == (113, 200)
    assert state.trained_on == session.dataset.name
    assert state.has_its_data


def test_training_on_after_a_change_of_rate_has_the_moments_own(session, done):
    session.step(70)
    done()
    session.set_learning_rate(0.05)
    session.train()
    done()
    whole = session.costs
    session.go_to(50)
    done()
    session.train_on_from()
    done()
    assert session.costs[:71].tolist() == whole[:71].tolist()
    assert session.costs[75] != whole[75]
    assert session.config.learning_rate == 0.0075
    session.reset()
    session.train()
    done()
    plain = session.costs
    assert plain[:71].tolist() == whole[:71].tolist()


def test_a_rate_that_was_chosen_in_the_past_holds_from_there(trained, done):
    whole = trained.costs
    trained.go_to(100)
    done()
    trained.set_learning_rate(0.002)
    trained.train_on_from()
    done()
    history = trained.state.history
    assert trained.costs[:101].tolist() == whole[:101].tolist()
    assert trained.costs[101] != whole[101]
    assert history.rate_iterations.tolist() == [100]
    assert history.rates.tolist() == [0.002]
    trainer = headless(trained, 200, {0: 0.0075, 100: 0.002})
    assert trained.costs[200] == trainer.cost
    trained.undo()
    assert trained.config.learning_rate == 0.0075, "the edit can be undone"


def test_training_on_from_the_end_says_what_to_do(trained, done):
    failed = []
    trained.failed.connect(failed.append)
    trained.go_to(200)
    done()
    number = trained.state.run_id
    trained.train_on_from()
    done()
    assert isinstance(failed[0], SpecError)
    assert "Choose more iterations" in str(failed[0])
    assert trained.state.run_id == number
    trained.set_iterations(250)
    trained.train_on_from()
    done()
    assert trained.state.iteration == 250
    assert trained.costs[250] == headless(trained, 250).cost


def test_training_on_in_the_present_does_nothing(trained, done):
    number = trained.state.run_id
    trained.train_on_from()
    done()
    assert trained.state.run_id == number


@pytest.mark.parametrize("deed", ["reset", "train", "step"])
def test_a_run_that_begins_meanwhile_wins(session, done, slow, monkeypatch, deed):
    monkeypatch.setattr(look_back, "SLICE_SECONDS", 0.0)
    session.set_config(first_layer="direct")
    session.step(100)
    done()
    session.go_to(95)
    session.train_on_from()
    getattr(session, deed)()
    number = session.state.run_id
    done()
    assert session.state.run_id == number
    assert session.state.timeline.first == 0
    assert session.state.moment is None


def test_a_hand_that_moves_on_changes_nothing_of_where_the_new_run_begins(
    qtbot, session, done, slow, monkeypatch
):
    monkeypatch.setattr(look_back, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(moment_frames, "REST_SECONDS", 0.0)
    session.set_config(first_layer="direct")
    session.train()
    done()
    whole = session.costs
    session.go_to(95)
    session.train_on_from()
    for moment in (3, 190, 60):
        session.go_to(moment)
        qtbot.wait(2)
    done()
    assert session.state.timeline.first == 95
    assert session.costs.tolist() == whole.tolist()


def test_training_on_from_a_longer_run_keeps_its_length(session, done):
    session.train()
    done()
    session.set_iterations(260)
    session.train()
    done()
    session.go_to(30)
    session.set_hidden((4,))
    session.train_on_from()
    done()
    assert session.spec.layer_dims[1:3] == (5, 3), "the run's own design"
    assert session.state.iteration == 260
    assert session.costs[260] == headless(session, 260).cost


def test_a_run_that_trains_may_be_left_for_a_past_moment(qtbot, session, done):
    session.set_iterations(3000)
    session.train()
    qtbot.waitUntil(lambda: session.state.timeline.last > 500, timeout=WAIT)
    session.go_to(400)
    session.train_on_from()
    qtbot.waitUntil(lambda: session.state.timeline.first == 400, timeout=WAIT)
    done()
    assert session.costs[3000] == headless(session, 3000).cost


def test_the_log_of_best_is_only_what_can_be_gone_back_to(trained, done):
    trained.go_to(150)
    trained.train_on_from()
    done()
    best = trained.state.timeline.best
    assert best is None or 150 <= best <= 200


# The model alone


def test_the_machine_tells_only_of_changes(qtbot):
    spans = [Span(0, 100)]
    machine = TimeMachine(lambda: spans[-1])
    told = []
    machine.changed.connect(lambda: told.append(machine.moment))
    machine.go_live()
    machine.pause()
    machine.fit()
    assert told == []
    machine.go_to(30)
    assert told == [30]
    spans.append(Span(0, 20))
    machine.fit()
    assert told == [30, None]
    spans.append(Span(50, 49))
    machine.go_to(3)
    machine.play()
    assert machine.moment is None
    machine.stop()


def test_a_million_iterations(qtbot):
    machine = TimeMachine(lambda: Span(0, 10**6))
    machine.rate = 10.0
    machine.play()
    qtbot.waitUntil(lambda: not machine.is_playing, timeout=WAIT)
    assert machine.moment == 10**6
    machine.go_to(999_999)
    assert machine.moment == 999_999
    machine.stop()


# The course's run


def test_at_iteration_500_everything_is_what_was_logged_at_500(
    qtbot, open_window, course_data
):
    window = open_window()
    session = window.session
    session.set_pace(Pace.FULL)
    window.show()
    session.open_data(course_data / "train_catvnoncat.h5")
    session.step(500)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    live = session.state
    seen = _everything(window)
    session.train()
    qtbot.waitUntil(lambda: not session.is_busy, timeout=60_000)
    assert session.state.iteration == 2500
    assert _everything(window) != seen
    session.go_to(500)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT)
    state = session.state
    assert state.is_exact
    assert _everything(window) == seen
    assert state.frame.train == live.frame.train
    assert state.frame.train.cost == session.costs[500]
    assert state.frame.test.metrics == live.frame.test.metrics
    assert state.frame.test.kinds_of_mistakes == live.frame.test.kinds_of_mistakes
    assert np.array_equal(state.frame.test.probabilities, live.frame.test.probabilities)
    assert np.array_equal(
        state.frame.first_layer.learned, live.frame.first_layer.learned
    )
    trainer = Trainer.for_dataset(session.dataset, session.spec, session.config)
    states = States(trainer)
    while trainer.iteration < 700:
        trainer.step()
        states.record()
    parameters = states.parameters_at(500)
    x = state.picture.pixels.reshape(-1, 1) / 255
    p = forward(session.spec, parameters, x).A[-1][:, 0]
    shown = state.frame.answer(PassOf(state.picture)).A[-1]
    assert np.allclose(shown, p, rtol=1e-12, atol=0)
    assert session.costs[500] == headless(session, 500).cost


def _everything(window):
    """Return what the views show, as a user reads it."""
    cost, gallery = window.views["costPanel"], window.views["galleryPanel"]
    predict, weights = window.views["predictPanel"], window.views["weightsPanel"]
    return {
        "train": cost._train._share.text(),
        "test": cost._test._share.text(),
        "mistakes": gallery._title.text(),
        "kinds": [[m.index for m in g.mistakes] for g in gallery._groups],
        "answer": predict._answer.accessibleName(),
        "weights": weights._moment.first_layer.learned.tobytes(),
        "figures": window.status._figures.text(),
    }


def test_bad_requests_are_engine_errors_or_nothing(trained, done):
    failed = []
    trained.failed.connect(failed.append)
    for iteration in (5, 200, 10**15, -1):
        trained.go_to(iteration)
        trained.train_on_from()
        done()
    assert all(isinstance(error, EngineError) for error in failed)


def test_travelling_keeps_the_neuron(qtbot, window, finished):
    session = window.session
    session.set_hidden((6,))
    session.train()
    finished()
    selected = session.state.neuron
    assert not session._selection.is_chosen
    for moment in range(0, 30, 3):
        session.go_to(moment)
        finished()
        assert session.state.neuron == selected


def test_one_state_alone_is_the_present(qtbot):
    machine = TimeMachine(lambda: Span(7, 7))
    machine.go_to(7)
    assert machine.moment is None
