"""A walk through one iteration: the very numbers of the course's functions."""

from __future__ import annotations

from operator import attrgetter
from types import SimpleNamespace

import numpy as np
import pytest

from engine import course
from engine.activations import ACTIVATIONS
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.initializers import draw_parameters
from engine.network_state import FixedNetwork, ModelState
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.parameters import Parameters
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from engine.walk import Part, Sheet, Stop, Walk, stops_of, walk_through
from engine.walk.iteration import Place
from engine.walk.passes import rate_of
from engine.walk.sheet import MOST_KEPT, MOST_SIDE
from tests.engine import nets

CONFIG = TrainingConfig(learning_rate=0.3)
CLOSE = {"rtol": 1e-10, "atol": 1e-13}


def close(sheet, expected):
    assert sheet.shape == expected.shape
    part = expected[np.ix_(sheet.rows, sheet.columns)]
    np.testing.assert_allclose(sheet.values, part, **CLOSE)


def exactly(sheet, expected):
    part = expected[np.ix_(sheet.rows, sheet.columns)]
    np.testing.assert_allclose(sheet.values, part, rtol=1e-12, atol=1e-15)


def walked(spec, parameters, examples, config=CONFIG, **more):
    return walk_through(spec, config, parameters, examples.X, examples.Y, **more)


class TestStops:
    def test_of_the_course_network(self):
        names = [(stop.part.value, stop.layer) for stop in stops_of(4)]
        assert names == [
            *(("forward", layer) for layer in (1, 2, 3, 4)),
            ("cost", 0),
            *(("backward", layer) for layer in (4, 3, 2, 1)),
            ("update", 0),
        ]

    def test_of_one_layer(self):
        assert [stop.part for stop in stops_of(1)] == list(Part)

    def test_an_iteration_knows_them(self):
        assert walked(*nets.net("relu", "sigmoid", 2)).stops[3] == Stop(Part.COST)


@pytest.mark.parametrize("depth", range(5))
def test_is_what_the_course_functions_give(depth):
    spec, parameters, examples = nets.net("relu", "sigmoid", depth)
    X, Y = examples.X, examples.Y
    walk = walked(spec, parameters, examples)
    named = parameters.as_dict()
    AL, caches = course.L_model_forward(X, named)
    grads = course.L_model_backward(AL, Y, caches)
    after = course.update_parameters(named, grads, 0.3)
    assert walk.cost == pytest.approx(course.compute_cost(AL, Y), rel=1e-12)
    close(walk.X, X)
    close(walk.Y, Y)
    close(walk.d_inputs(1), grads["dA0"])
    for layer, arrays in enumerate(walk.layers, 1):
        (A_before, W, b), Z = caches[layer - 1]
        name = "relu" if layer < spec.L else "sigmoid"
        A, _ = course.linear_activation_forward(A_before, W, b, name)
        close(walk.inputs(layer), A_before)
        for array, expected in (
            (arrays.W, W),
            (arrays.b, b),
            (arrays.Z, Z),
            (arrays.Z, course.linear_forward(A_before, W, b)[0]),
            (arrays.A, A),
            (arrays.dW, grads[f"dW{layer}"]),
            (arrays.db, grads[f"db{layer}"]),
            (arrays.W_update.after, after[f"W{layer}"]),
            (arrays.b_update.after, after[f"b{layer}"]),
        ):
            close(array, expected)
        if layer < spec.L:
            close(arrays.dA, grads[f"dA{layer}"])
            close(arrays.dZ, course.relu_backward(grads[f"dA{layer}"], Z))
            assert walk.d_inputs(layer + 1) is arrays.dA
    last = walk.layers[-1]
    slope = -(Y / AL - (1 - Y) / (1 - AL))
    close(last.dA, slope)
    close(last.dZ, course.sigmoid_backward(slope, caches[-1][1]))


@pytest.mark.parametrize(("activation", "output", "depth"), nets.ALL_NETS)
def test_gradients_are_the_slopes_of_the_cost(activation, output, depth):
    spec, parameters, examples = nets.net(activation, output, depth)
    walk = walked(spec, parameters, examples)
    numeric = nets.numeric_gradients(spec, parameters, examples)
    found = Parameters(
        tuple(layer.dW.values for layer in walk.layers),
        tuple(layer.db.values for layer in walk.layers),
    )
    assert nets.relative_error(found, numeric) < nets.TOLERANCE
    # The course's chain: dZ is dA times the activation's slope.
    for layer, name in zip(walk.layers[:-1], spec.activations, strict=True):
        slopes = slope_of(name, layer.Z.values)
        np.testing.assert_allclose(
            layer.dZ.values, layer.dA.values * slopes, rtol=1e-7, atol=1e-9
        )


def slope_of(name, Z):
    """Return the central difference quotient of an activation."""

    def value(z):
        out = np.empty_like(z)
        for operation in ACTIVATIONS[name].forward(z, out):
            operation()
        return out

    step = 1e-6
    return (value(Z + step) - value(Z - step)) / (2 * step)


@pytest.mark.parametrize("output", [output.name for output in OUTPUTS])
def test_the_last_slope_is_that_of_each_loss(output):
    spec, parameters, examples = nets.net("tanh", output, 1)
    walk = walked(spec, parameters, examples)
    A, Y = walk.layers[-1].A.values, walk.Y.values
    task = OUTPUTS[output].task

    def loss(A):
        if task is Task.REGRESSION:
            return ((A - Y) ** 2).sum() / 2
        each = Y * np.log(A)
        if task is Task.BINARY:
            each = each + (1 - Y) * np.log(1 - A)
        return -each.sum()

    for place in np.ndindex(A.shape):
        nudge = np.zeros_like(A)
        nudge[place] = 1e-6
        slope = (loss(A + nudge) - loss(A - nudge)) / 2e-6
        assert walk.layers[-1].dA.values[place] == pytest.approx(slope, 1e-6, 1e-7)
    assert walk.cost == pytest.approx(loss(A) / walk.m)
    assert walk.losses.values.sum() == pytest.approx(loss(A))


def test_one_example_is_a_batch_of_one():
    spec, parameters, examples = nets.net("tanh", "softmax", 2)
    one = SimpleNamespace(X=examples.X[:, 2:3], Y=examples.Y[:, 2:3])
    alone, batch = walked(spec, parameters, one), walked(spec, parameters, examples)
    assert (alone.m, batch.m) == (1, nets.EXAMPLES)
    for mine, all_ in zip(alone.layers, batch.layers, strict=True):
        for name in ("Z", "A", "dA", "dZ"):
            close(getattr(mine, name), getattr(all_, name).values[:, 2:3])
        assert mine.W.shape == all_.dW.shape
    # The batch's gradient is the mean of its examples' gradients.
    each = [
        walked(spec, parameters, SimpleNamespace(X=x[:, None], Y=y[:, None]))
        for x, y in zip(examples.X.T, examples.Y.T, strict=True)
    ]
    for layer, arrays in enumerate(batch.layers):
        close(arrays.dW, np.mean([one.layers[layer].dW.values for one in each], axis=0))


def test_an_example_of_no_known_class_goes_forward_only():
    spec, parameters, examples = nets.net("relu", "sigmoid", 1)
    walk = walk_through(spec, CONFIG, parameters, examples.X[:, :1], None)
    assert not walk.has_targets
    assert (walk.cost, walk.losses, walk.Y, walk.dX) == (None,) * 4
    assert walk.layers[0].dW is None
    assert walk.d_inputs(2) is None
    close(
        walk.layers[1].A,
        nets.network.forward(spec, parameters, examples.X[:, :1]).A[-1],
    )


def test_what_nothing_needs_is_not_computed_for_many_pictures():
    spec = NetworkSpec((40_000, 2, 1), ("relu",), "sigmoid")
    drawn = draw_parameters(spec.layer_dims, "he", 0)
    X = np.ones((40_000, 26))
    walk = walk_through(spec, CONFIG, drawn, X, np.ones((1, 26)))
    assert walk.d_inputs(1) is None
    assert walk.d_inputs(2) is not None


WAYS = [
    (optimizer.name, first_layer)
    for optimizer in OPTIMIZERS
    for first_layer in ("direct", "sample-space")
    if optimizer.linear or first_layer == "direct"
]


class TestUpdate:
    @pytest.mark.parametrize("decay", [0.0, 0.2])
    @pytest.mark.parametrize(("optimizer", "first_layer"), WAYS)
    def test_is_the_next_state_of_a_run(self, optimizer, decay, first_layer):
        spec, parameters, examples = nets.net("tanh", "sigmoid", 2)
        config = TrainingConfig(
            *(0.05, 10),
            **{"optimizer": optimizer, "momentum": 0.8, "weight_decay": decay},
            **{"schedule": "warm-up", "first_layer": first_layer},
        )
        trainer = Trainer(spec, config, examples, initial=parameters)
        for _ in range(3):
            trainer.step()
        before = trainer.parameters().frozen()
        memory = tuple(part.copy() for part in trainer.memory())
        walk = walked(spec, before, examples, config, iteration=3, memory=memory)
        trainer.step()
        after = trainer.parameters()
        assert len(memory) == OPTIMIZERS[optimizer].slots
        for layer, arrays in enumerate(walk.layers):
            W, b = arrays.W_update, arrays.b_update
            exactly(W.after, after.weights[layer])
            exactly(b.after, after.biases[layer])
            assert not np.array_equal(W.after.values, arrays.W.values)
            for slot, (old, new) in enumerate(
                zip(memory, trainer.memory(), strict=True)
            ):
                exactly(W.memory[slot], old.weights[layer])
                exactly(W.memory_after[slot], new.weights[layer])
                exactly(b.memory[slot], old.biases[layer])
                exactly(b.memory_after[slot], new.biases[layer])

    @pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=attrgetter("name"))
    def test_leaves_the_state_of_the_run_alone(self, optimizer):
        spec, parameters, examples = nets.net("tanh", "sigmoid", 1)
        config = TrainingConfig(0.05, 10, optimizer=optimizer.name, weight_decay=0.1)
        trainer = Trainer(spec, config, examples, initial=parameters)
        trainer.step()
        block = trainer.block.copy()
        memory, now = trainer.memory(), trainer.parameters()
        walked(spec, now, examples, config, iteration=1, memory=memory)
        np.testing.assert_array_equal(trainer.block, block)

    def test_of_a_huge_layer_is_that_of_what_is_kept(self):
        spec = NetworkSpec((3000, 40, 1), ("tanh",), "sigmoid")
        drawn = draw_parameters(spec.layer_dims, "he", 0)
        rng = np.random.default_rng(0)
        memory = (draw_parameters(spec.layer_dims, "he", 1),)
        config = TrainingConfig(optimizer="momentum", momentum=0.5)
        X, Y = rng.normal(size=(3000, 4)), np.ones((1, 4))
        place = Place(1, 39)
        walk = walk_through(
            spec, config, drawn, X, Y, place=place, memory=memory
        ).layers[0]
        assert not walk.dW.is_whole
        V = 0.5 * memory[0].weights[0]
        kept = np.ix_(walk.dW.rows, walk.dW.columns)
        np.testing.assert_allclose(
            walk.W_update.memory_after[0].values, V[kept] + walk.dW.values
        )

    def test_biases_do_not_decay(self):
        spec, parameters, examples = nets.net("relu", "sigmoid", 1)
        plain, decayed = (
            walked(spec, parameters, examples, TrainingConfig(weight_decay=decay))
            for decay in (0.0, 0.5)
        )
        decayed, plain = decayed.layers[0], plain.layers[0]
        exactly(decayed.b_update.after, plain.b_update.after.values)
        assert not np.array_equal(
            decayed.W_update.after.values, plain.W_update.after.values
        )

    def test_follows_the_schedule(self):
        config = TrainingConfig(0.4, 100, schedule="step", schedule_period=10)
        assert rate_of(config, 9) == 0.4
        assert rate_of(config, 10) == pytest.approx(0.04)

    @pytest.mark.parametrize("name", [one.name for one in OPTIMIZERS])
    def test_is_told_only_where_it_is_known_what_it_follows_from(self, name):
        spec, parameters, examples = nets.net("relu", "sigmoid", 1)
        walk = walked(spec, parameters, examples, TrainingConfig(optimizer=name))
        known = name == "gradient-descent"
        assert all((layer.W_update is not None) is known for layer in walk.layers)
        assert all((layer.b_update is not None) is known for layer in walk.layers)


class TestSheet:
    def test_a_small_array_is_whole_and_a_copy(self):
        array = np.arange(12.0).reshape(3, 4)
        sheet = Sheet.of(array)
        array[1, 2] = 99
        assert sheet.is_whole
        assert sheet.values[1, 2] == 6
        assert not sheet.values.flags.writeable
        assert (sheet.low, sheet.high, sheet.mean, sheet.scale) == (0, 11, 5.5, 11)
        assert sheet.row(2).tolist() == [8, 9, 10, 11]

    def test_a_huge_one_keeps_what_can_be_looked_at(self):
        array = np.random.default_rng(0).normal(size=(4096, 300))
        array[4000, 7] = 77
        sheet = Sheet.of(array, row=4001, column=299)
        assert sheet.shape == (4096, 300)
        assert not sheet.is_whole
        assert sheet.values.size <= (MOST_SIDE + 1) ** 2
        assert sheet.high == 77  # though its row isn't kept
        assert sheet.row(4000) is None
        np.testing.assert_array_equal(sheet.row(4001), array[4001, sheet.columns])
        assert list(sheet.rows[:8]) == list(range(8))
        assert sheet.rows[-1] == 4095
        np.testing.assert_array_equal(
            sheet.values, array[np.ix_(sheet.rows, sheet.columns)]
        )

    def test_one_side_may_be_short(self):
        sheet = Sheet.of(np.ones((1, MOST_KEPT + 1)), column=40_000)
        assert len(sheet.rows) == 1
        assert 40_000 in sheet.columns

    def test_a_product_too_huge_to_form_is_right_where_it_is_kept(self):
        rng = np.random.default_rng(1)
        left, right = rng.normal(size=(3000, 3)), rng.normal(size=(3, 2000))
        sheet = Sheet.of_product(left, right, row=1234)
        whole = left @ right
        np.testing.assert_allclose(
            sheet.values, whole[np.ix_(sheet.rows, sheet.columns)], rtol=1e-12
        )
        assert sheet.row(1234) is not None
        assert sheet.low == sheet.values.min()

    def test_says_what_is_not_finite(self):
        assert not Sheet.of(np.array([[1.0, np.nan]])).is_finite
        sheet = Sheet.of(np.array([[-np.inf, 3.0]]))
        assert not sheet.is_finite
        assert sheet.scale == 3
        assert Sheet.of(np.zeros((2, 2))).scale == 1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [np.nan, np.inf, 1e200])
def test_non_finite_weights_break_nothing(value):
    spec, parameters, examples = nets.net("relu", "sigmoid", 2)
    W, *others = (W.copy() for W in parameters.weights)
    W[0, 0] = value
    broken = Parameters((W, *others), parameters.biases)
    walk = walked(spec, broken, examples)
    assert walk.layers[0].W.is_finite is bool(np.isfinite(value))


def pictures(count=6, names=("no", "yes"), task=Task.BINARY):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
    split = Split(pixels, np.arange(count) % len(names))
    return Dataset("tiny", task, InputKind.IMAGE, names, split, split)


def state_of(spec, seed=0, dtype="float64"):
    drawn = draw_parameters(spec.layer_dims, "he", seed).astype(dtype)
    return ModelState(spec, FixedNetwork(spec, drawn), drawn, 17)


class TestQuestion:
    place = Place(1, 0)

    def test_of_a_picture(self):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        picture = data.picture(SplitName.TEST, 1)
        walk = Walk(CONFIG, picture, self.place).answer(state, data)
        assert (walk.m, walk.iteration, walk.of) == (1, 17, 0)
        np.testing.assert_array_equal(walk.X.values[:, 0], picture.pixels.ravel() / 255)
        assert walk.Y.values.tolist() == [[1.0]]

    def test_of_a_picture_of_three_classes(self):
        data = pictures(names=("a", "b", "c"), task=Task.MULTICLASS)
        state = state_of(NetworkSpec.design(48, (), data.task, 3))
        walk = Walk(CONFIG, data.picture(SplitName.TEST, 2), self.place)
        assert walk.answer(state, data).Y.values.ravel().tolist() == [0, 0, 1]

    def test_of_the_batch(self):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        walk = Walk(CONFIG, None, self.place).answer(state, data)
        assert (walk.m, walk.of) == (6, 6)
        np.testing.assert_array_equal(walk.Y.values, [[0, 1] * 3])

    def test_of_a_batch_that_would_take_too_long(self, monkeypatch):
        monkeypatch.setattr("engine.walk.question.MOST_NUMBERS", 48 * 4)
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        walk = Walk(CONFIG, None, self.place).answer(state, data)
        assert (walk.m, walk.of) == (4, 6)

    def test_of_an_example_without_a_picture(self):
        inputs = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
        split = Split(inputs, np.array([0, 1, 1, 0]))
        data = Dataset("XOR", Task.BINARY, InputKind.PLANE, ("0", "1"), split, None)
        state = state_of(NetworkSpec.design(2, (3,), data.task, 2), dtype="float32")
        walk = Walk(CONFIG, 2, self.place).answer(state, data)
        assert walk.X.values.ravel().tolist() == [1, 0]
        assert walk.Y.values.tolist() == [[1]]
        assert walk.layers[0].Z.values.dtype == np.float32
        assert Walk(CONFIG, 4, self.place).answer(state, data) is None

    def test_of_a_regression(self):
        values = np.array([[0.5], [0.7]])
        split = Split(np.array([[1.0], [2.0]]), np.zeros(2, np.int64), values)
        data = Dataset("line", Task.REGRESSION, InputKind.VECTOR, (), split, None)
        state = state_of(NetworkSpec((1, 1), (), "linear"))
        walk = Walk(CONFIG, 1, self.place).answer(state, data)
        assert walk.Y.values.tolist() == [[0.7]]

    def test_what_there_is_no_answer_to(self):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        other = Picture(np.zeros((2, 2, 3), np.uint8), "of other size")
        assert Walk(CONFIG, other, self.place).answer(state, data) is None
        assert Walk(CONFIG, None, self.place).answer(state, None) is None
        assert Walk(CONFIG, 0, self.place).answer(state, None) is None

    @pytest.mark.parametrize("label", [None, 1])
    def test_without_its_data_a_picture_goes_forward_only(self, label):
        data = pictures()
        state = state_of(NetworkSpec.design(48, (5,), data.task, 2))
        own = Picture(data.train.inputs[0], "mine", label)
        walk = Walk(CONFIG, own, self.place).answer(state, None)
        assert not walk.has_targets

    def test_equal_questions_are_equal(self):
        picture = pictures().picture(SplitName.TEST, 0)
        one, same = (Walk(TrainingConfig(), picture, Place(1, 2)) for _ in range(2))
        assert one == same
        assert hash(one) == hash(same)
        assert one != Walk(TrainingConfig(), None, Place(1, 2))
