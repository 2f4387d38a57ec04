"""What runs from many seeds say, in sentences that are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.datasets import SplitName
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from gui.words import count, engine_text, percent, sentence

if TYPE_CHECKING:
    from gui.design import Design
    from gui.views.luck.figures import Measure, Row, Seed


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Luck", text)


def summary(table: list[Row], measure: Measure, is_finished: bool) -> str:
    """Return in a sentence what the runs say so far; nothing before there are any.

    Parameters
    ----------
    table : list of Row
        The designs.
    measure : Measure
        What they are compared by.
    is_finished : bool
        Whether the window's own run is at its end.
    """
    told = [row for row in table if row.seeds]
    lost = [outcome for row in table for outcome in row.lost]
    if told and len(table) > 1:
        return _of_several(told, measure)
    if told:
        return _of_one(told[0], measure, is_finished)
    if lost and lost[0].reason is not None:
        reason = sentence(lost[0].reason)
        return tr("No seed gave a result: {reason}").format(reason=reason)
    return ""


def remarks(table: list[Row], measure: Measure) -> str:
    """Return what else there is to say of the runs."""
    told = [row for row in table if row.seeds]
    lost = sum(len(row.lost) for row in table)
    diverged = sum(row.diverged for row in table)
    parts = [
        _of_overlap(told, measure) if len(told) > 1 else "",
        _lost(lost) if lost and told else "",
        _diverged(diverged) if diverged else "",
    ]
    return " ".join(filter(None, parts))


def _lost(number: int) -> str:
    text = tr("1 gave no result.") if number == 1 else tr("{count} gave no result.")
    return text.format(count=number)


def _diverged(number: int) -> str:
    text = tr("1 run diverged.") if number == 1 else tr("{count} runs diverged.")
    return text.format(count=number)


def _of_one(row: Row, measure: Measure, is_finished: bool) -> str:
    values = row.values
    given = {
        "range": measure.range_text(values),
        "where": where(measure),
        "count": len(values),
        "mean": measure.text(row.mean or 0.0),
    }
    if len(values) == 1:
        text = tr("{range} {where} from seed {seed}, the only one so far.")
        return text.format(seed=row.seeds[0].number, **given)
    if values[0] == values[-1]:
        return tr("{range} {where} from each of {count} seeds.").format(**given)
    text = tr("{range} {where} over {count} seeds, mean {mean}").format(**given)
    mine = next((seed for seed in row.seeds if seed.number == row.mine), None)
    if mine is None:
        return text + "."
    return f"{text}: {_rank(mine, row, measure, is_finished)}"


def _rank(mine: Seed, row: Row, measure: Measure, is_finished: bool) -> str:
    """Return where the window's own run stands among all; they aren't all equal."""
    others = [seed.value for seed in row.seeds if seed is not mine]
    better = sum(measure.is_better(value, mine.value) for value in others)
    worse = sum(measure.is_better(mine.value, value) for value in others)
    ties = len(others) - better - worse
    if not better:
        text = (
            tr("{mine} is one of the {ties} best.")
            if ties
            else tr("{mine} is the best of {count}.")
        )
    elif not worse:
        text = (
            tr("{mine} is one of the {ties} worst.")
            if ties
            else tr("{mine} is the worst of {count}.")
        )
    else:
        text = tr("{mine} beats {worse} of the other {others}.")
    who = tr("your {value}") if is_finished else tr("the {value} of your seed {seed}")
    value = measure.text(mine.value)
    return text.format(
        mine=who.format(value=value, seed=mine.number),
        ties=ties + 1,
        count=len(row.seeds),
        worse=worse,
        others=len(others),
    )


def _of_several(table: list[Row], measure: Measure) -> str:
    means = "; ".join(
        tr("{network} {mean}").format(
            network=network_name(row.design), mean=measure.text(row.mean or 0.0)
        )
        for row in table
    )
    text = tr("Means {where}: {means}.")
    return text.format(where=where(measure), means=means)


def _of_overlap(table: list[Row], measure: Measure) -> str:
    """Return whether one run of each design would tell which is the best."""
    if min(len(row.seeds) for row in table) < 2:
        return ""
    ranked = sorted(table, key=lambda row: row.mean or 0.0, reverse=not measure.is_cost)
    best, others = ranked[0], ranked[1:]
    worst = best.values[-1] if measure.is_cost else best.values[0]
    tops = [row.values[0] if measure.is_cost else row.values[-1] for row in others]
    if all(measure.is_better(worst, top) for top in tops):
        text = tr("Every run of {network} beats all others.")
        return text.format(network=network_name(best.design))
    return tr("Their ranges overlap: one run of each would not decide.")


def where(measure: Measure) -> str:
    """Return on what a value was found, after the value."""
    is_test = measure.split is SplitName.TEST
    if measure.is_cost:
        test, train = tr("test cost"), tr("training cost")
    else:
        test, train = tr("on the test set"), tr("on the training set")
    return test if is_test else train


def network_name(design: Design) -> str:
    """Return what a design is called, in a word or two."""
    layers = design.spec.L
    text = tr("1 layer") if layers == 1 else tr("{count} layers")
    return text.format(count=layers)


def design_text(design: Design) -> str:
    """Return what distinguishes a design."""
    config = design.config
    hidden = ", ".join(map(str, design.spec.hidden)) or tr("none")
    return tr(
        "hidden layers {hidden} · {initialization} · {optimizer} · α {rate:g} · "
        "{count} iterations"
    ).format(
        hidden=hidden,
        initialization=INITIALIZERS[config.initialization].label,
        optimizer=engine_text(OPTIMIZERS[config.optimizer].label),
        rate=config.learning_rate,
        count=count(config.iterations),
    )


def seed_text(seed: Seed, is_mine: bool, chance: str) -> str:
    """Return all about one run.

    Parameters
    ----------
    seed : Seed
        The run.
    is_mine : bool
        Whether it is the one that the window holds.
    chance : str
        What it says of the user's picture, or nothing.
    """
    outcome = seed.outcome
    parts = [tr("seed {seed}").format(seed=seed.number)]
    if is_mine:
        parts[0] = tr("seed {seed} (your run)").format(seed=seed.number)
    for name, metrics in ((tr("test"), outcome.test), (tr("train"), outcome.train)):
        if metrics is not None:
            shown = percent(metrics.accuracy)
            if shown == "–":
                shown = tr("cost {cost}").format(cost=f"{metrics.cost:.4g}")
            parts.append(f"{name} {shown}")
    parts += filter(None, (chance, sentence(outcome.reason) if outcome.reason else ""))
    return " · ".join(parts)
