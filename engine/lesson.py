"""A lesson: a task, and what may be changed on the way to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from engine.errors import Hint, LessonError
from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.config import TrainingConfig
    from engine.spec import HiddenLayer, NetworkSpec

    Layers = tuple[HiddenLayer, ...]


@dataclass(frozen=True)
class Part:
    """What a lesson leaves free as a whole, or keeps as it is.

    Attributes
    ----------
    name : str
        Name in files.
    label : str
        Name for people.
    settings : tuple of str
        What belongs to it, as `TrainingConfig`, `HiddenLayer` and the window call it.
    """

    name: str
    label: str
    settings: tuple[str, ...]


PARTS: Registry[Part] = Registry("part of a lesson")


def _add(name: str, label: str, *others: str) -> None:
    PARTS.add(Part(name, label, (name, *others)))


_add("data", "Data")
_add("hidden_layers", "Hidden layers", "hidden_text", "units")
_add("activation", "Activation g(z)")
_add("initialization", "Initialization", "output_initialization")
_add("seed", "Seed")
_add("optimizer", "Optimizer", "momentum")
_add("learning_rate", "Learning rate α")
_add("schedule", "Schedule of α", "schedule_period")
_add("iterations", "Iterations")
_add("batch_size", "Batch size")
_add("weight_decay", "Weight decay λ")
_add("dropout", "Dropout")
_add("stopping", "Early stopping, best state", "patience", "keep_best")
_add("computing", "Precision, first layer", "precision", "first_layer")

_SET = "activation", "initialization", "dropout"
"""What is set on a layer."""

_PART_OF = {setting: part.name for part in PARTS for setting in part.settings}


@dataclass(frozen=True)
class Lesson:
    """A task for students, who may change some settings and not the others.

    Attributes
    ----------
    title : str
        What it is called.
    task : str
        What to do, in one line or several.
    free : frozenset of str
        Names of the parts that may be changed.
    """

    title: str
    task: str
    free: frozenset[str]

    def leaves(self, setting: str) -> bool:
        """Tell whether a setting may be changed.

        Parameters
        ----------
        setting : str
            As `TrainingConfig`, `HiddenLayer` or the window call it. What isn't part of
            an experiment is always free: the memory for its past, for instance.
        """
        return setting not in _PART_OF or _PART_OF[setting] in self.free

    def check(self, changed: Iterable[str]) -> None:
        """Refuse a change of what isn't free.

        Parameters
        ----------
        changed : iterable of str
            Settings that would be changed.

        Raises
        ------
        LessonError
            If one of them isn't free.
        """
        self._refuse(
            changed,
            "The lesson “{title}” keeps “{part}” as it is. End the lesson to change "
            "that.",
        )

    def check_needs(self, changed: Iterable[str]) -> None:
        """Refuse data that need what isn't free to be otherwise.

        Parameters
        ----------
        changed : iterable of str
            Settings that the data need changed.

        Raises
        ------
        LessonError
            If one of them isn't free.
        """
        self._refuse(
            changed,
            "The lesson “{title}” keeps “{part}” as it is, and these data can't be "
            "trained on so. End the lesson to open them.",
        )

    def _refuse(self, settings: Iterable[str], template: str) -> None:
        """Raise an error that says this of the first setting that isn't free."""
        for setting in settings:
            if not self.leaves(setting):
                part = PARTS[_PART_OF[setting]].label
                values = {"title": _said(self.title), "part": _said(part)}
                raise LessonError(template, **values).at(setting)


def _said(text: str) -> Hint:
    """Return a text as a part of a sentence, to be translated with it."""
    return Hint(text.replace("{", "{{").replace("}", "}}"))


def changed_settings(
    spec: NetworkSpec,
    config: TrainingConfig,
    other_spec: NetworkSpec,
    other_config: TrainingConfig,
) -> list[str]:
    """Return the names of all settings in which one experiment differs from another.

    Layers that come, go or change places are "units"; what is set on a new layer counts
    only if it is set on no other.

    Parameters
    ----------
    spec, config : NetworkSpec and TrainingConfig
        An experiment.
    other_spec, other_config : NetworkSpec and TrainingConfig
        The other, perhaps for other data: inputs and outputs aren't compared.
    """
    names = [*_of_layers(spec.layers, other_spec.layers)]
    if (spec.dropout or (0.0,))[0] != (other_spec.dropout or (0.0,))[0]:
        names.append("dropout")
    if ("", *spec.initializations)[-1] != ("", *other_spec.initializations)[-1]:
        names.append("output_initialization")
    for field in fields(config):
        if getattr(config, field.name) != getattr(other_config, field.name):
            names.append(field.name)
    return names


def _of_layers(before: Layers, after: Layers) -> Iterator[str]:
    if before == after:
        return
    if len(before) != len(after) or Counter(before) == Counter(after):
        yield "units"
        # A network without hidden layers says nothing of what is set on them.
        if before:
            yield from (name for name in _SET if _new_values(name, before, after))
        return
    for name in ("units", *_SET):
        if _values(name, before) != _values(name, after):
            yield name


def _new_values(name: str, before: Layers, after: Layers) -> set[object]:
    return {*_values(name, after)} - {*_values(name, before)}


def _values(name: str, layers: Layers) -> list[object]:
    return [getattr(layer, name) for layer in layers]
