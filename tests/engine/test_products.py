"""Products in pieces: faster where BLAS multiplies small matrices as they lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Trainer, blas, network
from engine.activations import ACTIVATIONS
from engine.arrays import room
from engine.blas import SMALL, columns_at_once, rows_at_once
from engine.datasets import SplitName
from engine.history import History
from engine.model_file import open_model, save_model
from engine.operations import product, row_sums
from engine.run import go_on, saved_model
from tests.engine.runs import clusters, make, steps

ORDERS = ("C", "F")
SIZES = [(64, 784, 128), (784, 64, 128), (257, 64, 128), (20, 300, 300), (9, 8, 7)]
"""Rows, inner and columns: cut evenly, unevenly, with many left, and not at all."""

BIG = clusters(n_x=30, m=50)
FULL = {"first_layer": "direct", "batch_size": 24}
"""Its first products count as medium where small is what `cuts` says."""


@pytest.fixture
def in_place(monkeypatch):
    """A processor for which pieces pay, whatever this one is."""
    monkeypatch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: True)


@pytest.fixture
def cuts(monkeypatch, in_place):
    """Small products are so small that those of `BIG` are cut."""
    monkeypatch.setattr("engine.blas.SMALL", 3000)


def is_by_columns(trainer):
    """Tell whether W1 lies in the state column by column."""
    W = trainer._now.vector.first[0]
    return W.flags.f_contiguous and not W.flags.c_contiguous


# The rule


@given(st.integers(8, 2000), st.integers(8, 400), st.integers(1, 300))
def test_pieces_are_small_and_as_few_as_can_be(rows, inner, columns):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: True)
        height = rows_at_once(rows, inner, columns, threads=1)
    assume(height < rows)
    assert height % 8 == 0
    assert height * inner * columns <= SMALL < rows * inner * columns
    fewest = -(-rows // (SMALL // (inner * columns) // 8 * 8))
    assert -(-rows // height) <= fewest


def test_what_is_cut(in_place):
    heights = [rows_at_once(*size, threads=1) for size in SIZES]
    assert heights == [8, 112, 88, 8, 9]
    # Small already, large enough for two threads, no room for eight rows.
    for size in [(20, 209, 209), (512, 784, 128), (64, 12288, 20)]:
        assert rows_at_once(*size, threads=1) == size[0]


def test_what_two_threads_make_is_whole(in_place):
    assert rows_at_once(64, 784, 128, threads=2) == 64


@pytest.mark.parametrize(
    ("size", "wide"),
    [
        ((20, 209, 209), {8: 216, 4: 224}),
        ((20, 350, 350), {8: 352, 4: 352}),
        ((20, 350, 208), {8: 208, 4: 208}),
        # No pieces are small, or it matters little.
        ((20, 390, 390), {8: 390, 4: 390}),
        ((20, 50, 50), {8: 50, 4: 50}),
    ],
)
def test_rows_that_begin_where_a_line_does(in_place, size, wide):
    found = {each: columns_at_once(*size, each, threads=1) for each in wide}
    assert found == wide


def test_two_threads_want_them_only_where_the_whole_is_small(in_place):
    assert columns_at_once(20, 209, 209, 8, threads=2) == 216
    assert columns_at_once(20, 350, 350, 8, threads=2) == 350


def test_elsewhere_columns_stay_as_they_are(monkeypatch):
    monkeypatch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: False)
    assert columns_at_once(20, 209, 209, 8, threads=1) == 209


@pytest.mark.parametrize("architecture", ["SkylakeX", "Haswell", None])
def test_where_pieces_pay(monkeypatch, architecture):
    class Controller:
        def info(self):
            return [{"user_api": "blas"} | ({} if architecture is None else known)]

    known = {"architecture": architecture}
    monkeypatch.setattr("engine.blas._controller", Controller)
    blas._multiplies_small_ones_in_place.cache_clear()
    try:
        height = rows_at_once(64, 784, 128, threads=1)
    finally:
        blas._multiplies_small_ones_in_place.cache_clear()
    assert height == (8 if architecture == "SkylakeX" else 64)


# The numbers


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    "orders", [(a, b, c) for a in "CF" for b in "CF" for c in "CF"]
)
def test_a_product_is_the_product(in_place, size, dtype, orders):
    """Of whatever the arrays hold when it is made."""
    rows, inner, columns = size
    rng = np.random.default_rng(1)
    shapes = (rows, inner), (inner, columns), (rows, columns)
    A, B, out = map(room, shapes, [dtype] * 3, orders)
    planned = product(A, B, out, threads=1)
    A[...], B[...] = rng.standard_normal(A.shape), rng.standard_normal(B.shape)
    out.fill(np.nan)
    planned()
    precision = 1e-12 if dtype == "float64" else 1e-3
    np.testing.assert_allclose(out, A @ B, rtol=precision, atol=precision)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("order", ORDERS)
def test_a_product_of_parts_of_arrays_is_the_product(in_place, size, dtype, order):
    """Of which each row, or each column, ends before the next one begins."""
    rows, inner, columns = size
    rng = np.random.default_rng(1)

    def part(height, width):
        more = (3, 0) if order == "F" else (0, 3)
        whole = room((height + more[0], width + more[1]), dtype, order)
        whole.fill(np.nan)
        return whole, whole[:height, :width]

    shapes = (rows, inner), (inner, columns), (rows, columns)
    (_, A), (_, B), (whole, out) = (part(*shape) for shape in shapes)
    A[...], B[...] = rng.standard_normal(A.shape), rng.standard_normal(B.shape)
    product(A, B, out, threads=1)()
    precision = 1e-12 if dtype == "float64" else 1e-3
    np.testing.assert_allclose(out, A @ B, rtol=precision, atol=precision)
    out.fill(np.nan)
    assert np.isnan(whole).all()


@pytest.mark.parametrize(
    "settings",
    [{"optimizer": "adam"}, {"dropout": 0.3}, {"dropout": (0.2, 0.0, 0.3)}]
    + [{"activation": activation.name} for activation in ACTIVATIONS],
)
def test_training_comes_to_the_same(monkeypatch, cuts, settings):
    cut = make(BIG, hidden=(12, 4), **FULL | settings)
    assert is_by_columns(cut)
    steps(cut, 20)
    monkeypatch.setattr("engine.blas.SMALL", SMALL)
    whole = make(BIG, hidden=(12, 4), **FULL | settings)
    assert not is_by_columns(whole)
    steps(whole, 20)
    for one, other in zip(
        cut.parameters().as_dict().values(),
        whole.parameters().as_dict().values(),
        strict=True,
    ):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)
    assert cut.cost == pytest.approx(whole.cost, rel=1e-11)


@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum", "adam"])
def test_a_file_goes_from_one_processor_to_another(
    monkeypatch, cuts, tmp_path, optimizer
):
    """Their states lie in memory in different ways, in files in one."""
    trainer = make(BIG, hidden=(12, 4), optimizer=optimizer, **FULL)
    steps(trainer, 5)
    path = tmp_path / "model.h5"
    save_model(path, saved_model(trainer, BIG, History()))
    monkeypatch.setattr("engine.blas.SMALL", SMALL)
    opened = open_model(path)
    other = Trainer.for_dataset(BIG, opened.spec, opened.config)
    go_on(other, opened)
    assert is_by_columns(trainer)
    assert not is_by_columns(other)
    assert other.parameters().equals(trainer.parameters())
    ours, theirs = (one.checkpoint().block for one in (trainer, other))
    np.testing.assert_array_equal(ours, theirs)
    steps(trainer, 5)
    steps(other, 5)
    assert other.cost == pytest.approx(trainer.cost, rel=1e-11)


def test_one_input_lies_beside_its_biases_too(cuts):
    """NumPy calls one column contiguous whichever way it lies."""
    data = clusters(n_x=1, m=2500)
    cut = make(data, hidden=(5,), first_layer="direct", batch_size=2000)
    assert cut._feed.batch(0).indices.shape == (2000,)
    assert cut.first_layer._width == 2, "b1 has no column of its own"
    drawn, parameters = cut._feed.batch(0).indices.copy(), cut.parameters()
    X, Y = data.columns(SplitName.TRAIN)[:, drawn], data.targets(data.train)[:, drawn]
    found = network.gradients(cut.spec, parameters, X, Y)
    assert cut.cost == pytest.approx(network.cost(cut.spec, parameters, X, Y))
    for ours, theirs in zip(cut.gradients().weights, found.weights, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


# Sums


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("shape", [(20, 300), (1, 7), (5, 1), (128, 512)])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("is_view", [False, True])
def test_row_sums(dtype, shape, order, is_view):
    rng = np.random.default_rng(0)
    A = room((shape[0], shape[1] + 8 * is_view), dtype, order)[:, : shape[1]]
    A[...] = rng.standard_normal(shape)
    out = np.full((shape[0], 1), np.nan, dtype)
    row_sums(A, out)()
    sums = A.sum(axis=1, keepdims=True, dtype=np.longdouble)
    parts = abs(A).sum(axis=1, keepdims=True)
    assert np.all(abs(out - sums) <= shape[1] * np.finfo(dtype).eps * parts)
