"""The list of earlier runs: read, changed and written in the compute thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError, RunStoreError
from engine.runs.opening import open_runs
from engine.runs.record import clean_note
from engine.runs.run_log import MOST_POINTS
from engine.runs.store import MODELS
from gui.kept_runs import KeptRuns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from engine.runs.record import RunRecord
    from engine.runs.run_log import RunLog
    from engine.runs.store import RunStore

Background = Callable[[Callable[[], Any], Callable[[Any], None]], None]
"""``background(work, use)`` works in another thread, then calls ``use`` in this one."""

MODEL_SUFFIX = ".h5"


class RunShelf(QObject):
    """Owns the earlier runs. The file is opened when somebody first needs it.

    Parameters
    ----------
    folder : Path
        Where the file and the kept models are.
    background : callable
        How to work in the compute thread.
    parent : QObject, optional
        Owner.

    Signals
    -------
    changed : KeptRuns
        There is something new to show.
    noted : RunStoreError
        Something that the user should know; nothing is lost.
    """

    changed = Signal(object)
    noted = Signal(object)

    def __init__(
        self, folder: Path, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._background = background
        self._store: RunStore | None = None
        self._opening_note: RunStoreError | None = None
        self._is_loaded = False
        self._has_failed = False
        self._records: dict[str, RunRecord] = {}
        self._logs: dict[str, RunLog] = {}
        self._wanted: frozenset[str] = frozenset()
        self._deleted: list[tuple[str, ...]] = []
        self._current = ""

    # What may be read

    def record(self, uid: str) -> RunRecord | None:
        """Return a run of the list."""
        return self._records.get(uid)

    @property
    def current(self) -> str:
        """The run that the window shows, by its uid; empty if it isn't kept."""
        return self._current

    def model_path(self, uid: str) -> Path:
        """Return where the model of a run is kept, or would be."""
        return self.folder / MODELS / (uid + MODEL_SUFFIX)

    # The list

    def load(self) -> None:
        """Read the list, which another window may have changed."""
        self._do(_read_list, self._use_list)

    def show_curves(self, uids: Sequence[str]) -> None:
        """Read the curves of these runs, and forget all others."""
        self._wanted = frozenset(uids)
        self._logs = {k: v for k, v in self._logs.items() if k in self._wanted}
        missing = [uid for uid in uids if uid not in self._logs]
        if missing:
            self._do(partial(_read_logs, missing), self._use_logs)
        else:
            self._tell()

    def set_current(self, uid: str) -> None:
        """Say which run the window shows."""
        self._current = uid
        self._tell()

    def annotate(self, uid: str, note: str) -> None:
        """Replace a run's note."""
        change = {"note": clean_note(note)}
        self._do(
            lambda store: store.annotate(uid, note),
            lambda _: self._change(uid, change),
        )

    def delete(self, uids: Sequence[str]) -> None:
        """Take runs off the list; `undo_delete` brings them back."""
        gone = tuple(uids)
        self._do(lambda store: store.delete(gone), lambda _: self._remove(gone))

    def undo_delete(self) -> None:
        """Bring back what was deleted last."""
        if self._deleted:
            uids = self._deleted.pop()
            self._do(partial(_bring_back, uids), self._use_list)

    def keep_model(self, path: Path) -> None:
        """Note that a model was saved, if it is one of ours."""
        uid = path.stem
        if path == self.model_path(uid):
            self._do(
                lambda store: store.set_model(uid, path.name),
                lambda _: self._change(uid, {"model_file": path.name}),
            )

    # Writing runs

    def save(
        self,
        make: Callable[[], RunRecord],
        log: RunLog,
        done: Callable[[RunRecord], None],
        most: int = MOST_POINTS,
    ) -> None:
        """Store a run, or what has become of it.

        What goes wrong is said once, until it works again.

        Parameters
        ----------
        make : callable
            Returns the run; called in the compute thread.
        log : RunLog
            Its curves.
        done : callable
            Called with the run as it was stored.
        most : int, optional
            See `RunStore.save`.
        """
        self._do(
            partial(_save, make, log, most),
            lambda found: self._use_saved(found, log, done),
        )

    def save_now(self, make: Callable[[], RunRecord], log: RunLog) -> None:
        """Store a run before the program ends; the compute thread has ended."""
        with contextlib.suppress(EngineError):
            self._opened().save(make(), log)

    def close(self) -> None:
        """Let go of the list."""
        if self._store is not None:
            self._store.close()

    # Work

    def _do(self, work: Callable[[RunStore], Any], use: Callable[[Any], None]) -> None:
        """Work with the store in the compute thread, then use what came of it."""

        def done(result: Any) -> None:
            note, self._opening_note = self._opening_note, None
            if note is not None:
                self.noted.emit(note)
            use(result)

        self._background(lambda: work(self._opened()), done)

    def _opened(self) -> RunStore:
        if self._store is None:
            self._store, self._opening_note = open_runs(self.folder)
        return self._store

    def _use_list(self, records: Iterable[RunRecord]) -> None:
        self._records = {record.uid: record for record in records}
        self._is_loaded = True
        self._tell()

    def _use_logs(self, found: tuple[dict[str, RunLog], RunStoreError | None]) -> None:
        logs, error = found
        self._logs |= {k: v for k, v in logs.items() if k in self._wanted}
        if error is not None:
            self.noted.emit(error)
        self._tell()

    def _use_saved(
        self,
        found: tuple[RunRecord | None, RunStoreError | None],
        log: RunLog,
        done: Callable[[RunRecord], None],
    ) -> None:
        record, error = found
        if error is not None and not self._has_failed:
            self.noted.emit(error)
        self._has_failed = error is not None
        if record is None:
            return
        done(record)
        is_gone = any(record.uid in uids for uids in self._deleted)
        if self._is_loaded and not is_gone:
            self._records[record.uid] = record
            if record.uid in self._wanted:
                self._logs[record.uid] = log.thinned()
            self._tell()

    def _change(self, uid: str, change: dict[str, Any]) -> None:
        if uid in self._records:
            self._records[uid] = replace(self._records[uid], **change)
        self._tell()

    def _remove(self, uids: tuple[str, ...]) -> None:
        for uid in uids:
            self._records.pop(uid, None)
        self._deleted.append(uids)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(
            KeptRuns(
                tuple(self._records.values()),
                MappingProxyType(dict(self._logs)),
                self._is_loaded,
                sum(map(len, self._deleted[-1:])),
                self._current,
            )
        )


def _read_list(store: RunStore) -> tuple[RunRecord, ...]:
    with contextlib.suppress(RunStoreError):
        store.purge()
    return store.records()


def _bring_back(uids: Sequence[str], store: RunStore) -> tuple[RunRecord, ...]:
    store.restore(uids)
    return store.records()


def _read_logs(
    uids: Sequence[str], store: RunStore
) -> tuple[dict[str, RunLog], RunStoreError | None]:
    """Return the curves that can be read, and why others can't."""
    logs, problem = {}, None
    for uid in uids:
        try:
            logs[uid] = store.log(uid)
        except RunStoreError as error:
            problem = error
    return logs, problem


def _save(
    make: Callable[[], RunRecord], log: RunLog, most: int, store: RunStore
) -> tuple[RunRecord | None, RunStoreError | None]:
    """Return the run as it is stored, or why it isn't."""
    try:
        return store.save(make(), log, most), None
    except RunStoreError as error:
        return None, error
