"""Asked from outside to end: by Ctrl+C, by the system, by a terminal that closes."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_NAMES = "SIGINT", "SIGTERM", "SIGHUP"
NUMBERS = tuple(signal.Signals[name] for name in _NAMES if hasattr(signal, name))
"""Ctrl+C, the word of a system that shuts down, and that of a closed terminal."""

SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""


def take_over(handler: Callable[[int, FrameType | None], object]) -> Callable[[], None]:
    """Have a handler called when the program is asked to end.

    Not for what the program is not to hear: Ctrl+C is not meant for what was started
    in the background, nor the closed terminal for what nohup started.

    Parameters
    ----------
    handler : callable
        Gets the signal's number, and what Python was at.

    Returns
    -------
    callable
        Gives the signals back.
    """
    found = {number: signal.getsignal(number) for number in NUMBERS}
    before = {n: old for n, old in found.items() if old is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, handler)

    def give_back() -> None:
        for number, old in before.items():
            signal.signal(number, old)

    return give_back


class Interrupt:
    """Ends what goes on when the program is asked to end, or has that wait.

    A context, and only for the main thread, the one that hears of signals.
    """

    def __init__(self) -> None:
        self._number = 0
        self._is_held = False

    @property
    def requested(self) -> bool:
        """Whether the program was asked to end."""
        return self._number > 0

    @property
    def exit_code(self) -> int:
        """What a shell expects of a program that such a request ended."""
        return SIGNALLED + self._number

    def __enter__(self) -> Interrupt:
        """Hear of requests from here on."""
        self._give_back = take_over(self._come)
        return self

    def __exit__(self, *_error: object) -> None:
        """Hear of them no longer."""
        self._give_back()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Only note requests, so that none cuts a step or a file in two."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False

    def _come(self, number: int, _frame: FrameType | None) -> None:
        self._number = number
        if not self._is_held:
            raise KeyboardInterrupt
