"""What the doctor says beside the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.doctor import JUDGED_FROM, Severity, looked_at
from gui.words import count, engine_text

if TYPE_CHECKING:
    from engine.doctor import Case


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Doctor", text)


def severity_word(severity: Severity) -> str:
    """Return in a word how grave a finding is."""
    return {
        Severity.GRAVE: tr("Grave"),
        Severity.SERIOUS: tr("Serious"),
        Severity.SLIGHT: tr("Slight"),
    }[severity]


def severity_meaning(severity: Severity) -> str:
    """Return what that word means."""
    return {
        Severity.GRAVE: tr("Grave: it can't learn like this"),
        Severity.SERIOUS: tr("Serious: it learns less than it could"),
        Severity.SLIGHT: tr("Slight: worth knowing"),
    }[severity]


def title(case: Case | None, findings: int) -> str:
    """Return in a sentence how the run is."""
    if findings == 1:
        return tr("One thing is wrong.")
    if findings:
        return tr("{count} things are wrong.").format(count=count(findings))
    if case is None or case.iteration == 0:
        return tr("Nothing is trained yet.")
    if not case.has_begun:
        return tr("Too early to tell.")
    if case.dataset is None:
        return tr("Without its data, only its weights can be looked at.")
    if case.health is None:
        return tr("Not looked at yet.")
    return tr("Nothing is wrong.")


def is_healthy(case: Case | None, findings: int) -> bool:
    """Tell whether the doctor has looked, and found nothing."""
    if case is None or case.health is None or case.dataset is None:
        return False
    return not findings and case.has_begun


def explanation(case: Case | None) -> str:
    """Return what was looked at, and when."""
    if case is None or case.iteration == 0:
        return tr("Train, and the doctor looks on.")
    if not case.has_begun:
        text = tr("A run is judged from iteration {first} on.")
        return text.format(first=count(JUDGED_FROM))
    subjects = ", ".join(engine_text(one.subject) for one in looked_at(case))
    text = tr("Looked at in iteration {iteration}: {subjects}.")
    return text.format(iteration=count(case.iteration), subjects=subjects)
