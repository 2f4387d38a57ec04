"""The head of the view: the picture, the question, and what may be explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from gui.room import Room
from gui.views.why.sum_rows import neuron_name
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.info_button import InfoButton
from gui.widgets.picture_box import PictureBox

if TYPE_CHECKING:
    from engine.datasets import Picture
    from gui.view_state import Neuron

ANSWER, NEURON, PIXELS = range(3)
SIDE = 28
LEAST_CHANCE = 60
"""Pixels; narrower, p would say nothing."""

GAP = 8


class Header(QWidget):
    """One line: a small picture, why what, how sure, tabs, and an explanation.

    Signals
    -------
    tab_changed
        The user wants something else explained.
    """

    tab_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureBox()
        self.title = ElidedLabel("title")
        self.chance = ElidedLabel("hint")
        self.tabs = QTabBar()
        self.info = InfoButton(self.tr("How an answer is split"))
        self.info.setStyleSheet("padding: 2px 9px;")
        self.info.set_text(self._explanation())
        self._fill_tabs()
        self._lay_out()
        Room(self, self._fit)
        self.tabs.currentChanged.connect(self.tab_changed)

    @property
    def tab(self) -> int:
        """What is to be explained: ANSWER, NEURON or PIXELS."""
        return self.tabs.currentIndex()

    def show_picture(self, picture: Picture | None) -> None:
        """Show which picture it is about."""
        pixels, name = (picture.pixels, picture.name) if picture else (None, "")
        self.picture.set_pixels(pixels, name)
        self.picture.set_side(SIDE)
        self.picture.setVisible(picture is not None)

    def show_texts(self, title: str, chance: str) -> None:
        """Show what is asked, and how sure the network is."""
        self.title.setText(title)
        self.chance.setText(chance)

    def name_neuron(self, neuron: Neuron) -> None:
        """Say which neuron is selected."""
        text = self.tr("Neuron {unit:,}").format(unit=neuron.unit + 1)
        if text != self.tabs.tabText(NEURON):
            self.tabs.setTabText(NEURON, text)
        tip = self.tr("Split the z of {neuron}, which is selected, the same way")
        self.tabs.setTabToolTip(NEURON, tip.format(neuron=neuron_name(neuron)))

    def _explanation(self) -> str:
        return self.tr(
            "Learning added training pictures to the weights of layer 1 and took "
            "others away; nothing else. So what the network makes of a picture is a "
            "sum, and each training picture has its exact share in it: its weight, "
            "times how much of it is in your picture. Through active ReLUs the shares "
            "go on to the answer, and they add up to the very number that it is "
            "computed from.\n\n"
            "All pictures have a lot in common, light above all, so each is compared "
            "with yours after the mean training picture is taken off both, and what "
            "all share has one row of its own. Without that, the shares would be "
            "hundreds of times as large as their sum, and much the same pictures would "
            "lead whatever you show."
        )

    def _fill_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("What to explain"))
        for text, tip in (
            (self.tr("Answer"), self.tr("Split the answer among training pictures")),
            (self.tr("Neuron {unit:,}").format(unit=1), ""),
            (self.tr("Pixels"), self.tr("What moved the answer, pixel by pixel")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(text), tip)

    def _lay_out(self) -> None:
        fixed = self.chance.sizePolicy().verticalPolicy()
        self.chance.setSizePolicy(QSizePolicy.Policy.Ignored, fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.picture)
        layout.addWidget(self.title)
        layout.addWidget(self.chance, 1)
        layout.addStretch()
        layout.addWidget(self.tabs)
        layout.addWidget(self.info)

    def _fit(self) -> None:
        needed = (self.title, self.tabs)
        rest = self.width() - SIDE - sum(w.sizeHint().width() + GAP for w in needed)
        info = self.info.sizeHint().width() + GAP
        self.info.setVisible(rest >= info)
        self.chance.setVisible(rest >= info + LEAST_CHANCE)
