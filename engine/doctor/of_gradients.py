"""What the gradients tell, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.doctor.diagnosis import DIAGNOSES, Diagnosis
from engine.doctor.finding import Evidence, Finding, Severity, Shows, says
from engine.doctor.mends import (
    better_weights,
    flattens_out,
    has_small_weights,
    livelier_units,
    smaller_steps,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.doctor.case import Case
    from engine.doctor.finding import Mend, Sentence

VANISHES = 100.0
"""Times that a step moves a later layer more, each as a share of its weights. The
course's two networks, which learn, have 64 at their first step and less after it; the
L-layer one that began with randn · 0.01, and stalls, has 170 to 1,900."""

FAINT = 1e-4
"""Gradient, as a share of the weights, that is as good as none: in the course's L-layer
network that learns, the smallest is 0.0018 after 100 iterations."""

FAINTS = 10.0
"""Times that a later layer's is larger, at least, where a layer's gradient is faint."""

EXPLODES = 0.5
"""Share of its weights by which a step changes a layer that doesn't settle; about 0.001
is usual."""

OUTGROWS = 100.0
"""Times the norm of the weights that a gradient isn't, however small the steps."""


def _knows_gradients(case: Case) -> bool:
    health = case.health
    known = health is not None and all(
        layer.relative_gradient is not None for layer in health.layers
    )
    # Adam and RMSProp make steps of one size of gradients of any.
    return known and case.has_begun and not case.is_adaptive


def _relative(case: Case) -> list[float]:
    assert case.health is not None
    return [layer.relative_gradient or 0.0 for layer in case.health.layers]


def _has_several_layers(case: Case) -> bool:
    return _knows_gradients(case) and case.spec.L > 1


def _vanishing(case: Case) -> Iterator[Finding]:
    if not case.knows_nothing:
        return
    found = _relative(case)
    for layer in range(1, len(found)):
        own, later = found[layer - 1], max(found[layer:])
        if not _vanishes(own, later):
            continue
        why = says(
            "A step changes its weights by {own:.1g} of their size, and those of layer "
            "{other} {times:,.0f} times as much.",
            own=own * case.step_rate,
            other=found.index(later, layer) + 1,
            times=later / own,
        )
        advice, mend = _stronger_signal(case)
        yield Finding(
            "vanishing",
            Severity.SERIOUS,
            says("The gradients vanish on their way to layer {layer}.", layer=layer),
            why,
            advice,
            Evidence(Shows.GRADIENTS, layer),
            mend,
        )
        # What is lost here is lost for the layers before it, or has been found there.
        return


def _vanishes(own: float, later: float) -> bool:
    """Tell whether a relative gradient is lost on its way from a later layer."""
    # Where there is none at all, units are dead.
    return 0 < own * (FAINTS if own < FAINT else VANISHES) < later


def _stronger_signal(case: Case) -> tuple[Sentence, Mend | None]:
    if has_small_weights(case):
        return better_weights(case)
    if flattens_out(case):
        return livelier_units()
    return says("Try fewer layers, or other first weights."), None


def _exploding(case: Case) -> Iterator[Finding]:
    for layer, relative in enumerate(_relative(case), 1):
        step = relative * case.step_rate
        if step <= EXPLODES and relative <= OUTGROWS:
            continue
        why = says(
            "The gradient is {times:,.1f} times as large as its weights: a step "
            "changes them by {share:,.3g} % of their size.",
            times=relative,
            share=100 * step,
        )
        advice, mend = smaller_steps(case)
        yield Finding(
            "exploding",
            Severity.GRAVE,
            says("The gradients explode in layer {layer}.", layer=layer),
            why,
            advice,
            Evidence(Shows.GRADIENTS, layer),
            mend,
        )
        return


DIAGNOSES.add(
    Diagnosis(
        "vanishing",
        "gradients of every layer",
        _has_several_layers,
        _vanishing,
        frozenset({"symmetric", "not finite"}),
    )
)
DIAGNOSES.add(
    Diagnosis(
        "exploding",
        "the size of the steps",
        _has_several_layers,
        _exploding,
        frozenset({"not finite"}),
    )
)
