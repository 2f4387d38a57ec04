"""How it stands: a sentence, the cost curves, the accuracies."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.evaluation import Baseline, split_baseline
from engine.feed import epoch
from engine.frame import Need
from engine.verdicts import Standing, Verdict
from gui.drawing_file import Drawing
from gui.figures import figures
from gui.room import Room
from gui.stretch import stretch_of
from gui.view import SENTENCE_SECONDS, TEXT_SECONDS, Throttle, View
from gui.view_state import Phase, ViewState
from gui.views.cost.accuracy import Accuracy, text_label
from gui.views.cost.curves import curves, markers, origin, references, shown_moment
from gui.views.cost.doctor_line import DoctorLine
from gui.views.cost.words import explanation
from gui.widgets.plot import CostPlot, Curve, PlotColors
from gui.widgets.timeline import TimelineRow
from gui.words import percent, verdict_sentence

if TYPE_CHECKING:
    from engine.datasets import Dataset, Split
    from engine.frame import Needs

SPACING = 6

_SUBJECT = attrgetter(
    "history",
    "moment",
    "phase",
    "dataset",
    "has_its_data",
    "is_stale",
    "is_what_if",
    "reference",
    "design_error",
    "theme",
)
"""What sentences are about: if that is something else, they change at once."""

FULL_LINES, BRIEF_LINES = 8.0, 4.8
"""Heights of both figures, large and smaller, in lines of text."""


class CostView(View):
    """The cost curves with their reference lines, and the accuracies, large.

    The row below goes back to any moment of the run.

    Signals
    -------
    moment_chosen : int or None
        An iteration for all views to show; None for the present.
    play_requested, pause_requested
        All iterations are to be shown one after another, or no more.
    train_on_requested
        A new run is to begin in the shown state.
    """

    follows_log = True

    moment_chosen = Signal(object)
    play_requested = Signal()
    pause_requested = Signal()
    train_on_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baselines: dict[Split, Baseline] = {}
        self._run: Standing | None = None
        self._throttle = Throttle(TEXT_SECONDS)
        self._sentences = Throttle(SENTENCE_SECONDS)
        self._told: tuple[object, ...] = ()
        self._headline = text_label("headline")
        self._hint = text_label("hint")
        self.doctor = DoctorLine()
        self._plot = CostPlot()
        self._plot.setObjectName("costPlot")
        self._plot.setAccessibleName(self.tr("Cost curves"))
        self._plot.setToolTip(
            self.tr("Cost against iteration; the test set's curve is dashed")
        )
        self._plot.set_titles(self.tr("iteration"), self.tr("cost J"))
        self._train = Accuracy(self.tr("train correct"), "huge")
        self._test = Accuracy(self.tr("test correct"), "test")
        self.timeline = TimelineRow()
        self._lay_out()
        Room(self, self._share_room)
        line = self.timeline
        line.moment_chosen.connect(self.moment_chosen)
        line.play_requested.connect(self.play_requested)
        line.pause_requested.connect(self.pause_requested)
        line.train_on_requested.connect(self.train_on_requested)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._hint)
        words.addWidget(self.doctor)
        figures = QVBoxLayout()
        figures.setSpacing(6)
        figures.addStretch(2)
        figures.addWidget(self._train)
        figures.addStretch(1)
        figures.addWidget(self._test)
        figures.addStretch(3)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._plot, 1)
        below.addLayout(figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.setSpacing(SPACING)
        layout.addLayout(words)
        layout.addLayout(below, 1)
        layout.addWidget(self.timeline)

    def drawing(self) -> Drawing:
        """Return the curves, to be written to a file."""
        plot = self._plot
        title, ground = plot.accessibleName(), plot.backgroundBrush().color()
        return Drawing(title, plot.size(), ground, plot.paint_whole)

    # Size

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the figures are brief, whatever they are now."""
        words = 2 * self._headline.fontMetrics().height() + self._line(1.4)
        height = self._around(words) + self._line(BRIEF_LINES)
        return QSize(super().minimumSizeHint().width(), height)

    def _share_room(self) -> None:
        """Keep curves and figures from being cut off in a low panel."""
        width = self.contentsRect().width() - 28
        words = self._headline.heightForWidth(width) + self._line(1.4)
        brief = self.height() < self._around(words) + self._line(FULL_LINES)
        for figure in (self._train, self._test):
            figure.set_brief(brief)

    def _line(self, count: float) -> int:
        return round(count * self.fontMetrics().height())

    def _around(self, words: int) -> int:
        """Return the height of all but curves and figures."""
        margins = self.contentsMargins()
        layout = self.layout()
        if layout is not None:
            margins = layout.contentsMargins()
        gaps = margins.top() + margins.bottom() + 2 * SPACING
        return words + gaps + self.timeline.height()

    def needs(self, state: ViewState) -> Needs:
        """Return the doctor's question, and the test results of a past moment."""
        # The log has few of them.
        is_past = state.moment is not None and state.dataset.test is not None
        results: Needs = frozenset({Need.TEST} if is_past else ())
        return results | self.doctor.needs(state)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw curves, sentence and accuracies."""
        if before is None or before.theme is not state.theme:
            self._plot.set_colors(PlotColors.of(state.theme))
            self.timeline.set_theme(state.theme)
        if (
            before is None
            or before.dataset is not state.dataset
            or before.has_its_data is not state.has_its_data
        ):
            self._baselines = _baselines(state.dataset) if state.has_its_data else {}
            self._plot.set_references(references(state.dataset, self._baselines))
        self.doctor.look(state)
        is_due = self._throttle.allows(state.is_changing)
        # A film and a hand are followed closely; the end of a run needs no such care.
        if is_due or state.moment is not None:
            self.timeline.show_stretch(stretch_of(state))
        if is_due:
            self._show_figures(state)
            self._say_how_it_stands(state)
        # What the words leave them.
        self._show_curves(state)

    def _show_curves(self, state: ViewState) -> None:
        past = state.reference
        compared = None
        if past is not None:
            compared = Curve(None, past.costs, "", origin(past))
        self._plot.set_markers(markers(state.history))
        last = state.config.iterations
        self._plot.show_curves(*curves(state.history), last, compared)
        self._plot.show_moment(shown_moment(state))

    def _say_how_it_stands(self, state: ViewState) -> None:
        """Say it in sentences; of the same run that goes on, not all the time."""
        subject = _SUBJECT(state)
        goes_on = state.is_running and state.moment is None and subject == self._told
        if self._sentences.allows(goes_on):
            self._told = subject
            self._show_words(state)

    def _show_words(self, state: ViewState) -> None:
        if figures(state) is None:
            self._headline.setText("")
            self._hint.setText("")
            self._show_doctor(Verdict.UNTRAINED, state)
            return
        found = self._verdict(state)
        self._headline.setText(verdict_sentence(found, state))
        self._hint.setText(explanation(state, self._baselines))
        self._show_doctor(found, state)

    def _verdict(self, state: ViewState) -> Verdict:
        """Return how the run stood at the shown moment, as its log says."""
        if state.phase is Phase.DIVERGED and state.moment is None:
            return Verdict.DIVERGED
        dataset = state.dataset
        run = state.history, dataset, epoch(state.run_config, len(dataset.train))
        if self._run is None or not self._run.is_of(*run):
            self._run = Standing(*run)
        return self._run.at(state.shown_iteration)

    def _show_doctor(self, found: Verdict, state: ViewState) -> None:
        """Put the doctor's line in the place of what the figures say as well."""
        is_free = not (state.is_what_if or state.is_stale)
        is_said = is_free and self.doctor.say(found, state.theme)
        if is_said and self._hint.isVisible():
            self.doctor.take_height_of(self._hint)
        self._hint.setVisible(not is_said)
        self.doctor.setVisible(is_said)

    def _show_figures(self, state: ViewState) -> None:
        known = figures(state)
        if known is None:
            for figure in (self._train, self._test):
                figure.clear()
            return
        train, test = known
        is_begun = state.moment is None and state.phase is not Phase.READY
        untrained = state.shown_iteration == 0 and not is_begun
        untrained = untrained and not state.has_given_weights
        self._train.show_share(
            train.accuracy, self._always(state, state.dataset.train), untrained
        )
        self._test.setVisible(test is not None)
        if test is not None:
            always = self._always(state, state.dataset.test)
            self._test.show_share(test.accuracy, always, untrained)

    def _always(self, state: ViewState, split: Split | None) -> str:
        base = None if split is None else self._baselines.get(split)
        if base is None:
            return ""
        return self.tr("always “{name}”: {share}").format(
            name=state.dataset.class_names[base.majority],
            share=percent(base.majority_accuracy),
        )


def _baselines(dataset: Dataset) -> dict[Split, Baseline]:
    splits = [split for split in (dataset.train, dataset.test) if split is not None]
    return {split: split_baseline(dataset, split) for split in splits}
