"""The user's own presets, in a folder of the application's data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from engine.errors import PresetError
from engine.file_checks import shown
from engine.preset_file import SUFFIX, open_preset, save_preset

if TYPE_CHECKING:
    from pathlib import Path

    from engine.preset import Preset

MOST_PRESETS = 100
"""Files that are read: a menu with more is of no use."""

LONGEST_NAME = 60


class Stored(NamedTuple):
    """What a folder holds.

    Attributes
    ----------
    presets : tuple of Preset
        In the order of their names.
    problems : tuple of PresetError
        Why other files can't be used.
    """

    presets: tuple[Preset, ...]
    problems: tuple[PresetError, ...]


class PresetStore:
    """Keeps presets as files.

    Parameters
    ----------
    folder : Path
        Where.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> Stored:
        """Return all that there are, and what is wrong with others; never raises."""
        presets, problems = [], []
        for path in self._files():
            try:
                presets.append(open_preset(path))
            except PresetError as error:
                problems.append(error)
        presets.sort(key=lambda preset: preset.label.casefold())
        return Stored(tuple(presets), tuple(problems))

    def save(self, preset: Preset, to: Path | None = None) -> Path:
        """Write a preset, and return its file.

        Parameters
        ----------
        preset : Preset
            What to write.
        to : Path, optional
            A file of the user's choice. If not given, it goes under its label into the
            folder, and replaces one of the same label.

        Raises
        ------
        PresetError
            If it can't be written.
        """
        if to is not None:
            save_preset(to, preset)
            return to
        path = self.path_of(preset.label)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise PresetError(
                "{file} was not saved: its folder can't be made ({reason}). Save it to "
                "a file of your choice.",
                file=shown(path),
                reason=fault.strerror or str(fault),
            ) from fault
        save_preset(path, preset)
        return path

    def path_of(self, label: str) -> Path:
        """Return the file of the preset with this label."""
        # Letters of any language stay; what a file's name can't have goes.
        name = re.sub(r"[^\w-]+", "-", label).strip("-_")[:LONGEST_NAME]
        return self.folder / f"{name or 'preset'}{SUFFIX}"

    def _files(self) -> list[Path]:
        try:
            found = sorted(self.folder.glob(f"*{SUFFIX}"))
        except OSError:
            return []
        return [path for path in found if not path.name.startswith(".")][:MOST_PRESETS]
