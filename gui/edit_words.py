"""What an edit is called in the menu: "7 units in layer 2"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from gui.design import changed
from gui.words import count, engine_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.lesson import Lesson
    from engine.registry import Registry
    from engine.spec import HiddenLayer
    from gui.design import Design

    Layers = Sequence[HiddenLayer]

MOST_LETTERS = 24
"""Of a text that somebody typed."""


CAN_BE_OFF = {"dropout", "weight_decay"}
"""Settings of which 0 is none."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Edits", text)


def edit_text(before: Design, after: Design) -> str:
    """Return in a few words what differs between a design and the one before it."""
    if after.lesson not in (None, before.lesson):
        return _lesson_text(after.lesson)
    network = _network_text(before, after)
    settings = changed(before.config, after.config)
    if "iterations" in settings:
        # A period that is shortened with the run is no edit of its own.
        settings.pop("schedule_period", None)
    if (network and settings) or len(settings) > 1:
        return tr("another design")
    text = network or "".join(_setting_text(*item) for item in settings.items())
    return text or tr("end of the lesson")


def _lesson_text(lesson: Lesson) -> str:
    return tr("lesson “{title}”").format(title=_shortened(engine_text(lesson.title)))


def _network_text(before: Design, after: Design) -> str:
    if before.spec == after.spec:
        if (before.text, before.error) != (after.text, after.error):
            return _typed_text(after)
        return tr("other first weights") if before.weights != after.weights else ""
    old, new = before.spec.layers, after.spec.layers
    if old == new:
        return tr("another design")
    if len(old) != len(new):
        return _count_text(old, new) or _typed_text(after)
    if sorted(map(repr, old)) == sorted(map(repr, new)):
        return tr("layers in another order")
    return _layers_text(old, new) or _typed_text(after)


def _typed_text(design: Design) -> str:
    return tr("hidden layers “{text}”").format(text=_shortened(design.text))


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def _count_text(old: Layers, new: Layers) -> str:
    """Return the words for one layer more or less; empty if it is something else."""
    for place in range(max(len(old), len(new))):
        if [*new[:place], *new[place + 1 :]] == list(old):
            text = tr("new layer {layer} with {units} units")
            return text.format(layer=place + 1, units=count(new[place].units))
        if [*old[:place], *old[place + 1 :]] == list(new):
            return tr("layer {layer} removed").format(layer=place + 1)
    return ""


def _layers_text(old: Layers, new: Layers) -> str:
    """Return the words for one thing that is other in one layer, or the same in all."""
    pairs = list(zip(old, new, strict=True))
    places = [place for place, (was, now) in enumerate(pairs, 1) if was != now]
    names = {name for was, now in pairs for name in changed(was, now)}
    if len(names) != 1:
        return ""
    name = names.pop()
    values = {getattr(layer, name) for layer in new}
    if len(places) == 1 and (len(new) > 1 or name == "units"):
        value = getattr(new[places[0] - 1], name)
        text = tr("{edit} in layer {layer}")
        return text.format(edit=_setting_text(name, value), layer=places[0])
    return _setting_text(name, values.pop()) if len(values) == 1 else ""


def _setting_text(name: str, value: Any) -> str:
    """Return "batch size 64"."""
    return _templates()[name].format(value=_written(name, value))


def _templates() -> dict[str, str]:
    """Return what every setting is called, with a place for its value."""
    return {
        "units": tr("{value} units"),
        "activation": tr("activation {value}"),
        "initialization": tr("initialization {value}"),
        "dropout": tr("dropout {value}"),
        "optimizer": tr("optimizer {value}"),
        "momentum": tr("momentum {value}"),
        "learning_rate": tr("learning rate {value}"),
        "iterations": tr("{value} iterations"),
        "batch_size": tr("batch size {value}"),
        "seed": tr("seed {value}"),
        "schedule": tr("schedule {value}"),
        "schedule_period": tr("period {value}"),
        "weight_decay": tr("weight decay {value}"),
        "patience": tr("stop early after {value}"),
        "keep_best": tr("keep best {value}"),
        "precision": tr("precision {value}"),
        "first_layer": tr("first layer {value}"),
    }


def _written(name: str, value: Any) -> str:
    """Return a setting's value as its field writes it."""
    if value is None or value is False or (name in CAN_BE_OFF and value == 0):
        words = {"batch_size": tr("all"), "schedule_period": tr("auto")}
        return words.get(name, tr("off"))
    if value is True:
        return tr("on")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return str(value) if name == "seed" else count(value)
    return _label(name, value)


def _label(name: str, value: str) -> str:
    """Return what people call a choice."""
    registries: dict[str, Registry[Any]] = {
        "activation": ACTIVATIONS,
        "initialization": INITIALIZERS,
        "optimizer": OPTIMIZERS,
        "schedule": SCHEDULES,
    }
    if value and name in registries:
        return engine_text(registries[name][value].label)
    words = {
        "": tr("as in the settings"),
        "auto": tr("automatic"),
        "direct": tr("direct"),
        "sample-space": tr("sample space"),
    }
    return words.get(value, value)
