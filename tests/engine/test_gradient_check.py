"""The gradient check: right gradients pass, wrong ones are named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import NetworkSpec, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.dataset_file import open_dataset
from engine.datasets import Dataset, InputKind, Split, SplitName
from engine.errors import DataError
from engine.gradient_check import (
    LIMIT,
    MOST_PARAMETERS,
    Problem,
    StartOfCheck,
    check_gradients,
    pose,
)
from engine.gradient_check.problem import LEAST, MOST_INPUTS, sample, sample_size
from engine.gradient_check.report import Probe
from engine.gradient_check.slopes import Slopes, has_kink
from engine.network import forward, gradients
from engine.network_state import FixedNetwork, ModelState
from engine.notes_mlp import (
    FACTOR,
    exercise,
    loss,
    model,
    notes_backward,
    notes_problem,
)
from engine.outputs import OUTPUTS, Task
from engine.parameters import Parameters
from engine.trainer import Trainer
from tests.engine import mlp
from tests.engine.nets import ALL_NETS, net


def result(turns):
    """Return what a generator returns, and how often it took a turn."""
    count = 0
    try:
        while True:
            next(turns)
            count += 1
    except StopIteration as end:
        return end.value, count


def problem(spec, parameters, examples, **changes):
    m = len(examples)
    made = Problem(spec, parameters, examples.X, examples.Y, None, m)
    return replace(made, **changes)


def report_of(*parts, **changes):
    return result(check_gradients(problem(*parts, **changes)))[0]


def cats(m=12, values=None):
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (m, 4, 4, 3), dtype=np.uint8)
    task = Task.BINARY if values is None else Task.REGRESSION
    names = ("no", "yes") if values is None else ("a", "b", "c")
    split = Split(pixels, np.arange(m) % 2, values)
    return Dataset("data", task, InputKind.IMAGE, names, split, None)


def trained(dataset, steps=3, hidden=(5, 4), dropout=0.0, **config):
    spec = NetworkSpec.design(
        dataset.input_size, hidden, dataset.task, dataset.output_size, dropout=dropout
    )
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig(0.05, **config))
    for _ in range(steps):
        trainer.step()
    return trainer


# Right gradients


@pytest.mark.parametrize(("activation", "output", "depth"), ALL_NETS)
def test_right_gradients_pass(activation, output, depth):
    report = report_of(*net(activation, output, depth))
    assert report.wrong_layers == ()
    assert report.largest < 1e-6
    assert [layer.layer for layer in report.layers] == list(range(1, depth + 2))
    assert not report.is_own


@pytest.mark.parametrize("size", [1e-3, 30.0])
@pytest.mark.parametrize("activation", ACTIVATIONS.names)
@pytest.mark.parametrize("output", OUTPUTS.names)
def test_they_pass_with_tiny_and_with_huge_weights(activation, output, size):
    spec, parameters, examples = net(activation, output, 4)
    scaled = Parameters(
        tuple(size * W for W in parameters.weights),
        tuple(size * b for b in parameters.biases),
    )
    assert report_of(spec, scaled, examples).wrong_layers == ()


def test_every_small_layer_is_looked_at_as_a_whole():
    spec, parameters, examples = net("tanh", "sigmoid", 2)
    report = report_of(spec, parameters, examples)
    for layer, shapes in zip(report.layers, spec.shapes(1), strict=True):
        assert len(layer.coordinates) == shapes.parameters
        assert len({(p.array, p.place) for p in layer.coordinates}) == shapes.parameters
        assert len(layer.directions) == 20


def test_of_large_layers_200_parameters_are_sampled():
    spec = NetworkSpec((50, 60, 1), ("relu",), "sigmoid")
    rng = np.random.default_rng(0)
    parameters = Parameters(
        (rng.standard_normal((60, 50)) / 7, rng.standard_normal((1, 60)) / 8),
        (rng.standard_normal((60, 1)), rng.standard_normal((1, 1))),
    )
    X, Y = rng.standard_normal((50, 9)), np.ones((1, 9))
    made = Problem(spec, parameters, X, Y, None, 9)
    first, second = result(check_gradients(made))[0].layers
    assert len(first.coordinates) == 200
    assert sum(probe.array == "b" for probe in first.coordinates) == 40
    assert len(second.coordinates) == 61
    same, other = (result(check_gradients(made, seed))[0] for seed in (0, 1))
    places = [p.place for p in first.coordinates]
    assert places == [p.place for p in same.layers[0].coordinates]
    assert places != [p.place for p in other.layers[0].coordinates]


def test_slopes_are_those_of_the_cost():
    """A probe's two slopes are what they are said to be, worked out the long way."""
    spec, parameters, examples = net("tanh", "softmax", 2)
    report = report_of(spec, parameters, examples)
    right = gradients(spec, parameters, examples.X, examples.Y)
    for layer in report.layers:
        arrays = {
            "W": right.weights[layer.layer - 1],
            "b": right.biases[layer.layer - 1],
        }
        for probe in layer.coordinates:
            expected = arrays[probe.array][probe.place]
            assert probe.analytic == pytest.approx(expected, rel=1e-12)
            assert probe.numeric == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_examples_are_taken_a_few_at_a_time(monkeypatch):
    parts = net("tanh", "softmax", 2)
    whole = report_of(*parts, scale=3.0)
    monkeypatch.setattr("engine.gradient_check.checking._PRODUCTS", 1)
    pieces = report_of(*parts, scale=3.0)
    for one, other in zip(whole.layers, pieces.layers, strict=True):
        for probe, same in zip(one.probes, other.probes, strict=True):
            assert same.analytic == pytest.approx(probe.analytic, rel=1e-9, abs=1e-12)
    assert pieces.wrong_layers == ()
    assert pieces.count == sum(len(layer.probes) for layer in pieces.layers)


def test_the_work_comes_in_small_pieces():
    shares = list(check_gradients(problem(*net("relu", "sigmoid", 3))))
    assert len(shares) > 100
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


# Wrong gradients


@pytest.mark.parametrize("name", ACTIVATIONS.names)
@pytest.mark.parametrize("factor", [1.01, 0.999])
def test_a_wrong_derivative_is_named(monkeypatch, name, factor):
    """A derivative that is off by a thousandth is found, and so is where it is."""
    right = ACTIVATIONS[name]

    def slope(A, out):
        return (*right.slope(A, out), lambda: np.multiply(out, factor, out=out))

    other = "sigmoid" if name == "tanh" else "tanh"
    same, parameters, examples = net(other, "sigmoid", 4)
    names = (other, name, other, other)
    spec = NetworkSpec(same.layer_dims, names, "sigmoid")
    entries = {other: ACTIVATIONS[other], name: replace(right, slope=slope)}
    assert report_of(spec, parameters, examples).wrong_layers == ()
    monkeypatch.setattr(ACTIVATIONS, "_entries", entries)
    report = report_of(spec, parameters, examples)
    # Layer 2 makes the mistake and hands it down; those above are right.
    assert report.wrong_layers == (2, 1)
    assert report.layers[1].largest == pytest.approx(abs(1 - factor), rel=0.02)


def test_a_wrong_sign_in_one_place_is_found():
    spec, parameters, examples = net("sigmoid", "linear", 2)
    right = gradients(spec, parameters, examples.X, examples.Y)
    wrong = right.copy()
    wrong.weights[1][2, 3] *= -1
    report = report_of(spec, parameters, examples, gradients=wrong)
    assert report.wrong_layers == (2,)
    found = [p for p in report.layers[1].coordinates if p.is_wrong]
    assert [(p.array, p.place) for p in found] == [("W", (2, 3))]
    assert found[0].ratio == pytest.approx(-1)
    # Every direction has that parameter in it.
    assert all(p.is_wrong for p in report.layers[1].directions)
    assert report.is_own


def test_a_bias_that_was_forgotten_is_found():
    spec, parameters, examples = net("tanh", "sigmoid", 1)
    wrong = gradients(spec, parameters, examples.X, examples.Y).copy()
    wrong.biases[0].fill(0)
    report = report_of(spec, parameters, examples, gradients=wrong)
    assert report.wrong_layers == (1,)
    arrays = {p.array for p in report.layers[0].coordinates if p.is_wrong}
    assert arrays == {"b"}
    assert {p.ratio for p in report.layers[0].coordinates if p.is_wrong} == {None}


def test_a_gradient_that_is_no_number_is_wrong():
    spec, parameters, examples = net("tanh", "sigmoid", 1)
    wrong = gradients(spec, parameters, examples.X, examples.Y).copy()
    wrong.weights[1].fill(np.nan)
    report = report_of(spec, parameters, examples, gradients=wrong)
    assert report.wrong_layers == (2,)
    assert report.largest == np.inf


# Kinks


@pytest.mark.parametrize(
    ("name", "kink"),
    [
        ("relu", True),
        ("leaky-relu", True),
        ("tanh", False),
        ("sigmoid", False),
        ("linear", False),
    ],
)
def test_which_activations_have_a_kink(name, kink):
    assert has_kink(name) is kink


def on_the_kink():
    """Return a network whose first unit is at exactly 0 for the first example."""
    spec = NetworkSpec((2, 2, 1), ("relu",), "sigmoid")
    parameters = Parameters(
        (np.eye(2), np.array([[1.0, -1.0]])), (np.zeros((2, 1)), np.zeros((1, 1)))
    )
    X, Y = np.array([[0.0, 1.0, 2.0], [1.0, -1.0, 1.0]]), np.array([[0.0, 1.0, 0.0]])
    return Problem(spec, parameters, X, Y, None, 3)


def test_a_kink_explains_an_error():
    report = result(check_gradients(on_the_kink()))[0]
    bias = next(
        p for p in report.layers[0].coordinates if (p.array, p.place) == ("b", (0, 0))
    )
    # However near the two sides come to it, the kink stays between them.
    assert bias.kinks == 1
    assert bias.settled is None
    assert bias.error > LIMIT
    assert not bias.is_wrong
    assert report.wrong_layers == ()
    assert report.kinks == report.layers[0].kinks >= 1


def test_a_kink_is_no_excuse_where_a_shorter_step_tells():
    """A wrong gradient beside a kink is found all the same."""
    near = on_the_kink()
    X = near.X.copy()
    X[0, 0] = 3e-6
    near = replace(near, X=X)
    right = result(check_gradients(near))[0]
    crossed = [p for p in right.layers[0].coordinates if p.kinks]
    assert crossed
    assert all(p.settled is not None and p.settled < LIMIT for p in crossed)
    wrong = gradients(near.spec, near.parameters, near.X, near.Y).copy()
    wrong.biases[0][:] *= 1.01
    found = result(check_gradients(replace(near, gradients=wrong)))[0]
    bias = next(p for p in found.layers[0].coordinates if p.array == "b")
    assert bias.kinks
    assert bias.is_wrong


def test_nothing_can_be_told_where_every_unit_is_at_its_kink():
    spec = NetworkSpec((3, 4, 1), ("relu",), "sigmoid")
    zero = Parameters(
        (np.zeros((4, 3)), np.ones((1, 4))), (np.zeros((4, 1)), np.zeros((1, 1)))
    )
    X = np.random.default_rng(0).standard_normal((3, 6)) + 3
    report = result(check_gradients(Problem(spec, zero, X, np.ones((1, 6)), None, 6)))[
        0
    ]
    assert report.layers[0].largest is None
    assert report.layers[0].wrong == 0
    assert report.layers[1].largest is not None


def test_a_unit_that_is_moved_alone_moves_as_in_a_whole_pass():
    """The short cuts in taking a slope change nothing about it."""
    spec, parameters, examples = net("leaky-relu", "softmax", 3)
    passed = forward(spec, parameters, examples.X)
    slopes = Slopes(problem(spec, parameters, examples), passed)
    for layer in range(1, spec.L + 1):
        dz = np.linspace(1, 2, len(examples))
        dZ = np.zeros_like(passed.Z[layer - 1])
        dZ[1] = dz
        alone = slopes.of_unit(layer, 1, dz, 1.0)
        together = slopes.of_layer(layer, dZ, 1.0)
        assert alone.value == pytest.approx(together.value, rel=1e-6)


# What is checked


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_a_network_in_training(precision):
    data = cats()
    trainer = trained(data, precision=precision)
    start = StartOfCheck(0).answer(trainer.state(), data)
    before = trainer.block.copy()
    report, turns = result(start.check())
    assert report.wrong_layers == ()
    assert report.largest < 1e-6
    assert (report.examples, report.of) == (12, 12)
    assert report.is_own is (precision == "float64")
    assert start.iteration == 3
    assert turns > 100
    np.testing.assert_array_equal(trainer.block, before)


@pytest.mark.parametrize("path", ["direct", "sample-space"])
def test_weight_decay_is_no_part_of_it(path):
    data = cats()
    trainer = trained(data, weight_decay=0.5, first_layer=path)
    assert trainer.path.name == path
    report, _ = result(StartOfCheck(0).answer(trainer.state(), data).check())
    assert report.is_own
    assert report.wrong_layers == ()


@pytest.mark.parametrize(
    "changes", [{"dropout": 0.5}, {"batch_size": 4}, {"precision": "float32"}]
)
def test_where_training_goes_by_another_gradient_the_formulas_are_checked(changes):
    data = cats()
    trainer = trained(data, **changes)
    start = StartOfCheck(0).answer(trainer.state(), data)
    assert start.gradients is None
    report, _ = result(start.check())
    assert report.wrong_layers == ()
    assert not report.is_own


def test_a_mistake_in_the_trainer_is_found(monkeypatch):
    data = cats()
    trainer = trained(data)
    right = trainer.gradients().copy()
    right.weights[0][:] *= 1.001
    monkeypatch.setattr(trainer, "gradients", lambda: right)
    report, _ = result(StartOfCheck(0).answer(trainer.state(), data).check())
    assert report.wrong_layers == (1,)


def test_a_regression_on_data():
    data = cats(values=np.random.default_rng(0).standard_normal((12, 3)))
    trainer = trained(data)
    report, _ = result(StartOfCheck(0).answer(trainer.state(), data).check())
    assert report.wrong_layers == ()


def test_an_opened_model():
    data = cats()
    trainer = trained(data)
    network = FixedNetwork(trainer.spec, trainer.parameters().frozen())
    state = ModelState(trainer.spec, network, trainer.initial, 7)
    start = StartOfCheck(0).answer(state, data)
    assert (start.iteration, start.gradients) == (7, None)
    assert result(start.check())[0].wrong_layers == ()
    assert StartOfCheck(0).answer(state, None) is None


def test_a_network_that_is_too_large_is_left_alone(monkeypatch):
    data = cats()
    trainer = trained(data)
    monkeypatch.setattr("engine.gradient_check.start.MOST_PARAMETERS", 10)
    assert StartOfCheck(0).answer(trainer.state(), data) is None
    assert MOST_PARAMETERS > 10


def test_training_does_not_wait_for_a_large_networks_gradient(monkeypatch):
    data = cats()
    trainer = trained(data)
    monkeypatch.setattr("engine.gradient_check.start.SOON", 48 * 5 * 12 - 1)
    assert (
        StartOfCheck(0, is_urgent=True).answer(trainer.state(), data).gradients is None
    )
    assert StartOfCheck(0).answer(trainer.state(), data).gradients is not None


def test_what_is_taken_at_the_start_is_a_copy():
    data = cats()
    trainer = trained(data)
    start = StartOfCheck(0).answer(trainer.state(), data)
    weights, dW = start.parameters.weights[0].copy(), start.gradients.weights[0].copy()
    for _ in range(5):
        trainer.step()
    np.testing.assert_array_equal(start.parameters.weights[0], weights)
    np.testing.assert_array_equal(start.gradients.weights[0], dW)


def test_of_large_data_an_even_sample_is_taken(monkeypatch):
    monkeypatch.setattr("engine.gradient_check.problem.MOST_INPUTS", 48 * 6)
    data = cats(20)
    trainer = trained(data)
    start = StartOfCheck(0).answer(trainer.state(), data)
    made, _ = result(pose(start.spec, start.parameters, data, start.gradients))
    columns = data.columns(SplitName.TRAIN)
    np.testing.assert_array_equal(made.X, columns[:, [0, 3, 6, 10, 13, 16]])
    # The trainer's gradient is that of all 20.
    assert made.gradients is None
    report, _ = result(start.check())
    assert (report.examples, report.of) == (6, 20)
    assert report.wrong_layers == ()


def test_how_many_examples():
    course = NetworkSpec((12288, 20, 7, 5, 1), ("relu",) * 3, "sigmoid")
    assert sample_size(course, 209) == 209
    assert sample_size(course, 100_000) == MOST_INPUTS // 12288
    wide = NetworkSpec((12288, 4096, 4096, 1), ("relu",) * 2, "sigmoid")
    assert sample_size(wide, 209) == LEAST
    assert sample_size(wide, 3) == 3
    logistic = NetworkSpec((2, 1), (), "sigmoid")
    assert sample_size(logistic, 1000) == 1000
    assert len(set(sample(1000, 7))) == 7
    assert sample(1000, 7).max() < 1000


def test_weights_that_are_no_numbers_are_refused():
    data = cats()
    trainer = trained(data)
    parameters = trainer.parameters().copy()
    parameters.weights[1][0, 0] = np.inf
    with pytest.raises(DataError, match="not finite numbers"):
        result(pose(trainer.spec, parameters, data))


def test_a_cost_that_is_no_number_is_refused():
    spec, parameters, examples = net("linear", "linear", 2)
    huge = Parameters(tuple(1e200 * W for W in parameters.weights), parameters.biases)
    with pytest.raises(DataError, match="not a finite number"):
        report_of(spec, huge, examples)


def test_the_course_network(course_data):
    data = open_dataset(course_data / "train_catvnoncat.h5")
    trainer = trained(data, steps=20, hidden=(20, 7, 5), seed=1)
    report, _ = result(StartOfCheck(0).answer(trainer.state(), data).check())
    assert report.is_own
    assert (report.examples, report.of) == (209, 209)
    assert report.wrong_layers == ()
    assert report.largest < 1e-6
    assert [len(layer.coordinates) for layer in report.layers] == [200, 147, 40, 6]


# The exercise


def test_the_notes_lines_are_what_the_mathematics_of_them_says():
    x, y, parameters = notes_problem()
    y_pred, cache = model(x, parameters)
    assert loss(y_pred, y) == pytest.approx(mlp.notes_loss(x, y, parameters))
    theirs = notes_backward(x, y, y_pred, cache, parameters)
    expected = mlp.notes_gradients(x, y, parameters)
    assert theirs.keys() == expected.keys()
    for name, gradient in theirs.items():
        np.testing.assert_allclose(gradient, expected[name], rtol=1e-10, atol=1e-12)


def test_the_notes_gradients_are_8192_times_too_small():
    report, _ = result(check_gradients(exercise()))
    probes = [probe for layer in report.layers for probe in layer.probes]
    assert FACTOR == 8192
    assert {layer.layer for layer in report.layers if layer.wrong} == {1, 2}
    clear = [p for p in probes if abs(p.numeric) > 1]
    assert len(clear) > 0.9 * len(probes)
    assert {p.array for p in clear} == {"W", "b", ""}
    for probe in clear:
        assert probe.ratio == pytest.approx(8192, rel=1e-4)


def test_without_the_two_slips_they_are_right():
    report, _ = result(check_gradients(exercise(is_corrected=True)))
    assert report.wrong_layers == ()
    assert report.largest < 1e-6


def test_a_probe_without_an_analytic_slope_has_no_ratio():
    probe = Probe("W", (0, 0), 0.0, 1.0, 1.0, 0, 1.0)
    assert probe.ratio is None
    assert probe.is_wrong
