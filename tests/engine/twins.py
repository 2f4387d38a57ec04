"""The same run on both of the first layer's paths, and how their states compare."""

from __future__ import annotations

from functools import cache
from itertools import count

import numpy as np

from engine import NetworkSpec, Trainer, TrainingConfig, network
from engine.examples import Examples
from engine.initializers import draw_parameters
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.parameters import Parameters

N_X, M = 30, 14
BATCH = 4
"""Leaves a last batch of 2."""
RATES = {
    "relu": 0.05,
    "leaky-relu": 0.05,
    "tanh": 0.1,
    "sigmoid": 1.0,
    "linear": 0.05,
}
"""Learning rates of plain gradient descent, by activation; 0.03 for one not named."""


@cache
def problem(activation, output, dropout=(), hidden=(6, 5)):
    """Return a network, parameters and examples on which no part of it is dead."""
    task = OUTPUTS[output].task
    n_y = 1 if task is Task.BINARY else 3
    names = (activation,) * len(hidden)
    spec = NetworkSpec((N_X, *hidden, n_y), names, output, dropout)
    drawn = ((_start(spec, seed), _examples(spec, task, seed)) for seed in count())
    return spec, *next(one for one in drawn if is_alive(spec, *one, share=1))


def _start(spec, seed):
    drawn = draw_parameters(spec.layer_dims, "he", seed)
    rng = np.random.default_rng(seed)
    # Zero biases would hide what is wrong with theirs.
    biases = tuple(0.3 * rng.standard_normal(b.shape) for b in drawn.biases)
    return Parameters(drawn.weights, biases)


def _examples(spec, task, seed):
    rng = np.random.default_rng(1000 + seed)
    n_y = spec.layer_dims[-1]
    labels = rng.permutation(np.arange(M) % max(2, n_y))
    # Clusters, so that there is something to learn.
    centres = 0.4 * rng.standard_normal((N_X, labels.max() + 1))
    X = centres[:, labels] + 0.2 * rng.standard_normal((N_X, M))
    if task is Task.BINARY:
        Y = labels[np.newaxis].astype(float)
    elif task is Task.MULTICLASS:
        Y = np.eye(n_y)[labels].T.copy()
    else:
        Y = 1 + rng.standard_normal((n_y, n_y))[:, labels]
    return Examples(X, Y, labels)


def is_alive(spec, parameters, examples, share=0.3):
    """Tell whether every layer learns, and at least such a share of its units."""
    grads = network.gradients(spec, parameters, examples.X, examples.Y)
    learning = [np.abs(dW).max(axis=1) > 1e-6 for dW in grads.weights]
    return all(units.mean() >= share for units in learning)


def rate(activation, output, optimizer="gradient-descent", **_settings):
    """Return a learning rate at which the cost falls, on small batches too."""
    found = RATES.get(activation, 0.05)
    if OPTIMIZERS[optimizer].has_momentum:
        found /= 4
    return found / 2 if output == "linear" else found


def pair(spec, start, examples, **settings):
    """Return two trainers of one run: in sample space, and direct."""
    usual = rate(spec.activations[0], spec.output, **settings)
    settings = {"learning_rate": usual} | settings
    return tuple(
        Trainer(
            spec, TrainingConfig(first_layer=way, **settings), examples, None, start
        )
        for way in ("sample-space", "direct")
    )


def direct_blocks(trainer, examples, blocks):
    """Return blocks of a run in sample space as the direct path has them.

    W1 = s W1_0 + C X^T is linear in the coordinates that the optimizer steps. So its
    velocity is that of s times W1_0, plus that of C times X^T, and its b1 moves with
    the sum of C's columns where weights don't decay and b1 is a coordinate itself
    where they do.

    Parameters
    ----------
    trainer : Trainer
        In sample space.
    examples : Examples
        Its training examples.
    blocks : ndarray, shape (count, 1 + slots, size)
        What `Trainer.block` was: in each, the first row has the parameters, the others
        have velocities.
    """
    W, b = trainer.initial.weights[0], trainer.initial.biases[0][:, 0]
    units, m = len(W), len(examples)
    C, rest = np.split(blocks, [units * m], axis=-1)
    C = C.reshape(*C.shape[:2], units, m)
    if trainer.config.weight_decay:
        s, b1, rest = np.split(rest, [1, 1 + units], axis=-1)
    else:
        s = np.zeros((*C.shape[:2], 1))
        b1 = C.sum(axis=-1)
        s[:, 0] = 1  # Of the parameters; it has no velocity.
        b1[:, 0] += b
    W1 = C @ examples.X.T + s[..., np.newaxis] * W
    return np.concatenate([W1.reshape(*W1.shape[:2], -1), b1, rest], axis=-1)


def arrays(spec, blocks):
    """Yield each W and b, flattened, of direct blocks or rows of them."""
    end = 0
    for layer, shapes in enumerate(spec.shapes(1)):
        (rows, columns), start = shapes.W, end
        end += rows * (columns + 1)
        here = blocks[..., start:end]
        if layer:
            # The biases stand beside the weights.
            here = here.reshape(*here.shape[:-1], rows, columns + 1)
            yield here[..., :-1].reshape(*here.shape[:-2], -1)
            yield here[..., -1]
        else:
            yield here[..., : rows * columns]
            yield here[..., rows * columns :]


def distance(spec, ours, theirs):
    """Return how far the parameters in two series of direct blocks are apart.

    The largest difference of two entries, as a share of the largest entry in that array
    at that moment.
    """
    pairs = zip(arrays(spec, ours[:, 0]), arrays(spec, theirs[:, 0]), strict=True)
    return max(float(_shares(*pair).max()) for pair in pairs)


def velocity_distance(ours, theirs):
    """Return how far the velocities are apart, as a share of the largest one.

    Not array by array: the velocity of an output's only bias passes through 0.
    """
    return float(_shares(ours[:, 1:], theirs[:, 1:]).max(initial=0))


def _shares(one, other):
    return np.abs(one - other).max(axis=-1) / np.abs(other).max(axis=-1)
