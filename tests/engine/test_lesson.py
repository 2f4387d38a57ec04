"""Lessons: what belongs to which part, what differs, and what is refused."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.config import TrainingConfig
from engine.errors import LessonError
from engine.lesson import PARTS, Lesson, changed_settings
from engine.outputs import Task
from engine.preset import PresetGroup
from engine.presets import PRESETS
from engine.spec import HiddenLayer, NetworkSpec

CONFIG = TrainingConfig()
OTHER = TrainingConfig(
    0.1,
    10,
    "he",
    2,
    "adam",
    8,
    "float32",
    0.5,
    0.1,
    "step",
    5,
    5,
    keep_best=True,
    first_layer="direct",
)
LAYERS = st.builds(
    HiddenLayer,
    st.integers(1, 5),
    st.sampled_from(ACTIVATIONS.names),
    st.sampled_from(["", "he"]),
    st.sampled_from([0.0, 0.5]),
)
SPECS = st.lists(LAYERS, max_size=4)


def network(*layers):
    return NetworkSpec.design(4, (), Task.BINARY, 2).with_layers(layers)


def differing(before, after):
    return set(changed_settings(network(*before), CONFIG, network(*after), CONFIG))


def lesson(*free):
    return Lesson("Steps", "Try it.", frozenset(free))


def test_every_setting_of_an_experiment_belongs_to_one_part():
    named = [setting for part in PARTS for setting in part.settings]
    assert len(named) == len(set(named))
    wanted = {
        field.name for kind in (TrainingConfig, HiddenLayer) for field in fields(kind)
    }
    assert wanted <= set(named)


@pytest.mark.parametrize("field", fields(TrainingConfig), ids=lambda field: field.name)
def test_each_hyperparameter_is_seen_to_differ(field):
    value = getattr(OTHER, field.name)
    assert value != getattr(CONFIG, field.name)
    config = replace(OTHER, **{field.name: getattr(CONFIG, field.name)})
    found = changed_settings(network(), OTHER, network(), config)
    assert found == [field.name]


A, B = HiddenLayer(3), HiddenLayer(4, "tanh", "he", 0.5)
TANH = replace(A, activation="tanh")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((A,), (A,), set()),
        ((A,), (replace(A, units=9),), {"units"}),
        ((A,), (TANH,), {"activation"}),
        ((A,), (replace(A, dropout=0.5),), {"dropout"}),
        ((A,), (replace(A, initialization="he"),), {"initialization"}),
        ((A, B), (B, A), {"units"}),
        ((A, TANH), (TANH, A), {"units"}),
        ((A,), (A, A), {"units"}),
        ((A, B), (A, B, replace(A, units=1)), {"units"}),
        ((A,), (A, TANH), {"units", "activation"}),
        ((A,), (A, B), {"units", "activation", "initialization", "dropout"}),
        ((A, B), (A,), {"units"}),
        ((A,), (), {"units"}),
        ((), (B,), {"units"}),
        ((A, B), (replace(A, units=7), replace(B, units=7)), {"units"}),
    ],
)
def test_what_differs_in_the_hidden_layers(before, after, expected):
    assert differing(before, after) == expected


def test_the_ends_of_a_network_differ_too():
    spec = network(A)
    dropping = replace(spec, dropout=(0.2, 0.0))
    assert changed_settings(spec, CONFIG, dropping, CONFIG) == ["dropout"]
    drawn = replace(spec, initializations=("", "he"))
    found = changed_settings(spec, CONFIG, drawn, CONFIG)
    assert found == ["output_initialization"]


def test_other_inputs_and_outputs_are_no_difference():
    small, large = (
        NetworkSpec.design(inputs, (3,), Task.MULTICLASS, inputs) for inputs in (3, 9)
    )
    assert changed_settings(small, CONFIG, large, CONFIG) == []


@given(SPECS, SPECS)
def test_only_equal_layers_differ_in_nothing(before, after):
    assert (differing(before, after) == set()) is (before == after)


def test_a_part_is_free_as_a_whole():
    free = lesson("schedule", "hidden_layers")
    assert free.leaves("schedule")
    assert free.leaves("schedule_period")
    assert free.leaves("hidden_text")
    assert free.leaves("units")
    assert not free.leaves("learning_rate")
    assert not free.leaves("data")


def test_what_is_no_part_of_an_experiment_is_always_free():
    assert lesson().leaves("history_megabytes")


def test_what_is_kept_is_named_by_its_label():
    with pytest.raises(LessonError) as raised:
        lesson("seed").check(["seed", "momentum", "dropout"])
    assert str(raised.value) == (
        "The lesson “Steps” keeps “Optimizer” as it is. End the lesson to change that."
    )
    assert raised.value.fields == ("momentum",)
    lesson("seed", "optimizer", "dropout").check(["seed", "momentum", "dropout"])


def test_data_that_need_what_is_kept_are_refused_with_the_reason():
    with pytest.raises(LessonError) as raised:
        lesson("data").check_needs(["batch_size"])
    assert str(raised.value) == (
        "The lesson “Steps” keeps “Batch size” as it is, and these data can't be "
        "trained on so. End the lesson to open them."
    )
    assert raised.value.fields == ("batch_size",)
    lesson("data", "batch_size").check_needs(["batch_size"])


LESSONS = [preset for preset in PRESETS if preset.lesson is not None]


@pytest.mark.parametrize("preset", LESSONS, ids=lambda preset: preset.name)
def test_a_built_in_lesson_has_steps_and_leaves_something_free(preset):
    assert preset.group is PresetGroup.LESSON
    lines = preset.lesson.task.splitlines()
    assert len(lines) >= 3
    assert [line[:2] for line in lines] == [f"{n}." for n in range(1, len(lines) + 1)]
    assert preset.lesson.free
    assert preset.lesson.free <= set(PARTS.names)


def test_only_lessons_stand_among_lessons():
    found = [preset for preset in PRESETS if preset.group is PresetGroup.LESSON]
    assert found == LESSONS
    assert len(found) >= 4
