"""The buttons of one hidden layer: its units, what is set on it, all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.network.buttons import (
    CROSS,
    DOTS,
    MINUS,
    PLUS,
    CanvasButton,
    ChipButton,
    RoundButton,
)
from gui.widgets.network.deeds import Setting
from gui.widgets.network.keys import LARGE_STEP

if TYPE_CHECKING:
    from gui.widgets.network.plan import Look


class LayerControls(QWidget):
    """Fewer units, more units, three settings, a menu, and no layer at all.

    Signals
    -------
    resize_asked : int
        By how many units.
    setting_asked : Setting
        Something else is to be set.
    menu_asked, removal_asked
        All that can be done; the layer isn't wanted.
    """

    resize_asked = Signal(int)
    setting_asked = Signal(object)
    menu_asked = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self.fewer = RoundButton(MINUS, self)
        self.more = RoundButton(PLUS, self)
        self.chips = {setting: ChipButton(self) for setting in Setting}
        self.menu = RoundButton(DOTS, self)
        self.remove = RoundButton(CROSS, self)
        self._name_parts()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self.buttons:
            layout.addWidget(button)
        self.fewer.clicked.connect(self._shrink)
        self.more.clicked.connect(self._grow)
        for chip in self.chips.values():
            chip.clicked.connect(self._on_chip)
        self.menu.clicked.connect(self.menu_asked)
        self.remove.clicked.connect(self.removal_asked)
        self.hide()

    @property
    def buttons(self) -> tuple[CanvasButton, ...]:
        """The buttons from left to right."""
        return self.fewer, self.more, *self.chips.values(), self.menu, self.remove

    def set_look(self, look: Look, side: int) -> None:
        """Use other colours and a height in pixels."""
        self._look = look
        for button in self.buttons:
            button.set_look(look, side)
        self._fit()

    def set_texts(self, texts: dict[Setting, str]) -> None:
        """Say what is set on the layer."""
        for setting, text in texts.items():
            self.chips[setting].set_text(text)
        self._fit()

    def paintEvent(self, _event: QEvent) -> None:
        """Cover the labels that may lie below."""
        assert self._look is not None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color("panel"))
        radius = self.height() / 2
        painter.drawRoundedRect(self.rect(), radius, radius)

    def _name_parts(self) -> None:
        self.setObjectName("layerControls")
        self.fewer.setObjectName("fewerUnits")
        self.more.setObjectName("moreUnits")
        self.menu.setObjectName("layerMenuButton")
        self.remove.setObjectName("removeLayer")
        for setting, chip in self.chips.items():
            chip.setObjectName(f"{setting.value}Chip")

    def _fit(self) -> None:
        width = sum(button.width() for button in self.buttons)
        self.setFixedSize(width, self.fewer.height())

    def _grow(self) -> None:
        self.resize_asked.emit(_step())

    def _shrink(self) -> None:
        self.resize_asked.emit(-_step())

    def _on_chip(self) -> None:
        settings = {chip: setting for setting, chip in self.chips.items()}
        chip = self.sender()
        assert isinstance(chip, ChipButton)
        self.setting_asked.emit(settings[chip])


def _step() -> int:
    held = QGuiApplication.keyboardModifiers()
    large = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return LARGE_STEP if held & large else 1
