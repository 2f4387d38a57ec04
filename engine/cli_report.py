"""What the command line says of runs and predictions, to people and to programs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from engine.errors import DataError
from engine.file_checks import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.datasets import Dataset
    from engine.evaluation import Metrics
    from engine.history import History
    from engine.trainer import Trainer

COSTS_EVERY = 100
"""States of which the cost is told."""


def training_report(
    trainer: Trainer, history: History, seconds: float, stopped: str | None
) -> dict[str, Any]:
    """Return a run as JSON takes it.

    Parameters
    ----------
    trainer : Trainer
        In the run's last state.
    history : History
        Its log.
    seconds : float
        How long it took.
    stopped : str or None
        Why it ended early.
    """
    done = len(history) - 1
    return {
        "costs": {
            str(i): float(history.costs[i]) for i in range(0, done + 1, COSTS_EVERY)
        },
        "train_accuracy": _accuracy(trainer.train_metrics),
        "test_accuracy": _accuracy(trainer.test_metrics),
        "layer_dims": list(trainer.spec.layer_dims),
        "iterations": done,
        "seconds": seconds,
        "iterations_per_second": done / max(seconds, 1e-9),
        "first_layer": trainer.path.name,
        "stopped": stopped,
    }


def report_lines(
    report: dict[str, Any], dataset: Dataset, saved: Path | None
) -> Iterator[str]:
    """Yield what a report says, and where the model was saved, for people."""
    dims = " – ".join(f"{units:,}" for units in report["layer_dims"])
    yield f"{dataset.name}: {dims}, {report['iterations']:,} iterations"
    for split in ("train", "test"):
        share = report[f"{split}_accuracy"]
        yield f"{split:>5}: {'no data' if share is None else f'{share:.1%} correct'}"
    if report["stopped"]:
        yield report["stopped"]
    if saved is not None:
        yield f"saved: {printable(str(saved))}"


def prediction_lines(results: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what pictures were taken for; errors are told elsewhere."""
    for result in results:
        if "error" not in result:
            file, probability = printable(result["file"]), result["probability"]
            yield f"{file}: {result['label']}, p = {probability:.3f}"


def _accuracy(measure: Callable[[], Metrics | None]) -> float | None:
    """Return an accuracy; None if there is none, or its data can't be read any more."""
    try:
        metrics = measure()
    except DataError:
        return None
    if metrics is None or not math.isfinite(metrics.accuracy):
        return None
    return metrics.accuracy
