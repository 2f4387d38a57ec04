"""Data sets as values."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine import NetworkSpec
from engine.datasets import (
    KEPT_BYTES,
    Dataset,
    InputKind,
    Split,
    SplitName,
    classification_task,
)
from engine.errors import DataError
from engine.inputs import as_columns
from engine.outputs import Task
from tests.at_hand import AT_HAND


def pictures(**changes):
    rng = np.random.default_rng(0)

    def split(m):
        return Split(rng.integers(0, 256, (m, 2, 3, 1), np.uint8), np.arange(m) % 2)

    dataset = Dataset(
        "pictures", Task.BINARY, InputKind.IMAGE, ("no", "yes"), split(4), split(3)
    )
    return dataclasses.replace(dataset, **changes)


def test_pixels_are_scaled_to_the_runs_precision():
    pixels = np.arange(256, dtype=np.uint8).reshape(2, 8, 16, 1)
    for dtype in (np.float64, np.float32):
        X = as_columns(pixels, dtype)
        assert X.shape == (128, 2)
        assert X.dtype == dtype
        wanted = pixels.reshape(2, -1).T.astype(dtype) / dtype(255)
        np.testing.assert_array_max_ulp(X, wanted, 1 if dtype == np.float32 else 0)
        # The order of the file, which BLAS multiplies fastest.
        assert X.T.flags.c_contiguous


def test_vectors_are_taken_as_they_are():
    vectors = np.array([[1.5, -2.0], [300.0, 0.0]])
    np.testing.assert_array_equal(as_columns(vectors), vectors.T)
    assert as_columns(vectors, np.float32).dtype == np.float32


def test_sizes():
    dataset = pictures()
    assert dataset.input_shape == (2, 3, 1)
    assert dataset.input_size == 6
    assert dataset.output_size == 1
    assert dataset.split(SplitName.TRAIN) is dataset.train
    assert dataset.split(SplitName.TEST) is dataset.test
    assert len(dataset.train) == 4
    three = pictures(class_names=("a", "b", "c"), task=Task.MULTICLASS)
    assert three.output_size == 3


def test_columns_are_kept_and_read_only():
    dataset = pictures()
    X = dataset.columns(SplitName.TRAIN)
    assert dataset.columns(SplitName.TRAIN) is X
    assert dataset.columns(SplitName.TRAIN, np.float32).dtype == np.float32
    assert dataset.columns(SplitName.TEST).shape == (6, 3)
    with pytest.raises(ValueError, match="read-only"):
        X[0, 0] = 1


def test_large_columns_are_not_kept(monkeypatch):
    dataset = pictures()
    monkeypatch.setattr("engine.datasets.KEPT_BYTES", 6 * 4 * 8 - 1)
    X = dataset.columns(SplitName.TRAIN)
    again = dataset.columns(SplitName.TRAIN)
    assert again is not X
    np.testing.assert_array_equal(again, X)
    assert KEPT_BYTES > 12288 * 209 * 8


def test_a_missing_test_set():
    dataset = pictures(test=None)
    assert dataset.split(SplitName.TEST) is None
    with pytest.raises(DataError, match="pictures has no test set"):
        dataset.columns(SplitName.TEST)
    with pytest.raises(DataError, match="no such picture"):
        dataset.picture(SplitName.TEST, 0)


def test_pictures():
    dataset = pictures()
    picture = dataset.picture(SplitName.TEST, 1)
    np.testing.assert_array_equal(picture.pixels, dataset.test.inputs[1])
    assert (picture.name, picture.label) == ("test 1", 1)
    with pytest.raises(DataError, match="no such picture"):
        pictures(kind=InputKind.VECTOR).picture(SplitName.TRAIN, 0)


def test_targets():
    two = pictures()
    np.testing.assert_array_equal(two.targets(two.train), [[0, 1, 0, 1]])
    three = pictures(class_names=("a", "b", "c"), task=Task.MULTICLASS)
    Y = three.targets(three.train, np.float32)
    np.testing.assert_array_equal(Y, [[1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0]])
    assert Y.dtype == np.float32


def regression():
    values = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    train = Split(np.zeros((3, 4)), np.zeros(3, np.int64), values)
    return Dataset("curve", Task.REGRESSION, InputKind.VECTOR, (), train, None)


def test_a_regressions_targets_are_its_values():
    dataset = regression()
    Y = dataset.targets(dataset.train)
    np.testing.assert_array_equal(Y, [[1, 3, 5], [2, 4, 6]])
    assert dataset.output_size == 2
    spec = NetworkSpec.design(4, (), Task.REGRESSION, dataset.output_size)
    assert dataset.fits(spec)


def test_the_fingerprint_sees_all_that_training_sees():
    def changed(split, **changes):
        return dataclasses.replace(split, **changes)

    one = pictures()
    other_pixels = one.train.inputs.copy()
    other_pixels[3, 1, 2, 0] ^= 1
    train, test = one.train, one.test
    variants = [
        one,
        pictures(class_names=("no", "oui")),
        pictures(task=Task.MULTICLASS),
        pictures(test=None),
        pictures(train=test, test=train),
        pictures(train=changed(train, inputs=other_pixels)),
        pictures(train=changed(train, labels=1 - train.labels)),
        pictures(train=changed(train, inputs=train.inputs.reshape(4, 3, 2, 1))),
        pictures(train=changed(train, inputs=train.inputs.astype(float))),
        pictures(train=changed(train, values=np.ones((4, 1)))),
    ]
    assert len({variant.fingerprint for variant in variants}) == len(variants)
    # But not the name, which is no more than a file's.
    assert pictures(name="renamed").fingerprint == one.fingerprint


def test_the_task_of_classes():
    assert classification_task(2) is Task.BINARY
    assert classification_task(1) is Task.MULTICLASS
    assert classification_task(6) is Task.MULTICLASS


@pytest.mark.parametrize("built_in", AT_HAND, ids=lambda entry: entry.name)
def test_what_comes_with_the_program_can_be_trained(built_in):
    dataset = built_in.load()
    assert dataset.name == built_in.label
    assert len(dataset.train)
    spec = NetworkSpec.design(
        dataset.input_size, (5,), dataset.task, len(dataset.class_names)
    )
    assert dataset.fits(spec)
