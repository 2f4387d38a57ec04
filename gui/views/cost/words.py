"""What the cost view says about a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.datasets import InputKind
from gui.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.datasets import Dataset, Split
    from engine.evaluation import Baseline
    from engine.history import History
    from gui.view_state import ViewState

SLOW_SECONDS = 1.0
"""A run that takes longer doesn't follow a hand."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("CostView", text)


def explanation(state: ViewState, baselines: Mapping[Split, Baseline]) -> str:
    """Return what a score is worth, or how a run compares with another."""
    if not baselines:
        return ""
    if state.is_what_if and state.design_error is None:
        return _comparison(state)
    base = baselines[state.dataset.test or state.dataset.train]
    text = tr("Always answering “{name}” would score {share} on the {which}.")
    if state.is_stale and state.design_error is None:
        text = tr("The design has changed: Train starts a new run.")
    return text.format(
        name=state.dataset.class_names[base.majority],
        share=percent(base.majority_accuracy),
        which=_which(state.dataset),
    )


def _comparison(state: ViewState) -> str:
    """Say what another run scored, and how far a slow one has come."""
    left = (state.config.iterations - state.iteration) / (state.speed or 1)
    if state.is_running and state.speed and left > SLOW_SECONDS:
        return tr(
            "What if: too slow to follow your hand; {done} of {total} iterations "
            "so far, about {time} to go."
        ).format(
            done=count(state.iteration),
            total=count(state.config.iterations),
            time=duration(left),
        )
    past = state.reference
    if past is None or past is state.history:
        return tr("What if: every change trains anew, from the same weights.")
    return tr("What if: dotted is the run before, {scores}.").format(
        scores=_scores(past)
    )


def _scores(log: History) -> str:
    scores = [tr("train {share}").format(share=percent(float(log.train_accuracy[-1])))]
    if len(log.test_accuracy):
        share = percent(float(log.test_accuracy[-1]))
        scores.append(tr("test {share}").format(share=share))
    return ", ".join(scores)


def _which(dataset: Dataset) -> str:
    has_test, is_image = dataset.test is not None, dataset.kind is InputKind.IMAGE
    return {
        (True, True): tr("test pictures"),
        (False, True): tr("training pictures"),
        (True, False): tr("test examples"),
        (False, False): tr("training examples"),
    }[has_test, is_image]
