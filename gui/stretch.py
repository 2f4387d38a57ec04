"""What of a run can be gone back to, as the row of its moments shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.timeline import Stretch

if TYPE_CHECKING:
    from gui.view_state import ViewState


def stretch_of(state: ViewState) -> Stretch:
    """Return what the row of moments shows of a state."""
    line, frame = state.timeline, state.frame
    waits = line.is_near and not state.is_exact
    return Stretch(
        state.run_id,
        line.first,
        line.last,
        line.end,
        state.iteration,
        line.best,
        state.moment,
        frame.iteration if waits and frame is not None else None,
        line.is_playing,
    )
