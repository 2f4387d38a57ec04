"""The network's design, as the user draws it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.activations import ACTIVATIONS
from engine.errors import SpecError
from engine.initializers import INITIALIZERS
from engine.outputs import OUTPUTS, Task, output_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.registry import Registry, T

MAX_UNITS = 8192
"""Largest hidden layer: two of them make 67 million weights, half a gigabyte."""

MAX_HIDDEN_LAYERS = 50
MAX_PARAMETERS = 200_000_000
"""1.6 GB in float64, and training needs four times that."""


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
class HiddenLayer:
    """One hidden layer, as it is edited.

    Attributes
    ----------
    units : int
        How many.
    activation : str
        Name of their activation.
    initialization : str
        Name of the initializer of their weights; empty for the run's.
    dropout : float
        Share of them that each update leaves out.
    """

    units: int
    activation: str = "relu"
    initialization: str = ""
    dropout: float = 0.0


PLAIN_LAYER = HiddenLayer(1)
"""What hidden layers are like where nobody said anything else."""


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
    dropout : tuple of float
        Share of units that each update leaves out: of the inputs, then of each hidden
        layer. Empty if none are.
    initializations : tuple of str
        Initializer of each layer's weights, hidden and output; an empty name stands for
        the run's. Empty if all use that.

    Raises
    ------
    SpecError
        If a size or a name makes no sense.
    """

    layer_dims: tuple[int, ...]
    activations: tuple[str, ...]
    output: str
    dropout: tuple[float, ...] = ()
    initializations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be trained."""
        if len(self.layer_dims) < 2 or min(self.layer_dims[0], self.layer_dims[-1]) < 1:
            raise SpecError("The input and the output need at least one unit.")
        check_hidden(self.hidden)
        for layer, name in enumerate(self.activations, 1):
            _check_name(ACTIVATIONS, name, layer)
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
            ).at("hidden_text", layer=self._largest_layer)
        self._check_dropout()
        self._check_initializations()

    def _check_initializations(self) -> None:
        if len(self.initializations) not in (0, self.L):
            raise SpecError(
                "{given} initializations were given for {layers} layers.",
                given=len(self.initializations),
                layers=self.L,
            )
        for layer, name in enumerate(self.initializations, 1):
            if name:
                _check_name(INITIALIZERS, name, layer)
        if not any(self.initializations):
            object.__setattr__(self, "initializations", ())

    def _check_dropout(self) -> None:
        if len(self.dropout) not in (0, self.L):
            raise SpecError(
                "{given} dropout rates were given for the inputs and {layers} hidden "
                "layers.",
                given=len(self.dropout),
                layers=len(self.hidden),
            )
        for layer, rate in enumerate(self.dropout):
            if not 0 <= rate < 1:
                raise SpecError(
                    "A dropout rate must be from 0 to less than 1, not {value}.",
                    value=rate,
                ).at("dropout", layer=layer)
        if not any(self.dropout):
            # One way to say that there is none, so that equal networks are equal.
            object.__setattr__(self, "dropout", ())

    @classmethod
    def design(
        cls,
        inputs: int,
        hidden: tuple[int, ...],
        task: Task,
        classes: int,
        activation: str = "relu",
        dropout: float = 0.0,
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
        dropout : float, default 0
            Dropout rate of all hidden layers.
        """
        units = 1 if task is Task.BINARY else classes
        return cls(
            (inputs, *hidden, units),
            (activation,) * len(hidden),
            output_for(task).name,
            (0.0, *(dropout,) * len(hidden)),
        )

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of the hidden layers."""
        return self.layer_dims[1:-1]

    @property
    def layers(self) -> tuple[HiddenLayer, ...]:
        """The hidden layers with all that is set on each."""
        count = len(self.hidden)
        names = self.initializations[:count] or ("",) * count
        rates = self.dropout[1:] or (0.0,) * count
        parts = zip(self.hidden, self.activations, names, rates, strict=True)
        return tuple(HiddenLayer(*part) for part in parts)

    def with_layers(self, layers: Sequence[HiddenLayer]) -> NetworkSpec:
        """Return the network with these hidden layers between its input and output."""
        return replace(
            self,
            layer_dims=(
                self.layer_dims[0],
                *(layer.units for layer in layers),
                self.layer_dims[-1],
            ),
            activations=tuple(layer.activation for layer in layers),
            dropout=((*self.dropout, 0.0)[0], *(layer.dropout for layer in layers)),
            initializations=(
                *(layer.initialization for layer in layers),
                ("", *self.initializations)[-1],
            ),
        )

    @property
    def L(self) -> int:
        """Number of layers, as the course counts: hidden and output."""
        return len(self.layer_dims) - 1

    @property
    def parameter_count(self) -> int:
        """Number of learned numbers in all W and b."""
        return sum(shapes.parameters for shapes in self.shapes(1))

    @property
    def _largest_layer(self) -> int:
        """The hidden layer at the largest weight matrix, 0 if there are none."""
        largest = max(self.shapes(1), key=lambda shapes: shapes.parameters)
        return min(largest.layer, len(self.hidden))

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
        ).at("hidden_text", layer=MAX_HIDDEN_LAYERS + 1)
    for layer, units in enumerate(hidden, 1):
        if not 1 <= units <= MAX_UNITS:
            raise SpecError(
                "Hidden layer {layer} has {units:,} units; 1 to {limit:,} are "
                "possible.",
                layer=layer,
                units=units,
                limit=MAX_UNITS,
            ).at("hidden_text", layer=layer)


def _check_name(registry: Registry[T], name: str, layer: int) -> None:
    """Raise `SpecError` if what a layer is to have isn't known."""
    try:
        registry[name]
    except SpecError as error:
        raise error.at(*error.fields, layer=layer) from None


def whole(value: object) -> int:
    """Return a whole number; raises `TypeError` if it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def to_json(spec: NetworkSpec) -> dict[str, Any]:
    """Return a network as plain data for JSON."""
    return asdict(spec)


def spec_from_json(data: Mapping[str, Any]) -> NetworkSpec:
    """Return the network that `to_json` wrote; raises `SpecError` if it is broken."""
    try:
        return NetworkSpec(
            tuple(map(whole, data["layer_dims"])),
            tuple(map(str, data["activations"])),
            str(data["output"]),
            tuple(map(float, data.get("dropout", ()))),
            tuple(map(str, data.get("initializations", ()))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SpecError("The network's description is broken: {e}.", e=error) from error
