"""The buttons that begin and end a sweep, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from engine.datasets import SplitName
from gui.start_row import StartRow
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from gui.sweep_state import SweepState


class Starter(StartRow):
    """Begins and ends a sweep, and says on what its results are.

    Signals
    -------
    present_requested, course_requested
        A sweep shall begin.
    split_chosen : SplitName
        Results on these examples shall be shown.
    """

    present_requested = Signal()
    course_requested = Signal()
    split_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_bar(
            self.tr("Progress of the runs"), self.tr("How many of the runs have ended")
        )
        self._lead = ElidedLabel("hint")
        self._lead.setText(self.tr("Train from 10 seeds"))
        self._count = ElidedLabel("hint")
        self.split = self._make_split()
        self._make_buttons()
        self._arrange(
            (self._lead, self.present, self.course),
            (self._count, self._bar, self.cancel),
            (self.split,),
        )
        self.show_sweep(None, can_start=True)

    def _make_buttons(self) -> None:
        self.present = self._button(
            "luckPresentButton",
            self.tr("This design"),
            self.tr("Train the present design from the seeds 1 to 10"),
            self.tr("This design from 10 seeds"),
        )
        self.course = self._button(
            "luckCourseButton",
            self.tr("Course networks"),
            self.tr(
                "Train the course's networks of 1, 2 and 4 layers from the seeds 1 to "
                "10 each, on the present data"
            ),
            self.tr("Course networks from 10 seeds each"),
        )
        self.cancel = self._button(
            "luckCancelButton",
            self.tr("Cancel"),
            self.tr("End the runs; what has ended stays"),
            self.tr("Cancel the runs"),
        )
        self.present.clicked.connect(self.present_requested)
        self.course.clicked.connect(self.course_requested)
        self.cancel.clicked.connect(self.cancel_requested)

    def _make_split(self) -> QComboBox:
        split = QComboBox()
        split.setObjectName("luckSplitCombo")
        split.addItem(self.tr("Test set"), SplitName.TEST)
        split.addItem(self.tr("Training set"), SplitName.TRAIN)
        split.setAccessibleName(self.tr("Results on"))
        split.setToolTip(self.tr("On which pictures the results are shown"))
        split.activated.connect(self._on_split)
        self._manners.teach(split)
        return split

    def show_sweep(self, sweep: SweepState | None, can_start: bool) -> None:
        """Show what can be done, and how far a sweep is."""
        is_running = sweep is not None and sweep.is_running
        self._show_running(is_running)
        self.present.setEnabled(can_start)
        if sweep is not None and is_running:
            done = len(sweep.results)
            text = self.tr("{done} of {total} runs")
            self._count.setText(text.format(done=done, total=sweep.total))
            self._bar.setMaximum(sweep.total)
            self._bar.setValue(done)

    def show_split(self, split: SplitName, has_test: bool) -> None:
        """Show on which examples the results are."""
        self.split.setEnabled(has_test)
        self.split.setCurrentIndex(self.split.findData(split))

    def _on_split(self, index: int) -> None:
        self.split_chosen.emit(self.split.itemData(index))
