"""What if: every change trains anew, while the hand is still on the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.shown_log import SEEN_STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.history import History
    from gui.run_control import RunControl


class WhatIf:
    """Begins a run for each change, but lets each show its beginning first.

    Changes may come faster than runs begin. One that is replaced before anything of it
    was seen would be in vain, and while a hand moves, nothing would be seen at all.

    Parameters
    ----------
    control : RunControl
        Where runs are begun.
    begin : callable
        Begins a run with the present design, and trains it as fast as possible.

    Attributes
    ----------
    is_on : bool
        Whether changes train anew.
    reference : History or None
        The log of the run to compare with.
    """

    def __init__(self, control: RunControl, begin: Callable[[], None]) -> None:
        self.is_on = False
        self.reference: History | None = None
        self._control = control
        self._begin = begin
        self._is_asked = False

    def turn_on(self) -> None:
        """Train anew at every change from now on; compare with the present run."""
        self.is_on = True
        self.compare_with_present()

    def turn_off(self) -> None:
        """Let changes wait for Train again."""
        self.is_on = self._is_asked = False
        self.reference = None

    def compare_with_present(self) -> None:
        """Keep the present run's log to compare others with, if it is anything."""
        history = self._control.history
        if len(history) >= SEEN_STATES:
            self.reference = history

    def ask(self) -> None:
        """Train anew: at once, or as soon as the present run has been seen."""
        self._is_asked = True
        self.go_on()

    def go_on(self) -> None:
        """Begin the run that is asked for, if its turn has come."""
        control = self._control
        if not (control.is_running and control.is_awaited):
            self.settle()

    def settle(self) -> None:
        """Begin the run that is asked for, if any, whether the present one was seen."""
        if self._is_asked:
            self._is_asked = False
            if self.reference is None and not self._control.is_running:
                self.compare_with_present()
            self._begin()
