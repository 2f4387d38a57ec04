"""Opening the file of runs, whatever has become of it."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from engine.errors import RunStoreError
from engine.file_checks import shown
from engine.runs.faults import reason
from engine.runs.schema import NewerFileError
from engine.runs.store import RunStore

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "runs.sqlite"
COMPANIONS = ("", "-journal", "-wal", "-shm")
"""What SQLite keeps beside a file: a journal would spoil a new file of that name."""


def open_runs(folder: Path) -> tuple[RunStore, RunStoreError | None]:
    """Open the list of runs; begin a new one where that can't be done.

    A file that can't be used is renamed, never deleted. One of a newer program is left
    alone.

    Parameters
    ----------
    folder : Path
        Where the file is, or will be.

    Returns
    -------
    store : RunStore
        Something that works; in memory only, if need be.
    note : RunStoreError or None
        What the user must know.
    """
    store = RunStore(folder / FILE_NAME)
    fault = _fault(store)
    if fault is None:
        return store, None
    if isinstance(fault, NewerFileError):
        return RunStore(None), RunStoreError(
            "The list of runs, {file}, was written by a newer LayerLab and is left "
            "alone. Runs are listed until this window closes.",
            file=FILE_NAME,
        )
    return _replaced(store, fault)


def _fault(store: RunStore) -> Exception | None:
    try:
        store.check()
    except (sqlite3.Error, OSError, RunStoreError) as fault:
        return fault
    return None


def _replaced(
    store: RunStore, fault: Exception
) -> tuple[RunStore, RunStoreError | None]:
    """Set a file aside; work in memory if that can't be done either."""
    assert store.path is not None
    try:
        aside = set_aside(store.path)
    except FileNotFoundError:
        # Another window was faster.
        again = _fault(store)
        if again is None:
            return store, None
        fault = again
    except OSError:
        pass
    else:
        return store, RunStoreError(
            "The list of runs can't be used ({reason}). It is kept as {file}, and a "
            "new list begins.",
            reason=reason(fault),
            file=shown(aside),
        )
    return RunStore(None), RunStoreError(
        "The list of runs, {file}, can't be used ({reason}). Runs are listed until "
        "this window closes.",
        file=FILE_NAME,
        reason=reason(fault),
    )


def set_aside(path: Path) -> Path:
    """Rename a file and what SQLite keeps beside it; return its new name."""
    stem = f"{path.name}.broken-{time.strftime('%Y-%m-%d-%H%M%S')}"
    aside, copy = path.with_name(stem), 2
    while aside.exists():
        aside, copy = path.with_name(f"{stem}-{copy}"), copy + 1
    path.rename(aside)
    for companion in COMPANIONS[1:]:
        beside = path.with_name(path.name + companion)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + companion))
    return aside
