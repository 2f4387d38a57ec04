"""Which edits are one step to undo: those that follow one another without pause."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_SECONDS = 1.0
"""Who waits this long means something new."""


class Burst:
    """Gives edits of the same thing one key, as long as nobody pauses between them.

    For what has no beginning and no end: keys, the wheel, arrows that are held down. A
    drag has both; it makes an ``object()`` when it begins and gives that to every edit.

    Parameters
    ----------
    clock : callable, optional
        Returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._thing: object = None
        self._key = object()
        self._until = 0.0

    def key(self, thing: object) -> object:
        """Return the key of an edit of ``thing`` that is made now."""
        now = self._clock()
        if thing != self._thing or now >= self._until:
            self._thing, self._key = thing, object()
        self._until = now + PAUSE_SECONDS
        return self._key
