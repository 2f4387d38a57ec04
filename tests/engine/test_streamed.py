"""Data larger than memory: the same results, and files that fail in mid-run."""

from __future__ import annotations

import json
import os
import threading
import zlib
from pathlib import Path

import h5py
import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, cli, hdf5_rows, memory
from engine.dataset_file import open_dataset
from engine.datasets import SplitName
from engine.errors import DataError, EngineError, SpecError
from engine.examples import Examples
from engine.frame import Need, frame
from engine.inputs import as_columns
from engine.model_file import open_model
from engine.run import Run

M, SHAPE = 47, (4, 3, 3)
N_X = 36
BLOCK = 10
RNG = np.random.default_rng(0)
PIXELS = RNG.integers(0, 256, (M, *SHAPE), np.uint8)
LABELS = RNG.integers(3, size=M)
STORED = {
    "contiguous": {},
    "gzip": {"compression": "gzip", "chunks": (7, 4, 2, 3), "shuffle": True},
    "lzf": {"compression": "lzf", "chunks": (1, 4, 3, 3)},
    "chunked": {"chunks": (16, 3, 3, 3), "fletcher32": True},
}

pytestmark = pytest.mark.usefixtures("one_thread", "small_blocks")


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr("engine.inputs.BLOCK_BYTES", BLOCK * N_X)
    monkeypatch.setattr("engine.streamed.BLOCK_BYTES", 4 * N_X)
    monkeypatch.setattr("engine.datasets.KEPT_BYTES", 0)


def write(path, pixels=PIXELS, **stored):
    with h5py.File(path, "w") as file:
        file.create_dataset("train_set_x", data=pixels, **stored)
        file["train_set_y"] = LABELS
        file["test_set_x"] = PIXELS[:11]
        file["test_set_y"] = LABELS[:11]
        file["list_classes"] = np.array([b"a", b"b", b"c"])
    return path


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "large.h5", **STORED["gzip"])


def streamed(path):
    dataset = open_dataset(path, stream_above=M * N_X - 1)
    assert dataset.is_streamed
    return dataset


def trainer_on(dataset, threads=None, **config):
    config = {"batch_size": 8, "precision": "float32", "seed": 2} | config
    spec = NetworkSpec.design(N_X, (6, 5), dataset.task, 3)
    chosen = TrainingConfig(0.1, **config)
    return Trainer.for_dataset(dataset, spec, chosen, threads=threads)


# The same as in memory


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("stored", STORED.values(), ids=STORED)
def test_the_costs_are_those_in_memory_to_the_bit(tmp_path, stored, precision):
    path = write(tmp_path / "a.h5", **stored)
    in_memory = open_dataset(path)
    assert not in_memory.is_streamed
    one = trainer_on(in_memory, precision=precision)
    other = trainer_on(streamed(path), precision=precision)
    # Six batches an epoch.
    assert [one.step() for _ in range(20)] == [other.step() for _ in range(20)]
    assert one.train_metrics() == other.train_metrics()
    assert one.test_metrics() == other.test_metrics()
    assert one.parameters().equals(other.parameters())


def test_so_they_are_where_weights_lie_by_columns(tmp_path, monkeypatch):
    """There an input that is always 1 stands in each row."""
    monkeypatch.setattr("engine.blas._multiplies_small_ones_in_place", lambda: True)
    monkeypatch.setattr("engine.blas.SMALL", 2000)
    path = write(tmp_path / "a.h5")
    in_memory = open_dataset(path)
    one, other = (
        trainer_on(data, batch_size=24) for data in (in_memory, streamed(path))
    )
    assert one._now.vector.first[0].flags.f_contiguous
    assert [one.step() for _ in range(20)] == [other.step() for _ in range(20)]
    assert one.parameters().equals(other.parameters())


@pytest.mark.usefixtures("one_thread")
def test_batches_that_two_threads_read_too(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.shares.LEAST", 1)
    path = write(tmp_path / "a.h5")
    one, other = (
        trainer_on(dataset, threads=2, optimizer="adam", batch_size=40)
        for dataset in (open_dataset(path), streamed(path))
    )
    assert one._shares.are_shared
    assert [one.step() for _ in range(20)] == [other.step() for _ in range(20)]
    assert one.parameters().equals(other.parameters())


@pytest.mark.parametrize("stored", STORED.values(), ids=STORED)
def test_inputs_are_those_in_memory(tmp_path, stored):
    dataset = streamed(write(tmp_path / "a.h5", **stored))
    inputs = dataset.train.inputs
    assert (inputs.shape, inputs.dtype, len(inputs)) == ((M, *SHAPE), np.uint8, M)
    X = as_columns(PIXELS, np.float32)
    chosen = np.array([3, 46, 4, 40, 12, 12, 0])
    for indices in (chosen, np.arange(30), chosen[:0], slice(5, 33), slice(40, 99)):
        out = np.empty((len(X.T[indices]), N_X), np.float32)
        inputs.read(indices, out)
        np.testing.assert_array_equal(out, X.T[indices])
    np.testing.assert_array_equal(
        dataset.sample(SplitName.TRAIN, 15, np.float32), X[:, :15]
    )
    np.testing.assert_array_equal(inputs.stored(slice(3, 33)), PIXELS[3:33])


@pytest.mark.parametrize(
    "pixels",
    [
        PIXELS / 255,
        (PIXELS / 255).astype(np.float16),
        PIXELS.astype(np.float32),
        PIXELS.astype(">u2"),
        PIXELS > 127,
        PIXELS[..., :1],
        PIXELS[..., 0],
    ],
)
def test_pixels_of_any_type_and_shape(tmp_path, pixels):
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("train_set_x", data=pixels, compression="gzip")
        file["train_set_y"] = LABELS
    in_memory, dataset = open_dataset(path), open_dataset(path, stream_above=0)
    assert dataset.is_streamed
    assert dataset.fingerprint == in_memory.fingerprint
    assert dataset.input_shape == in_memory.input_shape
    wanted = in_memory.train.inputs
    np.testing.assert_array_equal(dataset.train.inputs.stored(slice(None)), wanted)


def test_the_fingerprint_is_the_same_and_known_from_the_start(path):
    dataset = streamed(path)
    known = open_dataset(path).fingerprint
    path.unlink()
    assert dataset.fingerprint == known


def test_what_needs_an_array_says_what_to_do(path):
    dataset = streamed(path)
    with pytest.raises(SpecError, match="set a batch size"):
        dataset.columns(SplitName.TRAIN)
    with pytest.raises(SpecError, match="set a batch size"):
        _ = Examples.of(dataset, SplitName.TRAIN, "float32").X
    for size in (None, M):
        with pytest.raises(SpecError, match="set a batch size below their number"):
            trainer_on(dataset, batch_size=size)
    assert trainer_on(dataset, batch_size=M - 1).step()


def test_a_picture_is_one_read(path):
    dataset = streamed(path)
    for index in (0, 46, 13):
        picture = dataset.picture(SplitName.TRAIN, index)
        np.testing.assert_array_equal(picture.pixels, PIXELS[index])
        assert picture.label == LABELS[index]
    inputs = dataset.train.inputs
    inputs.read(slice(10, 12), np.empty((2, N_X)))
    np.testing.assert_array_equal(inputs[13], PIXELS[13])
    np.testing.assert_array_equal(inputs[-1], PIXELS[-1])
    with pytest.raises(IndexError):
        inputs[M]


def test_a_frame_looks_at_some_examples_only(path, monkeypatch):
    monkeypatch.setattr("engine.frame.ACTIVE_SAMPLE", 15)
    dataset = streamed(path)
    trainer = trainer_on(dataset)
    shown = frame(trainer.state(), dataset, frozenset(Need))
    assert [len(share) for share in shown.active] == [6, 5]
    assert shown.test is not None


def test_what_was_looked_at_once_is_kept(path, monkeypatch):
    monkeypatch.setattr("engine.datasets.KEPT_BYTES", 4 * 15 * N_X)
    dataset = streamed(path)
    X = dataset.sample(SplitName.TRAIN, 15, np.float32)
    path.unlink()
    assert dataset.sample(SplitName.TRAIN, 15, np.float32) is X
    with pytest.raises(DataError, match="Put it back"):
        dataset.sample(SplitName.TRAIN, 40, np.float32)


def test_each_block_is_read_once_an_epoch(path, monkeypatch):
    dataset = streamed(path)
    starts = []
    read = hdf5_rows.Hdf5Rows.read

    def count(self, start, out):
        starts.append(start)
        read(self, start, out)

    monkeypatch.setattr(hdf5_rows.Hdf5Rows, "read", count)
    trainer = trainer_on(dataset)
    for _ in range(5):
        trainer.step()
    assert sorted(starts) == [0, 10, 20, 30, 40]
    assert len(dataset.train.inputs._kept) == 2


def test_two_threads_may_look_at_once(path):
    inputs = streamed(path).train.inputs
    X = as_columns(PIXELS, np.float64).T
    wrong = []

    def look(seed):
        rng = np.random.default_rng(seed)
        for _ in range(50):
            indices = np.sort(rng.permutation(M)[:20])
            out = np.empty((20, N_X))
            inputs.read(indices, out)
            wrong.extend([seed] if (out != X[indices]).any() else [])

    threads = [threading.Thread(target=look, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# What is streamed


def test_small_data_are_read_into_memory(path):
    assert not open_dataset(path, stream_above=M * N_X).is_streamed
    assert not open_dataset(path).is_streamed


def test_short_memory_streams_too(path, monkeypatch):
    monkeypatch.setattr("engine.dataset_arrays.available_memory", lambda: 2 * M * N_X)
    assert open_dataset(path).is_streamed
    monkeypatch.setattr("engine.dataset_arrays.available_memory", lambda: None)
    assert not open_dataset(path).is_streamed


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"MemTotal: 9 kB\nMemAvailable:   12 kB\n", 12 * 1024),
        (b"MemTotal: 9 kB\n", None),
        (b"\xff", None),
        (None, None),
    ],
)
def test_available_memory(tmp_path, monkeypatch, content, found):
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "meminfo")
    if content is not None:
        (tmp_path / "meminfo").write_bytes(content)
    assert memory.available_memory() == found


def test_a_test_set_larger_than_memory(path, monkeypatch):
    monkeypatch.setattr("engine.hdf5.MAX_BYTES", 8 * M)
    with pytest.raises(DataError, match=r"test_set_x in large.h5 would take"):
        streamed(path)


@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (np.where(PIXELS > 254, np.nan, PIXELS), "no pixels"),
        (np.where(PIXELS > 254, np.inf, PIXELS), "no pixels"),
        (PIXELS + 0.25, "no pixels"),
        (np.where(PIXELS > 254, 0.5, PIXELS), "no pixels"),
        (PIXELS.astype(complex), "not numbers"),
    ],
)
def test_what_is_no_picture_is_refused_at_once(tmp_path, pixels, words):
    path = write(tmp_path / "a.h5", pixels)
    with pytest.raises(DataError, match=f"train_set_x in a.h5 .*{words}"):
        streamed(path)


@pytest.mark.parametrize("chunks", [None, (5, *SHAPE)])
def test_an_array_that_is_not_all_there(tmp_path, chunks):
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("train_set_x", PIXELS.shape, "u1", chunks=chunks)
        file["train_set_y"] = LABELS
    with pytest.raises(DataError, match="more than the file holds"):
        streamed(path)


def test_too_large_chunks(tmp_path, monkeypatch):
    path = write(tmp_path / "a.h5", chunks=(M, 1, 1, 1))
    monkeypatch.setattr(hdf5_rows, "MAX_CHUNK_BYTES", M * N_X - 1)
    with pytest.raises(DataError, match="in chunks of fewer examples"):
        streamed(path)


def test_damaged_chunks_are_found_at_once(tmp_path):
    path = write(tmp_path / "a.h5", **STORED["gzip"])
    with h5py.File(path, "a") as file:
        file["train_set_x"].id.write_direct_chunk((14, 0, 0, 0), b"1234")
    with pytest.raises(DataError, match="damaged"):
        streamed(path)
    path = write(tmp_path / "b.h5", **STORED["chunked"])
    content = path.read_bytes()
    place = content.index(PIXELS[0, 0].tobytes())
    path.write_bytes(content[:place] + b"other" + content[place + 5 :])
    with pytest.raises(DataError, match=r"b.h5 is incomplete or damaged"):
        streamed(path)


def test_chunks_that_unpack_to_more(path):
    with h5py.File(path, "a") as file:
        bomb = zlib.compress(bytes(10**6))
        file["train_set_x"].id.write_direct_chunk((14, 0, 0, 0), bomb)
    with pytest.raises(DataError, match="does not unpack to what it declares"):
        streamed(path)


def test_a_file_that_changes_while_it_is_opened(path, monkeypatch):
    monkeypatch.setattr(
        "engine.dataset_arrays._labels", lambda *_: np.concatenate([LABELS, LABELS])
    )
    with pytest.raises(DataError, match="changed while it was being opened"):
        streamed(path)


# Files that fail in mid-run


def vanish(path):
    path.unlink()


def truncate(path):
    os.truncate(path, path.stat().st_size // 2)


def replace(path):
    other = write(path.with_name("other.h5"), 255 - PIXELS, **STORED["gzip"])
    os.replace(other, path)


def rewrite(path):
    with path.open("r+b") as file:
        file.seek(2000)
        file.write(bytes(500))
    os.utime(path, ns=(0, 10**9))


FAULTS = {
    vanish: "large.h5 can't be found any more.* Put it back",
    truncate: "large.h5 was changed while it was in use. Open it again",
    replace: "large.h5 was changed while it was in use. Open it again",
    rewrite: "large.h5 was changed while it was in use. Open it again",
}


def step_until_it_fails(trainer, good):
    for _ in range(12):
        good.append(trainer.step())


@pytest.mark.parametrize(("fail", "words"), FAULTS.items())
def test_the_last_good_state_stays(path, fail, words):
    undisturbed = trainer_on(open_dataset(path), optimizer="momentum")
    trainer = trainer_on(streamed(path), optimizer="momentum")
    good = [trainer.step()]
    fail(path)
    with pytest.raises(DataError, match=words):
        step_until_it_fails(trainer, good)
    assert good == [undisturbed.step() for _ in good]
    assert trainer.result == undisturbed.result
    assert trainer.parameters().equals(undisturbed.parameters())
    assert trainer.test_metrics() == undisturbed.test_metrics()
    with pytest.raises(EngineError):
        trainer.step()
    assert trainer.parameters().equals(undisturbed.parameters())


@pytest.mark.skipif(os.name != "posix", reason="an open file can't be moved there")
def test_training_goes_on_when_the_file_is_back(path):
    undisturbed = trainer_on(open_dataset(path))
    trainer = trainer_on(streamed(path))
    away = path.with_name("away.h5")
    path.rename(away)
    good = []
    with pytest.raises(DataError, match="Put it back"):
        step_until_it_fails(trainer, good)
    away.rename(path)
    good += [trainer.step() for _ in range(12)]
    assert good == [undisturbed.step() for _ in good]


def test_what_the_library_raises_is_a_data_error(path, monkeypatch):
    dataset = streamed(path)
    with monkeypatch.context() as patch:
        patch.setattr(h5py.Dataset, "read_direct", lambda *_: os.close(-1))
        with pytest.raises(DataError, match=r"large.h5 is incomplete or damaged"):
            dataset.picture(SplitName.TRAIN, 40)
    assert dataset.picture(SplitName.TRAIN, 40)


def test_numbers_that_stop_being_pixels(path, monkeypatch):
    write(path, PIXELS / 255)
    inputs = streamed(path).train.inputs
    monkeypatch.setattr("engine.streamed.write_pixels", lambda *_: False)
    with pytest.raises(DataError, match="no pixels"):
        inputs.stored(slice(0, 3))


# Closing


def opened(path):
    return sum(
        os.path.realpath(link) == str(path) for link in Path("/proc/self/fd").iterdir()
    )


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="lists open files")
def test_the_file_is_closed_with_its_last_user(path):
    dataset = streamed(path)
    inputs = dataset.train.inputs
    assert opened(path) == 1
    inputs.close()
    assert opened(path) == 0
    np.testing.assert_array_equal(inputs[3], PIXELS[3])
    assert opened(path) == 1
    del dataset, inputs
    assert opened(path) == 0


# The command line


def test_train_from_the_command_line(path, monkeypatch, capsys):
    arguments = ["train", "--data", str(path), "--iterations", "20", "--json"]
    arguments += ["--hidden", "6", "--batch-size", "8"]
    reports = []
    for limit in (10**9, 0):
        monkeypatch.setattr("engine.dataset_file.STREAM_ABOVE", limit)
        assert cli.main(arguments) == 0
        reports.append(json.loads(capsys.readouterr().out))
    one, other = reports
    assert one["costs"] == other["costs"]
    assert one["train_accuracy"] == other["train_accuracy"]
    assert cli.main(arguments[:-2]) == 2
    assert "set a batch size" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--keep-best"]], ids=["last", "best"])
def test_a_file_that_vanishes_takes_neither_model_nor_report(
    path, monkeypatch, capsys, options
):
    in_memory = open_dataset(path)
    advance, saved = Run.advance, path.with_name("model.h5")

    def meddled(run, *given):
        if run.trainer.iteration >= 45:
            path.unlink(missing_ok=True)
        return advance(run, *given)

    monkeypatch.setattr("engine.dataset_file.STREAM_ABOVE", 0)
    monkeypatch.setattr("engine.cli.LOOK_SECONDS", 0)
    monkeypatch.setattr(Run, "advance", meddled)
    arguments = ["train", "--data", str(path), "--hidden", "5", "--batch-size", "8"]
    arguments += ["--iterations", "500", "--json", "--save", str(saved), *options]
    assert cli.main(arguments) == 0
    report = json.loads(capsys.readouterr().out)
    assert "can't be found any more" in report["stopped"]
    assert report["iterations"] >= 45
    assert report["train_accuracy"] is None
    model = open_model(saved)
    is_best = bool(options)
    assert (model.iteration < report["iterations"]) is is_best
    undisturbed = Trainer.for_dataset(in_memory, model.spec, model.config)
    for _ in range(model.iteration):
        undisturbed.step()
    assert model.parameters.equals(undisturbed.parameters())
    assert model.checkpoint.iteration == model.iteration
