"""Was it luck? What a design scores from ten seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.datasets import SplitName
from engine.errors import LessonError
from gui.design import Design
from gui.lesson_words import kept_by_lesson
from gui.outcome import Outcome, fill_with
from gui.sweep_state import is_same_but_seed
from gui.view import View
from gui.view_state import Phase
from gui.views.luck.chart import Asked, Chart
from gui.views.luck.figures import (
    Measure,
    asked_class,
    is_of_present,
    rows,
    shown_picture,
)
from gui.views.luck.starter import Starter
from gui.views.luck.words import design_text, network_name, remarks, seed_text, summary

if TYPE_CHECKING:
    from gui.sweep_state import SweepState
    from gui.view_state import ViewState
    from gui.views.luck.figures import Row, Seed
    from gui.widgets.dots import DotStrip


class LuckView(View):
    """Runs from ten seeds: their results, and what they say of the user's picture.

    Signals
    -------
    present_requested, course_requested, cancel_requested
        Train the present design, or the course's networks, from ten seeds; or stop.
    seed_chosen : int
        Use this seed.
    design_chosen : Design
        Use this design as a whole.
    """

    follows_log = True

    present_requested = Signal()
    course_requested = Signal()
    cancel_requested = Signal()
    seed_chosen = Signal(object)
    design_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("luckView")
        self._split = SplitName.TEST
        self._shown: tuple[object, ...] = ()
        self.starter = Starter()
        self.chart = Chart()
        self._outcome = Outcome(self.chart, self._what_it_is_for())
        fill_with(self, self.starter, self._outcome)
        self._connect()

    def _what_it_is_for(self) -> str:
        return self.tr(
            "Every run begins with weights drawn by lot, and the seed is the lot's "
            "number. Train from ten seeds to see how much of a result is the design, "
            "and how much was luck."
        )

    def _connect(self) -> None:
        self.starter.present_requested.connect(self.present_requested)
        self.starter.course_requested.connect(self.course_requested)
        self.starter.cancel_requested.connect(self.cancel_requested)
        self.starter.split_chosen.connect(self._use_split)
        self.chart.chosen.connect(self._offer)

    @property
    def texts(self) -> tuple[str, str]:
        """What it says in sentences: the result, and what there is to know of it."""
        return self._outcome.texts

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the last sweep, if there is anything new about it."""
        # Not compared with ``before``: the log that both refer to has grown.
        shown = _shown(state)
        if shown != self._shown:
            self._shown = shown
            self._draw(state)

    def _draw(self, state: ViewState) -> None:
        sweep = state.sweep
        self.chart.set_theme(state.theme)
        self.starter.show_sweep(sweep, state.design_error is None)
        self.starter.split.setVisible(sweep is not None)
        self._outcome.show_found(sweep is not None)
        if sweep is not None:
            self._draw_sweep(state, sweep)

    def _draw_sweep(self, state: ViewState, sweep: SweepState) -> None:
        measure = Measure.of(sweep, self._split)
        self.starter.show_split(measure.split, sweep.dataset.test is not None)
        is_present = is_of_present(state, sweep)
        table = rows(sweep, measure, _run_of(state))
        told = summary(table, measure, state.phase is Phase.FINISHED)
        waiting = self.tr("The first runs are on their way.")
        nothing = self.tr("No run has ended.")
        notes = remarks(table, measure), self._note(state, sweep, table, is_present)
        self._outcome.say(
            told or (waiting if sweep.is_running else nothing),
            " ".join(filter(None, notes)),
        )
        picture = shown_picture(state, sweep)
        asked = None
        if picture is not None:
            wanted = asked_class(table, picture)
            name = sweep.dataset.class_names[wanted]
            asked = Asked(picture, wanted, name)
        self.chart.show_rows(table, measure, asked, not is_present)

    def _note(
        self, state: ViewState, sweep: SweepState, table: list[Row], is_present: bool
    ) -> str:
        """Return whose results these are, or what may help to read them."""
        if not is_present:
            text = self.tr("These are of another design: {design}")
            return text.format(design=design_text(sweep.designs[0]))
        marked = [
            row.mine for row in table if row.mine in {s.number for s in row.seeds}
        ]
        ring = self.tr("Ring: seed {seed}, your run.").format(seed=(*marked, 0)[0])
        notes = [ring if marked else "", self._picture_note(state, sweep)]
        return " ".join(filter(None, notes))

    def _picture_note(self, state: ViewState, sweep: SweepState) -> str:
        if len(state.picture_shape) != 3:
            return ""
        if not state.own_pictures:
            return self.tr("With a photo of yours dropped, each run tells its p too.")
        if shown_picture(state, sweep) is None:
            return self.tr("Your photo came later: train again to see its p here.")
        return ""

    def _use_split(self, split: SplitName) -> None:
        self._split = split
        if self._latest is not None:
            self._draw(self._latest)

    # Choosing

    def _offer(self, chosen: tuple[Row, Seed, DotStrip]) -> None:
        row, seed, strip = chosen
        menu = self.menu_for(row, seed)
        dots = [one.number for one in row.seeds]
        place = strip.place_of(dots.index(seed.number)).toPoint()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(strip.mapToGlobal(place))

    def menu_for(self, row: Row, seed: Seed) -> QMenu:
        """Return what can be done with a run, if training and lesson allow it."""
        state = self._latest
        assert state is not None
        menu = QMenu(self)
        menu.setObjectName("luckMenu")
        head = menu.addAction(seed_text(seed, seed.number == row.mine, ""))
        head.setEnabled(False)
        menu.addSeparator()
        menu.setToolTipsVisible(True)
        present = Design.of(state.spec, state.config)
        use = menu.addAction(self.tr("Use this seed"))
        use.setData(seed.number)
        use.triggered.connect(self._on_use_seed)
        _allow(use, present.with_config(seed=seed.number), state)
        if not is_same_but_seed(row.design, present):
            text = self.tr("Use this seed with {network}")
            both = menu.addAction(text.format(network=network_name(row.design)))
            design = row.design.with_config(seed=seed.number)
            both.setData(design)
            both.triggered.connect(self._on_use_design)
            _allow(both, design, state)
        return menu

    def _on_use_seed(self) -> None:
        self.seed_chosen.emit(self._sent_data())

    def _on_use_design(self) -> None:
        self.design_chosen.emit(self._sent_data())

    def _sent_data(self) -> object:
        action = self.sender()
        return action.data() if isinstance(action, QAction) else None


def _allow(action: QAction, design: Design, state: ViewState) -> None:
    """Let a design be taken, unless training goes on or the lesson keeps its own."""
    action.setEnabled(not state.is_running)
    try:
        before = Design.of(state.spec, state.config)
        design.in_lesson(state.lesson).check_lesson(before)
    except LessonError:
        action.setEnabled(False)
        action.setToolTip(kept_by_lesson())


def _run_of(state: ViewState) -> Design | None:
    """Return the window's run, unless it went another way than its design says.

    It may have learned from other data, at other rates, or for longer or shorter.
    """
    run = state.run_design
    if run is None or not state.has_its_data or len(state.history.rates):
        return None
    length = run.config.iterations
    is_whole = state.config.iterations == length and len(state.history) <= length + 1
    return run if is_whole else None


def _shown(state: ViewState) -> tuple[object, ...]:
    """Return all that is shown; most states differ in other things."""
    return (
        state.sweep,
        state.theme,
        state.dataset,
        state.spec,
        state.config,
        state.phase,
        state.design_error,
        state.picture,
        state.own_pictures,
        _run_of(state),
    )
