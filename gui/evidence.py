"""Leads to what shows that a finding of the doctor's is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.doctor import Evidence, Shows
from gui.view_state import Neuron
from gui.views.cost import CostView
from gui.views.doctor import DoctorView
from gui.views.inside import InsideView

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PANELS = {
    Shows.COST: ("costPanel",),
    Shows.LEARNING_RATE: ("costPanel", "controlsPanel"),
    Shows.UNIT: ("weightsPanel", "insidePanel"),
    Shows.GRADIENTS: ("weightsPanel", "insidePanel"),
    Shows.MISTAKES: ("costPanel", "galleryPanel", "boundaryPanel"),
}
"""Where something is to be seen: the last one that is there stands in front."""


class EvidenceCommands(QObject):
    """Brings the panels to the front that show something, and selects it there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open_doctor(self) -> None:
        """Bring the doctor to the front."""
        self._raise("doctorPanel")

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what a finding is based on."""
        window = self._window
        if evidence.layer:
            neuron = Neuron(evidence.layer, evidence.unit)
            window.session.select_neuron(neuron)
        for name in PANELS[evidence.shows]:
            self._raise(name)
        if evidence.shows is Shows.LEARNING_RATE:
            field = window.findChild(QWidget, "learningRateSpin")
            if field is not None:
                field.setFocus()
        inside = window.views.get("insidePanel")
        if evidence.shows is Shows.GRADIENTS and isinstance(inside, InsideView):
            inside.show_gradients()

    def _raise(self, name: str) -> None:
        """Bring a panel to the front, if there is one that suits the data."""
        window = self._window
        view = window.views[name]
        if name in window.docks.by_name and view.suits(window.session.dataset):
            window.docks.reveal(name)


def wire_doctor(window: MainWindow) -> None:
    """Connect what shows findings with what shows their evidence."""
    commands = EvidenceCommands(window)
    for view in window.views.values():
        if isinstance(view, DoctorView):
            view.evidence_requested.connect(commands.show_evidence)
            view.mend_requested.connect(window.session.set_setting)
        elif isinstance(view, CostView):
            view.doctor.opened.connect(commands.open_doctor)
