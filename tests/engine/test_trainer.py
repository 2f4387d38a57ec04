"""The trainer: its states, its steps, and what it refuses."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.activations import ACTIVATIONS
from engine.batches import Batches
from engine.blas import BlasThreads
from engine.datasets import Dataset, InputKind, Split
from engine.errors import DataError, DivergenceError, SpecError
from engine.evaluation import Metrics
from engine.examples import Examples
from engine.first_layer import DirectFirstLayer
from engine.frame import Need, frame
from engine.initializers import INITIALIZERS, draw_parameters
from engine.optimizers import OPTIMIZERS
from engine.outputs import Task
from engine.parameters import Parameters
from engine.spec import MAX_HIDDEN_LAYERS
from tests.engine.nets import all_arrays, net, relative_error, step_gradients

pytestmark = pytest.mark.usefixtures("one_thread")

N_X, M, M_TEST = 6, 30, 11


def dataset(classes=2, m=M, seed=0):
    """Return vectors in clusters that a network can tell apart, but not at once."""
    rng = np.random.default_rng(seed)
    centres = 1.5 * rng.standard_normal((classes, N_X))

    def split(size):
        labels = rng.permutation(np.arange(size) % classes)
        return Split(centres[labels] + rng.standard_normal((size, N_X)), labels)

    task = Task.BINARY if classes == 2 else Task.MULTICLASS
    names = tuple(f"class {i}" for i in range(classes))
    return Dataset("clusters", task, InputKind.VECTOR, names, split(m), split(M_TEST))


def make(data=None, hidden=(5, 4), activation="tanh", **config):
    data = data or dataset()
    config = {"learning_rate": 0.3, "iterations": 40} | config
    spec = NetworkSpec.design(N_X, hidden, data.task, len(data.class_names), activation)
    return Trainer.for_dataset(data, spec, TrainingConfig(**config))


def run(trainer, steps):
    return [trainer.result, *(trainer.step() for _ in range(steps))]


def regression(*dims, m=10, **config):
    """Return a trainer of a linear network, whose cost really can overflow."""
    rng = np.random.default_rng(3)
    X, Y = rng.standard_normal((dims[0], m)), rng.standard_normal((dims[-1], m))
    spec = NetworkSpec(dims, ("linear",) * (len(dims) - 2), "linear")
    return Trainer(spec, TrainingConfig(**config), Examples(X, Y, np.zeros(m, int)))


def everything(trainer):
    return trainer.result, trainer.parameters().frozen(), trainer.learning_rate


def assert_same_state(one, other):
    # A regression's accuracy is NaN, which equals nothing.
    assert one[0][:2] == other[0][:2]
    assert one[1].equals(other[1])
    assert one[2] == other[2]


def test_n_iterations_have_n_plus_one_costs():
    trainer = make()
    results = run(trainer, 7)
    assert [result.iteration for result in results] == list(range(8))
    assert len({result.cost for result in results}) == 8


def test_cost_and_accuracy_are_those_of_the_state():
    data = dataset()
    trainer = make(data)
    for result in run(trainer, 3):
        assert np.isfinite(result.cost)
    X, Y = data.columns(data_split("train")), data.targets(data.train)
    parameters = trainer.parameters()
    A = network.probabilities(trainer.spec, parameters, X)
    assert trainer.cost == pytest.approx(
        network.cost(trainer.spec, parameters, X, Y), rel=1e-14
    )
    assert trainer.accuracy == np.mean((A[0] > 0.5) == data.train.labels)
    assert trainer.train_metrics() == Metrics(trainer.cost, trainer.accuracy)


def data_split(name):
    from engine.datasets import SplitName

    return SplitName(name)


def test_test_metrics_are_those_of_the_test_set():
    data = dataset(3)
    trainer = make(data)
    run(trainer, 20)
    X, Y = data.columns(data_split("test")), data.targets(data.test)
    A = network.probabilities(trainer.spec, trainer.parameters(), X)
    metrics = trainer.test_metrics()
    cost = network.cost(trainer.spec, trainer.parameters(), X, Y)
    assert metrics.cost == pytest.approx(cost, rel=1e-14)
    assert metrics.accuracy == np.mean(A.argmax(axis=0) == data.test.labels)
    assert metrics.cost != trainer.cost


def test_without_a_test_set_there_are_no_test_metrics():
    full = dataset()
    data = Dataset(full.name, full.task, full.kind, full.class_names, full.train, None)
    assert make(data).test_metrics() is None


def test_a_step_reduces_the_cost():
    results = run(make(), 40)
    assert results[-1].cost < 0.5 * results[0].cost
    assert results[-1].accuracy > results[0].accuracy


@pytest.mark.parametrize("batch_size", [None, 7])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_looking_changes_nothing(batch_size, precision):
    """Pause, look at everything, go on: the same to the bit as without."""
    data = dataset()
    settings = {"batch_size": batch_size, "precision": precision}
    undisturbed, looked_at = make(data, **settings), make(data, **settings)
    expected = run(undisturbed, 12)
    results = [looked_at.result]
    for _ in range(12):
        frame(looked_at.state(), data, frozenset(Need))
        looked_at.test_metrics()
        looked_at.train_metrics()
        looked_at.parameters()
        results.append(looked_at.step())
    assert results == expected
    assert looked_at.parameters().equals(undisturbed.parameters())


def test_even_a_test_set_of_the_training_sets_size_changes_nothing():
    """Its pass must not share buffers with the present state's."""
    full = dataset()
    twin = dataset(seed=9).train
    data = Dataset(full.name, full.task, full.kind, full.class_names, full.train, twin)
    undisturbed, looked_at = make(data), make(data)
    expected = run(undisturbed, 3)
    for wanted in expected[1:]:
        looked_at.test_metrics()
        assert looked_at.step() == wanted


@pytest.mark.parametrize("batch_size", [None, 7])
def test_reset_starts_the_same_run_again(batch_size):
    trainer = make(batch_size=batch_size)
    before = everything(trainer)
    first = run(trainer, 9)
    trainer.learning_rate = 0.01
    trainer.reset()
    assert_same_state(everything(trainer), before)
    assert run(trainer, 9) == first


@pytest.mark.parametrize("batch_size", [None, 7])
def test_restore_goes_on_from_a_recorded_state(batch_size):
    trainer = make(batch_size=batch_size)
    run(trainer, 4)
    recorded = trainer.parameters().frozen()
    expected = run(trainer, 6)
    trainer.reset()
    trainer.restore(recorded, 4)
    assert run(trainer, 6) == expected
    # The recorded arrays are the caller's: the steps left them alone.
    other = make(batch_size=batch_size)
    run(other, 4)
    assert recorded.equals(other.parameters())


def test_a_step_leaves_what_was_given_before_alone():
    trainer = make()
    initial = trainer.parameters().frozen()
    trainer.step()
    assert trainer.initial.equals(initial)
    assert not trainer.parameters().equals(initial)


def test_restore_refuses_another_networks_parameters():
    trainer = make()
    run(trainer, 2)
    before = everything(trainer)
    with pytest.raises(SpecError, match=r"\(6, 3, 1\) units, not \(6, 5, 4, 1\)"):
        trainer.restore(draw_parameters((6, 3, 1), "scaled", 1), 0)
    assert_same_state(everything(trainer), before)


def test_restore_refuses_parameters_without_a_finite_cost():
    trainer = make()
    run(trainer, 2)
    before = everything(trainer)
    broken = trainer.parameters().frozen()
    weights = [W.copy() for W in broken.weights]
    weights[1][0, 0] = np.nan
    with pytest.raises(DivergenceError, match="cost of iteration 5 is not a finite"):
        trainer.restore(Parameters(tuple(weights), broken.biases), 5)
    assert_same_state(everything(trainer), before)
    undisturbed = make()
    run(undisturbed, 2)
    assert trainer.step() == undisturbed.step()


def test_initial_weights_may_be_given_in_any_memory_order():
    data = dataset()
    given = make(data).initial
    fortran = Parameters(tuple(map(np.asfortranarray, given.weights)), given.biases)
    examples = Examples.of(data, data_split("train"), "float64")
    spec = make(data).spec
    config = TrainingConfig(0.3)
    one = Trainer(spec, config, examples, initial=given)
    other = Trainer(spec, config, examples, initial=fortran)
    assert run(one, 5) == run(other, 5)


# Mini-batches


@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
def test_the_batch_is_a_function_of_seed_and_iteration(optimizer):
    trainer = make(batch_size=7, optimizer=optimizer)
    results = run(trainer, 11)
    for result in results:
        indices = Batches(M, 7, seed=1).indices(result.iteration)
        assert len(indices) == (2 if result.iteration % 5 == 4 else 7)
    assert make(batch_size=7, seed=2).step() != results[1]


def test_a_batch_step_goes_by_the_batchs_gradient():
    data = dataset()
    trainer = make(data, batch_size=7)
    run(trainer, 4)  # The next batch is the epoch's last, with only two examples.
    indices = Batches(M, 7, seed=1).indices(4)
    X = data.columns(data_split("train"))[:, indices]
    Y = data.targets(data.train)[:, indices]
    expected = network.gradients(trainer.spec, trainer.parameters().frozen(), X, Y)
    assert X.shape[1] == 2
    assert trainer.cost == pytest.approx(
        network.cost(trainer.spec, trainer.parameters(), X, Y), rel=1e-13
    )
    assert relative_error(step_gradients(trainer, 0.3), expected) < 1e-12


def test_training_metrics_are_of_the_whole_training_set():
    data = dataset()
    trainer = make(data, batch_size=7)
    run(trainer, 3)
    X, Y = data.columns(data_split("train")), data.targets(data.train)
    expected = network.cost(trainer.spec, trainer.parameters(), X, Y)
    assert trainer.train_metrics().cost == pytest.approx(expected, rel=1e-13)
    assert trainer.train_metrics().cost != trainer.cost
    assert trainer.state().train_pass is None


def test_a_batch_of_all_examples_is_the_full_batch():
    assert run(make(batch_size=M), 9) == run(make(), 9)


def test_batches_learn_too():
    trainer = make(batch_size=7)
    before = trainer.train_metrics()
    run(trainer, 100)
    assert trainer.train_metrics().cost < 0.5 * before.cost


# Precision


def test_float32_is_float32_throughout():
    trainer = make(precision="float32", learning_rate=np.float64(0.3))
    exact = make()
    for rough, fine in zip(run(trainer, 20), run(exact, 20), strict=True):
        assert rough.cost == pytest.approx(fine.cost, rel=1e-4)
    state = trainer.state()
    for array in (*all_arrays(trainer.parameters()), *state.train_pass.A):
        assert array.dtype == np.float32
    assert trainer.cost != exact.cost


def test_examples_are_brought_to_the_runs_precision():
    data = dataset()
    spec = make(data).spec
    config = TrainingConfig(0.3, precision="float32")
    examples = Examples.of(data, data_split("train"), "float64")
    expected = Trainer.for_dataset(data, spec, config).step()
    assert Trainer(spec, config, examples).step() == expected


# Divergence


def run_until_divergence(trainer):
    """Return the last good state and the error that came after it."""
    while True:
        last = everything(trainer)
        assert trainer.iteration < 1000
        try:
            trainer.step()
        except DivergenceError as error:
            return last, error


@pytest.mark.parametrize(
    ("dims", "learning_rate"),
    [((3, 2), 50.0), ((3, 4, 4, 4, 2), 20.0), ((3, 2), 1e300)],
    ids=["linear regression", "deep linear", "absurd rate"],
)
@pytest.mark.parametrize("batch_size", [None, 4])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_divergence_keeps_the_last_good_state(
    dims, learning_rate, batch_size, precision
):
    settings = {"batch_size": batch_size, "precision": precision}
    trainer = regression(*dims, learning_rate=learning_rate, **settings)
    last, error = run_until_divergence(trainer)
    assert "steps are too large" in str(error)
    assert error.values["iteration"] == last[0].iteration + 1
    assert error.values["suggestion"] == pytest.approx(learning_rate / 10)
    assert_same_state(everything(trainer), last)
    assert np.isfinite(trainer.cost)
    assert all(np.isfinite(array).all() for array in all_arrays(last[1]))

    # The same step again diverges again; from the start, a small rate does not.
    with pytest.raises(DivergenceError):
        trainer.step()
    assert_same_state(everything(trainer), last)
    assert trainer.state().iteration == last[0].iteration
    trainer.reset()
    trainer.learning_rate = 0.001
    costs = [result.cost for result in run(trainer, 3 * 4)]
    if batch_size is None:
        assert costs == sorted(costs, reverse=True)


def test_infinite_weights_behind_a_finite_cost_are_a_divergence():
    """A ReLU cuts minus infinity off to 0, and the cost never hears of it."""
    X, Y = np.array([[1.0, 2.0]]), np.array([[-1.0, -1.0]])
    spec = NetworkSpec((1, 1, 1), ("relu",), "linear")
    start = Parameters(
        (np.array([[1e154]]), np.array([[1e154]])), (np.zeros((1, 1)),) * 2
    )
    config = TrainingConfig(learning_rate=1.0)
    examples = Examples(X, Y, np.zeros(2, int))
    with pytest.raises(DivergenceError, match="iteration 0"):
        Trainer(spec, config, examples, initial=start)
    start = Parameters((np.array([[1e100]]), np.ones((1, 1))), start.biases)
    trainer = Trainer(spec, config, examples, initial=start)
    trainer.learning_rate = 1e250
    with pytest.raises(DivergenceError):
        trainer.step()
    assert trainer.parameters().equals(start)


def test_test_metrics_may_overflow_without_a_warning():
    data = dataset()
    huge = Split(1e200 * data.test.inputs, data.test.labels)
    data = Dataset(data.name, data.task, data.kind, data.class_names, data.train, huge)
    spec = NetworkSpec.design(N_X, (4, 4), data.task, 2, "linear")
    trainer = Trainer.for_dataset(data, spec, TrainingConfig(0.1))
    start = trainer.parameters().frozen()
    large = Parameters(tuple(1e60 * W for W in start.weights), start.biases)
    trainer.restore(large, 0)
    assert not np.isfinite(trainer.test_metrics().cost)
    shown = frame(trainer.state(), data, frozenset(Need))
    assert not np.isfinite(shown.test.metrics.cost)
    assert np.isfinite(trainer.cost)


# The learning rate in mid-run


def test_the_learning_rate_may_change_between_two_steps():
    changed, constant = make(), make(learning_rate=0.05)
    run(changed, 5)
    constant.restore(changed.parameters().frozen(), 5)
    changed.learning_rate = 0.05
    assert run(changed, 5) == run(constant, 5)


# Unusual networks and data


@pytest.mark.parametrize("activation", ACTIVATIONS.names)
@pytest.mark.parametrize("initialization", ["scaled", "he"])
def test_every_activation_and_good_init_learns(activation, initialization):
    trainer = make(
        activation=activation, initialization=initialization, learning_rate=0.5
    )
    results = run(trainer, 300)
    assert results[-1].cost < 0.5 * results[0].cost


@pytest.mark.parametrize("initialization", INITIALIZERS.names)
def test_every_init_trains_a_shallow_network(initialization):
    trainer = make(hidden=(5,), initialization=initialization, learning_rate=1.0)
    results = run(trainer, 200)
    assert results[-1].cost < 0.5 * results[0].cost


def test_logistic_regression():
    trainer = make(hidden=())
    assert trainer.spec.layer_dims == (N_X, 1)
    results = run(trainer, 100)
    assert results[-1].cost < 0.5 * results[0].cost


def test_six_classes():
    data = dataset(classes=6, m=90)
    trainer = make(data)
    assert trainer.spec.layer_dims == (N_X, 5, 4, 6)
    assert trainer.spec.output == "softmax"
    assert trainer.cost > 1
    results = run(trainer, 400)
    assert results[-1].cost < 0.5
    assert results[-1].accuracy > 0.8


def test_the_deepest_network():
    trainer = make(hidden=(4,) * MAX_HIDDEN_LAYERS, initialization="scaled")
    before = trainer.parameters().frozen()
    run(trainer, 5)
    assert len(trainer.parameters().weights) == MAX_HIDDEN_LAYERS + 1
    assert not np.array_equal(before.weights[-1], trainer.parameters().weights[-1])


def test_one_example():
    trainer = make(dataset(m=1), learning_rate=1.0)
    results = run(trainer, 100)
    assert results[-1].accuracy == 1
    assert results[-1].cost < 0.05


def test_examples_of_one_class_only():
    data = dataset()
    one = Split(data.train.inputs, np.ones(M, np.int64))
    data = Dataset(data.name, data.task, data.kind, data.class_names, one, data.test)
    results = run(make(data, learning_rate=1.0), 100)
    assert results[-1].accuracy == 1
    assert results[-1].cost < 0.05


# What doesn't fit together


def test_a_network_for_other_data_is_refused():
    data = dataset(3)
    config = TrainingConfig()
    with pytest.raises(SpecError, match="takes 7 inputs, the data have 6"):
        Trainer.for_dataset(data, NetworkSpec((7, 3), (), "softmax"), config)
    with pytest.raises(SpecError, match="has 2 outputs, the data need 3"):
        Trainer.for_dataset(data, NetworkSpec((6, 2), (), "softmax"), config)


def test_too_large_a_batch_is_refused():
    assert make(batch_size=M).spec
    with pytest.raises(SpecError, match="batch of 31 is larger than the training set"):
        make(batch_size=M + 1)


@pytest.mark.parametrize(
    ("X", "Y", "labels"),
    [
        (np.ones((2, 0)), np.ones((1, 0)), np.ones(0, int)),
        (np.ones((2, 3)), np.ones((1, 2)), np.ones(3, int)),
        (np.ones((2, 3)), np.ones((1, 3)), np.ones(2, int)),
    ],
    ids=["none", "targets", "labels"],
)
def test_examples_that_do_not_fit_together_are_refused(X, Y, labels):
    spec = NetworkSpec((2, 1), (), "sigmoid")
    with pytest.raises(SpecError, match="at least one example"):
        Trainer(spec, TrainingConfig(), Examples(X, Y, labels))


def test_data_that_are_not_finite_are_refused():
    spec, parameters, examples = net("tanh", "sigmoid", 1)
    examples.X[0, 3] = np.inf
    with pytest.raises(DataError, match=r"Example 3 .* not finite in float64"):
        Trainer(spec, TrainingConfig(), examples, initial=parameters)
    examples.X[0, 3], examples.X[1, 5] = 0, 1e39
    Trainer(spec, TrainingConfig(), examples, initial=parameters)
    single = TrainingConfig(precision="float32")
    with pytest.raises(DataError, match=r"Example 5 .* not finite in float32"):
        Trainer(spec, single, examples, initial=parameters)
    examples.Y[0, 2] = np.nan
    with pytest.raises(DataError, match=r"Example 2 .* not finite"):
        Trainer(spec, TrainingConfig(), examples, initial=parameters)


def test_large_products_get_a_second_thread(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert make().blas_threads == 1
    rng = np.random.default_rng(0)
    spec = NetworkSpec((20_000, 100, 1), ("relu",), "sigmoid")
    examples = Examples(
        rng.standard_normal((20_000, 30)), np.ones((1, 30)), np.ones(30, int)
    )
    direct = TrainingConfig(first_layer="direct")
    assert Trainer(spec, direct, examples).blas_threads == 2
    assert Trainer(spec, TrainingConfig(), examples).blas_threads == 1
    one = TrainingConfig(batch_size=1, first_layer="direct")
    assert Trainer(spec, one, examples).blas_threads == 1


def test_the_first_product_has_the_runs_threads_already():
    """Else the first cost would depend on what the process did before."""
    used = []

    class Recorder(BlasThreads):
        def use(self, count):
            used.append((count, calls()))

    def calls():
        return len(products)

    products = []

    class Spy(DirectFirstLayer):
        def forward(self, at, examples, out):
            note = partial(products.append, out.shape)
            return (note, *super().forward(at, examples, out))

    direct = TrainingConfig(first_layer="direct")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.first_layer_choice.DirectFirstLayer", Spy)
        data = dataset()
        spec = make(data).spec
        before = len(products)
        Trainer.for_dataset(data, spec, direct, blas=Recorder())
    assert used == [(1, before)]
    assert len(products) == before + 1
