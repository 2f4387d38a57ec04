"""All that a run of the benchmarks found, as the report and the plots read it."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lineup import PACKAGES, missing
from benchmarks.surroundings import kernels

if TYPE_CHECKING:
    from benchmarks.contest import Figure
    from benchmarks.lineup import Choice, Settings
    from benchmarks.memory import Peak

_CPU_INFO = Path("/proc/cpuinfo")


@dataclass
class Results:
    """What was found so far.

    Attributes
    ----------
    settings : Settings
        How long was measured.
    figures : list of Figure
        Times of an iteration.
    choices : list of Choice
        Paths that the engine chose for whole runs.
    peaks : list of Peak
        Memory peaks.
    disagreements : dict of str to float
        Case to how far the sides' costs differ, relatively.
    """

    settings: Settings
    figures: list[Figure] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    peaks: list[Peak] = field(default_factory=list)
    disagreements: dict[str, float] = field(default_factory=dict)


def machine() -> str:
    """Describe the machine and the versions, in one sentence."""
    cores = os.cpu_count() or 1
    packages = ["numpy", *(PACKAGES[name] for name in PACKAGES)]
    absent = [PACKAGES[name] for name in missing()]
    versions = [
        f"{_project(name)} {importlib.metadata.version(_project(name))}"
        for name in packages
        if name not in absent
    ]
    return (
        f"{_cpu_model()}, {cores} core{'s' if cores > 1 else ''}, "
        f"Python {platform.python_version()}, {', '.join(versions)}; "
        f"NumPy's BLAS multiplies as for {kernels() or 'an unknown processor'}."
    )


def _project(package: str) -> str:
    return "scikit-learn" if package == "sklearn" else package


def _cpu_model() -> str:
    if _CPU_INFO.exists():
        for line in _CPU_INFO.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
