"""Networks and hyperparameters as values, and what they refuse."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import NetworkSpec, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.config import MAX_ITERATIONS, MAX_SEED, PRECISIONS, config_from_json
from engine.errors import SpecError
from engine.initializers import INITIALIZERS, initial_parameters
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.spec import (
    MAX_HIDDEN_LAYERS,
    MAX_UNITS,
    HiddenLayer,
    LayerShapes,
    spec_from_json,
    to_json,
)

SPEC = NetworkSpec((12288, 20, 7, 5, 1), ("relu",) * 3, "sigmoid")


def test_the_course_network():
    assert SPEC.L == 4
    assert SPEC.hidden == (20, 7, 5)
    assert SPEC.parameter_count == 245_973
    assert SPEC.shapes(209)[0] == LayerShapes(1, (20, 12288), (20, 1), (20, 209))
    assert SPEC.shapes(209)[3] == LayerShapes(4, (1, 5), (1, 1), (1, 209))
    assert [shapes.parameters for shapes in SPEC.shapes(1)] == [245_780, 147, 40, 6]


@pytest.mark.parametrize(
    ("task", "classes", "units", "output"),
    [
        (Task.BINARY, 2, 1, "sigmoid"),
        (Task.MULTICLASS, 6, 6, "softmax"),
        (Task.MULTICLASS, 1, 1, "softmax"),
        (Task.REGRESSION, 3, 3, "linear"),
    ],
)
def test_design_takes_the_output_from_the_task(task, classes, units, output):
    spec = NetworkSpec.design(4, (3, 2), task, classes, "tanh")
    assert spec == NetworkSpec((4, 3, 2, units), ("tanh", "tanh"), output)


LAYERS = (
    HiddenLayer(5),
    HiddenLayer(3, "tanh", "he", 0.5),
    HiddenLayer(2, initialization="small-normal"),
)


def test_layers_with_all_that_is_set_on_each():
    spec = NetworkSpec((4, 1), (), "sigmoid", (0.2,), ("scaled",)).with_layers(LAYERS)
    assert spec.layers == LAYERS
    assert spec == NetworkSpec(
        (4, 5, 3, 2, 1),
        ("relu", "tanh", "relu"),
        "sigmoid",
        (0.2, 0.0, 0.5, 0.0),
        ("", "he", "small-normal", "scaled"),
    )
    assert spec_from_json(to_json(spec)) == spec
    assert spec.with_layers(()).with_layers(LAYERS) == spec


def test_layers_that_set_nothing_are_the_plain_network():
    assert SPEC.with_layers([HiddenLayer(n) for n in (20, 7, 5)]) == SPEC


def test_a_layer_draws_its_weights_as_it_says():
    spec = NetworkSpec((4, 1), (), "sigmoid").with_layers(LAYERS)
    config = TrainingConfig(initialization="small-uniform")
    drawn, plain = (
        initial_parameters(one, config)
        for one in (spec, replace(spec, initializations=()))
    )
    assert (drawn.weights[0] == plain.weights[0]).all()
    assert drawn.weights[1].min() < 0 < drawn.weights[1].max()
    assert abs(drawn.weights[2]).max() < 0.05
    assert plain.weights[1].min() > 0


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("he",), "1 initializations were given for 4 layers"),
        (("x",) * 4, "called 'x'"),
    ],
)
def test_initializations_that_make_no_sense(names, message):
    with pytest.raises(SpecError, match=message):
        replace(SPEC, initializations=names)


def test_logistic_regression():
    spec = NetworkSpec.design(4, (), Task.BINARY, 2)
    assert spec.hidden == ()
    assert spec.L == 1
    assert spec.parameter_count == 5


@pytest.mark.parametrize(
    ("layer_dims", "activations", "output", "message"),
    [
        ((), (), "sigmoid", "input and the output need"),
        ((4,), (), "sigmoid", "input and the output need"),
        ((0, 1), (), "sigmoid", "input and the output need"),
        ((4, 0), (), "sigmoid", "input and the output need"),
        ((4, 0, 1), ("relu",), "sigmoid", "Hidden layer 1 has 0 units"),
        ((4, 3, MAX_UNITS + 1, 1), ("relu",) * 2, "sigmoid", "layer 2 has 8,193"),
        ((4, 3, 1), (), "sigmoid", "0 activations were given for 1 hidden"),
        ((4, 1), ("relu",), "sigmoid", "1 activations were given for 0 hidden"),
        ((4, 3, 1), ("rleu",), "sigmoid", "no activation called 'rleu'.*relu, leaky"),
        ((4, 1), (), "sigmoidal", "no output called 'sigmoidal'.*sigmoid, softmax"),
        (
            (4, *(3,) * (MAX_HIDDEN_LAYERS + 1), 1),
            ("relu",) * (MAX_HIDDEN_LAYERS + 1),
            "sigmoid",
            "51 hidden layers are too many",
        ),
        ((10**6, 201, 1), ("relu",), "sigmoid", "201,000,403 parameters"),
    ],
)
def test_impossible_networks(layer_dims, activations, output, message):
    with pytest.raises(SpecError, match=message):
        NetworkSpec(layer_dims, activations, output)


def test_the_limits_themselves_are_possible():
    layers = MAX_HIDDEN_LAYERS
    assert NetworkSpec((1, *(1,) * layers, 1), ("relu",) * layers, "sigmoid")
    assert NetworkSpec((2, MAX_UNITS, 1), ("relu",), "sigmoid")
    assert TrainingConfig(
        learning_rate=5e-324, iterations=MAX_ITERATIONS, seed=MAX_SEED, batch_size=1
    )
    assert TrainingConfig(iterations=1, seed=0)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("learning_rate", 0, "learning rate must be a number greater than 0, not 0"),
        ("learning_rate", -1.0, "greater than 0, not -1.0"),
        ("learning_rate", float("nan"), "greater than 0, not nan"),
        ("learning_rate", float("inf"), "greater than 0, not inf"),
        ("iterations", 0, "number of iterations must be from 1 to 100,000,000, not 0"),
        ("iterations", MAX_ITERATIONS + 1, "not 100,000,001"),
        ("seed", -1, "seed must be from 0 to 4,294,967,295, not -1"),
        ("seed", MAX_SEED + 1, "seed must be"),
        ("batch_size", 0, "batch size must be from 1"),
        ("initialization", "xavier", "no initialization called 'xavier'"),
        ("optimizer", "adamant", "no optimizer called 'adamant'"),
        ("precision", "float16", "no precision called 'float16'"),
    ],
)
def test_impossible_hyperparameters(field, value, message):
    with pytest.raises(SpecError, match=message):
        TrainingConfig(**{field: value})


def networks():
    hidden = st.lists(st.integers(1, 50), max_size=5).map(tuple)
    names = st.sampled_from(ACTIVATIONS.names)
    return hidden.flatmap(
        lambda sizes: st.builds(
            NetworkSpec,
            st.tuples(st.integers(1, 999), st.integers(1, 9)).map(
                lambda ends: (ends[0], *sizes, ends[1])
            ),
            st.tuples(*[names] * len(sizes)),
            st.sampled_from(OUTPUTS.names),
        )
    )


def configs():
    return st.builds(
        TrainingConfig,
        st.floats(0, exclude_min=True, allow_infinity=False),
        st.integers(1, MAX_ITERATIONS),
        st.sampled_from(INITIALIZERS.names),
        st.integers(0, MAX_SEED),
        st.sampled_from(OPTIMIZERS.names),
        st.none() | st.integers(1, 1000),
        st.sampled_from(PRECISIONS),
    )


@given(networks())
def test_networks_survive_json(spec):
    assert spec_from_json(json.loads(json.dumps(to_json(spec)))) == spec


@given(configs())
def test_configs_survive_json(config):
    assert config_from_json(json.loads(json.dumps(to_json(config)))) == config


def test_configs_of_other_versions():
    """Fields that a newer version added are ignored, missing ones have defaults."""
    assert config_from_json({"seed": 5, "dropout": 0.5}) == TrainingConfig(seed=5)


@pytest.mark.parametrize(
    "change",
    [
        {"layer_dims": "12"},
        {"layer_dims": [4, 2.5, 1]},
        {"layer_dims": [4, True, 1]},
        {"layer_dims": [4, float("inf"), 1]},
        {"layer_dims": [4, None, 1]},
        {"layer_dims": 4},
        {"layer_dims": []},
        {"activations": None},
        {"activations": "relu"},
        {"activations": [["relu"]]},
        {"output": None},
    ],
    ids=str,
)
def test_broken_network_descriptions(change):
    data = to_json(NetworkSpec((4, 3, 1), ("relu",), "sigmoid"))
    assert spec_from_json(data)
    with pytest.raises(SpecError):
        spec_from_json(data | change)
    (field,) = change
    del data[field]
    with pytest.raises(SpecError, match="description is broken"):
        spec_from_json(data)


@pytest.mark.parametrize(
    "change",
    [
        {"learning_rate": "fast"},
        {"learning_rate": None},
        {"learning_rate": 10**400},
        {"iterations": 2.5},
        {"iterations": True},
        {"iterations": "7"},
        {"seed": 1.5},
        {"seed": None},
        {"batch_size": [4]},
        {"initialization": ["he"]},
        {"initialization": None},
        {"optimizer": {}},
        {"precision": 64},
    ],
    ids=str,
)
def test_broken_hyperparameters(change):
    with pytest.raises(SpecError):
        config_from_json(change)


@given(
    st.dictionaries(
        st.sampled_from(
            [*to_json(SPEC), *to_json(TrainingConfig())],
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=4),
        ),
    )
)
def test_any_json_is_read_or_refused(data):
    for read in (spec_from_json, config_from_json):
        try:
            found = read(data)
        except SpecError:
            continue
        assert read(json.loads(json.dumps(to_json(found)))) == found
