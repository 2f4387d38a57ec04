"""What a diagnosis is, and the registry of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.doctor.case import Case
    from engine.doctor.finding import Finding


@dataclass(frozen=True)
class Diagnosis:
    """Something that can be wrong with a run.

    Attributes
    ----------
    name : str
        What findings of this kind have in common.
    subject : str
        What is looked at, for people.
    can_judge : callable
        ``can_judge(case)`` tells whether enough is known to say yes or no.
    find : callable
        ``find(case)`` returns what is found; nothing if all is well.
    explained_by : frozenset of str
        Kinds of findings of which this one is only a consequence: beside one of them
        it isn't said.
    """

    name: str
    subject: str
    can_judge: Callable[[Case], bool]
    find: Callable[[Case], Iterable[Finding]]
    explained_by: frozenset[str] = frozenset()


DIAGNOSES: Registry[Diagnosis] = Registry("diagnosis")
