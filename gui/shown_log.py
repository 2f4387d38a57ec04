"""What the window knows of its run so far, and which run's log it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.history import History

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model_file import SavedModel
    from gui.mailbox import Log

SEEN_STATES = 2
"""States of a run from which on there is something of its curve to see."""


class ShownLog:
    """The log of a run; that of the one before, while nothing is to be seen of it.

    Attributes
    ----------
    own : History
        The run's own log, whether it is shown already or not.
    reached : int
        Updates of the run itself, likewise.

        Fewer than the log has, where the run has gone back to its best state.
    best : int or None
        The state that did best on the test set so far, where that is known.
    """

    def __init__(self) -> None:
        self.own = History()
        self.reached = 0
        self.best: int | None = None
        self._held: tuple[History, int] | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether there is nothing to see of the run yet, and the last one is shown."""
        return self._held is not None

    @property
    def history(self) -> History:
        """The log that is shown."""
        return self.own if self._held is None else self._held[0]

    @property
    def iteration(self) -> int:
        """Updates made so far, as far as the window knows."""
        return self.reached if self._held is None else self._held[1]

    def begin(self, opened: SavedModel | None, is_awaited: bool) -> None:
        """Go over to another run, as `RunControl.begin` does."""
        self._held = (self.history, self.iteration) if is_awaited else None
        self.own = History.of(opened) if opened else History()
        self.reached = opened.iteration if opened else 0
        if not is_awaited:
            self.best = None

    def take(self, logs: Sequence[Log]) -> None:
        """Add what the run left."""
        for log in logs:
            log.add_to(self.own)
            self.best = self.best if log.best is None else log.best
            if log.steps:
                self.reached = len(self.own) - 1
        if len(self.own) >= SEEN_STATES:
            self._held = None

    def end(self, iteration: int | None) -> None:
        """Show the run, however short it was; it may have gone back."""
        self._held = None
        if iteration is not None:
            self.reached = iteration
