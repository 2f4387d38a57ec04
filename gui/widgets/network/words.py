"""A drawn network in words: for tooltips and for those who don't see it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gui.widgets.network.plan import NetworkActivity, NetworkPlan


class Lines(Enum):
    """What the lines between two layers show."""

    PLAIN = "only that the layers are connected"
    FAN = "how much the weights of each unit have changed"
    STRONGEST = "the strongest weights"


class NetworkWords(QObject):
    """Says what the parts of a drawn network are."""

    def network(self, plan: NetworkPlan, selected: tuple[int, int]) -> str:
        """Describe the whole network."""
        first = self.tr("Input of {count} numbers.")
        parts = [first.format(count=plan.count(0))]
        middle = self.tr("Hidden layer {layer}: {units:,} units, {name}.")
        for layer, units in enumerate(plan.hidden, 1):
            name = ", ".join(filter(None, (plan.names[layer], plan.details(layer))))
            parts.append(middle.format(layer=layer, units=units, name=name))
        end = self.tr("Output layer {layer}: {units:,} units, {name}.")
        parts.append(
            end.format(layer=plan.last, units=plan.sizes[-1], name=plan.names[-1])
        )
        chosen = self.tr("Selected: layer {layer}, unit {unit:,}.")
        parts.append(chosen.format(layer=selected[0], unit=selected[1] + 1))
        return " ".join(parts)

    def picture(self, plan: NetworkPlan, has_tile: bool) -> str:
        """Describe the input."""
        text = (
            self.tr("The selected picture as the network sees it: {count} numbers")
            if has_tile
            else self.tr("A picture, as the network sees it: {count} numbers")
        )
        return text.format(count=plan.count(0))

    def unit(
        self, plan: NetworkPlan, activity: NetworkActivity, layer: int, unit: int
    ) -> str:
        """Describe a unit and what it does at the moment."""
        if layer == 0:
            return self.tr("Input {unit:,} of {units:,}").format(
                unit=unit + 1, units=plan.sizes[0]
            )
        text = self.tr("Layer {layer}, unit {unit:,} of {units:,}")
        lines = [text.format(layer=layer, unit=unit + 1, units=plan.sizes[layer])]
        value, share = activity.value(layer, unit), activity.share(layer, unit)
        if value is not None:
            text = self.tr("Activation {value:.3f} for the selected picture")
            lines.append(text.format(value=value))
        if share == 0:
            lines.append(
                self.tr(
                    "× Dead: not active for any training picture, so its weights get "
                    "no gradient"
                )
            )
        elif share is not None:
            text = self.tr("Active for {share:.0%} of the training pictures")
            lines.append(text.format(share=share))
        return "\n".join(lines)

    def inputs(
        self, plan: NetworkPlan, layer: int, inputs: list[tuple[int, float]]
    ) -> str:
        """Say which units a unit listens to most."""
        shown = [f"{unit + 1:,} ({weight:+.3g})" for unit, weight in inputs]
        text = (
            self.tr("Strongest weights: from inputs {inputs}")
            if layer == 1
            else self.tr("Strongest weights: from units {inputs}")
        )
        return text.format(inputs=", ".join(shown).replace("-", "−"))

    def folded(self, first: int, last: int) -> str:
        """Describe the units that an ellipsis stands for."""
        text = self.tr("Units {first:,} to {last:,}: click to unfold them one by one")
        return text.format(first=first + 1, last=last + 1)

    def gap(self, plan: NetworkPlan, layer: int, lines: Lines, most: int) -> str:
        """Describe the arrays and the lines in front of a layer."""
        shapes = f"{plan.weight_shape(layer)} · {plan.other_shapes(layer)}"
        if lines is Lines.PLAIN:
            text = self.tr("Every unit has a weight for each input and one bias.")
        elif lines is Lines.FAN:
            text = self.tr(
                "The thicker the line to a unit, the more its {count:,} weights "
                "have changed since training began. All of them together have no sign: "
                "these lines are grey."
            ).format(count=plan.sizes[0])
        else:
            text = self.tr(
                "Lines: the {most} strongest weights of each unit, among the units "
                "shown. Blue is positive, orange negative; the thickest would be "
                "the largest of the layer."
            ).format(most=most)
        return "\n".join((shapes, text))

    def result(self) -> str:
        """Describe the text beside the output."""
        return self.tr("What the network says of the selected picture")
