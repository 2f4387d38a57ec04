"""What the cost plot shows of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.views.cost.words import tr
from gui.widgets.plot import Curve, Marker, Moment, Reference
from gui.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.arrays import Array
    from engine.datasets import Dataset, Split
    from engine.evaluation import Baseline
    from engine.history import History
    from gui.view_state import ViewState

MOST_MARKS = 12
"""Changes of the learning rate that are marked: the last ones."""


def references(
    dataset: Dataset, baselines: Mapping[Split, Baseline]
) -> list[Reference]:
    """Return what costs are compared with; nothing without baselines."""
    if not baselines:
        return []
    names, train = dataset.class_names, baselines[dataset.train]
    unknowing = tr("knows nothing: {cost}").format(cost=f"{train.uniform_cost:.4f}")
    base_rate = _base_rate_label(train, names)
    found = [
        Reference(train.uniform_cost, unknowing),
        Reference(train.base_rate_cost, base_rate, above=False),
    ]
    if dataset.test is not None:
        found.append(_test_reference(baselines[dataset.test], names))
    return found


def _test_reference(base: Baseline, names: tuple[str, ...]) -> Reference:
    return Reference(
        base.base_rate_cost,
        tr("test, {label}").format(label=_base_rate_label(base, names)),
        is_test=True,
        places=(0.01, 0.1),
        is_from_right=False,
        above=False,
    )


def _base_rate_label(base: Baseline, names: tuple[str, ...]) -> str:
    cost = f"{base.base_rate_cost:.4f}"
    if len(names) != 2:
        return tr("how common each class is: {cost}").format(cost=cost)
    return tr("{share} are “{name}”: {cost}").format(
        share=f"{100 * base.shares[1]:.0f} %", name=names[1], cost=cost
    )


def curves(log: History) -> tuple[Curve, Curve | None]:
    """Return the costs on both sets, each with its last one as its label."""
    costs, test_costs = log.costs, log.test_costs
    label = tr("train {cost}").format(cost=_last(costs))
    train = Curve(None, costs, label, origin(log))
    if not len(test_costs):
        return train, None
    label = tr("test {cost}").format(cost=_last(test_costs))
    return train, Curve(log.test_iterations, test_costs, label, origin(log))


def origin(log: History) -> object:
    """Return what is another one for a log that doesn't go on from what it was."""
    return log, log.cuts


def _last(costs: Array) -> str:
    return f"{costs[-1]:.2f}" if len(costs) else ""


def markers(log: History) -> list[Marker]:
    """Return when the learning rate was changed, and what it was then."""
    changes = log.rate_iterations[-MOST_MARKS:], log.rates[-MOST_MARKS:]
    return [
        Marker(float(when), f"α {rate:g}") for when, rate in zip(*changes, strict=True)
    ]


def shown_moment(state: ViewState) -> Moment | None:
    """Return where the curves are at the shown moment, if that is a past one."""
    moment, costs = state.moment, state.history.costs
    if moment is None or moment >= len(costs):
        return None
    cost = float(costs[moment])
    label = tr("{iteration}: {cost}").format(
        iteration=count(moment), cost=f"{cost:.4f}"
    )
    return Moment(float(moment), cost, label)
