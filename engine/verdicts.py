"""How a run stands: verdicts on its states, and on the run up to each of them."""

from __future__ import annotations

from array import array
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.arrays import may_overflow
from engine.evaluation import split_baseline

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.arrays import Array, Labels
    from engine.datasets import Dataset
    from engine.evaluation import Baseline, Metrics
    from engine.history import History

    Cases = dict["Verdict", npt.NDArray[np.bool_]]
    """Where a verdict applies; the first one that does counts."""

GENERALIZES_WITHIN = 0.08
"""Difference of training and test accuracy that still counts as none."""

NEAR = 0.01
"""Share within which costs count as the same."""

GAINS_FROM = 0.05
"""Share of what guessing gets wrong that a network gets right by more than luck."""

HOLDS_FROM = 20
"""States in a row that call for another verdict before it is given, at most."""

MOST_AVERAGED = 100
"""States of which the mean is judged, at most: where each saw other examples."""


class Verdict(Enum):
    """How a run stands, in a word that the window turns into a sentence."""

    UNKNOWN = "unknown"
    UNTRAINED = "untrained"
    DIVERGED = "diverged"
    LEARNING = "learning"
    GUESSING = "no better than guessing"
    BASE_RATE = "base rate"
    WORSE = "worse than the base rate"
    TOO_SURE = "better than guessing, too sure when wrong"
    LEARNED = "learned"
    BETTER_ON_TRAINING = "better on training"
    BY_HEART = "by heart"
    NO_TEST = "no test"


VERDICTS = tuple(Verdict)
"""By their codes, as arrays have them."""

CODES = {verdict: code for code, verdict in enumerate(VERDICTS)}


class Scores(NamedTuple):
    """What states scored, an array (states,) each.

    Attributes
    ----------
    iterations : ndarray of int64
        Updates before each of them.
    costs, shares : ndarray
        Cost and accuracy on the training set.
    test_shares : ndarray
        Accuracy on the test set; NaN where it wasn't measured.
    """

    iterations: Labels
    costs: Array
    shares: Array
    test_shares: Array


def verdict(
    iteration: int, train: Metrics, test: Metrics | None, dataset: Dataset
) -> Verdict:
    """Judge one state of a classification run, whatever was before.

    Parameters
    ----------
    iteration : int
        Updates so far.
    train : Metrics
        On the training set.
    test : Metrics or None
        On the test set, if there is one.
    dataset : Dataset
        The data that both are from.
    """
    test_share = np.nan if test is None else test.accuracy
    numbers = (train.cost, train.accuracy, test_share)
    one = Scores(np.array([iteration]), *(np.array([number]) for number in numbers))
    return VERDICTS[int(judged(one, dataset)[0])]


def judged(scores: Scores, dataset: Dataset) -> npt.NDArray[np.int8]:
    """Judge states of a classification run, each by itself.

    Parameters
    ----------
    scores : Scores
        What they scored.
    dataset : Dataset
        The data that this is from.

    Returns
    -------
    ndarray of int8, shape (states,)
        Codes of verdicts.

    Notes
    -----
    A network hardly more often right than always giving the most frequent answer knows
    something more if its cost is lower than the base rate's. Else it has learned the
    classes' shares, if its cost is theirs and they differ, or nothing. A cost above
    that of knowing nothing comes from being confident and wrong, however often it is
    right. One that is right on nearly all training examples has learned them. It holds
    for new ones as far as the test accuracy goes beyond always giving the most frequent
    answer.
    """
    base = split_baseline(dataset, dataset.train)
    is_known = np.isfinite(scores.costs) & np.isfinite(scores.shares)
    cases = {
        Verdict.UNTRAINED: scores.iterations == 0,
        Verdict.UNKNOWN: ~is_known,
        **_guessing(scores, base),
        **_learning(scores, base),
        **_tested(scores, dataset),
    }
    codes = [CODES[case] for case in cases]
    return np.select(list(cases.values()), codes).astype(np.int8)


def _guessing(scores: Scores, base: Baseline) -> Cases:
    """Tell those that are hardly more often right than guessing is."""
    costs, more = scores.costs, gained(scores.shares, base)
    guesses = more < GAINS_FROM
    knows_no_more = guesses & (costs >= (1 - NEAR) * base.base_rate_cost)
    differ = base.base_rate_cost < (1 - NEAR) * base.uniform_cost
    is_near = costs < (1 + NEAR) * base.base_rate_cost
    is_usual = more > -GAINS_FROM
    return {
        Verdict.WORSE: guesses & _is_too_sure(scores, base),
        Verdict.BASE_RATE: knows_no_more & differ & is_near & is_usual,
        Verdict.GUESSING: knows_no_more,
    }


def _learning(scores: Scores, base: Baseline) -> Cases:
    """Tell those that don't know all of their training examples."""
    knows_part = scores.shares < max(0.9, (1 + base.majority_accuracy) / 2)
    return {
        Verdict.TOO_SURE: knows_part & _is_too_sure(scores, base),
        Verdict.LEARNING: knows_part,
    }


def _is_too_sure(scores: Scores, base: Baseline) -> npt.NDArray[np.bool_]:
    is_above: npt.NDArray[np.bool_] = scores.costs > (1 + NEAR) * base.uniform_cost
    return is_above


def _tested(scores: Scores, dataset: Dataset) -> Cases:
    """Tell what those that do make of others."""
    everywhere = np.ones(len(scores.shares), np.bool_)
    if dataset.test is None:
        return {Verdict.NO_TEST: everywhere}
    test_shares = scores.test_shares
    more = gained(test_shares, split_baseline(dataset, dataset.test))
    is_near = scores.shares - test_shares <= GENERALIZES_WITHIN
    return {
        Verdict.NO_TEST: np.isnan(test_shares),
        Verdict.LEARNED: is_near & ((more > 0) | (test_shares == 1)),
        Verdict.BETTER_ON_TRAINING: more > 0.5,
        Verdict.BY_HEART: everywhere,
    }


def gained(shares: Array, base: Baseline) -> Array:
    """Return the share of what guessing gets wrong that is right."""
    most = base.majority_accuracy
    return (shares - most) / (1 - most or 1)


class Standing:
    """How a run stood at each of its states.

    A verdict is given when enough states in a row call for it, and holds until another
    is: figures that jitter about a limit don't change it back and forth. That goes by
    the log alone, so of a state the same is said while it passes and looking back.

    Parameters
    ----------
    log : History
        The run's; it may grow.
    dataset : Dataset
        What it learns from.
    epoch : int
        Iterations in one pass through the training set.
    """

    def __init__(self, log: History, dataset: Dataset, epoch: int) -> None:
        self._log, self._dataset, self._epoch = log, dataset, epoch
        self._width = min(epoch, MOST_AVERAGED)
        self._begin()

    def _begin(self) -> None:
        self._cuts = self._log.cuts
        self._said = array("b")
        self._first = self._since = 0
        self._last = CODES[Verdict.UNKNOWN]

    def is_of(self, log: History, dataset: Dataset, epoch: int) -> bool:
        """Tell whether that is the run."""
        is_same = log is self._log and dataset is self._dataset
        return is_same and epoch == self._epoch

    def at(self, iteration: int) -> Verdict:
        """Return how it stood at a state, or at the last before that is known."""
        if self._cuts != self._log.cuts:
            self._begin()
        if len(self._said) < len(self._log):
            self._go_on()
        place = min(iteration, len(self._said) - 1)
        return VERDICTS[self._said[place]] if place >= 0 else Verdict.UNTRAINED

    def _go_on(self) -> None:
        """Judge the states that are new."""
        places = np.arange(len(self._said), len(self._log))
        raw = judged(self._scores(places), self._dataset)
        before = np.concatenate(([self._last], raw[:-1]))
        since = np.where(raw != before, places, self._since)
        np.maximum.accumulate(since, out=since)
        holds = places - since + 1 >= self._needed(places, raw)
        held = np.maximum.accumulate(np.where(holds, np.arange(len(raw)), -1))
        said = self._said[-1] if self._said else raw[0]
        self._said.frombytes(np.where(held < 0, said, raw[held]).astype("b").tobytes())
        self._since, self._last = int(since[-1]), int(raw[-1])

    def _needed(
        self, places: Labels, raw: npt.NDArray[np.int8]
    ) -> npt.NDArray[np.int64]:
        """Return how many states in a row it takes: at first half of all there are."""
        is_known = (raw != CODES[Verdict.UNKNOWN]) & (places > 0)
        if self._first == places[0]:
            known = np.flatnonzero(is_known)
            self._first = int(places[known[0]] if len(known) else places[-1] + 1)
        half = 1 + (places - self._first + 1) // 2
        needed = np.minimum(half, max(HOLDS_FROM, self._width))
        return np.where(is_known, needed, 1)

    def _scores(self, places: Labels) -> Scores:
        """Return what states scored; of batches the mean over the last ones."""
        log = self._log
        tests = np.searchsorted(log.test_iterations, places, "right")
        past = max(int(tests[0]) - 1, 0)
        measured = np.append(np.nan, log.test_accuracy[past:])
        costs, shares = (
            _means(values, int(places[0]), self._width)
            for values in (log.costs, log.train_accuracy)
        )
        return Scores(places, costs, shares, measured[tests - past])


@may_overflow
def _means(values: Array, start: int, width: int) -> Array:
    """Return the means of the last ``width`` values up to each from ``start`` on.

    Before the first value all are taken to be like it.
    """
    # Added in the same order, however many there are at a time.
    missing = max(width - 1 - start, 0)
    there = values[max(start - width + 1, 0) :]
    padded = np.concatenate((np.repeat(values[:1], missing), there))
    count = len(values) - start
    total = np.zeros(count)
    for offset in range(width):
        total += padded[offset : offset + count]
    return total / width
