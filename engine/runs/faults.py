"""What SQLite and the disk say, as messages."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from engine.errors import RunStoreError
from engine.file_checks import printable, shown

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class DamagedFileError(sqlite3.DatabaseError):
    """A file that SQLite opens and finds faults in; it reports them at length."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def reason(fault: Exception) -> str:
    """Return in a few words why a file can't be used."""
    if _code(fault) in DAMAGED:
        return "it is damaged"
    return printable(getattr(fault, "strerror", None) or str(fault))


def _code(fault: Exception) -> int:
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF


def store_error(fault: Exception, path: Path | None) -> RunStoreError:
    """Return what to tell the user about a fault of SQLite's or the disk's."""
    file = "" if path is None else shown(path)
    code = _code(fault)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return RunStoreError(
            "The list of runs, {file}, is in use by another program. It is tried again "
            "when the run pauses or ends.",
            file=file,
        )
    if code == sqlite3.SQLITE_FULL or getattr(fault, "errno", 0) == errno.ENOSPC:
        return RunStoreError(
            "The run can't be kept in {file}, as the disk is full. Free some space; "
            "training goes on.",
            file=file,
        )
    if code in DAMAGED:
        return RunStoreError(
            "The list of runs, {file}, is damaged. Start LayerLab again: it will set "
            "the file aside and begin a new list.",
            file=file,
        )
    return RunStoreError(
        "The run can't be kept in {file}: {reason}. Training goes on.",
        file=file,
        reason=reason(fault),
    )
