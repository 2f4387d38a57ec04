"""A preset: a whole experiment, with a hint what to look for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from engine.errors import PresetError
from engine.lesson import Lesson
from engine.plane import PLANE_PROBLEMS
from engine.spec import NetworkSpec

if TYPE_CHECKING:
    from engine.built_in import Recipe
    from engine.config import TrainingConfig
    from engine.datasets import Dataset, InputKind
    from engine.parameters import Parameters


class PresetGroup(Enum):
    """Presets that belong together in a menu."""

    COURSE = "the course"
    LESSON = "lessons"
    DEPTH = "why deep, and why not"
    PLANE = "points in the plane"
    OWN = "your own"


@dataclass(frozen=True)
class DataFacts:
    """What a preset knows of the data that it was saved with.

    Attributes
    ----------
    name : str
        Name for people.
    class_names : tuple of str
        Names of their classes.
    """

    name: str
    class_names: tuple[str, ...]


@dataclass(frozen=True)
class Preset:
    """A network with hyperparameters, for some data, to look for something.

    Attributes
    ----------
    name : str
        Name in files.
    label : str
        Name for people.
    hint : str
        What to look for, in a sentence or two.
    group : PresetGroup
        Where it stands in a menu.
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    recipe : Recipe or None
        Its data, None for data that don't come with the program.
    weights : Parameters or None
        Weights to begin with; None for those that are drawn.
    kind : InputKind or None
        Any data of this kind will do, and the network's ends follow them.
    facts : DataFacts or None
        More of its data, where somebody else's may be meant.
    free : frozenset of str or None
        It is a lesson, and only these parts of it may be changed; see
        `engine.lesson.PARTS`. None if anything may be.
    """

    name: str
    label: str
    hint: str
    group: PresetGroup
    spec: NetworkSpec
    config: TrainingConfig
    recipe: Recipe | None
    weights: Parameters | None = None
    kind: InputKind | None = None
    facts: DataFacts | None = None
    free: frozenset[str] | None = None

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that it is, if it is one."""
        return None if self.free is None else Lesson(self.label, self.hint, self.free)

    def is_for(self, dataset: Dataset) -> bool:
        """Tell whether these data can stay when it is applied."""
        if self.recipe is None or dataset.kind is self.kind:
            return True
        return dataset.recipe is not None and _filled(self.recipe) == dataset.recipe

    def spec_for(self, dataset: Dataset) -> NetworkSpec:
        """Return its network for a data set.

        Raises
        ------
        PresetError
            If it is for other data.
        """
        if self.facts is not None and self.facts.class_names != dataset.class_names:
            raise self._other_data(dataset)
        if dataset.fits(self.spec):
            return self.spec
        if dataset.kind is not self.kind:
            raise self._other_data(dataset)
        classes = len(dataset.class_names)
        ends = NetworkSpec.design(dataset.input_size, (), dataset.task, classes)
        return ends.with_layers(self.spec.layers)

    def _other_data(self, dataset: Dataset) -> PresetError:
        facts = self.facts
        return PresetError(
            "The preset “{preset}” is for other data, “{wanted}” with {inputs:,} "
            "inputs and {classes} classes; “{given}” has {given_inputs:,} and "
            "{given_classes}. Open those data first.",
            preset=self.label,
            wanted=facts.name if facts else self.label,
            inputs=self.spec.layer_dims[0],
            classes=len(facts.class_names) if facts else _classes(self.spec),
            given=dataset.name,
            given_inputs=dataset.input_size,
            given_classes=len(dataset.class_names),
        )


def _filled(recipe: Recipe) -> Recipe:
    """Return a recipe with the usual noise and size where it says nothing."""
    if recipe.name not in PLANE_PROBLEMS:
        return recipe
    filled = recipe.load().recipe
    assert filled is not None
    return filled


def _classes(spec: NetworkSpec) -> int:
    return max(spec.layer_dims[-1], 2)
