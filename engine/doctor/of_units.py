"""What the units and the answers tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.doctor.diagnosis import DIAGNOSES, Diagnosis
from engine.doctor.finding import Evidence, Finding, Mend, Severity, Shows, says
from engine.doctor.mends import (
    awakening,
    better_weights,
    livelier_units,
    smaller_steps,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Labels
    from engine.doctor.case import Case
    from engine.doctor.finding import Sentence
    from engine.health import LayerHealth

MANY_DEAD = 0.25
"""Share of a layer's units whose death costs it much."""

SATURATED_UNIT = 0.95
"""Share of the examples for which a unit is saturated that counts as saturated."""

MANY_SATURATED = 0.5
"""Share of a layer's units: some saturated ones are useful, as switches."""

SAME_ANSWER = 0.001
"""Answers that differ by less are the same. Those of the course's untrained two-layer
network, which are nearly the same, differ by 0.008."""

MOST_NAMED = 6
"""Units that are named one by one."""


def _has_health(case: Case) -> bool:
    return case.health is not None


def _not_finite(case: Case) -> Iterator[Finding]:
    assert case.health is not None
    if case.health.is_finite:
        return
    yield Finding(
        "not finite",
        Severity.GRAVE,
        says("Some of its numbers aren't finite."),
        says("Its weights, or what they compute, are infinite or no numbers at all."),
        says("Reset, and take smaller steps; a model from a file may be broken."),
        Evidence(Shows.UNIT, 1),
    )


def _is_settled(case: Case) -> bool:
    """Tell whether units are known after enough steps, and there are any."""
    return _examples(case) > 0 and case.has_begun and bool(case.spec.hidden)


def _examples(case: Case) -> int:
    return 0 if case.health is None else case.health.examples


def _can_die(case: Case) -> bool:
    names = case.spec.activations
    return _is_settled(case) and any(ACTIVATIONS[name].can_die for name in names)


def _hidden(case: Case) -> Iterator[tuple[int, LayerHealth, str]]:
    assert case.health is not None
    parts = zip(case.health.layers, case.spec.activations, strict=False)
    for layer, (health, activation) in enumerate(parts, 1):
        yield layer, health, activation


def _dead(case: Case) -> Iterator[Finding]:
    for layer, health, activation in _hidden(case):
        if health.active is None or not ACTIVATIONS[activation].can_die:
            continue
        dead = np.flatnonzero(health.active == 0)
        if len(dead):
            yield _dead_in(case, layer, dead, len(health.active))


def _dead_in(case: Case, layer: int, dead: Labels, units: int) -> Finding:
    severity = Severity.SERIOUS if len(dead) >= MANY_DEAD * units else Severity.SLIGHT
    if len(dead) == units:
        severity = Severity.GRAVE
    text = (
        "Units {units}: none of {count:,} training examples makes them active, so no "
        "gradient reaches them, and they learn nothing."
    )
    if len(dead) == 1:
        text = (
            "Unit {units}: none of {count:,} training examples makes it active, so no "
            "gradient reaches it, and it learns nothing."
        )
    why = says(text, units=_names(dead), count=_examples(case))
    advice, mend = _revival(case)
    evidence = Evidence(Shows.UNIT, layer, int(dead[0]))
    what = _dead_in_words(layer, len(dead), units)
    return Finding("dead units", severity, what, why, advice, evidence, mend)


def _dead_in_words(layer: int, dead: int, units: int) -> Sentence:
    if dead == units:
        return says("All units of layer {layer} are dead.", layer=layer)
    text = "{dead:,} of {units:,} units of layer {layer} are dead."
    if dead == 1:
        text = "{dead:,} of {units:,} units of layer {layer} is dead."
    return says(text, dead=dead, units=units, layer=layer)


def _names(units: Labels) -> str:
    """Return the numbers of units as people count them: "1, 7"."""
    names = ", ".join(f"{unit + 1:,}" for unit in units[:MOST_NAMED])
    return names if len(units) <= MOST_NAMED else f"{names} …"


def _revival(case: Case) -> tuple[Sentence, Mend | None]:
    if case.has_large_steps:
        return smaller_steps(case)
    text = "Try {label}, whose units can't die, or smaller steps."
    label = ACTIVATIONS["leaky-relu"].label
    return says(text, label=label), Mend("activation", "leaky-relu")


def _symmetric(case: Case) -> Iterator[Finding]:
    for layer, health, _ in _hidden(case):
        twins = health.twins
        if twins is None or not len(twins):
            continue
        units = case.spec.layer_dims[layer]
        text = "{twins:,} of {units:,} units of layer {layer} are no different."
        if len(twins) == units:
            text = "All {units:,} units of layer {layer} are the same."
        advice, mend = better_weights(case)
        yield Finding(
            "symmetric",
            Severity.GRAVE if len(twins) == units else Severity.SERIOUS,
            says(text, twins=len(twins), units=units, layer=layer),
            says(
                "They began with the same weights, so every step changes them alike: "
                "together they are worth one unit."
            ),
            advice,
            Evidence(Shows.UNIT, layer, int(twins[0])),
            mend,
        )


def _can_compare(case: Case) -> bool:
    several = any(units > 1 for units in case.spec.hidden)
    # One example tells too little of a unit.
    return _is_settled(case) and several and _examples(case) > 1


def _can_saturate(case: Case) -> bool:
    names = case.spec.activations
    return _is_settled(case) and any(ACTIVATIONS[name].steepest for name in names)


def _saturated(case: Case) -> Iterator[Finding]:
    if not case.knows_nothing:
        return
    for layer, health, activation in _hidden(case):
        if health.saturated is None:
            continue
        units = len(health.saturated)
        flat = np.flatnonzero(health.saturated >= SATURATED_UNIT)
        if len(flat) < MANY_SATURATED * units:
            continue
        is_scaled = case.initialization(layer) == case.suiting_initialization
        advice, mend = livelier_units() if is_scaled else better_weights(case)
        text = "{flat:,} of {units:,} units of layer {layer} are saturated."
        yield Finding(
            "saturated",
            Severity.SERIOUS,
            says(text, flat=len(flat), units=units, layer=layer),
            says(
                "For nearly every training example they are where {label} is flat: "
                "less than a hundredth of a gradient comes through.",
                label=ACTIVATIONS[activation].label,
            ),
            advice,
            Evidence(Shows.UNIT, layer, int(flat[0])),
            mend,
        )


def _has_answers(case: Case) -> bool:
    # Where all examples are of one class, the same answer is the right one.
    differs = case.base is not None and case.base.base_rate_cost > 0
    return differs and case.has_begun and _examples(case) > 1


def _constant(case: Case) -> Iterator[Finding]:
    assert case.health is not None
    spread = case.health.spread
    if spread is None or not spread < SAME_ANSWER:
        return
    advice, mend = awakening(case)
    yield Finding(
        "constant",
        Severity.GRAVE,
        says("It gives every example the same answer."),
        says(
            "What it answers to {count:,} training examples differs by {spread:.1g} "
            "at most.",
            count=case.health.examples,
            spread=spread,
        ),
        advice,
        Evidence(Shows.MISTAKES),
        mend,
    )


DIAGNOSES.add(
    Diagnosis("not finite", "whether all is finite", _has_health, _not_finite)
)
DIAGNOSES.add(Diagnosis("symmetric", "units alike", _can_compare, _symmetric))
DIAGNOSES.add(
    Diagnosis("dead units", "dead units", _can_die, _dead, frozenset({"symmetric"}))
)
DIAGNOSES.add(Diagnosis("saturated", "saturated units", _can_saturate, _saturated))
DIAGNOSES.add(
    Diagnosis(
        "constant",
        "its answers",
        _has_answers,
        _constant,
        frozenset({"plateau", "symmetric", "not finite"}),
    )
)
