"""What a gradient check says, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.outputs import OUTPUTS
from gui.words import count, engine_text

if TYPE_CHECKING:
    from engine.gradient_check import GradientReport, LayerReport, Probe
    from engine.spec import NetworkSpec
    from gui.check_state import Checked
    from gui.view_state import ViewState

NOTHING = "–"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Check", text)


def small(number: float | None) -> str:
    """Return 3.2e-9 as "3e-9": of an error, the size is what matters."""
    if number is None:
        return NOTHING
    if number == 0 or not math.isfinite(number):
        return f"{number:g}"
    digits, power = f"{number:.0e}".split("e")
    return f"{digits}e{int(power)}" if abs(int(power)) > 2 else f"{number:.1g}"


def slope(number: float) -> str:
    """Return a slope with as many digits as tell it from another."""
    return f"{number:.9g}"


def summary(report: GradientReport) -> str:
    """Return in a sentence what a check found."""
    wrong = report.wrong_layers
    if report.largest is None:
        return tr("Nothing can be told: there was a kink in every comparison.")
    if not wrong:
        text = tr("The gradients are right: the largest relative error is {error}.")
        return text.format(error=small(report.largest))
    text = tr(
        "Layer {layer} is wrong: {wrong} of {count} comparisons fail, by up to {error}."
    )
    found = report.layers[wrong[0] - 1]
    said = text.format(
        layer=wrong[0],
        wrong=found.wrong,
        count=len(found.probes),
        error=small(found.largest),
    )
    return f"{said} {_below(wrong[1:])}".rstrip()


def _below(layers: tuple[int, ...]) -> str:
    """Return what there is to say of layers below the one with the mistake."""
    if not layers:
        return ""
    if len(layers) == 1:
        text = tr("So is layer {layer}, to which it hands its mistake down.")
        return text.format(layer=layers[0])
    text = tr("So are layers {layers}, to which it hands its mistake down.")
    return text.format(layers=", ".join(map(str, sorted(layers))))


def moment(checked: Checked, state: ViewState) -> str:
    """Return which network was checked, and whether it is the one that is shown."""
    when = tr("Iteration {iteration}").format(iteration=count(checked.iteration))
    if checked.run_id != state.run_id:
        return tr("{when} of an earlier run").format(when=when)
    when = tr("{when} of this run").format(when=when)
    if checked.iteration != state.shown_iteration:
        now = count(state.shown_iteration)
        if state.is_running:
            return tr("{when}; the run goes on").format(when=when)
        return tr("{when}; the window shows {now}").format(when=when, now=now)
    if state.is_stale:
        return tr("{when}, before the design was changed").format(when=when)
    return when


def is_present(checked: Checked, state: ViewState) -> bool:
    """Tell whether a check is of just what the window shows."""
    same = checked.run_id == state.run_id and not state.is_stale
    return same and checked.iteration == state.shown_iteration


def basis(report: GradientReport) -> str:
    """Return what was compared, and on what."""
    if report.examples == report.of:
        text = tr("{slopes} slopes, all {examples} training examples")
    else:
        text = tr("{slopes} slopes, {examples} of {of} training examples")
    return text.format(
        slopes=count(report.count), examples=count(report.examples), of=count(report.of)
    )


def kinks(report: GradientReport) -> str:
    """Return how many comparisons had a kink in them, if any."""
    if not report.kinks:
        return ""
    if report.kinks == 1:
        return tr("1 crossed a kink (triangle): its error proves nothing")
    text = tr("{count} crossed a kink (triangles): their errors prove nothing")
    return text.format(count=count(report.kinks))


def which(report: GradientReport) -> str:
    """Return which analytic gradient it was."""
    if report.is_own:
        return tr("training's own gradient")
    return tr("the formulas, in float64 and with all units")


def layer_name(layer: int) -> str:
    """Return what a layer is called."""
    return tr("Layer {layer}").format(layer=layer)


def layer_text(layer: LayerReport, spec: NetworkSpec) -> str:
    """Return what a layer is, and how much of it was looked at."""
    n_in, n_out = spec.layer_dims[layer.layer - 1 : layer.layer + 1]
    names = [ACTIVATIONS[name].label for name in spec.activations]
    names.append(OUTPUTS[spec.output].label)
    text = tr(
        "{inputs} → {units}, {activation}: {coordinates} of {all} parameters one by "
        "one, and {directions} directions in which all change together"
    )
    return text.format(
        inputs=count(n_in),
        units=count(n_out),
        activation=engine_text(names[layer.layer - 1]),
        coordinates=count(len(layer.coordinates)),
        all=count((n_in + 1) * n_out),
        directions=len(layer.directions),
    )


def probe_name(layer: int, probe: Probe) -> str:
    """Return what was changed."""
    if probe.is_direction:
        return tr("all of layer {layer} together").format(layer=layer)
    row, column = (count(place + 1) for place in probe.place)
    if probe.array == "b":
        return f"b{layer}[{row}]"
    return f"W{layer}[{row}, {column}]"


def probe_text(layer: int, probe: Probe) -> str:
    """Return all that was found in one comparison."""
    text = tr("{name}: analytic {analytic}, numeric {numeric}, relative error {error}")
    said = text.format(
        name=probe_name(layer, probe),
        analytic=slope(probe.analytic),
        numeric=slope(probe.numeric),
        error=small(probe.error),
    )
    return f"{said}{_kink_text(probe)}"


def _kink_text(probe: Probe) -> str:
    if not probe.kinks:
        return ""
    if probe.settled is None:
        return tr(". A kink lay between the two sides, however near they came.")
    text = tr(". A kink lay between the two sides; nearer to one another: {error}")
    return text.format(error=small(probe.settled))


def explanation() -> str:
    """Return what a gradient check is, for those who want to know."""
    return tr(
        "A gradient says for every parameter how fast the cost J changes with it. The "
        "backward pass computes all of them at once, by formulas: the analytic "
        "gradient.\n\n"
        "A formula can be wrong, and training may still seem to work. So here "
        "parameters are moved a little up and a little down, and the cost is computed "
        "both times: (J(up) − J(down)) / distance is the numeric slope. It is slow "
        "but simple, and must be the same.\n\n"
        "The relative error is the difference of the two, divided by the larger one: "
        "1e-9 means that nine digits agree. Rounding leaves 1e-7 or less; above "
        "1e-5 (the dashed line) a formula is wrong. A slope so small that rounding "
        "hides it is taken for the smallest that can be seen.\n\n"
        "Where a ReLU switches on or off between up and down, the cost has a kink and "
        "the numeric slope is neither one nor the other. Such a comparison is a "
        "triangle here; it is made again with a shorter step, and only that counts."
    )
