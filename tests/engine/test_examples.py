"""Examples: rows for batches, blocks for evaluation, and what is refused."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from engine import Trainer
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Split, SplitName
from engine.errors import SpecError
from engine.examples import Examples
from engine.inputs import ArrayInputs, as_columns, block_rows, blocks
from engine.operations import run
from engine.outputs import Task
from engine.spec import NetworkSpec

M, SHAPE = 50, (4, 5, 3)
RNG = np.random.default_rng(0)
PIXELS = RNG.integers(0, 256, (M, *SHAPE), np.uint8)
LABELS = np.arange(M) % 2
FLOATS = RNG.standard_normal((M, 7))


def dataset(inputs=PIXELS):
    kind = InputKind.IMAGE if inputs.ndim == 4 else InputKind.VECTOR
    train = Split(inputs, LABELS)
    return Dataset("some", Task.BINARY, kind, ("no", "yes"), train, None)


@pytest.fixture(params=["kept", "large"])
def size(request, monkeypatch):
    if request.param == "large":
        monkeypatch.setattr("engine.datasets.KEPT_BYTES", 0)
    return request.param


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("inputs", [PIXELS, FLOATS, FLOATS.astype(np.float32)])
def test_rows_are_the_columns_of_X_to_the_bit(size, inputs, precision):
    examples = Examples.of(dataset(inputs), SplitName.TRAIN, precision)
    X = as_columns(inputs, precision)
    assert examples.precision == precision
    assert (examples.n_x, len(examples)) == X.shape
    assert not examples.is_streamed
    np.testing.assert_array_equal(examples.X, X)
    assert examples.X.dtype == precision
    assert examples.X.T.flags.c_contiguous
    chosen = np.array([3, 49, 0, 3, 20])
    for indices in (chosen, chosen[:2], slice(5, 9), slice(None)):
        out = np.empty((len(X.T[indices]), examples.n_x), precision)
        examples.rows(indices, out)
        np.testing.assert_array_equal(out, X.T[indices])


def test_all_bytes_scale_alike_whichever_way():
    pixels = np.arange(256, dtype=np.uint8).reshape(256, 1)
    for dtype in (np.float32, np.float64):
        out, again = np.empty((2, 256, 1), dtype)
        ArrayInputs(pixels).read(np.arange(256), out)
        ArrayInputs(pixels).read(slice(None), again)
        np.testing.assert_array_equal(out, again)
        assert (out[0], out[-1]) == (0, 1)
        wanted = pixels.astype(dtype) / dtype(255)
        # In float32 one last bit is worth the time of a division.
        np.testing.assert_array_max_ulp(out, wanted, 1 if dtype == np.float32 else 0)


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("inputs", [PIXELS, FLOATS, FLOATS.astype(np.float32)])
def test_what_a_row_has_room_for_beside_an_example_becomes_1(inputs, precision):
    examples = Examples(ArrayInputs(inputs), np.zeros((1, M), precision), LABELS)
    n_x = examples.n_x
    alone, wider = np.empty((9, n_x), precision), np.empty((9, n_x + 2), precision)
    indices = np.array([4, 4, 49, 0, 1, 2, 3, 30, 20])
    plans = [examples.gather(indices, out) for out in (alone, wider)]
    for _ in range(2):
        wider.fill(np.nan)
        for plan in plans:
            run(plan)
        np.testing.assert_array_equal(wider[:, :n_x], alone)
        np.testing.assert_array_equal(wider[:, n_x:], 1)
        indices[:] = indices[::-1].copy()


def test_no_dataset_keeps_the_floats_of_large_data(monkeypatch):
    monkeypatch.setattr("engine.datasets.KEPT_BYTES", 0)
    data = dataset()
    examples = Examples.of(data, SplitName.TRAIN, "float32")
    examples.rows(slice(0, 2), np.empty((2, 60), np.float32))
    assert not data._columns
    assert "X" not in vars(examples)
    assert examples.X is examples.X


def test_reading_a_batch_again_allocates_next_to_nothing():
    many = ArrayInputs(RNG.integers(0, 256, (2000, 5000), np.uint8))
    out = np.empty((500, 5000), np.float32)
    indices = RNG.permutation(2000)[:500]
    many.read(indices, out)
    tracemalloc.start()
    many.read(indices, out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300_000


def test_blocks_cover_all():
    examples = Examples.of(dataset(), SplitName.TRAIN, "float64")
    found = list(examples.blocks(20))
    assert found == [slice(0, 20), slice(20, 40), slice(40, 50)]
    assert list(blocks(0, 5)) == []


def test_a_block_is_at_least_one_example():
    assert block_rows(784) == 32 * 1024**2 // 784
    assert block_rows(10**9) == 1


def test_another_precision():
    examples = Examples.of(dataset(), SplitName.TRAIN, "float64")
    assert examples.astype("float64") is examples
    single = examples.astype("float32")
    assert single.X.dtype == single.Y.dtype == np.float32
    again = Examples.of_arrays(examples.X, examples.Y, LABELS)
    assert again.X is examples.X


def test_pixels_are_read_again_in_another_precision(monkeypatch):
    monkeypatch.setattr("engine.datasets.KEPT_BYTES", 0)
    examples = Examples.of(dataset(), SplitName.TRAIN, "float64").astype("float32")
    np.testing.assert_array_equal(examples.X, as_columns(PIXELS, "float32"))


def test_a_missing_split_has_no_examples():
    assert Examples.of(dataset(), SplitName.TEST, "float64") is None


def test_a_batch_larger_than_the_data_says_what_to_do():
    examples = Examples.of(dataset(FLOATS), SplitName.TRAIN, "float64")
    spec = NetworkSpec((7, 1), (), "sigmoid")
    examples.check(spec, M)
    with pytest.raises(SpecError, match=r"batch of 51 is larger .* the batch smaller"):
        examples.check(spec, M + 1)


def test_a_sample_is_the_first_examples(size):
    data = dataset()
    X = as_columns(PIXELS, "float32")
    for count in (1, 10, M, 10 * M):
        sample = data.sample(SplitName.TRAIN, count, "float32")
        np.testing.assert_array_equal(sample, X[:, :count])


# What Y is for each class


def test_codes_say_what_Y_is_for_each_class():
    one_hot = np.eye(4)[:3]
    for labels in ([0, 1, 2, 1], [2, 0, 2, 2], [1, 1]):
        examples = Examples(
            FLOATS[: len(labels)].T, one_hot[:, labels], np.array(labels)
        )
        np.testing.assert_array_equal(examples.codes[:, labels], examples.Y)
    binary = Examples.of(dataset(), SplitName.TRAIN, "float32")
    np.testing.assert_array_equal(binary.codes, [[0, 1]])
    assert binary.codes.dtype == np.float32


@pytest.mark.parametrize(
    ("labels", "Y"),
    [
        ([0, 0, 0], [[0.5, 1.5, 2.5]]),
        ([0, 1, 1], [[1, 0.1, 0.2], [0, 0.9, 0.8]]),
        ([0, 1, 0], [[0, 1, np.nan]]),
        ([-1, -1, -1], [[1, 1, 1]]),
        ([0, 1, 10**12], [[0, 1, 1]]),
    ],
)
def test_targets_that_say_more_than_the_class_have_no_codes(labels, Y):
    examples = Examples(FLOATS[:3].T, np.array(Y, float), np.array(labels))
    assert examples.codes is None


def test_codes_are_looked_for_block_by_block(monkeypatch):
    monkeypatch.setattr("engine.examples._CHECKED", 5)
    labels, Y = np.arange(12) % 3, np.eye(3)[:, np.arange(12) % 3]
    assert Examples(FLOATS[:12].T, Y, labels).codes is not None
    Y[0, 11] = 0.5
    assert Examples(FLOATS[:12].T, Y, labels).codes is None


@pytest.mark.parametrize("soft", [False, True])
def test_a_batch_has_its_examples_targets(soft):
    labels = np.arange(M) % 3
    Y = np.eye(3)[:, labels]
    if soft:
        Y = 0.8 * Y + RNG.random(Y.shape) / 10
    examples = Examples(FLOATS.T, Y, labels)
    config = TrainingConfig(0.1, 10, batch_size=16, first_layer="direct")
    trainer = Trainer(NetworkSpec((7, 5, 3), ("relu",), "softmax"), config, examples)
    feed = trainer._feed
    assert (examples.codes is None) == soft
    order = np.concatenate([feed._batches.indices(i) for i in range(4)])
    for i, indices in enumerate(np.split(order, [16, 32, 48])):
        batch = feed.batch(i)
        np.testing.assert_array_equal(batch.Y, Y[:, indices])
        np.testing.assert_array_equal(batch.labels, labels[indices])
        (rows,), taking = trainer.first_layer.take(batch.indices)
        run(taking)
        np.testing.assert_array_equal(rows, FLOATS[indices])
    assert len(batch.labels) == 2
