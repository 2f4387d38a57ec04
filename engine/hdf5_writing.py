"""Writing HDF5 files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt


def write_hdf5(
    attributes: Mapping[str, str | int],
    arrays: Mapping[str, npt.NDArray[Any] | Sequence[str]],
) -> memoryview:
    """Return the bytes of an HDF5 file.

    They are made in memory, so that a full disk meets Python's own file, which can
    be closed and removed, and not the library's.

    Parameters
    ----------
    attributes : mapping of str to str or int
        What describes the file.
    arrays : mapping of str to ndarray or sequence of str
        Numbers or texts by name.
    """
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        for name, value in attributes.items():
            file.attrs[name] = value if isinstance(value, int) else _texts([value])[0]
        for name, array in arrays.items():
            values = array if isinstance(array, np.ndarray) else _texts(array)
            file.create_dataset(name, data=values)
    return buffer.getbuffer()


def _texts(texts: Sequence[str]) -> npt.NDArray[np.bytes_]:
    """Return texts with a fixed length, as damage to any other can hang a reader."""
    encoded = [text.encode() for text in texts]
    longest = max(map(len, encoded), default=0)
    return np.array(encoded, h5py.string_dtype("utf-8", max(1, longest)))
