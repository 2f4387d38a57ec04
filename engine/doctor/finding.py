"""What the doctor says: what is wrong, what to try, and where to see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any


class Severity(IntEnum):
    """How much is at stake; the gravest is the largest."""

    SLIGHT = 1
    """Worth knowing."""

    SERIOUS = 2
    """It learns less than it could."""

    GRAVE = 3
    """It can't learn like this."""


class Shows(Enum):
    """Where something is to be seen."""

    COST = "cost"
    LEARNING_RATE = "learning rate"
    UNIT = "unit"
    GRADIENTS = "gradients"
    MISTAKES = "mistakes"


@dataclass(frozen=True)
class Evidence:
    """What shows that a finding is true.

    Attributes
    ----------
    shows : Shows
        Where it is to be seen.
    layer : int
        The layer that it is about, the first hidden one is 1; 0 if none is.
    unit : int
        A unit of that layer, the first is 0.
    iteration : int or None
        The state where it is seen best, if that isn't the one that was looked at.
    """

    shows: Shows
    layer: int = 0
    unit: int = 0
    iteration: int | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence with ``{named}`` places, and what fills them, as `EngineError` has it.

    Class names are data: whoever shows them shows them as plain text.
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return it in English."""
        return self.template.format(**self.values)


def says(template: str, **values: Any) -> Sentence:
    """Return a sentence."""
    return Sentence(template, values)


@dataclass(frozen=True)
class Mend:
    """A setting that may help.

    Attributes
    ----------
    name : str
        What the window calls it: a field of `TrainingConfig`, or "activation".
    value : object
        What it is to be.
    """

    name: str
    value: Any


@dataclass(frozen=True)
class Finding:
    """Something that is wrong.

    Attributes
    ----------
    kind : str
        Name of the diagnosis.
    severity : Severity
        How grave it is.
    what : Sentence
        What is wrong, short.
    why : Sentence
        What shows it, in numbers.
    advice : Sentence
        What to try.
    evidence : Evidence
        Where to see it.
    mend : Mend or None
        The setting that the advice is about, where it is one.
    """

    kind: str
    severity: Severity
    what: Sentence
    why: Sentence
    advice: Sentence
    evidence: Evidence
    mend: Mend | None = None

    @property
    def place(self) -> tuple[str, int]:
        """What tells it from others, while its numbers change: kind and layer."""
        return self.kind, self.evidence.layer
