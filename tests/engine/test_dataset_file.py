"""Opening data sets: every shape that people have, and every way to be broken."""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import hdf5, hdf5_packing
from engine.dataset_file import open_dataset
from engine.datasets import SplitName
from engine.errors import DataError
from engine.file_checks import printable, unreadable
from engine.outputs import Task

M, SIDE = 6, 4
PIXELS = np.random.RandomState(1).randint(0, 256, (M, SIDE, SIDE, 3), np.uint8)
LABELS = np.arange(M) % 2
NAMES = np.array(["non-cat", "猫"], object)
MISSING = object()


def half(part: str, **changes: Any) -> dict[str, Any]:
    """Return one half's arrays, some of them changed or MISSING."""
    arrays: dict[str, Any] = {"x": PIXELS, "y": LABELS, "classes": NAMES} | changes
    named = {f"{part}_set_x": arrays["x"], f"{part}_set_y": arrays["y"]}
    named["list_classes"] = arrays["classes"]
    return {name: array for name, array in named.items() if array is not MISSING}


def write(path: Path, *parts: dict[str, Any]) -> Path:
    with h5py.File(path, "w") as file:
        for part in parts:
            for name, array in part.items():
                if name not in file:
                    text = isinstance(array, np.ndarray) and array.dtype == object
                    dtype = h5py.string_dtype() if text else None
                    file.create_dataset(name, data=array, dtype=dtype)
    return path


def refused(path: Path, *words: str, test_path: Path | None = None) -> str:
    with pytest.raises(DataError) as caught:
        open_dataset(path, test_path)
    message = str(caught.value)
    assert "\n" not in message
    for word in (*words, "."):
        assert word in message
    return message


@pytest.fixture
def both(tmp_path: Path) -> Path:
    return write(tmp_path / "cats.h5", half("train"), half("test"))


# What opens


def test_course_data_opens_from_either_file_and_from_the_folder(
    course_data: Path,
) -> None:
    names = ("train_catvnoncat.h5", "test_catvnoncat.h5", ".")
    opened = [open_dataset(course_data / name) for name in names]
    assert len({dataset.fingerprint for dataset in opened}) == 1
    for dataset in opened:
        assert dataset.name == "catvnoncat"
        assert dataset.task is Task.BINARY
        assert dataset.class_names == ("non-cat", "cat")
        assert dataset.train.inputs.shape == (209, 64, 64, 3)
        assert dataset.test is not None
        assert len(dataset.test) == 50


def test_one_file_with_both_halves(both: Path) -> None:
    dataset = open_dataset(both)
    assert dataset.test is not None
    for split in (dataset.train, dataset.test):
        np.testing.assert_array_equal(split.inputs, PIXELS)
        np.testing.assert_array_equal(split.labels, LABELS)
        assert split.inputs.dtype == np.uint8
        assert split.labels.dtype == np.int64
    assert dataset.class_names == ("non-cat", "猫")


@pytest.mark.parametrize(
    "labels",
    [
        LABELS[np.newaxis],
        LABELS[:, np.newaxis],
        LABELS.astype(np.float64),
        LABELS.astype(np.uint8),
        LABELS.astype(bool),
        LABELS.astype(">i4"),
    ],
)
def test_labels_of_any_layout_and_type(tmp_path: Path, labels: Any) -> None:
    dataset = open_dataset(write(tmp_path / "a.h5", half("train", y=labels)))
    np.testing.assert_array_equal(dataset.train.labels, LABELS)
    assert dataset.test is None


@pytest.mark.parametrize("grey", [PIXELS[..., 0], PIXELS[..., :1]])
def test_one_channel(tmp_path: Path, grey: Any) -> None:
    dataset = open_dataset(write(tmp_path / "a.h5", half("train", x=grey)))
    assert dataset.input_shape == (SIDE, SIDE, 1)


@pytest.mark.parametrize(
    "pixels",
    [
        (PIXELS / 255).astype(np.float64),
        (PIXELS / 255).astype(np.float32),
        (PIXELS / 255).astype(np.float16),
        PIXELS.astype(np.float32) * np.float32(1 / 255),
        PIXELS.astype(np.float32),
        PIXELS.astype(np.int64),
        PIXELS.astype(">u2"),
    ],
)
def test_pixels_of_any_type_become_the_same_bytes(tmp_path: Path, pixels: Any) -> None:
    dataset = open_dataset(write(tmp_path / "a.h5", half("train", x=pixels)))
    np.testing.assert_array_equal(dataset.train.inputs, PIXELS)


def test_black_and_white_pixels(tmp_path: Path) -> None:
    white = PIXELS > 127
    dataset = open_dataset(write(tmp_path / "a.h5", half("train", x=white)))
    np.testing.assert_array_equal(dataset.train.inputs, white * np.uint8(255))


@pytest.mark.parametrize(
    ("classes", "names"),
    [
        (np.array([b"dog", "chat été".encode()]), ("dog", "chat été")),
        (np.array([3, 7]), ("3", "7")),
        (np.array([["a", "b"]], object), ("a", "b")),
        (np.array(["a\n\u202eb", " "], object), ("ab", "1")),
        (np.array([b"\xff", b"b"]), ("\N{REPLACEMENT CHARACTER}", "b")),
        (MISSING, ("0", "1")),
    ],
)
def test_class_names(tmp_path: Path, classes: Any, names: tuple[str, ...]) -> None:
    path = write(tmp_path / "a.h5", half("train", classes=classes))
    assert open_dataset(path).class_names == names


def test_six_classes(tmp_path: Path) -> None:
    signs = {"y": np.arange(M)[np.newaxis], "classes": np.arange(6)}
    write(tmp_path / "train_signs.h5", half("train", **signs))
    dataset = open_dataset(write(tmp_path / "test_signs.h5", half("test", **signs)))
    assert dataset.task is Task.MULTICLASS
    assert dataset.name == "signs"
    assert dataset.class_names == tuple("012345")


def test_without_names_the_test_set_counts_too(tmp_path: Path) -> None:
    bare = {"classes": MISSING}
    labels = np.array([0, 2, 1, 0, 1, 2])
    path = write(
        tmp_path / "a.h5", half("train", **bare), half("test", y=labels, **bare)
    )
    assert open_dataset(path).class_names == ("0", "1", "2")


def test_names_may_come_from_the_test_file(tmp_path: Path) -> None:
    path = write(tmp_path / "train.h5", half("train", classes=MISSING))
    write(tmp_path / "test.h5", half("test"))
    dataset = open_dataset(path)
    assert dataset.class_names == ("non-cat", "猫")
    assert dataset.name == tmp_path.name


@pytest.mark.parametrize("packing", [{"compression": "gzip"}, {"compression": "lzf"}])
@pytest.mark.parametrize("more", [{}, {"shuffle": True, "fletcher32": True}])
def test_packed_pixels(tmp_path: Path, packing: Any, more: Any) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        file.create_dataset("train_set_x", data=PIXELS, **packing, **more)
    np.testing.assert_array_equal(open_dataset(path).train.inputs, PIXELS)


def test_non_ascii_folder_and_file(tmp_path: Path) -> None:
    folder = tmp_path / "données 数据"
    folder.mkdir()
    write(folder / "Train_кот.h5", half("train"))
    write(folder / "test_кот.H5", half("test"))
    dataset = open_dataset(folder)
    assert dataset.name == "кот"
    assert dataset.test is not None


# Which file goes with which


@pytest.mark.parametrize(
    ("train", "test"),
    [
        ("train_a.h5", "test_a.h5"),
        ("TRAIN-a.h5", "Test-a.h5"),
        ("latest_train.h5", "latest_test.h5"),
        ("cats_training.hdf5", "cats_testing.hdf5"),
        ("one.h5", "other.hdf5"),
    ],
)
def test_siblings_find_each_other(tmp_path: Path, train: str, test: str) -> None:
    write(tmp_path / train, half("train"))
    write(tmp_path / test, half("test"))
    (tmp_path / "broken.h5").write_text("no")
    write(tmp_path / "whole.h5", half("train"), half("test"))
    for name in (train, test):
        assert open_dataset(tmp_path / name).test is not None


def test_a_namesake_wins_over_another_that_fits(tmp_path: Path) -> None:
    train = write(tmp_path / "train_a.h5", half("train"))
    write(tmp_path / "test_a.h5", half("test", y=1 - LABELS))
    write(tmp_path / "test_b.h5", half("test"))
    dataset = open_dataset(train)
    assert dataset.test is not None
    np.testing.assert_array_equal(dataset.test.labels, 1 - LABELS)


def test_a_namesake_without_the_half_is_passed_over(tmp_path: Path) -> None:
    train = write(tmp_path / "train_a.h5", half("train"))
    write(tmp_path / "test_a.h5", half("train"))
    write(tmp_path / "b.h5", half("test"))
    assert open_dataset(train).test is not None


def test_two_that_fit_are_none(tmp_path: Path) -> None:
    train = write(tmp_path / "a.h5", half("train"))
    test = write(tmp_path / "b.h5", half("test"))
    write(tmp_path / "c.h5", half("test"))
    write(tmp_path / "d.h5", half("train"))
    write(tmp_path / "e.h5", half("test", x=PIXELS[:, :2]))
    assert open_dataset(train).test is None
    refused(test, "b.h5", "training set")


def test_given_test_file(tmp_path: Path, both: Path) -> None:
    other = write(tmp_path / "b.h5", half("test", y=1 - LABELS))
    dataset = open_dataset(both, other)
    assert dataset.test is not None
    np.testing.assert_array_equal(dataset.test.labels, 1 - LABELS)
    train = write(tmp_path / "c.h5", half("train"))
    refused(both, "c.h5", "test_set_x", test_path=train)


def test_test_set_without_training_set(tmp_path: Path) -> None:
    refused(write(tmp_path / "test_a.h5", half("test")), "test_a.h5", "training set")


@pytest.mark.parametrize(
    "changes", [{"x": PIXELS[:, :2]}, {"classes": np.array(["a", "b"], object)}]
)
def test_a_namesake_of_another_kind(tmp_path: Path, changes: Any) -> None:
    train = write(tmp_path / "train_a.h5", half("train"))
    write(tmp_path / "test_a.h5", half("test", **changes))
    refused(train, "train_a.h5", "test_a.h5")


def test_a_broken_namesake_is_named(tmp_path: Path) -> None:
    train = write(tmp_path / "train_a.h5", half("train"))
    (tmp_path / "test_a.h5").write_text("version https://git-lfs.github.com/spec/v1\n")
    refused(train, "test_a.h5", "Git LFS")


def test_folders_that_do_not_work(tmp_path: Path) -> None:
    refused(tmp_path, tmp_path.name, "train_set_x")
    (tmp_path / "train_a.h5").write_text("<!DOCTYPE html>")
    refused(tmp_path, "train_a.h5", "web page")
    write(tmp_path / "b.h5", half("train"))
    assert open_dataset(tmp_path).name == "b"
    write(tmp_path / "c.h5", half("train"))
    refused(tmp_path, "b.h5, c.h5", "more than one")


def test_folder_with_only_a_test_set(tmp_path: Path) -> None:
    write(tmp_path / "test_a.h5", half("test"))
    refused(tmp_path, tmp_path.name, "train_set_x")


def test_a_folder_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train = write(tmp_path / "a.h5", half("train"))

    def deny(_: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", deny)
    assert open_dataset(train).test is None
    refused(tmp_path, tmp_path.name, "permission")


# What doesn't open


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n <!DOCTYPE HTML>...", "web page"),
        (b"<html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS"),
        (b"just text", "not an HDF5 file"),
        (b"\x89HDF\r\n\x1a\n", "damaged"),
    ],
)
def test_files_that_are_something_else(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "data.h5"
    path.write_bytes(content)
    refused(path, "data.h5", words)


def test_missing_files(tmp_path: Path) -> None:
    refused(tmp_path / "nix.h5", "nix.h5", "no")
    refused(tmp_path / "nix\0.h5", "nix", "can't be read")
    refused(tmp_path / ("x" * 300), "xxx", "can't be read")


@pytest.mark.skipif(os.name != "posix", reason="named pipes are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.h5")
    refused(tmp_path / "pipe.h5", "pipe.h5", "device")


def test_no_permission(tmp_path: Path) -> None:
    fault = unreadable(tmp_path / "a.h5", PermissionError(13, "no"), DataError)
    assert isinstance(fault, DataError)
    assert "a.h5 can't be read: permission denied" in str(fault)


def test_a_folder_is_no_test_file(tmp_path: Path, both: Path) -> None:
    refused(both, "is a folder", test_path=tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(both: Path, share: float) -> None:
    content = both.read_bytes()
    both.write_bytes(content[: int(len(content) * share)])
    refused(both, "cats.h5", "incomplete or damaged")


def test_model(tmp_path: Path, both: Path) -> None:
    with h5py.File(both, "a") as file:
        file.attrs["format"] = np.bytes_(b"LayerLab model")
    refused(both, "cats.h5", "model", "Open model")


@pytest.mark.parametrize("value", ["a", np.bytes_(b"a"), np.array([b"a"]), 1.5, 2])
def test_any_other_format_is_ignored(both: Path, value: Any) -> None:
    with h5py.File(both, "a") as file:
        file.attrs["format"] = value
    open_dataset(both)


BAD = [
    ({"x": MISSING}, "train_set_x; it holds list_classes, train_set_y"),
    ({"y": MISSING}, "no train_set_y"),
    ({"x": PIXELS.reshape(M, -1)}, "shape (6, 48)"),
    ({"x": np.zeros((M, 3, SIDE, SIDE), np.uint8)}, "shape (6, 3, 4, 4)"),
    ({"x": np.zeros((M, SIDE, 0, 3), np.uint8)}, "4 by 0"),
    ({"x": np.zeros((M, 1025, 1, 3), np.uint8)}, "1,025 by 1"),
    ({"x": PIXELS[:0], "y": LABELS[:0]}, "no pictures"),
    ({"x": PIXELS[:4]}, "4 pictures"),
    ({"x": h5py.Empty("u1")}, "not an array"),
    ({"x": PIXELS.astype("S3")}, "not numbers"),
    ({"x": PIXELS.astype(complex)}, "not numbers"),
    ({"x": PIXELS.astype([("r", "u1")])}, "not numbers"),
    ({"x": PIXELS / 255 - 0.5}, "no pixels"),
    ({"x": PIXELS / 255 + np.pi}, "no pixels"),
    ({"x": np.full(PIXELS.shape, np.nan)}, "no pixels"),
    ({"x": np.where(PIXELS > 200, np.inf, 1)}, "no pixels"),
    ({"x": PIXELS.astype(np.int64) * 300}, "no pixels"),
    ({"y": LABELS - 1}, "labels"),
    ({"y": LABELS + 1}, "from 0 to 1"),
    ({"y": LABELS + 0.5}, "labels"),
    ({"y": LABELS * np.nan}, "labels"),
    ({"y": np.where(LABELS, np.inf, 0)}, "labels"),
    ({"y": np.full(M, 2**63, np.uint64)}, "labels"),
    ({"y": LABELS * 10**6, "classes": MISSING}, "from 0 to 999"),
    ({"y": np.zeros(M)}, "one class"),
    ({"y": np.eye(M)}, "shape (6, 6)"),
    ({"y": NAMES[LABELS]}, "not numbers"),
    ({"classes": np.array([0.5, 1])}, "not text"),
    ({"classes": np.arange(1001)}, "1,001 classes"),
    ({"classes": np.array([b"a" * 2**23, b"b"])}, "16 MiB of memory; 4 is"),
    ({"classes": np.array(["a" * 201, "b"], object)}, "201 characters"),
    ({"classes": np.array(["a", "a\0"])[:1].repeat(2).astype("S")}, "two classes"),
]


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_contents_that_cannot_be_used(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    refused(write(tmp_path / "bad.h5", half("train", **changes)), "bad.h5", words)


def test_a_file_with_other_things(tmp_path: Path) -> None:
    path = write(tmp_path / "other.h5", {f"thing{i}": [i] for i in range(20)})
    refused(path, "other.h5", "neither train_set_x", "thing0")
    refused(write(tmp_path / "none.h5"), "nothing")


def test_a_group_is_no_array(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        file.create_group("train_set_x")
    refused(path, "train_set_x", "not an array")


# What was made to do harm


def test_a_billion_pictures_in_two_kilobytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING, y=MISSING))
    with h5py.File(path, "a") as file:
        many = 10**9
        file.create_dataset("train_set_x", (many, 64, 64, 3), "u1", chunks=True)
        file.create_dataset("train_set_y", (many,), "i8", chunks=True)
    assert path.stat().st_size < 20_000
    refused(path, "a.h5", "MiB")


def test_a_chunk_larger_than_its_array(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        chunks, most = (80_000, 100, 100, 3), (None,) * 4
        shape = PIXELS.shape
        file.create_dataset("train_set_x", shape, "u1", chunks=chunks, maxshape=most)
        file["train_set_x"].resize(PIXELS.shape)
    refused(path, "MiB")


@pytest.mark.parametrize("packed", [zlib.compress(bytes(10**6)), b"1234"])
@pytest.mark.parametrize("filters", [{}, {"shuffle": True, "fletcher32": True}])
def test_chunks_that_unpack_to_something_else(
    tmp_path: Path, filters: Any, packed: bytes
) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        chunks = PIXELS.shape
        bomb = file.create_dataset(
            "train_set_x", chunks, "u1", chunks=chunks, compression="gzip", **filters
        )
        bomb.id.write_direct_chunk((0, 0, 0, 0), packed)
    refused(path, "a.h5")


def test_a_chunk_that_is_too_short(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        shape = PIXELS.shape
        short = file.create_dataset(
            "train_set_x", shape, "u1", chunks=shape, shuffle=True
        )
        short.id.write_direct_chunk((0, 0, 0, 0), b"12")
    refused(path, "does not unpack to what")


def make_filtered(path: Path, add: Any) -> Path:
    write(path, half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_chunk(PIXELS.shape)
        add(plan)
        space = h5py.h5s.create_simple(PIXELS.shape)
        made = h5py.h5d.create(
            file.id, b"train_set_x", h5py.h5t.STD_U8LE, space, dcpl=plan
        )
        h5py.Dataset(made)[...] = PIXELS
    return path


def test_filters_in_another_order(tmp_path: Path) -> None:
    def add(plan: Any) -> None:
        plan.set_fletcher32()
        plan.set_deflate(6)

    path = make_filtered(tmp_path / "a.h5", add)
    np.testing.assert_array_equal(open_dataset(path).train.inputs, PIXELS)


def test_packed_twice(tmp_path: Path) -> None:
    def add(plan: Any) -> None:
        plan.set_deflate(6)
        plan.set_deflate(6)

    refused(make_filtered(tmp_path / "a.h5", add), "a method that is not available")


def test_a_filter_that_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_filtered(tmp_path / "a.h5", lambda plan: plan.set_deflate(6))
    monkeypatch.setattr(hdf5_packing.h5py.h5z, "filter_avail", lambda _: False)
    refused(path, "a method that is not available")


def test_a_chunk_too_large_for_an_unknown_packer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        file.create_dataset("train_set_x", data=PIXELS * 0, compression="lzf")
    open_dataset(path)
    monkeypatch.setattr(hdf5_packing, "MAX_BYTES", 100)
    refused(path, "does not unpack to what")


def test_a_chunk_that_skips_its_packer(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        shape = PIXELS.shape
        raw = file.create_dataset(
            "train_set_x", shape, "u1", chunks=shape, compression="gzip"
        )
        raw.id.write_direct_chunk((0, 0, 0, 0), PIXELS.tobytes(), filter_mask=1)
    np.testing.assert_array_equal(open_dataset(path).train.inputs, PIXELS)


@pytest.mark.parametrize(
    "link",
    [
        h5py.SoftLink("/train_set_x"),
        h5py.SoftLink("/other"),
        h5py.ExternalLink("other.h5", "/train_set_x"),
        h5py.ExternalLink("/dev/zero", "/train_set_x"),
    ],
)
def test_links_are_not_followed(tmp_path: Path, link: Any) -> None:
    write(tmp_path / "other.h5", half("train"))
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        file["other"] = PIXELS
        file["train_set_x"] = link
    refused(path, "a.h5", "link")


def test_data_kept_elsewhere(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    (tmp_path / "raw").write_bytes(PIXELS.tobytes())
    with h5py.File(path, "a") as file:
        external = [(str(tmp_path / "raw"), 0, PIXELS.nbytes)]
        file.create_dataset("train_set_x", PIXELS.shape, "u1", external=external)
    refused(path, "link")
    virtual = write(tmp_path / "v.h5", half("train", x=MISSING))
    with h5py.File(virtual, "a") as file:
        layout = h5py.VirtualLayout(PIXELS.shape, "u1")
        layout[...] = h5py.VirtualSource(tmp_path / "b.h5", "x", PIXELS.shape)
        file.create_virtual_dataset("train_set_x", layout)
    refused(virtual, "link")


def test_references_are_not_numbers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.h5", half("train", x=MISSING))
    with h5py.File(path, "a") as file:
        file.create_dataset("train_set_x", PIXELS.shape, h5py.ref_dtype)
    refused(path, "not numbers")


def heap_of(path: Path) -> tuple[bytearray, int]:
    content = bytearray(path.read_bytes())
    return content, content.index(b"GCOL")


@pytest.mark.parametrize(
    ("offset", "length"),
    [
        (24, 2**64 - 16),  # the library's sum comes to nothing: it walks for ever
        (24, 2**40),  # beyond the heap
        (8, 2**40),  # a heap beyond the file
        (16, 0),  # the first object as free space, too small for itself
    ],
)
def test_a_heap_without_end(both: Path, offset: int, length: int) -> None:
    content, start = heap_of(both)
    content[start + offset : start + offset + 8] = length.to_bytes(8, "little")
    both.write_bytes(content)
    refused(both, "cats.h5", "damaged")


def test_pixels_that_look_like_a_heap(tmp_path: Path) -> None:
    pixels = PIXELS.copy()
    pixels.ravel()[:4] = list(b"GCOL")
    pixels.ravel()[100:105] = list(b"GCOL\1")
    path = write(tmp_path / "a.h5", half("train", x=pixels))
    with path.open("ab") as file:
        file.write(b"GCOL\1")
    np.testing.assert_array_equal(open_dataset(path).train.inputs, pixels)


@pytest.mark.parametrize(
    ("fault", "words"),
    [(MemoryError(), "memory"), (BlockingIOError(11, "locked"), "another program")],
)
def test_what_the_system_may_answer(
    both: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(hdf5.h5py, "File", fail)
    refused(both, "cats.h5", words)


def test_nothing_is_printed_from_another_thread(
    both: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = both.read_bytes()
    both.write_bytes(content[:-100])
    thread = threading.Thread(target=refused, args=(both, "damaged"))
    thread.start()
    thread.join()
    assert capfd.readouterr() == ("", "")


# Anything at all


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("valid") / "a.h5"
    return write(path, half("train"), half("test")).read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_files_open_or_are_refused(
    tmp_path: Path, valid: bytes, data: st.DataObject
) -> None:
    content = bytearray(valid)
    places = st.integers(0, len(content) - 1)
    edits = st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)
    for place, value in data.draw(edits):
        content[place] = value
    path = tmp_path / "mutated.h5"
    path.write_bytes(content)
    for stream_above in (None, 0):
        with contextlib.suppress(DataError):
            dataset = open_dataset(path, stream_above=stream_above)
            assert dataset.train.inputs.dtype == np.uint8
            assert dataset.picture(SplitName.TRAIN, 1).pixels.shape[2] in (1, 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_random_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "random.h5"
    path.write_bytes(content)
    refused(path, "random.h5")


@given(st.text())
def test_printable_text_can_be_shown_anywhere(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert "\n" not in shown
    shown.encode()


def test_the_file_is_a_value_of_the_message(both: Path) -> None:
    both.write_bytes(b"")
    with pytest.raises(DataError) as caught:
        open_dataset(both)
    assert caught.value.values == {"file": "cats.h5"}
    assert caught.value.template.startswith("{file}")
