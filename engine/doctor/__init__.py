"""The doctor: what is wrong with a run, in plain sentences with their evidence.

A diagnosis is one definition in one registry: `DIAGNOSES`. All of it is pure: a `Case`
in, findings out.
"""

from __future__ import annotations

# They register what they define.
from engine.doctor import of_costs, of_gradients, of_units
from engine.doctor.case import JUDGED_FROM, Case
from engine.doctor.diagnosis import DIAGNOSES, Diagnosis
from engine.doctor.finding import Evidence, Finding, Mend, Sentence, Severity, Shows

__all__ = [
    "DIAGNOSES",
    "JUDGED_FROM",
    "Case",
    "Diagnosis",
    "Evidence",
    "Finding",
    "Mend",
    "Sentence",
    "Severity",
    "Shows",
    "examine",
    "looked_at",
    "of_costs",
    "of_gradients",
    "of_units",
]


def looked_at(case: Case) -> tuple[Diagnosis, ...]:
    """Return the diagnoses for which enough is known of a case."""
    return tuple(one for one in DIAGNOSES if one.can_judge(case))


def examine(case: Case) -> tuple[Finding, ...]:
    """Return what is wrong, the gravest first; nothing that isn't sure.

    Parameters
    ----------
    case : Case
        The run, up to the moment that is looked at.
    """
    found = [finding for one in looked_at(case) for finding in one.find(case)]
    kinds = {finding.kind for finding in found}
    told = [one for one in found if not DIAGNOSES[one.kind].explained_by & kinds]
    # Sorting keeps the registry's order among equals.
    return tuple(sorted(told, key=lambda finding: -finding.severity))
