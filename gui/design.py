"""The user's design: a network and its hyperparameters, with the text being typed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.checks import check_run
from engine.config import TrainingConfig
from engine.errors import ConflictError, EngineError, SpecError
from engine.layer_text import format_hidden_layers, parse_hidden_layers
from engine.lesson import changed_settings
from engine.schedules import SCHEDULES
from engine.spec import PLAIN_LAYER, HiddenLayer, NetworkSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets import Dataset
    from engine.lesson import Lesson
    from engine.parameters import Parameters

DEFAULT_HIDDEN = (20, 7, 5)

STREAM_BATCH = 64
"""Batch size where data are too large to learn from all examples at once."""


_DRAWN_BY = {"seed", "initialization"}
"""Hyperparameters that say how first weights are drawn."""


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
        What is wrong with the text, or with the data. Settings that can't run together
        are the affair of `problem`.
    weights : Parameters or None
        Weights to begin with; None for those that are drawn.
    lesson : Lesson or None
        What may be changed, and to what end; None if everything may be.
    pattern : HiddenLayer
        What the first hidden layer is like where there are none: like the last that
        there was.
    """

    spec: NetworkSpec
    config: TrainingConfig
    text: str
    error: EngineError | None = None
    weights: Parameters | None = None
    lesson: Lesson | None = None
    pattern: HiddenLayer = dataclasses.field(default=PLAIN_LAYER, compare=False)

    @classmethod
    def of(
        cls,
        spec: NetworkSpec,
        config: TrainingConfig,
        weights: Parameters | None = None,
    ) -> Design:
        """Return the design of a network."""
        text = format_hidden_layers(spec.hidden)
        return cls(spec, config, text, weights=weights)

    @classmethod
    def default(cls, dataset: Dataset) -> Design:
        """Return the course's network for a data set."""
        layers = [HiddenLayer(units) for units in DEFAULT_HIDDEN]
        return cls.of(_ends(dataset).with_layers(layers), TrainingConfig())

    @property
    def activation(self) -> str:
        """The hidden layers' activation, the first if they differ."""
        return (*self.spec.activations, "relu")[0]

    def for_dataset(self, dataset: Dataset) -> Design:
        """Return the same hidden layers between another input and output.

        Raises `LessonError` if the data need what the design's lesson keeps changed.
        """
        config = _fitting(self.config, dataset)
        if self.lesson is not None:
            self.lesson.check_needs(changed(self.config, config))
        spec = self._network(self.spec.layers, dataset)
        return dataclasses.replace(self._with_network(spec), config=config)

    def with_text(self, text: str, dataset: Dataset) -> Design:
        """Return the design with the hidden layers that ``text`` says.

        They keep all but their sizes; new ones are like the last.
        """
        try:
            sizes = parse_hidden_layers(text, dataset.input_size)
            spec = self._network(self._resized(sizes), dataset)
        except EngineError as error:
            return dataclasses.replace(self, text=text, error=error)
        return dataclasses.replace(self._with_network(spec), text=text)

    def with_hidden(self, hidden: tuple[int, ...], dataset: Dataset) -> Design:
        """Return the design with hidden layers of these sizes."""
        return self.with_text(format_hidden_layers(hidden), dataset)

    def with_layers(self, layers: Sequence[HiddenLayer], dataset: Dataset) -> Design:
        """Return the design with these hidden layers; raises `SpecError`."""
        return self._with_network(self._network(layers, dataset))

    def with_activation(self, name: str) -> Design:
        """Return the design with one activation in all hidden layers."""
        names = (name,) * len(self.spec.hidden)
        spec = dataclasses.replace(self.spec, activations=names)
        return dataclasses.replace(self, spec=spec, weights=self._weights_for(spec))

    def with_dropout(self, rate: float) -> Design:
        """Return the design with one dropout rate in all hidden layers."""
        rates = (*(self.spec.dropout or (0.0,))[:1], *(rate,) * len(self.spec.hidden))
        spec = dataclasses.replace(self.spec, dropout=rates)
        return dataclasses.replace(self, spec=spec, weights=self._weights_for(spec))

    def with_output_initialization(self, name: str) -> Design:
        """Return the design with the output layer's own initialization, or the run's.

        Raises `SpecError` if there is none of that name.
        """
        spec = self.spec
        hidden = spec.initializations[:-1] or ("",) * len(spec.hidden)
        spec = dataclasses.replace(spec, initializations=(*hidden, name))
        return dataclasses.replace(self, spec=spec)

    def with_config(self, **changes: Any) -> Design:
        """Return the design with other hyperparameters; raises `SpecError`.

        A shorter run shortens the schedule's period, which can't be longer.
        """
        period, last = self.config.schedule_period, changes.get("iterations")
        if period is not None and last is not None:
            changes = {"schedule_period": min(period, last), **changes}
        config = dataclasses.replace(self.config, **changes)
        # Who asks for other first weights gets them.
        is_drawn = not _DRAWN_BY.isdisjoint(changes)
        weights = None if is_drawn else self.weights
        return dataclasses.replace(self, config=config, weights=weights)

    def _with_network(self, spec: NetworkSpec) -> Design:
        """Return the design with another network, and nothing wrong with it."""
        design = Design.of(spec, self.config, self._weights_for(spec))
        pattern = (self.pattern, *self.spec.layers)[-1]
        return dataclasses.replace(design, lesson=self.lesson, pattern=pattern)

    def in_lesson(self, lesson: Lesson | None) -> Design:
        """Return the design as part of a lesson, or of none."""
        return dataclasses.replace(self, lesson=lesson)

    def check_lesson(self, before: Design) -> None:
        """Refuse what its lesson keeps as it was in another design.

        Raises
        ------
        LessonError
            If something differs that isn't free.
        """
        if self.lesson is None:
            return
        now, was = (self.spec, self.config), (before.spec, before.config)
        settings = changed_settings(*was, *now)
        if self.text != before.text:
            settings.append("hidden_text")
        is_drawn = not _DRAWN_BY.isdisjoint(settings)
        if self.weights != before.weights and self.spec == before.spec and not is_drawn:
            settings.append("initialization")
        self.lesson.check(settings)

    def check_data(self) -> None:
        """Refuse other data, if its lesson keeps them; raises `LessonError`."""
        if self.lesson is not None:
            self.lesson.check(["data"])

    def _weights_for(self, spec: NetworkSpec) -> Parameters | None:
        """Return the given weights, if a network is still the one they are for."""
        return self.weights if spec == self.spec else None

    def moved(self, source: Design, target: Design) -> Design:
        """Return the design with what differs between two others as the target has it.

        What they share stays, though a run may have changed it since. A lesson that is
        come back to is as it was: what it keeps couldn't be mended in it.
        """
        is_into_lesson = target.lesson not in (None, source.lesson)
        if self == source or is_into_lesson:
            return target
        changes = changed(source.config, target.config)
        last = changes.get("iterations", self.config.iterations)
        period = changes.get("schedule_period", self.config.schedule_period)
        if period is not None:
            changes["schedule_period"] = min(period, last)
        config = dataclasses.replace(self.config, **changes)
        network = self if _same_network(source, target) else target
        return dataclasses.replace(network, config=config)

    def problem(self, dataset: Dataset) -> EngineError | None:
        """Return why it can't be trained on these data as it stands."""
        if self.error is not None:
            return self.error
        try:
            check_run(self.spec, self.config, dataset)
        except ConflictError as conflict:
            return conflict
        return None

    def for_other_data(self, name: str) -> Design:
        """Return the design of a model that learned from data that aren't loaded."""
        error = OtherDataError(
            "This network learned from other data, “{name}”. Open them to train it, or "
            "type other hidden layers to begin anew.",
            name=name,
        ).at("hidden_text")
        return dataclasses.replace(self, error=error)

    def is_another_run(self, run: Design) -> bool:
        """Tell whether training this is another run than training ``run``.

        The learning rate may change while a run goes on, and mostly its length.
        """
        # The window asks at every beat, and mostly nothing was edited.
        if self is run:
            return False
        if self.weights is not run.weights and self.weights != run.weights:
            return True
        return (self.spec, self._fixed) != (run.spec, run._fixed)

    @property
    def _fixed(self) -> dict[str, Any]:
        """The hyperparameters that stay the same in the course of a run."""
        free = {"learning_rate", "iterations"}
        if not may_change_length(self.config):
            free.remove("iterations")
        names = (field.name for field in dataclasses.fields(self.config))
        return {name: getattr(self.config, name) for name in names if name not in free}

    def _resized(self, sizes: Sequence[int]) -> list[HiddenLayer]:
        """Return layers of these sizes: those that there are, then more of the last."""
        kept = self.spec.layers
        last = kept[-1:] or (self.pattern,)
        filled = (*kept, *last * len(sizes))
        return [
            dataclasses.replace(layer, units=units)
            for layer, units in zip(filled, sizes, strict=False)
        ]

    def _network(self, layers: Sequence[HiddenLayer], dataset: Dataset) -> NetworkSpec:
        """Return these hidden layers between the data's input and output."""
        ends = dataclasses.replace(
            _ends(dataset),
            dropout=self.spec.dropout[:1],
            initializations=self.spec.initializations[-1:],
        )
        return ends.with_layers(layers)


def may_change_length(config: TrainingConfig) -> bool:
    """Tell whether a run may go on with another number of iterations.

    It may not if the learning rate follows a schedule that is stretched over the run:
    the updates so far would have been others.
    """
    return not SCHEDULES[config.schedule].share or config.schedule_period is not None


def _fitting(config: TrainingConfig, dataset: Dataset) -> TrainingConfig:
    """Return hyperparameters with which these data can be trained on."""
    if (config.batch_size or 0) > len(dataset.train):
        config = dataclasses.replace(config, batch_size=None)
    if config.batch_size is None and dataset.is_streamed:
        config = dataclasses.replace(config, batch_size=STREAM_BATCH)
    if dataset.test is None:
        config = dataclasses.replace(config, patience=None, keep_best=False)
    return config


def changed(before: Any, after: Any) -> dict[str, Any]:
    """Return the fields of a dataclass that are other than before, and their values."""
    names = (field.name for field in dataclasses.fields(after))
    return {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }


def _same_network(one: Design, other: Design) -> bool:
    """Tell whether two designs differ in their hyperparameters at most."""
    return one == dataclasses.replace(other, config=one.config)


def _ends(dataset: Dataset) -> NetworkSpec:
    """Return the network without hidden layers: logistic regression, mostly."""
    classes = len(dataset.class_names)
    return NetworkSpec.design(dataset.input_size, (), dataset.task, classes)
