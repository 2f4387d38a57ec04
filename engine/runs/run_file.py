"""The SQLite file behind the store: opened anew for each use, or kept in memory."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from engine.runs.faults import DamagedFileError, store_error
from engine.runs.schema import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS = 2.0
"""How long to wait for another window that writes."""


class RunFile:
    """Connections to the file, one at a time; any thread may ask for one.

    Nothing is held, so several windows can work with one file, and one that is moved
    away is noticed. Changes go through SQLite's rollback journal, which outlives a
    killed process and, unlike its write-ahead log, also works in a home folder on a
    server.

    Parameters
    ----------
    path : Path or None
        The file, made at the first change; None to keep all in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._memory = None
        if path is None:
            self._memory = _prepared(
                sqlite3.connect(
                    ":memory:", isolation_level=None, check_same_thread=False
                )
            )
            migrate(self._memory)

    def close(self) -> None:
        """Forget what is kept in memory."""
        if self._memory is not None:
            self._memory.close()

    def check(self, columns: dict[str, Sequence[str]]) -> None:
        """Find out whether the file can be used; bring an older one up to date.

        Parameters
        ----------
        columns : dict of str to sequence of str
            What each table must have.

        Raises
        ------
        NewerFileError, ForeignFileError
            If it isn't ours.
        sqlite3.Error
            If it is damaged, locked or can't be read.
        """
        if self.path is None or not self.path.exists():
            return
        with closing(self._open("rw")) as connection:
            migrate(connection)
            # The curves are checked when they are read: there are many of them.
            problem = connection.execute("PRAGMA quick_check('runs')").fetchone()[0]
            if problem != "ok":
                raise DamagedFileError(problem)
            for table, names in columns.items():
                connection.execute(f"SELECT {', '.join(names)} FROM {table} LIMIT 1")

    def _open(self, mode: str) -> sqlite3.Connection:
        assert self.path is not None
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            timeout=BUSY_SECONDS,
            isolation_level=None,
            uri=True,
        )
        try:
            return _prepared(connection)
        except BaseException:
            connection.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Yield a connection to read with; None while there is no file."""
        with self._faults(), self._lock:
            if self._memory is not None:
                yield self._memory
            elif self.path is None or not self.path.exists():
                yield None
            else:
                with closing(self._open("rw")) as connection:
                    migrate(connection)
                    yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection within a transaction."""
        with self._faults(), self._lock:
            if self._memory is not None:
                with _transaction(self._memory):
                    yield self._memory
                return
            assert self.path is not None
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open("rwc")) as connection:
                migrate(connection)
                with _transaction(connection):
                    yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what SQLite or the disk says into a message."""
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            raise store_error(fault, self.path) from fault


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    # Ended by emptying the journal through its open file: that holds also where the
    # file was renamed in the middle of it.
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
