"""Keeps every run that is started with Train, while it goes on and when it ends."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.errors import EarlyStop
from engine.runs.record import Ended, RunRecord, new_uid
from engine.runs.run_log import MOST_POINTS, RunLog
from gui.view_state import Phase

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.errors import EngineError
    from engine.history import History
    from gui.run_shelf import RunShelf
    from gui.session import TrainingSession
    from gui.view_state import ViewState

FIRST_SECONDS = 0.5
"""After which a run that goes on is stored first. Most have ended by then, and their
first steps should not wait for the disk."""

AGAIN_SECONDS = 5.0
"""Between two times that a run is stored while it goes on."""

SHARE = 50
"""How many times as long as storing it took a run then goes on without."""

POINTS_ON_THE_WAY = 20_000
"""Points of a curve that are stored while it goes on: packing more would be noticed."""

_ENDED = {
    Phase.READY: Ended.PAUSED,
    Phase.RUNNING: Ended.RUNNING,
    Phase.PAUSED: Ended.PAUSED,
    Phase.FINISHED: Ended.FINISHED,
    Phase.DIVERGED: Ended.DIVERGED,
}


@dataclass
class _Live:
    """The run that is followed.

    Attributes
    ----------
    run_id : int
        Its number in this window.
    record : RunRecord
        What it is; without its fingerprint, which may take a while to find.
    dataset : Dataset
        What it learns from.
    seconds : float
        How long it trained before it was last paused.
    iterations : int
        How many it has made.
    ended : Ended
        How it ended, if it did.
    since : float or None
        When it then went on; None while it is at rest.
    due : float
        When to store it again while it goes on.
    stopped_early : bool
        Whether it ended for want of progress.
    history : History or None
        Its log.
    stored : tuple
        Where it stood when it was last given away to be stored.
    confirmed : tuple
        Where it stood in what certainly is stored.
    """

    run_id: int
    record: RunRecord
    dataset: Dataset
    seconds: float = 0.0
    iterations: int = 0
    ended: Ended = Ended.RUNNING
    since: float | None = None
    due: float = 0.0
    stopped_early: bool = False
    history: History | None = None
    stored: tuple[int, Ended] | None = None
    confirmed: tuple[int, Ended] | None = None

    def go_on(self, now: float) -> None:
        """Note that it trains from now on."""
        self.since, self.due = now, now + FIRST_SECONDS
        self.stopped_early = False

    def note(self, state: ViewState, now: float) -> None:
        """Note where it stands."""
        self.history = state.history
        if self.since is not None:
            self.seconds += now - self.since
            self.since = now if state.is_running else None
        ended = _ENDED[state.phase]
        if ended is Ended.FINISHED and self.stopped_early:
            ended = Ended.STOPPED_EARLY
        self.iterations, self.ended = state.iteration, ended

    @property
    def standing(self) -> tuple[int, Ended]:
        """What has changed when there is something to store."""
        return self.iterations, self.ended

    def content(self) -> tuple[RunRecord, RunLog] | None:
        """Return what there is to store; None before there is anything."""
        if self.history is None or not len(self.history):
            return None
        changes = zip(self.history.rate_iterations, self.history.rates, strict=True)
        rates = tuple((int(when), float(rate)) for when, rate in changes)
        record = replace(
            self.record,
            seconds=self.seconds,
            iterations=self.iterations,
            ended=self.ended,
            rates=rates,
        )
        return record, RunLog.of(self.history)


class RunRecorder(QObject):
    """Follows the session and stores its runs.

    Parameters
    ----------
    session : TrainingSession
        Whose runs.
    shelf : RunShelf
        Where they are stored.
    parent : QObject, optional
        Owner.
    """

    def __init__(
        self, session: TrainingSession, shelf: RunShelf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = shelf
        self._live: _Live | None = None

    def begin(self) -> None:
        """Follow the present run: Train was pressed."""
        now, state = time.monotonic(), self._session.state
        if self._live is None or self._live.run_id != state.run_id:
            self._leave()
            self._live = _Live(state.run_id, self._new_record(), state.dataset)
            self._shelf.set_current(self._live.record.uid)
        self._live.go_on(now)

    def follow(self, state: ViewState) -> None:
        """Store the run when it is time."""
        live, now = self._live, time.monotonic()
        if live is None:
            return
        if state.run_id != live.run_id:
            self._leave()
            self._shelf.set_current("")
            return
        live.note(state, now)
        if state.is_running:
            if now >= live.due:
                live.due = now + AGAIN_SECONDS
                self._store(live, POINTS_ON_THE_WAY)
        elif live.standing != live.stored:
            self._store(live)

    def hear(self, note: EngineError) -> None:
        """Remember why a run ends."""
        if self._live is not None and isinstance(note, EarlyStop):
            self._live.stopped_early = True

    def pin(self, history: History, seconds: float) -> None:
        """Keep the present run of what-if.

        Parameters
        ----------
        history : History
            Its log.
        seconds : float
            How long that took.
        """
        # A run that goes on from its best state writes over what came after that.
        dataset, log = self._session.dataset, RunLog.of(history).copy()
        record = replace(
            self._new_record(),
            is_pinned=True,
            seconds=seconds,
            iterations=max(len(history) - 1, 0),
            ended=_ENDED[self._session.state.phase],
        )
        self._shelf.save(lambda: _complete(record, log, dataset), log, _nothing)

    def close(self) -> None:
        """Store what isn't stored yet; the compute thread has ended."""
        live = self._live
        if live is not None:
            self._interrupt(live)
            content = live.content()
            if content is not None and live.standing != live.confirmed:
                record, log = content
                self._shelf.save_now(lambda: _complete(record, log, live.dataset), log)
        self._live = None
        self._shelf.close()

    def _new_record(self) -> RunRecord:
        design, name = self._session.run_design, self._session.dataset.name
        record = RunRecord(design.spec, design.config, name, "", time.time(), new_uid())
        return replace(record, weights=design.weights)

    def _leave(self) -> None:
        """Follow the run no longer; another one has taken its place."""
        live, self._live = self._live, None
        if live is not None:
            self._interrupt(live)
            if live.standing != live.stored:
                self._store(live)

    @staticmethod
    def _interrupt(live: _Live) -> None:
        if live.ended is Ended.RUNNING:
            live.ended = Ended.PAUSED

    def _store(self, live: _Live, most: int = MOST_POINTS) -> None:
        if live is self._live:
            config = self._session.run_design.config
            live.record = replace(live.record, config=config)
        content = live.content()
        if content is None:
            return
        live.stored = live.standing
        (record, log), dataset, asked = content, live.dataset, live.standing
        begun = 0.0

        def make() -> RunRecord:
            nonlocal begun
            begun = time.monotonic()
            return _complete(record, log, dataset)

        def done(_stored: RunRecord) -> None:
            live.confirmed = asked
            took = time.monotonic() - begun
            live.due = max(live.due, time.monotonic() + SHARE * took)

        self._shelf.save(make, log, done, most)


def _complete(record: RunRecord, log: RunLog, dataset: Dataset) -> RunRecord:
    """Return a record with what takes a while to find."""
    whole = record.with_log(log, record.iterations)
    return replace(whole, dataset_fingerprint=dataset.fingerprint)


def _nothing(_stored: RunRecord) -> None:
    pass
