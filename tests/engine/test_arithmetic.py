"""A unit's sum, term by term: what is told adds up to what the unit answers."""

from __future__ import annotations

import numpy as np
import pytest

from engine.arithmetic import MOST_TERMS, ArithmeticOf, arithmetic
from engine.datasets import SplitName
from engine.network import forward
from engine.parameters import Parameters
from engine.spec import NetworkSpec
from tests.engine import nets
from tests.engine.test_walk import pictures, state_of


@pytest.mark.parametrize(("activation", "output", "depth"), nets.ALL_NETS)
def test_terms_and_rest_add_up_to_z(activation, output, depth):
    spec, parameters, examples = nets.net(activation, output, depth)
    x = examples.X[:, :1]
    passed = forward(spec, parameters, x)
    for layer in range(1, spec.L + 1):
        for unit in range(spec.layer_dims[layer]):
            told = arithmetic(spec, parameters, x, layer, unit)
            total = sum(term.product for term in told.terms) + told.rest + told.bias
            assert total == pytest.approx(told.z, rel=1e-12, abs=1e-14)
            assert told.z == passed.Z[layer - 1][unit, 0]
            assert told.a == passed.A[layer - 1][unit, 0]
            assert len(told.terms) + told.others == spec.layer_dims[layer - 1]
            assert told.function == (*spec.activations, output)[layer - 1]


def test_the_largest_terms_come_first():
    rng = np.random.default_rng(0)
    W, b = rng.normal(size=(3, 40)), rng.normal(size=(3, 1))
    x = rng.normal(size=(40, 1))
    spec = NetworkSpec((40, 3), (), "softmax")
    told = arithmetic(spec, Parameters((W,), (b,)), x, 1, 2)
    sizes = np.abs(W[2] * x[:, 0])
    assert [term.index for term in told.terms] == list(np.argsort(-sizes)[:MOST_TERMS])
    for term in told.terms:
        assert (term.weight, term.value) == (W[2, term.index], x[term.index, 0])
    assert told.others == 40 - MOST_TERMS


def test_few_inputs_have_no_rest():
    spec = NetworkSpec((2, 1), (), "sigmoid")
    parameters = Parameters((np.array([[2.0, -3.0]]),), (np.array([[0.5]]),))
    told = arithmetic(spec, parameters, np.array([[1.0], [2.0]]), 1, 0)
    assert [term.product for term in told.terms] == [-6, 2]
    assert (told.others, told.rest, told.bias, told.z) == (0, 0, 0.5, -3.5)


def test_what_is_no_number_is_told_first():
    spec = NetworkSpec((9, 1), (), "linear")
    W = np.ones((1, 9))
    W[0, 7] = np.nan
    told = arithmetic(
        spec, Parameters((W,), (np.zeros((1, 1)),)), np.ones((9, 1)), 1, 0
    )
    assert told.terms[0].index == 7
    assert np.isnan(told.z)


class TestQuestion:
    def test_is_answered(self):
        data = pictures()
        spec = NetworkSpec.design(48, (5,), data.task, 2)
        state = state_of(spec)
        picture = data.picture(SplitName.TEST, 1)
        told = ArithmeticOf(picture, 2, 0).answer(state, None)
        x = picture.pixels.reshape(-1, 1) / 255
        assert told == arithmetic(spec, state.network.parameters(), x, 2, 0)
        assert ArithmeticOf(3, 1, 4).answer(state, data).unit == 4

    @pytest.mark.parametrize(("layer", "unit"), [(0, 0), (3, 0), (1, 5), (2, 1)])
    def test_there_is_no_such_unit(self, layer, unit):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        assert ArithmeticOf(0, layer, unit).answer(state, data) is None

    def test_there_is_no_such_example(self):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        assert ArithmeticOf(6, 1, 0).answer(state, data) is None
        assert ArithmeticOf(0, 1, 0).answer(state, None) is None
