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
    ``passed`` has every layer's arrays, unless the batch goes through in blocks.
    """

    passed: Pass | None
    forward: Operations
    backward: Operations
    step: Operations
    notes: Notes
    note: tuple[Operations, ...]

    def scale(self, factor: float) -> None:
        """Multiply gradients by a number from here on, where they follow passes."""
        if self.passed is not None:
            self.passed.scale(factor)
