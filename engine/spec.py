"""What the user chooses: the network's design and the hyperparameters."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from engine.activations import ACTIVATIONS
from engine.errors import SpecError
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task, output_for

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_UNITS = 8192
"""Largest hidden layer: two of them make 67 million weights, half a gigabyte."""

MAX_HIDDEN_LAYERS = 50
MAX_PARAMETERS = 200_000_000
"""1.6 GB in float64, and training needs four times that."""

MAX_ITERATIONS = 100_000_000
MAX_SEED = 2**32 - 1
PRECISIONS = ("float64", "float32")


@dataclass(frozen=True)
class LayerShapes:
    """Shapes of one layer's arrays for m examples, as ``(rows, columns)``."""

    layer: int
    W: tuple[int, int]
    b: tuple[int, int]
    Z: tuple[int, int]

    @property
    def parameters(self) -> int:
        """Number of learned numbers in W and b."""
        return math.prod(self.W) + self.b[0]


@dataclass(frozen=True)
class NetworkSpec:
    """A fully connected network.

    Attributes
    ----------
    layer_dims : tuple of int
        Units of every layer: the input, the hidden layers, the output.
    activations : tuple of str
        Activation of each hidden layer.
    output : str
        Name of the output layer.

    Raises
    ------
    SpecError
        If a size or a name makes no sense.
    """

    layer_dims: tuple[int, ...]
    activations: tuple[str, ...]
    output: str

    def __post_init__(self) -> None:
        """Refuse what could not be trained."""
        if len(self.layer_dims) < 2 or min(self.layer_dims[0], self.layer_dims[-1]) < 1:
            raise SpecError("The input and the output need at least one unit.")
        check_hidden(self.hidden)
        for name in self.activations:
            ACTIVATIONS[name]
        OUTPUTS[self.output]
        if len(self.activations) != len(self.hidden):
            raise SpecError(
                "{given} activations were given for {layers} hidden layers.",
                given=len(self.activations),
                layers=len(self.hidden),
            )
        if self.parameter_count > MAX_PARAMETERS:
            raise SpecError(
                "This network would have {count:,} parameters; {limit:,} is the most "
                "that fits in memory. Make the layers smaller.",
                count=self.parameter_count,
                limit=MAX_PARAMETERS,
            )

    @classmethod
    def design(
        cls,
        inputs: int,
        hidden: tuple[int, ...],
        task: Task,
        classes: int,
        activation: str = "relu",
    ) -> NetworkSpec:
        """Return the network with these hidden layers for a data set's task.

        Parameters
        ----------
        inputs : int
            Numbers in one example, n[0].
        hidden : tuple of int
            Units of the hidden layers; empty for logistic regression.
        task : Task
            Decides the output layer.
        classes : int
            Classes, or values to predict for a regression.
        activation : str, default "relu"
            Activation of all hidden layers.
        """
        units = 1 if task is Task.BINARY else classes
        return cls(
            (inputs, *hidden, units),
            (activation,) * len(hidden),
            output_for(task).name,
        )

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of the hidden layers."""
        return self.layer_dims[1:-1]

    @property
    def L(self) -> int:
        """Number of layers, as the course counts: hidden and output."""
        return len(self.layer_dims) - 1

    @property
    def parameter_count(self) -> int:
        """Number of learned numbers in all W and b."""
        return sum(shapes.parameters for shapes in self.shapes(1))

    def shapes(self, m: int) -> tuple[LayerShapes, ...]:
        """Return every layer's shapes for ``m`` examples.

        A has the shape of Z, and each gradient the shape of what it is a gradient of.
        """
        pairs = zip(self.layer_dims[1:], self.layer_dims[:-1], strict=True)
        return tuple(
            LayerShapes(layer, (n_out, n_in), (n_out, 1), (n_out, m))
            for layer, (n_out, n_in) in enumerate(pairs, 1)
        )


def check_hidden(hidden: tuple[int, ...]) -> None:
    """Raise `SpecError` if these can't be the hidden layers."""
    if len(hidden) > MAX_HIDDEN_LAYERS:
        raise SpecError(
            "{count} hidden layers are too many; {limit} is the most.",
            count=len(hidden),
            limit=MAX_HIDDEN_LAYERS,
        )
    for layer, units in enumerate(hidden, 1):
        if not 1 <= units <= MAX_UNITS:
            raise SpecError(
                "Hidden layer {layer} has {units:,} units; 1 to {limit:,} are "
                "possible.",
                layer=layer,
                units=units,
                limit=MAX_UNITS,
            )


@dataclass(frozen=True)
class TrainingConfig:
    """The hyperparameters of a run.

    Attributes
    ----------
    learning_rate : float
        Step size alpha, greater than 0.
    iterations : int
        Updates in the whole run.
    initialization : str
        Name of an initializer.
    seed : int
        Seed of every random draw, 0 to 2**32 - 1.
    optimizer : str
        Name of an optimizer.
    batch_size : int or None
        Examples in one update; None for all of them.
    precision : str
        "float64" or "float32".

    Raises
    ------
    SpecError
        If a value makes no sense.
    """

    learning_rate: float = 0.0075
    iterations: int = 2500
    initialization: str = "scaled"
    seed: int = 1
    optimizer: str = "gradient-descent"
    batch_size: int | None = None
    precision: str = "float64"

    def __post_init__(self) -> None:
        """Refuse what could not be run."""
        INITIALIZERS[self.initialization]
        OPTIMIZERS[self.optimizer]
        if not (math.isfinite(self.learning_rate) and self.learning_rate > 0):
            raise SpecError(
                "The learning rate must be a number greater than 0, not {value}.",
                value=self.learning_rate,
            )
        _check_range("number of iterations", self.iterations, 1, MAX_ITERATIONS)
        _check_range("seed", self.seed, 0, MAX_SEED)
        if self.batch_size is not None:
            _check_range("batch size", self.batch_size, 1, MAX_ITERATIONS)
        if self.precision not in PRECISIONS:
            raise SpecError(
                "There is no precision called {name}. Choose float64 or float32.",
                name=repr(self.precision),
            )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _check_range(what: str, value: int, low: int, high: int) -> None:
    if not low <= _whole(value) <= high:
        raise SpecError(
            "The {what} must be from {low:,} to {high:,}, not {value:,}.",
            what=what,
            low=low,
            high=high,
            value=value,
        )


def to_json(spec: NetworkSpec | TrainingConfig) -> dict[str, Any]:
    """Return a spec or a config as plain data for JSON."""
    return asdict(spec)


def spec_from_json(data: Mapping[str, Any]) -> NetworkSpec:
    """Return the network that `to_json` wrote; raises `SpecError` if it is broken."""
    try:
        return NetworkSpec(
            tuple(map(_whole, data["layer_dims"])),
            tuple(map(str, data["activations"])),
            str(data["output"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SpecError("The network's description is broken: {e}.", e=error) from error


def config_from_json(data: Mapping[str, Any]) -> TrainingConfig:
    """Return the config that `to_json` wrote; raises `SpecError` if it is broken."""
    known = {field.name for field in fields(TrainingConfig)}
    try:
        return TrainingConfig(**{key: data[key] for key in known & data.keys()})
    except (TypeError, OverflowError) as error:
        raise SpecError("The hyperparameters are broken: {e}.", e=error) from error
