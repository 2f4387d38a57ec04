"""The fields that everybody sees, row by row."""

from __future__ import annotations

from engine.activations import ACTIVATIONS
from engine.config import MAX_ITERATIONS
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from gui.design import may_change_length
from gui.views.controls.field import ChoiceField, Field, NumberField, Rows, Setting
from gui.views.controls.parts import tr
from gui.views.controls.special_fields import (
    HiddenLayersField,
    LearningRateField,
    SeedField,
)
from gui.widgets.numbers import CountSpin, RateSpin

MOST_MOMENTUM = 0.9999
FIRST_BATCH = 32


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
    return ChoiceField.of_engine(
        setting, ((a.name, a.label, a.formula) for a in ACTIVATIONS)
    )


def _initialization() -> Field:
    setting = Setting(
        "initialization",
        "initializationCombo",
        tr("Initialization"),
        tr("How the first weights are drawn; n is the layer's inputs"),
    )
    return ChoiceField.of_engine(
        setting, ((i.name, i.label, i.hint) for i in INITIALIZERS)
    )


def _optimizer() -> Field:
    setting = Setting(
        "optimizer",
        "optimizerCombo",
        tr("Optimizer"),
        tr("How the slope of the cost becomes a step"),
    )
    return ChoiceField.of_engine(
        setting, ((o.name, o.label, o.hint) for o in OPTIMIZERS)
    )


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
    return LearningRateField(setting)


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
