"""Errors: what they say, and of which field and layer."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.checks import check_run
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.errors import ConflictError, EngineError, LayerTextError, SpecError
from engine.layer_text import parse_hidden_layers
from engine.outputs import Task
from engine.spec import MAX_HIDDEN_LAYERS, HiddenLayer, NetworkSpec

if TYPE_CHECKING:
    from collections.abc import Callable

SPEC = NetworkSpec.design(4, (20, 7, 5), Task.BINARY, 2)
SPLIT = Split(np.zeros((6, 4)), np.arange(6) % 2)
DATA = Dataset("d", Task.BINARY, InputKind.VECTOR, ("a", "b"), SPLIT, None)


def second(**changes: Any) -> Callable[[], NetworkSpec]:
    """Return what makes a network with something wrong in its second layer."""
    layers = list(SPEC.layers)
    layers[1] = dataclasses.replace(layers[1], **changes)
    return lambda: SPEC.with_layers(layers)


def large(*sizes: int) -> Callable[[], NetworkSpec]:
    layers = [HiddenLayer(size) for size in sizes]
    wide = dataclasses.replace(SPEC, layer_dims=(300_000, *SPEC.layer_dims[1:]))
    return lambda: wide.with_layers(layers)


def run(**changes: Any) -> Callable[[], None]:
    return lambda: check_run(SPEC, TrainingConfig(**changes), DATA)


def config(**changes: Any) -> Callable[[], TrainingConfig]:
    return lambda: TrainingConfig(**changes)


@pytest.mark.parametrize(
    ("fault", "fields", "layer"),
    [
        (second(units=0), ("hidden_text",), 2),
        (second(activation="cubic"), ("activation",), 2),
        (second(initialization="xavier"), ("initialization",), 2),
        (second(dropout=1.0), ("dropout",), 2),
        (large(900, 8000), ("hidden_text",), 1),
        (large(10, 8192, 8192, 8192, 8192), ("hidden_text",), 3),
        (large(*[1] * 51), ("hidden_text",), MAX_HIDDEN_LAYERS + 1),
        (lambda: parse_hidden_layers("20, x"), ("hidden_text",), 2),
        (lambda: parse_hidden_layers("20, 7, 0"), ("hidden_text",), 3),
        (lambda: parse_hidden_layers("1 " * 51), ("hidden_text",), 51),
        (config(learning_rate=0), ("learning_rate",), 0),
        (config(iterations=0), ("iterations",), 0),
        (config(seed=-1), ("seed",), 0),
        (config(batch_size=0), ("batch_size",), 0),
        (config(momentum=1), ("momentum",), 0),
        (config(weight_decay=-1), ("weight_decay",), 0),
        (config(patience=0), ("patience",), 0),
        (config(precision="float16"), ("precision",), 0),
        (config(first_layer="other"), ("first_layer",), 0),
        (config(optimizer="other"), ("optimizer",), 0),
        (config(initialization="other"), ("initialization",), 0),
        (config(schedule="other"), ("schedule",), 0),
        (config(schedule_period=0), ("schedule_period",), 0),
        (
            config(schedule="step", schedule_period=9, iterations=8),
            ("schedule_period", "iterations"),
            0,
        ),
        (run(batch_size=7), ("batch_size",), 0),
        (
            run(first_layer="sample-space", optimizer="adam"),
            ("first_layer", "optimizer"),
            0,
        ),
        (run(patience=5), ("patience",), 0),
        (run(patience=5, keep_best=True), ("patience", "keep_best"), 0),
        (run(keep_best=True), ("keep_best",), 0),
    ],
)
def test_an_error_names_the_field_and_the_layer(fault, fields, layer):
    with pytest.raises(SpecError) as raised:
        fault()
    assert (raised.value.fields, raised.value.layer) == (fields, layer)


def test_errors_are_equal_that_say_the_same_of_the_same_place():
    one = SpecError("{n} is wrong.", n=1).at("seed")
    assert one == SpecError("{n} is wrong.", n=1).at("seed")
    assert hash(one) == hash(SpecError("{n} is wrong.", n=2))
    others = [
        SpecError("{n} is wrong.", n=2).at("seed"),
        SpecError("{n} is wrong.", n=1).at("patience"),
        SpecError("{n} is wrong.", n=1).at("seed", layer=1),
        ConflictError("{n} is wrong.", n=1).at("seed"),
        EngineError("1 is wrong.").at("seed"),
        "1 is wrong.",
    ]
    assert one not in others
    assert LayerTextError("x", 0, 1) != LayerTextError("x", 0, 2)
