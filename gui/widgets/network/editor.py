"""The buttons, menus and fields on a drawn network: where they are, what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.widgets.network.asking import LayerAsker
from gui.widgets.network.buttons import CanvasButton, InsertButton
from gui.widgets.network.controls import LayerControls
from gui.widgets.network.deeds import Deed, Setting
from gui.widgets.network.inline import InlineEdit
from gui.widgets.network.menus import LayerMenus
from gui.widgets.network.reading import read_rate, read_units
from gui.widgets.network.spacing import BUTTON

if TYPE_CHECKING:
    from gui.widgets.network.edit_words import EditWords
    from gui.widgets.network.layout import NetworkLayout
    from gui.widgets.network.locks import Locks
    from gui.widgets.network.plan import Look, NetworkPlan

Reader = Callable[[str], float]

FIELD = 5.0
"""Width of the field for a number, in em."""


class NetworkEditor(QObject):
    """Edits the hidden layers by what lies on a canvas.

    Parameters
    ----------
    canvas : QWidget
        Where it lies.
    words : EditWords
        Names and tooltips.

    Signals
    -------
    focus_changed
        A button has got or lost the keyboard's focus.
    zoom_asked : str
        "closer", "farther" or "fit".
    output_initialization_chosen : str
        Another one for the output layer; empty for the run's.
    """

    focus_changed = Signal()
    zoom_asked = Signal(str)
    output_initialization_chosen = Signal(str)

    def __init__(self, canvas: QWidget, words: EditWords) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._words = words
        self._plan: NetworkPlan | None = None
        self._layout: NetworkLayout | None = None
        self._look: Look | None = None
        self._layer = self._typed_layer = 0
        self._read: Reader = read_units
        self._inserts: list[InsertButton] = []
        self.asker = LayerAsker(self)
        self.menus = LayerMenus(canvas, words)
        self.menus.chosen.connect(self.do)
        self.field = InlineEdit(canvas)
        self.field.entered.connect(self._take_number)
        self.controls = controls = LayerControls(canvas)
        controls.resize_asked.connect(self._resize_shown)
        controls.setting_asked.connect(self._set_shown)
        controls.menu_asked.connect(self._open_shown)
        controls.removal_asked.connect(self._remove_shown)
        for button in controls.buttons:
            button.focus_changed.connect(self.focus_changed)

    # What is shown

    @property
    def layer(self) -> int:
        """The hidden layer that the controls are for; 0 if they are hidden."""
        return self._layer

    @property
    def has_focus(self) -> bool:
        """Whether something on the canvas has the keyboard's focus."""
        widget = QApplication.focusWidget()
        if not isinstance(widget, CanvasButton | InlineEdit):
            return False
        return self._canvas.isAncestorOf(widget)

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
        self.asker.set_plan(plan)
        self.field.close_up()
        if not plan.is_hidden(self._layer):
            self.show_controls(0)
        while len(self._inserts) < plan.last:
            self._add_insert_button(len(self._inserts))
        for gap, button in enumerate(self._inserts):
            if gap >= plan.last and button.hasFocus():
                self._canvas.setFocus()
            button.setVisible(gap < plan.last)
        self._describe()

    def set_look(self, look: Look) -> None:
        """Use other colours and sizes."""
        self._look = look
        self.controls.set_look(look, _side(look))
        self.field.setFont(look.bold)
        for button in self._inserts:
            button.set_look(look, _side(look))

    def set_locks(self, locks: Locks) -> None:
        """Allow some edits and not others."""
        self.asker.locks = self.menus.locks = locks
        if locks.names and self.has_focus:
            self._canvas.setFocus()
        if locks.names:
            self.field.close_up()
        for button in (*self._inserts, *self.controls.buttons):
            button.setEnabled(not self._holds(button))
        self._describe()

    def _holds(self, button: CanvasButton) -> bool:
        """Tell whether what a button does is locked."""
        locks, controls = self.asker.locks, self.controls
        if button is controls.menu:
            return locks.are_all
        settings = controls.chips.items()
        names = (setting.value for setting, chip in settings if chip is button)
        return locks.hold(next(names, "units"))

    def place(self, layout: NetworkLayout) -> None:
        """Move the buttons to where the layout has room for them."""
        assert self._look is not None
        self._layout, side = layout, _side(self._look)
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
        button.asked.connect(self.asker.insert)
        button.focus_changed.connect(self.focus_changed)
        button.setEnabled(not self._holds(button))
        if self._look is not None:
            button.set_look(self._look, _side(self._look))
        self._inserts.append(button)

    def _describe(self) -> None:
        reason = self.asker.locks.reason
        texts: dict[CanvasButton, tuple[str, str]] = {
            button: self._words.insert(gap) for gap, button in enumerate(self._inserts)
        }
        if self._plan is not None and self.asker.is_hidden(self._layer):
            texts |= self._control_texts(self._plan, self._layer)
        for button, (name, tip) in texts.items():
            button.describe(name, reason if self._holds(button) else tip)

    def _control_texts(
        self, plan: NetworkPlan, layer: int
    ) -> dict[CanvasButton, tuple[str, str]]:
        words, controls = self._words, self.controls
        shown = words.chip_texts(plan.layers[layer - 1], plan)
        controls.set_texts(shown)
        chips: dict[CanvasButton, tuple[str, str]] = {
            chip: words.chip(setting, layer, shown[setting])
            for setting, chip in controls.chips.items()
        }
        return {
            controls.fewer: words.fewer(layer),
            controls.more: words.more(layer),
            **chips,
            controls.menu: words.all_of(layer),
            controls.remove: words.remove(layer),
        }

    # What is asked for

    def do(self, deed: Deed) -> None:
        """Do what was chosen in a menu."""
        layer, value = deed.layer, deed.value
        deeds = {
            "insert": lambda: self.asker.insert(int(value or 0)),
            "duplicate": lambda: self.asker.duplicate(layer),
            "move": lambda: self.asker.move(layer, int(value or 0)),
            "remove": lambda: self.asker.remove(layer),
            "units": lambda: self.type_units(layer),
            "rate": lambda: self._type_rate(layer),
        }
        if deed.name in deeds:
            deeds[deed.name]()
        elif deed.name in {setting.value for setting in Setting}:
            self._set(layer, deed.name, value)
        else:
            self.zoom_asked.emit(deed.name)

    def _set(self, layer: int, name: str, value: str | float | None) -> None:
        if self.asker.is_hidden(layer):
            self.asker.change(layer, **{name: value})
        elif name == Setting.INITIALIZATION.value and not self.asker.locks.hold(name):
            self.output_initialization_chosen.emit(str(value))

    def open_menu(self, layer: int, place: QPoint) -> None:
        """Open the menu with all that can be done with a layer."""
        if self._plan is not None:
            self._pop_up(self.menus.everything(self._plan, layer), place)

    def open_setting(self, layer: int, setting: Setting, place: QPoint) -> None:
        """Open the menu that sets one thing on a layer, if it can be set there."""
        can_set = self.asker.is_hidden(layer) or setting is Setting.INITIALIZATION
        is_held = self.asker.locks.hold(setting.value)
        if self._plan is not None and can_set and not is_held:
            self._pop_up(self.menus.setting(self._plan, layer, setting), place)

    def type_units(self, layer: int, text: str = "") -> None:
        """Let the user type a number of units, perhaps with a first digit."""
        if self.asker.is_hidden(layer) and not self.asker.is_locked:
            known = str(self.asker.layers[layer - 1].units)
            words = self._words.typed_units(layer)
            self._type(layer, known, words, read_units)
            if text:
                self.field.setText(text)

    def _type_rate(self, layer: int) -> None:
        is_held = self.asker.locks.hold(Setting.DROPOUT.value)
        if self.asker.is_hidden(layer) and not is_held:
            known = f"{self.asker.layers[layer - 1].dropout:g}"
            self._type(layer, known, self._words.typed_rate(layer), read_rate)

    def _type(
        self, layer: int, known: str, words: tuple[str, str], read: Reader
    ) -> None:
        assert self._look is not None
        assert self._layout is not None
        self._typed_layer, self._read = layer, read
        size = round(FIELD * self._look.em), round((BUTTON + 0.3) * self._look.em)
        place = QRect(0, 0, *size)
        place.moveCenter(self._layout.counts[layer].center().toPoint())
        self.field.open(place, known, *words, read)
        self.controls.stackUnder(self.field)

    def _take_number(self, number: float) -> None:
        name = "units" if self._read is read_units else "dropout"
        self.asker.change(self._typed_layer, **{name: number})

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        # Some systems ask for a menu twice: by a key, and by what it stands for.
        if QApplication.activePopupWidget() is not None:
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._canvas.mapToGlobal(place))

    def _below(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._canvas, QPoint(0, widget.height()))

    def _resize_shown(self, change: int) -> None:
        self.asker.resize(self._layer, change)

    def _set_shown(self, setting: Setting) -> None:
        chip = self.controls.chips[setting]
        self.open_setting(self._layer, setting, self._below(chip))

    def _open_shown(self) -> None:
        self.open_menu(self._layer, self._below(self.controls.menu))

    def _remove_shown(self) -> None:
        self.asker.remove(self._layer)


def _side(look: Look) -> int:
    return round(BUTTON * look.em)
