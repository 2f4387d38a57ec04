"""Many runs at once, in processes of their own, to see how much of a result is luck.

Two threads of Python that train get no more done than one, two processes nearly twice
as much. The processes are spawned, import only the engine, and have one BLAS thread
each.
"""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import os
import threading
from collections import deque
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.inputs import as_inputs
from engine.memory import available_memory
from engine.spawning import unheard
from engine.sweep_job import Job, Outcome, work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from engine.arrays import Pixels
    from engine.datasets import Dataset

__all__ = ["Ended", "Job", "Outcome", "Sweep", "SweepError"]

END_SECONDS = 5.0
"""How long a process may take to end by itself, and a thread to see it end."""

_SPAWN = multiprocessing.get_context("spawn")


class SweepError(EngineError):
    """A sweep that can't be made, or a process of it that died."""


@dataclass(frozen=True)
class Ended:
    """A run of a sweep that has ended.

    Attributes
    ----------
    place : int
        Of its job in the sweep's list.
    outcome : Outcome
        How it ended.
    """

    place: int
    outcome: Outcome


class Sweep:
    """Runs that are made side by side; they begin at once.

    Parameters
    ----------
    dataset : Dataset
        What all of them learn from. Each process gets it once.
    jobs : sequence of Job
        The runs.
    pictures : sequence of ndarray of uint8, shape (height, width, channels)
        What each network shall predict at the end of its run.
    processes : int, optional
        How many; as many as there are cores if not given.

    Raises
    ------
    SweepError
        If the data are too large to be given to other processes, or nothing can be
        started at all.
    """

    def __init__(
        self,
        dataset: Dataset,
        jobs: Sequence[Job],
        pictures: Sequence[Pixels] = (),
        processes: int | None = None,
    ) -> None:
        count = min(processes or os.cpu_count() or 1, len(jobs))
        check_size(dataset, count)
        # A fresh one, without all that was computed of the data and kept.
        self._given = dataclasses.replace(dataset), tuple(pictures)
        self._jobs = deque(enumerate(jobs))
        self._ended: SimpleQueue[Ended] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._processes: set[SpawnProcess] = set()
        self._trouble: SweepError | None = None
        self._attending = count
        # They only wait for their processes, so they are no second compute thread.
        self._threads = list(self._start_threads(count))

    def _start_threads(self, count: int) -> Iterator[threading.Thread]:
        """Start as many threads as there can be."""
        for i in range(count):
            thread = threading.Thread(
                target=self._attend, name=f"sweep {i}", daemon=True
            )
            try:
                thread.start()
            except RuntimeError as error:
                if i == 0:
                    raise _cant_start(error) from error
                self._leave()
            else:
                yield thread

    @property
    def is_over(self) -> bool:
        """Whether nothing is still to come, except what `take` has not yet returned."""
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are at work."""
        with self._lock:
            return [process.pid for process in self._processes if process.pid]

    def take(self) -> list[Ended]:
        """Return the runs that have ended since the last time; never wait."""
        ended = []
        while True:
            try:
                ended.append(self._ended.get_nowait())
            except Empty:
                return ended

    def cancel(self) -> bool:
        """End all processes; what has ended stays. Tell whether all were gone in time.

        Returns
        -------
        bool
            Whether no process is left.
        """
        with self._lock:
            self._is_cancelled = True
            for process in self._processes:
                process.kill()
        for thread in self._threads:
            thread.join(END_SECONDS)
        return self.is_over

    def _attend(self) -> None:
        """Have one process work on jobs until there are none left."""
        try:
            ours, theirs = _SPAWN.Pipe()
        except OSError as error:
            self._trouble = _cant_start(error)
        else:
            self._attend_to(ours, theirs)
        finally:
            self._leave()

    def _attend_to(self, ours: Connection, theirs: Connection) -> None:
        process = _SPAWN.Process(target=work, args=(theirs,), daemon=True)
        try:
            if self._start(process):
                # Only the process holds it now, so its end is the pipe's.
                theirs.close()
                self._serve(ours)
        finally:
            theirs.close()
            ours.close()
            self._end(process)

    def _start(self, process: SpawnProcess) -> bool:
        """Start a process, unless the sweep was cancelled."""
        with self._lock:
            if self._is_cancelled:
                return False
            try:
                with unheard():
                    process.start()
            except (OSError, MemoryError) as error:
                self._trouble = _cant_start(error)
                return False
            self._processes.add(process)
            return True

    def _leave(self) -> None:
        """Attend no longer; the last one says why work was left undone."""
        with self._lock:
            self._attending -= 1
            is_last = self._attending == 0 and not self._is_cancelled
        if is_last and self._trouble is not None:
            for place, _ in self._jobs:
                self._ended.put(Ended(place, Outcome.failed(self._trouble)))

    def _serve(self, pipe: Connection) -> None:
        """Give a process the data, then job after job."""
        gone = OSError, EOFError
        with contextlib.suppress(*gone):
            pipe.send(self._given)
        # It ends with the jobs, or with the process, which a cancelled sweep kills.
        while True:
            try:
                place, job = self._jobs.popleft()
            except IndexError:
                return
            try:
                pipe.send(job)
                self._ended.put(Ended(place, pipe.recv()))
            except gone:
                if not self._is_cancelled:
                    self._ended.put(Ended(place, Outcome.failed(_died(job))))
                return

    def _end(self, process: SpawnProcess) -> None:
        """Wait until a process has ended, and let go of it."""
        with self._lock:
            is_started = process in self._processes
        if not is_started:
            return
        process.join(END_SECONDS)
        process.kill()
        process.join()
        with self._lock:
            self._processes.discard(process)
        # Another thread that starts a process looks at all of them, and may have seen
        # this one end before this thread did: then it isn't known here for a moment.
        with contextlib.suppress(ValueError):
            process.close()


def _cant_start(error: Exception) -> SweepError:
    reason = getattr(error, "strerror", None) or str(error) or "out of memory"
    return SweepError(
        "No other program can be started: {reason}. Close some, then try again.",
        reason=reason,
    )


def _died(job: Job) -> SweepError:
    return SweepError(
        "The process that trained with seed {seed} ended too soon: something stopped "
        "it, or memory was short. The other results stay; try again for this one.",
        seed=job.config.seed,
    )


def check_size(dataset: Dataset, processes: int) -> None:
    """Refuse data of which the processes of a sweep can't each have a copy.

    Parameters
    ----------
    dataset : Dataset
        The data.
    processes : int
        How many copies there would be.

    Raises
    ------
    SweepError
        If there is no room.
    """
    if dataset.is_streamed:
        raise SweepError(
            "“{name}” is too large for memory, and several runs at once would have to "
            "read it again and again. Open a smaller file to train from many seeds.",
            name=dataset.name,
        )
    needed = sum(
        as_inputs(split.inputs).dtype.itemsize * len(split) * dataset.input_size
        for split in (dataset.train, dataset.test)
        if split is not None
    )
    free = available_memory()
    # Each process has a copy, and the message that brings it, for a while.
    if free is not None and 2 * needed * processes > free:
        raise SweepError(
            "There is no memory for {count} copies of “{name}”, one for each process. "
            "Close other programs, or open a smaller file.",
            count=processes,
            name=dataset.name,
        )
