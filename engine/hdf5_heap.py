"""Whether the heaps of an HDF5 file, where texts of any length lie, are sound.

The library walks a heap from object to object by their sizes. A size that was damaged
so that a step comes to nothing makes it walk for ever, and nothing can stop it. So the
same walk is made here first.
"""

from __future__ import annotations

import mmap
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = b"GCOL\1"
"""Signature and version. The signature alone occurs in smooth pictures, too."""

_HEADER = struct.Struct("<5s3xQ")
_OBJECT = struct.Struct("<HHIQ")


def heaps_are_sound(path: Path) -> bool:
    """Tell whether every global heap of a file can be walked to its end.

    Parameters
    ----------
    path : Path
        An HDF5 file with sizes of 8 bytes, as all are but those of very old programs.

    Returns
    -------
    bool
        False if an object of one has no size, or reaches beyond it.

    Raises
    ------
    OSError, ValueError
        If the file can't be read or is empty.
    """
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        return all(_is_sound(data, start) for start in _heaps(data))


def _heaps(data: mmap.mmap) -> Iterator[int]:
    start = data.find(_MARK)
    while start >= 0:
        yield start
        start = data.find(_MARK, start + 1)


def _is_sound(data: mmap.mmap, start: int) -> bool:
    # What the file can't hold is no heap, and to read it as one fails at once.
    if start + _HEADER.size > len(data):
        return True
    size: int = _HEADER.unpack_from(data, start)[1]
    place, end = start + _HEADER.size, start + size
    if end > len(data):
        return True
    while place + _OBJECT.size <= end:
        index, _, _, length = _OBJECT.unpack_from(data, place)
        # Object 0 is what is left of the heap; its length counts its own header.
        step = length if index == 0 else _OBJECT.size + (length + 7) // 8 * 8
        if step < _OBJECT.size:
            return False
        place += step
    return place <= end
