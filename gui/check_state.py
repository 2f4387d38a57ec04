"""Gradient checks, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.gradient_check import GradientReport
    from engine.spec import NetworkSpec


class Subject(Enum):
    """Whose gradient is checked."""

    NETWORK = "network"
    NOTES = "notes"
    CORRECTED = "corrected"


@dataclass(frozen=True, eq=False)
class Checked:
    """A check that is done.

    Attributes
    ----------
    report : GradientReport
        What it found.
    run_id : int
        The run whose network it was; 0 for the exercise.
    iteration : int
        The moment.
    spec : NetworkSpec or None
        The network; None for the exercise.
    """

    report: GradientReport
    run_id: int = 0
    iteration: int = 0
    spec: NetworkSpec | None = None


@dataclass(frozen=True, eq=False)
class CheckState:
    """The last check of each subject, and the one that goes on.

    Attributes
    ----------
    results : mapping of Subject to Checked
        What was found.
    running : Subject or None
        What is checked now.
    share : float
        How much of that is done, from 0 to 1.
    """

    results: Mapping[Subject, Checked] = field(default_factory=dict)
    running: Subject | None = None
    share: float = 0.0

    @property
    def network(self) -> Checked | None:
        """The last check of the user's own network."""
        return self.results.get(Subject.NETWORK)
