"""The buttons on a drawn network: where they are and what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.network.buttons import InsertButton, LayerControls, RoundButton
from gui.widgets.network.editing import inserted, removed, resized
from gui.widgets.network.spacing import BUTTON

if TYPE_CHECKING:
    from gui.widgets.network.layout import NetworkLayout
    from gui.widgets.network.plan import Look, NetworkPlan
    from gui.widgets.network.words import NetworkWords


class NetworkEditor(QObject):
    """Edits the hidden layers by buttons on a canvas.

    Parameters
    ----------
    canvas : QWidget
        Where the buttons lie.
    words : NetworkWords
        Names and tooltips.

    Signals
    -------
    edited : tuple of int
        Other hidden layers are wanted.
    focus_changed
        A button has got or lost the keyboard's focus.
    """

    edited = Signal(object)
    focus_changed = Signal()

    def __init__(self, canvas: QWidget, words: NetworkWords) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._words = words
        self._plan: NetworkPlan | None = None
        self._layer = 0
        self._locked = False
        self._look: Look | None = None
        self._inserts: list[InsertButton] = []
        self.controls = LayerControls(canvas)
        self.controls.resize_asked.connect(self._resize_shown)
        self.controls.removal_asked.connect(self._remove_shown)
        for button in self.controls.buttons:
            button.focus_changed.connect(self.focus_changed)

    # What is shown

    @property
    def layer(self) -> int:
        """The hidden layer that the controls are for; 0 if they are hidden."""
        return self._layer

    @property
    def has_focus(self) -> bool:
        """Whether one of the buttons has the keyboard's focus."""
        widget = QApplication.focusWidget()
        return isinstance(widget, RoundButton) and self._canvas.isAncestorOf(widget)

    @property
    def controls_have_focus(self) -> bool:
        """Whether one of the layer's buttons has the keyboard's focus."""
        return any(button.hasFocus() for button in self.controls.buttons)

    @property
    def covered(self) -> QRectF:
        """Where the layer's buttons lie; empty if they are hidden."""
        return QRectF(self.controls.geometry()) if self._layer else QRectF()

    def insert_button(self, gap: int) -> InsertButton:
        """Return the button that inserts a layer behind a layer; 0 is the input."""
        return self._inserts[gap]

    def set_plan(self, plan: NetworkPlan) -> None:
        """Edit another network."""
        self._plan = plan
        while len(self._inserts) < plan.last:
            self._add_insert_button(len(self._inserts))
        for gap, button in enumerate(self._inserts):
            if gap >= plan.last and button.hasFocus():
                self._canvas.setFocus()
            button.setVisible(gap < plan.last)

    def set_look(self, look: Look) -> None:
        """Use other colours and sizes."""
        self._look = look
        self.controls.set_look(look.theme, _side(look))
        for button in self._inserts:
            button.set_look(look.theme, _side(look))

    def set_locked(self, locked: bool) -> None:
        """Allow edits or don't."""
        if locked == self._locked:
            return
        self._locked = locked
        if locked and self.has_focus:
            self._canvas.setFocus()
        for button in (*self._inserts, *self.controls.buttons):
            button.setEnabled(not locked)
        self._describe()

    def place(self, layout: NetworkLayout) -> None:
        """Move the buttons to where the layout has room for them."""
        assert self._look is not None
        side = _side(self._look)
        for gap, button in zip(layout.gaps, self._inserts, strict=False):
            button.move(round(gap.x - side / 2), round(layout.counts_y))
        if self._layer:
            x = layout.columns[self._layer].x - self.controls.width() / 2
            right = self._canvas.width() - self.controls.width()
            x = max(0.0, min(x, right))
            lowest = self._canvas.height() - side
            y = min(layout.controls_top(self._layer, side), lowest)
            self.controls.move(round(x), max(0, round(y)))

    def show_controls(self, layer: int) -> None:
        """Show the controls of a hidden layer; 0 hides them."""
        if layer == self._layer:
            return
        if not layer and self.controls_have_focus:
            self._canvas.setFocus()
        self._layer = layer
        self.controls.setVisible(layer > 0)
        self.controls.raise_()
        self._describe()

    def _add_insert_button(self, gap: int) -> None:
        button = InsertButton(gap, self._canvas)
        button.asked.connect(self.insert)
        button.focus_changed.connect(self.focus_changed)
        button.setEnabled(not self._locked)
        if self._look is not None:
            button.set_look(self._look.theme, _side(self._look))
        self._inserts.append(button)
        self._describe()

    def _describe(self) -> None:
        words = self._words
        texts = {button: words.insert(gap) for gap, button in enumerate(self._inserts)}
        if self._layer:
            sayings = words.fewer, words.more, words.remove
            for button, say in zip(self.controls.buttons, sayings, strict=True):
                texts[button] = say(self._layer)  # type: ignore[index]
        for button, (name, tip) in texts.items():
            button.describe(name, words.locked() if self._locked else tip)

    # What is asked for

    def insert(self, gap: int) -> None:
        """Ask for a new layer behind a layer; 0 is the input."""
        if self._plan is not None:
            self._ask(inserted(self._plan.sizes, gap))

    def remove(self, layer: int) -> None:
        """Ask for the network without a layer; only a hidden one can go."""
        if self._is_hidden(layer):
            self._ask(removed(self._hidden, layer))

    def resize(self, layer: int, change: int) -> None:
        """Ask for more or fewer units in a hidden layer."""
        if self._is_hidden(layer):
            self._ask(resized(self._hidden, layer, change))

    @property
    def _hidden(self) -> tuple[int, ...]:
        return () if self._plan is None else self._plan.hidden

    def _is_hidden(self, layer: int) -> bool:
        return 1 <= layer <= len(self._hidden)

    def _remove_shown(self) -> None:
        self.remove(self._layer)

    def _resize_shown(self, change: int) -> None:
        self.resize(self._layer, change)

    def _ask(self, hidden: tuple[int, ...]) -> None:
        if not self._locked and hidden != self._hidden:
            self.edited.emit(hidden)


def _side(look: Look) -> int:
    return round(BUTTON * look.em)
