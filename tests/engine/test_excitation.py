"""Which examples excite a unit, and the numbers of a layer that views ask for."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.datasets import Dataset, InputKind, Split, SplitName
from engine.excitation import SHOWN, MostExcited, ranked
from engine.frame import frame
from engine.layer_numbers import BiasesOf, GradientsOf
from engine.network import forward, gradients
from engine.network_state import FixedNetwork, ModelState
from engine.outputs import Task

pytestmark = pytest.mark.usefixtures("one_thread")


def pictures(m=30):
    rng = np.random.default_rng(0)
    split = Split(rng.integers(0, 256, (m, 3, 4, 1), np.uint8), np.arange(m) % 2)
    return Dataset("pictures", Task.BINARY, InputKind.IMAGE, ("no", "yes"), split, None)


def trained(dataset, dropout=0.0, **config):
    spec = NetworkSpec.design(
        dataset.input_size, (5, 4), dataset.task, 2, dropout=dropout
    )
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig(0.5, **config))
    for _ in range(5):
        trainer.step()
    return trainer


def plain_pass(trainer, dataset):
    X = dataset.columns(SplitName.TRAIN)
    return forward(trainer.spec, trainer.parameters(), X)


def asked(trainer, dataset, question):
    return frame(trainer.state(), dataset, frozenset({question})).answer(question)


@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("batch_size", [None, 8])
def test_the_most_excited_are_those_with_the_greatest_z(layer, batch_size):
    dataset = pictures()
    trainer = trained(dataset, batch_size=batch_size)
    found = asked(trainer, dataset, MostExcited(layer, 0))
    passed = plain_pass(trainer, dataset)
    z, a = passed.Z[layer - 1][0], passed.A[layer - 1][0]
    order = np.argsort(z)
    assert found.most.indices.tolist() == order[::-1][:SHOWN].tolist()
    assert found.least.indices.tolist() == order[:SHOWN].tolist()
    np.testing.assert_allclose(found.most.z, z[found.most.indices], rtol=1e-9)
    np.testing.assert_allclose(found.least.a, a[found.least.indices], rtol=1e-9)
    assert (found.looked_at, found.not_finite) == (30, 0)


def test_dropout_leaves_nothing_out_of_the_ranking():
    dataset = pictures()
    trainer = trained(dataset, dropout=0.5)
    found = asked(trainer, dataset, MostExcited(2, 0))
    z = plain_pass(trainer, dataset).Z[1][0]
    np.testing.assert_allclose(found.most.z, z[found.most.indices], rtol=1e-9)
    assert found.most.z[0] == pytest.approx(z.max())


def test_answers_are_frozen_while_training_goes_on():
    dataset = pictures()
    trainer = trained(dataset)
    needs = frozenset({MostExcited(1, 0), BiasesOf(), GradientsOf(1), GradientsOf(2)})
    shown = frame(trainer.state(), dataset, needs)
    excited, biases = shown.answer(MostExcited(1, 0)), shown.answer(BiasesOf())
    grads = [shown.answer(GradientsOf(layer)) for layer in (1, 2)]
    arrays = [excited.most.indices, excited.most.z, excited.least.a, *biases]
    arrays += [array for one in grads for array in (one.dW, one.db)]
    before = [array.copy() for array in arrays]
    trainer.step()
    for array, old in zip(arrays, before, strict=True):
        assert not array.flags.writeable
        np.testing.assert_array_equal(array, old)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 40])
def test_no_example_is_at_both_ends(count):
    z = np.random.default_rng(1).normal(size=count)
    found = ranked(z, z)
    both = [*found.most.indices.tolist(), *found.least.indices.tolist()]
    assert len(set(both)) == len(both) == min(count, 2 * SHOWN)
    assert found.most.z[0] == z.max()


def test_what_is_not_finite_is_left_out_and_counted():
    z = np.array([1.0, np.nan, -2.0, np.inf, 5.0])
    found = ranked(z, z)
    assert found.most.indices.tolist() == [4, 0]
    assert found.least.indices.tolist() == [2]
    assert found.not_finite == 2
    nothing = ranked(z[1:2], z[1:2])
    assert len(nothing.most.indices) == len(nothing.least.indices) == 0


@pytest.mark.parametrize("question", [MostExcited(9, 0), MostExcited(1, 5)])
def test_a_unit_that_is_not_there_has_no_answer(question):
    dataset = pictures()
    assert asked(trained(dataset), dataset, question) is None


def test_without_the_data_there_is_no_ranking_and_no_gradient():
    dataset = pictures()
    trainer = trained(dataset)
    parameters = trainer.parameters().frozen()
    network = FixedNetwork(trainer.spec, parameters)
    state = ModelState(trainer.spec, network, trainer.initial, 5)
    needs = frozenset({MostExcited(1, 0), GradientsOf(1), BiasesOf()})
    shown = frame(state, None, needs)
    assert shown.answer(MostExcited(1, 0)) is None
    assert shown.answer(GradientsOf(1)) is None
    np.testing.assert_array_equal(
        shown.answer(BiasesOf())[0], parameters.biases[0][:, 0]
    )


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_gradients_are_those_of_the_whole_batch(layer):
    dataset = pictures()
    trainer = trained(dataset)
    X, Y = dataset.columns(SplitName.TRAIN), dataset.targets(dataset.train)
    expected = gradients(trainer.spec, trainer.parameters(), X, Y)
    found = asked(trainer, dataset, GradientsOf(layer))
    dW = expected.weights[layer - 1]
    np.testing.assert_allclose(found.dW, dW, rtol=1e-4, atol=1e-7)
    np.testing.assert_allclose(found.db, expected.biases[layer - 1][:, 0], rtol=1e-9)
    assert found.dW.dtype == (np.float32 if layer == 1 else np.float64)


def test_there_are_no_gradients_of_a_layer_that_is_not_there():
    dataset = pictures()
    assert asked(trained(dataset), dataset, GradientsOf(4)) is None
