"""What to try, where several findings have the same mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS
from engine.doctor.finding import Mend, Sentence, says
from engine.initializers import INITIALIZERS

if TYPE_CHECKING:
    from engine.doctor.case import Case

    Treatment = tuple[Sentence, Mend | None]

MOST = 0.5
"""Share of a layer's units without which little comes through it."""

SMALL_INITIALIZATIONS = {"small-normal", "small-uniform"}
"""Those that don't follow the number of inputs: a signal shrinks in every layer."""


def times_rate(case: Case, factor: float) -> float:
    """Return a multiple of the learning rate, with two digits."""
    return float(f"{case.learning_rate * factor:.2g}")


def smaller_steps(case: Case) -> Treatment:
    """Return the advice to divide the learning rate by ten."""
    rate = times_rate(case, 0.1)
    text = "Take smaller steps: a learning rate of {rate:g} instead of {now:g}."
    return says(text, rate=rate, now=case.learning_rate), Mend("learning_rate", rate)


def larger_steps(case: Case) -> Treatment:
    """Return the advice to multiply the learning rate by ten."""
    rate = times_rate(case, 10)
    text = "Take larger steps: a learning rate of {rate:g} instead of {now:g}."
    return says(text, rate=rate, now=case.learning_rate), Mend("learning_rate", rate)


def better_weights(case: Case) -> Treatment:
    """Return the advice to draw first weights that suit the network."""
    name = case.suiting_initialization
    text = "Draw the first weights as {label}: that suits these units."
    label = INITIALIZERS[name].label
    return says(text, label=label), Mend("initialization", name)


def livelier_units() -> Treatment:
    """Return the advice to use units that don't flatten out."""
    text = "Use {label} in the hidden layers: it doesn't flatten out on the right."
    return says(text, label=ACTIVATIONS["relu"].label), Mend("activation", "relu")


def has_small_weights(case: Case) -> bool:
    """Tell whether a deep network began with weights in which a signal gets lost."""
    layers = range(1, case.spec.L + 1)
    names = {case.initialization(layer) for layer in layers}
    return case.spec.L > 2 and not SMALL_INITIALIZATIONS.isdisjoint(names)


def flattens_out(case: Case) -> bool:
    """Tell whether any hidden units flatten out."""
    return any(ACTIVATIONS[name].steepest for name in case.spec.activations)


def has_twins(case: Case) -> bool:
    """Tell whether any units are the same."""
    layers = () if case.health is None else case.health.layers
    return any(layer.twins is not None and len(layer.twins) for layer in layers)


def has_lost_a_layer(case: Case) -> bool:
    """Tell whether most units of a layer are never active."""
    layers = () if case.health is None else case.health.layers
    active = (layer.active for layer in layers if layer.active is not None)
    return any(np.mean(shares == 0) > MOST for shares in active)


def awakening(case: Case) -> Treatment:
    """Return what to try with a network that learns nothing."""
    if has_small_weights(case) or has_twins(case):
        return better_weights(case)
    if case.has_large_steps and has_lost_a_layer(case):
        return smaller_steps(case)
    if flattens_out(case):
        return livelier_units()
    text = "Try other first weights, more units, or another learning rate."
    return says(text), Mend("seed", (case.config.seed + 1) % 2**32)
