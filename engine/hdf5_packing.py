"""Whether a packed HDF5 array unpacks to what it declares, checked before reading.

The library's gzip filter unpacks a chunk to the end of its stream, however long it
turns out to be: a file of 1.5 MB can take 1.5 GB and nine seconds for an array that
declares 3 kB. And where a chunk unpacks to less, it reads what lies behind.
"""

from __future__ import annotations

import math
import zlib
from typing import Any

import h5py

MAX_BYTES = 2 * 1024**3
"""Most memory that reading one array may take: 174,000 pictures of 64x64x3."""

_KEEP_SIZE = {h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_FLETCHER32}
"""Filters that keep the size, but for a check sum."""

_FACTOR = 128
"""No other common packer gets a byte from less than this share of one."""

_UNAVAILABLE = (
    "{name} in {file} is packed by a method that is not available here. Save it "
    "without compression or with gzip."
)
_DIFFERENT = (
    "{name} in {file} does not unpack to what it declares, so the file is damaged or "
    "made to do harm. Get it from another place."
)


def declared_bytes(array: Any) -> int:
    """Return the bytes that reading an array takes, in the result or in its chunks.

    Parameters
    ----------
    array : h5py.Dataset
        The array.
    """
    itemsize = int(array.dtype.itemsize)
    needed = math.prod(map(int, array.shape)) * itemsize
    if array.chunks is None:
        return needed
    chunks = max(1, int(array.id.get_num_chunks()))
    return max(needed, chunks * math.prod(map(int, array.chunks)) * itemsize)


def packing_problem(array: Any) -> str | None:
    """Return why an array can't be unpacked safely, None if it can.

    Parameters
    ----------
    array : h5py.Dataset
        The array.

    Returns
    -------
    str or None
        A message's template with the places {name} and {file}.
    """
    if array.chunks is None:
        return None
    created = array.id.get_create_plist()
    filters = [created.get_filter(i)[0] for i in range(created.get_nfilters())]
    packers = [code for code in filters if code not in _KEEP_SIZE]
    if len(packers) > 1 or not all(map(h5py.h5z.filter_avail, packers)):
        return _UNAVAILABLE
    sound = all(_is_sound(array, filters, chunk) for chunk in _chunks(array))
    return None if sound else _DIFFERENT


def _chunks(array: Any) -> list[Any]:
    found: list[Any] = []
    # Returns None, as the library wants it in order to go on.
    array.id.chunk_iter(found.append)
    return found


def _is_sound(array: Any, filters: list[int], chunk: Any) -> bool:
    """Tell whether a chunk unpacks to as many bytes as it should."""
    room = math.prod(map(int, array.chunks)) * int(array.dtype.itemsize)
    # In the order of packing, without those that this chunk skipped.
    used = [f for i, f in enumerate(filters) if not chunk.filter_mask >> i & 1]
    packer = next((i for i, f in enumerate(used) if f not in _KEEP_SIZE), None)
    if packer is None:
        return bool(chunk.size == room + _check_sums(used))
    if chunk.size <= _check_sums(used[packer:]):
        return False
    if used[packer] != h5py.h5z.FILTER_DEFLATE:
        return bool(chunk.size * _FACTOR <= MAX_BYTES)
    room += _check_sums(used[:packer])
    _, packed = array.id.read_direct_chunk(chunk.chunk_offset)
    return len(zlib.decompressobj().decompress(packed, room + 1)) == room


def _check_sums(filters: list[int]) -> int:
    """Return the bytes that the filters add."""
    return 4 * filters.count(h5py.h5z.FILTER_FLETCHER32)
