"""Fields: widgets that show one setting each and say how the user changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from engine.errors import SpecError
from gui.lesson_words import setting_tip
from gui.views.controls.parts import styled
from gui.words import engine_text, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.errors import EngineError
    from gui.theme import Theme
    from gui.view_state import ViewState
    from gui.widgets.numbers import CountSpin, RateSpin

Choice = tuple[str, str, str]
"""A name for the session, a label and a tool tip for people."""

GAP = 9
SMALL_GAP = 3
"""Pixels below a field: to the next row, and to what belongs to it."""


@dataclass(frozen=True)
class Setting:
    """What a field is about.

    Attributes
    ----------
    name : str
        What the session calls it.
    object_name : str
        objectName of the widget.
    label : str
        Name for people.
    tip : str
        What it means.
    is_live : callable, optional
        Tells whether it may be changed while a run goes on; never if not given.
    read : callable, optional
        Returns its value; that of the hyperparameter called ``name`` if not given.
    is_shown : callable, optional
        Tells whether it plays a part; always if not given.
    """

    name: str
    object_name: str
    label: str
    tip: str
    is_live: Callable[[ViewState], bool] | None = None
    read: Callable[[ViewState], Any] | None = None
    is_shown: Callable[[ViewState], bool] | None = None

    def value(self, state: ViewState) -> Any:
        """Return the value that a state has."""
        return self.read(state) if self.read else getattr(state.config, self.name)


class Field(QObject):
    """A widget with its caption.

    Parameters
    ----------
    setting : Setting
        What it is about.
    widget : QWidget
        What shows it.
    caption : bool
        Whether its label stands above it.

    Attributes
    ----------
    box : QWidget
        Caption and widget together.

    Signals
    -------
    edited : str, object
        The user chose another value of the setting with this name.
    refused : SpecError or None
        What the user typed can't be its value; None when something else is typed.
    """

    edited = Signal(str, object)
    refused = Signal(object)

    def __init__(self, setting: Setting, widget: QWidget, caption: bool = True) -> None:
        super().__init__()
        self.setting = setting
        self.widget = widget
        widget.setObjectName(setting.object_name)
        widget.setAccessibleName(setting.label)
        widget.setToolTip(setting.tip)
        # Two share a line: none asks for the room of its longest value.
        widget.setSizePolicy(
            QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy()
        )
        self.box = QWidget()
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(SMALL_GAP)
        label = styled("caption", setting.label if caption else " ")
        label.setBuddy(widget)
        column.addWidget(label)
        column.addWidget(widget, 1)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All by which the value is changed."""
        return (self.widget,)

    def show_state(self, state: ViewState) -> None:
        """Show the value that a state has, if the setting plays a part in it."""
        shown, live = self.setting.is_shown, self.setting.is_live
        self.box.setVisible(shown is None or shown(state))
        is_live = live is not None and live(state)
        is_free = state.leaves(self.setting.name)
        for widget in self.widgets:
            widget.setEnabled(is_free and (is_live or not state.is_locked))
        self.widget.setToolTip(setting_tip(self.setting.tip, is_free))
        with QSignalBlocker(self.widget):
            self._show(state)

    def mark(self, error: EngineError | None, theme: Theme) -> None:
        """Show that the setting is to blame for something, or that it is right."""
        self.widget.setAccessibleDescription("" if error is None else message(error))
        self._set_wrong(error is not None)

    def _set_wrong(self, wrong: bool) -> None:
        value = "true" if wrong else "false"
        if self.widget.property("wrong") != value:
            self.widget.setProperty("wrong", value)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)

    def _show(self, state: ViewState) -> None:
        raise NotImplementedError


Rows = list[tuple[Field, ...]]
"""Fields that stand side by side, from top to bottom."""


class ChoiceField(Field):
    """One of several.

    Parameters
    ----------
    setting : Setting
        What it is about.
    choices : iterable of Choice
        What there is to choose from.
    """

    def __init__(self, setting: Setting, choices: Iterable[Choice]) -> None:
        self._combo = combo = QComboBox()
        super().__init__(setting, combo)
        for place, (name, label, tip) in enumerate(choices):
            combo.addItem(label, name)
            combo.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        combo.activated.connect(self._on_activated)

    @classmethod
    def of_engine(cls, setting: Setting, choices: Iterable[Choice]) -> ChoiceField:
        """Return the choice among entries of the engine, whose texts it translates."""
        return cls(
            setting,
            [
                (name, engine_text(label), engine_text(tip))
                for name, label, tip in choices
            ],
        )

    def _show(self, state: ViewState) -> None:
        place = self._combo.findData(self.setting.value(state))
        if place >= 0:
            self._combo.setCurrentIndex(place)

    def _on_activated(self) -> None:
        self.edited.emit(self.setting.name, self._combo.currentData())


class NumberField(Field):
    """A number, or a word in the place of the smallest number.

    Parameters
    ----------
    setting : Setting
        What it is about.
    spin : CountSpin or RateSpin
        What shows it; a `RateSpin` may be for whole numbers too.
    none : str, optional
        The word that stands for None.
    """

    def __init__(
        self, setting: Setting, spin: CountSpin | RateSpin, none: str = ""
    ) -> None:
        # To the type checker, both kinds take what they show.
        self.spin: Any = spin
        super().__init__(setting, spin)
        self._has_none = bool(none)
        if none:
            spin.setSpecialValueText(none)
        spin.valueChanged.connect(self._on_value_changed)
        spin.refused.connect(self._on_refused)
        spin.lineEdit().textEdited.connect(self._on_typed)

    def _show(self, state: ViewState) -> None:
        self._show_value(self.setting.value(state))

    def _show_value(self, value: Any) -> None:
        number = self.spin.minimum() if value is None else value
        # Setting it again would take away what is being typed.
        if self.spin.value() != number:
            self.spin.setValue(number)

    def _on_value_changed(self, number: float) -> None:
        is_none = self._has_none and number == self.spin.minimum()
        self.edited.emit(self.setting.name, None if is_none else number)

    def _on_refused(self, text: str) -> None:
        if text.strip():
            low, high = self.spin.minimum(), self.spin.maximum()
            error = SpecError(
                "“{text}” is no number from {low} to {high}. It was taken back: type "
                "another one.",
                text=text,
                low=self.spin.textFromValue(low),
                high=self.spin.textFromValue(high),
            )
            self.refused.emit(error.at(self.setting.name))

    def _on_typed(self) -> None:
        self.refused.emit(None)


class CheckField(Field):
    """Yes or no.

    Parameters
    ----------
    setting : Setting
        What it is about.
    """

    def __init__(self, setting: Setting) -> None:
        self._check = check = QCheckBox(setting.label)
        super().__init__(setting, check, caption=False)
        check.toggled.connect(self._on_toggled)

    def _show(self, state: ViewState) -> None:
        self._check.setChecked(self.setting.value(state))

    def _on_toggled(self, yes: bool) -> None:
        self.edited.emit(self.setting.name, yes)
