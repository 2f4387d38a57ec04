"""How the window writes numbers and sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication

from engine.datasets import InputKind
from engine.errors import EngineError
from engine.evaluation import split_baseline
from engine.verdicts import Verdict

if TYPE_CHECKING:
    from gui.view_state import ViewState

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def tr(text: str) -> str:
    """Translate a text of this module or of the engine's messages."""
    return QCoreApplication.translate("Words", text)


def percent(share: float) -> str:
    """Return 0.986 as "98.6 %" and 0.8 as "80 %"; "–" for what isn't a number."""
    if math.isnan(share):
        return "–"
    # 1,999 of 2,000 are not all.
    shown = min(100 * share, 99.9) if share < 1 else 100 * share
    return f"{shown:.1f}".removesuffix(".0") + " %"


def count(number: int) -> str:
    """Return 12288 as "12,288"."""
    return f"{number:,}"


def short_number(value: float) -> str:
    """Return a number with about two digits that count."""
    size = abs(value)
    if not math.isfinite(value):
        return str(value).replace("inf", "∞")
    if size >= 100 or size == 0:
        return f"{value:,.0f}" if size < 1e6 else _power_of_ten(value)
    if size < 1e-4:
        return _power_of_ten(value)
    decimals = 1 - math.floor(math.log10(size))
    return f"{value:.{max(decimals, 0)}f}"


def _power_of_ten(value: float) -> str:
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}×{power_of_ten(int(exponent))}"


def power_of_ten(exponent: int) -> str:
    """Return 10 to the power of -3 as "10⁻³"."""
    return f"10{str(exponent).translate(_RAISED)}"


def duration(seconds: float) -> str:
    """Return a time left, roughly: "12 s", "3 min", "2 h"."""
    if seconds < 90:
        return tr("{count} s").format(count=math.ceil(seconds))
    if seconds < 90 * 60:
        return tr("{count} min").format(count=round(seconds / 60))
    return tr("{count} h").format(count=round(seconds / 3600))


def engine_text(text: str) -> str:
    """Translate a text of the engine's registries: a label, a hint."""
    return tr(text)


@runtime_checkable
class Sentence(Protocol):
    """A sentence of the engine's, as `EngineError` has it; others may be in it."""

    @property
    def template(self) -> str:
        """The sentence, with ``{named}`` places."""

    @property
    def values(self) -> dict[str, Any]:
        """What fills them."""


def sentence(text: Sentence) -> str:
    """Return a sentence of the engine's in the user's language."""
    values = text.values.items()
    said = {k: sentence(v) if isinstance(v, Sentence) else v for k, v in values}
    return tr(text.template).format(**said)


def message(error: Exception) -> str:
    """Return what to tell the user about an error."""
    if isinstance(error, EngineError):
        return sentence(error)
    return tr(
        "Something went wrong inside LayerLab ({error}). Your work is still here; "
        "details are in the log file."
    ).format(error=type(error).__name__)


_OF_EXAMPLES = {
    Verdict.BETTER_ON_TRAINING,
    Verdict.LEARNED,
    Verdict.BY_HEART,
    Verdict.NO_TEST,
}


def _examples_sentence(verdict: Verdict) -> str:
    """Return how a run stands on data that aren't pictures."""
    return {
        Verdict.BETTER_ON_TRAINING: tr(
            "It has learned, its training examples better than new ones."
        ),
        Verdict.LEARNED: tr("It has learned, and it holds for new examples."),
        Verdict.BY_HEART: tr("It has learned its training examples by heart."),
        Verdict.NO_TEST: tr("It knows its training examples; nobody tested it."),
    }[verdict]


def verdict_sentence(verdict: Verdict, state: ViewState) -> str:
    """Return in a sentence how a run stands."""
    if not state.has_its_data:
        return tr("It learned from other data: “{name}”.").format(name=state.trained_on)
    dataset = state.dataset
    if verdict is Verdict.UNTRAINED and state.has_given_weights:
        return tr("Its weights were set, and nothing is trained yet.")
    name = dataset.class_names[split_baseline(dataset, dataset.train).majority]
    if dataset.kind is not InputKind.IMAGE and verdict in _OF_EXAMPLES:
        return _examples_sentence(verdict)
    sentences = {
        Verdict.UNTRAINED: tr("Untrained: its answers are chance."),
        Verdict.DIVERGED: tr("It diverged: the steps were too large."),
        Verdict.UNKNOWN: tr("How it stands is not known."),
        Verdict.LEARNING: tr("It is learning.")
        if state.is_running
        else tr("It has learned a part."),
        Verdict.GUESSING: tr("So far no better than always saying “{name}”."),
        Verdict.BASE_RATE: tr("It has learned only how common “{name}” is."),
        Verdict.WORSE: tr("It does worse than guessing."),
        Verdict.TOO_SURE: tr("It beats guessing, but is too sure when wrong."),
        Verdict.BETTER_ON_TRAINING: tr(
            "It has learned, its training pictures better than new ones."
        ),
        Verdict.LEARNED: tr("It has learned, and it holds for new pictures."),
        Verdict.BY_HEART: tr("It has learned its training pictures by heart."),
        Verdict.NO_TEST: tr("It knows its training pictures; nobody tested it."),
    }
    return sentences[verdict].format(name=name)
