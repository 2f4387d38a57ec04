"""The one place to extend."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS
from engine.errors import SpecError
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task, output_for
from engine.plane import PLANE_PROBLEMS
from engine.presets import PRESETS
from engine.registry import Registry

REGISTRIES = [
    *(ACTIVATIONS, DATASETS, INITIALIZERS, OPTIMIZERS, OUTPUTS),
    *(PLANE_PROBLEMS, PRESETS),
]


@dataclass(frozen=True)
class Thing:
    name: str


def test_keeps_the_order_and_finds_by_name():
    registry = Registry("thing")
    b, a = registry.add(Thing("b")), registry.add(Thing("a"))
    assert list(registry) == [b, a]
    assert registry.names == ("b", "a")
    assert registry["a"] is a
    assert "a" in registry
    assert "c" not in registry
    assert len(registry) == 2


def test_refuses_duplicates():
    registry = Registry("thing")
    first = registry.add(Thing("a"))
    with pytest.raises(ValueError, match="thing 'a' is registered twice"):
        registry.add(Thing("a"))
    assert registry["a"] is first


def test_an_unknown_name_is_answered_with_the_known_ones():
    registry = Registry("thing")
    registry.add(Thing("a"))
    registry.add(Thing("b"))
    with pytest.raises(SpecError) as raised:
        registry["{c}"]
    assert str(raised.value) == ("There is no thing called '{c}'. Choose one of: a, b.")


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: next(iter(r)).name)
def test_names_suit_files_and_the_command_line(registry):
    for entry in registry:
        assert registry[entry.name] is entry
        assert entry.name == entry.name.lower()
        assert entry.name.replace("-", "").isalnum()
        assert entry.label


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_activations_recommend_an_init_that_exists(activation):
    assert activation.initialization in INITIALIZERS
    assert activation.formula


def test_every_task_has_an_output():
    for task in Task:
        assert output_for(task).task is task
