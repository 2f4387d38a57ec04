"""What an iteration does with a batch, planned once for batches of a size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.measures import Notes
    from engine.operations import Operations
    from engine.passes import Pass


class Plan(NamedTuple):
    """One iteration: forward, backward to the whole gradient or on to the next state.

    ``note[i]`` notes the present pass as the i-th of those that are measured together.
    """

    passed: Pass
    forward: Operations
    backward: Operations
    step: Operations
    notes: Notes
    note: tuple[Operations, ...]
