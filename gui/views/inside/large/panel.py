"""The panel of one neuron, over the lower part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.datasets import InputKind
from gui.keyboard import is_plain
from gui.labels import paragraph
from gui.replies import Replies
from gui.stretch import stretch_of
from gui.view import TEXT_SECONDS, Throttle
from gui.view_state import Neuron
from gui.views.inside.large.examples import ExampleRow
from gui.views.inside.large.look import examples_of, note_of, picture_of
from gui.views.inside.large.overlay import Overlay
from gui.views.inside.large.weights import WeightsPart
from gui.views.inside.quantity import Aspect, aspects
from gui.views.inside.words import aspect_text
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.manners import Manners
from gui.widgets.timeline import TimelineRow
from gui.words import short_number

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from engine.datasets import Dataset
    from gui.theme import Theme
    from gui.view_state import ViewState
    from gui.views.inside.large.look import LargeLook

KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LargeNeuron(Overlay):
    """Shows the selected neuron large, of the moment that all views show.

    Signals
    -------
    neuron_selected : Neuron
        Another one that the user chose.
    picture_selected : Picture
        A training picture that the user chose.
    changed
        The weights are to be shown in another way.

    Attributes
    ----------
    timeline : TimelineRow
        The moments of the run: a neuron can be seen as it came to be.
    """

    neuron_selected = Signal(object)
    picture_selected = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: LargeLook | None = None
        self._dataset: Dataset | None = None
        self._shown: tuple[object, ...] = ()
        self._throttle = Throttle(TEXT_SECONDS)
        self._manners = Manners(self)
        Replies(self, _leads)
        self.name = ElidedLabel("headline")
        self.facts, self.dead = ElidedLabel("hint"), QLabel()
        self.dead.setProperty("role", "wrong")
        self.dead.setText(self.tr("✕ dead: no training example makes it active"))
        self.aspects = QComboBox()
        self.previous, self.next = _button("◂"), _button("▸")
        self.close_button = _button(self.tr("Close"))
        self.weights = WeightsPart()
        self.most, self.least = ExampleRow(), ExampleRow()
        self.timeline = TimelineRow()
        self.timeline.setObjectName("largeTimeline")
        self.note = paragraph("caption")
        self._name_parts()
        self._lay_out()
        self._connect()

    @property
    def aspect(self) -> Aspect:
        """How weights of pictures are shown."""
        aspect = self.aspects.currentData()
        return aspect if isinstance(aspect, Aspect) else Aspect.PICTURES

    def _name_parts(self) -> None:
        self.setAccessibleName(self.tr("One neuron, large"))
        for part, name in (
            (self.previous, self.tr("The neuron before (Up)")),
            (self.next, self.tr("The next neuron (Down)")),
            (self.close_button, self.tr("Close (Escape)")),
        ):
            part.setAccessibleName(name)
            part.setToolTip(name)
            self._manners.teach(part)
        self._manners.teach(self.aspects)
        self.aspects.setAccessibleName(self.tr("How to show the weights"))
        self.aspects.setToolTip(self.tr("All colours together, one of them, their sum"))
        for aspect in Aspect:
            if aspect is not Aspect.ROWS:
                self.aspects.addItem(aspect_text(aspect), aspect)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(10)
        header.addWidget(self.name)
        header.addStretch(1)
        header.addWidget(self.aspects)
        for button in (self.previous, self.next, self.close_button):
            header.addWidget(button)
        facts = QHBoxLayout()
        facts.setSpacing(14)
        facts.addWidget(self.facts)
        facts.addWidget(self.dead)
        facts.addStretch(1)
        examples = QVBoxLayout()
        examples.setSpacing(8)
        examples.addWidget(self.most, 1)
        examples.addWidget(self.least, 1)
        examples.addWidget(self.note)
        examples.addStretch(0)
        below = QHBoxLayout()
        below.setSpacing(24)
        below.addWidget(self.weights, 11)
        below.addLayout(examples, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(header)
        layout.addLayout(facts)
        layout.addSpacing(4)
        layout.addLayout(below, 1)
        layout.addWidget(self.timeline)

    def _connect(self) -> None:
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.close_button.clicked.connect(self.leave)
        self.aspects.activated.connect(self.changed)
        self.weights.input_picked.connect(self._pick_input)
        for row in (self.most, self.least):
            row.chosen.connect(self._choose_example)

    # What it shows

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        for part in (self.weights, self.most, self.least, self.timeline):
            part.set_theme(theme)

    def show_look(self, look: LargeLook | None, state: ViewState) -> None:
        """Show a neuron; keep the last one as long as the next isn't known."""
        self.timeline.show_stretch(stretch_of(state))
        if look is None and state.dataset is not self._dataset:
            # Chosen, they would be pictures of data that are gone.
            self.most.hide()
            self.least.hide()
        shown = state.frame, state.neuron, state.picture, self.aspect
        if look is None or shown == self._shown:
            return
        self._shown = shown
        is_other = self._look is None or self._look.neuron != look.neuron
        self._look, self._dataset = look, state.dataset
        self._show_weights(look)
        self._show_examples(look, state)
        if self._throttle.allows(state.is_running and not is_other):
            self._show_words(look, state)

    def _show_words(self, look: LargeLook, state: ViewState) -> None:
        title = self.tr("Neuron {unit} of {units:,} in layer {layer}").format(
            unit=look.neuron.unit + 1, units=look.units, layer=look.neuron.layer
        )
        if look.name:
            title = self.tr("{title}: “{name}”").format(title=title, name=look.name)
        self.name.setText(title)
        self.facts.setText(self._facts(look, state))
        self.dead.setVisible(look.is_dead)
        self.aspects.setVisible(len(aspects(look.shape)) > 2)
        self.previous.setEnabled(look.neuron.unit > 0)
        self.next.setEnabled(look.neuron.unit < look.units - 1)

    def _facts(self, look: LargeLook, state: ViewState) -> str:
        facts = []
        if look.bias is not None:
            facts.append(self.tr("bias b = {b}").format(b=_signed(look.bias)))
        if look.z is not None and look.a is not None and state.picture is not None:
            text = self.tr("for {picture}: z = {z}, a = {a}")
            z, a = _signed(look.z), _signed(look.a)
            facts.append(text.format(picture=state.picture.name, z=z, a=a))
        return " · ".join(facts)

    def _show_weights(self, look: LargeLook) -> None:
        if look.shape is not None:
            self.weights.show_pictures(look.rows)
            return
        layer = look.neuron.layer
        text = self.tr("its weights for the {count:,} units of layer {layer}")
        if layer == 1:
            text = self.tr("its weights for the {count:,} inputs")
        count = len(look.rows[0].values)
        self.weights.show_tiles(look.rows[0], text.format(count=count, layer=layer - 1))

    def _show_examples(self, look: LargeLook, state: ViewState) -> None:
        found = look.excitation
        is_known = found is not None and state.has_its_data
        for row in (self.most, self.least):
            row.setVisible(is_known)
        self.note.setText(note_of(look, state))
        self.note.setVisible(bool(self.note.text()))
        if found is None or not is_known:
            return
        is_image = state.dataset.kind is InputKind.IMAGE
        most = self.tr("Training examples that excite it most, z below each")
        least = self.tr("Training examples that excite it least")
        if is_image:
            most = self.tr("Training pictures that excite it most, z below each")
            least = self.tr("Training pictures that excite it least")
        for row, title, excited in (
            (self.most, most, found.most),
            (self.least, least, found.least),
        ):
            row.set_title(title)
            row.show_examples(examples_of(excited, state.dataset), state.picture)

    # Input

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another neuron with Up and Down."""
        if _leads(event):
            self._go(KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        look = self._look
        if look is not None and 0 <= look.neuron.unit + step < look.units:
            unit = look.neuron.unit + step
            self.neuron_selected.emit(Neuron(look.neuron.layer, unit))

    def _pick_input(self, place: int) -> None:
        if self._look is not None and self._look.neuron.layer > 1:
            self.neuron_selected.emit(Neuron(self._look.neuron.layer - 1, place))

    def _choose_example(self, index: int) -> None:
        if self._dataset is None or index >= len(self._dataset.train):
            return
        picture = picture_of(self._dataset, index)
        if picture is not None:
            self.picture_selected.emit(picture)


def _signed(value: float) -> str:
    return short_number(value).replace("-", "−", 1)


def _button(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setProperty("compact", True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _leads(event: QKeyEvent) -> bool:
    """Tell whether a key leads to another neuron."""
    return event.key() in KEYS and is_plain(event)
