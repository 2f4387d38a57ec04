"""How the answer to the selected picture came about, from the first state to now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from engine.datasets import InputKind
from engine.past_answers import PastAnswersOf
from gui.labels import CENTER, paragraph
from gui.room import Room
from gui.view import SENTENCE_SECONDS, Throttle, View
from gui.views.over_time.story import Story
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.picture_box import PictureBox
from gui.widgets.plot import CostPlot, Curve, Moment, PlotColors, Reference
from gui.words import count

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.frame import Frame, Needs
    from engine.past_answers import PastAnswers
    from gui.view_state import ViewState

LEAST_WIDTH = 300
LEAST_LINES = 3.5
"""Height of the plot, in lines of text: less, and its numbers meet."""

SIDE = 28
GAP, MARGIN = 8, 8
UNKNOWN = "…"
LEAST_HINT = 60
"""Pixels; narrower, it would say nothing."""

TOP = 1.04
"""Of the plot: a p of 1 has its line inside."""


class OverTimeView(View):
    """Plots the picture's p against the iteration, and says when the answer changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overTimeView")
        self._turn = 0
        self._continued: PastAnswers | None = None
        self._story: Story | None = None
        self._strand = 0
        self._names: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._sentences = Throttle(SENTENCE_SECONDS)
        self._are_words_due = False
        self.picture = PictureBox()
        self.title = ElidedLabel("title")
        self.hint = ElidedLabel("hint")
        self.empty = paragraph("hint", align=CENTER)
        self.plot = CostPlot(top=TOP)
        self.plot.setAccessibleName(self.tr("p against iteration"))
        self.plot.setToolTip(
            self.tr("How probable the network found it, from the first state to now")
        )
        self.plot.set_titles(self.tr("iteration"), "p")
        self._stack = QStackedWidget()
        self._lay_out()
        Room(self, self._fit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.picture)
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        page = QWidget()
        below = QVBoxLayout(page)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GAP // 2)
        below.addLayout(head)
        below.addWidget(self.plot, 1)
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, MARGIN, 14, MARGIN)
        layout.addWidget(self._stack)

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return dataset.kind is InputKind.IMAGE

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the plot still says something."""
        plot = round(LEAST_LINES * self.fontMetrics().height())
        return QSize(LEAST_WIDTH, 2 * MARGIN + SIDE + GAP // 2 + plot)

    def _fit(self) -> None:
        """Leave out what has no room beside the sentence."""
        taken = self.picture.sizeHint().width() + self.title.sizeHint().width()
        rest = self._stack.width() - taken - 2 * GAP
        self.hint.setVisible(rest >= LEAST_HINT)

    def needs(self, state: ViewState) -> Needs:
        """Return the question what was answered so far."""
        if state.picture is None:
            return frozenset()
        return frozenset({PastAnswersOf(state.picture, self._turn)})

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self.plot.set_colors(PlotColors.of(state.theme))
        shown = (
            state.frame,
            state.picture,
            state.theme,
            state.class_names,
            state.config.iterations,
            state.shown_iteration,
            state.is_running,
        )
        if shown != self._shown:
            self._shown = shown
            self._draw_all(state)
        if self._are_words_due and self._sentences.allows(state.is_running):
            self._show_words()

    def _draw_all(self, state: ViewState) -> None:
        before, self._story = self._story, self._read(state)
        story = self._story
        self._stack.setCurrentIndex(int(story is None))
        if story is None:
            self._are_words_due = False
            self.empty.setText(self._nothing_text(state))
            return
        self._ask_on(state, story.answers)
        self._draw_plot(state, story, before)
        self._are_words_due = True
        if before is None or before.picture is not story.picture:
            # Nobody reads of the last picture any more.
            self._sentences = Throttle(SENTENCE_SECONDS)

    def _ask_on(self, state: ViewState, found: PastAnswers) -> None:
        """Ask for the rest of an answer where no other frame would bring it."""
        is_followed = state.is_running and state.moment is None
        if found.is_complete or is_followed or found is self._continued:
            return
        self._continued = found
        self._turn += 1

    def _read(self, state: ViewState) -> Story | None:
        """Return what is known; what was known before, while the rest is on its way."""
        frame, picture, known = state.frame, state.picture, self._story
        if frame is None or picture is None:
            return None
        # A regression has no classes, whatever else its numbers are called.
        if max(2, frame.spec.layer_dims[-1]) != len(state.class_names):
            return None
        found = next(filter(None, _answers(frame, picture)), None)
        if found is not None:
            present = frame.iteration if state.moment is None else state.iteration
            return Story.of(frame, picture, found, state.class_names, present)
        is_same = known is not None and known.is_of(frame.run_id, picture)
        return known if is_same else None

    def _nothing_text(self, state: ViewState) -> str:
        frame, picture = state.frame, state.picture
        if picture is None:
            return self.tr("Select a picture, or drop one on “Your picture”.")
        if not state.has_its_data:
            return self.tr("Known of networks that are trained here.")
        if frame is not None and None in _answers(frame, picture):
            return self.tr("This picture is of another size than the network takes.")
        return ""

    def _draw_plot(self, state: ViewState, story: Story, before: Story | None) -> None:
        if story.names != self._names:
            self._names = story.names
            self.plot.set_references(self._references(story.names))
        if not story.goes_on_from(before):
            self._strand += 1
        name, p = story.names[story.asked], story.p
        label = self.tr("p({name}) {p}").format(name=name, p=f"{p[-1]:.2f}")
        x = story.answers.iterations.astype(np.float64)
        curve = Curve(x, p, label, origin=self._strand)
        self.plot.show_curves(curve, None, state.config.iterations)
        self.plot.show_moment(self._moment(state, story))

    def _moment(self, state: ViewState, story: Story) -> Moment | None:
        """Return the moment that is shown, if it is a past one, and its p."""
        moment = state.moment
        if moment is None:
            return None
        p = story.p_at(moment)
        text = UNKNOWN if math.isnan(p) else f"{p:.2f}"
        label = self.tr("{iteration}: {p}").format(iteration=count(moment), p=text)
        return Moment(float(moment), p, label)

    def _show_words(self) -> None:
        story, self._are_words_due = self._story, False
        assert story is not None
        picture, names = story.picture, story.names
        self.picture.set_pixels(picture.pixels, picture.name)
        self.picture.set_side(SIDE)
        self.title.setText(self._sentence(story))
        hint = picture.name
        if picture.label is not None:
            text = self.tr("{picture} · labelled “{name}”")
            hint = text.format(picture=picture.name, name=names[picture.label])
        self.hint.setText(hint)
        self.plot.setAccessibleDescription(f"{hint}: {story.p[story.now]:.2f}")
        self._fit()

    def _sentence(self, story: Story) -> str:
        """Return since when it has said what it says now."""
        name, changes = story.names[int(story.said[story.now])], story.changes
        if len(story.said) == 1:
            return self.tr("Train, and see how it comes to its answer.")
        if not story.answers.is_complete:
            return self.tr("“{name}”").format(name=name)
        if not changes:
            return self.tr("“{name}” from the start").format(name=name)
        text = self.tr("“{name}” since about iteration {since}")
        if len(changes) > 1:
            text = self.tr("“{name}” since about {since}, having changed {n} times")
        return text.format(name=name, since=count(changes[-1]), n=len(changes))

    def _references(self, names: tuple[str, ...]) -> list[Reference]:
        """Return the line where a network changes its answer, or that of chance."""
        if len(names) == 2:
            text = self.tr("above, it says “{name}”").format(name=names[1])
            return [Reference(0.5, text)]
        chance = 1 / len(names)
        return [Reference(chance, self.tr("chance: {p}").format(p=f"{chance:.2f}"))]


def _answers(frame: Frame, picture: Picture) -> list[PastAnswers | None]:
    """Return what the frame says of a picture; nothing if it wasn't asked."""
    return [
        frame.answer(question)
        for question in frame.answers
        if isinstance(question, PastAnswersOf) and question.picture is picture
    ]
