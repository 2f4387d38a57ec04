"""Inner products of a picture with training examples, taken about their mean.

All pictures have much in common, light above all. Inner products taken about the mean
picture mu leave that out: x_i . x = (x_i - mu) . (x - mu) + what x_i and x share with
the mean. The split is exact.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary, ref

import numpy as np

from engine.arrays import may_overflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array
    from engine.examples import Examples

_NUMBERS = 2_000_000
"""Inputs in a block: large data are never in float64 as a whole."""

_MOST_PICTURES = 8
"""Pictures, the last that were looked at, whose products are kept."""


class Mean(NamedTuple):
    """The mean of training examples, and what they have in common with it.

    Attributes
    ----------
    picture : ndarray of float64, shape (n_x,)
        The mean, mu.
    products : ndarray of float64, shape (m,)
        x_i . mu.
    """

    picture: Array
    products: Array


class Products(NamedTuple):
    """x_i . x for every training example x_i, in two parts.

    Attributes
    ----------
    own : ndarray of float64, shape (m,)
        (x_i - mu) . (x - mu): what the two have in common, and not with all.
    common : ndarray of float64, shape (m,)
        The rest, x_i . mu + mu . x - mu . mu.
    """

    own: Array
    common: Array


_means: WeakKeyDictionary[Examples, Mean] = WeakKeyDictionary()
_Kept = deque[tuple["ref[Examples]", Products]]
_products: WeakKeyDictionary[Examples, _Kept] = WeakKeyDictionary()


def mean_of(examples: Examples) -> Mean:
    """Return the mean of training examples; it is computed once."""
    if examples not in _means:
        total = np.zeros(examples.n_x)
        for rows, _ in _blocks(examples):
            total += rows.sum(axis=0)
        picture = total / len(examples)
        _means[examples] = Mean(picture, _times(examples, picture))
    return _means[examples]


def products(examples: Examples, one: Examples) -> Products:
    """Return the inner products of training examples with a picture.

    Parameters
    ----------
    examples : Examples
        The training examples, X (n_x, m).
    one : Examples
        The picture, x (n_x, 1). For the last few they are kept, so that a network that
        goes on learning costs no product of the size of a picture.
    """
    kept = _products.setdefault(examples, deque(maxlen=_MOST_PICTURES))
    for picture, known in kept:
        if picture() is one:
            return known
    found = _new_products(examples, one)
    kept.append((ref(one), found))
    return found


@may_overflow
def _new_products(examples: Examples, one: Examples) -> Products:
    mean = mean_of(examples)
    # Taken off first: the difference of two large products would be less exact.
    apart = one.X[:, 0] - mean.picture
    along = float(mean.picture @ apart)
    return Products(_times(examples, apart) - along, mean.products + along)


@may_overflow
def _times(examples: Examples, vector: Array) -> Array:
    """Return X^T v (m,), given v (n_x,)."""
    found = np.empty(len(examples))
    for rows, block in _blocks(examples):
        np.dot(rows, vector, out=found[block])
    return found


def _blocks(examples: Examples) -> Iterator[tuple[Array, slice]]:
    """Yield the examples as rows (k, n_x) of float64, and which they are."""
    size = max(1, _NUMBERS // examples.n_x)
    rows = np.empty((min(size, len(examples)), examples.n_x), examples.precision)
    for block in examples.blocks(size):
        read = rows[: block.stop - block.start]
        examples.rows(block, read)
        yield read.astype(np.float64, copy=False), block
