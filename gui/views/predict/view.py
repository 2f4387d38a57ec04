"""What the network says about the selected picture, or one that the user drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from engine.datasets import InputKind, SplitName
from engine.frame import PassOf
from gui.labels import CENTER, paragraph
from gui.room import Room
from gui.views.predict.answer_panel import AnswerPanel
from gui.views.predict.answers import answer
from gui.views.predict.drop_zone import DropZone
from gui.views.predict.examples import example_places
from gui.views.predict.picture_panel import PicturePanel
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.info_button import InfoButton
from gui.widgets.picture_box import PictureRow

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.frame import Needs
    from gui.theme import Theme
    from gui.view_state import ViewState
    from gui.views.predict.answers import Answer

SMALLEST = QSize(300, 100)
ROOMY = 340
"""From this width on there is room for words beside the pictures to try."""

HEADER_GAP = 8
LINE_GAP = 2
PICTURES_GAP = 14
LEAST_HINT = 60
"""In pixels, like the gaps; narrower, it would say nothing."""


class PredictView(DropZone):
    """A picture, what the network sees of it, and what it says.

    Signals
    -------
    open_requested
        The user wants to choose pictures.
    why_requested
        The user wants to know why the network answers so.
    """

    open_requested = Signal()
    why_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictDropZone")
        self._dataset: Dataset | None = None
        self._make_parts()
        self._lay_out()
        self._connect()
        Room(self, self._fit)

    def suits(self, dataset: Dataset) -> bool:
        """Tell whether there is anything to show of such data."""
        return dataset.kind is InputKind.IMAGE

    def needs(self, state: ViewState) -> Needs:
        """Return what a frame must hold for this view."""
        picture = state.picture
        if picture is None or picture.pixels.size != state.spec.layer_dims[0]:
            return frozenset()
        return frozenset({PassOf(picture)})

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw what differs between ``before``, drawn last, and ``state``."""
        if before is None or before.theme is not state.theme:
            self._use_theme(state.theme)
        if state.dataset is not self._dataset:
            self._dataset = state.dataset
            self._show_examples(state.dataset)
        if (
            before is None
            or before.picture is not state.picture
            or before.own_pictures is not state.own_pictures
        ):
            self._show_picture(state)
        if before is None or before.trained_on != state.trained_on:
            self._tell_preparation(state.trained_on)
        if before is None or _told(before) != _told(state):
            self._show_answer(state)

    # Layout

    def _make_parts(self) -> None:
        self._hint = ElidedLabel("hint")
        self._open = QPushButton(self.tr("Open…"))
        self._open.setObjectName("openPictureButton")
        self._open.setAccessibleName(self.tr("Open pictures"))
        self._open.setToolTip(self.tr("Choose pictures for the network to look at"))
        self._info = InfoButton(self.tr("How the picture is prepared"))
        for button in (self._open, self._info):
            button.setStyleSheet("padding: 2px 9px;")
        self._pictures = PicturePanel()
        self._answer = AnswerPanel()
        self._try_label = ElidedLabel("caption")
        self._try_label.setText(self.tr("or try"))
        self._tries = PictureRow(28)
        self._trained_on = ElidedLabel("caption")
        self._invitation = paragraph("", align=CENTER)
        self._first_tries = PictureRow(64)

    def _lay_out(self) -> None:
        self._empty, self._result = QWidget(), QWidget()
        self._lay_out_empty()
        self._lay_out_result()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._result)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        self._head = self._header()
        layout.addLayout(self._head)
        layout.addLayout(self._pages, 1)

    def _header(self) -> QHBoxLayout:
        self._title = ElidedLabel("title")
        self._title.setText(self.tr("Your picture"))
        # The title goes before it when there isn't room for both.
        fixed = self._hint.sizePolicy().verticalPolicy()
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, fixed)
        header = QHBoxLayout()
        header.setSpacing(HEADER_GAP)
        header.addWidget(self._title)
        header.addWidget(self._hint, 1)
        header.addStretch()
        header.addWidget(self._open)
        header.addWidget(self._info)
        return header

    def _lay_out_empty(self) -> None:
        layout = QVBoxLayout(self._empty)
        layout.addStretch(1)
        layout.addWidget(self._invitation)
        layout.addWidget(self._first_tries, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def _lay_out_result(self) -> None:
        tries = QHBoxLayout()
        tries.setSpacing(8)
        tries.addWidget(self._try_label)
        tries.addWidget(self._tries, 1)
        facts = QVBoxLayout()
        facts.setSpacing(LINE_GAP)
        facts.addWidget(self._answer, 1)
        facts.addLayout(tries)
        facts.addWidget(self._trained_on)
        layout = QHBoxLayout(self._result)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(PICTURES_GAP)
        layout.addWidget(self._pictures)
        layout.addLayout(facts, 1)

    def _connect(self) -> None:
        self._open.clicked.connect(self.open_requested)
        self._answer.why_asked.connect(self.why_requested)
        self.nothing_pasted.connect(self._tell_nothing_pasted)
        for source in (self._pictures, self._tries, self._first_tries):
            source.chosen.connect(self.picture_selected)

    def _fit(self) -> None:
        """Show what there is room for: nothing overlaps, details go first."""
        layout = self.layout()
        assert layout is not None
        area = layout.contentsRect()
        height = area.height() - self._head.sizeHint().height() - layout.spacing()
        fixed = (self._title, self._open, self._info)
        rest = area.width() - sum(w.sizeHint().width() + HEADER_GAP for w in fixed)
        self._hint.setVisible(rest >= LEAST_HINT)
        self._pictures.fit(area.width(), height)
        pictures = self._pictures.sizeHint().width() + PICTURES_GAP
        self._answer.fit_why(area.width() - pictures)
        self._fit_facts(area.width(), height)

    def _fit_facts(self, width: int, height: int) -> None:
        height -= self._answer.fit(height)
        tries = self._tries.sizeHint().height() + LINE_GAP
        shows_tries = bool(self._tries.buttons) and height >= tries
        self._tries.setVisible(shows_tries)
        self._try_label.setVisible(shows_tries and width >= ROOMY)
        height -= tries * shows_tries
        line = self._trained_on.sizeHint().height() + LINE_GAP
        self._trained_on.setVisible(height >= line)

    # What is shown

    def _use_theme(self, theme: Theme) -> None:
        self.set_zone_theme(theme)
        for part in (self._pictures, self._answer, self._tries, self._first_tries):
            part.set_theme(theme)

    def _show_examples(self, dataset: Dataset) -> None:
        places = example_places(dataset)
        pictures = [dataset.picture(SplitName.TEST, place) for place in places]
        named = [
            (picture, self.tr("Predict {picture}").format(picture=picture.name))
            for picture in pictures
        ]
        self._tries.show_pictures(named)
        self._first_tries.show_pictures(named)
        if dataset.kind is not InputKind.IMAGE:
            text = self.tr("These data aren't pictures, so there is nothing to drop.")
        elif named:
            text = self.tr("Drop a picture here, or try one of these:")
        else:
            text = self.tr("Drop a picture here.")
        self._invitation.setText(text)

    def _show_picture(self, state: ViewState) -> None:
        picture = state.picture
        self._hint.setText(self._hint_text(state))
        self._pages.setCurrentWidget(self._empty if picture is None else self._result)
        self._tries.select(picture)
        if picture is not None:
            self._pictures.show_picture(picture, state.own_pictures)
            self._fit()
        self.set_empty_area(self._empty if picture is None else None)

    def _tell_nothing_pasted(self) -> None:
        self._hint.setText(self.tr("There is no picture on the clipboard."))

    def _hint_text(self, state: ViewState) -> str:
        """Return how to get a picture in, and which one this is."""
        picture = state.picture
        if picture is None or any(own.seen is picture for own in state.own_pictures):
            return self.tr("drop, paste or open")
        return self.tr("{picture} · drop, paste or open").format(picture=picture.name)

    def _show_answer(self, state: ViewState) -> None:
        found = _answer(state)
        names = state.class_names
        label = None if state.picture is None else state.picture.label
        self._answer.show_answer(names, found, label, self._remark(state))

    def _remark(self, state: ViewState) -> str:
        """Return why the answer is missing, or isn't to be judged."""
        if state.network_frame is not None:
            return "" if state.shown_iteration else self.tr("untrained: this is chance")
        return self.tr("new design: train it first") if state.is_stale else ""

    def _tell_preparation(self, trained_on: str) -> None:
        text = self.tr("trained on {data} · pixels ÷ 255").format(data=trained_on)
        self._trained_on.setText(text)
        self._info.set_text(
            self.tr(
                "The network was trained on {data}, and sees your picture as it saw "
                "those: turned upright as the camera noted (EXIF), transparent parts "
                "on white, squeezed to the network's size with antialiased bilinear "
                "interpolation, every pixel divided by 255.\n\n"
                "If you come from the course: the notes' cell for your own image "
                "forgets to divide by 255, and so answers cat, p = 1.00, for almost "
                "any picture. For their my_image.jpg the course network's correct "
                "answer is non-cat: p(cat) = 0.126."
            ).format(data=trained_on)
        )

    # Size

    def minimumSizeHint(self) -> QSize:
        """Return a size at which details make room for what matters."""
        return SMALLEST


def _told(state: ViewState) -> tuple[object, ...]:
    """Return what the answer depends on."""
    is_untrained = state.shown_iteration == 0
    asked = state.picture, state.class_names
    return state.network_frame, state.is_stale, *asked, is_untrained


def _answer(state: ViewState) -> Answer | None:
    """Return what the designed network says about the picture, if it is known."""
    frame = state.network_frame
    if frame is None or state.picture is None:
        return None
    passed = frame.answer(PassOf(state.picture))
    return answer(frame.spec.output, passed.A[-1]) if passed else None
