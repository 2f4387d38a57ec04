"""What the compute thread leaves for the window: a lossless log and the last frame."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.evaluation import Metrics
    from engine.frame import Frame
    from engine.trainer import StepResult

TestPoint = tuple[int, "Metrics"]


@dataclass
class Mail:
    """Everything that came since the last time.

    Attributes
    ----------
    results : list of (run id, StepResult)
        One for each state, none lost.
    tests : list of (run id, iteration, Metrics)
        Test costs and accuracies.
    frame : Frame or None
        The newest frame.
    """

    results: list[tuple[int, StepResult]] = field(default_factory=list)
    tests: list[tuple[int, int, Metrics]] = field(default_factory=list)
    frame: Frame | None = None


class Mailbox:
    """A slot for the latest frame and a log of costs; safe between two threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mail = Mail()

    def log(
        self, run_id: int, results: list[StepResult], tests: list[TestPoint]
    ) -> None:
        """Append results of a run, in order."""
        with self._lock:
            self._mail.results.extend((run_id, result) for result in results)
            self._mail.tests.extend((run_id, *point) for point in tests)

    def put(self, frame: Frame) -> None:
        """Replace the frame in the slot."""
        with self._lock:
            self._mail.frame = frame

    def take(self) -> Mail:
        """Take everything out."""
        with self._lock:
            mail, self._mail = self._mail, Mail()
        return mail
