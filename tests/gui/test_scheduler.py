from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from gui.scheduler import (
    ALONE_SECONDS,
    SLICE_SECONDS,
    UNWATCHED_SECONDS,
    Job,
    Priority,
    Scheduler,
    Slices,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Board:
    """Runs a scheduler in a plain thread and notes what it reports."""

    def __init__(self) -> None:
        self.ended: list[tuple[Job, object, Exception | None]] = []
        self.changed = threading.Event()
        self.scheduler = Scheduler(self._report)
        self.thread = threading.Thread(target=self.scheduler.run)

    def _report(self, job: Job, result: object, error: Exception | None) -> None:
        self.ended.append((job, result, error))
        self.changed.set()

    def wait(self, count: int) -> None:
        end = time.monotonic() + 10
        while len(self.ended) < count:
            assert time.monotonic() < end
            self.changed.wait(0.1)
            self.changed.clear()


@pytest.fixture
def board():
    board = Board()
    board.thread.start()
    yield board
    board.scheduler.stop()
    board.thread.join(10)
    assert not board.thread.is_alive()


def counting(log: list[str], name: str, slices: int) -> Slices:
    for _ in range(slices):
        log.append(name)
        yield None
    return name


def test_a_job_gives_its_result(board):
    job = board.scheduler.submit(Job(lambda: counting([], "a", 3), Priority.REQUEST))
    board.wait(1)
    assert board.ended == [(job, "a", None)]


def test_an_error_is_reported_and_the_scheduler_goes_on(board):
    def broken() -> Slices:
        yield None
        raise ValueError("no")

    board.scheduler.submit(Job(broken, Priority.REQUEST))
    board.scheduler.submit(Job(lambda: counting([], "b", 1), Priority.REQUEST))
    board.wait(2)
    assert isinstance(board.ended[0][2], ValueError)
    assert board.ended[1][1] == "b"


def test_the_lower_number_goes_first_between_slices(board):
    log: list[str] = []
    gate = threading.Event()

    def held() -> Slices:
        gate.wait(10)
        yield None
        yield from counting(log, "training", 3)

    board.scheduler.submit(Job(held, Priority.TRAINING))
    board.scheduler.submit(Job(lambda: counting(log, "frame", 2), Priority.FRAME))
    gate.set()
    board.wait(2)
    assert log == ["frame"] * 2 + ["training"] * 3


def test_equal_jobs_take_turns(board):
    """A replay beside a training: neither waits until the other has ended."""
    log: list[str] = []
    gate = threading.Event()

    def held() -> Slices:
        gate.wait(10)
        yield None

    board.scheduler.submit(Job(held, Priority.FRAME))
    for name in "ab":
        work = partial(counting, log, name, 3)
        board.scheduler.submit(Job(work, Priority.TRAINING))
    gate.set()
    board.wait(3)
    assert log == ["a", "b"] * 3


def test_a_cancelled_job_is_closed_at_its_next_yield(board):
    closed = threading.Event()
    began = threading.Event()

    def endless() -> Slices:
        try:
            while True:
                began.set()
                yield None
        finally:
            closed.set()

    job = board.scheduler.submit(Job(endless, Priority.TRAINING))
    assert began.wait(10)
    board.scheduler.cancel(job)
    board.wait(1)
    assert closed.is_set()
    assert board.ended == [(job, None, None)]


def test_a_waiting_job_leaves_the_thread_to_others_and_wakes(board):
    def sleepy() -> Slices:
        yield time.monotonic() + 1000
        return "awake"

    job = board.scheduler.submit(Job(sleepy, Priority.FRAME))
    board.scheduler.submit(Job(lambda: counting([], "other", 1), Priority.TRAINING))
    board.wait(1)
    assert board.ended[0][1] == "other"
    board.scheduler.wake()
    board.wait(2)
    assert board.ended[1] == (job, "awake", None)


def test_a_job_alone_has_longer_turns_in_time(board):
    """One that others wait for, or soon will, has not; nor one that has just begun."""
    scheduler, seconds, over = board.scheduler, {}, threading.Event()

    def note(name: str) -> Slices:
        yield None
        seconds[f"{name}, new"] = scheduler.turn.seconds
        time.sleep(8 * ALONE_SECONDS)
        yield None
        seconds[name] = scheduler.turn.seconds
        over.set()

    def waiting() -> Slices:
        yield time.monotonic() + 1000

    def busy() -> Slices:
        over.clear()
        while not over.is_set():
            yield None

    def run(*works: Callable[[], Slices]) -> None:
        ended = len(board.ended)
        for work in works:
            scheduler.submit(Job(work, Priority.TRAINING))
        board.wait(ended + 1)

    run(partial(note, "alone"))
    run(waiting, partial(note, "beside a sleeper"))
    run(busy, partial(note, "beside another"))
    board.wait(4)
    assert seconds == {
        "alone, new": SLICE_SECONDS,
        "alone": ALONE_SECONDS,
        "beside a sleeper, new": SLICE_SECONDS,
        "beside a sleeper": ALONE_SECONDS,
        "beside another, new": SLICE_SECONDS,
        "beside another": SLICE_SECONDS,
    }


def test_a_job_that_nobody_watches_has_turns_of_any_length(board):
    scheduler, seconds = board.scheduler, []
    scheduler.is_watched = False

    def work() -> Slices:
        yield None
        time.sleep(8 * UNWATCHED_SECONDS)
        for _ in range(2):
            yield None
            seconds.append(scheduler.turn.seconds)
            scheduler.is_watched = True

    scheduler.submit(Job(work, Priority.TRAINING))
    board.wait(1)
    assert seconds == [UNWATCHED_SECONDS, ALONE_SECONDS]


@pytest.mark.parametrize(
    "call",
    [
        lambda scheduler, job: scheduler.submit(
            Job(lambda: counting([], "other", 1), Priority.FRAME)
        ),
        lambda scheduler, job: scheduler.cancel(job),
        lambda scheduler, job: scheduler.wake(),
        lambda scheduler, job: scheduler.stop(),
    ],
    ids=["submit", "cancel", "wake", "stop"],
)
def test_whoever_wants_the_thread_tells_the_job_at_work(board, call):
    began, told = threading.Event(), []

    def working() -> Slices:
        yield None
        told.append(board.scheduler.turn.is_wanted)
        began.set()
        end = time.monotonic() + 10
        while not board.scheduler.turn.is_wanted and time.monotonic() < end:
            time.sleep(0.001)
        told.append(board.scheduler.turn.is_wanted)
        yield None
        told.append(board.scheduler.turn.is_wanted)

    job = board.scheduler.submit(Job(working, Priority.TRAINING))
    assert began.wait(10)
    call(board.scheduler, job)
    board.thread.join(0.2)
    assert told[:2] == [False, True]
    # The next turn is a new one.
    assert told[2:] in ([], [False])


def test_stopping_closes_what_is_left():
    board = Board()
    closed = threading.Event()

    def endless() -> Slices:
        try:
            while True:
                yield None
        finally:
            closed.set()

    board.scheduler.submit(Job(endless, Priority.TRAINING))
    board.thread.start()
    time.sleep(0.05)
    board.scheduler.stop()
    board.thread.join(10)
    assert closed.is_set()
    assert board.ended == []


def test_a_call_to_wake_during_a_slice_isnt_lost(board):
    inside, go_on = threading.Event(), threading.Event()

    def sleepy() -> Slices:
        inside.set()
        go_on.wait(10)
        yield time.monotonic() + 1000
        return "awake"

    board.scheduler.submit(Job(sleepy, Priority.TRAINING))
    assert inside.wait(10)
    board.scheduler.wake()
    go_on.set()
    board.wait(1)
    assert board.ended[0][1] == "awake"
