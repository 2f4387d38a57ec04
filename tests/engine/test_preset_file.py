"""Presets in files: what is saved comes back, and what is broken says so."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.config import TrainingConfig
from engine.datasets import InputKind, Recipe
from engine.errors import PresetError
from engine.file_checks import printable
from engine.initializers import draw_parameters
from engine.lesson import PARTS
from engine.optimizers import OPTIMIZERS
from engine.outputs import Task
from engine.preset import DataFacts, Preset, PresetGroup
from engine.preset_file import (
    MAX_BYTES,
    open_preset,
    preset_from_json,
    preset_to_json,
    save_preset,
)
from engine.presets import PRESETS
from engine.spec import HiddenLayer, NetworkSpec

XOR = preset_to_json(PRESETS["xor-by-hand"])


@st.composite
def presets(draw):
    layer = st.builds(
        HiddenLayer,
        st.integers(1, 30),
        st.sampled_from(ACTIVATIONS.names),
        st.sampled_from(["", "he", "scaled"]),
        st.sampled_from([0.0, 0.25]),
    )
    layers = draw(st.lists(layer, max_size=4))
    classes = draw(st.integers(2, 4))
    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    spec = NetworkSpec.design(draw(st.integers(1, 40)), (), task, classes)
    spec = spec.with_layers(layers)
    config = TrainingConfig(
        draw(st.floats(1e-6, 10)),
        draw(st.integers(1, 10_000)),
        seed=draw(st.integers(0, 2**32 - 1)),
        optimizer=draw(st.sampled_from(OPTIMIZERS.names)),
    )
    text = st.text(max_size=20).map(printable)
    names = draw(st.lists(st.text(), min_size=classes, max_size=classes))
    weights = draw_parameters(spec.layer_dims, "he", 1) if draw(st.booleans()) else None
    recipes = [None, Recipe("parity"), Recipe("moons", 0.25, 50), Recipe("blobs")]
    return Preset(
        "file",
        draw(text) or "file",
        draw(text),
        PresetGroup.OWN,
        spec,
        config,
        draw(st.sampled_from(recipes)),
        weights,
        draw(st.sampled_from([None, *InputKind])),
        draw(st.sampled_from([None, DataFacts("theirs", tuple(names))])),
        draw(st.none() | st.frozensets(st.sampled_from(PARTS.names))),
    )


@given(presets())
def test_what_is_written_comes_back(preset):
    text = json.dumps(preset_to_json(preset))
    assert preset_from_json(json.loads(text), "file") == preset


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_each_preset_survives_a_file(tmp_path, preset):
    path = tmp_path / f"{preset.name}.json"
    save_preset(path, preset)
    opened = open_preset(path)
    assert opened.spec == preset.spec
    assert opened.config == preset.config
    assert opened.weights == preset.weights
    assert opened.recipe == preset.recipe
    assert (opened.label, opened.hint) == (preset.label, preset.hint)
    assert opened.lesson == preset.lesson
    assert opened.group is PresetGroup.OWN


def test_large_weights_are_left_out(tmp_path):
    spec = NetworkSpec.design(20_000, (), Task.BINARY, 2)
    weights = draw_parameters(spec.layer_dims, "he", 1)
    own = PresetGroup.OWN
    preset = Preset("big", "big", "", own, spec, TrainingConfig(), None, weights)
    save_preset(tmp_path / "big.json", preset)
    assert open_preset(tmp_path / "big.json").weights is None


def test_a_note_keeps_its_lines_and_nothing_that_cannot_be_shown():
    note = "1. Train.\r\n\n \t2. Look\x07 again.\u2028"
    preset = preset_from_json(XOR | {"note": note}, "file")
    assert preset.hint == "1. Train.\n2. Look again."


def test_a_file_that_an_editor_marked_as_utf8_opens(tmp_path):
    path = tmp_path / "bom.json"
    path.write_text(json.dumps(XOR), "utf-8-sig")
    assert open_preset(path).label == "XOR by hand"


def changed(**changes):
    return json.dumps(XOR | changes).encode()


def deeper(key, **changes):
    return changed(**{key: XOR[key] | changes})


NO_JSON = "can't be read as JSON"
BROKEN = "is a broken preset"
FOREIGN = "is not a preset of LayerLab"
CASES = {
    "empty": (b"", "is empty"),
    "web page": (b"<!doctype html><html>", "is a web page"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    "truncated": (json.dumps(XOR).encode()[:200], NO_JSON),
    "binary": (bytes(range(128, 256)), NO_JSON),
    "deeply nested": (b"[" * 100_000, NO_JSON),
    "huge number": (b'{"version": ' + b"9" * 10_000 + b"}", NO_JSON),
    "not a number": (deeper("training", learning_rate=float("nan")), NO_JSON),
    "too large": (b" " * (MAX_BYTES + 1), "too large for a preset"),
    "a list": (b"[1, 2]", FOREIGN),
    "another format": (changed(format="other"), FOREIGN),
    "newer": (changed(version=2), "saved by a newer LayerLab, as version 2"),
    "version as text": (changed(version="1"), BROKEN),
    "version true": (changed(version=True), BROKEN),
    "version 0": (changed(version=0), BROKEN),
    "no network": (changed(network=None), "“network” is missing"),
    "no training": (changed(training=[]), "“training” is missing"),
    "no data": (changed(data=3), "“data” is missing"),
    "a name that is none": (changed(name=5), "“name” is missing"),
    "other inputs": (deeper("data", inputs=3), "different inputs"),
    "absurd layer": (deeper("network", layer_dims=[2, 10**9, 1]), BROKEN),
    "unknown activation": (deeper("network", activations=["magic"]), BROKEN),
    "layers as text": (deeper("network", layer_dims="2,2,1"), BROKEN),
    "no rate": (deeper("training", learning_rate=-1), BROKEN),
    "rate as text": (deeper("training", learning_rate="fast"), BROKEN),
    "unknown data": (deeper("data", built_in="mars"), BROKEN),
    "data as number": (deeper("data", built_in=3), BROKEN),
    "too many points": (deeper("data", size=10**12), "from 4 to 5,000"),
    "size as truth": (deeper("data", size=True), BROKEN),
    "noise as text": (deeper("data", noise="much"), BROKEN),
    "unknown kind": (deeper("data", kind="sound"), "kind of data is unknown"),
    "kind as list": (deeper("data", kind=[]), "kind of data is unknown"),
    "other classes": (deeper("data", classes=["a", "b", "c"]), "number of classes"),
    "classes as numbers": (deeper("data", classes=[1, 2]), BROKEN),
    "a free part that is none": (changed(free=["magic"]), BROKEN),
    "free as text": (changed(free="seed"), "what is free in its lesson"),
    "free numbers": (changed(free=[1]), "what is free in its lesson"),
    "weights missing": (changed(weights={}), "weights W1 don't fit"),
    "ragged": (deeper("weights", W1=[[1, 2], [3]]), "weights W1 are no numbers"),
    "other shape": (deeper("weights", b2=[1, 2]), "weights b2 don't fit"),
    "weights as text": (deeper("weights", W2=[["a", "b"]]), "W2 are no numbers"),
    "infinite": (deeper("weights", W2=[[1e308, 10**400]]), "W2 are no numbers"),
}


@pytest.mark.parametrize(("content", "says"), CASES.values(), ids=CASES)
def test_a_bad_file_says_so_in_a_sentence(tmp_path, content, says):
    path = tmp_path / "bad\n.json"
    path.write_bytes(content)
    with pytest.raises(PresetError) as raised:
        open_preset(path)
    assert says in str(raised.value)
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_are_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)
    with pytest.raises(PresetError):
        open_preset(path)


@given(st.data())
def test_any_damage_is_refused_or_harmless(data):
    damaged = json.loads(json.dumps(XOR))
    key = data.draw(st.sampled_from(["network", "training", "data", "weights"]))
    field = data.draw(st.sampled_from(sorted(damaged[key])))
    values = st.none() | st.booleans() | st.integers() | st.text() | st.floats()
    damaged[key][field] = data.draw(values | st.lists(values, max_size=3))
    # Any other exception than this one fails the test.
    with contextlib.suppress(PresetError):
        assert isinstance(_opened(json.dumps(damaged)), Preset)


def _opened(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.json"
        path.write_text(text, "utf-8")
        return open_preset(path)


def test_missing_and_strange_files_are_refused(tmp_path):
    for path, says in (
        (tmp_path / "no.json", "There is no"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(PresetError, match=says):
            open_preset(path)
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(PresetError, match="is a device"):
        open_preset(tmp_path / "pipe.json")


def test_saving_fails_in_a_sentence_and_keeps_what_was_there(tmp_path):
    preset = PRESETS["xor-by-hand"]
    with pytest.raises(PresetError, match="folder does not exist"):
        save_preset(tmp_path / "no" / "x.json", preset)
    path = tmp_path / "x.json"
    save_preset(path, preset)
    save_preset(path, PRESETS["moons"])
    assert open_preset(path).label == "Moons"
    assert list(tmp_path.iterdir()) == [path]
    assert np.isfinite(open_preset(path).config.learning_rate)
