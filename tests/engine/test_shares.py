"""Large batches that two threads share out between them."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.activations import ACTIVATIONS
from engine.blas import BlasThreads
from engine.errors import DataError
from engine.examples import Examples
from engine.initializers import draw_parameters
from engine.inputs import ArrayInputs
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.shares import halves, is_worth_sharing

pytestmark = pytest.mark.usefixtures("one_thread")

N_X, HIDDEN, M = 12, (6, 5), 300
BATCH = 140
"""Leaves a last batch of 20."""
RATE = 0.01


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let small batches be large ones, in some blocks for each thread."""
    monkeypatch.setattr("engine.shares.LEAST", 100)
    monkeypatch.setattr("engine.shares.BLOCK", 40)


def examples(task=Task.MULTICLASS, m=M):
    rng = np.random.default_rng(3)
    n_y = 1 if task is Task.BINARY else 4
    labels = rng.integers(max(2, n_y), size=m)
    X = rng.standard_normal((N_X, m)) + labels
    Y = (labels == np.arange(n_y)[:, np.newaxis]).astype(float)
    return Examples(X, Y, labels)


def make(
    activation="relu", output="softmax", dropout=(), threads=2, m=M, data=None, **config
):
    data = data or examples(OUTPUTS[output].task, m)
    spec = NetworkSpec(
        (N_X, *HIDDEN, len(data.Y)), (activation,) * len(HIDDEN), output, dropout
    )
    settings = {"first_layer": "direct", "optimizer": "adam", "iterations": 50}
    chosen = TrainingConfig(RATE, **(settings | config))
    return Trainer(spec, chosen, data, threads=threads)


def has_helper(trainer):
    return "_helper" in vars(trainer._shares)


def everything(trainer):
    return trainer.result, trainer.block.tobytes()


def flat(parameters):
    return [*parameters.weights, *parameters.biases]


def assert_close(ours, theirs):
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-12 * abs(other).max())


# The same sums


@pytest.mark.parametrize("output", OUTPUTS.names)
@pytest.mark.parametrize("activation", ACTIVATIONS.names)
def test_the_same_passes_as_over_all_at_once(activation, output):
    trainer, alone = (make(activation, output, threads=count) for count in (2, 1))
    data = trainer._train
    for seed in range(3):
        drawn = draw_parameters(trainer.spec.layer_dims, "he", seed)
        trainer.restore(drawn, seed)
        alone.restore(drawn, seed)
        np.testing.assert_allclose(trainer.cost, alone.cost, rtol=1e-12)
        np.testing.assert_equal(trainer.accuracy, alone.accuracy)
        right = network.gradients(trainer.spec, drawn, data.X, data.Y)
        assert_close(flat(trainer.gradients()), flat(right))
    assert has_helper(trainer)
    # No array has the signals of all examples.
    assert trainer.state().train_pass is None


@pytest.mark.parametrize("batch_size", [None, BATCH, M - 1])
@pytest.mark.parametrize("dropout", [(), (0.2, 0.3, 0.0), (0.0, 0.1, 0.4)])
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
def test_the_same_steps_as_one_thread(optimizer, dropout, batch_size):
    settings = {"optimizer": optimizer, "batch_size": batch_size, "dropout": dropout}
    one, two = (make("tanh", threads=count, **settings) for count in (1, 2))
    for _ in range(4):
        assert one.step().iteration == two.step().iteration
        np.testing.assert_allclose(one.cost, two.cost, rtol=1e-12)
        assert_close(flat(two.parameters()), flat(one.parameters()))
        # Adam divides by what may be nearly nothing, so each step is looked at alone.
        two.go_to(one.block, one.iteration)
    assert (has_helper(one), has_helper(two)) == (False, True)


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_single_precision_too(precision):
    one, two = (
        make(threads=count, precision=precision, optimizer="momentum")
        for count in (1, 2)
    )
    for trainer in (one, two):
        trainer.steps(5)
    assert has_helper(two)
    np.testing.assert_allclose(two.cost, one.cost, rtol=1e-5)
    assert two.block.dtype == precision


# The same bits


@pytest.mark.parametrize("batch_size", [None, BATCH])
@pytest.mark.parametrize("dropout", [(), (0.0, 0.3, 0.2)])
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
def test_the_same_bits_however_many_steps_at_a_time(optimizer, dropout, batch_size):
    settings = {"optimizer": optimizer, "dropout": dropout, "batch_size": batch_size}
    known = [
        in_portions(make(**settings), counts)
        for counts in ([12], [1] * 12, [5, 1, 4, 2], [12])
    ]
    assert known[1:] == known[:-1]


def in_portions(trainer, counts):
    """Return all that is known after some steps."""
    costs = [trainer.steps(count).costs for count in counts]
    assert has_helper(trainer)
    return np.concatenate(costs).tobytes(), *everything(trainer)


def test_a_checkpoint_goes_on_to_the_bit():
    trainer, other = make(batch_size=BATCH), make(batch_size=BATCH)
    trainer.steps(3)
    other.resume(trainer.checkpoint())
    assert trainer.steps(5).last == other.steps(5).last
    assert everything(trainer) == everything(other)


# Interrupts


@pytest.mark.parametrize("at", ["first", "middle", "last"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError])
def test_an_interrupt_in_the_middle_leaves_the_state_before(monkeypatch, at, fault):
    undisturbed, trainer = make("tanh"), make("tanh")
    for one in (undisturbed, trainer):
        one.steps(4)
    before = everything(trainer)

    def interrupted(operations):
        made = {"first": 0, "middle": len(operations) // 2, "last": len(operations)}
        for operation in operations[: made[at]]:
            operation()
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr("engine.helper.run", interrupted)
        with pytest.raises(fault):
            trainer.steps(3)
    assert everything(trainer) == before
    undisturbed.steps(6)
    trainer.steps(6)
    assert everything(trainer) == everything(undisturbed)


@pytest.mark.parametrize("thread", ["MainThread", "helper"])
def test_a_batch_that_either_thread_cant_read_leaves_the_state_before(thread):
    undisturbed, trainer = (
        make("tanh", batch_size=BATCH, data=from_elsewhere()) for _ in range(2)
    )
    for one in (undisturbed, trainer):
        one.steps(3)
    before = everything(trainer)
    trainer._train._inputs.missing.add(thread)
    with pytest.raises(DataError, match="gone"):
        trainer.step()
    assert everything(trainer) == before
    trainer._train._inputs.missing.clear()
    assert trainer.steps(5).last == undisturbed.steps(5).last
    assert everything(trainer) == everything(undisturbed)


class Elsewhere(ArrayInputs):
    """Inputs that some threads can't read for a while."""

    def __init__(self, array):
        super().__init__(array)
        self.missing = set()

    def gather(self, indices, out):
        return self._find, *super().gather(indices, out)

    def _find(self):
        if threading.current_thread().name in self.missing:
            raise DataError("The file is gone.")


def from_elsewhere():
    data = examples()
    return Examples(Elsewhere(data.X.T), data.Y, data.labels)


# Where it pays


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("batch_size", [99, 100])
def test_only_large_batches_of_runs_with_two_threads(batch_size, threads):
    trainer = make(threads=threads, batch_size=batch_size)
    trainer.steps(3)
    assert has_helper(trainer) is ((threads, batch_size) == (2, 100))


@pytest.mark.parametrize("first_layer", ["sample-space", "direct"])
def test_examples_that_are_kept_count_of_stay_together(monkeypatch, first_layer):
    monkeypatch.setattr("engine.first_layer_choice.TRACING_SHARE", 1e9)
    trainer = make(optimizer="momentum", first_layer=first_layer)
    trainer.steps(3)
    assert trainer.state().network.coefficients() is not None
    assert not has_helper(trainer)


def test_a_window_has_one_thread():
    data = examples()
    spec = NetworkSpec((N_X, 4000, len(data.Y)), ("relu",), "softmax")
    config = TrainingConfig(RATE, optimizer="adam")
    assert not has_helper(Trainer(spec, config, data, blas=BlasThreads(most=1)))


@pytest.mark.parametrize("m", [1, 2, 5, 39, 40, 41, 300, 4096, 60_000])
def test_blocks_cover_all_examples_once(m):
    mine, theirs = halves(m, 40)
    blocks = mine + theirs
    assert 0 <= len(mine) - len(theirs) <= 1
    covered = np.concatenate([np.arange(m)[block] for block in blocks])
    np.testing.assert_array_equal(covered, np.arange(m))
    assert all(block.start % 16 == 0 for block in blocks)
    assert all(0 < block.stop - block.start <= 40 + 16 for block in blocks)


def test_what_is_large():
    assert is_worth_sharing(2, 100)
    assert not is_worth_sharing(2, 99)
    assert not is_worth_sharing(1, 10**6)
