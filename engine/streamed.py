"""Pixels that are larger than memory: read from their file block by block."""

from __future__ import annotations

import itertools
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import DataError
from engine.file_checks import shown
from engine.inputs import BLOCK_BYTES, ArrayInputs, block_rows, blocks
from engine.pixels import NO_PIXELS, pixel_scale, write_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from engine.arrays import Array, Labels, Pixels
    from engine.hdf5_rows import Hdf5Rows
    from engine.operations import Operations

KEPT_BLOCKS = 2
"""Blocks in memory: the one that batches come from, and one that a view looks at."""


class StreamedPixels:
    """The `Inputs` of a split whose pixels stay in their file.

    A block is read as a whole, so that batches in the order of `Batches` read every
    block once an epoch. Windows look at pictures while a thread trains, so calls from
    several threads wait for one another.

    Parameters
    ----------
    rows : Hdf5Rows
        The pictures, (m, height, width, channels) or (m, height, width).
    shape : tuple of int
        (m, height, width, channels).

    Raises
    ------
    DataError
        If the numbers are no pixels, or there aren't as many as ``shape`` says.
    """

    is_streamed = True
    dtype: np.dtype[Any] = np.dtype(np.uint8)

    def __init__(self, rows: Hdf5Rows, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self._file = rows
        self._lock = threading.Lock()
        self._size = min(block_rows(int(np.prod(shape[1:]))), len(self))
        self._kept: dict[int, ArrayInputs] = {}
        if rows.shape != shape[: len(rows.shape)]:
            raise DataError(
                "{file} was changed while it was being opened. Open it again.",
                file=shown(rows.path),
            )
        self._scale = None if rows.dtype == self.dtype else self._find_scale()

    def __len__(self) -> int:
        """Return m, the number of examples."""
        return self.shape[0]

    def __getitem__(self, index: int, /) -> Pixels:
        """Return one example's pixels, a copy."""
        index = range(len(self))[index]
        place, row = divmod(index, self._size)
        with self._lock:
            if place in self._kept:
                one: Pixels = self._kept[place][row].copy()
            else:
                one = self._load(slice(index, index + 1))[0]
            return one

    def stored(self, block: slice) -> Pixels:
        """Return examples that lie together, read from the file."""
        with self._lock:
            return self._load(block)

    def read(self, indices: Labels | slice, out: Array) -> None:
        """Write examples as rows into ``out`` (k, n_x), scaled, in its precision.

        Raises
        ------
        DataError
            If the file has changed or is gone; what ``out`` then holds is undefined.
        """
        if isinstance(indices, slice):
            indices = np.arange(*indices.indices(len(self)))
        places = indices // self._size
        cuts = np.flatnonzero(np.diff(places, prepend=-1, append=-1))
        with self._lock:
            for start, stop in itertools.pairwise(cuts):
                place = int(places[start])
                within = indices[start:stop] - place * self._size
                self._block(place).read(within, out[start:stop])

    def gather(self, indices: Labels, out: Array) -> Operations:
        """Plan to write examples (k,) as rows into ``out``, likewise."""
        return (partial(self.read, indices, out),)

    def close(self) -> None:
        """Close the file, until the next reading, and forget what was read."""
        with self._lock:
            self._kept.clear()
            self._file.close()

    def _block(self, place: int) -> ArrayInputs:
        block = self._kept.pop(place, None)
        if block is None:
            block = self._fetch(place)
        # Now the last one to be given up.
        self._kept[place] = block
        return block

    def _fetch(self, place: int) -> ArrayInputs:
        while len(self._kept) >= KEPT_BLOCKS:
            del self._kept[next(iter(self._kept))]
        first = place * self._size
        return ArrayInputs(self._load(slice(first, first + self._size)))

    def _load(self, block: slice) -> Pixels:
        """Read examples from the file."""
        start, stop, _ = block.indices(len(self))
        pixels = np.empty((stop - start, *self.shape[1:]), np.uint8)
        if self._scale is None:
            self._file.read(start, pixels.reshape(len(pixels), *self._file.shape[1:]))
            return pixels
        for part, values in self._numbers(start, stop):
            out = pixels[part.start - start : part.stop - start]
            if not write_pixels(values.reshape(out.shape), self._scale, out):
                raise self._no_pixels()
        return pixels

    def _numbers(
        self, start: int, stop: int
    ) -> Iterator[tuple[slice, npt.NDArray[Any]]]:
        """Yield parts of the file's own numbers, in one buffer, and where they are."""
        row = self._file.shape[1:]
        size = max(1, BLOCK_BYTES // (int(np.prod(row)) * self._file.dtype.itemsize))
        buffer = np.empty((min(size, stop - start), *row), self._file.dtype)
        for part in blocks(stop - start, size):
            values = buffer[: part.stop - part.start]
            self._file.read(start + part.start, values)
            yield slice(start + part.start, start + part.stop), values

    def _find_scale(self) -> int:
        low, high = np.inf, -np.inf
        for _, values in self._numbers(0, len(self)):
            # These two hand NaN on.
            low = np.minimum(low, values.min())
            high = np.maximum(high, values.max())
        scale = pixel_scale(low, high, self._file.dtype)
        if scale is None:
            raise self._no_pixels()
        return scale

    def _no_pixels(self) -> DataError:
        return DataError(NO_PIXELS, name=self._file.name, file=shown(self._file.path))
