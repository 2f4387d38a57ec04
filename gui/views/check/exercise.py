"""Find the mistake: the notes' regression, whose gradients are all too small."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.notes_mlp import FACTOR
from gui.check_state import Subject
from gui.labels import TOP, paragraph, plain
from gui.views.check import exercise_words as words
from gui.views.check.words import small
from gui.widgets.manners import Manners

if TYPE_CHECKING:
    from engine.gradient_check import GradientReport, Probe
    from gui.check_state import CheckState

AGREE = 1e-3
"""Ratios that differ by less than this share are the same."""

SHOWN = (("W", 1), ("b", 1), ("W", 2), ("b", 2))
"""Of these arrays and layers the ratio of one slope is shown: the clearest."""


class Exercise(QWidget):
    """The notes' lines on the left, three steps to what is wrong on the right.

    Signals
    -------
    check_requested : bool
        Check the notes' gradients; or the corrected ones, if true.
    """

    check_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: GradientReport | None = None
        self._is_solved = False
        self._manners = Manners(self)
        self.code = self._make_code()
        self.ratios = Ratios()
        self.question = paragraph("", align=TOP)
        self.feedback = paragraph("", align=TOP)
        self.begin = self._button(
            self.tr("Compare with numeric slopes"),
            self.tr("Check the notes' gradients as they stand"),
        )
        self.choices = [self._choice(choice) for choice in words.CHOICES]
        self.give_up = self._button(
            self.tr("Answer"), self.tr("Say which factor it is, and why")
        )
        self.give_up.setAccessibleName(self.tr("Show the answer"))
        self.again = self._button(
            self.tr("Check the corrected lines"),
            self.tr("Check the gradients without the two slips"),
        )
        self._arrange()
        self._connect()
        self._show_steps()

    def _make_code(self) -> QLabel:
        code = paragraph("code", align=TOP)
        code.setWordWrap(False)
        code.setText(words.CODE)
        code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        code.setAccessibleName(self.tr("The notes' backward pass"))
        code.setToolTip(self.tr("From the course notes, with one example a row"))
        return code

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("compact", True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        self._manners.teach(button)
        return button

    def _choice(self, choice: str) -> QToolButton:
        tip = self.tr("Is the factor {choice}?").format(choice=choice)
        button = self._button(choice, tip)
        button.setAccessibleName(tip)
        button.setProperty("choice", choice)
        return button

    def _arrange(self) -> None:
        task = paragraph("hint", align=TOP)
        task.setText(words.task())
        right = QVBoxLayout()
        right.setSpacing(5)
        right.addLayout(_row(self.begin))
        right.addWidget(self.ratios)
        right.addWidget(self.question)
        right.addLayout(_row(*self.choices, self.give_up))
        right.addLayout(_row(self.again))
        right.addWidget(self.feedback)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(task)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_begin)
        self.again.clicked.connect(self._on_again)
        self.give_up.clicked.connect(self._on_give_up)
        for button in self.choices:
            button.clicked.connect(self._on_choice)

    def show_check(self, check: CheckState | None) -> None:
        """Show what was found so far."""
        results = {} if check is None else check.results
        is_running = check is not None and check.running is not None
        for button in (self.begin, self.again):
            button.setEnabled(not is_running)
        notes = results.get(Subject.NOTES)
        if notes is not None and notes.report is not self._shown:
            self._show_report(notes.report)
        corrected = results.get(Subject.CORRECTED)
        if self._is_solved and corrected is not None:
            self._show_corrected(corrected.report)

    def _show_report(self, report: GradientReport) -> None:
        self._shown = report
        self.ratios.show_report(report)
        common = common_ratio(report)
        self.question.setText(
            words.no_common_ratio() if common is None else words.question(common)
        )
        self._show_steps()

    def _show_corrected(self, report: GradientReport) -> None:
        self.code.setText(words.CORRECTED)
        self.code.setAccessibleName(self.tr("The backward pass, corrected"))
        self.question.setText(words.checked_again(small(report.largest)))
        self.question.show()
        self.again.hide()

    def _show_steps(self) -> None:
        """Show as much as there is to do now: there is little room."""
        is_begun = self._shown is not None
        is_asked = is_begun and not self._is_solved
        self.begin.setVisible(not is_begun)
        for part in (self.ratios, self.question, *self.choices, self.give_up):
            part.setVisible(is_asked)
        self.feedback.setVisible(bool(self.feedback.text()))
        self.again.setVisible(self._is_solved)

    def _solve(self, is_found: bool) -> None:
        self._is_solved = True
        self.feedback.setText(words.answer(is_found))
        self._show_steps()
        self.again.setFocus()

    def _on_begin(self) -> None:
        self.check_requested.emit(False)

    def _on_again(self) -> None:
        self.check_requested.emit(True)

    def _on_give_up(self) -> None:
        self._solve(is_found=False)

    def _on_choice(self) -> None:
        button = self.sender()
        choice = button.property("choice") if button is not None else ""
        if words.CHOICES[choice] == FACTOR:
            self._solve(is_found=True)
        else:
            self.question.setText(words.hint(choice))


class Ratios(QWidget):
    """One slope of each array, as the notes have it and as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(4, 1)

    def show_report(self, report: GradientReport) -> None:
        """Show what a check found of the notes' gradients."""
        while self.cells:
            self.cells.pop().deleteLater()
        headings = self.tr("slope"), self.tr("notes"), self.tr("numeric")
        self._add_row(0, (*headings, self.tr("numeric / notes")), "caption")
        for row, (array, layer) in enumerate(SHOWN, 1):
            probe = clearest(report, array, layer)
            figures = f"{probe.analytic:.5g}", f"{probe.numeric:,.0f}"
            ratio = f"{probe.ratio or 0.0:,.2f}"
            self._add_row(row, (_notes_name(layer, probe), *figures, ratio), "")

    def _add_row(self, row: int, texts: tuple[str, ...], role: str) -> None:
        for column, text in enumerate(texts):
            cell = plain(role, text)
            if column:
                cell.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(cell, row, column)
            self.cells.append(cell)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _notes_name(layer: int, probe: Probe) -> str:
    """Return a slope as the notes' code would name it: transposed, from 0."""
    row, column = probe.place
    return f"d_{probe.array.lower()}{layer}[{column}, {row}]"


def clearest(report: GradientReport, array: str, layer: int) -> Probe:
    """Return the comparison of an array with the largest slope."""
    probes = [p for p in report.layers[layer - 1].probes if p.array == array]
    return max(probes, key=lambda probe: abs(probe.numeric))


def common_ratio(report: GradientReport) -> float | None:
    """Return by which factor all slopes differ; None if by several."""
    pairs = [(p.numeric, p.analytic) for layer in report.layers for p in layer.probes]
    largest = max(abs(numeric) for numeric, _ in pairs)
    # What nearly cancels has few digits left to take a ratio of.
    clear = [n / a for n, a in pairs if a and abs(n) > AGREE * largest]
    middle = statistics.median(clear)
    agree = all(abs(ratio - middle) < AGREE * abs(middle) for ratio in clear)
    return middle if agree else None
