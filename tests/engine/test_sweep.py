"""Many runs at once, in processes of their own."""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from engine import NetworkSpec, TrainingConfig
from engine import sweep as sweep_module
from engine.blas import BlasThreads
from engine.dataset_file import open_dataset
from engine.datasets import DATASETS, Dataset, InputKind, Split
from engine.history import History
from engine.images import read_picture
from engine.inputs import ArrayInputs
from engine.outputs import Task
from engine.prediction import predict_file
from engine.run import Run, saved_model
from engine.sweep import Sweep, SweepError
from engine.sweep_job import Abandoned, Job, Reason, make_run, work
from engine.trainer import Trainer
from tests.engine.runs import DATA

WAIT = 60
"""Seconds; the machine may be busy, so it is never a measurement."""

LONG = TrainingConfig(iterations=50_000_000, seed=7)


def jobs(dataset, seeds, hidden=(5, 4), activation="tanh", dropout=0.0, **settings):
    values = {"learning_rate": 0.1, "iterations": 40} | settings
    spec = NetworkSpec.design(
        dataset.input_size,
        hidden,
        dataset.task,
        len(dataset.class_names),
        activation,
        dropout,
    )
    return [Job(spec, TrainingConfig(**values, seed=seed)) for seed in seeds]


def wait_until(condition):
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def finish(sweep):
    """Return the outcomes in the order of the jobs."""
    wait_until(lambda: sweep.is_over)
    ended = sweep.take()
    return [one.outcome for one in sorted(ended, key=lambda one: one.place)]


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # One that has ended may wait for a parent that never asks for it.
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def sweeping():
    """Return a function that starts a sweep, ended at last whatever happens."""
    made = []

    def start(*arguments, **options):
        made.append(Sweep(*arguments, **options))
        return made[-1]

    yield start
    for sweep in made:
        assert sweep.cancel()


def busy(sweep):
    """Wait until every process has begun with its work; return their numbers."""
    wait_until(lambda: len(sweep.pids) == 2)
    return sweep.pids


# One run


def headless(job, dataset):
    """Return the trainer of a run as the command line makes it, with one thread."""
    threads = BlasThreads(most=1)
    trainer = Trainer.for_dataset(dataset, job.spec, job.config, threads)
    run = Run(trainer)
    run.measure()
    while trainer.iteration < job.config.iterations:
        run.advance(job.config.iterations)
    run.finish()
    return trainer


KINDS = {
    "plain": {},
    "adam": {"optimizer": "adam", "learning_rate": 0.01},
    "batches": {"batch_size": 7, "dropout": 0.2, "weight_decay": 0.01},
    "float32": {"precision": "float32", "schedule": "cosine"},
    "best": {"keep_best": True, "learning_rate": 2.0},
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_result_of_a_headless_run_to_the_bit(kind, sweeping):
    listed = jobs(DATA, (1, 2, 3), **KINDS[kind])
    outcomes = finish(sweeping(DATA, listed))
    for job, outcome in zip(listed, outcomes, strict=True):
        trainer = headless(job, DATA)
        assert outcome.train == trainer.train_metrics()
        assert outcome.test == trainer.test_metrics()
        assert outcome.iteration == trainer.iteration
        assert outcome.reason is None
    assert len({outcome.train.cost for outcome in outcomes}) == 3


def test_an_early_stop_is_told():
    job = jobs(DATA, [1], patience=10, iterations=5000, learning_rate=1.0)[0]
    outcome = make_run(job, DATA)
    assert outcome.reason.template.startswith("Training stopped at iteration")
    assert outcome.iteration < 5000
    assert not outcome.diverged
    assert outcome.train is not None


def test_a_run_that_diverges_keeps_its_last_good_state():
    job = jobs(DATA, [1], activation="relu", learning_rate=1e200)[0]
    outcome = make_run(job, DATA)
    assert outcome.diverged
    assert outcome.train is not None
    assert np.isfinite(outcome.train.cost)
    assert "iteration" in outcome.reason.values


def test_what_can_not_run_is_no_result_but_a_sentence():
    job = jobs(DATA, [1], batch_size=10_000)[0]
    outcome = make_run(job, DATA)
    assert outcome.train is None
    assert "larger than the training set" in outcome.reason.template


def test_a_fault_of_ours_is_told_in_a_sentence():
    class Broken:
        spec = None

    outcome = make_run(Broken(), DATA)
    assert outcome.reason.values == {"error": "AttributeError"}
    assert "more memory" in Reason.of(MemoryError()).template


def test_without_a_test_set():
    data = dataclasses.replace(DATA, test=None)
    outcome = make_run(jobs(data, [1])[0], data)
    assert outcome.test is None
    assert outcome.train.accuracy > 0


def test_whoever_waits_no_more_ends_a_run():
    def look():
        raise Abandoned

    with pytest.raises(Abandoned):
        make_run(Job(jobs(DATA, [1])[0].spec, LONG), DATA, look=look)


@pytest.mark.parametrize("has_nice", [True, False])
def test_a_worker_ends_when_nobody_is_left_at_the_other_end(monkeypatch, has_nice):
    niceness = []
    monkeypatch.setattr(os, "nice", niceness.append, raising=False)
    if not has_nice:
        monkeypatch.delattr(os, "nice")
    before = signal.getsignal(signal.SIGINT)
    ours, theirs = multiprocessing.Pipe()
    with theirs:
        ours.send((DATA, ()))
        ours.send(Job(jobs(DATA, [1])[0].spec, LONG))
        ours.close()
        try:
            work(theirs)
        finally:
            signal.signal(signal.SIGINT, before)
    assert len(niceness) == has_nice


def regression():
    split = Split(np.arange(12.0).reshape(6, 2), np.zeros(6, int), np.ones((6, 1)))
    return Dataset("curve", Task.REGRESSION, InputKind.VECTOR, ("y",), split, None)


def test_a_regression_has_costs_and_no_probabilities():
    data = regression()
    job = jobs(data, [1], learning_rate=0.001)[0]
    outcome = make_run(job, data, [np.zeros((1, 2, 1), np.uint8)])
    assert np.isnan(outcome.train.accuracy)
    assert outcome.train.cost >= 0
    assert outcome.chances == (None,)


def test_the_own_picture_gets_what_predict_says(tmp_path, sweeping):
    from PIL import Image

    path = tmp_path / "own.png"
    noise = np.random.default_rng(3).integers(0, 256, (80, 60, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    data = DATASETS["drawn-cats"].load()
    job = jobs(data, [4], hidden=(5,), learning_rate=0.0075)[0]
    seen = read_picture(path, data.input_shape).seen.pixels
    outcome = finish(sweeping(data, [job], [seen]))[0]
    model = saved_model(headless(job, data), data, History())
    said = predict_file(model, path)["probabilities"]
    assert dict(zip(data.class_names, outcome.chances[0], strict=True)) == said


# Many


def test_results_come_one_by_one(sweeping):
    sweep = sweeping(DATA, [*jobs(DATA, [1]), Job(jobs(DATA, [2])[0].spec, LONG)])
    came = []
    wait_until(lambda: came.extend(sweep.take()) or came)
    assert [one.place for one in came] == [0]
    assert not sweep.is_over


def test_no_more_processes_than_jobs_or_cores(sweeping):
    listed = [Job(jobs(DATA, [1])[0].spec, LONG)]
    sweep = sweeping(DATA, listed)
    wait_until(lambda: sweep.pids)
    time.sleep(0.1)
    assert len(sweep.pids) == 1
    assert len(sweeping(DATA, jobs(DATA, range(64)))._threads) <= os.cpu_count()


def test_cancelling_keeps_what_has_ended_and_leaves_no_process(sweeping):
    long = Job(jobs(DATA, [1])[0].spec, LONG)
    sweep = sweeping(DATA, [*jobs(DATA, [1, 2]), long, long], processes=2)
    came = []
    wait_until(lambda: came.extend(sweep.take()) or len(came) == 2)
    pids = busy(sweep)
    assert sweep.cancel()
    assert sweep.is_over
    assert all(map(is_gone, pids))
    assert sweep.take() == []
    assert all(one.outcome.train is not None for one in came)


def test_cancelling_at_once(sweeping):
    sweep = sweeping(DATA, jobs(DATA, range(10)), processes=2)
    assert sweep.cancel()
    assert sweep.pids == []
    assert all(one.outcome.train is not None for one in sweep.take())


def test_cancelling_before_a_process_has_started(monkeypatch, sweeping):
    pipe = sweep_module._SPAWN.Pipe

    def slow():
        time.sleep(0.2)
        return pipe()

    monkeypatch.setattr(sweep_module._SPAWN, "Pipe", slow)
    sweep = sweeping(DATA, jobs(DATA, [1, 2]))
    assert sweep.cancel()
    assert sweep.take() == []


def test_a_killed_process_is_told_and_the_rest_goes_on(sweeping):
    long = Job(jobs(DATA, [1])[0].spec, LONG)
    sweep = sweeping(DATA, [long, *jobs(DATA, range(1, 5))], processes=2)
    wait_until(lambda: len(sweep.pids) == 2)
    # The one that is left at last is at work on the long run.
    wait_until(lambda: len(sweep.pids) == 1)
    os.kill(sweep.pids[0], getattr(signal, "SIGKILL", signal.SIGTERM))
    lost, *others = finish(sweep)
    assert lost.train is None
    assert lost.reason.values == {"seed": 7}
    assert "ended too soon" in lost.reason.template
    assert len(others) == 4
    assert all(outcome.train is not None for outcome in others)


@pytest.mark.skipif(os.name == "nt", reason="processes are waited for otherwise")
def test_a_process_whose_end_another_thread_has_seen(monkeypatch, sweeping):
    join, late = sweep_module._SPAWN.Process.join, []

    def too_late(process, timeout=None):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process.pid, 0)
        late.append(process)
        join(process, timeout)

    monkeypatch.setattr(sweep_module._SPAWN.Process, "join", too_late)
    sweep = sweeping(DATA, jobs(DATA, [1, 2]), processes=2)
    assert all(outcome.train is not None for outcome in finish(sweep))
    wait_until(lambda: not any(thread.is_alive() for thread in sweep._threads))
    assert sweep.is_over
    # The other thread tells how it ended, a moment later.
    for process in late:
        process._popen.returncode = 0
    assert multiprocessing.active_children() == []


def test_when_no_process_can_start(monkeypatch, sweeping):
    def refuse(_process):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(sweep_module._SPAWN.Process, "start", refuse)
    outcomes = finish(sweeping(DATA, jobs(DATA, [1, 2]), processes=2))
    assert [outcome.train for outcome in outcomes] == [None, None]
    reason = "Resource temporarily unavailable"
    assert all(outcome.reason.values == {"reason": reason} for outcome in outcomes)


def test_no_pipe_is_said_too(monkeypatch, sweeping):
    def refuse():
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(sweep_module._SPAWN, "Pipe", refuse)
    outcomes = finish(sweeping(DATA, jobs(DATA, [1, 2, 3]), processes=2))
    told = [outcome.reason.values["reason"] for outcome in outcomes]
    assert told == ["Too many open files"] * 3


def test_what_one_process_cant_do_another_does(monkeypatch, sweeping):
    start, tries = sweep_module._SPAWN.Process.start, []

    def refuse_first(process):
        tries.append(process)
        if len(tries) == 1:
            raise OSError(12, "Cannot allocate memory")
        start(process)

    monkeypatch.setattr(sweep_module._SPAWN.Process, "start", refuse_first)
    outcomes = finish(sweeping(DATA, jobs(DATA, [1, 2, 3]), processes=2))
    assert [outcome.reason for outcome in outcomes] == [None] * 3


def test_no_thread_is_said_at_once(monkeypatch, sweeping):
    def refuse(_thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(sweep_module.threading.Thread, "start", refuse)
    with pytest.raises(SweepError, match="can't start new thread"):
        sweeping(DATA, jobs(DATA, [1, 2]), processes=2)


def test_streamed_data_are_refused():
    class Streamed(ArrayInputs):
        is_streamed = True

    data = dataclasses.replace(
        DATA, train=Split(Streamed(DATA.train.inputs), DATA.train.labels)
    )
    with pytest.raises(SweepError, match="“clusters” is too large for memory"):
        Sweep(data, jobs(DATA, [1]))


def test_data_for_which_there_is_no_memory_are_refused(monkeypatch):
    monkeypatch.setattr(sweep_module, "available_memory", lambda: 100)
    with pytest.raises(SweepError, match="no memory for 1 copies of “clusters”"):
        Sweep(DATA, jobs(DATA, [1]))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells by files")
def test_the_processes_import_no_window(sweeping):
    long = Job(jobs(DATA, [1])[0].spec, LONG)
    sweep = sweeping(DATA, [long, long], processes=2)
    for pid in busy(sweep):
        maps = Path(f"/proc/{pid}/maps")
        wait_until(lambda maps=maps: "numpy" in maps.read_text())
        time.sleep(0.3)
        assert "Qt" not in maps.read_text()


def test_a_process_that_looks_at_main_imports_no_window():
    # A spawned process runs the program's main module, under this name.
    check = (
        "import runpy, sys; runpy.run_path('main.py', run_name='__mp_main__'); "
        "print(sorted({'gui', 'PySide6'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


ORPHANS = """
import sys, time
from engine import NetworkSpec, TrainingConfig
from engine.sweep import Job, Sweep
from tests.engine.runs import DATA

if __name__ == "__main__":
    spec = NetworkSpec.design(DATA.input_size, (5,), DATA.task, 2)
    sweep = Sweep(DATA, [Job(spec, TrainingConfig(iterations=50_000_000))] * 2)
    while not sweep.pids:
        time.sleep(0.01)
    time.sleep(1)
    print(*sweep.pids, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 9")
def test_processes_end_with_a_program_that_was_killed(tmp_path):
    script = tmp_path / "program.py"
    script.write_text(ORPHANS, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as program:
        pids = list(map(int, program.stdout.readline().split()))
        assert pids
        assert not any(map(is_gone, pids))
        program.kill()
    wait_until(lambda: all(map(is_gone, pids)))


# The course's data: was the famous 80 % luck?


def course_jobs(dataset, hidden, initialization):
    spec = NetworkSpec.design(dataset.input_size, hidden, dataset.task, 2)
    return [
        Job(spec, TrainingConfig(initialization=initialization, seed=seed))
        for seed in range(1, 11)
    ]


@pytest.fixture(scope="module")
def course_results(course_data):
    """Return the outcomes of the L-layer and of the two-layer network."""
    dataset = open_dataset(course_data)
    picture = read_picture(course_data / "my_image.jpg", dataset.input_shape).seen
    deep = course_jobs(dataset, (20, 7, 5), "scaled")
    shallow = course_jobs(dataset, (7,), "small-normal")
    sweep = Sweep(dataset, [*deep, *shallow], [picture.pixels])
    outcomes = finish(sweep)
    return outcomes[:10], outcomes[10:]


def accuracies(outcomes):
    return [outcome.test.accuracy for outcome in outcomes]


def test_the_famous_80_percent_is_the_best_of_ten_seeds(course_results):
    found = accuracies(course_results[0])
    assert min(found) == 0.68
    assert max(found) == 0.80
    assert statistics.fmean(found) == pytest.approx(0.744)
    assert found.index(max(found)) == 0
    assert found.count(max(found)) == 1


def test_the_two_layer_network_over_ten_seeds(course_results):
    found = accuracies(course_results[1])
    assert min(found) == 0.66
    assert max(found) == 0.76
    assert statistics.fmean(found) == pytest.approx(0.712)


def test_what_they_say_of_a_photo_is_luck_too(course_results):
    cat = [outcome.chances[0][1] for outcome in course_results[0]]
    assert min(cat) == pytest.approx(0.08, abs=0.005)
    assert max(cat) == pytest.approx(0.90, abs=0.005)
