"""A second thread that makes calls beside those of the caller.

NumPy gives Python's lock up in products and in operations on more than 500 numbers. So
two threads work on two cores where arrays are large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.arrays import may_overflow
from engine.blas import one_thread
from engine.operations import run

if TYPE_CHECKING:
    from engine.operations import Operations


class Helper:
    """Makes calls in a thread that starts with the first of them.

    The thread ends with this object, or with the process.
    """

    def __init__(self) -> None:
        # Only for those who train on large batches.
        from concurrent.futures import ThreadPoolExecutor

        self._pool = ThreadPoolExecutor(1, "helper")
        # NumPy's error state is each thread's own.
        self._run = may_overflow(run)

    def beside(self, mine: Operations, theirs: Operations) -> None:
        """Make calls here and others in the helper's thread; return after all of them.

        Neither may write what the other reads. Whatever is raised here or there is
        raised when both have ended.
        """
        with one_thread():
            try:
                other = self._pool.submit(self._run, theirs)
                run(mine)
                other.result()
            except BaseException:
                self._wait()
                raise

    def _wait(self) -> None:
        """Wait until the helper has nothing left to do, whatever else happens."""
        try:
            # It does one thing after the other.
            self._pool.submit(int).result()
        except KeyboardInterrupt:
            self._wait()
            raise
