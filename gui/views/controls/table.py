"""The table of the panel's fields: what there is to choose, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.config import MAX_ITERATIONS
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from gui.design import may_change_length
from gui.views.controls.field import (
    CheckField,
    Choice,
    ChoiceField,
    Field,
    NumberField,
    Setting,
)
from gui.views.controls.special_fields import (
    DropoutField,
    HiddenLayersField,
    PeriodField,
    SeedField,
)
from gui.widgets.numbers import CountSpin, RateSpin
from gui.words import engine_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.view_state import ViewState

Rows = list[tuple[Field, ...]]
"""Fields that stand side by side, from top to bottom."""

MOST_MOMENTUM = 0.9999
MOST_WEIGHT_DECAY = 10.0
FIRST_WEIGHT_DECAY = 1e-4
FIRST_BATCH = 32
FIRST_PATIENCE = 100


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Settings", text)


def basic_rows() -> Rows:
    """Return the fields that everybody sees."""
    return [
        (_hidden_layers(),),
        (_activation(),),
        (_initialization(),),
        (_optimizer(),),
        (_momentum(),),
        (_learning_rate(), _iterations()),
        (_batch_size(), _seed()),
    ]


def more_rows() -> Rows:
    """Return the fields that not everybody needs."""
    return [
        (_schedule(), _period()),
        (_weight_decay(), _dropout()),
        (_patience(), _keep_best()),
        (_precision(),),
        (_first_layer(),),
    ]


def _hidden_layers() -> Field:
    return HiddenLayersField(
        Setting(
            "hidden_text",
            "hiddenLayersEdit",
            tr("Hidden layers"),
            tr(
                "Units of each hidden layer, from left to right, such as 20, 7, 5. "
                "“none” is logistic regression."
            ),
        )
    )


def _activation() -> Field:
    setting = Setting(
        "activation",
        "activationCombo",
        tr("Activation g(z)"),
        tr("What every hidden unit does to its z"),
        read=lambda state: (*state.spec.activations, "")[0],
    )
    return _choice(setting, ((a.name, a.label, a.formula) for a in ACTIVATIONS))


def _initialization() -> Field:
    setting = Setting(
        "initialization",
        "initializationCombo",
        tr("Initialization"),
        tr("How the first weights are drawn; n is the layer's inputs"),
    )
    return _choice(setting, ((i.name, i.label, i.hint) for i in INITIALIZERS))


def _optimizer() -> Field:
    setting = Setting(
        "optimizer",
        "optimizerCombo",
        tr("Optimizer"),
        tr("How the slope of the cost becomes a step"),
    )
    return _choice(setting, ((o.name, o.label, o.hint) for o in OPTIMIZERS))


def _momentum() -> Field:
    setting = Setting(
        "momentum",
        "momentumSpin",
        tr("Momentum β"),
        tr("Share of its speed that each step keeps: 0 is none, 0.9 is usual"),
        is_shown=lambda state: OPTIMIZERS[state.config.optimizer].has_momentum,
    )
    return NumberField(setting, RateSpin(0, MOST_MOMENTUM))


def _learning_rate() -> Field:
    setting = Setting(
        "learning_rate",
        "learningRateSpin",
        tr("Learning rate α"),
        tr("How large each step is. You can change it while training goes on."),
        is_live=lambda _: True,
    )
    return NumberField(setting, RateSpin())


def _iterations() -> Field:
    setting = Setting(
        "iterations",
        "iterationsSpin",
        tr("Iterations"),
        tr("How many steps a run makes. You can change it while training goes on."),
        is_live=lambda state: may_change_length(state.config),
    )
    return NumberField(setting, CountSpin(1, MAX_ITERATIONS))


def _batch_size() -> Field:
    setting = Setting(
        "batch_size",
        "batchSizeSpin",
        tr("Batch size"),
        tr(
            "How many training examples each step looks at. With “all” the cost falls "
            "smoothly; small batches make quick, jittery steps."
        ),
    )
    spin = CountSpin(0, MAX_ITERATIONS)
    spin.first = FIRST_BATCH
    return NumberField(setting, spin, none=tr("all"))


def _seed() -> Field:
    return SeedField(
        Setting(
            "seed",
            "seedSpin",
            tr("Seed"),
            tr("The same seed draws the very same first weights again"),
        )
    )


def _schedule() -> Field:
    setting = Setting(
        "schedule",
        "scheduleCombo",
        tr("Schedule of α"),
        tr("How the learning rate changes in the course of a run"),
    )
    return _choice(setting, ((s.name, s.label, s.hint) for s in SCHEDULES))


def _period() -> Field:
    return PeriodField(
        Setting(
            "schedule_period",
            "schedulePeriodSpin",
            tr("Period"),
            tr(
                "In iterations, at most the whole run, and shortened with it. 0 is "
                "“auto”: the one that suits the run."
            ),
            is_shown=lambda state: bool(SCHEDULES[state.config.schedule].share),
        )
    )


def _weight_decay() -> Field:
    setting = Setting(
        "weight_decay",
        "weightDecaySpin",
        tr("Weight decay λ"),
        tr(
            "Pulls all weights towards 0, a little with every step, so that only those "
            "stay large that help. Biases are spared; the cost is shown without it."
        ),
        read=lambda state: state.config.weight_decay,
    )
    spin = RateSpin(0, MOST_WEIGHT_DECAY)
    spin.first = FIRST_WEIGHT_DECAY
    spin.setSpecialValueText(tr("off"))
    return NumberField(setting, spin)


def _dropout() -> Field:
    return DropoutField(
        Setting(
            "dropout",
            "dropoutSpin",
            tr("Dropout"),
            tr(
                "Share of the hidden units that each step leaves out, drawn by lot, so "
                "that none relies on another. All take part when it predicts."
            ),
            read=_dropout_rate,
            is_shown=lambda state: bool(state.spec.hidden),
        )
    )


def _patience() -> Field:
    setting = Setting(
        "patience",
        "patienceSpin",
        tr("Stop early after"),
        tr(
            "Ends the run after so many iterations in which it did no better on the "
            "test set. To be honest: what was used to choose is no longer unseen, so "
            "the test result then flatters the network."
        ),
    )
    spin = CountSpin(0, MAX_ITERATIONS)
    spin.first = FIRST_PATIENCE
    return NumberField(setting, spin, none=tr("off"))


def _keep_best() -> Field:
    return CheckField(
        Setting(
            "keep_best",
            "keepBestCheck",
            tr("Keep best"),
            tr(
                "At its end the run goes back to the state that did best on the test "
                "set. To be honest: that state was chosen by these pictures, so they "
                "are no longer unseen, and their result flatters the network."
            ),
        )
    )


def _precision() -> Field:
    setting = Setting(
        "precision",
        "precisionCombo",
        tr("Precision"),
        tr("How many digits the computer keeps of every number"),
    )
    choices = [
        ("float64", tr("float64"), tr("16 digits: the course's costs to the last one")),
        ("float32", tr("float32"), tr("7 digits: half the memory, and often faster")),
    ]
    return ChoiceField(setting, choices)


def _first_layer() -> Field:
    setting = Setting(
        "first_layer",
        "firstLayerCombo",
        tr("First layer"),
        tr("How W1 is kept while it learns: the network is the same, the speed isn't"),
    )
    choices = [
        ("auto", tr("Automatic"), tr("The way that is likely to be faster")),
        ("direct", tr("Direct"), tr("Every weight of W1 makes its own steps")),
        (
            "sample-space",
            tr("Sample space"),
            tr("W1 as a weighted sum of training examples: fast if these are few"),
        ),
    ]
    return ChoiceField(setting, choices)


def _choice(setting: Setting, entries: Iterable[Choice]) -> Field:
    """Return the choice among the entries of a registry of the engine."""
    translated = (
        (name, engine_text(label), engine_text(tip)) for name, label, tip in entries
    )
    return ChoiceField(setting, translated)


def _dropout_rate(state: ViewState) -> Any:
    """Return the rate of all hidden layers, None if they differ."""
    rates = set(state.spec.dropout[1:]) or {0.0}
    return rates.pop() if len(rates) == 1 else None
