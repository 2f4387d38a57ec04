"""Runs as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import math
from datetime import datetime
from typing import TYPE_CHECKING

from engine.atomic_file import replace_file
from engine.config import config_to_json
from engine.errors import RunStoreError
from engine.layer_text import format_hidden_layers
from engine.runs.record import SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.runs.record import RunRecord

_FORMULA = ("=", "+", "-", "@")


def export_runs(path: Path, records: Sequence[RunRecord]) -> None:
    """Write runs to a CSV file, one a line.

    Raises
    ------
    RunStoreError
        If it can't be written.
    """
    # Spreadsheets take a file for UTF-8 by the mark at its beginning.
    replace_file(path, csv_text(records).encode("utf-8-sig"), RunStoreError)


def csv_text(records: Sequence[RunRecord]) -> str:
    """Return runs as CSV, with a line of headings."""
    rows = [_row(record) for record in records]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _row(record: RunRecord) -> dict[str, object]:
    spec = record.spec
    return {
        "run": record.number,
        "started": datetime.fromtimestamp(record.started).astimezone().isoformat(),
        "hidden_layers": format_hidden_layers(spec.hidden),
        "activations": " ".join(spec.activations),
        "output": spec.output,
        "dropout": " ".join(f"{rate:g}" for rate in spec.dropout),
        "initializations": " ".join(name or "-" for name in spec.initializations),
        **config_to_json(record.config),
        "data": _harmless(record.dataset_name),
        "data_fingerprint": record.dataset_fingerprint,
        "what_if": record.is_pinned,
        "iterations_done": record.iterations,
        "ended": record.ended.value,
        "seconds": record.seconds,
        **{name: _known(getattr(record.final, name)) for name in SCORES},
        **{f"best_{name}": _known(getattr(record.best, name)) for name in SCORES},
        "rate_changes": " ".join(f"{when}:{rate:g}" for when, rate in record.rates),
        "note": _harmless(record.note),
    }


def _known(value: float) -> float | str:
    return "" if math.isnan(value) else value


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text
