"""Which moment of a run is shown: the present one, a past one, or one after another."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

FILM_SECONDS = 10.0
"""A whole run as a film, however long it is."""

FILM_MILLISECONDS = 33
"""From one picture of the film to the next, at most 30 a second."""

MOVING_MILLISECONDS = 250
"""Who goes on within this time is on the way, and who doesn't has arrived."""


@dataclass(frozen=True)
class Span:
    """The states of a run that can be gone back to.

    Attributes
    ----------
    first, last : int
        Their iterations; `last` is before `first` if there are none.
    """

    first: int
    last: int

    def nearest(self, iteration: int) -> int:
        """Return the state nearest to an iteration."""
        return max(self.first, min(iteration, self.last))


class TimeMachine(QObject):
    """The moment that is shown, and the film of them.

    Parameters
    ----------
    span : callable
        Returns the `Span` of the present run; it grows while that trains.
    parent : QObject, optional
        Owner.

    Attributes
    ----------
    moment : int or None
        The iteration that is shown; None for the present, whatever it is.
    rate : float
        Share of the run that the film shows in a second.

    Signals
    -------
    changed
        Another moment is to be shown, or the film plays, or it doesn't any more.
    """

    changed = Signal()

    def __init__(self, span: Callable[[], Span], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.moment: int | None = None
        self.rate = 1 / FILM_SECONDS
        self._span = span
        self._begun = (0.0, 0)
        self._film = QTimer(self)
        self._film.setInterval(FILM_MILLISECONDS)
        self._film.timeout.connect(self._show_next)
        self._moves = QTimer(self)
        self._moves.setSingleShot(True)
        self._moves.setInterval(MOVING_MILLISECONDS)
        self._moves.timeout.connect(self._arrive)
        self._is_under_way = False

    @property
    def is_playing(self) -> bool:
        """Whether the film plays."""
        return self._film.isActive()

    @property
    def is_moving(self) -> bool:
        """Whether moments follow one another: by the film, or by a hand."""
        return self.is_playing or self._is_under_way

    def go_to(self, iteration: int | None) -> None:
        """Show the state nearest to an iteration, or the present; the film stops."""
        self._film.stop()
        span = self._span()
        if iteration is None or span.last <= span.first:
            self.go_live()
            return
        # The second of two movements makes a journey of them.
        self._is_under_way = self._moves.isActive()
        self._moves.start()
        self._show(span.nearest(iteration))

    def go_live(self) -> None:
        """Show the present; tell only if it wasn't shown."""
        was_elsewhere = self.moment is not None or self.is_moving
        self.stop()
        self.moment = None
        if was_elsewhere:
            self.changed.emit()

    def play(self) -> None:
        """Show one state after another, from the shown one or, at the end, the first.

        It goes through a whole run in about ten seconds, and leaves out what there is
        no time for.
        """
        span = self._span()
        if span.last <= span.first or self.is_playing:
            return
        here = span.last if self.moment is None else span.nearest(self.moment)
        here = span.first if here >= span.last else here
        self._begun = time.monotonic(), here
        self._film.start()
        self._show(here)

    def pause(self) -> None:
        """Stop the film where it is."""
        if self.is_playing:
            self.stop()
            self.changed.emit()

    def stop(self) -> None:
        """Let nothing move any more, and tell nobody."""
        self._film.stop()
        self._moves.stop()
        self._is_under_way = False

    def fit(self) -> None:
        """Come back from a state that is no more: the run has gone another way."""
        if self.moment is not None and self.moment > self._span().last:
            self.go_live()

    def _show(self, moment: int) -> None:
        self.moment = moment
        self.changed.emit()

    def _show_next(self) -> None:
        span, (since, start) = self._span(), self._begun
        share = (time.monotonic() - since) * self.rate
        there = start + round(share * (span.last - span.first))
        if there >= span.last:
            self.stop()
        self._show(span.nearest(there))

    def _arrive(self) -> None:
        if self._is_under_way:
            self._is_under_way = False
            self.changed.emit()
