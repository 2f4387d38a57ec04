"""The sum that makes a unit's number: its rows, and sentences about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.built_from import NoShares
from engine.why_unknown import why_unknown
from gui.signed_text import SignedText
from gui.views.why.asked import shown_spec
from gui.widgets.shares import Row
from gui.words import engine_text, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.built_from import Shares
    from gui.view_state import Neuron, ViewState
    from gui.views.why.asked import Asked
    from gui.widgets.shares import Share


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Why", text)


def text_of(shares: Shares) -> SignedText:
    """Return the way in which all the numbers of a sum are written."""
    parts = (shares.common, shares.initial, shares.bias + shares.later_biases)
    return SignedText.of((*parts, shares.total, float(abs(shares.values).max())))


def rows(shares: Shares, listed: Sequence[Share], total: str) -> list[Row]:
    """Return the rows of a sum, the sum itself last.

    Parameters
    ----------
    shares : Shares
        The sum.
    listed : sequence of Share
        The pictures that are shown one by one.
    total : str
        What the sum is called.
    """
    text = text_of(shares)
    shown = sum(share.value for share in listed)
    others = float(shares.values.sum()) - shown
    biases = shares.bias + shares.later_biases
    named = (
        *_of_pictures(len(listed), shown, len(shares.values) - len(listed), others),
        (
            tr("all that is common"),
            shares.common,
            tr("What comes of the mean training picture, which is part of them all."),
        ),
        _of_base(shares),
        (
            tr("biases"),
            biases,
            tr("Layer 1: {first}; later layers: {later}").format(
                first=text(shares.bias), later=text(shares.later_biases)
            ),
        ),
        (total, shares.total, tr("The sum of all rows, exactly.")),
    )
    return [Row(label, value, text(value), tip) for label, value, tip in named]


def _of_base(shares: Shares) -> tuple[str, float, str]:
    """Return the row of the weights that training began with, or went on from."""
    if shares.is_from_start:
        tip = tr("What the first weights, before any training, make of this picture.")
        return tr("first weights W1₀"), shares.initial, tip
    tip = tr(
        "What the weights, as they were when the model was opened, make of this "
        "picture. What built those isn't known."
    )
    return tr("weights as opened"), shares.initial, tip


def _of_pictures(
    count: int, shown: float, left: int, others: float
) -> list[tuple[str, float, str]]:
    """Return the rows of the pictures that are shown, and of all the others."""
    if not count:
        name = tr("all {count:,} pictures").format(count=left)
        return [(name, others, tr("All training pictures, taken together."))]
    return [
        (
            tr("these {count:,} pictures").format(count=count),
            shown,
            tr("The training pictures that are shown, taken together."),
        ),
        (
            tr("{count:,} other pictures").format(count=left),
            others,
            tr("All other training pictures, taken together."),
        ),
    ]


def total_name(unit: int, neuron: Neuron | None, names: Sequence[str]) -> str:
    """Return what a sum is called."""
    if neuron is not None:
        return tr("z of {neuron}").format(neuron=neuron_name(neuron))
    if unit < len(names):
        return tr("logit of “{name}”").format(name=names[unit])
    return tr("the answer")


def neuron_name(neuron: Neuron) -> str:
    """Return what a neuron is called."""
    if neuron.layer == 1:
        return tr("neuron {unit:,}").format(unit=neuron.unit + 1)
    return tr("neuron {unit:,} of layer {layer}").format(
        unit=neuron.unit + 1, layer=neuron.layer
    )


def cancellation(shares: Shares) -> str:
    """Return in a sentence how much of the shares is left in their sum."""
    ratio = shares.cancellation
    if math.isnan(ratio):
        return ""
    if math.isinf(ratio):
        return tr("The shares cancel out: nothing is left of them.")
    if ratio < 1.05:
        return tr("The shares all point the same way.")
    number = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    return tr("The shares are {number} times as large as what is left of them.").format(
        number=number
    )


def remark(shares: Shares) -> str:
    """Return what has to be said of a sum before anybody reads it, or nothing."""
    if not shares.is_finite:
        return tr("Some of these numbers are not finite any more.")
    if not shares.has_path:
        return tr(
            "No path to it is active for this picture, so layer 1 has no say: it is "
            "what the biases of later layers make it."
        )
    if shares.values.any():
        return ""
    if shares.is_from_start:
        return tr("Nothing is learned yet: it is what the first weights make it.")
    return tr("Nothing is learned since it was opened: it is what its weights make it.")


def why_not(state: ViewState, answer: NoShares) -> str:
    """Return in a sentence why there is no sum."""
    spec = shown_spec(state)
    if answer is NoShares.UNKNOWN:
        dataset = state.dataset if state.has_its_data else None
        return sentence(why_unknown(spec, state.run_config, dataset, state.trained_on))
    return tr("This network has no such neuron, or takes pictures of another size.")


def in_place_of_answer(state: ViewState, asked: Asked) -> str:
    """Return why a neuron is shown where the answer was asked for."""
    if not asked.is_in_place or asked.neuron is None:
        return ""
    bent = next(
        ACTIVATIONS[name].label
        for name in shown_spec(state).activations
        if not ACTIVATIONS[name].is_homogeneous
    )
    return tr(
        "Through {activation} it is exact only in layer 1: this is {neuron}."
    ).format(activation=engine_text(bent), neuron=neuron_name(asked.neuron))
