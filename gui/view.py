"""What every view has in common."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from engine.datasets import Dataset
    from engine.frame import Needs
    from gui.view_state import ViewState

TEXT_SECONDS = 0.12
"""Numbers that change faster than this can't be read."""

SENTENCE_SECONDS = 0.5
"""Nor can sentences that change faster than this."""


class Throttle:
    """Says no to what comes too soon after the last time.

    Parameters
    ----------
    seconds : float
        How long after.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due = 0.0

    def allows(self, is_running: bool) -> bool:
        """Tell whether something may be shown; at rest, always."""
        now = time.monotonic()
        if is_running and now < self._due:
            return False
        self._due = now + self._seconds
        return True


class View(QWidget):
    """A part of the window: gets values, emits intentions, changes no state.

    A view that nobody sees isn't drawn and needs nothing; it is brought up to date when
    it is shown.

    Signals
    -------
    shown
        The view has become visible, so it may need more than before.
    neuron_selected : Neuron
        The unit that the user chose, for all views to show.
    picture_selected : Picture
        The picture that the user chose, likewise.
    """

    follows_log = False
    """Whether it shows what a run logs between two frames."""

    shown = Signal()
    neuron_selected = Signal(object)
    picture_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_seen = False
        self._latest: ViewState | None = None
        self._drawn: ViewState | None = None

    @property
    def is_seen(self) -> bool:
        """Whether it is on the screen, and its window isn't minimized."""
        return self._is_seen

    def corner(self) -> QWidget | None:
        """Return what may stand beside its tab instead of in it, to save height."""
        return None

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return True

    def needs(self, state: ViewState) -> Needs:
        """Return what a frame must hold for this view."""
        return frozenset()

    def show_state(self, state: ViewState) -> None:
        """Show a state, now or when the view becomes visible."""
        self._latest = state
        if self.is_seen:
            before, self._drawn = self._drawn, state
            self.draw(state, before)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the view was hidden."""
        super().showEvent(event)
        self._is_seen = not self.window().isMinimized()
        self._catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing from now on: nobody sees it. A window is minimized this way too.

        Asking Qt of each view at each beat would take as long as drawing a curve.
        """
        super().hideEvent(event)
        self._is_seen = False

    def _catch_up(self) -> None:
        if self._latest is not None:
            self.show_state(self._latest)
        self.shown.emit()
