"""The columns of the table of runs: what each shows, and what it is sorted by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.runs.record import Ended
from gui.views.runs.settings import others_text, settings_of
from gui.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.runs.record import RunRecord

NOTE = "note"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Runs", text)


class Row:
    """A run with its texts, made when somebody looks at them."""

    def __init__(self, record: RunRecord) -> None:
        self.record = record

    @cached_property
    def settings(self) -> dict[str, str]:
        """Its settings as texts."""
        return settings_of(self.record)

    @cached_property
    def others(self) -> str:
        """Its settings without a column."""
        return others_text(self.settings)

    @property
    def when(self) -> str:
        """When it began."""
        started = datetime.fromtimestamp(self.record.started)
        return f"{started:%Y-%m-%d %H:%M}"

    @property
    def ended(self) -> str:
        """How it ended."""
        record = self.record
        done = count(record.iterations)
        text = {
            Ended.RUNNING: tr("unfinished at {done}"),
            Ended.PAUSED: tr("paused at {done}"),
            Ended.FINISHED: tr("finished"),
            Ended.DIVERGED: tr("✕ diverged at {done}"),
            Ended.STOPPED_EARLY: tr("stopped early at {done}"),
        }[record.ended].format(done=done)
        return tr("{text}, what-if").format(text=text) if record.is_pinned else text

    @cached_property
    def searched(self) -> str:
        """All of it that a filter looks at."""
        texts = [column.text(self) for column in COLUMNS]
        return "\n".join((*texts, f"#{self.record.number}")).casefold()


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    name : str
        For programs; that of its setting, if it shows one.
    heading, tip : callable
        Return what it is called and what it means.
    text : callable
        Returns what it shows of a row.
    key : callable
        Returns what it is sorted by.
    widest : str
        A text that it has room for.
    is_number : bool
        Whether it stands on the right.
    setting : callable or None
        Returns what is compared between runs.
    """

    name: str
    heading: Callable[[], str]
    tip: Callable[[], str]
    text: Callable[[Row], str]
    key: Callable[[Row], Any]
    widest: str
    is_number: bool = True
    setting: Callable[[Row], str] | None = None


def _setting(name: str) -> Callable[[Row], str]:
    return lambda row: row.settings[name]


def _ordered(value: float) -> float:
    """Return a number that sorts; what is unknown comes first."""
    return -math.inf if math.isnan(value) else value


def _cost(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.4f}"


COLUMNS = (
    Column(
        "number",
        lambda: "#",
        lambda: tr("The run's number"),
        lambda row: str(row.record.number),
        lambda row: row.record.number,
        "000",
    ),
    Column(
        "network",
        lambda: tr("network"),
        lambda: tr("Units of the hidden layers"),
        _setting("network"),
        lambda row: row.record.spec.hidden and row.record.spec.parameter_count,
        "20, 7, 5",
        is_number=False,
        setting=_setting("network"),
    ),
    Column(
        "learning_rate",
        lambda: tr("α"),
        lambda: tr("Learning rate at the beginning"),
        lambda row: row.settings["learning_rate"] + ("*" if row.record.rates else ""),
        lambda row: row.record.config.learning_rate,
        "0.0075*",
        setting=_setting("learning_rate"),
    ),
    Column(
        "train",
        lambda: tr("train"),
        lambda: tr("Training examples that it got right in the end"),
        lambda row: percent(row.record.final.train_accuracy),
        lambda row: _ordered(row.record.final.train_accuracy),
        "99.9 %",
    ),
    Column(
        "test",
        lambda: tr("test"),
        lambda: tr("Test examples that it got right in the end"),
        lambda row: percent(row.record.final.test_accuracy),
        lambda row: _ordered(row.record.final.test_accuracy),
        "99.9 %",
    ),
    Column(
        "iterations",
        lambda: tr("iterations"),
        lambda: tr("Updates in the whole run"),
        _setting("iterations"),
        lambda row: row.record.config.iterations,
        "10,000",
        setting=_setting("iterations"),
    ),
    Column(
        "cost",
        lambda: tr("cost"),
        lambda: tr("Cost of the training examples in the end"),
        lambda row: _cost(row.record.final.train_cost),
        lambda row: _ordered(row.record.final.train_cost),
        "0.0000",
    ),
    Column(
        "seed",
        lambda: tr("seed"),
        lambda: tr("Seed of the first weights and of all that is random"),
        _setting("seed"),
        lambda row: row.record.config.seed,
        "0000",
        setting=_setting("seed"),
    ),
    Column(
        "others",
        lambda: tr("other settings"),
        lambda: tr("All settings that aren't as usual"),
        lambda row: row.others,
        lambda row: row.others,
        "tanh, Adam, bat",
        is_number=False,
        setting=lambda row: row.others,
    ),
    Column(
        "data",
        lambda: tr("data"),
        lambda: tr("What it learned from"),
        lambda row: row.record.dataset_name,
        lambda row: row.record.dataset_name.casefold(),
        "Drawn cats",
        is_number=False,
        setting=lambda row: row.record.dataset_fingerprint,
    ),
    Column(
        "ended",
        lambda: tr("end"),
        lambda: tr("How it ended"),
        lambda row: row.ended,
        lambda row: row.ended,
        "finished",
        is_number=False,
    ),
    Column(
        "seconds",
        lambda: tr("time"),
        lambda: tr("How long it trained"),
        lambda row: duration(row.record.seconds),
        lambda row: row.record.seconds,
        "00 s",
    ),
    Column(
        "when",
        lambda: tr("when"),
        lambda: tr("When it began"),
        lambda row: row.when,
        lambda row: row.record.started,
        "2000-00-00 00:00",
        is_number=False,
    ),
    Column(
        NOTE,
        lambda: tr("note"),
        lambda: tr("What you want to remember of it: F2, or a double click, to write"),
        lambda row: row.record.note,
        lambda row: row.record.note.casefold(),
        "a note of mine",
        is_number=False,
    ),
)
NOTE_COLUMN = len(COLUMNS) - 1
