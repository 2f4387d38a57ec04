"""What the costs tell: whether and how a run learns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.doctor.case import JUDGED_FROM, LEARNED_BELOW, NOTHING_ABOVE, WINDOW
from engine.doctor.diagnosis import DIAGNOSES, Diagnosis
from engine.doctor.finding import (
    Evidence,
    Finding,
    Mend,
    Sentence,
    Severity,
    Shows,
    says,
)
from engine.doctor.mends import awakening, larger_steps, smaller_steps
from engine.verdicts import (
    GAINS_FROM,
    GENERALIZES_WITHIN,
    Verdict,
    gained,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.doctor.case import Case
    from engine.evaluation import Metrics

CLIMBED = 3.0
"""Times the first cost: a run that learns may rise above it for a while, as logistic
regression on the course's data does, to twice as much."""

LATELY = 10
"""Iterations in which a climbing cost still climbs."""

NEAR_BASE_RATE = 0.01
"""Share of the base rate's entropy within which a cost is that of the base rate."""

FALLS = 0.001
"""Share of it that a cost falls in `WINDOW` iterations, at least, where it is on its
way. The course's two-layer network passes the base rate twenty times as fast."""

FALLS_STEADILY = 0.75
"""Share of the steps that lower the cost where steps are small; half of them do where a
cost jitters at the edge of what is stable."""

DECAY = 0.1
"""Weight decay that is offered. On the course's data it brings the L-layer network's
test cost from 0.76 down to 0.46, the two-layer network's from 1.02 to 0.60."""

REGRESSION_GAP = 2.0
"""Times the training cost: the test cost of a regression that overfits. It must also
be as large as if little had been learned."""

ROSE = 1.1
"""Times its lowest value: a test cost that has risen."""


def _diverging(case: Case) -> Iterator[Finding]:
    advice, mend = smaller_steps(case)
    evidence = Evidence(Shows.LEARNING_RATE)
    if case.has_diverged:
        what = says("It diverged: the steps were too large.")
        why = says(
            "After iteration {iteration:,} the cost would not have been a finite "
            "number. The last good weights were kept.",
            iteration=case.iteration,
        )
    elif _climbs(case):
        what = says("The cost is climbing.")
        why = says(
            "It was {first:.4g} at first and is {now:.4g} now: each step goes too far.",
            first=case.costs[0],
            now=case.costs[-1],
        )
    else:
        return
    yield Finding("diverging", Severity.GRAVE, what, why, advice, evidence, mend)


def _climbs(case: Case) -> bool:
    costs, last = case.costs, case.epoch * LATELY
    if not case.has_begun or not case.knows_costs or len(costs) < 2 * last:
        return False
    high = CLIMBED * max(float(costs[0]), case.ignorance)
    now, before = costs[-last:].mean(), costs[-2 * last : -last].mean()
    return bool(now > high and now >= before)


def _knows_costs(case: Case) -> bool:
    return case.has_diverged or (case.has_begun and case.knows_costs)


def _has_base_rate(case: Case) -> bool:
    return case.base is not None and case.base.base_rate_cost > 0 and _has_trend(case)


def _has_trend(case: Case) -> bool:
    return case.has_begun and case.trend is not None and case.knows_costs


def _knows_ignorance(case: Case) -> bool:
    # The first cost says nothing of it where answers are classes.
    return _has_trend(case) and (case.base is not None or not case.is_classification)


def is_at_base_rate(case: Case) -> bool:
    """Tell whether the last costs are all those of the base rate, and don't fall."""
    assert case.base is not None
    assert case.trend is not None
    entropy, trend = case.base.base_rate_cost, case.trend
    apart = np.abs(trend.costs - entropy).max()
    falls = trend.fall * WINDOW / trend.iterations > FALLS * entropy
    return bool(apart <= NEAR_BASE_RATE * entropy) and not falls


def _plateau(case: Case) -> Iterator[Finding]:
    if not is_at_base_rate(case):
        return
    assert case.base is not None
    assert case.dataset is not None
    names, shares = case.dataset.class_names, case.base.shares
    what = says("It has learned only how common each class is.")
    if gained(np.asarray(case.train.accuracy), case.base) >= GAINS_FROM:
        what = says("Its cost is stuck at that of a guess.")
    elif len(names) == 2:
        text = "It has learned only that {share:.0f} % are “{name}”."
        what = says(text, share=100 * shares[1], name=names[1])
    why = says(
        "For {count:,} iterations the cost has stayed within 1 % of {cost:.4f}, which "
        "is what knowing only how common each class is costs.",
        count=_time_near(case),
        cost=case.base.base_rate_cost,
    )
    advice, mend = awakening(case)
    yield Finding(
        "plateau", Severity.GRAVE, what, why, advice, Evidence(Shows.COST), mend
    )


def _time_near(case: Case) -> int:
    """Return for how many iterations the cost has been that of the base rate."""
    assert case.base is not None
    entropy = case.base.base_rate_cost
    away = np.flatnonzero(np.abs(case.costs - entropy) > NEAR_BASE_RATE * entropy)
    since = int(away[-1]) + 1 if len(away) else 0
    # Single batches may differ though their means don't.
    assert case.trend is not None
    return max(case.iteration - since, case.trend.iterations)


def _small_rate(case: Case) -> Iterator[Finding]:
    trend = case.trend
    assert trend is not None
    pace = trend.fall / trend.iterations
    left = case.cost - pace * case.config.iterations
    is_slow = left > NOTHING_ABOVE * case.ignorance
    is_near = abs(case.cost - case.ignorance) <= NEAR_BASE_RATE * case.ignorance
    is_steady = pace > 0 and trend.share_falling >= FALLS_STEADILY
    if not (is_slow and is_steady) or (is_near and case.base is not None):
        return
    why = says(
        "The last {count:,} iterations lowered the cost by {fall:.2g}, to {now:.4f}. "
        "At this pace {more:,} more would bring it to {end:.4f}, and knowing nothing "
        "of the examples costs {base:.4f}.",
        count=trend.iterations,
        fall=trend.costs[0] - trend.costs[-1],
        now=case.cost,
        more=case.config.iterations,
        end=left,
        base=case.ignorance,
    )
    advice, mend = larger_steps(case)
    what = says("The learning rate is too small.")
    evidence = Evidence(Shows.LEARNING_RATE)
    yield Finding("small rate", Severity.SERIOUS, what, why, advice, evidence, mend)


def _has_test(case: Case) -> bool:
    test = None if case.dataset is None else case.dataset.test
    known = case.has_begun and case.knows_costs
    return known and test is not None and case.test is not None


def _overfitting(case: Case) -> Iterator[Finding]:
    test = case.test
    assert test is not None
    best, lowest = _best_test(case)
    severity = _overfits(case, test)
    if severity is None:
        return
    text = "The test cost is {now:.4f}, the training cost {cost:.4f}."
    if test.cost > ROSE * lowest:
        text = (
            "The test cost was lowest at iteration {best:,}: {lowest:.4f}. Now it is "
            "{now:.4f}, while the training cost is {cost:.4f}."
        )
    why = says(text, best=best, lowest=lowest, now=test.cost, cost=case.cost)
    advice, mend = _less_freedom(case)
    evidence = Evidence(Shows.MISTAKES, iteration=best)
    what = _overfitting_in_words(case, test)
    yield Finding("overfitting", severity, what, why, advice, evidence, mend)


def _best_test(case: Case) -> tuple[int, float]:
    """Return when the test cost was lowest, and that cost.

    Not among the first states: who guesses may be lucky.
    """
    log = case.history
    first = int(np.searchsorted(log.test_iterations[: case.tests], JUDGED_FROM))
    costs = log.test_costs[first : case.tests]
    if not np.isfinite(costs).any():
        return case.iteration, math.inf
    best = first + int(np.nanargmin(costs))
    return int(log.test_iterations[best]), float(log.test_costs[best])


def _overfitting_in_words(case: Case, test: Metrics) -> Sentence:
    if not case.is_classification:
        return says("It overfits: new examples cost much more than those it knows.")
    return says(
        "It overfits: {train:g} % on the training set, {test:g} % on the test set.",
        train=_percent(case.train.accuracy),
        test=_percent(test.accuracy),
    )


def _percent(share: float) -> float:
    """Return 0.9856 as 98.6; 1,999 of 2,000 are not all."""
    return 100.0 if share == 1 else min(round(100 * share, 1), 99.9)


def _overfits(case: Case, test: Metrics) -> Severity | None:
    """Return how much it overfits, None if it doesn't."""
    if not case.is_classification:
        gap = max(REGRESSION_GAP * case.cost, LEARNED_BELOW * case.ignorance)
        return Severity.SERIOUS if case.has_learned and test.cost > gap else None
    assert case.dataset is not None
    assert case.dataset.test is not None
    gap = case.train.accuracy - test.accuracy
    if gap <= max(GENERALIZES_WITHIN, _luck(test.accuracy, len(case.dataset.test))):
        return None
    found = verdict(case.iteration, case.train, test, case.dataset)
    return {
        Verdict.BY_HEART: Severity.SERIOUS,
        Verdict.BETTER_ON_TRAINING: Severity.SLIGHT,
    }.get(found)


def _luck(share: float, count: int) -> float:
    """Return twice the standard error of a share of so many examples."""
    inner = min(max(share, 1 / count), 1 - 1 / count)
    return 2 * math.sqrt(max(inner * (1 - inner), 0.0) / count)


def _less_freedom(case: Case) -> tuple[Sentence, Mend | None]:
    has_hidden = case.spec.L > 1
    if case.config.weight_decay == 0:
        text = "Try weight decay of {decay:g}, fewer units, or more data."
        text = text if has_hidden else "Try weight decay of {decay:g}, or more data."
        return says(text, decay=DECAY), Mend("weight_decay", DECAY)
    text = "Try fewer units, more data, or keep what did best on the test set."
    if not has_hidden:
        text = "Try more data, or keep what did best on the test set."
    mend = None if case.config.keep_best else Mend("keep_best", True)
    return says(text), mend


DIAGNOSES.add(Diagnosis("diverging", "whether it diverges", _knows_costs, _diverging))
DIAGNOSES.add(Diagnosis("plateau", "whether it got stuck", _has_base_rate, _plateau))
DIAGNOSES.add(
    Diagnosis(
        "small rate",
        "how fast the cost falls",
        _knows_ignorance,
        _small_rate,
        frozenset({"symmetric", "vanishing", "diverging"}),
    )
)
DIAGNOSES.add(
    Diagnosis("overfitting", "training against test", _has_test, _overfitting)
)
