"""One compute thread, many jobs: a Qt-free scheduler of generators.

A job works in slices of a few milliseconds and yields between them. So a prediction
doesn't wait for a training run, and whatever is cancelled ends at its next yield.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

Slices = Generator[float | None, None, Any]
"""A job's work. It yields None to go on as soon as possible, or the monotonic time
before which it has nothing to do; its return value is the job's result."""

SLICE_SECONDS = 0.005
"""About how long a job may work before it yields."""

ALONE_SECONDS = 0.02
"""The same at most while nobody else wants the thread: still in time for a frame."""

UNWATCHED_SECONDS = 0.25
"""The same while nobody sees frames either."""


@dataclass
class Turn:
    """How long the job at work may go on, if it can look between two steps.

    Attributes
    ----------
    seconds : float
        About so long.
    is_wanted : bool
        Whether somebody has come to want the thread in the meantime: it should yield.
    """

    seconds: float = SLICE_SECONDS
    is_wanted: bool = False


class Priority(IntEnum):
    """Which ready job gets the next slice: the lowest; equal ones take turns."""

    FRAME = 0
    REQUEST = 1
    TRAINING = 2


class Job:
    """Work for the compute thread.

    Parameters
    ----------
    work : callable
        Called in the compute thread; returns the generator of slices.
    priority : Priority
        Goes before jobs of a higher number.
    """

    _turns = itertools.count()

    def __init__(self, work: Callable[[], Slices], priority: Priority) -> None:
        self.priority = priority
        self.turn = next(self._turns)
        self.cancelled = threading.Event()
        self._work = work
        self._slices: Slices | None = None
        self.not_before = 0.0
        self._began: float | None = None

    def patience(self, now: float) -> float:
        """Return how long its turn may be: whoever began it soon looks for a result."""
        if self._began is None:
            self._began = now
        return max(SLICE_SECONDS, (now - self._began) / 8)

    def run_slice(self) -> float:
        """Do one slice; return when to go on.

        Raises
        ------
        StopIteration
            With the result, at the end.
        """
        if self._slices is None:
            self._slices = self._work()
        self.turn = next(self._turns)
        return next(self._slices) or 0.0

    def close(self) -> None:
        """End the generator where it stands."""
        if self._slices is not None:
            self._slices.close()

    @property
    def rank(self) -> tuple[int, int]:
        """Sorting key: priority first, then who has waited longest."""
        return self.priority, self.turn


Report = Callable[[Job, Any, Exception | None], None]
"""``report(job, result, error)``: called in the compute thread when a job has ended."""


class Scheduler:
    """Runs jobs, slice by slice, in whichever thread calls `run`.

    Parameters
    ----------
    report : callable
        Told of every job that ended, cancelled ones included.

    Attributes
    ----------
    turn : Turn
        Of the job at work.
    is_watched : bool
        Whether somebody looks at what jobs leave on the way. Set it from any thread.
    """

    def __init__(self, report: Report) -> None:
        self.turn = Turn()
        self.is_watched = True
        self._report = report
        self._jobs: list[Job] = []
        self._changed = threading.Condition()
        self._stopping = False
        self._wakes = 0

    def submit(self, job: Job) -> Job:
        """Add a job; from any thread."""
        with self._changed:
            self._jobs.append(job)
            self._call()
        return job

    def cancel(self, job: Job) -> None:
        """Make a job end at its next yield; from any thread."""
        job.cancelled.set()
        self.wake()

    def wake(self) -> None:
        """Let every waiting job look again at what it waits for; from any thread."""
        with self._changed:
            self._wakes += 1
            for job in self._jobs:
                job.not_before = 0.0
            self._call()

    def stop(self) -> None:
        """Make `run` cancel all jobs and return; from any thread."""
        with self._changed:
            self._stopping = True
            self._call()

    def _call(self) -> None:
        """Call the thread, which waits or works on a job."""
        self.turn.is_wanted = True
        self._changed.notify()

    def run(self) -> None:
        """Work until stopped."""
        while (job := self._next()) is not None:
            self._work_on(job)
        for job in self._jobs:
            job.close()
        self._jobs.clear()

    def _next(self) -> Job | None:
        """Wait for a job that is ready; None when stopping."""
        with self._changed:
            while not self._stopping:
                now = time.monotonic()
                ready = [job for job in self._jobs if job.not_before <= now]
                if ready:
                    job = min(ready, key=lambda job: job.rank)
                    self._begin_turn(job, now)
                    return job
                waiting = [job.not_before - now for job in self._jobs]
                self._changed.wait(min(waiting, default=None))
        return None

    def _begin_turn(self, job: Job, now: float) -> None:
        alone = ALONE_SECONDS if self.is_watched else UNWATCHED_SECONDS
        soon = [other for other in self._jobs if other.not_before < now + alone]
        most = alone if soon == [job] else SLICE_SECONDS
        self.turn.seconds = min(most, job.patience(now))
        self.turn.is_wanted = False

    def _work_on(self, job: Job) -> None:
        try:
            if job.cancelled.is_set():
                job.close()
                self._end(job, None, None)
            else:
                self._run_slice(job)
        except StopIteration as end:
            self._end(job, end.value, None)
        except Exception as error:  # noqa: BLE001 - whoever gave the job is told
            self._end(job, None, error)

    def _run_slice(self, job: Job) -> None:
        wakes = self._wakes
        not_before = job.run_slice()
        with self._changed:
            # Somebody who called during the slice must not have called in vain.
            if wakes == self._wakes:
                job.not_before = not_before

    def _end(self, job: Job, result: Any, error: Exception | None) -> None:
        with self._changed:
            self._jobs.remove(job)
        self._report(job, result, error)
