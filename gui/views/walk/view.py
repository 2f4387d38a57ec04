"""One iteration, stop by stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.activations import ACTIVATIONS
from engine.datasets import Picture
from engine.outputs import OUTPUTS
from engine.walk import Iteration, Part, Stop
from gui.labels import CENTER, paragraph
from gui.scrolling import let_scroll
from gui.view import Throttle, View
from gui.view_state import Neuron, ViewState
from gui.views.walk.cards import cards_of
from gui.views.walk.details import Details
from gui.views.walk.diagram import Diagram
from gui.views.walk.formulas import halves_of
from gui.views.walk.header import WalkHeader
from gui.views.walk.player import Player
from gui.views.walk.pointing import Pointing
from gui.views.walk.subjects import has_pictures, question_of, subject_of
from gui.views.walk.words import WalkWords
from gui.words import engine_text

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from engine.arithmetic import ArithmeticOf
    from engine.frame import Frame, Needs
    from engine.spec import NetworkSpec
    from engine.subject import Subject
    from engine.walk import Walk

WALK_SECONDS = 0.4
"""Time between two walks while training: each forms W1 and its gradient."""

DIAGRAM_SHARE = 0.48
"""Of the width, at most; a deeper network is scrolled."""

FIRST = Stop(Part.FORWARD, 1)


class WalkView(View):
    """A walk through the notes' block diagram, with formulas, shapes and numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walkView")
        self.words = WalkWords(self)
        self.header = WalkHeader(self)
        self.diagram = Diagram(self.words)
        self.details = Details(self.words)
        self.empty = paragraph("hint", align=CENTER)
        self._scroll = QScrollArea()
        self.player = Player(self)
        self.pointing = Pointing(self.details.sheets, self.words)
        self._stop = FIRST
        self._walk: Iteration | None = None
        self._walked: tuple[int, Walk] | None = None
        self._pace = Throttle(WALK_SECONDS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        let_scroll(self._scroll, self.diagram)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._scroll)
        body.addWidget(self.details, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addWidget(self.header)
        layout.addLayout(body, 1)
        layout.addWidget(self.empty, 1)

    def _connect(self) -> None:
        header, sheets = self.header, self.details.sheets
        header.back_pressed.connect(self._go_back)
        header.next_pressed.connect(self._go_on)
        header.play_toggled.connect(self._play)
        header.changed.connect(self._on_choice)
        self.diagram.stop_chosen.connect(self.go_to)
        sheets.stop_chosen.connect(self.go_to)
        sheets.unit_chosen.connect(self._select)
        sheets.pointed.connect(self._ask)
        self.player.beat.connect(self._go_on)

    # What the view is told

    def corner(self) -> QWidget:
        """Return the header."""
        return self.header

    def needs(self, state: ViewState) -> Needs:
        """Return the iteration that comes next, and the unit below the pointer."""
        needed: set[Walk | ArithmeticOf] = set()
        # At rest, and now and then while training or travelling goes on.
        if self._pace.allows(state.is_changing):
            needed.add(self._question(state))
        if self.pointing.asked is not None:
            needed.add(self.pointing.asked)
        return frozenset(needed)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs."""
        if before is None or before.theme is not state.theme:
            for part in (self.header, self.diagram, self.details):
                part.set_theme(state.theme)
        self.header.set_examples(len(state.dataset.train), has_pictures(state))
        known = self._walk
        self._take(state)
        is_same = before is not None and _shows_alike(before, state)
        if self._walk is None or self._walk is not known or not is_same:
            self._show(state)
        self.pointing.tell(state)

    def _subject(self, state: ViewState) -> Subject | None:
        example = self.header.example.value() - 1
        return subject_of(state, self.header.is_batch, example)

    def _question(self, state: ViewState) -> Walk:
        return question_of(state, self._subject(state))

    def _take(self, state: ViewState) -> None:
        """Take the walk from the frame; keep the last one while training goes on."""
        frame, question = state.frame, self._question(state)
        if frame is not None and question in frame.answers:
            self._walk = frame.answer(question)
            self._walked = frame.run_id, question
        elif not self._is_of(frame, question):
            self._walk, self._walked = None, None

    def _is_of(self, frame: Frame | None, question: Walk) -> bool:
        """Tell whether the last walk is one of this run and of the same examples."""
        if frame is None or self._walked is None:
            return False
        run_id, walked = self._walked
        return (run_id, walked.subject) == (frame.run_id, question.subject)

    # What the user does

    def go_to(self, index: int) -> None:
        """Go to a stop, by its number from 0."""
        if self._walk is None or self._drawn is None:
            return
        stops = self._walk.stops
        self._stop = stops[min(max(index, 0), len(stops) - 1)]
        self._show(self._drawn)
        here = self.diagram.present.center()
        self._scroll.ensureVisible(round(here.x()), round(here.y()), 140, 0)

    @property
    def index(self) -> int:
        """Number of the present stop, from 0."""
        if self._walk is None or self._stop not in self._walk.stops:
            return 0
        return self._walk.stops.index(self._stop)

    def _go_back(self) -> None:
        self.go_to(self.index - 1)

    def _go_on(self) -> None:
        is_last = self._walk is None or self.index >= len(self._walk.stops) - 1
        if is_last:
            self.header.play.setChecked(False)
        else:
            self.go_to(self.index + 1)

    def _play(self, on: bool) -> None:
        is_over = self._walk is not None and self.index == len(self._walk.stops) - 1
        if on and is_over:
            self.go_to(0)
        self.player.play(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        needed = self.diagram.minimumSizeHint().width()
        self._scroll.setFixedWidth(min(needed, round(self.width() * DIAGRAM_SHARE)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Walk for nobody who doesn't look."""
        super().hideEvent(event)
        self.header.play.setChecked(False)

    def _on_choice(self) -> None:
        self.pointing.asked = None
        if self._drawn is not None:
            self.show_state(self._drawn)
            self._show(self._drawn)
        self.shown.emit()

    def _select(self, layer: int, unit: int) -> None:
        self.neuron_selected.emit(Neuron(layer, unit))

    def _ask(self) -> None:
        """Ask how the number below the pointer comes about."""
        if self._drawn is None:
            return
        is_new = self.pointing.ask(self._subject(self._drawn))
        self.pointing.tell(self._drawn)
        if is_new:
            self.shown.emit()

    # What is shown

    def _show(self, state: ViewState) -> None:
        walk = self._walk
        self.empty.setVisible(walk is None)
        self._scroll.setVisible(walk is not None)
        self.details.setVisible(walk is not None)
        if walk is None:
            self._show_nothing(state)
            return
        self._keep_place(walk)
        stops, index = walk.stops, self.index
        self.diagram.set_network(_functions(walk.spec), walk.has_targets)
        self.diagram.set_index(index)
        self._share_width()
        self.header.set_place(index, len(stops))
        self.header.title.setText(self.words.stop(self._stop, walk.spec.L))
        moment = self.words.moment(walk, self._subject_text(walk))
        is_old = walk.spec != state.spec
        self.header.hint.setText(self.words.before_edit(moment) if is_old else moment)
        self._show_stop(state, walk)

    def _show_stop(self, state: ViewState, walk: Iteration) -> None:
        stop, is_vectorized = self._stop, self.header.is_vectorized
        details, stops = self.details, walk.stops
        details.show_formulas(halves_of(stop, walk.spec, walk.config, is_vectorized))
        layer = min(state.neuron.layer, walk.spec.L)
        needs_targets = stop.part is not Part.FORWARD
        if needs_targets and not walk.has_targets:
            details.show_note([self.words.no_way_back()])
        else:
            has_pixels = has_pictures(state)
            notes = self.words.notes(walk, stop, is_vectorized, has_pixels)
            details.show_note(notes)
        details.sheets.set_stop(self.index, len(stops))
        cards = cards_of(walk, stop, layer, is_vectorized)
        unit = (state.neuron.layer, state.neuron.unit)
        details.sheets.show_cards(cards, self._shown_unit(walk, stop, unit))

    def _shown_unit(
        self, walk: Iteration, stop: Stop, unit: tuple[int, int]
    ) -> tuple[int, int]:
        """Return the unit that stands first: the selected one, or the stop's first."""
        layer = walk.spec.L if stop.part is Part.COST else stop.layer
        return unit if layer in (0, unit[0]) else (layer, 0)

    def _show_nothing(self, state: ViewState) -> None:
        self.header.title.setText(self.tr("Step by step"))
        self.header.hint.setText("")
        self.header.set_place(0, 1)
        frame = state.frame
        is_known = frame is not None and self._question(state) in frame.answers
        text = self.words.no_walk(self.header.is_batch)
        self.empty.setText(text if is_known else self.words.waiting())

    def _keep_place(self, walk: Iteration) -> None:
        """Stay where the walk was, in a network of other depth as well."""
        if self._stop.layer > walk.spec.L:
            self._stop = Stop(self._stop.part, walk.spec.L)

    def _subject_text(self, walk: Iteration) -> str:
        subject = None if self._walked is None else self._walked[1].subject
        if subject is None:
            return self.words.batch(walk)
        if isinstance(subject, Picture):
            return self.words.picture(subject.name)
        return self.words.example(subject)


def _shows_alike(before: ViewState, state: ViewState) -> bool:
    """Tell whether the same walk is shown in the same way."""
    return (before.neuron, before.spec) == (state.neuron, state.spec)


def _functions(spec: NetworkSpec) -> tuple[str, ...]:
    """Return what each layer's activation is called."""
    hidden = (engine_text(ACTIVATIONS[name].label) for name in spec.activations)
    return (*hidden, engine_text(OUTPUTS[spec.output].label))
