"""An array in an HDF5 file that is read a few rows at a time, over a long time.

Meanwhile the file may be changed, moved or cut short, or its disk pulled out, and the
library may answer from what it has kept. So the file is looked at before and after each
reading.
"""

from __future__ import annotations

import math
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from engine.file_checks import shown
from engine.hdf5 import Hdf5Reader, open_hdf5
from engine.hdf5_guard import guarded
from engine.hdf5_packing import packing_problem

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from engine.errors import EngineError

MAX_CHUNK_BYTES = 256 * 1024**2
"""Most that a chunk may take, counted in whole rows: one row costs all of its chunk."""


class Hdf5Rows:
    """An array of numbers in a file that must stay as it is.

    For one thread at a time. Closes its file when nobody holds it any more.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        The array's name.
    error : type of EngineError
        What to raise.

    Attributes
    ----------
    path, name, error
        As given.
    shape : tuple of int
        The array's shape.
    dtype : dtype
        Its numbers.

    Raises
    ------
    EngineError
        As ``error``, if the array can't be read by rows: it isn't all in the file, is
        packed in too large chunks, or doesn't unpack to what it declares.
    """

    def __init__(self, path: Path, name: str, error: type[EngineError]) -> None:
        # The program may change its folder while it runs.
        self.path = path.absolute()
        self.name = name
        self.error = error
        self._opened = ExitStack()
        self._source: Hdf5Reader | None = None
        self._identity = self._look()
        source = self._open()
        with guarded(self.path, error):
            array = source.array(name)
            self.shape: tuple[int, ...] = tuple(map(int, array.shape))
            self.dtype: np.dtype[Any] = array.dtype
            source.check_numbers(name, self.dtype)
            _check(source, name, array)
        self._check_unchanged()

    def read(self, start: int, out: npt.NDArray[Any]) -> None:
        """Read rows from ``start`` on into ``out``, which is C-contiguous.

        Raises
        ------
        EngineError
            As ``error``, if the file has changed or is gone. What ``out`` then holds
            is undefined, and a later call works again if the file is back.
        """
        self._check_unchanged()
        rows = slice(start, start + len(out))
        try:
            with guarded(self.path, self.error):
                self._open().array(self.name).read_direct(out, rows)
        except self.error:
            self.close()
            raise
        self._check_unchanged()

    def close(self) -> None:
        """Close the file, until the next reading."""
        self._source = None
        with guarded(self.path, self.error):
            self._opened.close()

    def _open(self) -> Hdf5Reader:
        if self._source is None:
            self._source = self._opened.enter_context(open_hdf5(self.path, self.error))
        return self._source

    def _check_unchanged(self) -> None:
        if self._look() != self._identity:
            self.close()
            raise self.error(
                "{file} was changed while it was in use. Open it again, and train "
                "anew.",
                file=shown(self.path),
            )

    def _look(self) -> tuple[int, ...]:
        try:
            found = os.stat(self.path)
        except (OSError, ValueError) as fault:
            self.close()
            raise self.error(
                "{file} can't be found any more: it was moved or deleted, or its disk "
                "was removed. Put it back, or open other data.",
                file=shown(self.path),
            ) from fault
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _check(source: Hdf5Reader, name: str, array: Any) -> None:
    rows, itemsize = array.shape, int(array.dtype.itemsize)
    if array.chunks is None:
        complete = array.id.get_storage_size() >= math.prod(rows) * itemsize
    else:
        depth = array.chunks[0] * math.prod(rows[1:])
        _check_chunk(source, name, max(depth, math.prod(array.chunks)) * itemsize)
        # Chunks that were never written aren't in the file.
        wanted = (-(-n // c) for n, c in zip(rows, array.chunks, strict=True))
        complete = array.id.get_num_chunks() >= math.prod(wanted)
    if not complete:
        raise source.fault(
            "{name} in {file} declares more than the file holds. Save all of it.",
            name=name,
        )
    problem = packing_problem(array)
    if problem is not None:
        raise source.fault(problem, name=name)


def _check_chunk(source: Hdf5Reader, name: str, needed: int) -> None:
    if needed > MAX_CHUNK_BYTES:
        raise source.fault(
            "{name} in {file} is too large to be read at once, and to read one example "
            "of it takes {needed:,} MiB; {limit:,} is the most. Save it in chunks of "
            "fewer examples.",
            name=name,
            needed=math.ceil(needed / 1024**2),
            limit=MAX_CHUNK_BYTES // 1024**2,
        )
