"""A second thread that makes calls beside those of the caller.

NumPy gives Python's lock up in products and in operations on more than 500 numbers. So
two threads work on two cores where arrays are large.
"""

from __future__ import annotations

import threading
import weakref
from queue import SimpleQueue
from typing import TYPE_CHECKING

from engine.arrays import keep_buffers_small, may_overflow
from engine.operations import run

if TYPE_CHECKING:
    from engine.operations import Operations


class Helper:
    """A thread that makes calls; it ends with this object, or with the process."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._done: SimpleQueue[_Task] = SimpleQueue()
        weakref.finalize(self, self._tasks.put, None)
        queues = self._tasks, self._done
        threading.Thread(target=_work, args=queues, name="helper", daemon=True).start()

    def beside(self, mine: Operations, theirs: Operations) -> None:
        """Make calls here and others in the helper's thread; return after all of them.

        Neither may write what the other reads. Whatever is raised here or there is
        raised when both have ended. BLAS is to use one thread: `one_thread`.
        """
        task = _Task(theirs)
        try:
            self._tasks.put(task)
            run(mine)
            self._wait_for(task)
        except BaseException:
            self._rest()
            raise
        if task.error is not None:
            raise task.error

    def _wait_for(self, task: _Task) -> None:
        # An interrupt may have left others, which are done before.
        while self._done.get() is not task:
            pass

    def _rest(self) -> None:
        """Wait until nothing is left to do, however often Ctrl+C is pressed."""
        nothing = _Task(())
        try:
            self._tasks.put(nothing)
            self._wait_for(nothing)
        except KeyboardInterrupt:
            self._rest()
            raise


class _Task:
    """Calls to be made, and what they raised."""

    def __init__(self, operations: Operations) -> None:
        self.operations = operations
        self.error: BaseException | None = None


# NumPy's error state is each thread's own.
@may_overflow
def _work(tasks: SimpleQueue[_Task | None], done: SimpleQueue[_Task]) -> None:
    """Do one task after the other, until one is None."""
    keep_buffers_small()
    while (task := tasks.get()) is not None:
        try:
            run(task.operations)
        except BaseException as error:  # noqa: BLE001 - whoever gave it is told
            task.error = error
        done.put(task)
