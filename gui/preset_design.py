"""From presets to designs, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import Hint
from engine.preset import DataFacts, Preset, PresetGroup
from gui.design import Design
from gui.words import engine_text

if TYPE_CHECKING:
    from engine.datasets import Dataset


def preset_design(preset: Preset, dataset: Dataset) -> Design:
    """Return a preset's design for a data set.

    Raises
    ------
    PresetError
        If it is for other data.
    """
    spec = preset.spec_for(dataset)
    design = Design.of(spec, preset.config, preset.weights).for_dataset(dataset)
    return design.in_lesson(preset.lesson)


def preset_of(
    design: Design,
    dataset: Dataset,
    label: str,
    note: str,
    free: frozenset[str] | None = None,
) -> Preset:
    """Return a design as a preset of the user's, for the data that it is for.

    With ``free`` parts it is a lesson.

    Raises
    ------
    EngineError
        If the design has an error: nobody else could make sense of it.
    """
    if design.error is not None:
        raise design.error
    return Preset(
        label,
        label,
        note,
        PresetGroup.OWN,
        design.spec,
        design.config,
        dataset.recipe,
        design.weights,
        facts=DataFacts(dataset.name, dataset.class_names),
        free=free,
    )


def preset_hint(preset: Preset) -> Hint:
    """Return what to tell of a preset that was taken on."""
    label, hint = engine_text(preset.label), engine_text(preset.hint)
    if not hint:
        return Hint("{preset}.", preset=label)
    return Hint("{preset}. {hint}", preset=label, hint=hint)
