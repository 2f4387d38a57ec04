"""Iterations a second, as people want to read it."""

from __future__ import annotations

from collections import deque

WINDOW_SECONDS = 2.0


class Speedometer:
    """Measures speed over the last two seconds."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()

    def clear(self) -> None:
        """Forget everything."""
        self._points.clear()

    def note(self, now: float, iteration: int) -> None:
        """Note how far a run has come at ``now``, in monotonic seconds."""
        self._points.append((now, iteration))
        while now - self._points[0][0] > WINDOW_SECONDS and len(self._points) > 2:
            self._points.popleft()

    @property
    def value(self) -> float:
        """Iterations a second; 0 before anything is known."""
        if len(self._points) < 2:
            return 0.0
        (start, first), (end, last) = self._points[0], self._points[-1]
        return (last - first) / (end - start) if end > start else 0.0
