"""Which training examples built a neuron, and what each adds to an answer."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.built_from import BuiltFrom, NoShares, SharesOf, is_exact
from engine.centred import mean_of, products
from engine.dataset_file import open_dataset
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.examples import Examples
from engine.frame import as_examples, frame
from engine.leaders import leaders
from engine.network_state import FixedNetwork, ModelState
from engine.operations import run
from engine.outputs import Task

pytestmark = pytest.mark.usefixtures("one_thread")

HOMOGENEOUS = [a.name for a in ACTIVATIONS if a.is_homogeneous]
EXACT = 1e-9


def pictures(classes=2, m=20, shape=(3, 4, 1)):
    rng = np.random.default_rng(0)

    def split(size):
        labels = np.arange(size) % classes
        pixels = rng.integers(0, 256, (size, *shape), np.uint8)
        pixels[np.arange(size), labels % shape[0]] = 255
        return Split(pixels, labels)

    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    names = tuple(map(str, range(classes)))
    kind = InputKind.IMAGE
    return Dataset("pictures", task, kind, names, split(m), split(8))


def trained(dataset, hidden=(5, 4), activation="relu", steps=12, **config):
    spec = NetworkSpec.design(
        dataset.input_size, hidden, dataset.task, len(dataset.class_names)
    )
    spec = NetworkSpec(spec.layer_dims, (activation,) * len(hidden), spec.output)
    settings = TrainingConfig(**{"learning_rate": 0.3, **config})
    trainer = Trainer.for_dataset(dataset, spec, settings)
    for _ in range(steps):
        trainer.step()
    return trainer


def forced(**config):
    return {"first_layer": "sample-space", **config}


RUNS = [
    forced(),
    forced(optimizer="momentum"),
    forced(weight_decay=0.2),
    forced(batch_size=6),
    forced(batch_size=6, weight_decay=0.2),
    forced(precision="float32"),
    {"first_layer": "direct", "optimizer": "momentum"},
    {"first_layer": "direct", "weight_decay": 0.2, "batch_size": 6},
]


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    """Have small networks counted on the direct path too."""
    monkeypatch.setattr("engine.first_layer_choice.TRACING_SHARE", np.inf)


def ask(trainer, question, dataset=None):
    return frame(trainer.state(), dataset, frozenset({question})).answer(question)


def of_test(dataset, index=1):
    return dataset.picture(SplitName.TEST, index)


def columns(picture, trainer):
    return as_examples(picture, trainer.state().dtype).X[:, 0].astype(np.float64)


class TestActivations:
    @pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
    def test_those_marked_only_scale_what_goes_through(self, activation):
        z = np.random.default_rng(0).normal(size=(4, 50)) * 3
        A, slope = np.empty_like(z), np.ones_like(z)
        run(activation.forward(z, A))
        run(activation.backward(slope, A.copy()))
        assert np.allclose(slope * z, A, rtol=1e-14) is activation.is_homogeneous

    @pytest.mark.parametrize("dtype", ["float32", "float64"])
    @pytest.mark.parametrize("name", HOMOGENEOUS)
    def test_those_marked_leave_a_1_and_its_slope_as_they_are(self, name, dtype):
        z = np.ones((3, 5), dtype)
        A, slope = np.zeros_like(z), np.ones_like(z)
        run(ACTIVATIONS[name].forward(z, A))
        np.testing.assert_array_equal(A, 1)
        run(ACTIVATIONS[name].backward(slope, A))
        np.testing.assert_array_equal(slope, 1)


class TestCentredProducts:
    def test_are_what_they_are_by_definition(self, monkeypatch):
        monkeypatch.setattr("engine.centred._NUMBERS", 30)
        dataset = pictures()
        X = dataset.columns(SplitName.TRAIN)
        examples = Examples.of(dataset, SplitName.TRAIN, "float64")
        one = as_examples(of_test(dataset), np.dtype("float64"))
        x, mean = one.X[:, 0], X.mean(axis=1)
        own, common = products(examples, one)
        np.testing.assert_allclose(mean_of(examples).picture, mean, rtol=1e-14)
        expected = (X - mean[:, np.newaxis]).T @ (x - mean)
        np.testing.assert_allclose(own, expected, rtol=1e-10)
        np.testing.assert_allclose(own + common, X.T @ x, rtol=1e-13)

    def test_are_made_once_for_a_picture(self):
        dataset = pictures()
        examples = Examples.of(dataset, SplitName.TRAIN, "float64")
        one = as_examples(of_test(dataset), np.dtype("float64"))
        assert products(examples, one) is products(examples, one)

    def test_of_many_pictures_only_the_last_are_kept(self):
        dataset = pictures()
        examples = Examples.of(dataset, SplitName.TRAIN, "float64")
        ones = [
            as_examples(of_test(dataset, i % 8), np.dtype("float64")) for i in range(8)
        ]
        first, dtype = products(examples, ones[0]), np.dtype("float64")
        ninth = as_examples(dataset.picture(SplitName.TRAIN, 0), dtype)
        for one in (*ones[1:], ninth):
            products(examples, one)
        again = products(examples, ones[0])
        assert again is not first
        np.testing.assert_array_equal(again.own, first.own)


class TestLeaders:
    def test_are_in_order_with_the_rest_summed(self):
        found = leaders(np.array([0.0, 3, -1, 5, -4, 1, 2, -7]), 2)
        assert found.most == ((3, 5.0), (1, 3.0))
        assert found.least == ((7, -7.0), (4, -4.0))
        assert found.others_for == (found.others_for.__class__)(2, 3.0)
        assert found.others_against.count == 1
        assert found.others_against.total == -1
        assert found.largest == 7

    def test_of_nothing_are_none(self):
        found = leaders(np.zeros(4), 3)
        assert found.most == found.least == ()
        assert found.largest == found.others_for.total == 0

    def test_of_what_is_no_number_are_none(self):
        assert not leaders(np.array([1.0, np.nan, np.inf]), 2).is_finite

    def test_agree_with_sorting_everything(self):
        values = np.random.default_rng(3).normal(size=1000)
        found = leaders(values, 40)
        order = np.argsort(-values)
        assert [part.example for part in found.most] == order[:40].tolist()
        assert [part.example for part in found.least] == order[::-1][:40].tolist()
        parts = sum(part.value for part in (*found.most, *found.least))
        rest = found.others_for.total + found.others_against.total
        assert parts + rest == pytest.approx(values.sum())


class TestBuiltFrom:
    @pytest.mark.parametrize("config", RUNS, ids=str)
    def test_the_weights_are_those_with_which_pictures_stand_in_w1(self, config):
        dataset = pictures()
        trainer = trained(dataset, **config)
        W1 = trainer.parameters().weights[0].astype(np.float64)
        known = trainer.coefficients()
        W1_0 = known.scale * known.base.weights[0]
        X = dataset.columns(SplitName.TRAIN)
        rtol = 1e-5 if config.get("precision") else EXACT
        for unit in range(5):
            found = ask(trainer, BuiltFrom(unit, 20))
            C = np.zeros(20)
            for index, value in (*found.most, *found.least):
                C[index] = value
            assert found.others_for.count == found.others_against.count == 0
            np.testing.assert_allclose(
                X @ C + W1_0[unit], W1[unit], rtol=rtol, atol=rtol
            )

    def test_nothing_is_built_before_the_first_step(self):
        found = ask(trained(pictures(), steps=0, **forced()), BuiltFrom(0, 4))
        assert found.most == found.least == ()

    def test_a_neuron_that_isnt_there_has_no_answer(self):
        trainer = trained(pictures(), **forced())
        assert ask(trainer, BuiltFrom(5, 4)) is NoShares.ABSENT

    def test_it_is_unknown_where_the_coefficients_are(self):
        trainer = trained(pictures(), optimizer="adam", learning_rate=0.01)
        assert ask(trainer, BuiltFrom(0, 4)) is NoShares.UNKNOWN


def assert_adds_up(trainer, dataset, picture, shares, rtol=EXACT):
    """Hold every part against the sum that defines it."""
    parameters = trainer.parameters()
    known = trainer.coefficients()
    W = [w.astype(np.float64) for w in parameters.weights]
    b = [x.astype(np.float64)[:, 0] for x in parameters.biases]
    X = dataset.columns(SplitName.TRAIN).astype(np.float64)
    x = columns(picture, trainer)
    passed = trainer.passed(as_examples(picture, trainer.state().dtype))
    # Along the active paths, layer by layer, as the notes would.
    row = np.zeros(trainer.spec.layer_dims[shares.layer])
    row[shares.unit] = 1
    later = 0.0
    for layer in range(shares.layer, 1, -1):
        later += row @ b[layer - 1]
        A, Z = (
            part[layer - 2][:, 0].astype(np.float64) for part in (passed.A, passed.Z)
        )
        slopes = np.divide(A, Z, out=np.zeros_like(A), where=Z != 0)
        row = (row @ W[layer - 1]) * slopes
    mean = X.mean(axis=1)
    C = known.C.astype(np.float64)
    values = (row @ C) * ((X - mean[:, None]).T @ (x - mean))
    common = (row @ C) @ (X.T @ mean + mean @ x - mean @ mean)
    initial = known.scale * (row @ known.base.weights[0] @ x)
    scale = np.abs(values).sum() + abs(common) + abs(initial)
    close = {"rtol": rtol, "atol": rtol * scale}
    np.testing.assert_allclose(shares.values, values, **close)
    np.testing.assert_allclose(shares.common, common, **close)
    np.testing.assert_allclose(shares.initial, initial, **close)
    np.testing.assert_allclose(shares.bias, row @ b[0], **close)
    np.testing.assert_allclose(shares.later_biases, later, **close)
    total = values.sum() + common + initial + row @ b[0] + later
    np.testing.assert_allclose(
        total, passed.Z[shares.layer - 1][shares.unit, 0], rtol=rtol * 100
    )
    parts = shares.values.sum() + shares.common + shares.initial
    parts += shares.bias + shares.later_biases
    assert parts == pytest.approx(shares.total, rel=1e-9)
    assert shares.total == passed.Z[shares.layer - 1][shares.unit, 0]


class TestShares:
    @pytest.mark.parametrize("config", RUNS, ids=str)
    @pytest.mark.parametrize("classes", [2, 3])
    def test_of_a_neuron_add_up_to_its_z(self, config, classes):
        dataset = pictures(classes)
        trainer = trained(dataset, **config)
        rtol = 1e-4 if config.get("precision") else EXACT
        for picture in (of_test(dataset), dataset.picture(SplitName.TRAIN, 3)):
            for unit in range(5):
                shares = ask(trainer, SharesOf(picture, 1, unit))
                assert (shares.layer, shares.unit) == (1, unit)
                assert shares.later_biases == 0
                assert shares.has_path
                assert_adds_up(trainer, dataset, picture, shares, rtol)

    @pytest.mark.parametrize("activation", HOMOGENEOUS)
    @pytest.mark.parametrize("classes", [2, 4])
    @pytest.mark.parametrize("hidden", [(), (5,), (6, 5, 4)], ids=len)
    def test_go_on_to_the_answer_exactly(self, activation, classes, hidden):
        dataset = pictures(classes)
        trainer = trained(dataset, hidden, activation, **forced())
        for index in range(8):
            picture = of_test(dataset, index)
            shares = ask(trainer, SharesOf(picture))
            passed = trainer.passed(as_examples(picture, np.dtype("float64")))
            assert shares.layer == trainer.spec.L
            said = int(passed.A[-1][:, 0].argmax()) if classes > 2 else 0
            assert shares.unit == said
            assert_adds_up(trainer, dataset, picture, shares)

    def test_go_on_to_any_unit_that_is_asked_for(self):
        dataset = pictures(4)
        trainer = trained(dataset, (6, 5), **forced())
        for layer, units in enumerate(trainer.spec.layer_dims[1:], 1):
            for unit in range(units):
                shares = ask(trainer, SharesOf(of_test(dataset), layer, unit))
                assert_adds_up(trainer, dataset, of_test(dataset), shares)

    @pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
    def test_dont_go_through_what_bends(self, activation):
        dataset = pictures()
        trainer = trained(dataset, activation=activation, **forced())
        picture = of_test(dataset)
        assert ask(trainer, SharesOf(picture)) is NoShares.CURVED
        assert ask(trainer, SharesOf(picture, 2, 0)) is NoShares.CURVED
        assert not is_exact(trainer.spec, 2)
        shares = ask(trainer, SharesOf(picture, 1, 0))
        assert_adds_up(trainer, dataset, picture, shares)

    def test_say_where_no_path_is_active(self):
        dataset = pictures()
        trainer = trained(dataset, (3, 2), **forced())
        dead = trainer.parameters().copy()
        # No sum of weights up to 1 that meet numbers up to 1 makes up for that.
        dead.biases[1][:] = -1e6
        trainer.restore(dead, 0)
        shares = ask(trainer, SharesOf(of_test(dataset)))
        assert not shares.has_path
        assert not shares.values.any()
        assert shares.common == shares.initial == shares.bias == 0
        assert shares.later_biases == shares.total == trainer.parameters().biases[2]
        assert np.isnan(shares.cancellation)

    def test_before_the_first_step_only_the_beginning_counts(self):
        dataset = pictures()
        trainer = trained(dataset, steps=0, **forced())
        shares = ask(trainer, SharesOf(of_test(dataset), 1, 2))
        assert not shares.values.any()
        assert shares.common == 0
        assert shares.initial == pytest.approx(shares.total)
        assert np.isnan(shares.cancellation)

    def test_cancellation_compares_the_shares_with_their_sum(self):
        dataset = pictures()
        trainer = trained(dataset, activation="linear", **forced())
        shares = ask(trainer, SharesOf(of_test(dataset), 1, 2))
        expected = np.abs(shares.values).sum() / abs(shares.values.sum())
        assert shares.cancellation == pytest.approx(expected)
        assert shares.cancellation >= 1

    def test_are_unknown_where_the_coefficients_are(self):
        dataset = pictures()
        trainer = trained(dataset, optimizer="adam", learning_rate=0.01)
        assert ask(trainer, SharesOf(of_test(dataset))) is NoShares.UNKNOWN

    def test_of_a_model_without_its_data_are_unknown(self):
        dataset = pictures()
        trainer = trained(dataset, **forced())
        opened = FixedNetwork(trainer.spec, trainer.parameters().frozen())
        state = ModelState(trainer.spec, opened, trainer.initial, 12)
        question = SharesOf(of_test(dataset))
        assert question.answer(state, None) is NoShares.UNKNOWN
        assert BuiltFrom(0, 4).answer(state, None) is NoShares.UNKNOWN

    def test_a_picture_or_a_unit_of_another_network_has_none(self):
        dataset = pictures()
        trainer = trained(dataset, **forced())
        other = Picture(np.zeros((5, 5, 3), np.uint8), "other")
        picture = of_test(dataset)
        for question in (
            SharesOf(other),
            SharesOf(picture, 1, 5),
            SharesOf(picture, 4, 0),
            SharesOf(picture, None, 1),
        ):
            assert ask(trainer, question) is NoShares.ABSENT

    @pytest.mark.parametrize("m", [2, 3])
    def test_of_very_few_examples_and_one_unit_add_up(self, m):
        dataset = pictures(m=m)
        trainer = trained(dataset, (1,), "leaky-relu", **forced())
        picture = of_test(dataset)
        for question in (SharesOf(picture), SharesOf(picture, 1, 0)):
            assert_adds_up(trainer, dataset, picture, ask(trainer, question))

    def test_that_are_no_numbers_are_said_to_be_none(self):
        dataset = pictures()
        trainer = trained(dataset, **forced())
        trainer.block[0, :20] = np.inf
        shares = ask(trainer, SharesOf(of_test(dataset), 1, 0))
        assert not shares.is_finite
        assert not ask(trainer, BuiltFrom(0, 3)).is_finite

    @pytest.mark.parametrize("config", RUNS, ids=str)
    def test_are_the_same_in_a_run_that_goes_on(self, config):
        dataset = pictures()
        trainer = trained(dataset, **config)
        other = trained(dataset, steps=0, **config)
        other.resume(trainer.checkpoint())
        question = SharesOf(of_test(dataset), 1, 2)
        one, again = ask(trainer, question), ask(other, question)
        np.testing.assert_array_equal(one.values, again.values)
        assert (one.initial, one.total) == (again.initial, again.total)
        assert one.is_from_start
        assert again.is_from_start

    def test_begin_anew_from_weights_of_which_nothing_else_is_known(self):
        dataset = pictures()
        trainer = trained(dataset, **forced())
        trainer.restore(trainer.parameters().frozen(), 12)
        shares = ask(trainer, SharesOf(of_test(dataset), 1, 2))
        assert not shares.values.any()
        trainer.step()
        shares = ask(trainer, SharesOf(of_test(dataset), 1, 2))
        assert_adds_up(trainer, dataset, of_test(dataset), shares)
        assert not shares.is_from_start
        saved = trainer.checkpoint()
        trainer.reset()
        assert ask(trainer, SharesOf(of_test(dataset), 1, 2)).is_from_start
        trainer.resume(saved)
        assert not ask(trainer, SharesOf(of_test(dataset), 1, 2)).is_from_start

    def test_begin_with_the_first_weights_that_are_given_once_more(self):
        dataset = pictures()
        trainer = trained(dataset, **forced())
        trainer.restore(trainer.initial.copy(), 0)
        assert ask(trainer, SharesOf(of_test(dataset), 1, 2)).is_from_start

    def test_are_frozen(self):
        dataset = pictures()
        shares = ask(trained(dataset, **forced()), SharesOf(of_test(dataset)))
        assert not shares.values.flags.writeable


@pytest.fixture(scope="module")
def cats(course_data):
    return open_dataset(course_data)


@pytest.fixture(scope="module")
def deep(cats):
    spec = NetworkSpec.design(cats.input_size, (20, 7, 5), cats.task, 2)
    trainer = Trainer.for_dataset(cats, spec, TrainingConfig())
    while trainer.iteration < 2500:
        trainer.step()
    return trainer


@pytest.fixture(scope="module")
def splits(deep, cats):
    """Raw and centred shares in the answer for the test pictures, a row each."""
    known = deep.coefficients()
    raw, centred = [], []
    for index in range(50):
        picture = of_test(cats, index)
        shares = ask(deep, SharesOf(picture))
        if shares.has_path:
            one = as_examples(picture, deep.state().dtype)
            own, common = products(known.examples, one)
            centred.append(shares.values)
            raw.append(shares.values / own * (own + common))
    return np.array(raw), np.array(centred)


class TestCourse:
    """What the design says of the course's own network, held loosely."""

    def test_the_answer_for_every_test_picture_adds_up(self, deep, cats):
        for index in range(50):
            picture = of_test(cats, index)
            shares = ask(deep, SharesOf(picture))
            assert_adds_up(deep, cats, picture, shares)

    def test_raw_shares_cancel_and_centred_ones_far_less(self, splits):
        raw, centred = (
            np.median(np.abs(shares).sum(axis=1) / np.abs(shares.sum(axis=1)))
            for shares in splits
        )
        assert 700 < raw < 1500
        assert 20 < centred < 35

    def test_centred_shares_are_of_the_picture_alone(self, splits):
        above = np.triu_indices(len(splits[0]), 1)
        raw, centred = (np.median(np.corrcoef(part)[above]) for part in splits)
        assert raw > 0.9
        assert abs(centred) < 0.12

    def test_most_of_what_a_neuron_is_built_from_is_of_one_class(self, deep):
        """The picture that people tell others about: non-cats for, cats against."""
        labels = deep.coefficients().examples.labels
        of_one_class = 0
        for unit in range(20):
            found = ask(deep, BuiltFrom(unit, 4))
            kinds = [
                {int(labels[part.example]) for part in side}
                for side in (found.most, found.least)
            ]
            of_one_class += kinds in ([{0}, {1}], [{1}, {0}])
        assert of_one_class >= 5
