"""The language of the window: English, or one of the translations that come with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from gui.theme import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

SYSTEM, ENGLISH = "", "en"
"""What may be chosen beside the translations."""

FOLDER = RESOURCES / "translations"
NAME = "layerlab"


def translations() -> tuple[str, ...]:
    """Return the languages that there are translations into, as "zh_CN"."""
    return tuple(sorted(path.stem.partition("_")[2] for path in FOLDER.glob("*.qm")))


def language_name(code: str) -> str:
    """Return what a language is called by those who speak it."""
    return "English" if code == ENGLISH else QLocale(code).nativeLanguageName()


def speak(application: QCoreApplication, code: str) -> None:
    """Translate what is said from now on; what stands in a window already stays.

    Parameters
    ----------
    application : QCoreApplication
        Owns the translators.
    code : str
        `ENGLISH`, one of `translations`, or `SYSTEM` for what the system speaks, if
        there is a translation into that.
    """
    # Only the first: whoever prefers English may have other languages after it.
    spoken = [code] if code else QLocale.system().uiLanguages()[:1]
    locale = QLocale(*spoken)
    # Qt's own name of the place, for which PySide's stubs know a longer one only.
    qt = QLibraryInfo.path(QLibraryInfo.TranslationsPath)  # type: ignore[attr-defined]
    for name, folder in ((NAME, str(FOLDER)), ("qtbase", qt)):
        translator = QTranslator(application)
        # Qt's own words, as of its dialogs, only go with ours.
        if not translator.load(locale, name, "_", folder):
            return
        application.installTranslator(translator)
