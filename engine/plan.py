"""What takes a batch through the network, planned once for batches of a size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.measures import Notes
    from engine.operations import Operations
    from engine.passes import Pass


class Plan(NamedTuple):
    """The way of a batch through the network, forward and back.

    Attributes
    ----------
    forward, backward : tuple of callable
        The calls; after both, the gradient is there. Where examples are shared out, it
        is there after the forward ones.
    notes : Notes
        Where passes are noted that are measured together.
    note : tuple of tuple of callable
        ``note[i]`` notes one as the i-th there, after the forward calls.
    passed : Pass or None
        Has every layer's arrays, unless the batch goes through in blocks.
    """

    forward: Operations
    backward: Operations
    notes: Notes
    note: tuple[Operations, ...]
    passed: Pass | None

    def scale(self, factor: float) -> None:
        """Multiply gradients by a number from here on, where they follow passes."""
        if self.passed is not None:
            self.passed.scale(factor)
