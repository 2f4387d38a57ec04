"""Why nobody can say which training examples built a network, and what to do."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.optimizers import OPTIMIZERS
from engine.outputs import Task
from engine.why_unknown import why_unknown

SPEC = NetworkSpec.design(12, (3,), Task.BINARY, 2)


def data(m=6):
    split = Split(np.zeros((m, 2, 2, 3), np.uint8), np.arange(m) % 2)
    return Dataset("cats", Task.BINARY, InputKind.IMAGE, ("no", "yes"), split, None)


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda one: one.name)
def test_names_the_optimizer_that_is_not_linear(optimizer):
    config = TrainingConfig(optimizer=optimizer.name)
    hint = why_unknown(SPEC, config, data(), "cats")
    assert (hint.fields == ("optimizer",)) is not optimizer.linear
    if not optimizer.linear:
        assert str(hint).startswith(optimizer.label)
        assert "Choose Gradient descent" in str(hint)
        for other in OPTIMIZERS:
            assert (f" {other.label}" in str(hint)) is other.linear


def test_names_the_data_that_are_missing_before_all_else():
    hint = why_unknown(SPEC, TrainingConfig(optimizer="adam"), None, "cats")
    assert "learned from “cats”" in str(hint)


def test_names_dropout_of_the_inputs():
    spec = NetworkSpec(SPEC.layer_dims, SPEC.activations, SPEC.output, (0.2, 0.0))
    assert why_unknown(spec, TrainingConfig(), data(), "cats").fields == ("dropout",)
    spec = NetworkSpec(SPEC.layer_dims, SPEC.activations, SPEC.output, (0.0, 0.2))
    assert why_unknown(spec, TrainingConfig(), data(), "cats").fields != ("dropout",)


def test_names_the_number_of_examples(monkeypatch):
    monkeypatch.setattr("engine.first_layer_choice.MOST_EXAMPLES", 5)
    assert "6 training" in str(why_unknown(SPEC, TrainingConfig(), data(6), "cats"))
    hint = why_unknown(SPEC, TrainingConfig(), data(5), "cats")
    assert hint.fields == ("first_layer",)
