"""The present lesson, above everything: what to do, and what may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.icons import SIZE, icon
from gui.labels import TOP, paragraph
from gui.lesson_words import what_is_free
from gui.room import Room
from gui.scrolling import let_scroll
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.manners import Manners
from gui.words import engine_text

if TYPE_CHECKING:
    from engine.lesson import Lesson
    from gui.theme import Theme
    from gui.view_state import ViewState

MOST_LINES = 5
"""Of a task; a longer one scrolls."""

GAP, ROW_GAP = 10, 4
INDENT = SIZE + GAP


class LessonBar(QToolBar):
    """Shows the lesson, if there is one; the task can be folded away.

    Signals
    -------
    end_requested
        The user wants to be free again.
    """

    end_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lessonBar")
        self.setWindowTitle(self.tr("Lesson"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._lesson: Lesson | None = None
        self._mark = QLabel()
        self.title, self.free = ElidedLabel("title"), ElidedLabel("caption")
        self.title.setObjectName("lessonTitle")
        self.free.setObjectName("lessonFree")
        self.task = paragraph("", align=TOP)
        self.task.setObjectName("lessonTask")
        self.task.setContentsMargins(INDENT, 0, 0, 0)
        self.task.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        let_scroll(self._area, self.task)
        self._area.setAccessibleName(self.tr("Task"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fold = _button("foldLesson", self.tr("Hide the task"))
        self.fold.setToolTip(
            self.tr("Make room: the task comes back with another click")
        )
        self.end = _button("endLesson", self.tr("End lesson"))
        self.end.setToolTip(self.tr("Let everything be changed again"))
        manners = Manners(self)
        for button in (self.fold, self.end):
            manners.teach(button)
        self.fold.clicked.connect(self._fold)
        self.end.clicked.connect(self.end_requested)
        self._lay_out()
        self.hide()
        Room(self, self._share)

    def _lay_out(self) -> None:
        content = QWidget()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._mark)
        row.addWidget(self.title)
        row.addWidget(self.free, 1)
        row.addWidget(self.fold)
        row.addWidget(self.end)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(row)
        column.addWidget(self._area)
        self._content = content
        self.addWidget(content)

    def show_state(self, state: ViewState) -> None:
        """Show the lesson that a state has."""
        if state.lesson == self._lesson:
            return
        self._lesson = lesson = state.lesson
        focus = QApplication.focusWidget()
        if lesson is None and focus is not None and self.isAncestorOf(focus):
            # To no field: Space trains.
            self.window().setFocus()
        self.setVisible(lesson is not None)
        if lesson is None:
            return
        title, task = engine_text(lesson.title), engine_text(lesson.task)
        self.title.setText(title)
        self.task.setText(task)
        self.free.setText(what_is_free(lesson))
        self.setAccessibleName(self.tr("Lesson: {title}").format(title=title))
        self.setAccessibleDescription(task)
        self._show_task(is_shown=True)

    def show_theme(self, theme: Theme) -> None:
        """Draw the icon in a theme's colours."""
        picture = icon("lesson", theme.color("text")).pixmap(QSize(SIZE, SIZE))
        self._mark.setPixmap(picture)

    def _fold(self) -> None:
        self._show_task(is_shown=self._area.isHidden())

    def _show_task(self, is_shown: bool) -> None:
        has_task = bool(self.task.text())
        self.fold.setVisible(has_task)
        self._area.setVisible(has_task and is_shown)
        text = self.tr("Hide the task") if is_shown else self.tr("Show the task")
        self.fold.setText(text)
        self.fold.setAccessibleName(text)

    def _share(self) -> None:
        """Be as high as the task needs, up to a few lines; it scrolls in less room."""
        line = self.task.fontMetrics().lineSpacing()
        needed = self.task.heightForWidth(self._content.width())
        most = max(line, min(MOST_LINES * line, self._room()))
        self._area.setFixedHeight(max(0, min(needed, most)))
        # Arrow keys scroll what is longer.
        keys = Qt.FocusPolicy.TabFocus if needed > most else Qt.FocusPolicy.NoFocus
        self._area.setFocusPolicy(keys)

    def _room(self) -> int:
        """Return the height that a task may have, in pixels."""
        window, here = self.window(), self._area
        others = window.minimumSizeHint().height()
        if here.isVisible():
            others -= here.minimumHeight()
        return window.height() - others


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setAccessibleName(text)
    # A click leaves the keyboard where it is: Space goes on to train.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
