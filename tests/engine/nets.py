"""Small networks with data, and the yardstick for gradients."""

from __future__ import annotations

from itertools import count

import numpy as np

from engine import network
from engine.activations import ACTIVATIONS
from engine.examples import Examples
from engine.initializers import draw_parameters
from engine.outputs import OUTPUTS, Task
from engine.parameters import Parameters
from engine.spec import NetworkSpec

HIDDEN = (6, 5, 4, 4)
EXAMPLES = 7
TOLERANCE = 1e-7
NUDGE = 1e-5
KINK = 1e-3
"""Nearer than this to 0, a nudge might cross the kink of a ReLU."""

ALL_NETS = [
    (activation.name, output.name, depth)
    for activation in ACTIVATIONS
    for output in OUTPUTS
    for depth in range(1, len(HIDDEN) + 1)
] + [("linear", output.name, 0) for output in OUTPUTS]
"""Activation, output and number of hidden layers, over the whole registries."""


def all_arrays(parameters):
    return [*parameters.weights, *parameters.biases]


def relative_error(one, other):
    """Return |one - other| / (|one| + |other|) over all parameters."""
    a, b = (np.concatenate([x.ravel() for x in all_arrays(p)]) for p in (one, other))
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


def net(activation, output, depth):
    """Return a network, parameters and examples on which no part of it is dead."""
    classes = 3
    task = OUTPUTS[output].task
    n_y = 1 if task is Task.BINARY else classes
    spec = NetworkSpec((4, *HIDDEN[:depth], n_y), (activation,) * depth, output)
    drawn = (_draw(spec, task, seed) for seed in count())
    parameters, examples = next(one for one in drawn if _lively(spec, *one))
    return spec, parameters, examples


def _draw(spec, task, seed):
    rng = np.random.default_rng(seed)
    drawn = draw_parameters(spec.layer_dims, "he", seed)
    # Zero biases would hide what is wrong with theirs.
    biases = tuple(0.3 * rng.standard_normal(b.shape) for b in drawn.biases)
    parameters = Parameters(drawn.weights, biases)
    X = rng.standard_normal((spec.layer_dims[0], EXAMPLES))
    labels = rng.integers(max(2, spec.layer_dims[-1]), size=EXAMPLES)
    if task is Task.BINARY:
        Y = labels[np.newaxis].astype(float)
    elif task is Task.MULTICLASS:
        Y = np.eye(spec.layer_dims[-1])[labels].T.copy()
    else:
        Y = rng.standard_normal((spec.layer_dims[-1], EXAMPLES))
    return parameters, Examples(X, Y, labels)


def _lively(spec, parameters, examples):
    passed = network.forward(spec, parameters, examples.X)
    steady = all(np.abs(Z).min() > KINK for Z in passed.Z[:-1])
    grads = network.gradients(spec, parameters, examples.X, examples.Y)
    # Every single unit learns, and every layer's gradient is large enough to measure.
    awake = all((np.abs(dW).max(axis=1) > 0).all() for dW in grads.weights)
    return steady and awake and all(np.abs(dW).max() > 1e-3 for dW in grads.weights)


def numeric_gradients(spec, parameters, examples):
    """Return dJ/d(parameter) by central differences, one parameter at a time."""
    copies = Parameters(
        tuple(W.copy() for W in parameters.weights),
        tuple(b.copy() for b in parameters.biases),
    )

    def cost_with(array, place, value):
        kept = array[place]
        array[place] = value
        cost = network.cost(spec, copies, examples.X, examples.Y)
        array[place] = kept
        return cost

    def slopes(array):
        found = np.empty_like(array)
        for place in np.ndindex(array.shape):
            above = cost_with(array, place, array[place] + NUDGE)
            below = cost_with(array, place, array[place] - NUDGE)
            found[place] = (above - below) / (2 * NUDGE)
        return found

    return Parameters(
        tuple(map(slopes, copies.weights)), tuple(map(slopes, copies.biases))
    )


def step_gradients(trainer, learning_rate):
    """Return the gradients that a step of plain gradient descent went by."""
    before = trainer.parameters().frozen()
    trainer.learning_rate = learning_rate
    trainer.step()
    after = trainer.parameters()
    return Parameters(
        *(
            tuple((old - new) / learning_rate for old, new in zip(*pair, strict=True))
            for pair in (
                (before.weights, after.weights),
                (before.biases, after.biases),
            )
        )
    )
