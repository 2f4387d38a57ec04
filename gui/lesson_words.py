"""What the window says of lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.lesson import PARTS
from gui.words import engine_text

if TYPE_CHECKING:
    from engine.lesson import Lesson


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Lessons", text)


def kept_by_lesson() -> str:
    """Say why something can't be changed."""
    return tr("The lesson keeps this as it is")


def setting_tip(tip: str, is_free: bool) -> str:
    """Return what a setting means, and whether the lesson keeps it."""
    return tip if is_free else f"{kept_by_lesson()}\n{tip}"


def what_is_free(lesson: Lesson) -> str:
    """Say what may be changed in a lesson."""
    names = [engine_text(part.label) for part in PARTS if part.name in lesson.free]
    if not names:
        return tr("Nothing is to be changed")
    return tr("You may change: {parts}").format(parts=" · ".join(names))
