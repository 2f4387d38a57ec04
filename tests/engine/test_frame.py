"""What the window shows of a moment."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.evaluation import Metrics
from engine.frame import Need, PassOf, frame, passed
from engine.network import forward
from engine.network_state import FixedNetwork, ModelState
from engine.outputs import Task
from engine.parameters import Parameters

pytestmark = pytest.mark.usefixtures("one_thread")

SHAPE = (3, 4, 1)
ALL = frozenset(Need)


def pictures(classes=2, m=20, test=8, shape=SHAPE):
    rng = np.random.default_rng(0)

    def split(size):
        labels = np.arange(size) % classes
        pixels = rng.integers(0, 256, (size, *shape), np.uint8)
        pixels[np.arange(size), labels % shape[0]] = 255
        return Split(pixels, labels)

    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    names = tuple(map(str, range(classes)))
    return Dataset(
        "pictures",
        task,
        InputKind.IMAGE,
        names,
        split(m),
        split(test) if test else None,
    )


def trained(dataset, steps=5, **config):
    spec = NetworkSpec.design(
        dataset.input_size, (5, 4), dataset.task, len(dataset.class_names)
    )
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig(0.5, **config))
    for _ in range(steps):
        trainer.step()
    return trainer


def arrays_of(shown):
    return [
        shown.test.probabilities,
        shown.first_layer.learned,
        shown.first_layer.weights,
        *shown.layers,
        *shown.active,
        *(array for one in shown.answers.values() for array in (*one.Z, *one.A)),
    ]


def assert_same_picture(one, other):
    """Float32 sums differ in their last bits, which no picture shows."""
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-5 * np.abs(other).max())


def needs_of(dataset):
    return ALL | {PassOf(dataset.picture(SplitName.TEST, 1))}


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("classes", [2, 3])
def test_shows_the_state(classes, precision):
    dataset = pictures(classes)
    trainer = trained(dataset, precision=precision)
    shown = frame(trainer.state(), dataset, needs_of(dataset), run_id=7)
    parameters = trainer.parameters()
    assert (shown.run_id, shown.spec, shown.iteration) == (7, trainer.spec, 5)
    assert shown.train == trainer.train_metrics()
    assert shown.test.metrics.cost == pytest.approx(
        trainer.test_metrics().cost, rel=1e-6
    )
    assert shown.test.metrics.accuracy == trainer.test_metrics().accuracy

    W, W_0 = parameters.weights[0], trainer.initial.weights[0]
    first = shown.first_layer
    assert first.learned.dtype == first.weights.dtype == np.float32
    assert first.learned.any()
    assert_same_picture(first.learned, W - W_0)
    assert_same_picture(first.weights, W)
    for layer, later in zip(shown.layers, parameters.weights[1:], strict=True):
        np.testing.assert_array_equal(layer, later)

    X = dataset.columns(SplitName.TRAIN, precision)
    passed = forward(trainer.spec, parameters, X)
    for share, A in zip(shown.active, passed.A[:-1], strict=True):
        np.testing.assert_array_equal(share, (A > 0).mean(axis=1))

    A = forward(trainer.spec, parameters, dataset.columns(SplitName.TEST, precision)).A
    rtol = 1e-13 if precision == "float64" else 1e-5
    np.testing.assert_allclose(shown.test.probabilities, A[-1], rtol=rtol)
    said = A[-1].argmax(axis=0) if classes > 2 else (A[-1][0] > 0.5)
    wrong = np.flatnonzero(said != dataset.test.labels)
    assert [mistake.index for mistake in shown.test.mistakes] == list(wrong)
    assert shown.test.mistakes
    (of_picture,) = shown.answers.values()
    for one, column in zip(of_picture.A, A, strict=True):
        np.testing.assert_allclose(one, column[:, 1], rtol=1e-5, atol=1e-6)


def test_what_nobody_needs_is_not_computed():
    dataset = pictures()
    shown = frame(trained(dataset).state(), dataset, frozenset())
    assert shown.test is shown.first_layer is None
    assert shown.layers == shown.active == ()
    assert shown.answers == {}


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("first_layer", ["direct", "sample-space"])
@pytest.mark.parametrize("begun_anew", [False, True])
def test_pictures_of_every_first_layer(first_layer, decay, precision, begun_anew):
    trainer = trained(
        pictures(), first_layer=first_layer, weight_decay=decay, precision=precision
    )
    if begun_anew:
        trainer.restore(trainer.parameters().frozen(), 5)
        trainer.step()
    first = frame(trainer.state(), None, frozenset({Need.FIRST_LAYER})).first_layer
    W, W_0 = trainer.parameters().weights[0], trainer.initial.weights[0]
    assert_same_picture(first.learned, W - W_0)
    assert_same_picture(first.weights, W)


@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize("first_layer", ["sample-space", "direct"])
def test_pictures_that_are_formed_later_are_of_their_moment(first_layer, decay):
    trainer = trained(pictures(), first_layer=first_layer, weight_decay=decay)
    first = frame(trainer.state(), None, frozenset({Need.FIRST_LAYER})).first_layer
    W, W_0 = trainer.parameters().weights[0].copy(), trainer.initial.weights[0]
    for _ in range(3):
        trainer.step()
    assert_same_picture(first.learned, W - W_0)
    assert not first.learned.flags.writeable


@pytest.mark.parametrize("is_large", [False, True])
def test_a_long_product_is_not_left_to_the_window(monkeypatch, is_large):
    if is_large:
        monkeypatch.setattr("engine.frame.MOST_LATER", 0)
    state = trained(pictures(), first_layer="sample-space").state()
    first = frame(state, None, frozenset({Need.FIRST_LAYER})).first_layer
    assert ("array" in vars(first.change)) is is_large


@pytest.mark.parametrize("is_copied", [False, True])
def test_pictures_of_large_data_need_no_copy(monkeypatch, is_copied):
    trainer = trained(pictures(), first_layer="sample-space")
    if not is_copied:
        monkeypatch.setattr("engine.sample_space.MOST_COPIED", 0)
    W_0 = trainer.initial.weights[0]
    learned = trainer.learned(W_0).array
    assert learned.dtype == np.float32
    assert (trainer.first_layer._blocks is not None) is is_copied
    assert_same_picture(learned, trainer.parameters().weights[0] - W_0)


# A boundary is for points in the plane: see test_boundary.py.
@pytest.mark.parametrize("need", [need for need in Need if need is not Need.BOUNDARY])
def test_each_need_is_served_alone(need):
    dataset = pictures()
    state = trained(dataset).state()
    shown = frame(state, dataset, frozenset({need}))
    served = {
        Need.TEST: shown.test is not None,
        Need.FIRST_LAYER: shown.first_layer is not None,
        Need.LAYERS: shown.layers != (),
        Need.ACTIVE: shown.active != (),
    }
    assert [name for name, there in served.items() if there] == [need]


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_a_frame_stays_as_it_was(precision):
    dataset = pictures()
    trainer = trained(dataset, precision=precision)
    shown = frame(trainer.state(), dataset, needs_of(dataset))
    kept = [array.copy() for array in arrays_of(shown)]
    for _ in range(5):
        trainer.step()
    for array, copy in zip(arrays_of(shown), kept, strict=True):
        np.testing.assert_array_equal(array, copy)
        assert not array.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    later = frame(trainer.state(), dataset, needs_of(dataset))
    assert any(
        not np.array_equal(old, new)
        for old, new in zip(kept, arrays_of(later), strict=True)
    )


def test_a_recorded_state_looks_like_the_live_one():
    dataset = pictures()
    trainer = trained(dataset)
    live = frame(trainer.state(), dataset, needs_of(dataset))
    parameters = trainer.parameters().frozen()
    fixed = FixedNetwork(trainer.spec, parameters)
    recorded = ModelState(trainer.spec, fixed, trainer.initial, 5)
    restored = trained(dataset, steps=0)
    restored.restore(parameters, 5)
    for state in (recorded, restored.state()):
        again = frame(state, dataset, frozenset(needs_of(dataset)))
        assert again.iteration == live.iteration
        assert again.test.metrics == live.test.metrics
        assert again.test.mistakes == live.test.mistakes
        ours, theirs = arrays_of(again)[:3], arrays_of(live)[:3]
        for one, other in zip(ours, theirs, strict=True):
            assert_same_picture(one, other)
        for one, other in zip(again.active, live.active, strict=True):
            np.testing.assert_array_equal(one, other)
    assert frame(recorded, dataset, ALL).train is None


def test_batches_know_the_training_set_only_when_asked():
    dataset = pictures()
    trainer = trained(dataset, batch_size=6)
    shown = frame(trainer.state(), dataset, ALL)
    X = dataset.columns(SplitName.TRAIN)
    A = forward(trainer.spec, trainer.parameters(), X).A
    np.testing.assert_array_equal(shown.active[0], (A[0] > 0).mean(axis=1))


@pytest.mark.parametrize(
    "other",
    [
        None,
        pictures(shape=(4, 4, 1)),
        pictures(classes=3),
    ],
    ids=["none", "other shape", "other classes"],
)
def test_data_that_the_network_is_not_for(other):
    """Its weights can be shown, and pictures predicted, but nothing of the data."""
    trainer = trained(pictures())
    fixed = FixedNetwork(trainer.spec, trainer.parameters().frozen())
    state = ModelState(trainer.spec, fixed, trainer.initial, 5)
    own = Picture(np.zeros(SHAPE, np.uint8), "own")
    shown = frame(state, other, ALL | {PassOf(own)})
    assert shown.test is None
    assert shown.active == ()
    assert shown.first_layer.weights.shape == (5, 12)
    assert len(shown.layers) == 2
    assert [len(A) for A in shown.answer(PassOf(own)).A] == [5, 4, 1]


def test_fits():
    spec = trained(pictures()).spec
    assert pictures().fits(spec)
    assert not pictures(3).fits(spec)
    assert not pictures(shape=(3, 3, 1)).fits(spec)
    # One unit answers a question of two classes, or predicts one number.
    assert not pictures().fits(NetworkSpec(spec.layer_dims, spec.activations, "linear"))


def test_without_a_test_set():
    dataset = pictures(test=0)
    shown = frame(trained(dataset).state(), dataset, ALL)
    assert shown.test is None
    assert shown.active


def test_dead_units_are_seen():
    dataset = pictures()
    trainer = trained(dataset, steps=0)
    start = trainer.parameters().frozen()
    b1 = start.biases[0].copy()
    b1[1] = -1e6
    b1[2] = 1e6
    dead = Parameters(start.weights, (b1, *start.biases[1:]))
    trainer.restore(dead, 0)
    shown = frame(trainer.state(), dataset, frozenset({Need.ACTIVE}))
    assert shown.active[0][1] == 0
    assert shown.active[0][2] == 1
    assert [len(share) for share in shown.active] == [5, 4]


def test_logistic_regression_has_no_hidden_layers_to_show():
    dataset = pictures()
    spec = NetworkSpec.design(dataset.input_size, (), dataset.task, 2)
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig())
    shown = frame(trainer.state(), dataset, ALL)
    assert shown.layers == shown.active == ()
    assert shown.first_layer.weights.shape == (1, 12)


def test_activations_of_one_picture():
    dataset = pictures()
    trainer = trained(dataset)
    picture = dataset.picture(SplitName.TRAIN, 3)
    A = passed(trainer.state(), picture).A
    expected = forward(
        trainer.spec, trainer.parameters(), dataset.columns(SplitName.TRAIN)
    ).A
    for one, column in zip(A, expected, strict=True):
        np.testing.assert_allclose(one, column[:, 3], rtol=1e-12)


def test_train_metrics_come_from_the_state():
    dataset = pictures()
    state = trained(dataset).state()
    assert isinstance(state.train, Metrics)
    assert frame(state, None, frozenset()).train == state.train
