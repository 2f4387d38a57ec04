"""The view: which layer and quantity, and what of them is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from engine.frame import Need
from gui.labels import CENTER, paragraph
from gui.neuron_pictures import drawable_shape
from gui.view import TEXT_SECONDS, Throttle, View
from gui.view_state import Neuron
from gui.views.inside.body import Body, Look
from gui.views.inside.header import Header
from gui.views.inside.large import LargeNeuron
from gui.views.inside.large.look import fitting, large_needs, look_at
from gui.views.inside.quantity import Quantity, aspects, seen
from gui.views.inside.readings import Readings, needs_of
from gui.views.inside.scales import Census, Scales
from gui.views.inside.words import (
    clipped_text,
    missing_text,
    no_gradient_text,
    not_finite_text,
    scale_text,
)

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.frame import Needs
    from engine.spec import NetworkSpec
    from gui.view_state import ViewState


class InsideView(View):
    """Shows the numbers of a layer, every one of them.

    Signals
    -------
    moment_chosen : int or None
        The state that the user wants to see; None for the present.
    play_requested, pause_requested, train_on_requested
        As `TimelineRow` says.
    """

    follows_log = True

    moment_chosen = Signal(object)
    play_requested = Signal()
    pause_requested = Signal()
    train_on_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("insideView")
        self._readings = Readings()
        self._scales = Scales()
        self._units: dict[int, int] = {}
        self._look: tuple[tuple[object, ...], Look] | None = None
        self._said: object = None
        self._throttle = Throttle(TEXT_SECONDS)
        self.header = Header()
        self.body = Body()
        self.large = LargeNeuron(self)
        self.message = paragraph("hint", align=CENTER)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for page in (self.message, self.body):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        header = self.header
        header.layer_chosen.connect(self._choose_layer)
        header.changed.connect(self._on_changed)
        header.lock_toggled.connect(self._lock)
        header.enlarge_requested.connect(self.enlarge)
        self.body.unit_picked.connect(self._pick)
        self.body.unit_opened.connect(self._open)
        self.large.neuron_selected.connect(self.neuron_selected)
        self.large.picture_selected.connect(self.picture_selected)
        self.large.changed.connect(self._redraw)
        line = self.large.timeline
        line.moment_chosen.connect(self.moment_chosen)
        line.play_requested.connect(self.play_requested)
        line.pause_requested.connect(self.pause_requested)
        line.train_on_requested.connect(self.train_on_requested)

    def show_gradients(self) -> None:
        """Show how the cost changes with each weight."""
        self.header.show_quantity(Quantity.DW)

    # One neuron, large

    def enlarge(self) -> None:
        """Show the selected neuron large, over a part of the window."""
        self.large.open_over(self)
        self._catch_up()

    @property
    def is_seen(self) -> bool:
        """Whether the panel or the large neuron is on the screen."""
        return self._is_panel_seen or self._is_large_seen

    @property
    def _is_panel_seen(self) -> bool:
        return super().is_seen

    @property
    def _is_large_seen(self) -> bool:
        return self.large.isVisible() and not self.large.window().isMinimized()

    # What the view is told

    def needs(self, state: ViewState) -> Needs:
        """Return what holds the quantity that is shown, and the large neuron."""
        needed: Needs = frozenset()
        if self._is_panel_seen:
            quantity, layer = self.header.quantity, self._layer(state)
            needed |= needs_of(quantity, layer, state.picture) | {Need.ACTIVE}
        if self._is_large_seen:
            spec = state.spec if state.frame is None else state.frame.spec
            needed |= large_needs(fitting(state.neuron, spec), state.picture)
        return needed

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self.header.set_theme(state.theme)
            self.body.set_theme(state.theme)
            self.large.set_theme(state.theme)
        self._readings.take(state.frame)
        neuron = state.neuron
        self._units[neuron.layer] = neuron.unit
        if self._is_panel_seen:
            spec, layer = self._spec(state), self._layer(state)
            self.header.show_layers(spec.layer_dims, layer)
            self._draw_layer(state, layer)
        if self._is_large_seen:
            large = self.large
            look = look_at(state, self._readings, self._scales, large.aspect)
            large.show_look(look, state)

    def _spec(self, state: ViewState) -> NetworkSpec:
        """Return the network whose numbers these are, which may be an older design."""
        return self._readings.spec or state.spec

    def _layer(self, state: ViewState) -> int:
        frame = state.frame
        spec = state.spec if frame is None else frame.spec
        return min(state.neuron.layer, spec.L)

    # What is drawn

    def _draw_layer(self, state: ViewState, layer: int) -> None:
        quantity = self.header.quantity
        values = self._values(state, quantity, layer)
        if values is None:
            self._say_missing(state, quantity, layer)
            return
        look = self._look_at(state, values, quantity, layer)
        neuron = state.neuron
        is_here = neuron.layer == layer and neuron.unit < len(values)
        self.body.show_look(look, neuron.unit if is_here else None)
        self._pages.setCurrentWidget(self.body)
        self._say(state, look)

    def _values(self, state: ViewState, quantity: Quantity, layer: int) -> Array | None:
        if missing_text(state, quantity, self._spec(state).layer_dims[0]):
            return None
        return self._readings.values(quantity, layer, state.picture)

    def _look_at(
        self, state: ViewState, values: Array, quantity: Quantity, layer: int
    ) -> Look:
        """Return what is shown; the same object as long as it is the same."""
        shape = None
        if quantity.is_matrix and layer == 1:
            shape = drawable_shape(state.picture_shape, values.shape[1])
        self.header.show_aspects(aspects(shape))
        dead, aspect = self._readings.dead(layer), self.header.aspect
        key = values, aspect, self._scales.is_locked, dead
        if self._look is None or not _same(self._look[0], key):
            shown, shape = seen(values, aspect, shape)
            name = f"{quantity.value}{layer}"
            known = self._spec(state).layer_dims, name, shape is None, aspect
            scale = self._scales.scale(known, shown)
            self._look = key, Look(quantity, name, shown, shape, scale, dead)
        return self._look[1]

    def _say_missing(self, state: ViewState, quantity: Quantity, layer: int) -> None:
        text = missing_text(state, quantity, self._spec(state).layer_dims[0])
        if quantity.is_gradient and self._readings.has_no_gradient(layer):
            text = no_gradient_text()
        self.header.show_aspects(())
        self.header.say("", "", "")
        self.message.setText(text)
        self._said = None
        self._pages.setCurrentWidget(self.message)

    def _say(self, state: ViewState, look: Look) -> None:
        shown = look, state.picture
        if self._said == shown or not self._throttle.allows(state.is_running):
            return
        self._said = shown
        census = Census.of(look.values, look.scale.full)
        parts = [clipped_text(census)]
        if look.quantity.is_of_picture and state.picture is not None:
            of_picture = self.tr("{name} of {picture}")
            name, picture = look.name, state.picture.name
            parts.insert(0, of_picture.format(name=name, picture=picture))
        if not look.quantity.is_matrix and look.style.factor:
            parts.append(self.tr("labels {factor}").format(factor=look.style.factor))
        scale, problem = scale_text(look.scale, census), not_finite_text(census)
        self.header.say(scale, " · ".join(parts), problem)

    # Intentions

    def _choose_layer(self, layer: int) -> None:
        self.neuron_selected.emit(Neuron(layer, self._units.get(layer, 0)))

    def _pick(self, unit: int) -> None:
        if self._drawn is not None:
            self.neuron_selected.emit(Neuron(self._layer(self._drawn), unit))

    def _open(self, unit: int) -> None:
        self._pick(unit)
        self.enlarge()

    def _lock(self, is_locked: bool) -> None:
        self._scales.lock(is_locked)
        self._redraw()

    def _on_changed(self) -> None:
        self._redraw()
        self.shown.emit()

    def _redraw(self) -> None:
        if self._drawn is not None:
            self.draw(self._drawn, self._drawn)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether two keys are the same: the very array, and equal others."""
    return one[0] is other[0] and one[1:] == other[1:]
