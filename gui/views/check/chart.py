"""A table of the layers, with the errors of each as a strip of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.gradient_check import LIMIT
from engine.gradient_check.report import largest
from gui.plain_text import tool_tip
from gui.views.check.words import layer_name, layer_text, probe_text, small
from gui.widgets.dots import LogScale, Shape, StripDot, StripTable
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from engine.gradient_check import LayerReport, Probe
    from engine.spec import NetworkSpec
    from gui.check_state import Checked
    from gui.widgets.dots import StripRow

LEAST, MOST = 1e-16, 1.0
"""The ends of the axis: errors below stand with those that are 0."""

TICKS = (0.0, *(10.0**power for power in range(-15, 1, 3)))
SCALE = LogScale(LEAST, MOST, TICKS, LIMIT)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Check", text)


def _headings() -> list[tuple[str, str]]:
    """Return what stands above the figures, and what it means."""
    return [
        (
            tr("one by one"),
            tr("The largest relative error where a single parameter was moved"),
        ),
        (
            tr("together"),
            tr("The largest where all parameters of the layer were moved at once"),
        ),
        (
            tr("kinks"),
            tr("Comparisons with a kink of an activation between the two sides"),
        ),
        (tr("wrong"), tr("Comparisons that fail, and no kink explains it")),
    ]


class Chart(StripTable):
    """All layers on one axis.

    Dots are parameters, squares directions. Triangles had a kink between the two
    sides; crosses are wrong.
    """

    def __init__(self) -> None:
        caption, headings = ElidedLabel("caption"), _headings()
        super().__init__(caption, len(headings), is_crowded=True)
        for heading, (text, tip) in zip(self.headings, headings, strict=True):
            heading.setText(text)
            heading.setToolTip(tip)
        caption.setText(
            tr("relative error:  ● one by one  ■ together  △ kink  ✕ wrong")
        )
        self._shown: tuple[LayerReport, ...] = ()
        self.axis.set_scale(SCALE, [small(tick) for tick in TICKS])
        self.axis.setToolTip(
            tr(
                "Relative error, each line a thousand times the one before; 0 where "
                "both are the same. Right of the dashed line, at 1e-5, a gradient is "
                "wrong."
            )
        )
        self.dot_chosen.connect(self._tell)

    def show_check(self, checked: Checked, spec: NetworkSpec, is_faint: bool) -> None:
        """Show what was found, faint if it is of an earlier state."""
        layers = checked.report.layers
        self.set_rows(len(layers))
        if layers is not self._shown:
            self._shown = layers
            for row, layer in zip(self.rows, layers, strict=True):
                _show_layer(row, layer, spec)
        for row in self.rows:
            row.strip.set_look("text", is_faint)

    def _tell(self, number: int, dot: int) -> None:
        self.rows[number].strip.tell(dot)


def _show_layer(row: StripRow, layer: LayerReport, spec: NetworkSpec) -> None:
    """Show a layer; the keyboard is at the largest error."""
    row.name.setText(layer_name(layer.layer))
    row.name.setToolTip(tool_tip(layer_text(layer, spec)))
    row.show_figures(
        (
            small(largest(layer.coordinates)),
            small(largest(layer.directions)),
            str(layer.kinks),
            f"✕ {layer.wrong}" if layer.wrong else "0",
        )
    )
    name = tr("Errors in layer {layer}: the largest {error}, {wrong} wrong")
    row.strip.setAccessibleName(
        name.format(layer=layer.layer, error=small(layer.largest), wrong=layer.wrong)
    )
    probes = sorted(layer.probes, key=shown_error)
    row.strip.set_dots([_dot(layer.layer, probe) for probe in probes], SCALE, None)
    row.strip.go_to(len(probes) - 1)


def shown_error(probe: Probe) -> float:
    """Return the error that is drawn: the one that counts, unless none does."""
    counts = probe.settled is not None and not probe.kinks
    return probe.settled if counts and probe.settled is not None else probe.error


def _dot(layer: int, probe: Probe) -> StripDot:
    text = probe_text(layer, probe)
    return StripDot(shown_error(probe), text, shape=_shape(probe))


def _shape(probe: Probe) -> Shape:
    if probe.is_wrong:
        return Shape.CROSS
    if probe.kinks:
        return Shape.TRIANGLE
    return Shape.SQUARE if probe.is_direction else Shape.DOT
