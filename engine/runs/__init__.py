"""Earlier runs, kept in a small SQLite file."""

from engine.runs.opening import open_runs
from engine.runs.record import Ended, RunRecord, Scores
from engine.runs.run_log import RunLog
from engine.runs.store import RunStore

__all__ = ["Ended", "RunLog", "RunRecord", "RunStore", "Scores", "open_runs"]
