"""What the compute thread leaves for the window: a lossless log and the last frame."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.steps import Points, Steps

if TYPE_CHECKING:
    from engine.frame import Frame
    from engine.history import History


@dataclass
class Log:
    """What a run adds to its log: successive states and what is known of some.

    Attributes
    ----------
    run_id : int
        The run.
    steps : list of Steps
        Successive states, each of them where the one before ends.
    tests : list of Points
        Test costs and accuracies.
    rates : list of (iteration, learning rate)
        States from which another learning rate holds.
    best : int or None
        The state that did best on the test set so far, where that is known.
    """

    run_id: int
    steps: list[Steps] = field(default_factory=list)
    tests: list[Points] = field(default_factory=list)
    rates: list[tuple[int, float]] = field(default_factory=list)
    best: int | None = None

    def take(self, later: Log) -> bool:
        """Add a later log of the run, unless that goes back; tell whether it did."""
        follows = self.steps and later.steps and later.steps[0].follows(self.steps[-1])
        if later.run_id != self.run_id or (later.steps and not follows):
            return False
        self.steps += later.steps
        self.tests += later.tests
        self.rates += later.rates
        self.best = self.best if later.best is None else later.best
        return True

    def add_to(self, history: History) -> None:
        """Append all of it to a run's history."""
        # First, as a run that has gone back forgets what it had noted of later states.
        if self.steps:
            history.extend(Steps.joined(self.steps))
        for iteration, rate in self.rates:
            history.add_rate(iteration, rate)
        if self.tests:
            history.add_tests(Points.joined(self.tests))


@dataclass
class Mail:
    """Everything that came since the last time.

    Attributes
    ----------
    logs : list of Log
        In order, none lost.
    frame : Frame or None
        The newest frame.
    """

    logs: list[Log] = field(default_factory=list)
    frame: Frame | None = None


class Mailbox:
    """A slot for the latest frame and a log of costs; safe between two threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mail = Mail()

    def log(self, log: Log) -> None:
        """Append what a run adds to its log; the log is the mailbox's from now on."""
        with self._lock:
            logs = self._mail.logs
            # One long log is added to a history sooner than many short ones.
            if not (logs and logs[-1].take(log)):
                logs.append(log)

    def put(self, frame: Frame) -> None:
        """Replace the frame in the slot."""
        with self._lock:
            self._mail.frame = frame

    def take(self) -> Mail:
        """Take everything out."""
        with self._lock:
            mail, self._mail = self._mail, Mail()
        return mail
