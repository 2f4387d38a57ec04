"""The row: film, slider, where it stands, and where one may go from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.icons import icon
from gui.labels import plain
from gui.room import Room
from gui.widgets.timeline.button import RowButton
from gui.widgets.timeline.label import StandLabel
from gui.widgets.timeline.slider import MomentSlider

if TYPE_CHECKING:
    from gui.theme import Theme

HEIGHT = 28
GAP = 6

ROOMY = 38
"""Width from which on there is room for words beside the slider, in lines' heights."""

LEAST = 90
"""Pixels that the slider needs, to be of any use."""

COMFORTABLE = 130
"""Pixels for which the buttons give up their words."""


@dataclass(frozen=True)
class Stretch:
    """What the row shows.

    Attributes
    ----------
    run_id : int
        The run.
    first, last : int
        The states that can be gone back to; none if `last` is before `first`.
    end : int
        Where the run is to end.
    present : int
        The state that the run is in.
    best : int or None
        The state that did best on the test set.
    moment : int or None
        The state that is to be shown; None for the present.
    shown : int or None
        The state that is shown meanwhile, if it isn't that one.
    is_playing : bool
        Whether the film plays.
    """

    run_id: int = 0
    first: int = 0
    last: int = -1
    end: int = 0
    present: int = 0
    best: int | None = None
    moment: int | None = None
    shown: int | None = None
    is_playing: bool = False

    @property
    def is_long(self) -> bool:
        """Whether there is anything to choose from."""
        return self.last > self.first

    @property
    def best_within(self) -> int | None:
        """The best state, if it can be gone back to."""
        best = self.best
        inside = best is not None and self.first <= best <= self.last
        return best if inside else None


class TimelineRow(QWidget):
    """Goes back to any state of a run, plays them all, and begins anew from one.

    Space is for the window: a button that the keyboard has reached takes Enter.

    Signals
    -------
    moment_chosen : int or None
        The state that the user wants to see; None for the present.
    play_requested, pause_requested
        The film is to begin, or to stop.
    train_on_requested
        A new run is to begin in the shown state.
    """

    moment_chosen = Signal(object)
    play_requested = Signal()
    pause_requested = Signal()
    train_on_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Moments of the run"))
        self._stretch = Stretch()
        self._theme: Theme | None = None
        self.film = RowButton()
        self.slider = MomentSlider()
        self.slider.setMinimumWidth(LEAST)
        self.slider.setAccessibleName(self.tr("Iteration that is shown"))
        self.since = plain("caption")
        self.since.hide()
        self.label = StandLabel()
        self.best = RowButton(self.tr("Best"))
        self.best.setAccessibleName(self.tr("Go to the best iteration"))
        self.live = RowButton(self.tr("Live"))
        self.live.setAccessibleName(self.tr("Back to the present"))
        self.live.setToolTip(self.tr("Back to the present, wherever the run is now"))
        self.train_on = RowButton(self.tr("Train on"))
        self.train_on.setAccessibleName(self.tr("Train on from here"))
        self._lay_out()
        self._connect()
        Room(self, self._share_room)
        self._show()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.film)
        layout.addWidget(self.since)
        layout.addWidget(self.slider, 1)
        for part in (self.label, *self._places):
            layout.addWidget(part)
        self.setFixedHeight(HEIGHT)

    def _connect(self) -> None:
        self.film.clicked.connect(self._toggle_film)
        self.slider.moment_chosen.connect(self._go_to)
        self.best.clicked.connect(self._go_to_best)
        self.live.clicked.connect(self._go_live)
        self.train_on.clicked.connect(self.train_on_requested)

    @property
    def _places(self) -> tuple[RowButton, ...]:
        """The buttons that have words where there is room for them."""
        return self.best, self.live, self.train_on

    def minimumSizeHint(self) -> QSize:
        """Return room for the slider and buttons without words."""
        parts = [self.film, *self._places]
        widths = [part.narrow() for part in parts]
        widths += [self.label.minimumWidth(), LEAST]
        if not self.since.isHidden():
            widths.append(self.since.sizeHint().width())
        return QSize(sum(widths) + GAP * (len(widths) - 1), HEIGHT)

    def _share_room(self) -> None:
        """Let words give way: first what the label says, then those of the buttons."""
        self.label.set_short(self.width() < ROOMY * self.fontMetrics().height())
        words = sum(part.wide() - part.narrow() for part in self._places)
        needed = self.minimumSizeHint().width() - LEAST + COMFORTABLE + words
        for part in self._places:
            part.set_wordless(self.width() < needed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.slider.set_mark_color(theme.color("test"))
        shade = theme.color("text"), theme.color("secondary", 140)
        for part, name in zip(self._places, ("best", "live", "train-on"), strict=True):
            part.setIcon(icon(name, *shade))
        self._show_film()

    def show_stretch(self, stretch: Stretch) -> None:
        """Show where one is, and where one may go."""
        if stretch == self._stretch:
            return
        before, self._stretch = self._stretch, stretch
        if stretch.run_id != before.run_id:
            self.slider.let_go()
        if stretch.is_playing is not before.is_playing:
            self._show_film()
        self._show()

    # What is shown

    def _show(self) -> None:
        one = self._stretch
        is_away, best = one.moment is not None, one.best_within
        here = one.present if one.moment is None else one.moment
        for part, may in (
            (self.film, one.is_long),
            (self.slider, one.is_long),
            (self.best, one.is_long and best is not None and here != best),
            (self.live, is_away),
            (self.train_on, is_away and here < one.end),
        ):
            part.setEnabled(may)
        at_end = one.last if one.moment is None else one.moment
        self.slider.show_states(one.first, one.last, at_end, best)
        self.label.show_place(here, max(one.last, one.end), one.shown)
        self._show_since()
        self._show_tips()

    def _show_since(self) -> None:
        """Say where the states begin, if that isn't where the run began."""
        first = self._stretch.first
        text = self.tr("from {first}").format(first=f"{first:,}") if first else ""
        if text != self.since.text():
            self.since.setText(text)
            self.since.setVisible(bool(text))

    def _show_film(self) -> None:
        is_playing = self._stretch.is_playing
        if self._theme is not None:
            shade = self._theme.color("text"), self._theme.color("secondary", 140)
            self.film.setIcon(icon("pause" if is_playing else "train", *shade))
        name = self.tr("Play the run as a film")
        name = self.tr("Stop the film") if is_playing else name
        self.film.setAccessibleName(name)

    def _show_tips(self) -> None:
        for part, tip in (
            (self.film, self._film_tip()),
            (self.slider, self._slider_tip()),
            (self.best, self._best_tip()),
            (self.train_on, self._train_on_tip()),
        ):
            # Qt takes a tip down that is set anew.
            if part.toolTip() != tip:
                part.setToolTip(tip)

    def _film_tip(self) -> str:
        if self._stretch.is_playing:
            return self.tr("Stop the film here")
        return self.tr("Play the whole run as a film of about ten seconds")

    def _slider_tip(self) -> str:
        tip = self.tr(
            "Go back to any iteration: every view shows that moment. Arrow keys move "
            "by one, page keys by a tenth of the run."
        )
        if not self._stretch.is_long:
            return self.tr("Once the network has trained, go back to any iteration")
        if self._stretch.first:
            since = self.tr("States before iteration {first} are not known.")
            tip += " " + since.format(first=f"{self._stretch.first:,}")
        return tip

    def _best_tip(self) -> str:
        best = self._stretch.best_within
        if best is None:
            return self.tr("The best result on the test set isn't known")
        text = self.tr("Go to the best result on the test set: iteration {best}")
        return text.format(best=f"{best:,}")

    def _train_on_tip(self) -> str:
        one = self._stretch
        if one.moment is None:
            return self.tr("Go back to a moment first, to train on from there")
        if one.moment >= one.end:
            return self.tr("The run ends here: choose more iterations to train on")
        return self.tr(
            "Train on from here, as a new run with the curves up to here. A learning "
            "rate that you choose now holds from here on."
        )

    # What the user does

    def _toggle_film(self) -> None:
        is_playing = self._stretch.is_playing
        (self.pause_requested if is_playing else self.play_requested).emit()

    def _go_to(self, moment: int) -> None:
        self.moment_chosen.emit(moment)

    def _go_to_best(self) -> None:
        if self._stretch.best_within is not None:
            self.moment_chosen.emit(self._stretch.best_within)

    def _go_live(self) -> None:
        self.moment_chosen.emit(None)
