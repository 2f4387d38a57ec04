"""Saving and opening models: to the bit, and never half."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import atomic_file, model_file
from engine.config import TrainingConfig
from engine.errors import ModelFileError
from engine.hdf5 import MAX_TEXT_BYTES
from engine.initializers import draw_parameters
from engine.model_file import (
    FORMAT_VERSION,
    SavedModel,
    check_writable,
    is_model,
    open_model,
    save_model,
)
from engine.parameters import Parameters
from engine.spec import NetworkSpec

ROOT = Path(__file__).parents[2]


def make(
    dims: tuple[int, ...] = (12, 3, 1), output: str = "sigmoid", **changes: Any
) -> SavedModel:
    """Return a small model, some of its fields changed."""
    fields: dict[str, Any] = {
        "spec": NetworkSpec(dims, ("relu",) * (len(dims) - 2), output),
        "config": TrainingConfig(learning_rate=0.1, batch_size=7, seed=2**32 - 1),
        "parameters": draw_parameters(dims, "scaled", 1),
        "class_names": ("non-cat", "猫 🐈"),
        "input_shape": (2, 2, 3),
        "dataset_name": "données",
        "dataset_fingerprint": "f" * 64,
        "iteration": 2,
        "costs": np.array([0.7, 0.1, np.inf]),
        "train_accuracy": np.array([0.5, np.nan, 1]),
        "test_iterations": np.array([0, 2]),
        "test_costs": np.array([0.7, 0.6]),
        "test_accuracy": np.array([0.5, 0.75]),
        "blas_threads": 1,
    }
    return SavedModel(**fields | changes)


def spoilt(parameters: Parameters) -> Parameters:
    """Return parameters, the first of which is no number."""
    arrays = {name: array.copy() for name, array in parameters.as_dict().items()}
    arrays["W1"][0, 0] = np.nan
    return Parameters.from_dict(arrays)


def assert_same(one: SavedModel, other: SavedModel) -> None:
    for field in dataclasses.fields(SavedModel):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, Parameters):
            assert mine.layer_dims == theirs.layer_dims
            pairs = zip(mine.as_dict().values(), theirs.as_dict().values(), strict=True)
            assert all(a.tobytes() == b.tobytes() for a, b in pairs)
            assert all(a.dtype == mine.weights[0].dtype for a in mine.biases)
        elif isinstance(mine, np.ndarray):
            assert (mine.dtype, mine.tobytes()) == (theirs.dtype, theirs.tobytes())
        else:
            assert mine == theirs


def refused(path: Path, *words: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        open_model(path)
    message = str(caught.value)
    assert "\n" not in message
    for word in (path.name, *words):
        assert word in message


def not_saved(path: Path, model: SavedModel, *words: str) -> None:
    before = sorted(path.parent.glob("*")) if path.parent.exists() else []
    with pytest.raises(ModelFileError) as caught:
        save_model(path, model)
    for word in words:
        assert word in str(caught.value)
    assert before == (sorted(path.parent.glob("*")) if path.parent.exists() else [])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.h5"


# Round trips


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_round_trip(path: Path, dtype: Any) -> None:
    model = make()
    model = dataclasses.replace(model, parameters=model.parameters.astype(dtype))
    save_model(path, model)
    opened = open_model(path)
    assert_same(opened, model)
    given = dataclasses.replace(model, initial=model.parameters)
    save_model(path, given)
    assert_same(open_model(path), given)
    assert opened.parameters.weights[0].dtype == dtype


@pytest.mark.parametrize(
    "model",
    [
        make((12, 1)),
        make((12, 8, 6), "softmax", class_names=tuple("012345")),
        make((12, 2, 2), "linear", class_names=()),
        make((12, 2, 2), "linear", class_names=("x", "y"), input_shape=(12,)),
        make(costs=np.empty(0), train_accuracy=np.empty(0), dataset_name=""),
        make(
            test_iterations=np.empty(0, np.int64),
            test_costs=np.empty(0),
            test_accuracy=np.empty(0),
            config=TrainingConfig(),
        ),
    ],
)
def test_round_trips_of_all_kinds(path: Path, model: SavedModel) -> None:
    save_model(path, model)
    assert_same(open_model(path), model)


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_numbers_and_names(path: Path, data: st.DataObject) -> None:
    hidden = data.draw(st.lists(st.integers(1, 4), max_size=3))
    dims = (2, *hidden, 1)
    shapes = zip(dims[1:], dims[:-1], strict=True)
    draw = [
        (data.draw(st.lists(finite, min_size=n * k, max_size=n * k)), n, k)
        for n, k in shapes
    ]
    weights = tuple(np.reshape(np.array(values), (n, k)) for values, n, k in draw)
    biases = tuple(np.zeros((n, 1)) for n in dims[1:])
    names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1)
    model = make(
        dims,
        parameters=Parameters(weights, biases),
        class_names=tuple(
            data.draw(st.lists(names, min_size=2, max_size=2, unique=True))
        ),
        input_shape=(2,),
    )
    save_model(path, model)
    assert_same(open_model(path), model)


def test_attributes_are_plain(path: Path) -> None:
    save_model(path, make())
    with h5py.File(path) as file:
        assert file.attrs["format"] == b"LayerLab model"
        assert file.attrs["format_version"] == FORMAT_VERSION
        assert json.loads(file.attrs["spec"])["layer_dims"] == [12, 3, 1]
        assert json.loads(file.attrs["config"])["learning_rate"] == 0.1
        assert file["parameters/W1"].shape == (3, 12)
        assert file["history/costs"].shape == (3,)


def test_the_same_model_makes_the_same_file(tmp_path: Path) -> None:
    for name in "ab":
        save_model(tmp_path / name, make())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


# Saving


def test_an_old_file_is_replaced(path: Path) -> None:
    save_model(path, make())
    save_model(path, make(iteration=0, **STATE_0))
    assert open_model(path).iteration == 0
    assert list(path.parent.iterdir()) == [path]


STATE_0: dict[str, Any] = {
    "costs": np.zeros(1),
    "train_accuracy": np.zeros(1),
    "test_iterations": np.zeros(1, np.int64),
    "test_costs": np.zeros(1),
    "test_accuracy": np.zeros(1),
}


def test_names_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 126 + ".h5")
    save_model(path, make())
    assert_same(open_model(path), make())
    not_saved(tmp_path / ("x" * 300), make(), "xxx", "not saved")


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_link_stays_a_link(tmp_path: Path, path: Path) -> None:
    path.symlink_to(tmp_path / "true.h5")
    save_model(path, make())
    assert path.is_symlink()
    assert_same(open_model(tmp_path / "true.h5"), make())


@pytest.mark.skipif(os.name != "posix", reason="named pipes are of POSIX")
def test_a_device_is_not_replaced(path: Path) -> None:
    os.mkfifo(path)
    not_saved(path, make(), "device")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EROFS, "can't be written to"),
        (errno.EACCES, "can't be written to"),
        (errno.EIO, "Input/output error"),
    ],
)
@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_faults_leave_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, where: str
) -> None:
    save_model(path, make())
    old = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    owner: Any = atomic_file.os if where == "fsync" else Path
    monkeypatch.setattr(owner, where, fail)
    not_saved(path, make(iteration=0, **STATE_0), "model.h5", words)
    assert path.read_bytes() == old


def test_an_interruption_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_model(path, make())
    old = path.read_bytes()

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic_file.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_model(path, make())
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == old


def test_places_that_do_not_work(tmp_path: Path) -> None:
    for attempt in (lambda p: save_model(p, make()), check_writable):
        for place, words in (
            (tmp_path, "folder"),
            (tmp_path / "nix" / "model.h5", "does not exist"),
            (tmp_path / "nul\0.h5", "not saved"),
        ):
            with pytest.raises(ModelFileError, match=words):
                attempt(place)
    assert not list(tmp_path.iterdir())


def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    not_saved(folder / "model.h5", make(), "can't be written to")
    with pytest.raises(ModelFileError, match="can't be written to"):
        check_writable(folder / "model.h5")


def test_finding_out_whether_it_can_be_saved_changes_nothing(path: Path) -> None:
    check_writable(path)
    assert not list(path.parent.iterdir())
    path.write_text("old")
    check_writable(path)
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"preprocessing": "\ud800"}, "description"),
        ({"dataset_fingerprint": "f" * 70_000}, "description"),
        ({"class_names": ("a", "b\n")}, "can't be shown"),
        ({"class_names": ("a", "a")}, "two classes"),
        ({"class_names": ("a", "b" * 201)}, "too long"),
        ({"class_names": ("a",)}, "1 classes for 1"),
        ({"input_shape": (12, 2)}, "12 numbers"),
        ({"input_shape": (-12, -1)}, "12 numbers"),
        ({"input_shape": ()}, "12 numbers"),
        ({"iteration": -1}, "history"),
        ({"iteration": 1}, "history"),
        ({"blas_threads": 0}, "history"),
        ({"costs": np.zeros(2)}, "history"),
        ({"costs": np.zeros(3, np.float32)}, "history"),
        ({"test_costs": np.zeros(1)}, "history"),
        ({"test_iterations": np.array([0, 3])}, "history"),
        ({"test_iterations": np.array([0.0, 2.0])}, "history"),
        ({"parameters": draw_parameters((12, 4, 1), "scaled", 1)}, "12, 3, 1"),
        ({"parameters": draw_parameters((12, 1), "scaled", 1)}, "12, 3, 1"),
        ({"initial": draw_parameters((12, 4, 1), "scaled", 1)}, "12, 3, 1"),
        ({"initial": make().parameters.astype(np.float16)}, "not all float64"),
        ({"initial": spoilt(make().parameters)}, "begins from weights"),
        (
            {"parameters": make().parameters.astype(np.float16)},
            "not all float64",
        ),
    ],
)
def test_models_that_contradict_themselves(
    path: Path, changes: dict[str, Any], words: str
) -> None:
    not_saved(path, make(**changes), "model.h5", words)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_diverged_parameters(path: Path, value: float) -> None:
    model = make()
    model.parameters.biases[0][0] = value
    not_saved(path, model, "finite")
    model.parameters.biases[0][0] = 0
    save_model(path, model)
    with h5py.File(path, "a") as file:
        file["parameters/b1"][0] = value
    refused(path, "finite")


def test_not_enough_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(model_file, "write_hdf5", fail)
    not_saved(path, make(), "memory")


# Killed in mid-save

CHILD = """
import os, signal, sys, pathlib
from tests_model import make, save_model
path = pathlib.Path(sys.argv[1])
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "fsync":
    os.fsync = die
elif sys.argv[2] == "replace":
    pathlib.Path.replace = die
print("ready", flush=True)
while True:
    save_model(path, make())
"""


def start_child(path: Path, where: str) -> subprocess.Popen[str]:
    module = path.parent / "child"
    module.mkdir(exist_ok=True)
    (module / "tests_model.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    paths = os.pathsep.join([str(ROOT), str(module)])
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), where],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("where", ["fsync", "replace", "anywhere"])
def test_killed_in_mid_save(path: Path, where: str) -> None:
    save_model(path, make(iteration=0, **STATE_0))
    with start_child(path, where) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        if where == "anywhere":
            time.sleep(0.05)
            child.kill()
        child.wait(30)
    iteration = open_model(path).iteration
    assert iteration in ((0, 2) if where == "anywhere" else (0,))
    save_model(path, make())
    assert_same(open_model(path), make())


# Opening


def edit(path: Path, change: Any) -> None:
    save_model(path, make())
    with h5py.File(path, "a") as file:
        change(file)


def attribute(name: str, value: Any) -> Any:
    def change(file: Any) -> None:
        file.attrs[name] = np.bytes_(value) if isinstance(value, bytes) else value

    return change


def dataset(name: str, **options: Any) -> Any:
    def change(file: Any) -> None:
        if name in file:
            del file[name]
        file.create_dataset(name, **options)

    return change


def remove(name: str) -> Any:
    def change(file: Any) -> None:
        if name in file.attrs:
            del file.attrs[name]
        else:
            del file[name]

    return change


def spec_with(**changes: Any) -> bytes:
    spec = {"layer_dims": [12, 3, 1], "activations": ["relu"], "output": "sigmoid"}
    return json.dumps(spec | changes).encode()


CHANGES = [
    (attribute("format_version", FORMAT_VERSION + 1), "newer LayerLab"),
    (attribute("format_version", b"1"), "format_version"),
    (attribute("format", b"other"), "not a LayerLab model"),
    (remove("format"), "not a LayerLab model"),
    (attribute("spec", b"{"), "spec"),
    (attribute("spec", b"[" * 60_000), "spec"),
    (attribute("spec", b"[]"), "spec"),
    (attribute("spec", b"{}"), "spec"),
    (attribute("spec", spec_with(output="nix")), "no output called 'nix'"),
    (attribute("spec", spec_with(layer_dims=[])), "spec"),
    (attribute("spec", spec_with(layer_dims=[1])), "spec"),
    (attribute("spec", spec_with(layer_dims=[12, 10**6, 1])), "1,000,000"),
    (attribute("spec", spec_with(layer_dims=[10**20, 3, 1])), "parameters"),
    (attribute("spec", spec_with(layer_dims=[float("inf"), 3, 1])), "spec"),
    (attribute("spec", spec_with(layer_dims=[12, 4, 1])), "12, 4, 1"),
    (attribute("spec", "text of any length"), "spec"),
    (remove("spec"), "spec"),
    (attribute("config", b"[]"), "config"),
    (attribute("config", b'{"seed": 1.5}'), "config"),
    (attribute("config", b'{"iterations": "many"}'), "config"),
    (attribute("config", b'{"learning_rate": NaN}'), "greater than 0"),
    (attribute("config", b'{"learning_rate": 1' + b"0" * 400 + b"}"), "config"),
    (attribute("config", b'{"optimizer": []}'), "config"),
    (attribute("input_shape", b"12"), "input_shape"),
    (attribute("input_shape", b"[2, 2, 4]"), "12 numbers"),
    (attribute("iteration", -1), "iteration"),
    (attribute("iteration", 10**9), "history"),
    (attribute("iteration", np.array([2, 2])), "iteration"),
    (attribute("blas_threads", 0), "history"),
    (remove("dataset_name"), "dataset_name"),
    (remove("parameters/W2"), "no parameters/W2"),
    (remove("parameters"), "no parameters/W1"),
    (remove("history/costs"), "no history/costs"),
    (remove("class_names"), "no class_names"),
    (dataset("parameters/W1", data=np.zeros((12, 3))), "do not fit"),
    (dataset("parameters/W1", data=np.zeros((3, 12), ">f8")), "not all float64"),
    (dataset("parameters/W1", data=np.zeros((3, 12), "f4")), "not all float64"),
    (dataset("parameters/W1", data=np.zeros((3, 12), "i8")), "not all float64"),
    (dataset("parameters/W1", shape=(10**9, 10**6), dtype="f8", chunks=True), "fit"),
    (dataset("initial", data=np.zeros(3)), "initial/W1"),
    (dataset("initial/W1", data=np.zeros((3, 12))), "no initial/b1"),
    (dataset("history/costs", shape=(10**12,), dtype="f8", chunks=True), "history"),
    (dataset("history/costs", data=[b"a"] * 3), "not numbers"),
    (dataset("class_names", data=[b"a", b"b", b"c"]), "3 classes"),
    (dataset("class_names", data=np.zeros(2, f"S{MAX_TEXT_BYTES}")), "MiB"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_files_that_were_changed(path: Path, change: Any, words: str) -> None:
    edit(path, change)
    refused(path, words)


@pytest.mark.parametrize(
    "link", [h5py.SoftLink("/parameters/b1"), h5py.ExternalLink("o.h5", "/W1")]
)
def test_links_are_not_followed(path: Path, link: Any) -> None:
    def change(file: Any) -> None:
        del file["parameters/W1"]
        file["parameters/W1"] = link

    edit(path, change)
    refused(path, "link")


def test_a_data_set_is_no_model(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["test_set_x"] = [1]
    refused(path, "data set", "Open data")


def test_telling_a_model_from_a_data_set(path: Path) -> None:
    assert not is_model(path)
    save_model(path, make())
    assert is_model(path)
    with h5py.File(path, "w") as file:
        file["train_set_x"] = [1]
    assert not is_model(path)


def test_a_loop_of_groups_ends(path: Path) -> None:
    def change(file: Any) -> None:
        del file["parameters/W1"]
        file["parameters/W1"] = file["/"]

    edit(path, change)
    refused(path, "not an array")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"\x80\x04pickle", "not an HDF5 file"),
    ],
)
def test_files_that_are_something_else(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    refused(path, words)


def test_missing_folder_and_truncated(path: Path) -> None:
    refused(path, "no")
    refused(path.parent, "folder")
    save_model(path, make())
    content = path.read_bytes()
    for length in (1, 10, 100, 1000, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:length])
        refused(path)


def test_the_course_network_opens_as_it_was_saved(path: Path) -> None:
    dims = (12288, 20, 7, 5, 1)
    model = make(dims, input_shape=(64, 64, 3))
    save_model(path, model)
    assert_same(open_model(path), model)


# Anything at all


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("valid") / "model.h5"
    save_model(path, make())
    return path.read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_files_open_or_are_refused(
    path: Path, valid: bytes, data: st.DataObject
) -> None:
    content = bytearray(valid)
    places = st.integers(0, len(content) - 1)
    edits = st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)
    for place, value in data.draw(edits):
        content[place] = value
    path.write_bytes(content)
    try:
        model = open_model(path)
    except ModelFileError:
        return
    assert np.isfinite(model.parameters.weights[0]).all()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_random_bytes_are_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path)
