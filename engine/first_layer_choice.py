"""Which way of keeping the first layer is faster, and what to tell who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.config import FIRST_LAYERS
from engine.errors import SpecError
from engine.first_layer import DirectFirstLayer
from engine.optimizers import OPTIMIZERS
from engine.sample_space import DecayingSampleSpaceFirstLayer, SampleSpaceFirstLayer

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.examples import Examples
    from engine.first_layer import FirstLayer
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

MOST_EXAMPLES = 8192
"""Past that, the table of inner products takes more than half a gigabyte."""

_THIN = 2.2e10
"""Floating-point operations a second in products of few rows, in float64. These four
were measured on two cores of 2.4 GHz; only their ratios count."""
_SQUARE = 3.2e10
"""The same in the large, symmetric product that K is."""
_BANDWIDTH = 1.2e10
"""Bytes a second that are read from memory."""
_CALLS = 1e-5
"""Seconds that a layer's calls take however small it is."""


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
    """

    name: str
    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        """Return the reason."""
        return self.template.format(**self.values)


def direct_seconds(n_x: int, units: int, batch: int) -> float:
    """Estimate what the first layer takes in one direct iteration."""
    operations = 4 * units * n_x * batch
    bytes_read = 2 * 8 * n_x * batch
    return _CALLS + operations / _THIN + bytes_read / _BANDWIDTH


def sample_space_seconds(m: int, units: int, batch: int) -> float:
    """Estimate what it takes in one iteration in sample space."""
    gathered = 0 if batch == m else 2 * 8 * batch * m
    stepped = 6 * 8 * units * m
    bytes_moved = 8 * batch * m + gathered + stepped
    return _CALLS + 2 * units * m * batch / _THIN + bytes_moved / _BANDWIDTH


def building_seconds(m: int, n_x: int, units: int) -> float:
    """Estimate what K and the initial Z1 take, once for a run."""
    return (m * m * n_x + 2 * units * n_x * m) / _SQUARE + 16 * n_x * m / _BANDWIDTH


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
    SpecError
        If the user forces a way that is impossible.
    """
    obstacle = _obstacle(spec, config, examples)
    if config.first_layer == "sample-space":
        if obstacle is not None:
            raise SpecError(
                "Sample space is impossible here. " + obstacle.template,
                **obstacle.values,
            )
        return PathChoice("sample-space", "You chose sample space.", {})
    if config.first_layer == "direct":
        return PathChoice("direct", "You chose the direct way.", {})
    return obstacle or _faster(spec, config, len(examples))


def is_possible(
    name: str, spec: NetworkSpec, config: TrainingConfig, examples: Examples
) -> bool:
    """Tell whether a run may keep its first layer this way, be it the slower one."""
    if name not in FIRST_LAYERS[1:] or config.first_layer not in ("auto", name):
        return False
    return name == "direct" or _obstacle(spec, config, examples) is None


def _obstacle(
    spec: NetworkSpec, config: TrainingConfig, examples: Examples
) -> PathChoice | None:
    """Return why only the direct way is possible, None if both are."""
    optimizer = OPTIMIZERS[config.optimizer]
    if not optimizer.linear:
        return PathChoice(
            "direct",
            "{optimizer} takes each weight at its own pace, so that W1 is no sum of "
            "training examples.",
            {"optimizer": optimizer.label},
        )
    if spec.dropout and spec.dropout[0]:
        return PathChoice(
            "direct", "Dropout of inputs makes other examples of them each time.", {}
        )
    if examples.is_streamed or len(examples) > MOST_EXAMPLES:
        return PathChoice(
            "direct",
            "The inner products of {m:,} examples don't fit in memory.",
            {"m": len(examples)},
        )
    return None


def _faster(spec: NetworkSpec, config: TrainingConfig, m: int) -> PathChoice:
    n_x, units = spec.layer_dims[:2]
    batch = min(config.batch_size or m, m)
    direct = config.iterations * direct_seconds(n_x, units, batch)
    sample = config.iterations * sample_space_seconds(m, units, batch)
    sample += building_seconds(m, n_x, units)
    values = {"m": m, "n_x": n_x, "times": direct / sample}
    if sample < direct:
        return PathChoice(
            "sample-space",
            "W1 is trained as a sum of the {m:,} training examples, which takes no "
            "product with their {n_x:,} inputs: about {times:.2g} times as fast.",
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
    decays : bool
        Whether weight decay is part of the gradient.
    """
    W, b = parameters.weights[0], parameters.biases[0]
    if choice.name == "direct":
        return DirectFirstLayer(W, b, examples, batch)
    kind = DecayingSampleSpaceFirstLayer if decays else SampleSpaceFirstLayer
    return kind(W, b, examples, batch)
