"""A wide matrix in blocks of columns, and products with it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.blas import SMALL, columns_in_place
from engine.columns import ColumnBlocks

SIZES = [(20, 209, 12_288), (20, 209, 12_289), (3, 40, 5), (1, 1, 1), (70, 1000, 40)]
"""Rows of A, of B, and columns: cut evenly, with some left, in less than a block."""


@pytest.fixture(params=[True, False], ids=["in place", "elsewhere"])
def in_place(request, monkeypatch):
    """A processor that multiplies small matrices as they lie, and one that doesn't."""
    monkeypatch.setattr(
        "engine.blas._multiplies_small_ones_in_place", lambda: request.param
    )
    return request.param


@given(st.integers(1, 500), st.integers(1, 5000))
def test_blocks_are_small(rows, inner):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: True)
        width = columns_in_place(rows, inner)
    assert width % 16 == 0
    assert rows * inner * width <= SMALL < rows * inner * (width + 16)


def test_elsewhere_blocks_do_not_pay(monkeypatch):
    monkeypatch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: False)
    assert columns_in_place(20, 209) == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_a_product_is_the_product(in_place, size, dtype, order):
    rows, inner, columns = size
    rng = np.random.default_rng(1)
    A = rng.standard_normal((rows, inner))
    B = np.asarray(rng.standard_normal((inner, columns)), order=order)
    blocks = ColumnBlocks(B, rows, dtype)
    expected = A @ B
    B.fill(np.nan)
    product = blocks.multiplied(A)
    assert product.dtype == dtype
    assert product.flags.c_contiguous
    precision = 1e-12 if dtype == "float64" else 1e-3
    np.testing.assert_allclose(product, expected, rtol=precision, atol=precision)
