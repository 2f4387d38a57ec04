"""The settings of a run as texts, and in which of them runs differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.config import TrainingConfig
from engine.initializers import INITIALIZERS
from engine.layer_text import format_hidden_layers
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from gui.words import count, engine_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.runs.record import RunRecord

MAIN = ("network", "learning_rate", "iterations", "seed", "data")
"""Settings with a column of their own."""

USUAL = TrainingConfig()
USUAL_ACTIVATION = "relu"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Runs", text)


def settings_of(record: RunRecord) -> dict[str, str]:
    """Return what sets a run apart, each setting as a text that stands alone.

    Settings that hardly anybody changes are there only where they were changed.
    """
    config = record.config
    return {
        "network": format_hidden_layers(record.spec.hidden),
        "learning_rate": f"{config.learning_rate:g}",
        "iterations": count(config.iterations),
        "seed": str(config.seed),
        "data": record.dataset_name,
        **_layers(record),
        **_others(config),
    }


def others_text(settings: Mapping[str, str]) -> str:
    """Return all settings without a column of their own."""
    return ", ".join(text for name, text in settings.items() if name not in MAIN)


def _layers(record: RunRecord) -> dict[str, str]:
    """Return what is set on the layers themselves."""
    spec, found = record.spec, {}
    if any(name != USUAL_ACTIVATION for name in spec.activations):
        labels = [engine_text(ACTIVATIONS[name].label) for name in spec.activations]
        found["activation"] = _joined(labels)
    if any(spec.initializations):
        names = [name or record.config.initialization for name in spec.initializations]
        labels = [engine_text(INITIALIZERS[name].label) for name in names]
        found["initializations"] = tr("weights {names}").format(names=_joined(labels))
    if spec.dropout:
        rates = _joined([f"{rate:g}" for rate in spec.dropout[1:]])
        found["dropout"] = tr("dropout {rates}").format(rates=rates)
    if record.weights is not None:
        found["weights"] = tr("first weights set by hand")
    return found


def _joined(texts: Sequence[str]) -> str:
    """Return the texts, or the one that they all are."""
    return texts[0] if len(set(texts)) == 1 else " / ".join(texts)


def _others(config: TrainingConfig) -> dict[str, str]:
    """Return the hyperparameters that aren't as usual."""
    templates = {
        "optimizer": "{value}",
        "initialization": tr("init {value}"),
        "batch_size": tr("batches of {value}"),
        "momentum": tr("momentum {value}"),
        "weight_decay": tr("weight decay {value}"),
        "schedule": tr("schedule {value}"),
        "schedule_period": tr("period {value}"),
        "patience": tr("patience {value}"),
        "keep_best": tr("keeps the best"),
        "precision": "{value}",
        "first_layer": tr("first layer {value}"),
    }
    return {
        name: template.format(value=_shown(name, getattr(config, name)))
        for name, template in templates.items()
        if getattr(config, name) != getattr(USUAL, name)
    }


def _shown(name: str, value: Any) -> str:
    if name == "optimizer":
        return engine_text(OPTIMIZERS[value].label)
    if name == "initialization":
        return engine_text(INITIALIZERS[value].label)
    if name == "schedule":
        return engine_text(SCHEDULES[value].label)
    return f"{value:g}" if isinstance(value, float) else str(value)


def differing(runs: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the settings in which some of these runs differ, in their order."""
    names: dict[str, None] = {name: None for run in runs for name in run}
    return [name for name in names if len({run.get(name) for run in runs}) > 1]


def commonest(values: Iterable[str]) -> str | None:
    """Return what most have; None if they are all the same or none leads."""
    ranking = Counter(values).most_common(2)
    if len(ranking) < 2 or ranking[0][1] == ranking[1][1]:
        return None
    return ranking[0][0]


def difference_text(run: Mapping[str, str], names: Sequence[str]) -> str:
    """Return a run's values of the settings in which it may differ from others."""
    return " · ".join(
        text for name in names if (text := _named(name, run.get(name))) is not None
    )


def _named(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    templates = {
        "learning_rate": tr("α {value}"),
        "iterations": tr("{value} iterations"),
        "seed": tr("seed {value}"),
    }
    return templates.get(name, "{value}").format(value=value)
