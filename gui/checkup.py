"""What a view needs so that the doctor can look at the shown moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from engine.doctor import Case, examine
from engine.health import HealthOf
from gui.view import SENTENCE_SECONDS, Throttle
from gui.view_state import Phase

if TYPE_CHECKING:
    from engine.doctor import Finding
    from engine.frame import Frame, Needs
    from engine.health import Health
    from gui.view_state import ViewState

PATIENCE = 5
"""Times that it waits after an answer, as long as it took: a look at millions of
weights must not take the time that training needs."""


class _Known(NamedTuple):
    """How a run was at a moment."""

    health: Health
    run_id: int
    iteration: int


class Checkup:
    """Asks for a network's health now and then, and keeps what was found.

    Parameters
    ----------
    with_gradients : bool
        Whether gradients are looked at too; see `HealthOf`.
    seconds : float
        How often, while a run goes on.

    Attributes
    ----------
    case : Case or None
        What was looked at last; None if there was nothing to look at.
    findings : tuple of Finding
        What was found, the gravest first. Those that are equally grave keep their
        places as long as they are true.
    """

    def __init__(self, with_gradients: bool, seconds: float) -> None:
        self._question = HealthOf(with_gradients)
        self._seconds = seconds
        self._due = 0.0
        self._asked: float | None = None
        self._frame: Frame | None = None
        self._known: _Known | None = None
        self._throttle = Throttle(SENTENCE_SECONDS)
        self._looked_at: tuple[object, ...] = ()
        self.case: Case | None = None
        self.findings: tuple[Finding, ...] = ()

    def needs(self, state: ViewState) -> Needs:
        """Return the question, if it is time to ask it."""
        now = time.monotonic()
        is_due = not _passes_by(state) or now >= self._due
        if is_due and self._asked is None:
            self._asked = now
        return frozenset({self._question}) if is_due else frozenset()

    def look(self, state: ViewState) -> bool:
        """Look at a state; tell whether anything may have changed."""
        self._take(state.frame)
        if not self._throttle.allows(_passes_by(state)):
            return False
        # Who travels through the run sees what was found last, until a journey ends.
        if state.timeline.is_moving and self._health(state) is None:
            return False
        key = self._key(state)
        if key == self._looked_at:
            return False
        self._looked_at = key
        self.case = self._case(state)
        found = () if self.case is None else examine(self.case)
        self.findings = in_places(found, self.findings)
        return True

    def _take(self, frame: Frame | None) -> None:
        """Note what a new frame knows."""
        if frame is self._frame:
            return
        self._frame = frame
        if frame is None:
            self._known = None
            return
        if self._known is not None and self._known.run_id != frame.run_id:
            self._known = None
        health = frame.answer(self._question)
        if health is not None:
            self._known = _Known(health, frame.run_id, frame.iteration)
            now = time.monotonic()
            took = 0.0 if self._asked is None else now - self._asked
            self._due = now + max(self._seconds, PATIENCE * took)
            self._asked = None

    def _key(self, state: ViewState) -> tuple[object, ...]:
        """Return all that findings depend on."""
        return (
            _iteration(state),
            self._health(state),
            state.frame_id,
            state.run_id,
            _has_diverged(state),
            state.dataset,
            state.has_its_data,
            len(state.history),
            len(state.history.test_costs),
        )

    def _health(self, state: ViewState) -> Health | None:
        """Return the health that is known of the shown moment, or lately of a run."""
        known = self._known
        if known is None:
            return None
        is_live = state.is_running and state.moment is None
        is_shown = known.iteration == _iteration(state)
        return known.health if is_live or is_shown else None

    def _case(self, state: ViewState) -> Case | None:
        frame, run = state.frame, state.run_design
        spec = state.spec if run is None else run.spec
        if frame is not None and frame.spec != spec:
            # The last run is shown, until there is something to see of the new one.
            return None
        return Case(
            spec,
            state.config if run is None else run.config,
            state.history,
            _iteration(state),
            state.dataset if state.has_its_data else None,
            self._health(state),
            _has_diverged(state),
        )


def _passes_by(state: ViewState) -> bool:
    """Tell whether the shown moment is soon to be another."""
    is_live = state.is_running and state.moment is None
    return is_live or state.timeline.is_moving


def _iteration(state: ViewState) -> int:
    """Return the iteration that is really shown."""
    if state.moment is not None and state.frame is not None:
        return state.frame.iteration
    return state.shown_iteration


def _has_diverged(state: ViewState) -> bool:
    """Tell whether the shown moment is the last one before a run diverged."""
    is_last = _iteration(state) == state.iteration
    return state.phase is Phase.DIVERGED and is_last


def in_places(
    found: tuple[Finding, ...], before: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return findings by severity; equals in the order that they had before."""
    places = {finding.place: i for i, finding in enumerate(before)}
    last = len(before)
    return tuple(
        sorted(found, key=lambda one: (-one.severity, places.get(one.place, last)))
    )
