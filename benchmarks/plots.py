"""Plots of cost against one quantity, as SVG, readable on light and dark pages."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

from benchmarks.contest import best_of
from benchmarks.peers import floor, jax_scan, notes, ours, torch_eager

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.cases import Sweep
    from benchmarks.contest import Figure

_INK = "#7d8590"
_STYLES: dict[str, dict[str, Any]] = {
    notes.NAME: {"color": "#a371f7", "marker": "v"},
    torch_eager.NAME: {"color": "#e5534b", "marker": "s"},
    jax_scan.NAME: {"color": "#d98a00", "marker": "D"},
    ours.FORCED["direct"]: {"color": "#6cb6ff", "marker": ".", "linestyle": "--"},
    ours.FORCED["sample-space"]: {"color": "#4fae68", "marker": ".", "linestyle": "--"},
    ours.NAME: {"color": "#2f81f7", "marker": "o", "linewidth": 2.4},
    floor.NAME: {"color": _INK, "marker": "", "linestyle": ":"},
}
_LOOK = {
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "font.family": "sans-serif",
    "font.size": 11,
    # Letters stay letters, in the reader's own font.
    "svg.fonttype": "none",
    # The same figures give the same file.
    "svg.hashsalt": "layerlab",
}


def drawable() -> bool:
    """Tell whether plots can be drawn here."""
    return importlib.util.find_spec("matplotlib") is not None


def curves(
    figures: Sequence[Figure], sweep: Sweep, precision: str = "float64"
) -> dict[str, tuple[list[int], list[float]]]:
    """Return each side's values and milliseconds an iteration, in plotting order."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for side in _STYLES:
        for value, case in sweep.points:
            figure = best_of(figures, case.key, precision, side)
            if figure is not None:
                values, times = found.setdefault(side, ([], []))
                values.append(value)
                times.append(1e3 * figure.median)
    return found


def draw(figures: Sequence[Figure], sweep: Sweep, path: Path) -> None:
    """Write the plot of one sweep."""
    matplotlib: Any = importlib.import_module("matplotlib")
    matplotlib.use("svg")
    pyplot: Any = importlib.import_module("matplotlib.pyplot")
    with matplotlib.rc_context(_LOOK):
        figure, axes = pyplot.subplots(figsize=(8, 4.2))
        found = curves(figures, sweep)
        for side, (values, times) in found.items():
            axes.plot(values, times, label=side, **_STYLES[side])
        _dress(axes, sweep)
        _name_curves(axes)
        figure.savefig(
            path, transparent=True, bbox_inches="tight", metadata={"Date": None}
        )
        pyplot.close(figure)


def _dress(axes: Any, sweep: Sweep) -> None:
    ticks = [value for value, _ in sweep.points]
    if sweep.key != "depth":
        axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(ticks, [f"{value:,}" for value in ticks])
    axes.minorticks_off()
    axes.set_xlabel(sweep.label)
    axes.set_title("milliseconds an iteration, float64", loc="left", fontsize=11)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.grid(axis="y", color=_INK, alpha=0.25, linewidth=0.8)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _name_curves(axes: Any) -> None:
    """Name the curves in the order of their right ends."""
    lines = sorted(axes.lines, key=lambda line: -line.get_ydata()[-1])
    axes.legend(
        handles=lines, frameon=False, loc="center left", bbox_to_anchor=(1.01, 0.5)
    )
