"""The test pictures that the network gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from engine.datasets import InputKind, SplitName
from engine.frame import Need
from engine.outputs import Task
from gui.view_state import Throttle, View, ViewState
from gui.views.gallery.groups import kept_groups, sorted_groups
from gui.views.gallery.strip import MistakeStrip
from gui.views.gallery.tile_layout import GAP
from gui.widgets.elided_label import ElidedLabel
from gui.words import count

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.evaluation import Mistake
    from engine.frame import Frame, Needs, TestResults
    from gui.views.gallery.groups import Confusion, Groups


FIGURES_SECONDS = 0.2
"""Between two p of the same tiles; what is no longer wrong goes at once."""


class GalleryView(View):
    """Mistakes on the test set, in groups that read as sentences.

    While training goes on, every tile keeps its place and new ones come last; at rest
    the worst mistakes come first.

    Signals
    -------
    picture_selected : Picture
        A test picture for all views to show.
    """

    picture_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mislabeledGallery")
        self._names: tuple[str, ...] = ()
        self._dataset: Dataset | None = None
        self._pictures: dict[int, Picture] = {}
        self._frame: Frame | None = None
        self._groups: Groups = ()
        self._figures = Throttle(FIGURES_SECONDS)
        self._shown: tuple[object, ...] = ()
        self._selected: tuple[Picture | None, int | None] = (None, None)
        self._lay_out()
        self._strip.chosen.connect(self._choose)

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
        if state.dataset is not self._dataset:
            self._use_dataset(state.dataset)
        old, self._frame = self._frame, self._latest_frame(state)
        was_changing = before is not None and before.is_changing
        stopped = was_changing and not state.is_changing
        if self._frame is not old or stopped:
            self._show_mistakes(state.is_changing, old)
        shown = (
            self._frame,
            _is_for(state),
            state.dataset,
            state.has_its_data,
            state.picture,
        )
        if shown != self._shown or stopped:
            self._shown = shown
            self._show_words(state)
            self._strip.select(self._number_of(state.picture))

    # Layout

    def _lay_out(self) -> None:
        self._title = ElidedLabel("title")
        self._hint = ElidedLabel("hint")
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setProperty("role", "hint")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._strip = MistakeStrip(self._picture, self._sentence, self._group_title)
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self._title)
        header.addWidget(self._hint, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8 - GAP)
        layout.setSpacing(6)
        layout.addLayout(header)
        layout.addLayout(self._pages, 1)

    # What is shown

    def _use_dataset(self, dataset: Dataset) -> None:
        self._dataset, self._names = dataset, dataset.class_names
        self._pictures.clear()
        self._frame, self._groups, self._selected = None, (), (None, None)
        self._strip.clear()

    def _latest_frame(self, state: ViewState) -> Frame | None:
        """Return the frame to show.

        One without test results, or none at all, means that better is on its way: the
        last one stays meanwhile, or the gallery would flicker at every edit.
        """
        frame = state.frame
        if frame is None or (frame.test is None and _fits(frame, state.dataset)):
            return self._frame
        if not _fits(frame, state.dataset):
            return None
        same = _have_same_mistakes(frame, self._frame)
        is_soon = same and not self._figures.allows(state.is_changing)
        return self._frame if is_soon else frame

    @property
    def _results(self) -> TestResults | None:
        return None if self._frame is None else self._frame.test

    def _show_mistakes(self, live: bool, old: Frame | None) -> None:
        results, frame = self._results, self._frame
        if results is None or frame is None:
            self._groups = ()
        elif live and old is not None and old.run_id == frame.run_id:
            self._groups = kept_groups(results.mistakes, self._groups)
        else:
            self._groups = sorted_groups(results.mistakes, len(self._names))
        self._strip.show_groups(self._groups, live)

    def _show_words(self, state: ViewState) -> None:
        results, test = self._results, state.dataset.test
        title = self.tr("Wrong on test")
        if results is not None and test is not None:
            title = self.tr("Wrong on test: {wrong} of {total}").format(
                wrong=count(len(results.mistakes)), total=count(len(test))
            )
        self._title.setText(title)
        message = self._empty_message(state)
        self._hint.setText("" if message else self._hint_text())
        self._message.setText(message)
        self._pages.setCurrentWidget(self._message if message else self._strip)

    def _empty_message(self, state: ViewState) -> str:
        """Return what to say instead of pictures, "" if there are some."""
        dataset, results = state.dataset, self._results
        if dataset.test is None:
            return self.tr(
                "These data have no test pictures. Open data with a test set to see "
                "what the network gets wrong."
            )
        if dataset.task is Task.REGRESSION:
            return self.tr("These data ask for numbers, so nothing is simply wrong.")
        if not state.has_its_data or not _is_for(state):
            return self.tr(
                "This network learned from other data, so it isn't tested on these."
            )
        if results is None:
            return self.tr(
                "Press Train: the test pictures that the network gets wrong line up "
                "here."
            )
        return "" if results.mistakes else self.tr("Every test picture is right.")

    def _hint_text(self) -> str:
        if self._frame is not None and self._frame.iteration == 0:
            return self.tr("untrained, so its answers are chance")
        if len(self._names) == 2:
            text = self.tr("p({name}) under each picture")
            return text.format(name=self._names[1])
        return self.tr("p of the answer under each picture")

    def _group_title(self, confusion: Confusion | None, size: int) -> str:
        if confusion is None:
            text = self.tr("other mistakes ({count})")
        elif len(self._names) > 2:
            text = self.tr("said {said}, is {label} ({count})")
        elif confusion.said == 1:
            text = self.tr("said {said}, isn't ({count})")
        elif self._names[1] == "cat":
            text = self.tr("missed cats ({count})")
        else:
            text = self.tr("missed {label} ({count})")
        said, label = ("", "") if confusion is None else self._pair(confusion)
        return text.format(said=said, label=label, count=count(size))

    def _sentence(self, mistake: Mistake) -> str:
        said, label = self._pair(mistake)
        binary = len(self._names) == 2
        return self.tr(
            "test picture {index}: said {said}, p({name}) = {p:.2f}; it is labelled "
            "{label}"
        ).format(
            index=mistake.index,
            said=said,
            name=self._names[1] if binary else said,
            p=mistake.probability,
            label=label,
        )

    def _pair(self, confusion: Confusion | Mistake) -> tuple[str, str]:
        return self._names[confusion.said], self._names[confusion.label]

    # Selection

    def _picture(self, number: int) -> Picture | None:
        """Return a test picture, the same object each time."""
        dataset = self._dataset
        if dataset is None or dataset.kind is not InputKind.IMAGE:
            return None
        if number not in self._pictures:
            self._pictures[number] = dataset.picture(SplitName.TEST, number)
        return self._pictures[number]

    def _number_of(self, picture: Picture | None) -> int | None:
        """Return the place of a picture in the test set, None if it isn't there."""
        if picture is not self._selected[0]:
            test = None if self._dataset is None else self._dataset.test
            places = range(0 if test is None or picture is None else len(test))
            found = (i for i in places if self._picture(i) is picture)
            self._selected = picture, next(found, None)
        return self._selected[1]

    def _choose(self, number: int) -> None:
        picture = self._picture(number)
        if picture is not None:
            self.picture_selected.emit(picture)


def _is_testable(dataset: Dataset) -> bool:
    return dataset.test is not None and dataset.task is not Task.REGRESSION


def _is_for(state: ViewState) -> bool:
    """Tell whether there is no frame that is of a network for other data."""
    return state.frame is None or _fits(state.frame, state.dataset)


def _have_same_mistakes(frame: Frame, other: Frame | None) -> bool:
    """Tell whether two frames of a run get the same pictures wrong."""
    if other is None or other.run_id != frame.run_id:
        return False
    if frame.test is None or other.test is None:
        return False
    return frame.test.kinds_of_mistakes == other.test.kinds_of_mistakes


def _fits(frame: Frame, dataset: Dataset) -> bool:
    """Tell whether a frame's network takes and answers what the data hold."""
    dims, classes = frame.spec.layer_dims, len(dataset.class_names)
    return (dims[0], dims[-1]) == (dataset.input_size, 1 if classes == 2 else classes)
