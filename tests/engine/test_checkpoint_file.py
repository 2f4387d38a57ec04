"""States of the training in files: never one that can't be the model's."""

from __future__ import annotations

import dataclasses
import json

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import ModelFileError
from engine.initializers import draw_parameters
from engine.model_file import open_model, save_model
from tests.engine.runs import DATA, MOMENTUM, checkpoint_arrays, model_of, trained

pytestmark = pytest.mark.usefixtures("one_thread")

EXAMPLES = len(DATA.train)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "model.h5"


# Contradictions when saving


def with_rates(iterations, values):
    times = np.array(iterations)
    return {"rate_iterations": times, "rates": np.array(values)}


WRONG_RATES = {
    "one short": with_rates([0, 1], [0.1]),
    "not rising": with_rates([1, 1], [0.1, 0.2]),
    "falling": with_rates([2, 1], [0.1, 0.2]),
    "before": with_rates([-1], [0.1]),
    "after": with_rates([4], [0.1]),
    "zero": with_rates([1], [0.0]),
    "not a number": with_rates([1], [np.nan]),
    "infinite": with_rates([1], [np.inf]),
    "whole": with_rates([1], [1]),
    "broken": with_rates([1.0], [0.1]),
    "table": with_rates([[1, 2]], [[0.1, 0.2]]),
    "scalar": with_rates(1, 0.1),
}


def not_saved(path, model, words):
    with pytest.raises(ModelFileError, match=words) as caught:
        save_model(path, model)
    assert path.name in str(caught.value)
    assert not path.exists()


@pytest.mark.parametrize("what", WRONG_RATES)
def test_rates_that_make_no_sense(path, what):
    model = dataclasses.replace(model_of(trained()), **WRONG_RATES[what])
    not_saved(path, model, "The history in model.h5 does not fit its 3 iterations")


WRONG_STATES = {
    "iteration": lambda one: {"iteration": 4},
    "rate": lambda one: {"learning_rate": 0.0},
    "rate is no number": lambda one: {"learning_rate": np.nan},
    "first layer": lambda one: {"first_layer": "auto"},
    "other layer": lambda one: {"first_layer": "direct"},
    "rows": lambda one: {"block": one.block[:1]},
    "no rows": lambda one: {"block": one.block[0]},
    "columns": lambda one: {"block": one.block[:, 1:]},
    "no examples": lambda one: {"block": one.block[:, 5 * EXAMPLES :]},
    "no columns": lambda one: {"block": one.block[:, :0]},
    "precision": lambda one: {"block": one.block.astype("f4")},
    "base": lambda one: {"base": draw_parameters((6, 5, 5, 1), "he", 1)},
    "base precision": lambda one: {"base": one.base.astype("f4")},
}


@pytest.mark.parametrize("what", WRONG_STATES)
def test_states_of_other_runs(path, what):
    model = model_of(trained(**MOMENTUM))
    changes = WRONG_STATES[what](model.checkpoint)
    changed = dataclasses.replace(model.checkpoint, **changes)
    not_saved(
        path,
        dataclasses.replace(model, checkpoint=changed),
        "The state of the training in model.h5 does not fit its network",
    )


def test_states_that_diverged(path):
    model = model_of(trained(**MOMENTUM))
    model.checkpoint.block[1, 3] = np.inf
    not_saved(path, model, "a state of the training that is no finite numbers")


# Files that were changed


def edit(path, change, **config):
    trainer = trained(**MOMENTUM | config)
    trainer.restore(draw_parameters(trainer.spec.layer_dims, "he", 99), 3)
    model = dataclasses.replace(model_of(trainer), **with_rates([1], [0.2]))
    save_model(path, model)
    with h5py.File(path, "a") as file:
        change(file)


def refused(path, words):
    with pytest.raises(ModelFileError, match=words) as caught:
        open_model(path)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


def described(**changes):
    def change(file):
        known = json.loads(file.attrs["checkpoint"])
        text = json.dumps({k: v for k, v in (known | changes).items() if v != "gone"})
        file.attrs["checkpoint"] = np.bytes_(text.encode())

    return change


def text(content):
    def change(file):
        file.attrs["checkpoint"] = content

    return change


def dataset(name, **options):
    def change(file):
        if name in file:
            del file[name]
        file.create_dataset(name, **options)

    return change


def remove(name):
    def change(file):
        del file[name]

    return change


def link(name, target):
    def change(file):
        if name in file:
            del file[name]
        file[name] = target

    return change


def forget(file):
    del file.attrs["checkpoint"]


BROKEN, UNFIT = "The checkpoint in .* can't be understood", "does not fit its network"
HISTORY = "history in .* does not fit its 3 iterations"
SIZE = 5 * EXAMPLES + 4 * 6 + 5
HUGE = (2, 10**12)

CHANGES = [
    (forget, "without a proper checkpoint"),
    (text(7), "without a proper checkpoint"),
    (text("of any length"), "without a proper checkpoint"),
    (text(np.bytes_(b"{")), BROKEN),
    (text(np.bytes_(b"[]")), BROKEN),
    (text(np.bytes_(b"3")), BROKEN),
    (text(np.bytes_(b"[" * 60_000)), BROKEN),
    (described(learning_rate="gone"), BROKEN),
    (described(first_layer="gone"), BROKEN),
    (described(train_examples="gone"), BROKEN),
    (described(learning_rate=0), BROKEN),
    (described(learning_rate=-1), BROKEN),
    (described(learning_rate=float("nan")), BROKEN),
    (described(learning_rate=float("inf")), BROKEN),
    (described(learning_rate=10**400), BROKEN),
    (described(learning_rate=[]), BROKEN),
    (described(first_layer="auto"), BROKEN),
    (described(first_layer=None), BROKEN),
    (described(first_layer="direct"), UNFIT),
    (described(first_layer="direct", train_examples=0), UNFIT),
    (described(train_examples=0), BROKEN),
    (described(train_examples=-1), BROKEN),
    (described(train_examples=10**9), BROKEN),
    (described(train_examples=23.0), BROKEN),
    (described(train_examples=True), BROKEN),
    (described(train_examples=EXAMPLES + 1), UNFIT),
    (remove("checkpoint/block"), "no checkpoint/block"),
    (dataset("checkpoint", data=[1.0]), "no checkpoint/block"),
    (link("checkpoint", h5py.SoftLink("/history")), "link"),
    (link("checkpoint", h5py.ExternalLink("other.h5", "/")), "link"),
    (link("checkpoint/block", h5py.SoftLink("/parameters/W1")), "link"),
    (link("checkpoint/block", h5py.ExternalLink("other.h5", "/W1")), "link"),
    (dataset("checkpoint/block", data=np.zeros(SIZE)), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((1, SIZE))), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((3, SIZE))), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((2, SIZE - 1))), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((2, SIZE), "f4")), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((2, SIZE), ">f8")), UNFIT),
    (dataset("checkpoint/block", data=np.zeros((2, SIZE), "i8")), UNFIT),
    (dataset("checkpoint/block", data=np.full((2, SIZE), b"a")), UNFIT),
    (dataset("checkpoint/block", data=np.full((2, SIZE), np.nan)), "no finite"),
    (dataset("checkpoint/block", shape=HUGE, dtype="f8", chunks=True), UNFIT),
    (remove("checkpoint/base/W1"), "no checkpoint/base/W1"),
    (dataset("checkpoint/base", data=[1.0]), "no checkpoint/base/W1"),
    (link("checkpoint/base", h5py.SoftLink("/parameters")), "link"),
    (dataset("checkpoint/base/W1", data=np.zeros((6, 5))), "do not fit its layers"),
    (dataset("checkpoint/base/b2", data=np.zeros((4, 1), "f4")), "not all float64"),
    (dataset("checkpoint/base/W1", data=np.full((5, 6), np.inf)), "no finite"),
    (dataset("checkpoint/base/W1", shape=HUGE, dtype="f8", chunks=True), "do not fit"),
    (remove("history/rates"), HISTORY),
    (remove("history/rate_iterations"), HISTORY),
    (dataset("history/rates", data=[0.1, 0.2]), HISTORY),
    (dataset("history/rate_iterations", data=[0, 1]), HISTORY),
    (dataset("history/rates", data=[b"a"]), "not numbers"),
    (dataset("history/rates", shape=(10**12,), dtype="f8", chunks=True), HISTORY),
    (link("history/rates", h5py.ExternalLink("other.h5", "/rates")), "link"),
    (link("history", h5py.ExternalLink("other.h5", "/")), "link"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_files_that_were_changed(path, change, words):
    edit(path, change)
    refused(path, words)


def test_the_layers_of_a_state_are_row_by_row(path):
    """As in all files, whatever order suits the states of a trainer."""
    model = model_of(trained(**MOMENTUM))
    save_model(path, model)
    _, *weights = model.parameters.weights
    _, *biases = model.parameters.biases
    layers = map(np.hstack, zip(weights, biases, strict=True))
    expected = np.concatenate([layer.ravel() for layer in layers])
    with h5py.File(path) as file:
        block = file["checkpoint/block"][()]
    np.testing.assert_array_equal(block[0, -expected.size :], expected)
    opened = open_model(path)
    np.testing.assert_array_equal(opened.checkpoint.block, model.checkpoint.block)


def test_a_base_in_another_precision_than_the_runs(path):
    def change(file):
        for name in file["parameters"]:
            values = file[f"checkpoint/base/{name}"][()]
            del file[f"checkpoint/base/{name}"]
            file[f"checkpoint/base/{name}"] = values.astype("f4")

    edit(path, change)
    refused(path, UNFIT)


def test_a_file_whose_config_was_changed(path):
    """The state is another optimizer's, and so on."""
    for changes in (
        {"optimizer": "adam"},
        {"weight_decay": 0.1},
        {"precision": "float32"},
    ):

        def change(file, changes=changes):
            config = json.loads(file.attrs["config"]) | changes
            file.attrs["config"] = np.bytes_(json.dumps(config).encode())

        edit(path, change)
        refused(path, UNFIT)


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    """Return small files of all kinds."""
    path = tmp_path_factory.mktemp("valid") / "model.h5"
    files = []
    adam = {"optimizer": "adam", "first_layer": "auto"}
    for config in (MOMENTUM, adam, {"first_layer": "direct"}):
        edit(path, lambda _: None, hidden=(2,), **config)
        files.append(path.read_bytes())
    return files


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_files_open_or_are_refused(path, valid, data):
    content = bytearray(data.draw(st.sampled_from(valid)))
    places = st.integers(0, len(content) - 1)
    edits = st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)
    for place, value in data.draw(edits):
        content[place] = value
    path.write_bytes(content)
    try:
        model = open_model(path)
    except ModelFileError:
        return
    if model.checkpoint is not None:
        assert all(
            np.isfinite(array).all() for array in checkpoint_arrays(model.checkpoint)
        )
        assert model.checkpoint.block.dtype == model.config.precision
