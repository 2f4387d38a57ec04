"""Where a relative error stands on an axis of powers of ten."""

from __future__ import annotations

import math

from engine.gradient_check import LIMIT, Probe

LEAST, MOST = 1e-16, 1.0
"""The ends of the axis: errors below stand with those that are 0."""

LOW, HIGH = math.log10(LEAST), math.log10(MOST)
TICKS = tuple(10.0**power for power in range(-15, 1, 3))
MARGIN = 8
"""Pixels at both ends, so that nothing is cut off."""


def shown_error(probe: Probe) -> float:
    """Return the error that is drawn: the one that counts, unless none does."""
    counts = probe.settled is not None and not probe.kinks
    return probe.settled if counts and probe.settled is not None else probe.error


def x(error: float, width: int) -> float:
    """Return where an error stands on a strip of this width."""
    inside = min(max(error, LEAST), MOST)
    share = (math.log10(inside) - LOW) / (HIGH - LOW)
    return MARGIN + share * (width - 2 * MARGIN)


def limit_x(width: int) -> float:
    """Return where the line stands that divides right from wrong."""
    return x(LIMIT, width)
