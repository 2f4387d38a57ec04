"""What the window remembers between sessions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QByteArray, QSettings

from gui.language import ENGLISH, SYSTEM, translations
from gui.pace import DEFAULT_PACE, Pace
from gui.theme import DARK, THEMES, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

LAYOUT_VERSION = 6
"""Raise it when panels change, so that an old layout isn't applied to new ones."""


class Settings:
    """Typed access to the stored settings; a broken value counts as none.

    Parameters
    ----------
    store : QSettings, optional
        Where they are kept; the user's own if not given.
    """

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("LayerLab", "LayerLab")
        self._is_own = store is not None

    @property
    def data_folder(self) -> Path:
        """Where runs and presets are kept: beside settings that were given."""
        if self._is_own:
            return Path(self._store.fileName()).parent / "data"
        return user_data_path("LayerLab", appauthor=False)

    @property
    def pace(self) -> Pace:
        """How fast runs go."""
        try:
            return Pace(str(self._store.value("pace", DEFAULT_PACE.value)))
        except ValueError:
            return DEFAULT_PACE

    @pace.setter
    def pace(self, pace: Pace) -> None:
        self._store.setValue("pace", pace.value)

    @property
    def theme(self) -> Theme | None:
        """The chosen theme; None to follow the system."""
        return THEMES.get(str(self._store.value("theme", "")))

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._store.setValue("theme", theme.name)

    @property
    def text_size(self) -> float:
        """How large texts are; 1 is the system's size."""
        try:
            return float(str(self._store.value("textSize", 1.0)))
        except ValueError:
            return 1.0

    @text_size.setter
    def text_size(self, factor: float) -> None:
        self._store.setValue("textSize", factor)

    @property
    def language(self) -> str:
        """The chosen language, as `gui.language.speak` takes it."""
        chosen = str(self._store.value("language", SYSTEM))
        return chosen if chosen in (ENGLISH, *translations()) else SYSTEM

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def more_settings(self) -> bool:
        """Whether the settings that not everyone needs are shown."""
        return str(self._store.value("moreSettings", "")) == "shown"

    @more_settings.setter
    def more_settings(self, shown: bool) -> None:
        self._store.setValue("moreSettings", "shown" if shown else "hidden")

    @property
    def history_megabytes(self) -> int | None:
        """Memory for the states of a run; None for the usual."""
        try:
            return max(1, int(str(self._store.value("historyMegabytes"))))
        except ValueError:
            return None

    @history_megabytes.setter
    def history_megabytes(self, megabytes: int) -> None:
        self._store.setValue("historyMegabytes", megabytes)

    def save_layout(self, window: QMainWindow, is_own: bool) -> None:
        """Remember where the window is, and its panels if the user arranged them."""
        self._store.setValue("geometry", window.saveGeometry())
        if is_own:
            self._store.setValue("layout", window.saveState(LAYOUT_VERSION))
        else:
            self._store.remove("layout")

    def restore_layout(self, window: QMainWindow) -> bool:
        """Put the window back; tell whether the user's own panels are back as well."""
        geometry = self._store.value("geometry")
        layout = self._store.value("layout")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        if not isinstance(layout, QByteArray):
            return False
        return window.restoreState(layout, LAYOUT_VERSION)


def system_theme(is_dark: bool) -> Theme:
    """Return the theme that goes with the system's."""
    return DARK if is_dark else THEMES["light"]
