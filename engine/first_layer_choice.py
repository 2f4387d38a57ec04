"""Which way of keeping the first layer is faster, and what to tell who asks."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.config import FIRST_LAYERS
from engine.errors import ConflictError
from engine.first_layer import DirectFirstLayer
from engine.optimizers import OPTIMIZERS
from engine.sample_space import DecayingSampleSpaceFirstLayer, SampleSpaceFirstLayer
from engine.traced_layer import TracedFirstLayer

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.examples import Examples
    from engine.first_layer import FirstLayer
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

MOST_EXAMPLES = 8192
"""Past that, the table of inner products takes more than half a gigabyte."""

_OPERATIONS = 2.5e10
"""Floating-point operations a second in float64 products of few rows. Measured, as the
next two, with two cores of 2.4 GHz; only how they compare counts."""

_TABLE_OPERATIONS = 3.2e10
"""The same in the table of inner products, of which one half is computed."""

_BYTES = 1.2e10
"""Bytes a second that come from memory."""

_CALLS = 1e-5
"""Seconds that a layer's calls take, however small it is."""

TRACING_SHARE = 0.02
"""What it may cost on the direct way to keep count of what W1 is made of."""

GOING_ON = "So it was before the run was interrupted."
"""Why a run keeps its first layer as it does, where it goes on."""


@dataclass(frozen=True)
class PathChoice:
    """How the first layer is kept in a run, and why.

    Attributes
    ----------
    name : str
        "direct" or "sample-space".
    template : str
        The reason, a sentence with ``{named}`` places, as in `EngineError`.
    values : dict of str to object
        What fills them.
    fields : tuple of str
        Settings that leave no other way.
    is_traced : bool
        Whether it also keeps count of what W1 is made of; in sample space that is what
        it keeps anyway.
    """

    name: str
    template: str
    values: dict[str, Any]
    fields: tuple[str, ...] = ()
    is_traced: bool = False

    def keeps_as(self, other: PathChoice) -> bool:
        """Tell whether the first layer is kept the same way, whatever the reason."""
        return (self.name, self.is_traced) == (other.name, other.is_traced)

    def __str__(self) -> str:
        """Return the reason."""
        return self.template.format(**self.values)


def direct_seconds(n_x: int, units: int, batch: int, itemsize: int = 8) -> float:
    """Estimate what the first layer takes in one direct iteration.

    Parameters
    ----------
    n_x, units, batch : int
        Inputs, units of the first layer, examples in a batch.
    itemsize : int, default 8
        Bytes of a number: 8 for float64, 4 for float32.
    """
    operations = 4 * units * n_x * batch
    moved = 2 * n_x * batch + 6 * units * n_x
    return _seconds(operations, moved, itemsize)


def sample_space_seconds(m: int, units: int, batch: int, itemsize: int = 8) -> float:
    """Estimate what it takes in sample space, given m training examples."""
    operations = 2 * units * m * batch
    gathered = 0 if batch == m else 2 * batch * m
    moved = batch * m + gathered + 6 * units * m
    return _seconds(operations, moved, itemsize)


def _seconds(operations: float, moved: float, itemsize: int) -> float:
    width = itemsize / 8
    return _CALLS + width * (operations / _OPERATIONS + 8 * moved / _BYTES)


def building_seconds(m: int, n_x: int, units: int) -> float:
    """Estimate what K and the initial Z1 take, once for a run, in float64."""
    operations = m * m * n_x + 2 * units * n_x * m
    return operations / _TABLE_OPERATIONS + 2 * 8 * n_x * m / _BYTES


def choose(spec: NetworkSpec, config: TrainingConfig, examples: Examples) -> PathChoice:
    """Choose the faster way that is possible, or the one that the user forces.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    examples : Examples
        The training examples.

    Raises
    ------
    ConflictError
        If the user forces a way that is impossible.
    """
    m = len(examples)
    obstacle = sample_space_obstacle(spec, config, m, examples.is_streamed)
    if config.first_layer == "sample-space":
        if obstacle is not None:
            raise impossible(obstacle)
        return PathChoice("sample-space", "You chose sample space.", {})
    if config.first_layer == "direct":
        choice = PathChoice("direct", "You chose the direct way.", {})
    else:
        choice = obstacle or _faster(spec, config, m)
    if choice.name == "direct" and obstacle is None:
        is_traced = _is_traced_for_little(spec, config, m)
        choice = dataclasses.replace(choice, is_traced=is_traced)
    return choice


def _is_traced_for_little(spec: NetworkSpec, config: TrainingConfig, m: int) -> bool:
    n_x, units = spec.layer_dims[:2]
    itemsize = np.dtype(config.precision).itemsize
    direct = direct_seconds(n_x, units, min(config.batch_size or m, m), itemsize)
    return 6 * itemsize * units * m / _BYTES < TRACING_SHARE * direct


def impossible(obstacle: PathChoice) -> ConflictError:
    """Return what to tell who forces sample space in spite of an obstacle."""
    return ConflictError(
        "The first layer can't be kept in sample space: {why} Let it be chosen "
        "automatically.",
        why=obstacle,
    ).at("first_layer", *obstacle.fields)


def is_possible(
    name: str,
    is_traced: bool,
    spec: NetworkSpec,
    config: TrainingConfig,
    examples: Examples,
) -> bool:
    """Tell whether a run may keep its first layer this way, be it the slower one."""
    if name not in FIRST_LAYERS[1:] or config.first_layer not in ("auto", name):
        return False
    if name == "direct" and not is_traced:
        return True
    m, is_streamed = len(examples), examples.is_streamed
    return sample_space_obstacle(spec, config, m, is_streamed) is None


def sample_space_obstacle(
    spec: NetworkSpec, config: TrainingConfig, m: int, is_streamed: bool
) -> PathChoice | None:
    """Return why only the direct way is possible, None if both are.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    m : int
        Training examples.
    is_streamed : bool
        Whether they are read from a file as they are needed.
    """
    optimizer = OPTIMIZERS[config.optimizer]
    if not optimizer.linear:
        return PathChoice(
            "direct",
            "{optimizer} takes each weight at its own pace, so W1 is no weighted sum "
            "of training examples.",
            {"optimizer": optimizer.label},
            ("optimizer",),
        )
    if any(spec.dropout[:1]):
        return PathChoice(
            "direct",
            "With dropout of the inputs, every update sees other examples.",
            {},
        )
    if is_streamed or m > MOST_EXAMPLES:
        return PathChoice(
            "direct",
            "The inner products of {m:,} examples take too much memory.",
            {"m": m},
        )
    return None


def _faster(spec: NetworkSpec, config: TrainingConfig, m: int) -> PathChoice:
    n_x, units = spec.layer_dims[:2]
    batch = min(config.batch_size or m, m)
    itemsize = np.dtype(config.precision).itemsize
    direct = config.iterations * direct_seconds(n_x, units, batch, itemsize)
    sample = config.iterations * sample_space_seconds(m, units, batch, itemsize)
    sample += building_seconds(m, n_x, units)
    values = {"m": m, "n_x": n_x, "times": direct / sample}
    if sample < direct:
        return PathChoice(
            "sample-space",
            "W1 is trained as a sum of the {m:,} training examples, which takes no "
            "product with their {n_x:,} inputs. That is some {times:.2g} times less "
            "work for this layer.",
            values,
        )
    return PathChoice(
        "direct",
        "Training W1 as a sum of the {m:,} examples would take longer than training "
        "its {n_x:,} inputs' weights.",
        values,
    )


def make_first_layer(
    choice: PathChoice,
    parameters: Parameters,
    examples: Examples,
    batch: int,
    threads: int,
    decays: bool,
) -> FirstLayer:
    """Return a first layer that is kept as chosen.

    Parameters
    ----------
    choice : PathChoice
        How.
    parameters : Parameters
        The initial ones.
    examples : Examples
        The training examples.
    batch : int
        Examples in the largest batch.
    threads : int
        BLAS's in the run's products.
    decays : bool
        Whether weight decay is part of the gradient.
    """
    W, b = parameters.weights[0], parameters.biases[0]
    if choice.name == "direct":
        plain = TracedFirstLayer if choice.is_traced else DirectFirstLayer
        return plain(W, b, examples, batch, threads)
    kind = DecayingSampleSpaceFirstLayer if decays else SampleSpaceFirstLayer
    return kind(W, b, examples, batch, threads)
