"""The fields that not everybody needs, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.config import MAX_ITERATIONS
from engine.schedules import SCHEDULES
from gui.views.controls.field import (
    CheckField,
    ChoiceField,
    Field,
    NumberField,
    Rows,
    Setting,
)
from gui.views.controls.parts import tr
from gui.views.controls.special_fields import DropoutField, PeriodField
from gui.widgets.numbers import CountSpin, RateSpin

if TYPE_CHECKING:
    from gui.view_state import ViewState

MOST_WEIGHT_DECAY = 10.0
FIRST_WEIGHT_DECAY = 1e-4
FIRST_PATIENCE = 100
MOST_HISTORY = 1_000_000


def more_rows() -> Rows:
    """Return the fields that not everybody needs."""
    return [
        (_schedule(), _period()),
        (_weight_decay(), _dropout()),
        (_patience(), _keep_best()),
        (_precision(), _history_megabytes()),
        (_first_layer(),),
    ]


def _schedule() -> Field:
    setting = Setting(
        "schedule",
        "scheduleCombo",
        tr("Schedule of α"),
        tr("How the learning rate changes in the course of a run"),
    )
    return ChoiceField.of_engine(
        setting, ((s.name, s.label, s.hint) for s in SCHEDULES)
    )


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


def _history_megabytes() -> Field:
    setting = Setting(
        "history_megabytes",
        "historyMemorySpin",
        tr("History (MB)"),
        tr(
            "Memory for past states of a run: the more there is, the faster any of "
            "them is there again. Counts from the next run on."
        ),
        read=lambda state: state.history_megabytes,
    )
    return NumberField(setting, CountSpin(1, MOST_HISTORY))


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


def _dropout_rate(state: ViewState) -> float | None:
    """Return the rate of all hidden layers, None if they differ."""
    rates = set(state.spec.dropout[1:]) or {0.0}
    return rates.pop() if len(rates) == 1 else None
