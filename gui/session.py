"""The one owner of state: a facade over data, design, run and selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from engine.errors import SpecError
from engine.gradient_check import MOST_PARAMETERS
from gui.archive import Archive
from gui.gradient_checks import GradientChecks
from gui.kept_runs import NO_RUNS, KeptRuns
from gui.selection import Selection
from gui.sweep_state import SweepState, course_designs
from gui.sweeps import Sweeps
from gui.theme import DARK
from gui.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from engine.datasets import Dataset, Picture
    from engine.frame import Frame, Needs
    from engine.images import PictureFile
    from gui.design import Design
    from gui.theme import Theme
    from gui.view_state import Neuron


class TrainingSession(Archive):
    """Owns the state of the window and is the only one that changes it.

    Views get a `ViewState` and emit intentions; those are the methods here. The compute
    thread does the work.

    Parameters
    ----------
    dataset : Dataset
        The data to begin with.
    parent : QObject, optional
        Owner.

    Signals
    -------
    changed : ViewState
        Something that views show is different.
    failed, noted : Exception
        See `Workbench`.
    saved : Path
        See `Archive`.
    """

    changed = Signal(object)

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(dataset, parent)
        self._needs_source: Callable[[ViewState], Needs] = _no_needs
        self._selection = Selection().for_dataset(dataset)
        self._theme = DARK
        self._is_watched = True
        self._seen: Frame | None = None
        self._sweeps = Sweeps(self)
        self._sweeps.changed.connect(self._publish)
        self._sweeps.failed.connect(self.failed)
        self._runs = NO_RUNS
        self._checks = GradientChecks(self._tasks, self)
        self._checks.changed.connect(self.refresh)
        self._checks.failed.connect(self.failed)

    @property
    def state(self) -> ViewState:
        """Everything that views may show."""
        control, run = self._control, self._control.run
        return ViewState(
            dataset=self._dataset,
            spec=self._design.spec,
            config=self._design.config,
            hidden_text=self._design.text,
            design_error=self.problem,
            phase=control.phase,
            run_id=run.run_id,
            iteration=control.iteration,
            history=control.history,
            frame=control.shown.frame,
            is_stale=self._is_new_design,
            neuron=self._selection.neuron,
            picture=self._selection.picture,
            own_pictures=self._selection.own_pictures,
            trained_on=run.origin.trained_on,
            class_names=run.origin.class_names,
            picture_shape=run.origin.picture_shape,
            has_its_data=run.origin.fits,
            pace=control.pace,
            history_megabytes=control.history_megabytes,
            speed=control.speed,
            path=run.path,
            has_given_weights=run.origin.weights is not None,
            theme=self._theme,
            undo_text=self._edits.undo_text,
            redo_text=self._edits.redo_text,
            is_modified=not self._edits.is_clean,
            is_what_if=self._what_if.is_on,
            reference=self._what_if.reference,
            can_pin=self.can_pin,
            run_design=control.design,
            sweep=self._sweeps.state,
            runs=self._runs,
            moment=self.moment,
            timeline=self.timeline,
            check=self._checks.state,
            lesson=self._design.lesson,
            pattern=self._design.pattern,
        )

    def _meet(self, dataset: Dataset) -> None:
        # Results of other data say nothing here, and would keep these in memory.
        self._sweeps.stop()
        self._checks.forget_network()
        self._selection = self._selection.for_dataset(dataset)

    def _use_picture(self, picture: PictureFile) -> None:
        self._selection = self._selection.with_own(picture)
        self._control.wake()

    # Selection

    def select_neuron(self, neuron: Neuron) -> None:
        """Show this unit in every view."""
        self._selection = self._selection.with_neuron(neuron)
        self.refresh()

    def select_picture(self, picture: Picture) -> None:
        """Show this picture in every view."""
        self._selection = self._selection.with_picture(picture)
        self.refresh()

    # Many seeds

    def try_seeds(self) -> None:
        """Train the present design from ten seeds, in other processes."""
        if self.problem is None:
            self._start_sweep((self._design,))
        else:
            self.failed.emit(self.problem)

    def try_course_networks(self) -> None:
        """Train the course's networks from ten seeds each, on the present data."""
        self._start_sweep(course_designs(self._dataset), is_course=True)

    def cancel_sweep(self) -> None:
        """Train from no more seeds; what has ended stays."""
        self._sweeps.cancel()

    def _start_sweep(
        self, designs: tuple[Design, ...], is_course: bool = False
    ) -> None:
        own = tuple(picture.seen for picture in self._selection.own_pictures)
        self._sweeps.start(SweepState(self._dataset, designs, own, is_course=is_course))

    # Gradient checks

    def check_gradients(self) -> None:
        """Hold the gradient of the moment that is shown against a numeric one."""
        origin = self._control.run.origin
        if not origin.fits:
            text = "The gradient is that of the training data. Open “{name}” first."
            self.failed.emit(SpecError(text, name=origin.trained_on))
        elif origin.spec.parameter_count > MOST_PARAMETERS:
            text = (
                "A network of {count:,} parameters is too large to check; {limit:,} "
                "is the most. Make the layers smaller."
            )
            count, limit = origin.spec.parameter_count, MOST_PARAMETERS
            self.failed.emit(SpecError(text, count=count, limit=limit))
        else:
            self._checks.check_network(self.running)

    def check_notes(self, is_corrected: bool) -> None:
        """Check the gradients that the notes' regression has, or ought to have."""
        self._checks.check_notes(is_corrected)

    def cancel_check(self) -> None:
        """Check no further; what was found before stays."""
        self._checks.cancel()

    # Earlier runs

    def show_runs(self, runs: KeptRuns) -> None:
        """Show these runs as the earlier ones."""
        self._runs = runs
        self._publish()

    # Display

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._theme = theme
        self._publish()

    def set_needs_source(self, source: Callable[[ViewState], Needs]) -> None:
        """Say who knows what the visible views need."""
        self._needs_source = source

    def refresh(self) -> None:
        """Show the state again; somebody may need more of it than before."""
        self._control.wake()
        self._publish()

    def set_watched(self, watched: bool) -> None:
        """Show what has changed as long as somebody can see the window."""
        if watched != self._is_watched:
            self._is_watched = watched
            self._control.set_watched(watched)
            if watched:
                self.refresh()

    def shut_down(self) -> bool:
        """Stop everything; tell whether the compute thread ended in time."""
        # Edits refer to the session, which owns them: if Python's collector had to part
        # them, Qt might delete one that is gone already.
        self._edits.clear()
        self._control.stop()
        self._checks.stop()
        gone = self._sweeps.stop()
        return self._tasks.stop() and gone

    def _needs(self) -> Needs:
        return self._needs_source(self.state) | self._checks.needs

    def _publish(self) -> None:
        self._selection = self._selection.for_spec(self._design.spec)
        frame = self._control.shown.frame
        # Who travels through a run sees one and the same neuron change.
        is_new = frame is not self._seen and self.moment is None
        if is_new and frame is not None and frame.first_layer:
            self._selection = self._selection.seeing(frame.first_layer.moved)
        self._seen = frame
        if self._checks.needs:
            self._begin_check(self.state)
        self.changed.emit(self.state)

    def _begin_check(self, state: ViewState) -> None:
        # A state near the one that is to be shown will do only for who can't wait.
        if state.is_exact or state.timeline.is_moving:
            self._checks.meet(state.frame)


def _no_needs(_state: ViewState) -> Needs:
    return frozenset()
