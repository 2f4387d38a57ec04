"""A wide matrix in blocks of columns, to multiply from the left again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.blas import columns_in_place

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array


class ColumnBlocks:
    """The right factor of products A B with few rows in A, such as those of pictures.

    In a matrix of pictures, what lies below one another is far apart in memory, and by
    such distances that most of it wants the same few places in the cache: BLAS waits
    for nearly all that it reads. Where each block lies by itself, and is small enough
    to be multiplied as it lies, the product takes three fifths of the time.

    Parameters
    ----------
    matrix : ndarray, shape (m, n)
        B; it is copied.
    rows : int
        How many rows A has.
    dtype : dtype
        Of the copy and of the products.
    """

    def __init__(self, matrix: Array, rows: int, dtype: npt.DTypeLike) -> None:
        m, n = matrix.shape
        width = min(columns_in_place(rows, m), n) or n
        count = n // width
        self._end = count * width
        blocks = np.empty((count, m, width), dtype)
        blocks[:] = _cut(matrix[:, : self._end], count)
        self._blocks: Array = blocks
        self._rest: Array = matrix[:, self._end :].astype(dtype)

    def multiplied(self, A: Array) -> Array:
        """Return A B (rows, n), for A (rows, m)."""
        A = A.astype(self._blocks.dtype, copy=False)
        product = np.empty((len(A), self._end + self._rest.shape[1]), A.dtype)
        np.matmul(A, self._blocks, out=_cut(product[:, : self._end], len(self._blocks)))
        np.matmul(A, self._rest, out=product[:, self._end :])
        return product


def _cut(matrix: Array, count: int) -> Array:
    """Return a view of ``matrix`` as so many blocks of columns (count, m, width)."""
    width = matrix.shape[1] // count
    return matrix.reshape(len(matrix), count, width, copy=False).transpose(1, 0, 2)
