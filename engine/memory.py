"""How much memory there is."""

from __future__ import annotations

import re
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_AVAILABLE = re.compile(r"^MemAvailable:\s*(\d+) kB$", re.MULTILINE)


def available_memory() -> int | None:
    """Return the bytes that programs can still take, None where nobody says."""
    try:
        found = _AVAILABLE.search(_MEMINFO.read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    return int(found[1]) * 1024 if found else None
