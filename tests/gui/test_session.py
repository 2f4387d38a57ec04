"""The session without a window: what it owns, and that nobody can upset it."""

from __future__ import annotations

import dataclasses
import threading
import time

import h5py
import numpy as np
import pytest
from PySide6.QtCore import QThread

from engine.blas import BlasThreads
from engine.config import TrainingConfig
from engine.datasets import Split, SplitName
from engine.errors import DivergenceError, EngineError
from engine.frame import Need, PassOf
from engine.model_file import open_model, save_model
from engine.spec import HiddenLayer
from engine.trainer import Trainer
from gui.design import Design
from gui.pace import Pace
from gui.session import TrainingSession
from gui.view import SENTENCE_SECONDS, TEXT_SECONDS
from gui.view_state import Neuron, Phase
from gui.widgets.plot import CostPlot
from tests.gui.states import tiny

WAIT = 20_000


@pytest.fixture
def session(qtbot):
    session = TrainingSession(tiny())
    session.set_needs_source(lambda _: frozenset({Need.LAYERS}))
    session.set_pace(Pace.FULL)
    session.set_hidden((5, 3))
    session.set_iterations(60)
    yield session
    assert session.shut_down()


def headless_costs(session: TrainingSession) -> list[float]:
    trainer = Trainer.for_dataset(session.dataset, session.spec, session.config)
    BlasThreads().use(trainer.blas_threads)
    costs = [trainer.cost]
    costs += [trainer.step().cost for _ in range(session.config.iterations)]
    return costs


def test_a_run_logs_every_state_and_equals_a_run_without_a_window(session, done):
    session.train()
    assert session.running
    done()
    assert session.state.phase is Phase.FINISHED
    assert session.costs.tolist() == headless_costs(session)


def test_layers_and_whole_designs_can_be_set(session, done):
    before = session.state
    layers = (HiddenLayer(4, "tanh", "he", 0.25), HiddenLayer(2))
    session.set_layers(layers)
    assert session.spec.layers == layers
    assert session.state.hidden_text == "4, 2"
    session.set_design(Design.of(before.spec, before.config))
    assert (session.spec, session.config) == (before.spec, before.config)


def test_pausing_changes_no_bit(qtbot, session, done):
    session.set_iterations(400)
    for target in range(40, 400, 40):
        session.train()
        qtbot.waitUntil(
            lambda target=target: session.state.iteration >= target, timeout=WAIT
        )
        session.pause()
        qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    session.train()
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_a_pace_changes_no_bit_and_can_be_changed_on_the_way(qtbot, session, done):
    session.set_pace(Pace.ONE)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 1, timeout=WAIT)
    assert session.state.iteration < 5
    session.set_pace(Pace.HUNDRED)
    qtbot.waitUntil(lambda: session.state.iteration >= 5, timeout=WAIT)
    session.set_pace(Pace.FULL)
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_steps_go_as_far_as_they_say(session, done):
    done()
    assert session.state.iteration == 0
    session.step(1)
    done()
    assert session.state.iteration == 1
    session.step(10)
    done()
    assert session.state.iteration == 11
    assert session.state.phase is Phase.PAUSED
    session.train()
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_reset_brings_back_the_very_same_weights(session, done):
    session.set_needs_source(lambda _: frozenset({Need.FIRST_LAYER}))
    session.refresh()
    done()
    before = session.snapshot.first_layer.weights
    session.train()
    done()
    assert not np.array_equal(session.snapshot.first_layer.weights, before)
    session.reset()
    done()
    assert session.state.iteration == 0
    assert np.array_equal(session.snapshot.first_layer.weights, before)
    assert not session.snapshot.first_layer.learned.any()


def test_new_weights_are_the_next_seeds(session, done):
    session.set_needs_source(lambda _: frozenset({Need.FIRST_LAYER}))
    session.refresh()
    done()
    before = session.snapshot.first_layer.weights
    session.new_weights()
    done()
    assert session.config.seed == TrainingConfig().seed + 1
    assert not np.array_equal(session.snapshot.first_layer.weights, before)


def test_a_frame_shows_the_moment_that_the_log_ends_with(session, done):
    session.set_needs_source(lambda _: frozenset({Need.TEST, Need.ACTIVE}))
    session.train()
    done()
    frame = session.snapshot
    assert frame.iteration == session.state.iteration == 60
    assert frame.test.metrics.accuracy == session.state.history.test_accuracy[-1]
    wrong = len(frame.test.mistakes)
    assert frame.test.metrics.accuracy == 1 - wrong / len(session.dataset.test)


def test_a_design_edit_before_training_shows_the_new_network(session, done):
    session.set_hidden((2,))
    done()
    assert session.state.network_frame is not None
    assert session.snapshot.spec.hidden == (2,)


def test_a_design_edit_while_paused_makes_the_next_train_a_new_run(session, done):
    session.step(10)
    done()
    run_id = session.state.run_id
    session.set_hidden((2,))
    assert session.state.is_stale
    assert session.state.iteration == 10, "what was learned stays on show"
    session.train()
    done()
    assert session.state.run_id > run_id
    assert session.costs.tolist() == headless_costs(session)


def test_the_design_is_locked_while_training(session, done):
    session.set_pace(Pace.TEN)
    session.train()
    session.set_hidden((2,))
    session.set_config(seed=9)
    session.set_activation("tanh")
    assert session.spec.hidden == (5, 3)
    assert session.config.seed == 1
    session.pause()
    done()


def costs_with_rate_from(session: TrainingSession, change: int) -> list[float]:
    config = dataclasses.replace(session.config, learning_rate=0.0075)
    trainer = Trainer.for_dataset(session.dataset, session.spec, config)
    costs = [trainer.cost]
    for iteration in range(config.iterations):
        if iteration == change:
            trainer.learning_rate = session.config.learning_rate
        costs.append(trainer.step().cost)
    return costs


def test_the_learning_rate_counts_from_the_next_step(qtbot, session, done):
    session.set_pace(Pace.HUNDRED)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 10, timeout=WAIT)
    session.set_learning_rate(0.02)
    session.set_pace(Pace.FULL)
    done()
    runs = [costs_with_rate_from(session, change) for change in range(61)]
    assert runs.index(session.costs.tolist()) >= 10
    assert session.costs.tolist() not in (runs[0], runs[60])


def test_more_iterations_go_on_with_a_finished_run(session, done):
    session.train()
    done()
    run_id = session.state.run_id
    session.set_iterations(90)
    session.train()
    done()
    assert session.state.run_id == run_id
    assert session.costs.tolist() == headless_costs(session)


def test_train_again_repeats_a_finished_run(session, done):
    session.train()
    done()
    first = session.costs
    session.train()
    done()
    assert np.array_equal(session.costs, first)


def test_divergence_keeps_the_last_good_weights_and_says_so(qtbot, session, done):
    session.set_hidden((5,) * 6)
    session.set_activation("linear")
    session.set_learning_rate(1000.0)
    session.set_iterations(5000)
    errors: list[EngineError] = []
    session.failed.connect(errors.append)
    session.set_needs_source(lambda _: frozenset({Need.TEST, Need.FIRST_LAYER}))
    session.train()
    done()
    assert session.state.phase is Phase.DIVERGED
    assert isinstance(errors[0], DivergenceError)
    assert np.isfinite(session.costs).all()
    assert np.isfinite(session.snapshot.first_layer.weights).all()


@pytest.fixture
def large(monkeypatch, tmp_path):
    """Return a file that is streamed, in many blocks."""
    monkeypatch.setattr("engine.dataset_file.STREAM_ABOVE", 0)
    monkeypatch.setattr("engine.inputs.BLOCK_BYTES", 20 * 48)
    rng = np.random.default_rng(0)
    path = tmp_path / "large.h5"
    with h5py.File(path, "w") as file:
        for part, m in (("train", 200), ("test", 20)):
            pixels = rng.integers(0, 256, (m, 4, 4, 3), np.uint8)
            file[f"{part}_set_x"] = pixels
            file[f"{part}_set_y"] = np.arange(m) % 2
    return path


def test_data_larger_than_memory_train_in_mini_batches(session, done, large):
    session.open_data(large)
    assert session.dataset.is_streamed
    assert session.config.batch_size == 64
    session.set_needs_source(lambda _: frozenset(Need))
    session.train()
    done()
    assert session.state.phase is Phase.FINISHED
    assert len(session.costs) == 61
    assert session.snapshot.active


def test_a_file_that_vanishes_pauses_the_run(session, done, large):
    session.open_data(large)
    session.set_needs_source(lambda _: frozenset({Need.TEST, Need.ACTIVE}))
    session.step()
    done()
    large.rename(large.with_name("away.h5"))
    errors: list[EngineError] = []
    session.failed.connect(errors.append)
    session.train()
    done()
    assert session.state.phase is Phase.PAUSED
    assert "large.h5 can't be found any more" in str(errors[0])
    reached = len(session.costs)
    assert 2 <= reached < 61
    large.with_name("away.h5").rename(large)
    session.train()
    done()
    assert session.state.phase is Phase.FINISHED
    assert len(session.costs) == 61
    assert len(errors) == 1


def test_wrong_text_stops_training_from_beginning(session, done):
    session.set_hidden_text("5, x")
    assert not session.can_train
    session.train()
    session.step(3)
    session.reset()
    assert not session.running
    session.set_hidden_text("5")
    session.train()
    done()
    assert session.state.iteration == 60


def test_other_data_begin_a_new_run_even_in_the_middle_of_training(
    qtbot, session, done
):
    session.set_pace(Pace.TEN)
    session.train()
    session.open_built_in("drawn-cats")
    assert session.dataset.name == "Drawn cats"
    assert session.spec.layer_dims[0] == 12288
    assert not session.running
    done()
    assert session.state.iteration == 0
    assert session.state.picture.pixels.shape == (64, 64, 3)


def test_a_model_comes_back_with_log_and_probabilities_to_the_bit(
    session, done, tmp_path
):
    session.set_needs_source(lambda _: frozenset({Need.TEST}))
    session.train()
    done()
    before, costs = session.snapshot.test.probabilities, session.costs
    session.save_model(tmp_path / "m.h5")
    session.reset()
    done()
    session.open_model(tmp_path / "m.h5")
    done()
    assert np.array_equal(session.snapshot.test.probabilities, before)
    assert np.array_equal(session.costs, costs)
    session.set_iterations(80)
    session.train()
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_a_slow_run_is_shown_again_until_throttled_views_have_caught_up(
    qtbot, session, done
):
    session.set_pace(Pace.ONE)
    session.set_iterations(10)
    seen: list[tuple[int, float]] = []
    session.changed.connect(
        lambda state: seen.append((state.iteration, time.monotonic()))
    )
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration == 2, timeout=WAIT)
    session.pause()
    done()
    first = [when for iteration, when in seen if iteration == 1]
    gaps = np.array(first) - first[0]
    for seconds in (TEXT_SECONDS, SENTENCE_SECONDS):
        assert ((gaps > seconds) & (gaps < seconds + 0.3)).any()
    assert len(first) < 12, "but not at each beat"


def test_a_model_saved_in_the_middle_of_training_is_whole(
    qtbot, session, done, tmp_path
):
    session.set_iterations(100_000)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration >= 50, timeout=WAIT)
    session.save_model(tmp_path / "m.h5")
    assert session.running, "saving doesn't stop a run"
    session.pause()
    done()
    costs = session.costs
    session.open_model(tmp_path / "m.h5")
    assert np.array_equal(session.costs, costs[: len(session.costs)])


def test_a_model_for_other_data_predicts_but_cant_be_trained(session, done, tmp_path):
    session.train()
    done()
    session.save_model(tmp_path / "m.h5")
    session.open_built_in("drawn-cats")
    session.set_needs_source(lambda _: frozenset({Need.TEST, Need.LAYERS, Need.ACTIVE}))
    session.open_model(tmp_path / "m.h5")
    done()
    assert not session.can_train
    assert session.snapshot.test is None
    assert session.snapshot.layers


def test_files_that_cant_be_read_change_nothing(session, done, tmp_path):
    errors: list[Exception] = []
    session.failed.connect(errors.append)
    session.train()
    done()
    before = session.state
    bad = tmp_path / "bad.h5"
    bad.write_text("<html>not found</html>")
    session.open_data(bad)
    session.open_model(bad)
    session.open_file(bad)
    session.add_pictures([bad])
    session.save_model(tmp_path / "no" / "such" / "folder.h5")
    assert len(errors) == 5
    assert all(isinstance(error, EngineError) for error in errors)
    after = session.state
    assert after.dataset is before.dataset
    assert after.run_id == before.run_id
    assert after.history is before.history


def test_a_selection_stays_within_the_network(session):
    session.select_neuron(Neuron(2, 2))
    session.set_hidden((5,))
    assert session.state.neuron == Neuron(2, 0)


def test_everything_arrives_in_the_windows_thread(qtbot, session, done):
    threads = set()

    def note(*_: object) -> None:
        threads.add((QThread.currentThread(), threading.get_ident()))

    session.changed.connect(note)
    session.train()
    done()
    assert threads == {(session.thread(), threading.get_ident())}


def test_shutting_down_in_the_middle_of_everything(qtbot):
    session = TrainingSession(tiny())
    session.set_pace(Pace.ONE)
    session.train()
    session.new_weights()
    session.train()
    assert session.shut_down()


def test_an_error_while_using_what_was_read_leaves_the_window_alive(session, done):
    errors: list[Exception] = []
    session.failed.connect(errors.append)
    session.set_hidden((1200,))
    before = session.state
    session._then(lambda _: session._use_dataset(tiny(side=256, m=2)))(None, None)
    assert isinstance(errors[-1], EngineError)
    assert session.state.dataset is before.dataset


def saved_elsewhere(session, done, path) -> np.ndarray:
    session.train()
    done()
    session.save_model(path)
    return session.costs


def test_opening_the_data_that_a_model_learned_from_keeps_the_model(
    session, done, tmp_path
):
    mine = session.dataset
    costs = saved_elsewhere(session, done, tmp_path / "m.h5")
    session.open_built_in("drawn-cats")
    session.open_model(tmp_path / "m.h5")
    assert session.state.design_error is not None
    session._use_dataset(mine)
    session.set_iterations(70)
    assert session.can_train
    assert session.costs.tolist() == costs.tolist()
    session.train()
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_a_model_of_other_data_of_the_same_shape_isnt_mixed_with_these(
    session, done, tmp_path
):
    session.set_needs_source(lambda _: frozenset({Need.TEST}))
    saved_elsewhere(session, done, tmp_path / "m.h5")
    rng = np.random.default_rng(99)
    other = tiny()
    pixels = rng.integers(0, 256, other.train.inputs.shape).astype(np.uint8)
    split = Split(pixels, other.train.labels)
    session._use_dataset(dataclasses.replace(other, train=split, test=split))
    session.open_model(tmp_path / "m.h5")
    done()
    assert not session.can_train
    assert not session.state.has_its_data
    assert session.snapshot.test is None
    session.set_hidden_text("5, 3")
    session.train()
    done()
    assert session.costs.tolist() == headless_costs(session)


def test_a_model_without_a_log_counts_its_iterations_right(session, done, tmp_path):
    saved_elsewhere(session, done, tmp_path / "m.h5")
    bare = dataclasses.replace(
        open_model(tmp_path / "m.h5"),
        costs=np.empty(0),
        train_accuracy=np.empty(0),
        test_iterations=np.empty(0, np.int64),
        test_costs=np.empty(0),
        test_accuracy=np.empty(0),
    )
    save_model(tmp_path / "bare.h5", bare)
    session.open_model(tmp_path / "bare.h5")
    done()
    assert session.state.iteration == 60
    session.set_iterations(65)
    session.train()
    done()
    assert session.state.iteration == session.snapshot.iteration == 65
    assert np.isfinite(session.costs[61:]).all()


def test_what_was_changed_on_the_way_is_saved(session, done, tmp_path):
    session.step(20)
    done()
    session.set_learning_rate(0.02)
    session.set_iterations(40)
    session.train()
    done()
    session.save_model(tmp_path / "m.h5")
    config = open_model(tmp_path / "m.h5").config
    assert (config.learning_rate, config.iterations) == (0.02, 40)


def test_a_rate_that_was_changed_while_paused_holds_after_opening(
    session, done, tmp_path
):
    session.step(20)
    done()
    session.set_learning_rate(0.02)
    session.save_model(tmp_path / "m.h5")
    session.reset()
    done()
    session.open_model(tmp_path / "m.h5")
    done()
    session.train()
    done()
    assert session.costs.tolist() == costs_with_rate_from(session, 20)
    history = session.state.history
    assert history.rate_iterations.tolist() == [20]
    assert history.rates.tolist() == [0.02]


def test_a_run_goes_on_with_the_threads_that_it_began_with(session, done, tmp_path):
    saved_elsewhere(session, done, tmp_path / "m.h5")
    two = dataclasses.replace(open_model(tmp_path / "m.h5"), blas_threads=2)
    save_model(tmp_path / "two.h5", two)
    session.open_model(tmp_path / "two.h5")
    done()
    session.save_model(tmp_path / "again.h5")
    assert open_model(tmp_path / "again.h5").blas_threads == 2
    session.reset()
    done()


def test_a_picture_of_other_data_is_no_error(session, done):
    errors: list[Exception] = []
    session.failed.connect(errors.append)
    other = tiny(side=7).picture(SplitName.TEST, 0)
    session.select_picture(other)
    session.set_needs_source(lambda _: frozenset({PassOf(other)}))
    session.refresh()
    done()
    assert errors == []
    assert session.snapshot.answer(PassOf(other)) is None


def test_lowering_the_iterations_ends_a_paused_run(session, done):
    session.step(30)
    done()
    assert session.state.phase is Phase.PAUSED
    session.set_iterations(10)
    assert session.state.phase is Phase.FINISHED


def test_the_best_state_is_kept_and_said(window, finished):
    """The log stays whole, and going on starts from what was kept."""
    session = window.session
    session.set_config(keep_best=True, iterations=60, learning_rate=0.05)
    session.set_pace(Pace.FULL)
    session.train()
    finished()
    log = session.state.history
    # A frame may test a state in between; a run chooses among its own tests.
    own = log.test_iterations % 10 == 0
    scores = list(zip(log.test_accuracy[own], -log.test_costs[own], strict=True))
    best = int(log.test_iterations[own][scores.index(max(scores))])
    assert len(log) == 61
    assert session.state.iteration == best
    assert session.snapshot.iteration == best
    assert session.snapshot.test.metrics.accuracy == max(log.test_accuracy[own])
    assert session.state.phase is Phase.FINISHED
    if best < 60:
        assert str(best) in window.banner.text
        assert not window.banner.text.startswith("✕")
    before = session.costs
    session.set_iterations(70)
    session.train()
    finished()
    assert session.costs[: best + 1].tolist() == before[: best + 1].tolist()
    assert len(session.costs) == 71


def test_an_early_stop_is_no_fault(window, finished):
    session = window.session
    session.set_config(patience=10, iterations=5000, learning_rate=1e-12)
    session.set_pace(Pace.FULL)
    session.train()
    finished()
    assert session.state.phase is Phase.FINISHED
    assert session.state.iteration < 5000
    assert "Training stopped at iteration" in window.banner.text
    assert not window.banner.text.startswith("✕")


def test_a_change_of_the_learning_rate_leaves_a_mark(window, finished):
    session = window.session
    session.step(10)
    finished()
    session.set_learning_rate(0.003)
    session.step(10)
    finished()
    log = session.state.history
    assert (log.rate_iterations.tolist(), log.rates.tolist()) == ([10], [0.003])
    marks = window.views["costPanel"].findChild(CostPlot)._marked
    assert [(mark.x, mark.label) for mark in marks] == [(10, "α 0.003")]
    session.reset()
    finished()
    assert len(session.state.history.rates) == 0
    assert not window.views["costPanel"].findChild(CostPlot)._marked
