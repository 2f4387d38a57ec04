"""What SQLite and the disk say, as messages."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from engine.errors import RunStoreError
from engine.file_checks import printable, shown

if TYPE_CHECKING:
    from pathlib import Path


def store_error(fault: Exception, path: Path | None) -> RunStoreError:
    """Return what to tell the user about a fault of SQLite's or the disk's."""
    file = "" if path is None else shown(path)
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
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
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return RunStoreError(
            "The list of runs, {file}, is damaged. Start LayerLab again: it will set "
            "the file aside and begin a new list.",
            file=file,
        )
    return RunStoreError(
        "The run can't be kept in {file}: {reason}. Training goes on.",
        file=file,
        reason=printable(getattr(fault, "strerror", None) or str(fault)),
    )
