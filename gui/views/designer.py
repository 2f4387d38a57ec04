"""The network as a drawing that can be edited."""

from __future__ import annotations

from math import prod
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.activations import ACTIVATIONS
from engine.arithmetic import ArithmeticOf
from engine.frame import Need, PassOf
from engine.initializers import INITIALIZERS
from engine.outputs import OUTPUTS, Task
from gui.arithmetic_words import arithmetic_text
from gui.drawing_file import Drawing
from gui.kept_frames import KeptFrames
from gui.labels import paragraph
from gui.lesson_words import kept_by_lesson
from gui.view import TEXT_SECONDS, Throttle, View
from gui.view_state import Neuron, ViewState
from gui.widgets.network.canvas import NetworkCanvas
from gui.widgets.network.choices import Choice, LayerChoices
from gui.widgets.network.header import NetworkHeader, sizes_text
from gui.widgets.network.locks import LOCKABLE, NO_LOCKS, Locks
from gui.widgets.network.paper import NetworkPaper
from gui.widgets.network.plan import NetworkActivity, NetworkPlan
from gui.widgets.network.units import Result
from gui.words import engine_text, message

if TYPE_CHECKING:
    from engine.datasets import Picture
    from engine.frame import Frame, Needs

LINES_SECONDS = 0.25
"""Time between two drawings of the lines while training."""

MOST_VALUES = 3
"""Outputs of a regression that are written beside it."""


_AT_HAND = attrgetter(
    "theme",
    "spec",
    "config",
    "dataset",
    "class_names",
    "picture_shape",
    "picture",
    "neuron",
    "phase",
    "is_what_if",
    "design_error",
    "lesson",
)
"""What hands change, and not every frame."""


class DesignerView(View):
    """The drawn network: what each unit does, and every layer's size at hand.

    Signals
    -------
    layers_edited : tuple of HiddenLayer, object
        The user wants other hidden layers. Edits with the same second value, unless it
        is None, are one.
    setting_edited : str, object
        The user wants another value of a setting, called by its name.
    """

    layers_edited = Signal(object, object)
    setting_edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkDesigner")
        self._kept = KeptFrames()
        self._drawn_weights = self._kept.weights
        self._lines = Throttle(LINES_SECONDS)
        self._sums = Throttle(TEXT_SECONDS)
        self._pointed = 0, 0
        self._seen: Frame | None = None
        self._header = NetworkHeader(self)
        self._error = paragraph("wrong", parent=self)
        self._error.hide()
        self.canvas = NetworkCanvas()
        self.canvas.unit_selected.connect(self._select)
        self.canvas.unit_pointed.connect(self._ask)
        self.canvas.edited.connect(self.layers_edited)
        self.canvas.editor.output_initialization_chosen.connect(self._set_output)
        self.paper = NetworkPaper(self.canvas, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.setSpacing(2)
        for widget in (self._header, self._error):
            layout.addWidget(widget)
        layout.addWidget(self.paper, 1)

    def needs(self, state: ViewState) -> Needs:
        """Return weights, dead units and what the selected picture does."""
        picture = _fitting_picture(state)
        pictures = set() if picture is None else {PassOf(picture)}
        sums = {asked for asked in (self._asked(state),) if asked is not None}
        needed = {Need.FIRST_LAYER, Need.LAYERS, Need.ACTIVE}
        return frozenset({*needed, *pictures, *sums})

    def _asked(self, state: ViewState) -> ArithmeticOf | None:
        """Return what to ask of the unit that is pointed at."""
        picture, (layer, unit) = _fitting_picture(state), self._pointed
        return ArithmeticOf(picture, layer, unit) if picture and layer else None

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs."""
        is_other = before is None or _AT_HAND(before) != _AT_HAND(state)
        self._draw_frame(state, is_other and self._draw_design(state, before))
        self._draw_sum(state)

    def _draw_design(self, state: ViewState, before: ViewState | None) -> bool:
        """Draw what hands change; tell whether frames look different then."""
        if before is None or before.theme is not state.theme:
            self._header.set_theme(state.theme)
            self.canvas.set_theme(state.theme)
        picture, is_new = _fitting_picture(state), self._draw_plan(state, before)
        if before is None or _fitting_picture(before) is not picture:
            self.canvas.set_picture(None if picture is None else picture.pixels)
            self.canvas.set_sum(0, 0, "")
            is_new = True
        if before is None or before.neuron != state.neuron:
            self.canvas.set_selected(state.neuron.layer, state.neuron.unit)
        self.canvas.set_locks(self._locks(state))
        self._draw_error(state)
        return is_new

    def _locks(self, state: ViewState) -> Locks:
        if state.is_locked:
            text = self.tr("The network is locked while it trains: pause first")
            return Locks(LOCKABLE, text)
        kept = frozenset(name for name in LOCKABLE if not state.leaves(name))
        return Locks(kept, kept_by_lesson()) if kept else NO_LOCKS

    def _draw_plan(self, state: ViewState, before: ViewState | None) -> bool:
        """Draw another design; tell whether it is one."""
        if before is not None and _same_network(before, state):
            return False
        self._kept = KeptFrames()
        self._header.set_network(state.spec.layer_dims, state.spec.parameter_count)
        self.canvas.set_plan(self._plan(state))
        self.canvas.set_selected(state.neuron.layer, state.neuron.unit)
        return True

    def _plan(self, state: ViewState) -> NetworkPlan:
        spec, output = state.spec, OUTPUTS[state.spec.output]
        hidden = (engine_text(ACTIVATIONS[name].label) for name in spec.activations)
        return NetworkPlan(
            spec.layer_dims,
            (self.tr("input"), *hidden, engine_text(output.label)),
            len(state.dataset.train),
            self._result_names(state),
            output.task is not Task.REGRESSION,
            spec.layers,
            _picture_text(state),
            _choices(state),
            ("", *spec.initializations)[-1],
            state.pattern,
        )

    def _result_names(self, state: ViewState) -> tuple[str, ...]:
        names, task = state.class_names, OUTPUTS[state.spec.output].task
        if task is Task.BINARY:
            return (self.tr("p({name})").format(name=names[-1] if names else "1"),)
        if task is Task.MULTICLASS:
            count = state.spec.layer_dims[-1]
            return names if len(names) == count else tuple(map(str, range(count)))
        return ("ŷ",)

    def _draw_frame(self, state: ViewState, is_new: bool) -> None:
        is_next = is_new or state.frame is not self._seen
        if is_next:
            self._seen = state.frame
            self._kept.take(state.network_frame)
            activity = self._kept.activity(_fitting_picture(state))
            self.canvas.set_activity(activity, self._result(state, activity))
        # Lines cost more to draw than all the rest, and change slowly.
        is_other = self._kept.weights is not self._drawn_weights
        if is_new or (is_other and self._lines.allows(state.is_changing)):
            self._drawn_weights = self._kept.weights
            self.canvas.set_weights(self._kept.weights)

    def _result(self, state: ViewState, activity: NetworkActivity) -> Result | None:
        if not activity.values:
            return None
        names, values = self._result_names(state), activity.values[-1]
        task = OUTPUTS[state.spec.output].task
        if task is Task.REGRESSION:
            shown = ", ".join(f"{value:.2f}" for value in values[:MOST_VALUES])
            return Result(0, names[0], shown)
        best = 0 if task is Task.BINARY else int(values.argmax())
        return Result(best, names[best], f"{float(values[best]):.2f}")

    def _draw_sum(self, state: ViewState) -> None:
        if not self._pointed[0]:
            return
        asked, frame = self._asked(state), state.network_frame
        told = None if asked is None or frame is None else frame.answer(asked)
        if told is not None and self._sums.allows(state.is_changing):
            text = arithmetic_text(told, state.picture_shape)
            self.canvas.set_sum(told.layer, told.unit, text)

    def _ask(self, layer: int, unit: int) -> None:
        """Ask how the answer of the unit that is pointed at comes about."""
        if (layer, unit) != self._pointed:
            self._pointed = layer, unit
            if layer:
                self.shown.emit()

    def _draw_error(self, state: ViewState) -> None:
        error = state.design_error
        self.canvas.set_dimmed(error is not None)
        self._error.setVisible(error is not None)
        problem = ""
        if error is not None:
            problem = self.tr("✕ {problem}").format(problem=message(error))
        self._error.setText(problem)
        self.canvas.set_wrong_layer(state.wrong_layer, problem)

    def _set_output(self, initialization: str) -> None:
        self.setting_edited.emit("output_initialization", initialization)

    def drawing(self) -> Drawing:
        """Return the drawn network, to be written to a file."""
        state, canvas = self._drawn, self.canvas
        title = "" if state is None else sizes_text(state.spec.layer_dims)
        ground = canvas.look.theme.color("panel")
        return Drawing(title, canvas.size(), ground, canvas.paint_whole)

    def _select(self, layer: int, unit: int) -> None:
        self.neuron_selected.emit(Neuron(layer, unit))


def _picture_text(state: ViewState) -> str:
    """Return the input's shape as "64×64×3"; nothing if it is no picture."""
    shape = state.picture_shape
    is_picture = len(shape) == 3 and prod(shape) == state.spec.layer_dims[0]
    return "×".join(f"{side:,}" for side in shape) if is_picture else ""


def _choices(state: ViewState) -> LayerChoices:
    """Return what may be set on a layer, in the user's language."""
    activations = (
        Choice(one.name, engine_text(one.label), engine_text(one.formula))
        for one in ACTIVATIONS
    )
    initializations = (
        Choice(one.name, engine_text(one.label), engine_text(one.hint))
        for one in INITIALIZERS
    )
    return LayerChoices(
        tuple(activations), tuple(initializations), state.config.initialization
    )


def _same_network(before: ViewState, state: ViewState) -> bool:
    """Tell whether two states' networks are drawn alike, but for what they learned."""
    return (
        before.spec == state.spec
        and before.config.initialization == state.config.initialization
        and before.dataset is state.dataset
        and before.class_names == state.class_names
        and before.picture_shape == state.picture_shape
    )


def _fitting_picture(state: ViewState) -> Picture | None:
    """Return the selected picture, if the network can see it."""
    picture = state.picture
    fits = picture is not None and picture.pixels.size == state.spec.layer_dims[0]
    return picture if fits else None
