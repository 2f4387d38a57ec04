"""Is there a display? Asked without Qt, or in a process that may die of the answer."""

from __future__ import annotations

import os
import subprocess
import sys

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_SECONDS = 20


class DisplayProbe:
    """Finds out whether Qt can open a window, while the caller goes on importing.

    Without a display Qt doesn't raise an exception, it aborts the process; so another
    process tries.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if needs_display() and has_display_variable():
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROBE],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def has_display(self) -> bool:
        """Wait for the answer."""
        if self._process is None:
            return not needs_display()
        try:
            return self._process.wait(PROBE_SECONDS) == 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False


def needs_display() -> bool:
    """Tell whether Qt will look for a display that may be missing."""
    if sys.platform in {"win32", "darwin"}:
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    return platform not in {"offscreen", "minimal", "vnc", "linuxfb", "eglfs"}


def has_display_variable() -> bool:
    """Tell whether the environment names a display."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
