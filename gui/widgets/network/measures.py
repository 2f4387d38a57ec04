"""How wide the labels of a drawn network are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from gui.widgets.network.spacing import LabelWidths

if TYPE_CHECKING:
    from gui.widgets.network.plan import Look, NetworkPlan

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

WIDEST_RESULT = 10.5
"""In em; a longer name of a class is cut."""


@lru_cache(maxsize=4)
def label_widths(plan: NetworkPlan, look: Look) -> LabelWidths:
    """Measure the labels of a network."""
    bold, small = QFontMetricsF(look.bold), QFontMetricsF(look.small)
    layers = range(1, plan.last + 1)
    results = map(bold.horizontalAdvance, (*plan.results, "0.00"))
    return LabelWidths(
        tuple(bold.horizontalAdvance(plan.count(layer)) for layer in (0, *layers)),
        tuple(map(small.horizontalAdvance, plan.names)),
        tuple(small.horizontalAdvance(plan.weight_shape(layer)) for layer in layers),
        tuple(small.horizontalAdvance(plan.other_shapes(layer)) for layer in layers),
        min(max(results), WIDEST_RESULT * look.em),
        tuple(small.horizontalAdvance(plan.details(layer)) for layer in (0, *layers)),
        0.0 if plan.picture else small.horizontalAdvance(input_name(plan.sizes[0])),
    )


def input_name(number: int) -> str:
    """Return what an input is called, as "x₁₂"; numbers count from 1."""
    return "x" + str(number).translate(_SUBSCRIPTS)


def elided(name: str, look: Look) -> str:
    """Return the name of a result, cut if it is too long."""
    room = WIDEST_RESULT * look.em
    metrics = QFontMetricsF(look.bold)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
