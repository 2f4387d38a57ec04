"""What is said in place of the pictures as long as there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.datasets import InputKind
from gui.words import tr

if TYPE_CHECKING:
    from gui.view_state import ViewState


def untrained(state: ViewState) -> str:
    """Return what training will show here."""
    count = state.spec.layer_dims[1]
    if state.has_given_weights:
        return tr(
            "Nothing learned yet: the weights were set. See them under “Weights”, "
            "or press Train to see how they change."
        )
    if state.dataset.kind is not InputKind.IMAGE:
        return tr(
            "Nothing learned yet. Press Train, and see here how the weights of "
            "layer 1 change."
        )
    if count == 1:
        return tr(
            "Nothing learned yet. Press Train, and the neuron of layer 1 turns "
            "into a picture of what it learned."
        )
    return tr(
        "Nothing learned yet. Press Train, and each of the {count:,} neurons of "
        "layer 1 turns into a picture of what it learned."
    ).format(count=count)


def unchanged(iterations: int) -> str:
    """Return what to say if training changed nothing."""
    return tr("Layer 1 is as it was: {count:,} iterations changed nothing.").format(
        count=iterations
    )
