"""What the drawn network says of the point below the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gui.widgets.network.edges import EdgeFinder, most_lines, strongest_inputs
from gui.widgets.network.words import Lines, NetworkWords

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from gui.widgets.network.edit_words import EditWords
    from gui.widgets.network.layout import NetworkLayout
    from gui.widgets.network.plan import NetworkActivity, NetworkPlan

MOST_INPUTS = 3


class Subject(NamedTuple):
    """All that can be said something about."""

    plan: NetworkPlan
    layout: NetworkLayout
    activity: NetworkActivity
    edges: EdgeFinder
    has_weights: bool
    has_tile: bool
    sum_of: tuple[int, int, str] | None = None
    """A unit, by layer and number, and how its answer comes about."""


class NetworkTips(NamedTuple):
    """Puts what is at a point into words."""

    words: NetworkWords
    edit_words: EditWords

    def at(self, point: QPointF, subject: Subject) -> str:
        """Return what is to be said of a point, as plain text."""
        plan, layout = subject.plan, subject.layout
        place, layer = layout.place_at(point), layout.count_at(point)
        if place is not None:
            return self.slot(place, subject)
        if layer is not None and plan.is_hidden(layer):
            return self.edit_words.handle(layer)
        gap = layout.gap_at(point.x())
        if gap is not None:
            return self._gap(gap, subject)
        if point.x() >= layout.columns[-1].rect.right():
            return self.words.result()
        is_input = layout.columns[0].rect.contains(point)
        return (
            self.words.picture(plan, subject.has_tile)
            if is_input
            else self.edit_words.keys()
        )

    def slot(self, place: tuple[int, int], subject: Subject) -> str:
        """Return what is to be said of a unit or of an ellipsis."""
        layer, slot = place
        column, unit = subject.layout.columns[layer], subject.layout.unit_in(place)
        if unit is None:
            last = column.last_folded(slot, subject.plan.sizes[layer])
            return self.words.folded(column.first_folded(slot), last)
        said = self.words.unit(subject.plan, subject.activity, layer, unit)
        if layer and subject.sum_of is not None and subject.sum_of[:2] == (layer, unit):
            return "\n".join((said, subject.sum_of[2]))
        W = subject.edges.matrix(layer) if layer else None
        if W is None or (layer == 1 and subject.plan.picture):
            return said
        inputs = strongest_inputs(W, unit, MOST_INPUTS)
        return "\n".join((said, self.words.inputs(subject.plan, layer, inputs)))

    def _gap(self, gap: int, subject: Subject) -> str:
        columns = subject.layout.columns
        is_fan = gap == 0 and columns[0].is_tile
        lines = Lines.FAN if is_fan else Lines.STRONGEST
        shown = lines if subject.has_weights else Lines.PLAIN
        return self.words.gap(subject.plan, gap + 1, shown, most_lines(columns))
