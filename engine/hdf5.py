"""Reading HDF5 files from anywhere.

An HDF5 file can name other files, hold any Python object's pickled remains, declare
a billion pictures in two kilobytes and unpack without end. `Hdf5Reader` follows no
link, reads numbers and text only, and checks what reading takes before it reads.
Only the modules called hdf5 and so on know h5py.
"""

from __future__ import annotations

import itertools
import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import numpy.typing as npt

from engine.file_checks import first_bytes, printable, shown
from engine.hdf5_guard import guarded
from engine.hdf5_heap import heaps_are_sound
from engine.hdf5_packing import MAX_BYTES, declared_bytes, packing_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.errors import EngineError

MAX_TEXT_BYTES = 4 * 1024**2
"""The same for texts."""

_LISTED = 8
_NUMBERS = "buif"


@dataclass(frozen=True)
class Declared:
    """What a file says of an array, before it is read.

    Attributes
    ----------
    shape : tuple of int
        Its shape.
    dtype : dtype
        Its numbers; "O" or "S" if it is text.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def size(self) -> int:
        """Number of elements."""
        return math.prod(self.shape)


@contextmanager
def open_hdf5(path: Path, error: type[EngineError]) -> Iterator[Hdf5Reader]:
    """Open an HDF5 file for reading.

    Parameters
    ----------
    path : Path
        The file.
    error : type of EngineError
        What to raise, here and in the reader.

    Yields
    ------
    Hdf5Reader
        Valid in the ``with`` block.

    Raises
    ------
    EngineError
        As ``error``, if it is not an HDF5 file or it is damaged.
    """
    first_bytes(path, error)
    with guarded(path, error):
        if not h5py.is_hdf5(path):
            raise error(
                "{file} is not an HDF5 file, whatever its name says. Choose one that "
                "a program saved as HDF5.",
                file=shown(path),
            )
        file = h5py.File(path, "r")
    try:
        yield Hdf5Reader(file, path, error)
    finally:
        with guarded(path, error):
            file.close()


def _decoded(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode(errors="replace")


class Hdf5Reader:
    """The numbers and the text in an open HDF5 file.

    Every method raises the error type that `open_hdf5` was given, and nothing else.

    Parameters
    ----------
    file : h5py.File
        The open file.
    path : Path
        Where it is, for messages.
    error : type of EngineError
        What to raise.
    """

    def __init__(self, file: Any, path: Path, error: type[EngineError]) -> None:
        self._file = file
        self.path = path
        self.error = error

    def fault(self, template: str, **values: object) -> EngineError:
        """Return an error whose {file} is this file."""
        return self.error(template, file=shown(self.path), **values)

    def listing(self) -> str:
        """Return the names of the first few things in the file, for a message."""
        with guarded(self.path, self.error):
            names = itertools.islice(self._file, _LISTED)
            return ", ".join(printable(name) for name in names) or "nothing"

    def attribute(self, name: str) -> str | int | None:
        """Return what describes the file: a whole number or a text of fixed length.

        Anything else counts as missing, and is None.
        """
        with guarded(self.path, self.error):
            if not h5py.h5a.exists(self._file.id, name.encode()):
                return None
            declared = self._file.attrs.get_id(name)
            if declared.shape == () and declared.dtype.kind in "iu":
                return int(self._file.attrs[name])
            # Not "O", texts of any length: see `hdf5_heap`.
            if declared.shape == () and declared.dtype.kind == "S":
                return _decoded(self._file.attrs[name])
            return None

    def __contains__(self, name: str) -> bool:
        """Tell whether something has this name; it may still be of no use."""
        with guarded(self.path, self.error):
            return bool(self._file.id.links.exists(name.encode()))

    def declared(self, name: str) -> Declared:
        """Return the shape and the type of an array, without reading it.

        Parameters
        ----------
        name : str
            Its name; those of groups before it end in "/".
        """
        with guarded(self.path, self.error):
            array = self.array(name)
            return Declared(tuple(map(int, array.shape)), array.dtype)

    def needed(self, name: str) -> int:
        """Return the bytes that reading an array takes."""
        with guarded(self.path, self.error):
            return declared_bytes(self.array(name))

    def numbers(self, name: str) -> npt.NDArray[Any]:
        """Read an array of numbers.

        Parameters
        ----------
        name : str
            As for `declared`.

        Returns
        -------
        ndarray
            In the file's shape and type: whole or floating-point numbers.
        """
        with guarded(self.path, self.error):
            array = self.array(name)
            self.check_numbers(name, array.dtype)
            self._check_memory(name, array, MAX_BYTES)
            values: npt.NDArray[Any] = array[()]
            return values

    def check_numbers(self, name: str, dtype: np.dtype[Any]) -> None:
        """Refuse an array of anything but numbers."""
        if dtype.kind not in _NUMBERS:
            raise self.fault(
                "{name} in {file} holds {type}, not numbers. Save it as numbers.",
                name=name,
                type=dtype,
            )

    def texts(self, name: str, longest: int) -> tuple[str, ...]:
        """Read an array of texts or whole numbers, as texts.

        Parameters
        ----------
        name : str
            As for `declared`. Bytes are taken for UTF-8.
        longest : int
            Most characters in one of them.

        Returns
        -------
        tuple of str
            All of them, whatever the array's shape, cleaned by `printable`.
        """
        if self.declared(name).dtype.kind in "iu":
            return tuple(str(number) for number in self.numbers(name).ravel())
        with guarded(self.path, self.error):
            array = self.array(name)
            if h5py.check_string_dtype(array.dtype) is None:
                raise self.fault(
                    "{name} in {file} holds {type}, not text. Save it as text.",
                    name=name,
                    type=array.dtype,
                )
            self._check_memory(name, array, MAX_TEXT_BYTES)
            if array.dtype.kind == "O" and not heaps_are_sound(self.path):
                raise ValueError("a heap without end")
            # One by one: thousands of entries may share one text of any length.
            indices = np.ndindex(array.shape)
            return tuple(self._text(name, array[i], longest) for i in indices)

    def _text(self, name: str, value: bytes | str, longest: int) -> str:
        text = _decoded(value)
        if len(text) > longest:
            raise self.fault(
                "{name} in {file} holds a text of {length:,} characters; {limit} is "
                "the most. Save it with shorter ones.",
                name=name,
                length=len(text),
                limit=longest,
            )
        return printable(text)

    def array(self, name: str) -> Any:
        """Return the library's own array, for the modules that know the library."""
        node: Any = self._file
        for part in name.split("/"):
            node = self._child(node, part, name)
        if not isinstance(node, h5py.Dataset) or node.shape is None:
            raise self.fault(
                "{name} in {file} is not an array. Save it as one.", name=name
            )
        if node.external or node.is_virtual:
            raise self._elsewhere(name)
        return node

    def _child(self, group: Any, part: str, name: str) -> Any:
        key = part.encode()
        if not isinstance(group, h5py.Group) or not group.id.links.exists(key):
            raise self.fault(
                "{file} has no {name}; it holds {found}. Choose another file.",
                name=name,
                found=self.listing(),
            )
        if group.id.links.get_info(key).type != h5py.h5l.TYPE_HARD:
            raise self._elsewhere(name)
        return group[part]

    def _elsewhere(self, name: str) -> EngineError:
        return self.fault(
            "{name} in {file} is only a link to data kept elsewhere, which is not "
            "followed. Save the data itself in the file.",
            name=name,
        )

    def _check_memory(self, name: str, array: Any, limit: int) -> None:
        needed = declared_bytes(array)
        if needed > limit:
            raise self.fault(
                "{name} in {file} would take {needed:,} MiB of memory; {limit:,} is "
                "the most. Use fewer or smaller examples.",
                name=name,
                needed=math.ceil(needed / 1024**2),
                limit=limit // 1024**2,
            )
        problem = packing_problem(array)
        if problem is not None:
            raise self.fault(problem, name=name)
