"""Starting processes that work for this one."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def unheard() -> Iterator[None]:
    """Have a process that this thread starts not hear of Ctrl+C before it ignores it.

    A terminal tells all processes, and one that still imports would end in a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Most starts of the program begin no process.
    from multiprocessing import resource_tracker

    # The first process needs it, and its start would let Ctrl+C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
