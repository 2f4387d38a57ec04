"""The test pictures that the network gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from engine.datasets import InputKind
from engine.evaluation import answers, confusion_matrix
from engine.frame import Need
from engine.outputs import Task
from gui.labels import CENTER, paragraph
from gui.room import Room
from gui.view import Throttle, View
from gui.views.gallery.groups import (
    Confusion,
    have_same_mistakes,
    kept_groups,
    one_group,
    sorted_groups,
)
from gui.views.gallery.pictures import TestPictures
from gui.views.gallery.strip import MistakeStrip
from gui.views.gallery.tile_layout import GAP
from gui.views.gallery.words import (
    answer_sentence,
    empty_message,
    fits,
    group_title,
    hint,
    is_for,
    told,
)
from gui.widgets.confusion_grid import ConfusionGrid
from gui.widgets.elided_label import ElidedLabel
from gui.words import count

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.evaluation import Answer
    from engine.frame import Frame, Needs, TestResults
    from gui.view_state import ViewState
    from gui.views.gallery.groups import Groups


FIGURES_SECONDS = 0.2
"""Between two p of the same tiles; what is no longer wrong goes at once."""


LEAST_STRIP = 44
"""Letters that the pictures' headings need beside the confusion matrix."""


class GalleryView(View):
    """Mistakes on the test set, in groups that read as sentences.

    Beside them the confusion matrix counts all answers; a cell of it that is chosen
    shows its pictures, right ones too.

    While training goes on, every tile keeps its place and new ones come last; at rest
    the worst mistakes come first.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mislabeledGallery")
        self._names: tuple[str, ...] = ()
        self._dataset: Dataset | None = None
        self._pictures = TestPictures()
        self._frame: Frame | None = None
        self._groups: Groups = ()
        self._cell: Confusion | None = None
        self._figures = Throttle(FIGURES_SECONDS)
        self._shown: tuple[object, ...] = ()
        self._lay_out()
        Room(self, self._place_grid)
        self._strip.chosen.connect(self._choose)
        self.grid.cell_picked.connect(self._pick_cell)
        self.all_mistakes.clicked.connect(self._show_all_mistakes)

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return dataset.kind is InputKind.IMAGE

    def needs(self, state: ViewState) -> Needs:
        """Return what a frame must hold for this view."""
        return frozenset({Need.TEST}) if _is_testable(state.dataset) else frozenset()

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self._strip.set_theme(state.theme)
            self.grid.set_theme(state.theme)
        if state.dataset is not self._dataset:
            self._use_dataset(state.dataset)
        old, self._frame = self._frame, self._latest_frame(state)
        was_changing = before is not None and before.is_changing
        stopped = was_changing and not state.is_changing
        if self._frame is not old or stopped:
            self._show_mistakes(state.is_changing, old)
        shown = (
            told(self._frame),
            is_for(state),
            state.dataset,
            state.has_its_data,
            state.picture,
        )
        if shown != self._shown or stopped:
            self._shown = shown
            self._show_around(state)

    # Layout

    def _lay_out(self) -> None:
        self._title = ElidedLabel("title")
        self._hint = ElidedLabel("hint")
        self._message = paragraph("hint", align=CENTER)
        self._strip = MistakeStrip(self._picture, self._sentence, self._group_title)
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self._title)
        header.addWidget(self._hint, 1)
        self.all_mistakes = QPushButton(self.tr("All mistakes"))
        self.all_mistakes.setObjectName("allMistakesButton")
        self.all_mistakes.setAccessibleName(self.tr("Show all mistakes"))
        self.all_mistakes.setToolTip(self.tr("Show everything that is wrong again"))
        self.all_mistakes.hide()
        self.grid = ConfusionGrid()
        self.grid.hide()
        counted = QVBoxLayout()
        counted.setSpacing(6)
        counted.addWidget(self.grid)
        counted.addWidget(self.all_mistakes, 0, Qt.AlignmentFlag.AlignRight)
        counted.addStretch(1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8 - GAP)
        layout.setSpacing(6)
        layout.addLayout(header)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addLayout(self._pages, 1)
        below.addLayout(counted)
        layout.addLayout(below, 1)

    # What is shown

    def _use_dataset(self, dataset: Dataset) -> None:
        self._dataset, self._names = dataset, dataset.class_names
        self._pictures = TestPictures(dataset)
        self._frame, self._groups, self._cell = None, (), None
        self.all_mistakes.hide()
        self._strip.clear()

    def _latest_frame(self, state: ViewState) -> Frame | None:
        """Return the frame to show.

        One without test results, or none at all, means that better is on its way: the
        last one stays meanwhile, or the gallery would flicker at every edit.
        """
        frame = state.frame
        if frame is None or (frame.test is None and fits(frame, state.dataset)):
            return self._frame
        if not fits(frame, state.dataset):
            return None
        same = have_same_mistakes(frame, self._frame)
        is_soon = same and not self._figures.allows(state.is_changing)
        return self._frame if is_soon else frame

    @property
    def _results(self) -> TestResults | None:
        return None if self._frame is None else self._frame.test

    def _show_mistakes(self, live: bool, old: Frame | None) -> None:
        results, frame = self._results, self._frame
        if results is None or frame is None:
            self._groups = ()
        else:
            keeps = live and old is not None and old.run_id == frame.run_id
            self._groups = self._grouped(results, frame, keeps)
        self._strip.show_groups(self._groups, live)

    def _show_around(self, state: ViewState) -> None:
        """Show what stands around the pictures, and which one is selected."""
        self._show_grid()
        self._show_words(state)
        self._strip.select(self._pictures.number_of(state.picture))

    def _grouped(self, results: TestResults, frame: Frame, keeps: bool) -> Groups:
        """Return all mistakes, or the pictures of the cell that was chosen."""
        cell, classes = self._cell, len(self._names)
        found: tuple[Answer, ...] = results.mistakes
        if cell is not None:
            said = frame.spec.output, results.probabilities, self._pictures.labels
            found = answers(*said, cell.said, cell.label)
        if keeps:
            return kept_groups(found, self._groups)
        if cell is not None:
            return one_group(cell, found, classes)
        return sorted_groups(found, classes)

    # The confusion matrix

    def _show_grid(self) -> None:
        results, frame = self._results, self._frame
        if results is not None and frame is not None:
            said = frame.spec.output, results.probabilities, self._pictures.labels
            counts = confusion_matrix(*said, len(self._names))
            self.grid.show_counts(counts, self._names)
        cell = self._cell
        self.grid.select(None if cell is None else (cell.said, cell.label))
        self._place_grid()

    def _place_grid(self) -> None:
        """Show it where there is room for it."""
        least = self.grid.least_size
        strip = LEAST_STRIP * self.fontMetrics().averageCharWidth()
        is_wide = self.width() >= least.width() + strip
        is_high = self._strip_height >= least.height()
        is_known = self._results is not None
        self.grid.setVisible(is_wide and is_high and is_known)

    @property
    def _strip_height(self) -> int:
        return self.height() - self._title.sizeHint().height() - 24

    def _pick_cell(self, said: int, label: int) -> None:
        """Show the pictures of a cell; all mistakes again if they are shown already."""
        cell = Confusion(said, label)
        self._use_cell(None if cell == self._cell else cell)

    def _show_all_mistakes(self) -> None:
        self._use_cell(None)

    def _use_cell(self, cell: Confusion | None) -> None:
        self._cell = cell
        self.all_mistakes.setVisible(cell is not None)
        if self._drawn is not None:
            self._show_mistakes(False, None)
            self._show_around(self._drawn)

    def _show_words(self, state: ViewState) -> None:
        results, test = self._results, state.dataset.test
        title = self.tr("Wrong on test")
        if results is not None and test is not None:
            title = self.tr("Wrong on test: {wrong} of {total}").format(
                wrong=count(len(results.mistakes)), total=count(len(test))
            )
        self._title.setText(title)
        message = empty_message(state, self._results, has_cell=self._cell is not None)
        self._hint.setText("" if message else hint(self._frame, self._names))
        self._message.setText(message)
        self._pages.setCurrentWidget(self._message if message else self._strip)

    def _group_title(self, confusion: Confusion | None, size: int) -> str:
        return group_title(confusion, size, self._names)

    def _sentence(self, answer: Answer) -> str:
        return answer_sentence(answer, self._names)

    # Selection

    def _picture(self, number: int) -> Picture | None:
        return self._pictures.picture(number)

    def _choose(self, number: int) -> None:
        picture = self._picture(number)
        if picture is not None:
            self.picture_selected.emit(picture)


def _is_testable(dataset: Dataset) -> bool:
    return dataset.test is not None and dataset.task is not Task.REGRESSION
