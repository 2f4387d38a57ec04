"""The file of runs: written in transactions, so that it is always whole."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.errors import EngineError, RunStoreError
from engine.runs.record import COLUMNS, RunRecord, clean_note, from_row, to_row
from engine.runs.run_file import RunFile
from engine.runs.run_log import MOST_POINTS, RunLog, packed, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

MODELS = "models"
"""Folder beside the file, where models are kept."""

KEPT_SECONDS = 30 * 24 * 3600
"""How long a deleted run can be brought back, in principle."""

_CURVES = (
    "iterations",
    "costs",
    "train_accuracy",
    "test_iterations",
    "test_costs",
    "test_accuracy",
)
_BROKEN = (EngineError, ValueError, TypeError, LookupError, RecursionError)


class RunStore:
    """Keeps runs in an SQLite file; any thread may use it.

    Parameters
    ----------
    path : Path or None
        The file, made at the first change; None to keep runs in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file = RunFile(path)

    def close(self) -> None:
        """Forget what is kept in memory."""
        self._file.close()

    def check(self) -> None:
        """Find out whether the file can be used; as `RunFile.check` does."""
        self._file.check({"runs": COLUMNS, "curves": _CURVES})

    # Reading

    def records(self) -> tuple[RunRecord, ...]:
        """Return all runs without their curves, oldest first.

        A row that makes no sense is left out.
        """
        found = []
        with self._file.reading() as connection:
            rows = [] if connection is None else _rows(connection)
        for row in rows:
            with suppress(*_BROKEN):
                found.append(from_row(dict(row)))
        return tuple(found)

    def log(self, uid: str) -> RunLog:
        """Return a run's curves.

        Raises
        ------
        RunStoreError
            If there is no such run, or its curves are damaged.
        """
        query = (
            f"SELECT {', '.join('c.' + name for name in _CURVES)} FROM curves c "
            "JOIN runs USING (number) WHERE uid = ?"
        )
        with self._file.reading() as connection:
            row = None if connection is None else _first(connection, query, uid)
        if row is None:
            raise RunStoreError("This run isn't there any more.")
        iterations, *others = row
        known = None if iterations is None else unpacked(iterations)
        return RunLog(known, *map(unpacked, others))

    # Changes

    def save(
        self, record: RunRecord, log: RunLog, most: int = MOST_POINTS
    ) -> RunRecord:
        """Store a run, or what has become of one that is stored.

        Parameters
        ----------
        record : RunRecord
            The run. Its note and its model are left as they are stored.
        log : RunLog
            Its curves.
        most : int, default 200,000
            Points of each that are kept; of longer ones, the peaks.

        Returns
        -------
        RunRecord
            As it is stored, with its number.
        """
        kept = log.thinned(most)
        record = replace(record, is_thinned=kept.is_thinned)
        curves = [
            None if values is None else packed(values)
            for values in (getattr(kept, name) for name in _CURVES)
        ]
        with self._file.writing() as connection:
            row = to_row(record)
            # No UPSERT: it would leave gaps between the numbers.
            if not connection.execute(_UPDATE, row).rowcount:
                connection.execute(_INSERT, row)
            stored = connection.execute(
                "SELECT * FROM runs WHERE uid = ?", (record.uid,)
            ).fetchone()
            connection.execute(_REPLACE_CURVES, (stored["number"], *curves))
        return replace(
            record,
            number=stored["number"],
            note=stored["note"],
            model_file=stored["model_file"],
        )

    def annotate(self, uid: str, note: str) -> None:
        """Replace a run's note."""
        with self._file.writing() as connection:
            query = "UPDATE runs SET note = ? WHERE uid = ?"
            connection.execute(query, (clean_note(note), uid))

    def set_model(self, uid: str, name: str) -> None:
        """Note that a run's model is kept under this name in `models_folder`."""
        with self._file.writing() as connection:
            query = "UPDATE runs SET model_file = ? WHERE uid = ?"
            connection.execute(query, (name, uid))

    def delete(self, uids: Sequence[str]) -> None:
        """Hide runs; `restore` brings them back."""
        self._mark(uids, time.time())

    def restore(self, uids: Sequence[str]) -> None:
        """Bring deleted runs back."""
        self._mark(uids, None)

    def _mark(self, uids: Sequence[str], deleted: float | None) -> None:
        with self._file.writing() as connection:
            query = "UPDATE runs SET deleted = ? WHERE uid = ?"
            connection.executemany(query, [(deleted, uid) for uid in uids])

    def purge(self, now: float | None = None) -> None:
        """Remove for good what was deleted long ago, with the models."""
        before = (time.time() if now is None else now) - KEPT_SECONDS
        query = "SELECT number, model_file FROM runs WHERE deleted < ?"
        with self._file.reading() as connection:
            gone = [] if connection is None else _all(connection, query, before)
        if not gone:
            return
        with self._file.writing() as connection:
            numbers = [(row["number"],) for row in gone]
            connection.executemany("DELETE FROM runs WHERE number = ?", numbers)
        for row in gone:
            path = self.model_path(row["model_file"])
            if path is not None:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    # Models

    def model_path(self, name: str) -> Path | None:
        """Return where a kept model is; None for no model."""
        # The name comes from a file: it can't lead out of the folder.
        if (
            self.path is None
            or not name
            or name != name.replace("\\", "/").split("/")[-1]
        ):
            return None
        return None if name in {".", ".."} else self.path.parent / MODELS / name


_UPDATE = (
    f"UPDATE runs SET {', '.join(f'{name} = :{name}' for name in COLUMNS)} "
    "WHERE uid = :uid"
)
_INSERT = (
    f"INSERT INTO runs ({', '.join(COLUMNS)}) "
    f"VALUES ({', '.join(':' + name for name in COLUMNS)})"
)
_REPLACE_CURVES = (
    f"INSERT OR REPLACE INTO curves (number, {', '.join(_CURVES)}) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def _rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    names = ", ".join(("number", *COLUMNS, "note", "model_file"))
    query = f"SELECT {names} FROM runs WHERE deleted IS NULL ORDER BY number"
    return connection.execute(query).fetchall()


def _all(connection: sqlite3.Connection, query: str, value: Any) -> list[sqlite3.Row]:
    return connection.execute(query, (value,)).fetchall()


def _first(connection: sqlite3.Connection, query: str, value: Any) -> Any:
    return connection.execute(query, (value,)).fetchone()
