"""The environment of the benchmarks: the engine's packages and its peers."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from environment import (
    ENGINE_LOCK,
    Environment,
    SetupError,
    Stamp,
    pip_failure,
    run_pip,
    say,
)

if TYPE_CHECKING:
    from pathlib import Path


def peers(root: Path) -> list[str]:
    """Return what the group ``bench`` of ``pyproject.toml`` asks for."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(text) for text in project["dependency-groups"]["bench"]]


class BenchEnvironment(Environment):
    """The environment of one checkout's benchmarks.

    Its peers are not locked beyond what ``pyproject.toml`` says: nothing that users run
    depends on them, and which build of PyTorch fits is a matter of the machine.
    """

    folder_name = ".venv-bench"

    def _lock(self, wanted: Stamp) -> str:
        """Name the lock file without Qt, which nothing here needs."""
        return ENGINE_LOCK

    def _install_packages(self, lock: str, count: int) -> None:
        super()._install_packages(lock, count)
        asked = peers(self.root)
        # One by one: a peer that isn't made for this machine is left out of the tables.
        failures = [output for one in asked if (output := self._install_peer(one))]
        if len(failures) == len(asked):
            raise SetupError(pip_failure(failures[0], self.log))
        if failures:
            say(f"To try again, delete {self.folder.name}.")

    def _install_peer(self, requirement: str) -> str | None:
        """Install one peer; return what pip printed if it failed."""
        say(f"Installing {requirement} ...")
        arguments = [requirement, "--log", str(self.log)]
        output = run_pip(self.python, arguments, lambda line: None)
        if output is not None:
            say(f"Going on without {requirement}: {pip_failure(output, self.log)}")
        return output
