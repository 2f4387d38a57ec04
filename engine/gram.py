"""Inner products of examples: what training in sample space needs of pictures."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.examples import Examples

KEPT_BYTES = 64_000_000
"""Larger tables are made anew for each run."""

_BLOCK = 2048
"""Features in a block, so that data in float32 are never in float64 as a whole."""

_MOST_OUTPUTS = 4
"""Initial weights, of the last runs, whose outputs are kept."""

_Others = WeakKeyDictionary["Examples", "Array"]
_kept: WeakKeyDictionary[Examples, _Others] = WeakKeyDictionary()
_Outputs = deque[tuple["ref[Array]", "Array"]]
_outputs: WeakKeyDictionary[Examples, _Outputs] = WeakKeyDictionary()


def inner_products(examples: Examples, others: Examples) -> Array:
    """Return X^T X' of two sets of examples, kept for the next run if it is small.

    Parameters
    ----------
    examples, others : Examples
        X (n_x, m) and X' (n_x, k); the same object twice gives the Gram matrix.

    Returns
    -------
    ndarray of float64, shape (m, k)
        Computed in float64 whatever the examples' precision: in float32 the printed
        costs would be off after a few iterations, rounded once they stay right longer.
        Read-only.
    """
    kept = _kept.setdefault(examples, WeakKeyDictionary())
    if others in kept:
        return kept[others]
    products = _products(examples.X, others.X)
    products.flags.writeable = False
    if products.nbytes <= KEPT_BYTES:
        kept[others] = products
    return products


def initial_outputs(W: Array, examples: Examples) -> Array:
    """Return W X, kept for the next run that begins with the very same weights.

    Parameters
    ----------
    W : ndarray, shape (n1, n_x)
        The initial W1.
    examples : Examples
        X (n_x, m).

    Returns
    -------
    ndarray of float64, shape (n1, m)
        Computed in float64 for the same reason as `inner_products`. Read-only.
    """
    kept = _outputs.setdefault(examples, deque(maxlen=_MOST_OUTPUTS))
    for weights, known in kept:
        if weights() is W:
            return known
    X = examples.X.astype(np.float64, copy=False)
    outputs: Array = np.dot(W.astype(np.float64, copy=False), X)
    outputs.flags.writeable = False
    if outputs.nbytes <= KEPT_BYTES and not W.flags.writeable:
        kept.append((ref(W), outputs))
    return outputs


def _products(X: Array, other: Array) -> Array:
    products = np.zeros((X.shape[1], other.shape[1]))
    for start in range(0, len(X), _BLOCK):
        # In one piece, or NumPy copies them for each product.
        rows = np.asfortranarray(X[start : start + _BLOCK], np.float64)
        # With itself, BLAS needs to compute one half only.
        same = other is X
        others = rows if same else other[start : start + _BLOCK].astype(np.float64)
        products += np.dot(rows.T, others)
    return products
