from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.datasets import Dataset, InputKind, Split
from engine.errors import ConflictError, LayerTextError, SpecError
from engine.outputs import Task
from gui.design import Design
from gui.selection import Selection
from gui.view_state import Neuron


def dataset(side: int = 2, classes: int = 2) -> Dataset:
    names = tuple("abcdef"[:classes])
    labels = np.arange(classes, dtype=np.int64)
    split = Split(np.zeros((classes, side, side, 3), np.uint8), labels)
    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    return Dataset("tiny", task, InputKind.IMAGE, names, split, split)


@pytest.fixture
def design() -> Design:
    return Design.default(dataset())


def test_the_default_is_the_courses_network(design):
    assert design.spec.layer_dims == (12, 20, 7, 5, 1)
    assert design.text == "20, 7, 5"
    assert design.error is None


def test_text_changes_the_network_and_keeps_what_was_typed(design):
    typed = design.with_text("4,  3", dataset())
    assert typed.spec.layer_dims == (12, 4, 3, 1)
    assert typed.text == "4,  3"


def test_wrong_text_keeps_the_last_network_and_says_why(design):
    typed = design.with_text("20, x", dataset())
    assert typed.spec == design.spec
    assert isinstance(typed.error, LayerTextError)
    assert typed.text[typed.error.start : typed.error.end] == "x"
    mended = typed.with_text("20, 3", dataset())
    assert mended.error is None


def test_other_data_keep_the_hidden_layers(design):
    other = design.with_activation("tanh").for_dataset(dataset(3, classes=6))
    assert other.spec.layer_dims == (27, 20, 7, 5, 6)
    assert other.spec.output == "softmax"
    assert set(other.spec.activations) == {"tanh"}


def test_a_model_of_other_data_cant_be_trained_until_it_is_another_network(design):
    other = design.for_other_data("cats")
    assert isinstance(other.error, SpecError)
    assert other.with_text("20, 7, 5", dataset()).error is None


def test_a_batch_that_other_data_cant_fill_is_given_up(design):
    batches = design.with_config(batch_size=2)
    assert batches.for_dataset(dataset()).config.batch_size == 2
    assert (
        design.with_config(batch_size=9).for_dataset(dataset()).config.batch_size
        is None
    )


def test_new_layers_get_the_activation_that_is_in_use(design):
    longer = design.with_activation("tanh").with_hidden((2, 2, 2, 2), dataset())
    assert longer.spec.activations == ("tanh",) * 4
    none = longer.with_hidden((), dataset())
    assert none.spec.activations == ()


def test_only_what_starts_another_run_counts_as_one(design):
    assert not design.with_config(learning_rate=0.1).is_another_run(design)
    assert not design.with_config(iterations=9).is_another_run(design)
    assert design.with_config(seed=2).is_another_run(design)
    assert design.with_activation("tanh").is_another_run(design)
    assert design.with_hidden((3,), dataset()).is_another_run(design)


def test_senseless_hyperparameters_are_refused(design):
    with pytest.raises(SpecError):
        design.with_config(learning_rate=-1.0)


def test_a_neuron_that_learned_much_is_selected_until_somebody_chooses():
    moved = np.zeros(5)
    moved[3] = 1.0
    selection = Selection().for_dataset(dataset()).seeing(moved)
    assert selection.neuron == Neuron(1, 3)
    moved[2] = 1.5
    assert selection.seeing(moved).neuron == Neuron(1, 3), "it doesn't jump about"
    moved[2] = 2.5
    assert selection.seeing(moved).neuron == Neuron(1, 2)
    chosen = selection.with_neuron(Neuron(1, 0))
    assert chosen.seeing(moved).neuron == Neuron(1, 0)
    assert Selection().seeing(np.zeros(5)).neuron == Neuron(1, 0)


def test_dropout_goes_with_the_hidden_layers(design):
    dropped = design.with_dropout(0.2)
    assert dropped.spec.dropout == (0, 0.2, 0.2, 0.2)
    assert dropped.is_another_run(design)
    assert dropped.with_dropout(0.0) == design
    longer = dropped.with_hidden((2, 2, 2, 2), dataset())
    assert longer.spec.dropout == (0, 0.2, 0.2, 0.2, 0.2)
    assert longer.with_text("3", dataset()).spec.dropout == (0, 0.2)
    assert longer.with_hidden((), dataset()).spec.dropout == ()
    other = dropped.for_dataset(dataset(3, classes=6))
    assert other.spec.dropout == dropped.spec.dropout


def test_dropout_of_the_inputs_is_left_alone(design):
    spec = dataclasses.replace(design.spec, dropout=(0.1, 0, 0, 0))
    dropped = dataclasses.replace(design, spec=spec).with_dropout(0.5)
    assert dropped.spec.dropout == (0.1, 0.5, 0.5, 0.5)
    assert dropped.with_hidden((3,), dataset()).spec.dropout == (0.1, 0.5)


def test_a_shorter_run_shortens_the_period(design):
    stepped = design.with_config(schedule="step", schedule_period=1000)
    assert stepped.with_config(iterations=300).config.schedule_period == 300
    assert stepped.with_config(iterations=9000).config.schedule_period == 1000


def test_a_schedule_over_the_whole_run_makes_its_length_part_of_it(design):
    stretched = design.with_config(schedule="cosine")
    assert stretched.with_config(iterations=9).is_another_run(stretched)
    fixed = stretched.with_config(schedule_period=5)
    assert fixed.is_another_run(stretched)
    assert not fixed.with_config(iterations=9).is_another_run(fixed)


def test_what_needs_a_test_set_is_given_up_without_one(design):
    stopping = design.with_config(patience=9, keep_best=True)
    alone = dataclasses.replace(dataset(), test=None)
    assert isinstance(stopping.problem(alone), ConflictError)
    assert stopping.problem(dataset()) is None
    assert stopping.for_dataset(alone).problem(alone) is None


def test_what_is_wrong_with_the_text_comes_first(design):
    both = design.with_config(batch_size=9).with_text("x", dataset())
    assert isinstance(both.problem(dataset()), LayerTextError)
    assert isinstance(both.with_text("3", dataset()).problem(dataset()), ConflictError)
