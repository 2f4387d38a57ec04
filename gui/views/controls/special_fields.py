"""Fields of settings that need more than a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.errors import LayerTextError
from engine.schedules import SCHEDULES
from gui.design import OtherDataError
from gui.views.controls.field import Field, NumberField, Setting
from gui.widgets.layer_edit import LayerEdit
from gui.widgets.numbers import CountSpin, RateSpin, SeedSpin
from gui.widgets.rate_slider import RateSlider
from gui.words import count, message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from engine.errors import EngineError
    from gui.theme import Theme
    from gui.view_state import ViewState

MOST_DROPOUT = 0.99
DROPOUT_STEP = 0.1
SLIDER_DECADES = -4, 0
"""From 0.0001 to 1: what anybody tries."""


class HiddenLayersField(Field):
    """The hidden layers as text, with what is wrong marked in it."""

    def __init__(self, setting: Setting) -> None:
        self._edit = edit = LayerEdit()
        super().__init__(setting, edit)
        # In line with the other fields' text, for all that Qt adds here.
        edit.setTextMargins(-2, 0, 0, 0)
        self._latest: ViewState | None = None
        edit.textEdited.connect(self._on_text)
        # Programs and some input methods set the text without "editing" it.
        edit.textChanged.connect(self._on_text)
        edit.returnPressed.connect(edit.clearFocus)

    def _on_text(self, text: str) -> None:
        if self._latest is not None and text != self._latest.hidden_text:
            self.edited.emit(self.setting.name, text)

    def _show(self, state: ViewState) -> None:
        self._latest = state
        if self._edit.text() != state.hidden_text:
            self._edit.setText(state.hidden_text)
        # All that was typed is part of the design: it is no longer the field's to undo.
        self._edit.setModified(False)

    def mark(self, error: EngineError | None, theme: Theme) -> None:
        """Mark the characters that are to blame."""
        self._edit.setAccessibleDescription("" if error is None else message(error))
        if error is None or isinstance(error, OtherDataError):
            self._edit.clear_mark()
            return
        span = (0, len(self._edit.text()))
        if isinstance(error, LayerTextError):
            span = (error.start, error.end)
        self._edit.mark(*span, theme.color("wrong"))


class SeedField(NumberField):
    """A seed: Qt has no whole numbers of 32 bits without a sign."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting, SeedSpin())

    def _on_value_changed(self, number: float) -> None:
        self.edited.emit(self.setting.name, int(number))


class LearningRateField(NumberField):
    """A learning rate, to be typed or drawn along a slider."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting, RateSpin())
        self.slider = RateSlider(*SLIDER_DECADES)
        self.slider.setObjectName("learningRateSlider")
        self.slider.setAccessibleName(setting.label)
        self.slider.setToolTip(
            self.tr("Draw it: in the mode “What if”, the curve follows your hand.")
        )
        layout = self.box.layout()
        assert layout is not None
        layout.addWidget(self.slider)
        self.slider.rate_chosen.connect(self._on_value_changed)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Both of them."""
        return self.widget, self.slider

    def _show(self, state: ViewState) -> None:
        super()._show(state)
        # Each change in the middle of a run stays in its history.
        self.slider.setTracking(not state.is_locked)
        if not self.slider.isSliderDown():
            self.slider.show_rate(state.config.learning_rate)


class PeriodField(NumberField):
    """A schedule's period, at most the whole run; shows which one suits it."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting, CountSpin(0, 1), none=" ")

    def _show(self, state: ViewState) -> None:
        iterations = state.config.iterations
        suited = SCHEDULES[state.config.schedule].period(iterations)
        self.spin.setMaximum(iterations)
        self.spin.setSpecialValueText(
            self.tr("auto: {period}").format(period=count(suited))
        )
        super()._show(state)


class DropoutField(NumberField):
    """One rate for all hidden layers; says so if they have several."""

    def __init__(self, setting: Setting) -> None:
        spin = RateSpin(0, MOST_DROPOUT)
        spin.setStepType(RateSpin.StepType.DefaultStepType)
        spin.setSingleStep(DROPOUT_STEP)
        super().__init__(setting, spin)

    def _show_value(self, value: Any) -> None:
        differs = value is None
        # Below "off", so that this too is a choice.
        self.spin.setMinimum(-DROPOUT_STEP if differs else 0)
        self.spin.setSpecialValueText(self.tr("differs") if differs else self.tr("off"))
        super()._show_value(value)
