"""The user's design: a network and its hyperparameters, with the text being typed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.config import TrainingConfig
from engine.errors import EngineError, SpecError
from engine.layer_text import format_hidden_layers, parse_hidden_layers
from engine.spec import NetworkSpec

if TYPE_CHECKING:
    from engine.datasets import Dataset

DEFAULT_HIDDEN = (20, 7, 5)

STREAM_BATCH = 64
"""Batch size where data are too large to learn from all examples at once."""


class OtherDataError(SpecError):
    """A network that can't be trained on what is loaded, though nothing is wrong."""


@dataclass(frozen=True)
class Design:
    """What the next run will train.

    Every edit returns a new design. One that can't be trained keeps the last network
    that can, with the reason beside it, so there is always something to draw.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    text : str
        What stands in the text field for the hidden layers.
    error : EngineError or None
        Why it can't be trained as it stands.
    """

    spec: NetworkSpec
    config: TrainingConfig
    text: str
    error: EngineError | None = None

    @classmethod
    def of(cls, spec: NetworkSpec, config: TrainingConfig) -> Design:
        """Return the design of a network."""
        return cls(spec, config, format_hidden_layers(spec.hidden))

    @classmethod
    def default(cls, dataset: Dataset) -> Design:
        """Return the course's network for a data set."""
        return cls.of(_network(dataset, DEFAULT_HIDDEN, "relu"), TrainingConfig())

    @property
    def activation(self) -> str:
        """The hidden layers' activation, the first if they differ."""
        return (*self.spec.activations, "relu")[0]

    def for_dataset(self, dataset: Dataset) -> Design:
        """Return the same hidden layers between another input and output."""
        spec = dataclasses.replace(
            _network(dataset, self.spec.hidden, self.activation),
            activations=self.spec.activations,
        )
        config = self.config
        if (config.batch_size or 0) > len(dataset.train):
            config = dataclasses.replace(config, batch_size=None)
        if config.batch_size is None and dataset.is_streamed:
            config = dataclasses.replace(config, batch_size=STREAM_BATCH)
        return Design.of(spec, config)

    def with_text(self, text: str, dataset: Dataset) -> Design:
        """Return the design with the hidden layers that ``text`` says."""
        try:
            hidden = parse_hidden_layers(text, dataset.input_size)
            spec = self._with_hidden(hidden, dataset)
        except EngineError as error:
            return dataclasses.replace(self, text=text, error=error)
        return dataclasses.replace(self, spec=spec, text=text, error=None)

    def with_hidden(self, hidden: tuple[int, ...], dataset: Dataset) -> Design:
        """Return the design with these hidden layers."""
        return self.with_text(format_hidden_layers(hidden), dataset)

    def with_activation(self, name: str) -> Design:
        """Return the design with one activation in all hidden layers."""
        names = (name,) * len(self.spec.hidden)
        spec = dataclasses.replace(self.spec, activations=names)
        return dataclasses.replace(self, spec=spec)

    def with_config(self, **changes: Any) -> Design:
        """Return the design with other hyperparameters; raises `SpecError`."""
        config = dataclasses.replace(self.config, **changes)
        return dataclasses.replace(self, config=config)

    def for_other_data(self, name: str) -> Design:
        """Return the design of a model that learned from data that aren't loaded."""
        error = OtherDataError(
            "This network learned from other data, “{name}”. Open them to train it, or "
            "type other hidden layers to begin anew.",
            name=name,
        )
        return dataclasses.replace(self, error=error)

    def is_another_run(self, run: Design) -> bool:
        """Tell whether training this is another run than training ``run``.

        The learning rate and the number of iterations may change while a run goes on.
        """
        config = dataclasses.replace(
            self.config,
            learning_rate=run.config.learning_rate,
            iterations=run.config.iterations,
        )
        return (self.spec, config) != (run.spec, run.config)

    def going_on(self, config: TrainingConfig) -> TrainingConfig:
        """Return this run's config with what was changed while it went on."""
        return dataclasses.replace(
            self.config,
            learning_rate=config.learning_rate,
            iterations=config.iterations,
        )

    def _with_hidden(self, hidden: tuple[int, ...], dataset: Dataset) -> NetworkSpec:
        kept = self.spec.activations
        fill = (self.activation,) * len(hidden)
        return dataclasses.replace(
            _network(dataset, hidden, self.activation),
            activations=(*kept, *fill)[: len(hidden)],
        )


def _network(dataset: Dataset, hidden: tuple[int, ...], activation: str) -> NetworkSpec:
    classes = len(dataset.class_names)
    return NetworkSpec.design(
        dataset.input_size, hidden, dataset.task, classes, activation
    )
