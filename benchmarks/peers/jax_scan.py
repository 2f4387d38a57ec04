"""JAX on the CPU, with the whole loop inside one jit."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.contest import Contestant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.problem import Problem

NAME = "JAX"


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the network with its examples as rows and as columns.

    The number of threads can't be changed once JAX runs; it has one for each core.
    """
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    # A scan needs batches of equal size, so the incomplete last one is left out.
    batches = problem.m // problem.batch
    for variant in ("rows", "columns"):
        network = Network(jax, problem, columns=variant == "columns")
        yield Contestant(NAME, variant, network.run, lambda: None, batches)


class Network:
    """Parameters and examples on the device, and the compiled loop."""

    def __init__(self, jax: Any, problem: Problem, *, columns: bool) -> None:
        self._jax = jax
        self._whole = problem.updates == 1
        # Picked for a batch, examples should lie together in memory.
        turned = columns and self._whole
        self._X = jax.numpy.array(problem.rows.T if turned else problem.rows)
        Y = problem.targets if problem.binary else problem.labels
        self._Y = jax.numpy.array(Y.T if columns else Y)
        initial = zip(problem.initial.weights, problem.initial.biases, strict=True)
        self._parameters = [
            [jax.numpy.array(one if columns else one.T) for one in layer]
            for layer in initial
        ]
        self._key = jax.random.key(0)
        step = partial(sgd_step, jax, problem, columns)
        self._train = compiled(jax, step, problem, columns)

    def run(self, epochs: int) -> float:
        """Pass so often over the training set, in as few calls as possible."""
        # A pass of mini-batches is long enough for a call of its own.
        calls, epochs = (1, epochs) if self._whole else (epochs, 1)
        for _ in range(calls):
            self._key, key = self._jax.random.split(self._key)
            self._parameters, (costs, _) = self._train(
                self._parameters, self._X, self._Y, key, epochs
            )
        self._jax.block_until_ready(self._parameters)
        return float(costs[-1])


def sgd_step(
    jax: Any, problem: Problem, columns: bool, parameters: Any, batch: Any
) -> Any:
    """Return the parameters after an update; cost and accuracy before it."""
    x, y = batch

    def cost(parameters: Any) -> Any:
        A = x
        for W, b in parameters[:-1]:
            A = jax.nn.relu((W @ A if columns else A @ W) + b)
        W, b = parameters[-1]
        Z = (W @ A if columns else A @ W) + b
        return cost_and_accuracy(jax, problem, columns, Z, y)

    found, gradients = jax.value_and_grad(cost, has_aux=True)(parameters)
    rate = problem.learning_rate
    return jax.tree.map(lambda p, g: p - rate * g, parameters, gradients), found


def cost_and_accuracy(
    jax: Any, problem: Problem, columns: bool, Z: Any, y: Any
) -> tuple[Any, Any]:
    """Return the mean cross-entropy and the share of right answers."""
    jnp = jax.numpy
    if problem.binary:
        return jnp.mean(jax.nn.softplus(Z) - y * Z), jnp.mean((Z > 0) == (y > 0.5))
    classes = 0 if columns else 1
    chosen = jnp.expand_dims(y, classes)
    logarithms = jax.nn.log_softmax(Z, axis=classes)
    cost = -jnp.mean(jnp.take_along_axis(logarithms, chosen, axis=classes))
    return cost, jnp.mean(Z.argmax(classes) == y)


def compiled(
    jax: Any, step: Callable[[Any, Any], Any], problem: Problem, columns: bool
) -> Callable[..., Any]:
    """Return the loop as one program: ``train(parameters, X, Y, key, epochs)``."""
    size, batches = problem.batch, problem.m // problem.batch

    def whole(parameters: Any, X: Any, Y: Any, key: Any, epochs: int) -> Any:
        def once(parameters: Any, _: Any) -> Any:
            return step(parameters, (X, Y))

        return jax.lax.scan(once, parameters, None, length=epochs)

    def shuffled(parameters: Any, X: Any, Y: Any, key: Any, epochs: int) -> Any:
        order = jax.random.permutation(key, problem.m)[: batches * size]

        def once(parameters: Any, chosen: Any) -> Any:
            x = X[chosen].T if columns else X[chosen]
            y = Y[..., chosen] if columns else Y[chosen]
            return step(parameters, (x, y))

        return jax.lax.scan(once, parameters, order.reshape(batches, size))

    loop = whole if problem.updates == 1 else shuffled
    program: Callable[..., Any] = jax.jit(loop, static_argnums=4, donate_argnums=0)
    return program
