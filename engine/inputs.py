"""Where the numbers of examples come from, and how they get into a run's precision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.arrays import may_overflow
from engine.errors import SpecError
from engine.operations import copy, number, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from engine.arrays import Array, Labels
    from engine.operations import Operation, Operations

BLOCK_BYTES = 32 * 1024**2
"""What examples that are read and shuffled together take as bytes."""

_STORED_BYTES = 200 * 1024
"""Of stored examples that are scaled at a time: they stay in a near cache meanwhile."""


def block_rows(n_x: int) -> int:
    """Return how many examples of n_x numbers are read and shuffled together.

    A function of n_x alone, so that a run draws the same batches whether its data lie
    in memory or in a file.
    """
    return max(1, BLOCK_BYTES // n_x)


class Inputs(Protocol):
    """The inputs of a split, wherever they are; the first axis is m."""

    @property
    def shape(self) -> tuple[int, ...]:
        """(m, height, width, channels) or (m, n)."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """How they are stored: uint8 pixels, or floating-point numbers."""

    @property
    def is_streamed(self) -> bool:
        """Whether they are read from a file as they are needed."""

    def __len__(self) -> int:
        """Return m, the number of examples."""

    def __getitem__(self, index: int, /) -> npt.NDArray[Any]:
        """Return one example as it is stored."""

    def stored(self, block: slice) -> npt.NDArray[Any]:
        """Return examples that lie together, as they are stored; may be a view."""

    def read(self, indices: Labels | slice, out: Array) -> None:
        """Write examples as rows into ``out`` (k, n_x), scaled, in its precision.

        Raises
        ------
        DataError
            If they can't be read; what ``out`` then holds is undefined.
        """

    def gather(self, indices: Labels, out: Array) -> Operations:
        """Plan to write examples (k,) as rows into ``out``, as `read` does.

        Which ones may change until the calls are made. Plans of their own may be
        carried out in threads side by side. Whatever else has room in a row of ``out``
        becomes 1.
        """


class ArrayInputs:
    """Inputs in memory.

    Parameters
    ----------
    array : ndarray, shape (m, height, width, channels) or (m, n)
        Pixels as uint8, or floating-point numbers.
    """

    is_streamed = False

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self._array = array
        self._rows = array.reshape(len(array), np.prod(array.shape[1:], dtype=int))

    @property
    def shape(self) -> tuple[int, ...]:
        """(m, height, width, channels) or (m, n)."""
        return self._array.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """How they are stored."""
        return self._array.dtype

    def __len__(self) -> int:
        """Return m, the number of examples."""
        return len(self._array)

    def __getitem__(self, index: int, /) -> npt.NDArray[Any]:
        """Return one example as it is stored; a view."""
        one: npt.NDArray[Any] = self._array[index]
        return one

    def stored(self, block: slice) -> npt.NDArray[Any]:
        """Return examples that lie together, as they are stored; a view."""
        some: npt.NDArray[Any] = self._array[block]
        return some

    @may_overflow
    def read(self, indices: Labels | slice, out: Array) -> None:
        """Write examples as rows into ``out`` (k, n_x), scaled, in its precision."""
        if isinstance(indices, slice):
            some = self._rows[indices]
            for block in blocks(len(out), self._at_once(out)):
                run(_scaled(some[block], out[block]))
        else:
            run(self.gather(indices, out))

    def gather(self, indices: Labels, out: Array) -> Operations:
        """Plan to write examples (k,) as rows into ``out``, likewise."""
        if self.dtype == out.dtype and out.shape[1] == self._rows.shape[1]:
            return (gathered(self._rows, indices, out),)
        size = self._at_once(out)
        stored = np.empty((min(size, len(out)), self._rows.shape[1]), self.dtype)
        plan: list[Operation] = []
        for block in blocks(len(out), size):
            rows = out[block]
            some = stored[: len(rows)]
            plan += gathered(self._rows, indices[block], some), *_scaled(some, rows)
        return tuple(plan)

    def _at_once(self, out: Array) -> int:
        """Return how many rows are written at a time: in parts of about one size."""
        count = -(-self.dtype.itemsize * out.size // _STORED_BYTES)
        return max(1, -(-len(out) // max(1, count)))


def blocks(m: int, size: int) -> Iterator[slice]:
    """Yield slices of at most ``size`` that together cover 0 to m."""
    for start in range(0, m, size):
        yield slice(start, min(start + size, m))


def as_inputs(inputs: npt.NDArray[Any] | Inputs) -> Inputs:
    """Return what a split holds, an array or not, as `Inputs`."""
    return ArrayInputs(inputs) if isinstance(inputs, np.ndarray) else inputs


def parts(array: npt.NDArray[Any] | Inputs) -> Iterator[npt.NDArray[Any]]:
    """Yield all that is stored, in C order, without a copy of all of it."""
    inputs = as_inputs(array)
    size = block_rows(int(np.prod(inputs.shape[1:])) * inputs.dtype.itemsize)
    for block in blocks(len(inputs), size):
        yield np.ascontiguousarray(inputs.stored(block))


def check_in_memory(inputs: Inputs) -> None:
    """Raise `SpecError` if inputs are streamed, so that no array can hold them all."""
    if inputs.is_streamed:
        raise SpecError(
            "The {m:,} training examples are too large for memory, so they are read "
            "from their file a part at a time. Train in mini-batches: set a batch "
            "size below their number.",
            m=len(inputs),
        )


def as_columns(
    inputs: npt.NDArray[Any] | Inputs, dtype: npt.DTypeLike = np.float64
) -> Array:
    """Return all inputs as X (n_x, m), one a column; pixels divided by 255.

    Its transpose is C-contiguous: BLAS multiplies it fastest this way round, and it is
    the order of the file.

    Raises
    ------
    SpecError
        If they are larger than memory.
    """
    inputs = as_inputs(inputs)
    check_in_memory(inputs)
    n_x = np.prod(inputs.shape[1:], dtype=int)
    rows: Array = np.empty((len(inputs), n_x), np.dtype(dtype))
    inputs.read(slice(None), rows)
    return rows.T


def gathered(
    rows: npt.NDArray[Any], indices: Labels, out: npt.NDArray[Any]
) -> Operation:
    """Plan to copy some rows into ``out``, which has their type."""
    # In any other mode NumPy gathers into a buffer of its own first.
    return partial(rows.take, indices, 0, out, "clip")


def _scaled(rows: npt.NDArray[Any], out: Array) -> Operations:
    """Plan to write rows (k, n_x) in ``out``'s precision, pixels divided by 255.

    What else has room in a row of ``out`` becomes 1.
    """
    n_x = rows.shape[1]
    inputs, rest = out[:, :n_x], out[:, n_x:]
    if rows.dtype == np.uint8 and out.dtype == np.float32:
        # A third less time than to divide them, and off by a last bit at most.
        share = number(1 / 255, out.dtype)
        scale = partial(np.multiply, out, share, out)
        return copy(rows, inputs), partial(rest.fill, 255), scale
    fill = partial(rest.fill, 1)
    if rows.dtype == np.uint8:
        return partial(np.divide, rows, number(255, out.dtype), inputs), fill
    return partial(np.copyto, inputs, rows, casting="same_kind"), fill
