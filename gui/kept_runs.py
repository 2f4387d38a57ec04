"""The earlier runs as views get them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.runs.record import RunRecord
    from engine.runs.run_log import RunLog


@dataclass(frozen=True, eq=False)
class KeptRuns:
    """What is known of earlier runs, at one moment.

    Attributes
    ----------
    records : tuple of RunRecord
        All of them, oldest first.
    logs : mapping of str to RunLog
        Curves of those that were asked for, by the runs' uid.
    is_loaded : bool
        Whether the list was read.
    deleted : int
        Runs that can be brought back at once.
    current : str
        uid of the run that the window shows; empty if it isn't kept.
    """

    records: tuple[RunRecord, ...] = ()
    logs: Mapping[str, RunLog] = field(default_factory=lambda: MappingProxyType({}))
    is_loaded: bool = False
    deleted: int = 0
    current: str = ""


NO_RUNS = KeptRuns()
