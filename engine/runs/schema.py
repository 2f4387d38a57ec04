"""The tables of the file of runs, and how older files become newer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import RunStoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

APPLICATION_ID = 0x4C4C7275
"""Tells our files from other people's SQLite files: "LLru"."""


class NewerFileError(RunStoreError):
    """A file that a newer program wrote."""


class ForeignFileError(RunStoreError):
    """An SQLite file that isn't ours."""


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # Numbers are never used again: people refer to runs by them.
    connection.execute("""
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            uid TEXT NOT NULL UNIQUE,
            started REAL NOT NULL,
            spec TEXT NOT NULL,
            config TEXT NOT NULL,
            seed INTEGER NOT NULL,
            dataset_name TEXT NOT NULL,
            dataset_fingerprint TEXT NOT NULL,
            is_pinned INTEGER NOT NULL,
            seconds REAL NOT NULL,
            iterations INTEGER NOT NULL,
            ended TEXT NOT NULL,
            train_cost REAL,
            test_cost REAL,
            train_accuracy REAL,
            test_accuracy REAL,
            best_train_cost REAL,
            best_test_cost REAL,
            best_train_accuracy REAL,
            best_test_accuracy REAL,
            rates TEXT NOT NULL,
            is_thinned INTEGER NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            model_file TEXT NOT NULL DEFAULT '',
            deleted REAL
        )""")
    # Apart, so that the list is read without them.
    connection.execute("""
        CREATE TABLE curves (
            number INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
            iterations BLOB,
            costs BLOB NOT NULL,
            train_accuracy BLOB NOT NULL,
            test_iterations BLOB NOT NULL,
            test_costs BLOB NOT NULL,
            test_accuracy BLOB NOT NULL
        )""")


def _add_weights(connection: sqlite3.Connection) -> None:
    # Those of most runs are drawn, as the config says.
    connection.execute("ALTER TABLE runs ADD COLUMN weights BLOB")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_create, _add_weights)
"""Item v makes a file of version v one of version v + 1; a new file has version 0."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file up to date, wholly or not at all.

    Raises
    ------
    NewerFileError, ForeignFileError
        If it isn't ours to change.
    sqlite3.Error
        If it is damaged or can't be written.
    """
    # In a transaction, or another window might change it between two looks.
    connection.execute("BEGIN")
    try:
        is_newest = version_of(connection) == len(MIGRATIONS)
    finally:
        connection.execute("ROLLBACK")
    if is_newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another window may have been faster.
        version = version_of(connection)
        for number, migration in enumerate(MIGRATIONS[version:], version + 1):
            migration(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """Return a file's version, 0 for an empty one.

    Raises
    ------
    NewerFileError, ForeignFileError
        If this program can't know what is in it.
    """
    version: int = _value(connection, "PRAGMA user_version")
    owner: int = _value(connection, "PRAGMA application_id")
    is_empty = not _value(connection, "SELECT count(*) FROM sqlite_master")
    if not (is_empty and version == owner == 0) and owner != APPLICATION_ID:
        raise ForeignFileError("not a list of runs")
    if version > len(MIGRATIONS):
        raise NewerFileError("This list of runs was written by a newer LayerLab.")
    return version


def _value(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
